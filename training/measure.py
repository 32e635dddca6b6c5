"""Quick figures during training (the official ones come from evaluate.py)."""
from spacy.tokens import Doc


def prf(hits, found, wanted):
    return round(200.0 * hits / (found + wanted), 2) if found + wanted else 0.0


def docs(nlp, groups):
    """Analyse groups of Sentence as one text each, gold tokens."""
    made = (Doc(nlp.vocab, words=[w for s in g for w in s.words], spaces=[x for s in g for x in s.spaces]) for g in groups)
    return list(nlp.pipe(made, batch_size=64))


def paragraphs(documents):
    out = []
    for document in documents:
        for sentence in document:
            if out and out[-1][-1].paragraph == sentence.paragraph:
                out[-1].append(sentence)
            else:
                out.append([sentence])
    return out


def syntax_scores(nlp, documents):
    """Accuracy on gold sentences, sentence ends on gold paragraphs."""
    sentences = [s for d in documents for s in d]
    total = upos = feats = uas = las = 0
    for gold, doc in zip(sentences, docs(nlp, [[s] for s in sentences])):
        for i, token in enumerate(doc):
            total += 1
            upos += token.pos_ == gold.upos[i]
            feats += str(token.morph) == gold.feats[i]
            head = token.head.i == gold.heads[i]
            uas += head
            las += head and token.dep_ == gold.deps[i]
    groups = paragraphs(documents)
    hits = found = wanted = 0
    for group, doc in zip(groups, docs(nlp, groups)):
        ends, at = set(), 0
        for s in group:
            at += len(s.words)
            ends.add(at)
        mine = {s.end for s in doc.sents}
        hits, found, wanted = hits + len(ends & mine), found + len(mine), wanted + len(ends)
    return {"upos": round(100 * upos / total, 2), "feats": round(100 * feats / total, 2), "uas": round(100 * uas / total, 2),
            "las": round(100 * las / total, 2), "sentence_ends": prf(hits, found, wanted)}


COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def trimmed(words, start, end, label):
    """Normalised as ../shared/tools/eval_ner.py does."""
    if end - start > 1 and words[start].lower() in ("the", "a", "an"):
        start += 1
    if end - start > 1 and words[end - 1].lower() in ("'s", "’s", "'", "’"):
        end -= 1
    return start, end, label


def names_f(nlp, sentences):
    """Normalised span F1 over PER, ORG, LOC, and over the fine types."""
    counts = {}
    for gold, doc in zip(sentences, docs(nlp, [[s] for s in sentences])):
        wanted = {trimmed(gold.words, *e) for e in gold.entities}
        found = {trimmed(gold.words, e.start, e.end, e.label_) for e in doc.ents}
        coarse = [{(a, b, COARSE[k]) for a, b, k in x if k in COARSE} for x in (wanted, found)]
        for name, (w, f) in {"all": coarse, "fine": (wanted, found), "NORP": [{e for e in x if e[2] == "NORP"} for x in (wanted, found)],
                             "ORG": [{e for e in x if e[2] == "ORG"} for x in coarse]}.items():
            h, n, m = counts.get(name, (0, 0, 0))
            counts[name] = (h + len(w & f), n + len(f), m + len(w))
    return {name: prf(*c) for name, c in counts.items()}
