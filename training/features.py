"""The feature contract between the trainer (spaCy) and the Rust run time.

Everything the network sees of a word is computed here, and in the same way by
the run time (models/FORMAT.md, "Features"). spaCy's own tokenizer exceptions
and norm tables are switched off, so that nothing but the form itself counts.
"""
import spacy
from spacy.attrs import IS_SPACE, NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import word_shape

NORMALISED = {"’": "'", "‘": "'", "ʼ": "'", "`": "'",
              "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
              "‐": "-", "‑": "-", "‒": "-",
              "—": "–", "―": "–", "…": "..."}
TABLE = str.maketrans(NORMALISED)


def normalise(form):
    """One typographic variant for each quote, apostrophe, hyphen, dash and ellipsis."""
    return form.translate(TABLE)


GETTERS = {
    NORM: lambda form: normalise(form).lower(),
    PREFIX: lambda form: normalise(form)[:1],
    SUFFIX: lambda form: normalise(form)[-3:],
    SHAPE: lambda form: word_shape(normalise(form)),
    IS_SPACE: lambda form: False,
}


def blank():
    """An empty English pipeline whose words have exactly the features of the contract."""
    nlp = spacy.blank("en")
    nlp.vocab.lex_attr_getters = {**nlp.vocab.lex_attr_getters, **GETTERS}
    return nlp


def load(folder):
    """A pipeline saved by train.py, with the contract's features."""
    nlp = spacy.load(folder)
    nlp.vocab.lex_attr_getters = {**nlp.vocab.lex_attr_getters, **GETTERS}
    return nlp
