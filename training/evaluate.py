"""Figures of the shipped file on the test sets, with 95 % bootstrap confidence intervals.

usage: evaluate.py SYNTAX NAMES MODELS [--out FOLDER] [--dev]

The two folders give the networks, MODELS/english.rapmodel the weights. With --out, the
analyses are also written as CoNLL-U for ../shared/tools/eval_conllu.py and eval_ner.py.
"""
import argparse
import os
import random

import corpora
from export import Engine, feats_of
from measure import COARSE, paragraphs, trimmed


def ratio(parts, top, bottom):
    down = sum(p[bottom] for p in parts)
    return 100 * sum(p[top] for p in parts) / down if down else 0.0


def f1(parts):
    down = sum(p["found"] + p["wanted"] for p in parts)
    return 200 * sum(p["hits"] for p in parts) / down if down else 0.0


def interval(parts, figure, rounds=1000, seed=1):
    rng = random.Random(seed)
    values = sorted(figure(rng.choices(parts, k=len(parts))) for _ in range(rounds))
    return f"{figure(parts):6.2f}  [{values[int(rounds * 0.025)]:.2f}, {values[int(rounds * 0.975)]:.2f}]"


def conllu(docs, path):
    """CoNLL-U of docs, sentences as found (multiword tokens are not marked)."""
    with open(path, "w", encoding="utf-8") as file:
        for doc in docs:
            tags = ["O"] * len(doc)
            for start, end, label in doc.user_data["names"]:
                tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
            for sent in doc.sents:
                for token in sent:
                    label, *feats = feats_of(token).split("|")
                    head = 0 if token.head is token or token.head.i == token.i else token.head.i - sent.start + 1
                    misc = [] if tags[token.i] == "O" else [f"NER={tags[token.i]}"]
                    misc += [] if token.whitespace_ else ["SpaceAfter=No"]
                    file.write("\t".join([str(token.i - sent.start + 1), token.text, "_", label, "_", "|".join(feats) or "_", str(head),
                                          "root" if token.dep_ == "ROOT" else token.dep_, "_", "|".join(misc) or "_"]) + "\n")
                file.write("\n")


def syntax(engine, name, documents, out):
    sentences = [s for d in documents for s in d]
    docs = engine.annotate([(s.words, s.spaces) for s in sentences])
    parts = []
    for s, doc in zip(sentences, docs):
        right = [t.head.i == h for t, h in zip(doc, s.heads)]
        parts.append({"words": len(doc), "uas": sum(right), "upos": sum(t.pos_ == u for t, u in zip(doc, s.upos)),
                      "feats": sum(str(t.morph) == f for t, f in zip(doc, s.feats)),
                      "las": sum(r and t.dep_ == d for r, t, d in zip(right, doc, s.deps))})
    for key in ("upos", "feats", "uas", "las"):
        print(f"{name:22} gold sentences   {key.upper():6} {interval(parts, lambda p, k=key: ratio(p, k, 'words'))}")
    groups = paragraphs(documents)
    wholes = engine.annotate([([w for s in g for w in s.words], [x for s in g for x in s.spaces]) for g in groups])
    ends, found = [], []
    for group, doc in zip(groups, wholes):
        gold, at, heads, deps, upos = set(), 0, [], [], []
        for s in group:
            heads += [at + h for h in s.heads]
            deps += s.deps
            upos += s.upos
            at += len(s.words)
            gold.add(at)
        mine = {s.end for s in doc.sents}
        ends.append({"hits": len(gold & mine), "found": len(mine), "wanted": len(gold)})
        found.append({"words": at, "upos": sum(t.pos_ == u for t, u in zip(doc, upos)),
                      "las": sum(t.head.i == h and t.dep_ == d for t, h, d in zip(doc, heads, deps))})
    print(f"{name:22} gold tokens only ENDS F {interval(ends, f1)}")
    for key in ("upos", "las"):
        print(f"{name:22} gold tokens only {key.upper():6} {interval(found, lambda p, k=key: ratio(p, k, 'words'))}", flush=True)
    if out:
        conllu(docs, f"{out}/{name.replace(' ', '-')}.conllu")


def names(engine, name, sentences, out):
    docs = engine.annotate([(s.words, s.spaces) for s in sentences])
    kinds = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "politician": "PER", "person": "PER", "organisation": "ORG",
             "politicalparty": "ORG", "location": "LOC", "country": "LOC", **COARSE}
    parts = {"ALL": [], "PER": [], "ORG": [], "LOC": []}
    for s, doc in zip(sentences, docs):
        gold, mine = ({trimmed(s.words, a, b, kinds[k]) for a, b, k in spans if k in kinds}
                      for spans in (s.entities, doc.user_data["names"]))
        for key, rows in parts.items():
            g, m = ({e for e in x if key in ("ALL", e[2])} for x in (gold, mine))
            rows.append({"hits": len(g & m), "found": len(m), "wanted": len(g)})
    for key, rows in parts.items():
        print(f"{name:22} normalised       {key:6} {interval(rows, f1)}", flush=True)
    if out:
        conllu(docs, f"{out}/{name.replace(' ', '-')}.conllu")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("syntax")
    parser.add_argument("names")
    parser.add_argument("models")
    parser.add_argument("--out")
    parser.add_argument("--dev", action="store_true")
    args = parser.parse_args()
    if args.out:
        os.makedirs(args.out, exist_ok=True)
    engine = Engine(args.syntax, args.names, f"{args.models}/english.rapmodel")
    part = "dev" if args.dev else "test"
    syntax(engine, f"EWT {part}", corpora.read_conllu(f"{corpora.EWT}/{part}.conllu"), args.out)
    gum = corpora.read_conllu(f"{corpora.GUM}/{part}.conllu")
    syntax(engine, f"GUM {part}", gum, args.out)
    news = [d for d in gum if d[0].name.startswith(("GUM_news", "GUM_interview", "GUM_speech", "GUM_bio"))]
    syntax(engine, f"GUM {part} news bio", news, None)
    names(engine, f"UNER-EWT {part}", corpora.read_uner(part), args.out)
    names(engine, "CrossNER held out", corpora.read_crossner("dev")[300:], None)


if __name__ == "__main__":
    main()
