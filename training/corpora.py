"""Readers of the corpora (CoNLL-U, BIO) into plain Python data."""
import os
from collections import Counter
from dataclasses import dataclass, field

DATA = os.environ.get("RAPPORTEUR_DATA", "../shared/data")
EWT, GUM = f"{DATA}/ud/ewt", f"{DATA}/ud/gum"
UNER, CROSSNER = f"{DATA}/ner/uner-ewt", f"{DATA}/ner/crossner-politics"

# Features that describe the spelling or the annotation rather than the word: not predicted.
UNTRAINED_FEATURES = {"Typo", "Style", "ExtPos", "CorrectForm"}
# Santa Barbara Corpus text, whose own terms were not seen (shared/data/README.md): not trained on.
UNCLEAR = ("GUM_conversation", "GUM_court_carpet")


@dataclass
class Sentence:
    words: list = field(default_factory=list)
    spaces: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    heads: list = field(default_factory=list)  # index in the sentence; a root is its own head
    deps: list = field(default_factory=list)
    misc: list = field(default_factory=list)
    entities: list = field(default_factory=list)  # (start, end, label)
    name: str = ""
    paragraph: int = 0


def read_conllu(path):
    """Documents, each a list of Sentence; the parts of a multiword token are words of their own."""
    documents, sentence, paragraph, name = [], Sentence(), 0, ""
    joined = 0  # words up to this index belong to a multiword token
    glued = False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append([])
        if line.startswith(("# newdoc", "# newpar")) and not line.startswith("# newpar_block"):
            paragraph += 1
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        if line.startswith("#"):
            continue
        if not line:
            if sentence.words:
                sentence.name, sentence.paragraph = name, paragraph
                documents[-1].append(sentence)
            sentence, joined = Sentence(), 0
            continue
        column = line.split("\t")
        if "." in column[0]:
            continue
        if "-" in column[0]:
            joined, glued = int(column[0].split("-")[1]), "SpaceAfter=No" in column[9]
            continue
        index = int(column[0])
        tight = "SpaceAfter=No" in column[9]
        if index < joined:
            tight = True
        elif index == joined:
            tight = glued
        feats = [f for f in column[5].split("|") if f != "_" and f.split("=")[0] not in UNTRAINED_FEATURES]
        sentence.words.append(column[1])
        sentence.spaces.append(not tight)
        sentence.lemmas.append(column[2])
        sentence.upos.append(column[3])
        sentence.xpos.append(column[4])
        sentence.feats.append("|".join(feats))
        head = int(column[6])
        sentence.heads.append(head - 1 if head else index - 1)
        sentence.deps.append("ROOT" if head == 0 else column[7])
        sentence.misc.append(column[9])
    return [d for d in documents if d]


def merge_rare_feats(sentences, least=5):
    """Replace feature sets seen fewer than `least` times by the most frequent set of the same UPOS that
    shares most features: a label nobody can learn only costs time at run time."""
    count = Counter(pair for s in sentences for pair in zip(s.upos, s.feats))
    kept = [pair for pair, n in count.most_common() if n >= least]

    def nearest(upos, feats):
        wanted = set(feats.split("|"))
        options = [f for u, f in kept if u == upos]
        return max(options, key=lambda f: (len(wanted & set(f.split("|"))) - len(set(f.split("|")) - wanted), count[upos, f]),
                   default=feats)

    change = {pair: nearest(*pair) for pair, n in count.items() if n < least}
    for s in sentences:
        s.feats = [change.get(pair, pair[1]) for pair in zip(s.upos, s.feats)]


def spans(tags):
    """(start, end, type) of IOB2 tags."""
    found, start, kind = [], 0, None
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[:2] in ("B-", "O") or tag[2:] != kind):
            found.append((start, i, kind))
            kind = None
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return found


def read_bio(path, word=0, tag=-1):
    """Sentence objects with words and entities only; columns by index."""
    sentences, words, tags = [], [], []
    for line in [*open(path, encoding="utf-8"), "\n"]:
        line = line.rstrip("\n")
        column = line.split("\t")
        if not line.strip():
            if words:
                sentences.append(Sentence(words=words, spaces=[True] * len(words), entities=spans(tags)))
            words, tags = [], []
        elif not line.startswith("# ") and (word == 0 or column[0].isdigit()):
            words.append(column[word])
            tags.append(column[tag])
    return sentences


def read_uner(part):
    return read_bio(f"{UNER}/{part}.iob2", word=1, tag=2)


def read_crossner(part):
    return read_bio(f"{CROSSNER}/{part}.txt")


def usable(documents):
    """Without documents whose terms are unclear."""
    return [d for d in documents if not d[0].name.startswith(UNCLEAR)]


def training_documents():
    return read_conllu(f"{EWT}/train.conllu") + usable(read_conllu(f"{GUM}/train.conllu"))


def syntax_training():
    """EWT and GUM train, feature sets thinned out."""
    documents = training_documents()
    merge_rare_feats([s for d in documents for s in d])
    return documents
