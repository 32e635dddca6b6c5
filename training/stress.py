"""How the networks do on names that nobody has heard of.

usage: stress.py SYNTAX [--names NAMES] [--work WORK] [--errors] [--model FILE]

EWT dev and GUM dev as they are, and with nine in ten exchangeable names exchanged for held-back ones (`exchange.py`, tree kept);
then the sentences of `stress_sentences.py`. With NAMES, also the name finder, on its development sets with persons, places and
organisations exchanged in the same way, and on the names of those sentences.
"""
import argparse
import random
import re

from spacy.tokens import Doc

import corpora
import features
import names_data
from corpora import Sentence
from exchange import Exchange, exchanged
from measure import names_f, syntax_scores
from name_pool import Pool
from stress_sentences import SENTENCES

BRACKET = re.compile(r"\[([^|\]]+)\|([^>\]]+)>([^\]]+)\]|<([^|>]+)\|([^|>]+)\|([^>]+)>([^>]+)>")


def stressed(documents, exchange, seed=7):
    rng = random.Random(seed)
    return [exchanged(exchange, d, rng, 0.9) for d in documents]


def name_words(nlp, documents, exchange):
    """UPOS and labelled heads of the words of exchangeable names alone."""
    total = upos = las = 0
    for d in documents:
        for s in d:
            spots = {i for n in exchange.names(s) if n.kind != "NORP" for i in range(n.start, n.end)}
            if spots:
                doc = nlp(Doc(nlp.vocab, words=s.words, spaces=s.spaces))
                total += len(spots)
                upos += sum(doc[i].pos_ == s.upos[i] for i in spots)
                las += sum(doc[i].head.i == s.heads[i] and doc[i].dep_ == s.deps[i] for i in spots)
    return {"words": total, "upos": round(100 * upos / total, 2), "las": round(100 * las / total, 2)}


def expected(line):
    """Words of a sentence, and (start, end, upos, relation, head word) of what is looked at."""
    words, wanted, at = [], [], 0
    for found in BRACKET.finditer(line):
        words += line[at:found.start()].split()
        name, relation, head, word, upos, other, its_head = found.groups()
        part = (name or word).split()
        wanted.append((len(words), len(words) + len(part), upos or "PROPN", relation or other, head or its_head))
        words += part
        at = found.end()
    return words + line[at:].split(), wanted


def sentences(nlp, errors):
    counts = {}
    for line in SENTENCES.strip().split("\n"):
        words, wanted = expected(line)
        doc = nlp(Doc(nlp.vocab, words=words))
        for start, end, upos, relation, head in wanted:
            tags = all(t.pos_ == upos or t.text == "-" for t in doc[start:end])
            first = doc[start]
            tree = first.dep_.lower() == relation and first.head.text == head
            flat = all(t.dep_ == "flat" and t.head == first or t.text == "-" for t in doc[start + 1:end]) or upos != "PROPN"
            key = "names" if upos == "PROPN" else "others"
            right, n = counts.get(key, ((0, 0, 0), 0))
            counts[key] = (tuple(a + b for a, b in zip(right, (tags, tree, tags and tree and flat))), n + 1)
            if errors and not (tags and tree and flat):
                print("  ", " ".join(words), "|", " ".join(f"{t.text}/{t.pos_}/{t.dep_}>{t.head.text}" for t in doc[start:end]))
    return {k: dict(zip(("upos", "relation", "all"), right), of=n) for k, (right, n) in counts.items()}


class Finder:
    """Names of the name finder's development sentences exchanged by type."""

    def __init__(self, pool, rng):
        self.pool, self.rng = pool, rng

    def draw(self, label, length):
        if label == "PERSON":
            return self.pool.person(min(length, 3), self.rng)
        return [self.pool.place(self.rng)] if label == "GPE" else [self.pool.body(self.rng)]

    def sentence(self, old):
        words, entities, at = [], [], 0
        for start, end, label in sorted(old.entities):
            words += old.words[at:start]
            part = old.words[start:end]
            single = label == "PERSON" or end - start == 1
            if label in ("PERSON", "GPE", "ORG") and single and all(w[:1].isupper() for w in part) and self.rng.random() < 0.9:
                part = self.draw(label, len(part))
            entities.append((len(words), len(words) + len(part), label))
            words += part
            at = end
        words += old.words[at:]
        return Sentence(words=words, spaces=[True] * len(words), entities=entities, name=old.name)


def found_names(nlp, errors):
    """How many names of the invented sentences have the right borders and any type of name; what common nouns are taken for names."""
    right = total = false = 0
    for line in SENTENCES.strip().split("\n"):
        words, wanted = expected(line)
        doc = nlp(Doc(nlp.vocab, words=words))
        spans = {(e.start, e.end): e.label_ for e in doc.ents}
        names = {(a, b) for a, b, upos, _, _ in wanted if upos == "PROPN"}
        total += len(names)
        right += len(names & set(spans))
        false += sum(a < y and x < b for a, b, upos, _, _ in wanted if upos != "PROPN" for x, y in spans)
        if errors and names - set(spans):
            print("  ", " ".join(words), "|", [(" ".join(words[a:b]), k) for (a, b), k in spans.items()])
    return {"found": right, "of": total, "false": false}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("syntax")
    parser.add_argument("--names")
    parser.add_argument("--work", default="work")
    parser.add_argument("--model", help="an english.rapmodel whose weights are measured instead of the folders'")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    nlp = features.load(args.syntax)
    finder = features.load(args.names) if args.names else None
    if args.model:
        from export import read_into
        read_into(args.model, nlp, finder)
    pool = Pool(f"{args.work}/substitutes.json", held=True)
    develop = names_data.load(f"{args.work}/names-dev.jsonl")
    exchange = Exchange(corpora.training_documents(), develop, pool)
    for name, documents in (("EWT dev", corpora.read_conllu(f"{corpora.EWT}/dev.conllu")),
                            ("GUM dev", corpora.usable(corpora.read_conllu(f"{corpora.GUM}/dev.conllu")))):
        for kind, part in (("plain", documents), ("stress", stressed(documents, exchange))):
            print(name, kind, syntax_scores(nlp, part), "names", name_words(nlp, part, exchange), flush=True)
    print("sentences", sentences(nlp, args.errors), flush=True)
    if finder:
        made = Finder(pool, random.Random(7))
        for part in ("uner", "crossner", "gum"):
            plain = [s for s in develop if s.name == part]
            print("names", part, "plain", names_f(finder, plain), "stress", names_f(finder, [made.sentence(s) for s in plain]), flush=True)
        print("sentences", found_names(finder, args.errors))


if __name__ == "__main__":
    main()
