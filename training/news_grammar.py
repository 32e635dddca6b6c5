"""Sentences of news made by a grammar, with their trees: heavy noun phrases, clauses in clauses, participles beside finite verbs.

A phrase is a list of words in order and its head; rules put phrases into phrases, words come from `news_words.py`, names from `name_pool.py`.
What is said makes little sense; the structures and the choices of relation are those of EWT, GUM and `news_trees.tsv`.

usage: news_grammar.py SUBSTITUTES [COUNT] [SEED]     prints sentences with their trees
"""
import sys

import news_words as words
from corpora import Sentence
from news_trees import BODIES, PLURAL, spaces

FINITE = {"VBD": "Tense=Past", "VBZ": "Tense=Pres", "VBP": "Tense=Pres", "MD": ""}
ACTIVE_PARTICIPLE, PASSIVE = "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Part|Voice=Pass"
ADVERBS = {"out", "back", "ahead", "away"}
FIRST_ADJECTIVES = set("""prime foreign former special chief peaceful human political military young elderly senior Western local supreme central displaced armed
 constitutional interim ruling upper regional electoral general coastal tribal high interior displaced oldest""".split())
ARTICLE = ("DET", "DT", "Definite=Def|PronType=Art")
PERSON_KINDS = ("person", "group")


class Word:
    __slots__ = ("form", "upos", "xpos", "feats", "head", "dep")

    def __init__(self, form, upos, xpos, feats="", dep=None, head=None):
        self.form, self.upos, self.xpos, self.feats, self.dep, self.head = form, upos, xpos, feats, dep, head


class Phrase:
    __slots__ = ("words", "head", "kind", "plural")

    def __init__(self, items, head, kind="thing", plural=False):
        self.words, self.head, self.kind, self.plural = items, head, kind, plural

    def under(self, head, dep):
        """The words of the phrase, put below another head."""
        self.head.head, self.head.dep = head, dep
        return self.words


def common(form, plural=False):
    return Word(form, "NOUN", "NNS" if plural else "NN", "Number=Plur" if plural else "Number=Sing")


def proper(form, dep=None, head=None):
    return Word(form, "PROPN", "NNP", "Number=Sing", dep, head)


def adjective(form, head):
    ordinal = form in ("second", "third")
    upos = "VERB" if form in ("striking", "acting", "ruling") else "ADJ"
    xpos, feats = ("VBG", "VerbForm=Ger") if upos == "VERB" else ("JJ", "Degree=Pos|NumForm=Word|NumType=Ord" if ordinal else "Degree=Pos")
    return Word(form, upos, xpos, feats, "amod", head)


class Grammar:
    def __init__(self, pool, rng):
        self.pool, self.rng = pool, rng
        self.docs, self.events, self.assets = words.DOCS, words.EVENTS, words.ASSETS
        self.verbs = {kind: text.split() for kind, text in words.TRANSITIVE.items()}
        self.still = {kind: text.split() for kind, text in words.INTRANSITIVE.items()}

    def odds(self, share):
        return self.rng.random() < share

    def pick(self, weighted):
        """One key of {key: weight}."""
        return self.rng.choices(list(weighted), list(weighted.values()))[0]

    def adjectives(self, form, head, others):
        """One adjective, seldom two joined."""
        first = adjective(form, head)
        if not self.odds(0.12):
            return [first]
        second = adjective(self.rng.choice([o for o in others if "_" not in o and o != form]).replace("long-awaited", "planned"), first)
        second.dep = "conj"
        return [first, Word("and", "CCONJ", "CC", "", "cc", second), second]

    # Small parts ------------------------------------------------------------------------------------------------------------

    def comma(self, head):
        return Word(",", "PUNCT", ",", "", "punct", head)

    def set_off(self, phrase, head, dep):
        """A phrase between commas; the second goes away at the end of the sentence."""
        inner = phrase.head
        return [self.comma(inner), *phrase.under(head, dep), self.comma(inner)]

    def case(self, form, phrase, dep="case"):
        parts = form.split()
        first = Word(parts[0], "ADP", "IN", "", dep, phrase.head)
        fixed = [Word(p, "ADP", "IN", "", "fixed", first) for p in parts[1:]]
        if parts[0] == "according":
            first.upos, first.xpos, first.feats = "VERB", "VBG", "Tense=Pres|VerbForm=Part"
        if parts[0] in ("including", "following"):
            first.upos, first.xpos, first.feats = "VERB", "VBG", "Tense=Pres|VerbForm=Part"
        phrase.words = [first, *fixed, *phrase.words]
        return phrase

    def noun(self, name, plural=False):
        """'border_crossing' -> words of the noun and its head; some first parts are adjectives."""
        parts = name.replace(" ", "_").split("_")
        head = common(words.plural(parts[-1]) if plural else parts[-1], plural or parts[-1] in ("talks", "forces", "police", "troops", "negotiations"))
        before = []
        for k, part in enumerate(parts[:-1]):
            if part == "UN":
                before.append(Word(part, "PROPN", "NNP", "Abbr=Yes|Number=Sing", "compound", head))
            elif part == "human":
                right = common("rights", True)
                right.dep, right.head = "compound", head
                before.append(adjective(part, right))
            elif part == "rights":
                before.append(before[-1].head)
            elif part in FIRST_ADJECTIVES or part == "ruling":
                before.append(adjective(part, head))
            else:
                before.append(Word(part, "NOUN", "NN", "Number=Sing", "compound", head))
        if parts[-1] in ("police", "troops"):
            head.form, head.xpos, head.feats = parts[-1], "NNS", "Number=Plur" if parts[-1] == "troops" else "Number=Ptan"
        elif parts[-1] in ("talks", "negotiations", "forces"):
            head.form = parts[-1]
        return [*before, head], head

    def determined(self, items, head, kind, plural=False, how=None):
        """With an article or a possessive before it."""
        how = how or self.pick({"the": 6, "a": 3, "possessive": 2, "its": 1})
        if how == "possessive":
            owner = self.name(self.pick({"state": 4, "person": 1, "body": 2}))
            mark = Word(self.rng.choice(("'s", "'s", "’s")), "PART", "POS", "", "case", owner.head)
            return Phrase([*owner.under(head, "nmod:poss"), mark, *items], head, kind, plural)
        if how == "its":
            form, feats = self.rng.choice((("its", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
                                           ("their", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
                                           ("his", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
                                           ("her", "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs")))
            return Phrase([Word(form, "PRON", "PRP$", feats, "nmod:poss", head), *items], head, kind, plural)
        if how == "none" or (how == "a" and plural):
            return Phrase(items, head, kind, plural)
        if how == "a":
            first = items[0].form
            return Phrase([Word("an" if first[0].lower() in "aeiou" and not first.startswith(("uni", "UN")) else "a", "DET", "DT",
                                "Definite=Ind|PronType=Art", "det", head), *items], head, kind, plural)
        return Phrase([Word("the", *ARTICLE, "det", head), *items], head, kind, plural)

    def amount(self, head):
        """A number before a noun, perhaps "at least 12", "more than 300", "around 40"."""
        digits = self.odds(0.5)
        number = Word(str(self.rng.choice((12, 14, 17, 20, 23, 25, 31, 36, 40, 58, 60, 90, 100, 150, 200, 300, "1,200", "5,000"))) if digits
                      else self.rng.choice(words.NUMBERS), "NUM", "CD", f"NumForm={'Digit' if digits else 'Word'}|NumType=Card", "nummod", head)
        draw = self.rng.random()
        if draw < 0.12:
            least = Word("least", "ADJ", "JJS", "Degree=Sup", "nmod", number)
            return [Word("at", "ADP", "IN", "", "case", least), least, number]
        if draw < 0.24:
            more = Word("more", "ADJ", "JJR", "Degree=Cmp", "advmod", number)
            return [more, Word("than", "ADP", "IN", "", "fixed", more), number]
        if draw < 0.38:
            return [Word(self.rng.choice(("around", "about", "some", "nearly", "almost", "only")), "ADV", "RB", "", "advmod", number), number]
        return [number]

    # Names ------------------------------------------------------------------------------------------------------------------

    def flat(self, parts):
        head = proper(parts[0])
        out = [head]
        for k, part in enumerate(parts[1:], 1):
            if part == "-":
                out.append(Word("-", "PUNCT", "HYPH", "", "punct", None))
            else:
                out.append(proper(part, "flat", head))
        for k, word in enumerate(out):
            if word.form == "-":
                word.head = out[k + 1]
        return out, head

    def name(self, kind):
        rng, pool = self.rng, self.pool
        if kind == "person":
            return Phrase(*self.flat(pool.person(rng.choice((1, 2, 2, 2, 2, 3)), rng)), "person")
        if kind in ("state", "place"):
            head = proper(pool.place(rng))
            if self.odds(0.12):
                first = rng.choice("South North East West South North New Port Upper Lower Eastern Northern".split())
                plain = first in ("South", "North", "East", "West", "Port")
                return Phrase([proper(first, "compound", head) if plain else Word(first, "ADJ", "NNP", "Degree=Pos", "amod", head), head], head, kind)
            return Phrase([head], head, kind)
        if self.odds(0.5):
            body = pool.body(rng)
            head = Word(body, "PROPN", "NNP", "Abbr=Yes|Number=Sing" if body.isupper() else "Number=Sing")
            return Phrase([head], head, "body")
        parts = [pool.place(rng) if self.odds(0.7) else pool.last(rng), *rng.choice(BODIES).split()]
        head = proper(parts[-1])
        if self.odds(0.2):
            return Phrase([Word("the", *ARTICLE, "det", head), Word(pool.people(rng), "ADJ", "NNP", "Degree=Pos", "amod", head),
                           *(proper(p, "compound", head) for p in parts[1:-1]), head], head, "body")
        article = [Word("the", *ARTICLE, "det", head)] if self.odds(0.85) else []
        before = [Word(p, "ADJ", "NNP", "Degree=Pos", "amod", head) if p in ("National", "Human") else proper(p, "compound", head) for p in parts[:-1]]
        for word, after in zip(before, before[1:]):
            if word.form == "Human":
                word.head = after
                after.xpos, after.feats = "NNPS", "Number=Plur"
        return Phrase([*article, *before, head], head, "body")

    def title(self, person):
        """A title, or a bare description, before a name."""
        rng, head = self.rng, person.head
        if self.odds(0.6):
            parts = rng.choice(words.TITLES.split("|")).split()
            last = proper(parts[-1], "nmod:desc", head)
            before = []
            for part in parts[:-1]:
                if part in ("Prime", "Foreign", "Interior"):
                    before.append(Word(part, "ADJ", "NNP", "Degree=Pos", "amod", last))
                else:
                    before.append(proper(part, "compound", last))
            if parts == ["Secretary", "of", "State"]:
                last.form, before = "Secretary", []
                state = proper("State", "nmod", last)
                after = [Word("of", "ADP", "IN", "", "case", state), state]
            else:
                after = []
        else:
            items, last = self.noun(rng.choice(words.ROLES + words.JOBS))
            last.dep, last.head = "nmod:desc", head
            before, after = items[:-1], []
        if self.odds(0.3):
            before = [Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", last), *before]
        elif self.odds(0.1):
            form = rng.choice(("former", "acting", "deputy"))
            before = [adjective(form, last) if form != "deputy" else Word(form, "NOUN", "NN", "Number=Sing", "compound", last), *before]
        person.words = [*before, last, *after, *person.words]
        return person

    # Noun phrases -----------------------------------------------------------------------------------------------------------

    def description(self, depth, office=None):
        """What somebody is: "the commander of the garrison", "Taland's foreign minister", "a lawyer from Dor"."""
        rng = self.rng
        office = self.odds(0.65) if office is None else office
        items, head = self.noun(rng.choice(words.ROLES if office else words.JOBS))
        draw = rng.random()
        if office and draw < 0.3:
            return self.determined(items, head, "person", how="possessive")
        if self.odds(0.2):
            items = [Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", head), *items]
        elif self.odds(0.15):
            items = [adjective(rng.choice(words.PERSON_ADJECTIVES), head), *items]
        phrase = self.determined(items, head, "person", how=rng.choice(("the", "the", "the", "none", "a", "its")) if office else rng.choice("aaat").replace("t", "the"))
        if office and self.odds(0.75):
            whole = self.np(self.pick({"state": 3, "body": 4, "place": 3, "group": 1}), depth + 2)
            phrase.words += self.case(rng.choice(("of", "of", "of", "for")), whole).under(head, "nmod")
        elif not office and self.odds(0.5):
            phrase.words += self.case(rng.choice(("from", "in", "at", "with")), self.np(self.pick({"place": 3, "body": 2}), depth + 2)).under(head, "nmod")
        return phrase

    def person(self, depth):
        rng = self.rng
        how = self.pick({"name": 4, "title": 5, "name, office": 4, "office, name": 3, "office": 3, "office name": 1.5, "pronoun": 2, "age": 0.7, "of": 0.7, "who": 0.8,
                         "family": 0.7} if depth < 2 else {"name": 4, "title": 4, "office": 2, "name, office": 0.6, "office, name": 0.4})
        if how == "pronoun":
            form, feats = rng.choice((("he", "Case=Nom|Gender=Masc|Number=Sing"), ("she", "Case=Nom|Gender=Fem|Number=Sing")))
            word = Word(form, "PRON", "PRP", f"{feats}|Person=3|PronType=Prs")
            return Phrase([word], word, "pronoun")
        if how == "office":
            phrase = self.description(depth)
            return self.modified(phrase, depth) if depth < 2 else phrase
        if how in ("office, name", "office name", "family"):
            if how == "family":
                items, head = self.noun(rng.choice(words.FAMILY[:7]))
                phrase = self.determined(items, head, "person", how=rng.choice(("its", "possessive")))
            elif how == "office name":
                items, head = self.noun(rng.choice(words.ROLES + words.JOBS))
                phrase = self.determined(items, head, "person", how=rng.choice(("the", "its")))
            else:
                phrase = self.description(depth)
            name = self.name("person")
            if how != "office name" and self.odds(0.15):
                name = self.title(name)
            phrase.words += name.under(phrase.head, "appos") if how == "office name" else self.set_off(name, phrase.head, "appos")
            return phrase
        phrase = self.name("person")
        if how == "title" or (how in ("name, office", "who") and self.odds(0.35)):
            phrase = self.title(phrase)
        if how == "name, office":
            description = self.description(depth)
            if depth < 2 and self.odds(0.3):
                description.words += self.relative(description, depth + 1) if self.odds(0.5) else self.participle(description, depth + 1)
            phrase.words += self.set_off(description, phrase.head, "appos")
        elif how == "age":
            number = Word(str(rng.randint(17, 88)), "NUM", "CD", "NumForm=Digit|NumType=Card")
            phrase.words += self.set_off(Phrase([number], number), phrase.head, "appos")
            if self.odds(0.4):
                phrase.words += self.set_off(self.description(depth, False), phrase.head, "appos")
        elif how == "of":
            phrase.words += self.case("of", self.name("body")).under(phrase.head, "nmod")
        elif how == "who":
            phrase.words += self.relative(phrase, depth + 1, commas=True) if self.odds(0.65) else self.participle(phrase, depth + 1, commas=True)
        return phrase

    def group(self, depth):
        rng = self.rng
        how = self.pick({"bare": 5, "the": 3, "number": 4, "group of": 1.2, "mass": 1.5, "peoples": 1, "quantity": 1, "hundreds": 0.8, "part": 0.6})
        name = rng.choice(words.MASS) if how == "mass" else rng.choice(words.GROUPS)
        items, head = self.noun(name, how != "mass")
        if self.odds(0.2) and len(items) == 1:
            items = [*self.adjectives(rng.choice(words.GROUP_ADJECTIVES).split("_")[-1], head, words.GROUP_ADJECTIVES), *items]
        elif self.odds(0.15):
            items = [Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", head), *items]
        elif self.odds(0.05):
            backed = Word("backed", "VERB", "VBN", PASSIVE, "amod", head)
            people = Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "obl", backed)
            people.dep, people.head = "amod", head
            items = [people, Word("-", "PUNCT", "HYPH", "", "punct", people), backed, *items]
        if how == "peoples":
            people = self.pool.people(rng)
            while not PLURAL.match(people):
                people = self.pool.people(rng)
            head = Word(people + "s", "PROPN", "NNPS", "Number=Plur")
            return self.determined([head], head, "group", True, rng.choice(("none", "the")))
        if how == "group of":
            crowd = common(rng.choice("group crowd team delegation handful number convoy column".split()))
            inner = Phrase(items, head, "group", True)
            if depth < 2:
                inner = self.modified(inner, depth + 1)
            return Phrase([Word("a", "DET", "DT", "Definite=Ind|PronType=Art", "det", crowd), crowd, *self.case("of", inner).under(crowd, "nmod")], crowd, "group", False)
        if how == "part":
            some = rng.choice((Word(rng.choice(words.NUMBERS[:9]), "NUM", "CD", "NumForm=Word|NumType=Card"), Word("most", "ADJ", "JJS", "Degree=Sup"),
                               Word("some", "DET", "DT", "PronType=Ind"), Word("many", "ADJ", "JJ", "Degree=Pos")))
            whole = self.determined(items, head, "group", True, rng.choice(("the", "the", "its", "possessive")))
            return Phrase([some, *self.case("of", whole).under(some, "nmod")], some, "group", True)
        if how == "hundreds":
            many = common(rng.choice(("hundreds", "dozens", "thousands", "scores")), True)
            inner = Phrase(items, head, "group", True)
            phrase = Phrase([many, *self.case("of", inner).under(many, "nmod")], many, "group", True)
            return phrase
        if how == "number":
            items = [*self.amount(head), *items]
        elif how == "quantity":
            form, upos, xpos, feats, dep = rng.choice((("several", "ADJ", "JJ", "Degree=Pos", "amod"), ("many", "ADJ", "JJ", "Degree=Pos", "amod"),
                                                       ("some", "DET", "DT", "PronType=Ind", "det"), ("both", "DET", "DT", "PronType=Tot", "det")))
            items = [Word(form, upos, xpos, feats, dep, head), *items]
        phrase = self.determined(items, head, "group", True, "the" if how == "the" or (how == "mass" and self.odds(0.3)) else "none")
        return self.modified(phrase, depth) if depth < 2 else phrase

    def thing(self, kind, depth):
        """Documents, events, buildings, bodies, places by their nouns."""
        rng = self.rng
        if kind == "place":
            items, head = self.noun(rng.choice(words.PLACE_NOUNS))
            if self.odds(0.3):
                items = [adjective(rng.choice("northern southern eastern western central small nearby remote besieged flooded divided".split()), head), *items]
            phrase = self.determined(items, head, kind, how="the")
            if self.odds(0.15):
                phrase.words += self.set_off(self.name("place"), head, "appos")
            elif self.odds(0.8):
                phrase.words += self.case("of", self.name("place")).under(head, "nmod")
            elif depth < 2:
                phrase = self.modified(phrase, depth)
            return phrase
        if kind == "body":
            items, head = self.noun(rng.choice(words.BODY_NOUNS.split("|")))
            plural = head.feats != "Number=Sing"
            if self.odds(0.2):
                items = [Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", head), *items]
            phrase = self.determined(items, head, kind, plural, rng.choice(("the", "the", "the", "possessive", "its")))
            if self.odds(0.15):
                phrase.words += self.set_off(self.name("body"), head, "appos") if self.odds(0.5) else self.name("body").under(head, "appos")
            return self.modified(phrase, depth) if depth < 2 else phrase
        if kind == "doc" and depth < 2 and self.odds(0.2):
            plural = self.odds(0.25)
            items, head = self.noun(rng.choice(words.INTENTS), plural)
            phrase = self.determined(items, head, kind, plural, self.pick({"the": 2, "a": 2, "possessive": 3, "its": 2, "none": 3 if plural else 0}))
            phrase.words += self.clause(None, "inf", depth + 2).under(head, "acl")
            return phrase
        noun = rng.choice({"doc": self.docs, "event": self.events, "asset": self.assets}[kind])
        mass = noun.endswith("ing") and noun != "meeting" and noun != "bombing"
        plural = not mass and (noun.endswith("talks") or noun == "negotiations" or self.odds(0.3))
        items, head = self.noun(noun, plural and not noun.endswith(("talks", "negotiations")))
        if self.odds(0.35) and len(items) == 1:
            items = [*self.adjectives(rng.choice(words.ADJECTIVES).replace("long-awaited", "planned"), head, words.ADJECTIVES), *items]
        elif self.odds(0.12):
            items = [Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", head), *items]
        elif self.odds(0.08) and kind == "event":
            span = Word(rng.choice(("day", "hour", "week", "month", "year")), "NOUN", "NN", "Number=Sing", "compound", head)
            number = Word(rng.choice(("two", "three", "four", "six", "five")), "NUM", "CD", "NumForm=Word|NumType=Card", "nummod", span)
            items = [number, Word("-", "PUNCT", "HYPH", "", "punct", number), span, *items]
        phrase = self.determined(items, head, kind, plural, self.pick({"the": 5, "a": 0 if mass else 4, "possessive": 2, "its": 1, "none": 12 if mass else 4 if plural else 0}))
        if self.odds(0.25):
            between = self.np(self.pick({"state": 2, "body": 1, "person": 1}), 3)
            link = rng.choice(("with", "between", "on", "in", "by")) if kind == "event" else rng.choice(("with", "on", "between", "of") if kind == "doc" else ("of", "in", "near"))
            if link == "between":
                between = self.coordinated([between, self.np(between.kind if between.kind != "pronoun" else "state", 3)])
            elif link in ("in", "near"):
                between = self.np("place", 3)
            phrase.words += self.case(link, between).under(head, "nmod")
            return self.modified(phrase, depth) if depth < 3 and self.odds(0.4) else phrase
        return self.modified(phrase, depth) if depth < 3 else phrase

    def coordinated(self, phrases):
        """A, B and C."""
        first, out = phrases[0], list(phrases[0].words)
        serial = self.odds(0.3) and len(phrases) > 2
        for k, phrase in enumerate(phrases[1:], 1):
            last = k == len(phrases) - 1
            if not last or serial:
                out.append(self.comma(phrase.head))
            if last:
                out.append(Word(self.rng.choice(("and", "and", "and", "and", "or")), "CCONJ", "CC", "", "cc", phrase.head))
            out += phrase.under(first.head, "conj")
        return Phrase(out, first.head, first.kind, True)

    def heavy_pair(self):
        """"the presidents of A and B, X and Y," and "the leader of the A community, X, and the leader of the B community, Y,"."""
        rng = self.rng
        if self.odds(0.5):
            items, head = self.noun(rng.choice([r for r in words.ROLES if "_of" not in r]), True)
            phrase = self.determined(items, head, "person", True, "the")
            kind = rng.choice(("state", "place", "body"))
            pair = self.coordinated([self.name(kind), self.name(kind)])
            phrase.words += self.case("of", pair).under(head, "nmod")
            phrase.words += self.set_off(self.coordinated([self.name("person"), self.name("person")]), head, "appos")
            return phrase
        sides = []
        for _ in range(2):
            side = self.description(1, True)
            name = self.name("person")
            side.words += self.set_off(self.title(name) if self.odds(0.2) else name, side.head, "appos")
            sides.append(side)
        return self.coordinated(sides)

    def np(self, kind, depth=0):
        """A noun phrase of a kind."""
        if self.odds(0.11 if depth < 4 else 0):
            # Heads without much after them, so that what is joined is plain.
            return self.coordinated([self.joined(kind, depth) for _ in range(self.rng.choice((2, 2, 2, 3, 3, 4)))])
        if depth < 1 and kind == "person" and self.odds(0.06):
            return self.heavy_pair()
        if kind == "person":
            return self.person(depth)
        if kind == "group":
            return self.group(depth)
        if kind == "state" or (kind in ("place", "body") and self.odds(0.5)):
            phrase = self.name(kind)
            if kind == "place" and self.odds(0.07):
                phrase.words += self.set_off(self.name("state"), phrase.head, "appos")
            elif depth < 2 and self.odds(0.22):
                phrase.words += self.aside(phrase, depth)
            return phrase
        return self.thing(kind, depth)

    def joined(self, kind, depth):
        if kind in ("person", "state", "place", "body") and self.odds(0.65):
            name = self.name(kind)
            return self.title(name) if kind == "person" and self.odds(0.35) else name
        if kind in ("doc", "event", "asset", "group"):
            return self.bare(kind, False)
        return self.np(kind, max(depth, 2) + 2)

    def aside(self, phrase, depth):
        """Between commas after a name of a state, body or place: an apposition, a relative clause, a participle."""
        how = self.pick({"appos": 3, "relative": 4, "participle": 2})
        if how == "relative":
            return self.relative(phrase, depth + 1, commas=True)
        if how == "participle":
            return self.participle(phrase, depth + 1, commas=True)
        noun = {"place": words.PLACE_NOUNS, "state": ["state", "republic", "kingdom", "neighbour", "island", "ally", "oil_producer", "military_power"]}.get(
            phrase.kind, words.BODY_NOUNS.split("|"))
        items, head = self.noun(self.rng.choice(noun))
        if self.odds(0.4):
            items = [adjective(self.rng.choice("biggest main largest regional small former".split()).replace("biggest", "rich").replace("largest", "poor"), head), *items]
        description = self.determined(items, head, "thing", head.feats != "Number=Sing", self.rng.choice(("the", "a", "its", "possessive")))
        if self.odds(0.4):
            description.words += self.case(self.rng.choice(("of", "in")), self.name(self.rng.choice(("place", "state")))).under(head, "nmod")
        return self.set_off(description, phrase.head, "appos")

    def modified(self, phrase, depth):
        """Perhaps something after a common noun."""
        how = self.pick({"none": 6, "pp": 2, "relative": 1.8, "relative,": 1.4, "participle": 2.4, "participle,": 1.0, "including": 0.5, "loyal": 0.5,
                         "infinitive": 0.6 if phrase.kind in ("doc", "event") else 0, "that": 0.3 if phrase.kind == "doc" else 0})
        if phrase.words[-1].form == ",":
            return phrase
        if how == "pp":
            place = self.np("place", depth + 2)
            phrase.words += self.case(self.rng.choice(("in", "near", "from", "outside", "from")), place).under(phrase.head, "nmod")
        elif how.startswith("relative"):
            phrase.words += self.relative(phrase, depth + 1, commas=how.endswith(","))
        elif how.startswith("participle"):
            phrase.words += self.participle(phrase, depth + 1, commas=how.endswith(","))
        elif how == "including" and phrase.plural:
            phrase.words += self.including(phrase, depth)
        elif how == "loyal" and phrase.kind == "group":
            state = Word(self.rng.choice(("loyal", "opposed", "close", "faithful", "hostile")), "ADJ", "JJ", "Degree=Pos", "amod", phrase.head)
            phrase.words += [state, *self.case("to", self.np("person", depth + 2)).under(state, "obl")]
        elif how == "infinitive":
            clause = self.clause(None, "inf", depth + 2)
            phrase.words += clause.under(phrase.head, "acl")
        elif how == "that":
            self.noun_of_content(phrase)
            clause = self.clause(self.subject(depth + 2), "fin", depth + 2)
            phrase.words += [Word("that", "SCONJ", "IN", "", "mark", clause.head), *clause.under(phrase.head, "acl")]
        return phrase

    def noun_of_content(self, phrase):
        phrase.head.form = self.rng.choice("fear claim suggestion rumour allegation hope warning denial assurance complaint".split())
        if phrase.plural:
            phrase.head.form = words.plural(phrase.head.form)
        before = phrase.words[0]
        if before.form in ("a", "an"):
            second = phrase.words[1].form
            before.form = "an" if second[0].lower() in "aeiou" else "a"

    def including(self, phrase, depth):
        """", including X," and ", among them X,"."""
        one = self.np(self.pick({"person": 3, "group": 1}) if phrase.kind in PERSON_KINDS else "body", 3)
        if one.kind == "pronoun":
            one = self.name("person")
        if self.odds(0.7):
            return self.set_off(self.case("including", one), phrase.head, "nmod")
        them = Word("them", "PRON", "PRP", "Case=Acc|Number=Plur|Person=3|PronType=Prs", "nmod", one.head)
        one.words = [Word("among", "ADP", "IN", "", "case", them), them, *one.words]
        return self.set_off(one, phrase.head, "parataxis")

    # Clauses after nouns ----------------------------------------------------------------------------------------------------

    def pronoun(self, phrase, commas, plain=True):
        human = phrase.kind in ("person", "group", "pronoun")
        form = "who" if human else "which" if commas or self.odds(0.4) else "that"
        return Word(form, "PRON", "WP" if form == "who" else "WDT", "PronType=Rel")

    def relative(self, phrase, depth, commas=None):
        rng = self.rng
        commas = self.odds(0.5) if commas is None else commas
        human = phrase.kind in ("person", "group", "pronoun")
        how = self.pick({"subject": 6, "object": 2, "bare": 0 if commas else 3, "whose": 1.6, "whom": 1.4, "where": 2.5 if phrase.kind in ("place", "asset") else 0,
                         "copula": 1.2, "two of": 0.7 if commas and phrase.plural else 0})
        if how == "two of":
            pronoun = Word("whom" if human else "which", "PRON", "WP" if human else "WDT", "PronType=Rel")
            head = self.rng.choice((Word(rng.choice(words.NUMBERS[:10]), "NUM", "CD", "NumForm=Word|NumType=Card"), Word("some", "DET", "DT", "PronType=Ind"),
                                    Word("many", "ADJ", "JJ", "Degree=Pos"), Word("one", "NUM", "CD", "NumForm=Word|NumType=Card")))
            subject = Phrase([head, *self.case("of", Phrase([pronoun], pronoun)).under(head, "nmod")], head, phrase.kind, head.form != "one")
            clause = self.clause(subject, "fin", depth)
        elif how in ("subject", "copula"):
            pronoun = self.pronoun(phrase, commas)
            subject = Phrase([pronoun], pronoun, phrase.kind, phrase.plural)
            clause = self.copula(subject, depth) if how == "copula" and human else self.clause(subject, "fin", depth)
        elif how in ("object", "bare"):
            kind = phrase.kind if phrase.kind in self.verbs else "person" if human else "doc"
            clause = self.clause(self.subject(depth + 2, short=True), "fin", depth, gap=kind)
            if how == "object":
                form = ("whom" if commas else rng.choice(("whom", "that"))) if human else ("which" if commas else rng.choice(("which", "that")))
                pronoun = Word(form, "PRON", "WP" if form == "whom" else "WDT", "PronType=Rel", "obj", clause.head)
                clause.words = [pronoun, *clause.words]
        elif how == "whose":
            items, head = self.noun(rng.choice(words.FAMILY if human else "leader army government president economy border capital parliament members allies".split()))
            if head.form in ("members", "allies"):
                head.xpos, head.feats = "NNS", "Number=Plur"
            owner = Word("whose", "PRON", "WP$", "Poss=Yes|PronType=Rel", "nmod:poss", head)
            owned = Phrase([owner, *items], head, "person", head.xpos == "NNS")
            if self.odds(0.2) and not owned.plural:
                owned.words += self.set_off(self.name("person"), head, "appos")
            clause = self.clause(owned, "fin", depth)
        elif how == "whom":
            verb, link, _ = rng.choice([w for w in words.WITH["agent"] if w[1] not in ("on", "in")])
            clause = self.clause(self.subject(depth + 2, short=True), "fin", depth, verb=verb)
            pronoun = Word("whom" if human else "which", "PRON", "WP" if human else "WDT", "PronType=Rel", "obl", clause.head)
            clause.words = [Word(link, "ADP", "IN", "", "case", pronoun), pronoun, *clause.words]
        else:
            clause = self.clause(self.subject(depth + 2), "fin", depth)
            clause.words = [Word("where", "ADV", "WRB", "PronType=Rel", "advmod", clause.head), *clause.words]
        return self.set_off(clause, phrase.head, "acl:relcl") if commas else clause.under(phrase.head, "acl:relcl")

    def participle(self, phrase, depth, commas=False):
        """"a meeting scheduled for June", "talks aimed at ending the war", "a truck carrying rebels"."""
        rng = self.rng
        how = self.pick({"passive": 6, "aimed": 1 if phrase.kind in ("doc", "event") else 0, "scheduled": 1 if phrase.kind == "event" else 0, "active": 2.2, "believed": 0.7})
        if how == "believed":
            head = Word(rng.choice(("believed", "thought", "said", "known", "reported", "expected", "alleged")), "VERB", "VBN", PASSIVE)
            clause = Phrase([head, *self.clause(None, "inf", depth + 1).under(head, "xcomp")], head)
        elif how == "aimed":
            head = Word(rng.choice(("aimed", "designed", "intended", "meant", "needed", "expected")), "VERB", "VBN", PASSIVE)
            if head.form == "aimed":
                goal = self.clause(None, "ing", depth + 1)
                goal.words = [Word("at", "SCONJ", "IN", "", "mark", goal.head), *goal.words]
                items = [head, *goal.under(head, "advcl")]
            else:
                items = [head, *self.clause(None, "inf", depth + 1).under(head, "xcomp")]
            clause = Phrase(items, head)
        elif how == "scheduled":
            head = Word(rng.choice(("scheduled", "planned", "set", "arranged")), "VERB", "VBN", PASSIVE)
            time = self.month() if self.odds(0.5) else self.day()
            clause = Phrase([head, *self.case("for", time).under(head, "obl")], head)
        elif how == "passive":
            kind = phrase.kind if phrase.kind in self.verbs else "doc"
            clause = self.passive_vp(kind, depth)
        else:
            clause = self.clause(None, "ger", depth + 1)
        return self.set_off(clause, phrase.head, "acl") if commas else clause.under(phrase.head, "acl")

    def passive_vp(self, kind, depth):
        verb = self.rng.choice(self.verbs[kind])
        head, particle = self.verb(verb, "VBN", True)
        items = [head, *particle]
        how = self.pick({"by": 4, "place": 2.5, "time": 2.5, "after": 0.5, "none": 0.15})
        if how == "by":
            items += self.case("by", self.np(self.pick({"person": 2, "group": 2, "state": 2, "body": 3}), depth + 2)).under(head, "obl:agent")
        elif how == "after":
            items += self.subordinate(head, depth + 1)
        if how == "place" or (how == "by" and self.odds(0.2)):
            items += self.place(depth + 2).under(head, "obl")
        if how == "time" or self.odds(0.15):
            items += self.time(head)
        return Phrase(items, head)

    # Circumstances ----------------------------------------------------------------------------------------------------------

    def day(self):
        head = proper(self.rng.choice(words.DAYS))
        return Phrase([head], head)

    def month(self):
        month = self.rng.choice(words.MONTHS)
        draw = self.rng.random()
        if draw < 0.35:
            head = proper(month)
            return Phrase([head], head)
        if draw < 0.5:
            head = proper(month)
            return Phrase([head, Word(str(self.rng.randint(1975, 2031)), "NUM", "CD", "NumForm=Digit|NumType=Card", "nmod:unmarked", head)], head)
        head = Word(str(self.rng.randint(1, 31)), "NUM", "CD", "NumForm=Digit|NumType=Card")
        name = proper(month, "nmod:unmarked", head)
        return Phrase([head, name] if self.odds(0.5) else [name, head], head, "date")

    def time(self, verb):
        """Words of a time below the verb."""
        rng = self.rng
        how = self.pick({"day": 5, "date": 2.5, "last": 2, "ago": 0.7, "bare": 1, "dawn": 0.8, "for": 0.8, "after": 1.5, "year": 0.6, "evening": 0.7})
        if how == "day":
            return self.case(rng.choice(("on", "on", "on", "on", "by", "since", "until")), self.day()).under(verb, "obl")
        if how == "date":
            date = self.month()
            return self.case("on" if date.kind == "date" else rng.choice(("in", "in", "since")), date).under(verb, "obl")
        if how == "last":
            unit = common(rng.choice(("week", "month", "year", "night", "weekend")))
            form = rng.choice(("last", "this", "next"))
            before = Word("this", "DET", "DT", "Number=Sing|PronType=Dem", "det", unit) if form == "this" else Word(form, "ADJ", "JJ", "Degree=Pos", "amod", unit)
            return Phrase([before, unit], unit).under(verb, "obl:unmarked")
        if how == "ago":
            ago = Word("ago", "ADV", "RB", "")
            unit = common(rng.choice(("days", "weeks", "months", "years")), True)
            number = Word(rng.choice(words.NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card", "nummod", unit)
            return [number, *Phrase([unit], unit).under(ago, "obl:unmarked"), *Phrase([ago], ago).under(verb, "advmod")]
        if how == "bare":
            return self.day().under(verb, "obl:unmarked")
        if how == "dawn":
            noun = common(rng.choice(("dawn", "dusk", "noon", "midnight", "nightfall")))
            return self.case(rng.choice(("at", "before", "after")), Phrase([noun], noun)).under(verb, "obl")
        if how == "for":
            unit = common(rng.choice(("days", "weeks", "months", "years", "hours")), True)
            number = Word(rng.choice(words.NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card", "nummod", unit)
            return self.case(rng.choice(("for", "within", "after")), Phrase([number, unit], unit)).under(verb, "obl")
        if how == "year":
            year = Word(str(rng.randint(1960, 2031)), "NUM", "CD", "NumForm=Digit|NumType=Card")
            return self.case(rng.choice(("in", "since")), Phrase([year], year)).under(verb, "obl")
        if how == "evening":
            part, day = common(rng.choice(("morning", "evening", "afternoon", "night"))), proper(rng.choice(words.DAYS))
            day.dep, day.head = "compound", part
            return self.case("on", Phrase([day, part], part)).under(verb, "obl")
        event = self.thing("event", 3)
        return self.case(rng.choice(("after", "during", "before", "following", "despite", "amid", "at", "because of", "ahead of")), event).under(verb, "obl")

    def place(self, depth):
        return self.case(self.rng.choice(("in", "in", "in", "in", "near", "outside", "at", "across", "around")), self.np("place", depth))

    def subordinate(self, verb, depth):
        """An adverbial clause after or before its verb."""
        rng = self.rng
        how = self.pick({"after": 3, "purpose": 3, "participle": 2, "saying": 1.2, "finite": 4, "without": 0.7})
        if how == "purpose":
            return self.clause(None, "inf", depth + 1).under(verb, "advcl")
        if how in ("after", "without"):
            clause = self.clause(None, "ing", depth + 1)
            mark = rng.choice(("after", "before", "while", "after")) if how == "after" else rng.choice(("without", "by"))
            clause.words = [Word(mark, "SCONJ", "IN", "", "mark", clause.head), *clause.words]
            return clause.under(verb, "advcl")
        if how == "participle":
            clause = self.clause(None, "ing", depth + 1)
            return [self.comma(clause.head), *clause.under(verb, "advcl")]
        if how == "saying":
            head = Word(rng.choice(("saying", "adding", "insisting", "claiming", "warning", "arguing")), "VERB", "VBG", "Tense=Pres|VerbForm=Part")
            return [self.comma(head), *Phrase([head, *self.content(head, depth + 1)], head).under(verb, "advcl")]
        clause = self.clause(self.subject(depth + 1), "fin", depth + 1)
        mark = rng.choice(("after", "because", "as", "while", "when", "until", "if", "although", "before", "after", "since", "since"))
        first = Word(mark, "ADV", "WRB", "PronType=Int", "advmod", clause.head) if mark == "when" else Word(mark, "SCONJ", "IN", "", "mark", clause.head)
        clause.words = [first, *clause.words]
        if mark in ("after", "before") and self.odds(0.3):
            unit = common(rng.choice(("hours", "days", "minutes", "weeks", "months", "years")), True)
            number = [] if self.odds(0.5) else [Word(rng.choice(words.NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card", "nummod", unit)]
            span = Phrase([*number, unit, *clause.under(unit, "acl")], unit)
            comma = [self.comma(unit)] if self.odds(0.4) else []
            return [*comma, *span.under(verb, "obl:unmarked")]
        return clause.under(verb, "advcl")

    def content(self, verb, depth):
        """What is said: a clause with or without "that"."""
        if self.odds(0.2):
            clause = self.clause(self.they(), "fin", depth)
            if self.odds(0.3):
                clause.words = [Word("that", "SCONJ", "IN", "", "mark", clause.head), *clause.words]
            return clause.under(verb, "ccomp")
        clause = self.clause(self.subject(depth), "fin", depth) if self.odds(0.85) else self.copula(self.subject(depth), depth)
        if depth < 2 and self.odds(0.1):
            clause.words = [Word("that", "SCONJ", "IN", "", "mark", clause.head), *clause.words]
            second = self.clause(self.they() if self.odds(0.4) else self.subject(depth + 2), "fin", depth + 2)
            link = Word(self.rng.choice(("and", "but", "and")), "CCONJ", "CC", "", "cc", second.head)
            clause.words += [link, Word("that", "SCONJ", "IN", "", "mark", second.head), *second.under(clause.head, "conj")]
        elif self.odds(0.5):
            clause.words = [Word("that", "SCONJ", "IN", "", "mark", clause.head), *clause.words]
        return clause.under(verb, "ccomp")

    def they(self):
        form, feats = self.rng.choice((("he", "Gender=Masc|Number=Sing"), ("she", "Gender=Fem|Number=Sing"), ("it", "Gender=Neut|Number=Sing"), ("they", "Number=Plur")))
        word = Word(form, "PRON", "PRP", f"Case=Nom|{feats}|Person=3|PronType=Prs")
        return Phrase([word], word, "pronoun", form == "they")

    # Verbs and clauses ------------------------------------------------------------------------------------------------------

    def verb(self, lemma, tag, passive=False, plural=False):
        """The verb's form and its particle."""
        parts = lemma.split("_")
        feats = {"VB": "VerbForm=Inf", "VBG": "Tense=Pres|VerbForm=Part", "VBN": PASSIVE if passive else ACTIVE_PARTICIPLE}.get(tag)
        if feats is None:
            feats = f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|{FINITE[tag]}|VerbForm=Fin"
        head = Word(words.inflect(parts[0], tag), "VERB", tag, feats)
        out = []
        for part in parts[1:]:
            if part in ADVERBS:
                out.append(Word(part, "ADV", "RB", "", "advmod", head))
            else:
                out.append(Word(part, "ADP", "RP", "", "compound:prt", head))
        return head, out

    def auxiliary(self, form, tag, head, dep, plural):
        feats = {"VB": "VerbForm=Inf", "VBN": ACTIVE_PARTICIPLE, "VBG": "Tense=Pres|VerbForm=Part", "MD": "VerbForm=Fin"}.get(tag)
        if feats is None:
            feats = f"Mood=Ind|Number={'Plur' if plural else 'Sing'}|Person=3|{FINITE[tag]}|VerbForm=Fin"
        return Word(form, "AUX", tag, feats, dep, head)

    def finite(self, lemma, plural, passive):
        """(words of the auxiliaries, verb, particle) of a finite verb."""
        past, present = ("were", "are") if plural else ("was", "is")
        have = "have" if plural else "has"
        present_tag = "VBP" if plural else "VBZ"
        tense = self.pick({"past": 9, "perfect": 2, "pluperfect": 1.2, "modal": 2, "present": 1.8, "progressive": 1.2})
        modal = self.rng.choice(("will", "will", "would", "would", "could", "may", "might", "should", "must", "can"))
        if passive:
            plan = {"past": [(past, "VBD")], "present": [(present, present_tag)], "perfect": [(have, present_tag), ("been", "VBN")],
                    "pluperfect": [("had", "VBD"), ("been", "VBN")], "modal": [(modal, "MD"), ("be", "VB")], "progressive": [(past, "VBD"), ("being", "VBG")]}[tense]
            head, particle = self.verb(lemma, "VBN", True)
        else:
            plan, tag = {"past": ([], "VBD"), "present": ([], present_tag), "perfect": ([(have, present_tag)], "VBN"), "pluperfect": ([("had", "VBD")], "VBN"),
                         "modal": ([(modal, "MD")], "VB"), "progressive": ([self.rng.choice(((past, "VBD"), (present, present_tag)))], "VBG")}[tense]
            head, particle = self.verb(lemma, tag, False, plural)
        out = [self.auxiliary(form, tag, head, "aux:pass" if passive and k == len(plan) - 1 else "aux", plural) for k, (form, tag) in enumerate(plan)]
        if not out and self.odds(0.07):
            out = [Word(self.rng.choice(words.PRE_VERB), "ADV", "RB", "", "advmod", head)]
        elif out and self.odds(0.08):
            out.insert(1, Word(self.rng.choice(words.PRE_VERB), "ADV", "RB", "", "advmod", head))
        elif out and out[0].form != "had" and self.odds(0.06):
            out.insert(1, Word("not", "PART", "RB", "Polarity=Neg", "advmod", head))
        return out, head, particle

    def subject(self, depth, short=False):
        kind = self.pick({"person": 4, "group": 2.5, "state": 2.5, "body": 2.5})
        return self.np(kind, max(depth, 3) if short else depth)

    def inanimate(self, depth):
        return self.np(self.pick({"doc": 2, "event": 4, "asset": 1}), depth)

    def frame(self, subject, depth):
        if subject is not None and subject.kind in ("doc", "event", "asset", "thing"):
            return self.pick({"still": 5, "transitive": 2, "passive": 5, "with": 2})
        if depth > 2:
            return self.pick({"transitive": 9, "still": 3, "with": 4, "passive": 2, "wanting": 1})
        return self.pick({"transitive": 9, "still": 3, "saying": 2.5, "telling": 0.6, "asking": 1.6, "calling": 0.9, "labelling": 0.7, "for": 0.4, "accusing": 1.4, "wanting": 2.6, "stopping": 0.6,
                          "giving": 1, "with": 4, "passive": 2.2, "wants": 0.6})

    def clause(self, subject, form, depth, gap=None, verb=None, frame=None):
        """A clause with its subject; `form`: fin, inf, ing, ger (after a noun); `gap`: kind of the object that stands elsewhere."""
        frame = "still" if verb else "gap" if gap else frame or self.frame(subject, depth)
        if form != "fin" and frame == "passive":
            frame = "transitive"
        kind = subject.kind if subject else "person"
        inanimate = kind in ("doc", "event", "asset", "thing")
        plural = bool(subject and subject.plural)
        lemma, tail = self.predicate(frame, kind, inanimate, depth, gap, verb)
        passive = frame == "passive"
        if form == "fin":
            aux, head, particle = self.finite(lemma, plural, passive)
        else:
            head, particle = self.verb(lemma, "VB" if form == "inf" else "VBG")
            aux = [Word("to", "PART", "TO", "", "mark", head)] if form == "inf" else []
            head.feats = "VerbForm=Ger" if form == "ger" else head.feats
        out = []
        if subject:
            out = [*subject.under(head, "nsubj:pass" if passive else "nsubj")]
            if form == "fin" and depth < 2 and self.odds(0.08):
                out += self.time(head)
        rest = tail(head, particle)
        out += [*aux, head, *rest]
        # After an embedded clause, what follows would be read with that clause.
        simple = not any(w.upos == "VERB" and w.dep != "case" for w in rest)
        if depth < 2 and form == "fin" and frame != "gap" and self.odds((0.25 if simple else 0.06) / (1 + depth)):
            out += self.second_verb(head, plural, depth)
        if simple or self.odds(0.1):
            out += self.circumstances(head, depth)
        return Phrase(out, head, "clause", plural)

    def second_verb(self, first, plural, depth):
        frame = self.pick({"transitive": 4, "still": 1, "with": 1, "saying": 0.7, "wanting": 0.7})
        lemma, tail = self.predicate(frame, "person", False, depth + 1, None, None)
        if first.xpos in ("VBN", "VB", "VBG") and self.odds(0.7):
            head, particle = self.verb(lemma, first.xpos)
            if any(f in first.feats for f in ("Voice=Pass",)):
                head, particle = self.verb(lemma, "VBD", False, plural)
        else:
            head, particle = self.verb(lemma, "VBD", False, plural)
        aux = []
        if self.odds(0.3):
            aux, head, particle = self.finite(lemma, plural, False)
        link = Word(self.rng.choice(("and", "and", "but")), "CCONJ", "CC", "", "cc", head)
        comma = [self.comma(head)] if self.odds(0.12) else []
        if self.odds(0.15):
            lemma, between = self.predicate(self.pick({"transitive": 4, "still": 1}), "person", False, 3, None, None)
            middle, particle_of = self.verb(lemma, head.xpos, False, plural)
            comma = [self.comma(middle), *Phrase([middle, *between(middle, particle_of)], middle).under(first, "conj"), *comma]
            aux = []
        return [*comma, link, *Phrase([*aux, head, *tail(head, particle)], head).under(first, "conj")]

    def circumstances(self, head, depth):
        out = []
        if self.odds(0.3 if depth < 2 else 0.15):
            out += self.place(depth + 2).under(head, "obl")
        if self.odds(0.35 if depth < 2 else 0.15):
            out += self.time(head)
        if self.odds(0.2 if depth < 1 else 0.07 if depth < 2 else 0):
            out += self.subordinate(head, depth)
        return out

    def predicate(self, frame, kind, inanimate, depth, gap, verb):
        """(verb, function that makes what follows the verb)."""
        rng = self.rng
        after = depth + 1
        if frame == "gap":
            return rng.choice(self.verbs[gap]), lambda head, particle: particle
        if frame == "passive":
            own = kind if kind in self.verbs else "person"

            def agent(head, particle):
                return particle + (self.case("by", self.np(self.pick({"person": 2, "group": 3, "state": 1, "body": 2}), after)).under(head, "obl:agent") if self.odds(0.35) else [])
            return rng.choice(self.verbs[own]), agent
        if frame == "still":
            own = {"doc": "doc", "event": "event", "asset": "asset"}.get(kind, "agent")

            def still(head, particle):
                return particle + ([Word(rng.choice(words.MANNER), "ADV", "RB", "", "advmod", head)] if self.odds(0.12) else [])
            return verb or rng.choice(self.still[own]), still
        if frame == "with":
            lemma, link, other = rng.choice(words.WITH["thing" if inanimate else "agent"])
            return lemma, lambda head, particle: [*self.case(link, self.np(other, after)).under(head, "obl")]
        if frame == "transitive":
            other = self.pick({"doc": 4, "event": 3, "place": 3, "person": 2, "group": 2.5, "state": 1.2, "body": 1.2, "asset": 2})
            lemma = rng.choice(words.MOVES if inanimate else self.verbs[other])

            def transitive(head, particle):
                thing = self.accusative(self.np(rng.choice(("person", "state", "group", "body")) if inanimate else other, after))
                if particle and self.odds(0.3) and len(thing.words) < 4:
                    return [*thing.under(head, "obj"), *particle]
                return [*particle, *thing.under(head, "obj")]
            return lemma, transitive
        return self.with_clause(frame, after)

    def gift(self):
        plural = self.odds(0.6)
        items, head = self.noun(self.rng.choice(words.GIFTS), plural)
        if self.odds(0.2) and len(items) == 1:
            items = [Word("written", "VERB", "VBN", PASSIVE, "amod", head) if self.odds(0.3) else adjective(self.rng.choice(words.ADJECTIVES[:8]).replace("long-awaited", "new"), head), *items]
        return self.determined(items, head, "doc", plural, "none" if plural and self.odds(0.8) else self.rng.choice(("a", "the", "its")))

    def accusative(self, phrase):
        if phrase.kind == "pronoun":
            word = phrase.head
            word.form = {"he": "him", "she": "her"}.get(word.form, word.form)
            word.feats = word.feats.replace("Case=Nom", "Case=Acc")
        return phrase

    def someone(self, depth):
        return self.accusative(self.np(self.pick({"person": 3, "state": 2, "group": 3, "body": 3}), depth))

    def intent(self, depth):
        """"to do this", "to do this and to do that"."""
        first = self.clause(None, "inf", depth)
        if self.odds(0.13):
            second = self.clause(None, "inf", max(depth, 2))
            first.words += [Word("and", "CCONJ", "CC", "", "cc", second.head), *second.under(first.head, "conj")]
        return first

    def early(self, head, share=0.25):
        """A time, or a place, between the verb and the clause it governs."""
        if not self.odds(share):
            return []
        how = self.pick({"time": 4, "place": 1, "bare": 1.5})
        if how == "bare":
            return self.day().under(head, "obl:unmarked")
        return self.place(3).under(head, "obl") if how == "place" else self.time(head)

    def with_clause(self, frame, depth):
        """Verbs whose complement is a clause or two objects."""
        rng = self.rng
        if frame == "saying":
            return rng.choice(words.SAYING), lambda head, _: [*self.early(head, 0.3), *self.content(head, depth)]
        if frame == "telling":
            return rng.choice(words.TELLING), lambda head, _: [*self.someone(depth + 1).under(head, "iobj"), *self.early(head), *self.content(head, depth)]
        if frame == "asking":
            lemma = rng.choice(words.ASKING)
            role = "iobj" if lemma == "ask" else "obj"
            return lemma, lambda head, _: [*self.someone(depth).under(head, role), *self.early(head, 0.1), *self.clause(None, "inf", depth).under(head, "xcomp")]
        if frame == "labelling":
            def labelling(head, _):
                parts = rng.choice(words.LABELS.split("|")).split()
                what = common(parts[-1]) if parts[0] in ("a", "an", "the") else Word(parts[0], "ADJ", "JJ", "Degree=Pos")
                if parts[1:3] == ["act", "of"]:
                    what = common("act")
                    war = common("war")
                    items = [Word("an", "DET", "DT", "Definite=Ind|PronType=Art", "det", what), what, Word("of", "ADP", "IN", "", "case", war), war]
                    war.dep, war.head = "nmod", what
                elif parts[-1] == "forward":
                    what = common("step")
                    items = [Word("a", "DET", "DT", "Definite=Ind|PronType=Art", "det", what), what, Word("forward", "ADV", "RB", "", "advmod", what)]
                elif len(parts) > 1:
                    article = ARTICLE if parts[0] == "the" else ("DET", "DT", "Definite=Ind|PronType=Art")
                    middle = [Word(p, "ADJ", "JJ", "Degree=Pos", "amod", what) if p == "last" else Word(p, "NOUN", "NN", "Number=Sing", "compound", what) for p in parts[1:-1]]
                    items = [Word(parts[0], *article, "det", what), *middle, what]
                else:
                    items = [what]
                if self.odds(0.6):
                    items = [Word('"', "PUNCT", "``", "", "punct", what), *items, Word('"', "PUNCT", "''", "", "punct", what)]
                thing = self.accusative(self.np(self.pick({"doc": 3, "event": 4, "person": 1}), max(depth, 2)))
                return [*thing.under(head, "obj"), *Phrase(items, what).under(head, "xcomp")]
            return rng.choice(("call", "call", "call", "label", "declare", "consider")), labelling
        if frame == "for":
            def wish(head, _):
                clause = self.clause(self.np(self.pick({"group": 2, "event": 2, "state": 1, "body": 1}), depth + 1), "inf", depth + 1)
                clause.words = [Word("for", "SCONJ", "IN", "", "mark", clause.head), *clause.words]
                return clause.under(head, "advcl")
            return rng.choice(("call", "wait", "appeal", "ask", "press", "vote")), wish
        if frame == "calling":
            lemma = rng.choice(("call", "appeal"))
            link = "on" if lemma == "call" else "to"
            return lemma, lambda head, _: [*self.case(link, self.someone(depth)).under(head, "obl"), *self.clause(None, "inf", depth).under(head, "xcomp")]
        if frame == "wanting":
            return rng.choice(words.WANTING), lambda head, _: [*self.early(head, 0.15), *self.intent(depth).under(head, "xcomp")]
        if frame == "wants":
            lemma = rng.choice(("want", "demand", "seek", "promise", "offer", "need", "reject", "request"))

            def abstract(head, _):
                parts = rng.choice(words.ABSTRACT.split("|")).split()
                noun = Word(parts[-1], "NOUN", "NN", "Number=Sing")
                if parts[-1] in ("funds", "elections", "sanctions", "ties"):
                    noun.xpos, noun.feats = "NNS", "Number=Plur"
                before = []
                for part in parts[:-1]:
                    if part in ("a", "an"):
                        before.append(Word(part, "DET", "DT", "Definite=Ind|PronType=Art", "det", noun))
                    else:
                        compared = part in ("more", "tougher", "closer")
                        before.append(Word(part, "ADJ", "JJR" if compared else "JJ", "Degree=Cmp" if compared else "Degree=Pos", "amod", noun))
                return Phrase([*before, noun], noun).under(head, "obj")
            return lemma, abstract
        if frame == "stopping":
            def gerund(head, _):
                clause = self.clause(None, "ger", depth)
                return clause.under(head, "xcomp")
            return rng.choice(words.STOPPING), gerund
        if frame == "giving":
            def giving(head, _):
                other = self.someone(depth + 1)
                thing = self.np(self.pick({"doc": 2, "asset": 2}), depth + 1) if self.odds(0.4) else self.gift()
                if self.odds(0.5):
                    return [*other.under(head, "iobj"), *thing.under(head, "obj")]
                return [*thing.under(head, "obj"), *self.case("to", other).under(head, "obl")]
            return rng.choice([v for v in words.GIVING if v not in ("deny",)]), giving
        lemma, link = rng.choice(list(words.ACCUSING.items()))

        def accusing(head, _):
            whom = self.someone(depth)
            if self.odds(0.65) or link == "from":
                clause = self.clause(None, "ing", depth)
                clause.words = [Word(link, "SCONJ", "IN", "", "mark", clause.head), *clause.words]
                return [*whom.under(head, "obj"), *self.early(head, 0.1), *clause.under(head, "advcl")]
            parts = rng.choice(words.CRIMES.split("|")).split()
            crime = common(parts[-1], parts[-1] in ("crimes", "killings", "shortages"))
            before = [Word(p, *ARTICLE, "det", crime) if p == "the" else Word(p, "NOUN", "NN", "Number=Sing", "compound", crime) for p in parts[:-1]]
            return [*whom.under(head, "obj"), *self.case(link, Phrase([*before, crime], crime)).under(head, "obl")]
        return lemma, accusing

    def copula(self, subject, depth):
        """"X was the leader of Y", "X is ill"."""
        rng = self.rng
        plural = subject.plural
        if subject.kind == "person" and not plural and self.odds(0.6):
            what = self.description(depth + 1)
            if what.words[-1].form == ",":
                what.words.pop()
            head, items = what.head, what.words
        else:
            head = Word(rng.choice("ready ill absent safe responsible unable innocent confident angry neutral illegal unacceptable dead inevitable possible".split()),
                        "ADJ", "JJ", "Degree=Pos")
            items = [head]
            if head.form in ("ready", "unable"):
                items = [head, *self.clause(None, "inf", depth + 2).under(head, "advcl" if head.form == "ready" else "xcomp")]
            elif head.form == "responsible":
                items = [head, *self.case("for", self.thing("event", 3)).under(head, "obl")]
        past, present = ("were", "are") if plural else ("was", "is")
        form, tag = rng.choice(((past, "VBD"), (past, "VBD"), (present, "VBP" if plural else "VBZ")))
        return Phrase([*subject.under(head, "nsubj"), self.auxiliary(form, tag, head, "cop", plural), *items], head, "clause", plural)

    # Sentences --------------------------------------------------------------------------------------------------------------

    def fronted(self, clause):
        """Something before the subject, with a comma."""
        head = clause.head
        how = self.pick({"place": 3, "time": 2.5, "subordinate": 3, "participle": 2.5, "passive": 1.6, "according": 1, "adverb": 1.2})
        if how == "place":
            phrase = self.place(0)
            top, items = phrase.head, phrase.under(head, "obl")
        elif how == "adverb":
            phrase = Phrase([], Word(self.rng.choice(words.FRONT), "ADV", "RB"))
            phrase.words = [phrase.head]
            top, items = phrase.head, phrase.under(head, "advmod")
        elif how == "according":
            phrase = self.case("according to", self.np(self.pick({"person": 2, "group": 2, "body": 2}), 1))
            top, items = phrase.head, phrase.under(head, "obl")
        elif how == "time":
            items = self.time(head)
            top = next(w for w in items if w.head is head)
        elif how == "participle":
            phrase = self.clause(None, "ing", 1, frame=self.pick({"with": 4, "still": 1, "transitive": 3}))
            top, items = phrase.head, phrase.under(head, "advcl")
        elif how == "passive":
            phrase = self.passive_vp(self.rng.choice(("person", "group", "state")), 1)
            top, items = phrase.head, phrase.under(head, "advcl")
        else:
            items = self.subordinate(head, 1)
            if items[0].form == ",":
                items = items[1:]
            top = next(w for w in items if w.head is head)
        mark = [] if how in ("time", "place") and len(items) < 3 and self.odds(0.4) else [self.comma(top)]
        return Phrase([*items, *mark, *clause.words], head, "clause", clause.plural)

    def plain(self, depth=0):
        subject = self.subject(depth) if self.odds(0.72) else self.inanimate(depth)
        clause = self.copula(subject, depth) if self.odds(0.07) else self.clause(subject, "fin", depth)
        return self.fronted(clause) if self.odds(0.2) else clause

    def speech(self, order):
        """[said, X] or [X, said]; the verb is the head."""
        rng = self.rng
        lemma = rng.choice([v for v in words.QUOTING if "_" not in v])
        speaker = self.np(self.pick({"person": 5, "group": 2, "body": 1}), 1)
        if speaker.kind == "pronoun":
            order = "after"
        head, _ = self.verb(lemma, "VBD", False, speaker.plural)
        who = speaker.under(head, "nsubj")
        tail = self.time(head) if self.odds(0.15) else []
        return Phrase([head, *who] if order == "before" else [*who, head, *tail], head, "clause")

    def quote(self):
        said = self.plain(1)
        mark = lambda opening: Word('"', "PUNCT", "``" if opening else "''", "", "punct", said.head)
        speech = self.speech(self.rng.choice(("before", "after")))
        return Phrase([mark(True), *said.words, self.comma(said.head), mark(False), *speech.words], speech.head) if said.under(speech.head, "ccomp") else None

    def attributed(self):
        """"X, diplomats said" and "X, said Y"."""
        said, speech = self.plain(1), self.speech("after" if self.odds(0.7) else "before")
        return Phrase([*said.under(speech.head, "ccomp"), self.comma(speech.head), *speech.words], speech.head)

    def interrupted(self):
        """The subject, "diplomats said", the verb."""
        subject = self.subject(1)
        clause = self.clause(subject, "fin", 1)
        after = len(subject.words)
        speech = self.speech(self.rng.choice(("before", "after")))
        if subject.words[-1].form == ",":
            return clause
        return Phrase([*clause.words[:after], *self.set_off(speech, clause.head, "parataxis"), *clause.words[after:]], clause.head)

    def sourced(self):
        clause = self.plain(0)
        source = self.case("according to", self.np(self.pick({"person": 2, "group": 2, "body": 2}), 1))
        return Phrase([*clause.words, *self.set_off(source, clause.head, "obl")], clause.head)

    def casualties(self):
        """"Five people were killed and 31 wounded", "a bomb hit the market, killing six and wounding ten"."""
        rng = self.rng
        harm = ("killed", "injured", "wounded", "arrested", "rescued", "detained", "missing", "captured", "hurt", "evacuated")
        if self.odds(0.5):
            items, noun = self.noun(rng.choice(["person", "person", *words.GROUPS]), True)
            victims = Phrase([*self.amount(noun), *items], noun, "group", True)
            head, _ = self.verb(rng.choice(("kill", "kill", "arrest", "shoot", "wound")), "VBN", True)
            out = [*victims.under(head, "nsubj:pass"), self.auxiliary("were", "VBD", head, "aux:pass", True), head]
            form = rng.choice(harm)
            plain = form in ("injured", "wounded", "missing", "hurt")
            second = Word(form, "ADJ", "JJ", "Degree=Pos") if plain else Word(form, "VERB", "VBN", PASSIVE)
            full = self.odds(0.4) and form != "missing"
            if full:
                second = Word(form, "VERB", "VBN", PASSIVE)
            digits = self.odds(0.6)
            number = Word(str(rng.randint(2, 400)) if digits else rng.choice(words.NUMBERS), "NUM", "CD", f"NumForm={'Digit' if digits else 'Word'}|NumType=Card",
                          "nsubj" if plain and not full else "nsubj:pass", second)
            more = [Word(rng.choice(("others", "more")), "NOUN", "NNS", "Number=Plur")] if self.odds(0.25) else []
            if more and more[0].form == "others":
                more[0].dep, more[0].head = number.dep, second
                number.dep, number.head = "nummod", more[0]
            else:
                more = []
            aux = [self.auxiliary("were", "VBD", second, "aux:pass", True)] if full else []
            out += [Word("and", "CCONJ", "CC", "", "cc", second), number, *more, *aux, second]
            second.dep, second.head = "conj", head
            out += self.circumstances(head, 1)
            return Phrase(out, head)
        clause = self.clause(self.np(rng.choice(("group", "event", "asset", "state")), 1), "fin", 1, frame=rng.choice(("transitive", "still")))
        parts, first = [], None
        for form in rng.sample(("killing", "wounding", "injuring", "trapping", "displacing"), rng.choice((1, 2, 2))):
            head = Word(form, "VERB", "VBG", "Tense=Pres|VerbForm=Part")
            if self.odds(0.5):
                number = Word(rng.choice(words.NUMBERS), "NUM", "CD", "NumForm=Word|NumType=Card", "obj", head)
                items = [head, number]
            else:
                inner, noun = self.noun(rng.choice(["person", *words.GROUPS]), True)
                items = [head, *Phrase([*self.amount(noun), *inner], noun).under(head, "obj")]
            if first is None:
                first, parts = head, [self.comma(head), *Phrase(items, head).under(clause.head, "advcl")]
            else:
                parts += [Word("and", "CCONJ", "CC", "", "cc", head), *Phrase(items, head).under(first, "conj")]
        return Phrase([*clause.words, *parts], clause.head)

    def headline(self):
        """Present tense, no articles, nouns in a row."""
        rng = self.rng
        kind = self.pick({"group": 4, "state": 3, "person": 2, "body": 2})
        if kind == "group":
            items, head = self.noun(rng.choice(words.GROUPS + ["police", "troops"]), True)
            subject = Phrase(items, head, "group", True)
        elif kind == "body":
            items, head = self.noun(rng.choice(words.BODY_NOUNS.split("|")))
            subject = Phrase(items, head, "body", head.xpos == "NNS")
        else:
            subject = self.name(kind)
        if self.odds(0.3) and kind in ("group", "body"):
            subject.words.insert(0, Word(self.pool.people(rng), "ADJ", "JJ", "Degree=Pos", "amod", subject.head))
        how = self.pick({"active": 5, "passive": 2, "to": 1.5, "still": 2})
        other = self.pick({"doc": 4, "event": 3, "asset": 2, "group": 2, "place": 2, "person": 1})
        if how == "passive":
            own = subject.kind if subject.kind in self.verbs else "person"
            head, particle = self.verb(rng.choice(self.verbs[own]), "VBN", True)
            out = [*subject.under(head, "nsubj:pass"), head, *particle]
        else:
            lemma = rng.choice(self.still["agent"] if how == "still" else self.verbs[other])
            head, particle = self.verb(lemma, "VB" if how == "to" else "VBP" if subject.plural else "VBZ", False, subject.plural)
            out = [*subject.under(head, "nsubj"), *([Word("to", "PART", "TO", "", "mark", head)] if how == "to" else []), head, *particle]
            if how != "still":
                out += self.bare(other).under(head, "obj")
        if self.odds(0.55):
            if self.odds(0.65):
                link = rng.choice(("in", "near", "over", "after", "amid", "as part of", "ahead of", "despite", "at", "in", "in"))
                thing = self.bare("place" if link in ("in", "near") else "event")
                link = link.replace("as part of", "during")
                out += self.case(link, thing).under(head, "obl")
            else:
                second = self.bare(rng.choice(("event", "doc")))
                verb, particle = self.verb(rng.choice(self.still[second.kind]), "VBP" if second.plural else "VBZ", False, second.plural)
                out += [Word(rng.choice(("as", "after", "as")), "SCONJ", "IN", "", "mark", verb),
                        *Phrase([*second.under(verb, "nsubj"), verb, *particle], verb).under(head, "advcl")]
        return Phrase(out, head)

    def bare(self, kind, headline=True):
        """Few words; without an article in headlines."""
        rng = self.rng
        if kind in ("person", "state") or (kind == "place" and self.odds(0.6)):
            return self.name(kind)
        noun = rng.choice({"doc": self.docs, "event": self.events, "asset": self.assets, "group": words.GROUPS, "place": words.PLACE_NOUNS}[kind])
        plural = kind == "group" or noun.endswith("talks") or noun == "negotiations" or self.odds(0.35)
        items, head = self.noun(noun, plural)
        if noun.endswith(("talks", "negotiations")):
            head.form = noun.split("_")[-1]
        if self.odds(0.25):
            items = [Word(self.pool.place(rng), "PROPN", "NNP", "Number=Sing", "compound", head), *items]
        elif self.odds(0.2) and len(items) == 1:
            items = [adjective(rng.choice(words.ADJECTIVES).replace("long-awaited", "planned"), head), *items]
        if headline:
            return Phrase(items, head, kind, plural)
        return self.determined(items, head, kind, plural, "none" if plural and self.odds(0.7) else rng.choice(("the", "a", "its")))

    def there(self):
        """"There were clashes in T", "there was no agreement"."""
        what = self.thing(self.pick({"event": 4, "doc": 1, "asset": 1}), 2) if self.odds(0.7) else self.group(2)
        head, _ = self.verb("be", "VBD" if self.odds(0.7) else "VBP" if what.plural else "VBZ", False, what.plural)
        head.form = {"VBD": "were" if what.plural else "was", "VBP": "are", "VBZ": "is"}[head.xpos]
        there = Word("there", "PRON", "EX", "", "expl", head)
        return Phrase([there, head, *what.under(head, "nsubj"), *self.circumstances(head, 1)], head)

    def two(self):
        """Two clauses."""
        first, second = self.plain(1), self.clause(self.subject(1), "fin", 1)
        if self.odds(0.35):
            mark = Word(self.rng.choice((";", ";", ":")), "PUNCT", ":", "", "punct", second.head)
            return Phrase([*first.words, mark, *second.under(first.head, "parataxis")], first.head)
        link = Word(self.rng.choice(("and", "but", "but")), "CCONJ", "CC", "", "cc", second.head)
        return Phrase([*first.words, self.comma(second.head), link, *second.under(first.head, "conj")], first.head)

    def sentence(self):
        how = self.pick({"plain": 13, "attributed": 2, "interrupted": 0.7, "quote": 2, "sourced": 0.8, "casualties": 1.3, "headline": 1.6, "two": 1.3, "there": 0.4})
        made = getattr(self, how)()
        return finished(made, how == "headline", self.rng)


def finished(phrase, headline, rng):
    """A Sentence of the phrase: commas tidied, a full stop, a capital at the head."""
    items = list(phrase.words)
    root = phrase.head
    root.head, root.dep = root, "ROOT"
    if not headline:
        items.append(Word(".", "PUNCT", ".", "", "punct", root))
    tidy = []
    for k, word in enumerate(items):
        after = items[k + 1].form if k + 1 < len(items) else ""
        if word.form == "," and (after in (".", ",", "", ";", ":") or not tidy or (tidy[-1].form == '"' and tidy[-1].xpos == "``")):
            continue
        tidy.append(word)
    place = {id(word): k for k, word in enumerate(tidy)}
    out = Sentence(name="news")
    for word in tidy:
        out.words.append(word.form)
        out.upos.append(word.upos)
        out.xpos.append(word.xpos)
        out.feats.append(word.feats)
        out.heads.append(place[id(word.head)])
        out.deps.append(word.dep)
    first = 1 if out.words[0] == '"' else 0
    out.words[first] = out.words[first][:1].upper() + out.words[first][1:]
    out.spaces = spaces(out.words)
    return out


LONGEST = 55


def made(pool, rng):
    """One sentence that is neither too long nor crossing."""
    grammar = Grammar(pool, rng)
    while True:
        sentence = grammar.sentence()
        if 4 <= len(sentence.words) <= LONGEST:
            return sentence


def chunks(pool, rng, count):
    """Runs of one to three sentences."""
    out = []
    while count > 0:
        out.append([made(pool, rng) for _ in range(rng.choice((1, 1, 2, 3)))])
        count -= len(out[-1])
    return out


def faults(sentence):
    """Why the tree is none: roots, cycles, crossing arcs, relations that nothing trains."""
    n, found = len(sentence.words), []
    if sum(h == i for i, h in enumerate(sentence.heads)) != 1:
        found.append("roots")
    for i in range(n):
        seen, at = set(), i
        while sentence.heads[at] != at and at not in seen:
            seen.add(at)
            at = sentence.heads[at]
        if at in seen:
            found.append("cycle")
            break
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(sentence.heads) if i != h]
    if any(a < c < b < d for a, b in arcs for c, d in arcs):
        found.append("crossing")
    return found


def main():
    import random
    from name_pool import Pool
    count, seed = (int(a) for a in (*sys.argv[2:4], "20", "1")[:2]) if len(sys.argv) < 4 else map(int, sys.argv[2:4])
    pool, rng = Pool(sys.argv[1]), random.Random(seed)
    for _ in range(count):
        s = made(pool, rng)
        print(" ".join(s.words), faults(s) or "")
        print("   ", " ".join(f"{w}/{u}/{d}>{s.words[h]}" for w, u, d, h in zip(s.words, s.upos, s.deps, s.heads)))


if __name__ == "__main__":
    main()
