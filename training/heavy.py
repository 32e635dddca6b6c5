"""Of the arcs that matter in heavy sentences of news, how many are right.

usage: heavy.py SYNTAX [--model FILE] [--errors]

`heavy_sentences.py` holds sentences nobody trains on; an arc is right if the head and the relation are.
"""
import argparse

from spacy.tokens import Doc

import features
from heavy_sentences import SENTENCES

MAIN = ("nsubj", "nsubj:pass", "root")


def expected(line):
    """Words, and (index, relation, head word) of the arcs that matter."""
    words, arcs = [], []
    for item in line.split():
        word, _, mark = item.partition("|")
        if mark:
            relation, _, head = mark.partition(">")
            arcs.append((len(words), relation, head))
        words.append(word)
    for _, relation, head in arcs:
        assert head in words or head == "ROOT", (line, relation, head)
    return words, arcs


def spaces(words):
    return [not (after in (",", ".", "'s", "'") or word == "(") for word, after in zip(words, [*words[1:], ""])]


def score(nlp, errors=False):
    counts = {"arcs": [0, 0, 0], "subjects and roots": [0, 0, 0], "sentences": [0, 0, 0]}
    lines = [expected(line) for line in SENTENCES.strip().split("\n")]
    for (words, arcs), doc in zip(lines, nlp.pipe(Doc(nlp.vocab, words=w, spaces=spaces(w)) for w, _ in lines)):
        wrong, all_heads = [], True
        for i, relation, head in arcs:
            token = doc[i]
            attached = token.head == token if head == "ROOT" else token.head.text == head and token.head != token
            labelled = attached and token.dep_.replace("ROOT", "root") == relation
            for name in ("arcs", *(["subjects and roots"] if relation in MAIN else [])):
                counts[name] = [a + b for a, b in zip(counts[name], (attached, labelled, 1))]
            all_heads &= attached
            if not labelled:
                wrong.append(f"{token.text}/{token.pos_}/{token.dep_}>{token.head.text} not {relation}>{head}")
        counts["sentences"] = [a + b for a, b in zip(counts["sentences"], (all_heads, not wrong, 1))]
        if errors and wrong:
            print(" ".join(words), "|", "; ".join(wrong))
    return {name: dict(zip(("head", "head and relation", "of"), c)) for name, c in counts.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("syntax")
    parser.add_argument("--model", help="an english.rapmodel whose weights are measured instead of the folder's")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    nlp = features.load(args.syntax)
    if args.model:
        from importing import syntax_weights
        syntax_weights(args.model, nlp)
    print(score(nlp, args.errors))


if __name__ == "__main__":
    main()
