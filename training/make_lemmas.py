"""Build the lemma tables of the run time and measure them.

usage: make_lemmas.py MODELS

Writes MODELS/lemmas.tsv (form, UPOS, lemma: whatever the rules get wrong) and
MODELS/verbs.txt, nouns.txt, adjectives.txt (base forms against which suffix rules
are checked). Sources: WordNet 3.0 lists in spacy-lookups-data, and the lemmas of
UD English EWT and GUM train. `lemma` below is the algorithm of the run time.
"""
import gzip
import json
import os
import sys
from collections import Counter, defaultdict

import spacy_lookups_data

import corpora
from features import normalise

# How many WordNet words are kept, most frequent first (frequencies of spacy-lookups-data), besides those seen in UD.
KEPT = {"verb": 5500, "noun": 22000, "adj": 9000}
FILES = {"verb": "verbs.txt", "noun": "nouns.txt", "adj": "adjectives.txt"}
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}
VOWELS = "aeiou"


def doubled(stem):
    """'stopp' -> True: a consonant doubled before -ed, -ing, -er, -est."""
    return len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS + "lsz"


def wants_e(stem):
    """Does an unknown stem look like one that lost an e? ('devastat' yes, 'batter' no)"""
    if stem.endswith(("at", "iz", "is", "us", "v", "c", "u", "dg", "ns", "rs", "ur", "ut", "rg", "ng")):
        return not stem.endswith(("eat", "oat", "ing", "ang", "ong", "out", "our"))
    return len(stem) > 2 and stem[-1] not in VOWELS + "wxyrnl" and stem[-2] in VOWELS and stem[-3] not in VOWELS


def from_stem(stem, known):
    """Base form of what is left when -ed, -ing, -er or -est is cut off."""
    options = [stem, stem + "e"]
    if doubled(stem) or stem[-2:] in ("ll", "ss", "zz"):
        options.append(stem[:-1])
    if stem.endswith("i"):
        options.insert(0, stem[:-1] + "y")
    if stem.endswith("ck"):
        options.append(stem[:-1])
    hits = [o for o in options if o in known]
    if len(hits) > 1 and stem in hits and stem + "e" in hits and wants_e(stem):
        return stem + "e"
    if hits:
        return hits[0]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if doubled(stem):
        return stem[:-1]
    return stem + "e" if wants_e(stem) else stem


def without_s(form, known, verb):
    if form.endswith("ss") or not form.endswith("s") or len(form) < 3:
        return form
    options = [form[:-1]]
    if form.endswith("ies") and len(form) > 4:
        options.insert(0, form[:-3] + "y")
    elif form.endswith("es"):
        options.append(form[:-2])
        if form.endswith("ves") and not verb:
            options += [form[:-3] + "f", form[:-3] + "fe"]
    for option in options:
        if option in known:
            return option
    if form.endswith("ies") and len(form) > 4:
        return options[0]
    return form[:-2] if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) else form[:-1]


def by_rule(form, upos, feats, known):
    """`form` is lower-case and normalised; feats is a set; known: class -> base forms."""
    if upos in ("VERB", "AUX"):
        words = known["verb"]
        if "VerbForm=Inf" in feats or form in words and "Tense=Past" not in feats and "Number=Sing" not in feats:
            return form
        if form.endswith("ing") and len(form) > 4:
            return from_stem(form[:-3], words)
        if form.endswith("ed") and len(form) > 3 and "Tense=Pres" not in feats:
            return form[:-1] if form.endswith("eed") and form[:-1] in words else from_stem(form[:-2], words)
        return without_s(form, words, True) if "Tense=Past" not in feats else form
    if upos in ("NOUN", "PROPN"):
        if "Number=Plur" not in feats:
            return form
        if form.endswith("men") and len(form) > 4:
            return form[:-2] + "an"
        return without_s(form, known["noun"], False)
    if upos in ("ADJ", "ADV"):
        for degree, suffix in (("Degree=Cmp", "er"), ("Degree=Sup", "est")):
            if degree in feats and form.endswith(suffix) and len(form) > len(suffix) + 2:
                return from_stem(form[:-len(suffix)], known["adj"])
    return form


def lemma(form, upos, feats, table, known):
    """The lemma of a word: names keep their case, base forms stay, then the table, then the rules."""
    feats, lower = set(feats.split("|")), normalise(form).lower()
    if lower == "her" and "Case=Acc" in feats:
        return "she"
    if upos == "PROPN":
        listed = table.get((lower, upos))
        if listed:
            return listed
        return by_rule(form, upos, feats, known) if form[1:].islower() else form
    present = {"Tense=Pres", "VerbForm=Fin"} <= feats and not {"Number=Sing", "Person=3"} <= feats
    base = upos == "VERB" and lower in known["verb"] and ("VerbForm=Inf" in feats or "Mood=Imp" in feats or present)
    if not base and (lower, upos) in table:
        return table[lower, upos]
    if upos == "NUM":
        return lower.replace(",", "") if lower[:1].isdigit() else lower
    return by_rule(lower, upos, feats, known)


def lookup(name):
    folder = os.path.join(os.path.dirname(spacy_lookups_data.__file__), "data")
    return json.load(gzip.open(f"{folder}/en_{name}.json.gz"))


def base_forms(sentences):
    """The most frequent WordNet words of each class, and what UD train adds."""
    index, prob = lookup("lemma_index"), lookup("lexeme_prob")
    seen = defaultdict(Counter)
    for s in sentences:
        for word, upos, feats in zip(s.lemmas, s.upos, s.feats):
            if upos in CLASSES and upos not in ("PROPN", "ADV") and word.isalpha() and word.islower():
                seen[CLASSES[upos]][word] += 1
    known = {}
    for kind, count in KEPT.items():
        plain = [w for w in set(index[kind]) if w.isascii() and w.replace("-", "").isalpha() and len(w) > 1]
        plain.sort(key=lambda w: (-prob.get(w, -30.0), w))
        known[kind] = set(plain[:count]) | {w for w, n in seen[kind].items() if n > 1 and w.isascii() and len(w) > 1}
    known["verb"] -= {"is", "are", "was", "has", "does", "wo", "ca"}
    return known


def guess(form, upos):
    """The features a form has when it is inflected at all."""
    if upos == "VERB" and form.endswith("ing"):
        return {"Tense=Pres", "VerbForm=Part"}
    if upos == "VERB":
        return {"Number=Sing", "Person=3", "Tense=Pres"} if form.endswith("s") else {"Tense=Past"}
    if upos == "NOUN":
        return {"Number=Plur"}
    return {"Degree=Sup"} if form.endswith("st") else {"Degree=Cmp"}


def exceptions(prob):
    """WordNet's irregular forms of words that are not too rare."""
    listed = lookup("lemma_exc")
    for kind, upos in (("verb", "VERB"), ("noun", "NOUN"), ("adj", "ADJ"), ("adv", "ADV")):
        for form, words in listed[kind].items():
            for word in words:
                if form.isascii() and "_" not in form and prob.get(word, -30.0) > -17:
                    yield form, upos, word


def inflections(known):
    """Regular forms of the base words, so that the table settles those that the rules get wrong ('fined', 'buses')."""
    for word in known["verb"]:
        stem = word[:-1] if word.endswith("e") else word[:-1] + "i" if word.endswith("y") and word[-2] not in VOWELS else word
        yield stem + "ed", "VERB", word
        yield (word[:-1] if word.endswith("e") and word[-2] not in "eoy" else word) + "ing", "VERB", word
    for kind, upos in (("verb", "VERB"), ("noun", "NOUN")):
        for word in known[kind]:
            if word.endswith(("s", "x", "z", "ch", "sh")):
                yield word + "es", upos, word
            elif word.endswith("y") and word[-2] not in VOWELS:
                yield word[:-1] + "ies", upos, word
            else:
                yield word + "s", upos, word
    for word in known["adj"]:
        if 3 < len(word) < 8:
            stem = word[:-1] if word.endswith("e") else word[:-1] + "i" if word.endswith("y") else word
            yield stem + "er", "ADJ", word
            yield stem + "est", "ADJ", word


def irregular(sentences, known):
    """(form, UPOS) -> lemma where the rules fail, seen in UD train or listed by WordNet."""
    counts, feats_of = defaultdict(Counter), {}
    for s in sentences:
        for form, upos, feats, word in zip(s.words, s.upos, s.feats, s.lemmas):
            key = normalise(form).lower(), upos
            if upos in ("X", "SYM", "NUM", "PUNCT") or word == "_" or " " in key[0]:
                continue
            if upos == "PROPN" and (len(key[0]) < 3 or key[0].rstrip("s.") == word.lower() or key[0] == word.lower() or not word.isalpha()):
                continue
            word = word if upos == "PROPN" or word == "I" else normalise(word).lower()
            counts[key][word] += 1
            feats_of[key, word] = feats
    table, listed = {}, {(f, u): set() for f, u, _ in exceptions(lookup("lexeme_prob"))}
    for form, upos, word in exceptions(lookup("lexeme_prob")):
        listed[form, upos].add(word)
    for key, words in counts.items():
        (word, n), = words.most_common(1)
        if word not in listed.get(key, {word}):
            continue  # a slip of the treebank
        ruled = lemma(key[0].capitalize() if key[1] == "PROPN" else key[0], key[1], feats_of.get((key, word), ""), {}, known)
        closed = key[1] in ("PRON", "DET", "AUX", "PART")
        least = 2 if closed else 3 if key[1] in ("PROPN", "INTJ", "ADP", "SCONJ", "CCONJ") else 2
        if ruled != word and n >= least and n * 2 > sum(words.values()):
            table[key] = word
    prob, common = lookup("lexeme_prob"), {}  # (form, UPOS) -> its most frequent base word
    for form, upos, word in [*exceptions(prob), *inflections(known)]:
        if form != word and prob.get(word, -30.0) > prob.get(common.get((form, upos)), -31.0):
            common[form, upos] = word
    for (form, upos), word in common.items():
        likely = prob.get(form, -30.0) < prob.get(word, -30.0) + 0.5  # else a word of its own: "media", "dive"
        if (form, upos) not in table and likely and by_rule(form, upos, guess(form, upos), known) != word:
            table[form, upos] = word
    for form, upos, word in (("'s", "AUX", "be"), ("n't", "PART", "not"), ("can", "AUX", "can"), ("'ll", "AUX", "will"),
                             ("species", "NOUN", "species"), ("series", "NOUN", "series"),
                             ("is", "VERB", "be"), ("are", "VERB", "be"), ("'s", "VERB", "be"), ("'re", "VERB", "be")):
        table.setdefault((form, upos), word)
    return table


def accuracy(path, table, known):
    right, total, wrong = 0, 0, Counter()
    for document in corpora.read_conllu(path):
        for s in document:
            for form, upos, feats, word in zip(s.words, s.upos, s.feats, s.lemmas):
                if word == "_":
                    continue
                mine = lemma(form, upos, feats, table, known)
                good = normalise(mine).lower() == normalise(word).lower()
                right, total = right + good, total + 1
                if not good:
                    wrong[form, upos, mine, word] += 1
    return 100 * right / total, wrong


def write(path, lines):
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    os.replace(f"{path}.new", path)


def main():
    models = sys.argv[1]
    sentences = [s for d in corpora.training_documents() for s in d]
    known = base_forms(sentences)
    table = irregular(sentences, known)
    for kind, name in FILES.items():
        write(f"{models}/{name}", sorted(known[kind]))
    write(f"{models}/lemmas.tsv", (f"{form}\t{upos}\t{word}" for (form, upos), word in sorted(table.items())))
    print({name: os.path.getsize(f"{models}/{name}") for name in [*FILES.values(), "lemmas.tsv"]}, len(table), "irregular forms")
    for part in ("ewt/dev", "ewt/test", "gum/dev", "gum/test"):
        share, wrong = accuracy(f"{corpora.DATA}/ud/{part}.conllu", table, known)
        print(f"{part}: lemma accuracy with gold tags {share:.2f}")
        if "--errors" in sys.argv and part.endswith("dev"):
            print(wrong.most_common(60))


if __name__ == "__main__":
    main()
