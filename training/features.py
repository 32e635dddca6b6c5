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


def contract(nlp):
    """Give the pipeline's words exactly the features of the contract.

    spaCy has made lexemes (of its tokenizer exceptions and contractions: "—", "’s", "n't" …) before the getters are
    changed: those are set anew, or they would keep spaCy's own norms.
    """
    nlp.vocab.lex_attr_getters = {**nlp.vocab.lex_attr_getters, **GETTERS}
    for lexeme in nlp.vocab:
        form = lexeme.orth_
        lexeme.norm_, lexeme.prefix_ = GETTERS[NORM](form), GETTERS[PREFIX](form)
        lexeme.suffix_, lexeme.shape_ = GETTERS[SUFFIX](form), GETTERS[SHAPE](form)
    return nlp


def blank():
    """An empty English pipeline."""
    return contract(spacy.blank("en"))


def load(folder):
    """A pipeline saved by train.py."""
    return contract(spacy.load(folder))


def actions(pipe):
    """All actions of a parser or name finder, in the order of its scores (`move_names` leaves out "U-")."""
    return [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
