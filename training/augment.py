"""Variation of the training text: chunk sizes, casing, missing full stops, other names."""
from spacy.tokens import Doc, Span
from spacy.training import Example

# How many sentences a chunk may hold: single sentences and headlines as well as whole paragraphs.
CHUNK_SIZES = (1, 1, 1, 2, 3, 4, 5, 6, 8)


def chunks(documents, rng):
    """Cut every document anew into runs of 1 to 8 sentences of (mostly) one paragraph."""
    out = []
    for document in documents:
        at = 0
        while at < len(document):
            size, chunk = rng.choice(CHUNK_SIZES), [document[at]]
            for sentence in document[at + 1:at + size]:
                if sentence.paragraph != chunk[-1].paragraph and rng.random() > 0.2:
                    break
                chunk.append(sentence)
            at += len(chunk)
            out.append(chunk)
    rng.shuffle(out)
    return out


def recase(words, rng):
    """A small share of headlines: lower case, capitals, title case."""
    draw = rng.random()
    if draw < 0.02:
        return [w.lower() for w in words]
    if draw < 0.035:
        return [w.upper() for w in words]
    if draw < 0.05:
        return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    return words


def syntax_example(vocab, chunk, rng=None):
    """One training example; with rng, the words are varied as news text varies."""
    words, spaces, tags, upos, feats, heads, deps, starts = [], [], [], [], [], [], [], []
    for s in chunk:
        offset, n = len(words), len(s.words)
        if rng and n > 3 and s.upos[-1] == "PUNCT" and (n - 1) not in s.heads and rng.random() < 0.04:
            n -= 1  # headlines and captions end without a full stop
        words += s.words[:n]
        spaces += s.spaces[:n]
        tags += s.xpos[:n]
        upos += s.upos[:n]
        feats += s.feats[:n]
        heads += [offset + h for h in s.heads[:n]]
        deps += s.deps[:n]
        starts += [True] + [False] * (n - 1)
        spaces[-1] = True
    if rng:
        words = recase(words, rng)
    gold = Doc(vocab, words=words, spaces=spaces, tags=tags, pos=upos, morphs=feats, heads=heads, deps=deps,
               sent_starts=starts)
    return Example(Doc(vocab, words=words, spaces=spaces), gold)


def names_example(vocab, chunk, rng=None, substitutes=None):
    """One training example; with rng, names may be exchanged for names of the same kind from everywhere."""
    words, entities = [], []
    for s in chunk:
        at = 0
        for start, end, label in sorted(s.entities):
            words += s.words[at:start]
            name = s.words[start:end]
            if rng and substitutes and label in substitutes and rng.random() < substitutes.share(name, label):
                name = substitutes.draw(label, len(name), rng)
            entities.append((len(words), len(words) + len(name), label))
            words += name
            at = end
        words += s.words[at:]
    if rng:
        words = recase(words, rng)
    gold = Doc(vocab, words=words)
    gold.ents = [Span(gold, *e) for e in entities]
    return Example(Doc(vocab, words=words), gold)
