"""Exchange of the proper names in parsed sentences, tree kept: persons, places, bodies and peoples nobody has heard of.

The syntax networks then learn from shape and context what a name is. What is exchanged: PROPN words and flat names whose lower-case
form is no word of the corpora; adjectives of peoples. Kinds come from the entities of UNER-EWT and GUM where they are known.
"""
from dataclasses import dataclass

import names_data
from corpora import Sentence

NUMBER = {"Number=Sing", "Abbr=Yes|Number=Sing", "Foreign=Yes|Number=Sing"}
CALENDAR = set("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
 november december christmas easter ramadan internet god earth english lord""".split())
PEOPLES = set(names_data.PEOPLES)
PLURALS = """rebels drones militants gunmen insurgents troops soldiers tanks missiles rockets protesters marchers strikers farmers fishermen miners
 dockers nurses lawmakers senators ministers diplomats envoys mediators negotiators monitors observers inspectors investigators prosecutors
 judges lawyers editors reporters witnesses residents villagers survivors refugees migrants hostages prisoners detainees pirates smugglers
 traffickers raiders looters mutineers commandos paratroopers guerrillas jihadists separatists loyalists hardliners moderates reformers
 unions employers bankers investors traders shareholders lenders creditors exporters importers ranchers herders pilgrims clerics bishops
 aides advisers officials spokesmen commanders generals warships frigates submarines jets helicopters mortars shells mines sanctions tariffs
 quotas talks clashes riots floods wildfires tremors aftershocks landslides blackouts shortages doctors medics firefighters rescuers divers
 engineers scientists surveyors vaccines ballots polls voters candidates delegates councillors mayors governors tenants landlords commuters
 truckers shipowners breeders growers millers weavers welders""".split()
# How many words a person's name gets instead of so many.
LENGTHS = {1: (1, 1, 1, 1, 1, 2), 2: (1, 2, 2, 2, 2, 2, 2, 2, 3, 3), 3: (2, 2, 3, 3), 4: (2, 3, 3)}


@dataclass
class Name:
    """A name of one head and its flat parts, or one word of a longer name."""
    start: int
    end: int
    head: int
    kind: str


class Exchange:
    def __init__(self, documents, named, pool):
        """`named`: sentences with entities (names_data), matched to the parsed ones by their words."""
        self.entities = {tuple(s.words): s.entities for s in named}
        self.common = {w.lower() for d in documents for s in d for w, u in zip(s.words, s.upos) if u not in ("PROPN", "X")}
        self.pool = pool

    def kind(self, sentence, start, end, entities):
        for a, b, label in entities:
            if a <= start and end <= b:
                if label in ("GPE", "ORG") and b - a == end - start:
                    return label
                return label if label == "PERSON" else "PART"
        return None

    def open(self, sentence, i):
        """May this word be exchanged?"""
        word = sentence.words[i]
        return (sentence.upos[i] == "PROPN" and word[:1].isupper() and sentence.feats[i] in NUMBER
                and word.lower() not in self.common and word.lower() not in CALENDAR and len(word) > 1)

    def names(self, sentence):
        entities, out, at = self.entities.get(tuple(sentence.words), []), [], 0
        while at < len(sentence.words):
            end = at + 1
            if sentence.upos[at] == "PROPN" and sentence.deps[at] not in ("flat", "nmod:desc"):
                while end < len(sentence.words) and (sentence.deps[end] == "flat" and sentence.heads[end] == at or self.joint(sentence, at, end)):
                    end += 1
                kind = self.kind(sentence, at, end, entities)
                if end - at > 1:
                    if any(self.open(sentence, i) for i in range(at, end)) and kind in ("PERSON", None):
                        out.append(Name(at, end, at, "PERSON"))
                elif self.open(sentence, at) and not any(d == "flat" and h == at for d, h in zip(sentence.deps, sentence.heads)):
                    out.append(Name(at, end, at, kind or ("ORG" if sentence.words[at].isupper() else "PART")))
            elif sentence.upos[at] == "ADJ" and sentence.words[at] in PEOPLES:
                out.append(Name(at, end, at, "NORP"))
            at = end
        return out

    def joint(self, sentence, start, i):
        """A hyphen inside a flat name."""
        return (sentence.words[i] == "-" and i + 1 < len(sentence.words) and sentence.deps[i + 1] == "flat"
                and sentence.heads[i + 1] == start)

    def draw(self, words, kind, seen, rng):
        """The new words for a name; the same name gets the same words, a last name those of the whole name before."""
        key = (words[-1].lower(), len(words) == 1)
        if key in seen:
            return seen[key]
        if kind == "NORP":
            new = [self.pool.people(rng)]
        elif kind == "PERSON":
            known = seen.get((words[-1].lower(), False))
            new = known[-1:] if known else self.pool.person(rng.choice(LENGTHS.get(len(words), (2, 3))), rng)
        elif kind == "GPE" or (kind == "PART" and rng.random() < 0.6):
            new = [self.pool.place(rng)]
        elif kind == "ORG":
            new = [self.pool.body(rng)]
        else:
            new = [self.pool.last(rng)]
        if kind == "PERSON" and all(w.isupper() for w in words) and len(words[-1]) > 2:
            new = [w.upper() for w in new]
        seen[key] = new
        return new

    def sentence(self, old, seen, rng, share):
        """The sentence with a share of its names exchanged; `seen` is kept over a chunk."""
        names = {n.start: n for n in self.names(old)}
        new, place, begin = Sentence(name=old.name, paragraph=old.paragraph), {}, {}
        at = 0
        while at < len(old.words):
            name = names.get(at)
            words = old.words[at:name.end] if name else None
            if not name or not self.chosen(words, seen, rng, share):
                place[at] = len(new.words)
                self.copy(old, at, new)
                at += 1
                continue
            drawn, first = self.draw(words, name.kind, seen, rng), len(new.words)
            for i in range(name.start, name.end):
                place[i] = first
            begin[first] = len(drawn)
            self.put(old, name, drawn, new)
            at = name.end
        for i, head in enumerate(new.heads):
            new.heads[i] = head[1] if isinstance(head, tuple) else place[head]
        return new

    def chosen(self, words, seen, rng, share):
        key = ("chosen", words[-1].lower())
        if key not in seen:
            seen[key] = rng.random() < share
        return seen[key]

    def copy(self, old, i, new):
        for field in ("words", "spaces", "upos", "xpos", "feats", "heads", "deps"):
            getattr(new, field).append(getattr(old, field)[i])

    def put(self, old, name, drawn, new):
        """One word takes the place of the name's head, the others are its flat parts."""
        first = len(new.words)
        for k, word in enumerate(drawn):
            hyphen = word == "-"
            tight = hyphen or (k + 1 < len(drawn) and drawn[k + 1] == "-")
            new.words.append(word)
            new.spaces.append(old.spaces[name.end - 1] if k == len(drawn) - 1 else not tight)
            if k == 0:
                new.upos.append(old.upos[name.head])
                new.xpos.append(old.xpos[name.head])
                feats = old.feats[name.head]
                if name.kind != "NORP":
                    feats = "Abbr=Yes|Number=Sing" if word.isupper() and len(drawn) == 1 and name.kind in ("ORG", "PART") else "Number=Sing"
                new.feats.append(feats)
                new.heads.append(old.heads[name.head])
                new.deps.append(old.deps[name.head])
            elif hyphen:
                new.upos.append("PUNCT")
                new.xpos.append("HYPH")
                new.feats.append("")
                new.heads.append(("new", first + k + 1))
                new.deps.append("punct")
            else:
                new.upos.append("PROPN")
                new.xpos.append("NNP")
                new.feats.append("Number=Sing")
                new.heads.append(("new", first))
                new.deps.append("flat")


def plural_start(sentence, rng):
    """The bare plural noun at the head of a sentence exchanged for another: a capital there says nothing."""
    if sentence.upos[0] == "NOUN" and sentence.xpos[0] == "NNS" and sentence.words[0][:1].isupper() and sentence.words[0][1:].islower():
        sentence.words[0] = rng.choice(PLURALS).capitalize()


def exchanged(exchange, chunk, rng, share=0.85):
    seen = {}
    out = [exchange.sentence(s, seen, rng, share) for s in chunk]
    for sentence in out:
        if rng.random() < 0.6:
            plural_start(sentence, rng)
    return out
