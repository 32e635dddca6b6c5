"""Invented news sentences with trees and names, for the last phases of both networks.

`news_trees.tsv` holds one template a line: words, UPOS, XPOS, features, heads (1 is the first word, 0 the root) and relations. The trees were made
by the parser itself with easy names ("Clinton", "Iran") and corrected by hand. {P} is a person, {L} a last name alone, {C} a country, {T} a
town, {O} a body of one
word, {M} one of several with its kind as the head, {N} the adjective of a people, {Ns} its people, {D} a day; (a|b|c) is one of these words. Names are drawn from `name_pool.py`.
"""
import os
import re

from corpora import Sentence

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "news_trees.tsv")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
KINDS = {"P": "PERSON", "L": "PERSON", "C": "GPE", "T": "GPE", "O": "ORG", "N": "NORP", "Ns": "NORP", "M": "ORG"}
BODIES = """Front|Party|Union|League|Institute|Foundation|Bank|Group|Authority|Council|Alliance|Association|University|Movement|Brigade|Agency|
 Liberation Front|Steel Union|Port Authority|Human Rights Centre|Energy Group|National Bank|Peace Institute|Workers Party|Defence League|
 Development Fund|Relief Agency|Shipping Company|Truth Commission|Border Guard|Salvation Army|Oil Company""".replace("\n ", "").split("|")
PLURAL = re.compile(r".*(?:[in]|[aeo])$")


def templates():
    out = []
    for line in open(PATH, encoding="utf-8"):
        words, upos, xpos, feats, heads, deps = (column.split(" ") for column in line.rstrip("\n").split("\t"))
        heads = [int(h) - 1 if h != "0" else i for i, h in enumerate(heads)]
        feats = ["" if f == "_" else f for f in feats]
        deps = ["ROOT" if d == "root" else d for d in deps]
        out.append(Sentence(words=words, upos=upos, xpos=xpos, feats=feats, heads=heads, deps=deps))
    return out


def filling(slot, pool, rng):
    if slot == "P":
        return pool.person(rng.choice((1, 2, 2, 2, 2, 2, 3)), rng)
    if slot == "L":
        return pool.person(1, rng)
    if slot == "O":
        return [pool.body(rng)]
    if slot == "M":
        return [pool.place(rng) if rng.random() < 0.7 else pool.last(rng), *rng.choice(BODIES).split()]
    if slot in ("C", "T"):
        return [pool.place(rng)]
    if slot == "D":
        return [rng.choice(DAYS)]
    people = pool.people(rng)
    if slot == "Ns":
        while not PLURAL.match(people):
            people = pool.people(rng)
        people += "s"
    return [people]


def fill(template, pool, rng):
    new, place, apostrophe = Sentence(name="news"), [], rng.choice(("'s", "’s"))
    for i, word in enumerate(template.words):
        first = len(new.words)
        place.append(first)
        slot = word[1:-1] if word[0] == "{" else None
        words = filling(slot, pool, rng) if slot else [rng.choice(word[1:-1].split("|"))] if word[0] == "(" and "|" in word else [word]
        if slot in KINDS or word == "UN":
            new.entities.append((first, first + len(words), KINDS.get(slot, "ORG")))
        root = len(words) - 1 if slot == "M" else 0
        place[i] = first + root
        for k, part in enumerate(words):
            new.words.append(apostrophe if part == "'s" else part)
            if k == root:
                upos, xpos, feats, head, dep = (getattr(template, f)[i] for f in ("upos", "xpos", "feats", "heads", "deps"))
                if slot == "O":
                    feats = "Abbr=Yes|Number=Sing" if part.isupper() else "Number=Sing"
            elif part == "-":
                upos, xpos, feats, head, dep = "PUNCT", "HYPH", "", ("new", first + k + 1), "punct"
            else:
                upos, xpos, feats, head, dep = "PROPN", "NNP", "Number=Sing", ("new", first + root), "compound" if slot == "M" else "flat"
            for field, value in (("upos", upos), ("xpos", xpos), ("feats", feats), ("heads", head), ("deps", dep)):
                getattr(new, field).append(value)
    new.heads = [h[1] if isinstance(h, tuple) else place[h] for h in new.heads]
    new.spaces = spaces(new.words)
    return new


def spaces(words):
    """No blank before points, commas and clitics, around hyphens, inside quotes and brackets."""
    out, quoted = [], False
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        quoted ^= word == '"'
        tight = after in (".", ",", ":", ";", ")", "'s", "’s", "-") or word in ("-", "(") or (word == '"' and quoted) or (after == '"' and quoted)
        out.append(not tight)
    return out


def chunks(pool, rng, count):
    """Runs of one to three sentences."""
    known, out = templates(), []
    while count > 0:
        out.append([fill(rng.choice(known), pool, rng) for _ in range(rng.choice((1, 1, 2, 3)))])
        count -= len(out[-1])
    return out


MONTHS = "January February March April May June July August September October November December Jan. Feb. Aug. Sept. Oct. Nov. Dec. Nov Dec Jan".split()
DIGIT = "NumForm=Digit|NumType=Card"
AGENCIES = "Reuters AP AFP Bloomberg Press|Wire Daily|Courier News|Desk Post|Service World|Monitor Radio|Network".split()


def dateline(pool, rng):
    """A sentence of its own before the first one, as in EWT: "PORTO, May 3 (Reuters) -"."""
    city = pool.place(rng)
    new = Sentence(name="news")

    def add(word, upos, xpos, feats, head, dep):
        for field, value in zip(("words", "upos", "xpos", "feats", "heads", "deps"), (word, upos, xpos, feats, head, dep)):
            getattr(new, field).append(value)

    def comma(head):
        add(",", "PUNCT", ",", "", head, "punct")

    add(city.upper() if rng.random() < 0.8 else city, "PROPN", "NNP", "Number=Sing", 0, "ROOT")
    if rng.random() < 0.3:
        comma(2)
        add(pool.place(rng), "PROPN", "NNP", "Number=Sing", 0, "appos")
    if rng.random() < 0.5:
        day = len(new.words) + 2
        comma(day)
        month = rng.choice(MONTHS)
        add(month, "PROPN", "NNP", "Abbr=Yes|Number=Sing" if month.endswith(".") else "Number=Sing", day, "nmod:unmarked")
        add(str(rng.randint(1, 31)), "NUM", "CD", DIGIT, 0, "nmod:unmarked")
        if rng.random() < 0.25:
            comma(day + 2)
            add(str(rng.randint(1980, 2035)), "NUM", "CD", DIGIT, day, "nmod:unmarked")
    if rng.random() < 0.6:
        agency = rng.choice(AGENCIES).split("|")
        last = len(new.words) + len(agency)
        add("(", "PUNCT", "-LRB-", "", last, "punct")
        if len(agency) > 1:
            add(agency[0], "PROPN", "NNP", "Number=Sing", last, "compound")
        add(agency[-1], "PROPN", "NNP", "Abbr=Yes|Number=Sing" if agency[-1].isupper() else "Number=Sing", 0, "list")
        add(")", "PUNCT", "-RRB-", "", last, "punct")
    add(rng.choice(("-", "-", "--", "–", "—")), "PUNCT", ":", "", 0, "punct")
    new.spaces = spaces(new.words)
    new.spaces[-2:] = [True, True]
    return new


def with_dateline(chunk, pool, rng):
    """The chunk with a dateline, if it begins like a story."""
    first = chunk[0]
    root = next(i for i, h in enumerate(first.heads) if h == i)
    fit = first.upos[root] == "VERB" and first.words[0][:1].isupper() and len(first.words) > 5
    return [dateline(pool, rng), *chunk] if fit else chunk
