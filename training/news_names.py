"""Invented news sentences with invented and real names, for the last phase of the name finder.

The corpora hold few sentences in which a country acts, and the starting weights take a short unknown name at the head of
a sentence for a person. Here only the context tells what a name is: places, peoples and persons share their syllables.
"""
import names_data
from corpora import Sentence

# {C} country, {T} town, {N} its people or adjective, {P} person, {L} last name alone. Tokens as in UD.
TEMPLATES = """
{C} 's foreign minister , {P} , arrived in {T} on {D} .
{C} has rejected the plan , saying it would reward {C} .
{C} and {C} agreed on {D} to resume talks in {T} .
{C} said it would withdraw its troops from {T} .
{T} 's mayor said two people had been killed .
{T} was quiet on {D} , residents said .
{T} has been under siege since {D} .
{T} , {D} — Envoys from {C} and {C} met for a second day .
{T} ( Reuters ) - {C} will not sign the treaty , President {P} said on {D} .
The president of {C} , {P} , will travel to {T} next week .
President {P} of {C} told reporters in {T} that he would not resign .
Prime Minister {P} of {C} and her counterpart from {C} , {P} , signed the accord .
{P} , the leader of {C} , denied the report .
{P} said that {C} would respond .
{L} said {C} had not been consulted .
" We were not told , " {L} said .
{L} 's spokesman declined to comment .
{L} , 61 , took office in {D} .
{N} forces entered {T} before dawn , according to {N} officials .
{N} President {P} met his {N} counterpart , {P} , in {T} .
The {N} government has said that {T} will remain {N} .
The {N} envoy , {P} , left {T} without an agreement .
A {N} official said {L} would not attend .
Talks between {C} and {C} collapsed on {D} .
Talks between {N} and {N} negotiators began in {T} .
The border between {C} and {C} reopened on {D} .
In {T} , the capital of {C} , thousands protested .
In {C} , {P} 's party lost its majority .
From {T} , {P} reports .
Officials in {T} said shells fired from {C} had hit a school .
The {T} talks ended without a deal .
The {T} agreement was brokered by {C} .
The army of {C} captured the port of {T} .
The town of {T} , in northern {C} , was retaken .
The embassy of {C} in {T} was closed .
{C} 's ambassador to {C} was recalled .
{C} 's parliament ratified the accord by 212 votes to 80 .
{C} accuses {C} of arming rebels near {T} .
{C} , which borders {C} , sent tanks to {T} .
{C} , {C} and {C} signed the declaration in {T} .
Neither {C} nor {C} has commented .
Neither {T} nor {T} was hit .
Without {C} , the alliance would fail , {L} warned .
For {C} , the deal is a defeat ; for {C} , a relief .
Both {N} and {N} troops stayed in {T} .
Many {N} fled to {C} .
{N} and {N} leaders shook hands .
Defence Minister {P} accused {N} troops of firing first .
General {P} , who commands {C} 's army , said {T} would hold .
Mediators from {C} proposed a ceasefire in {T} .
{P} and {P} met in {T} on {D} .
{P} met {P} .
{P} , {C} 's chief negotiator , and {P} , who speaks for {C} , met in {T} .
Sanctions on {C} will be lifted , {P} told parliament in {T} .
Exports from {C} fell by 4 percent , the central bank in {T} said .
Warships of {C} were seen off {T} .
{T} and {T} were hit by drones overnight .
{T} : three killed as shells hit market
{C} rejects {C} 's offer
{C} to host talks with {C} in {T}
{L} to visit {T}
{L} meets {L} in {T} as {C} waits
"""
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January March May June September November".split()
ONSETS = "b br c ch d dr f g gr h j k kh kr l m n p pr q r s sh st t tr v w y z zh".split()
VOWELS = "a a a e e i i o o u ai ia ou".split()
CODAS = ["", "", "", "l", "m", "n", "r", "s", "k", "nd", "rn", "sk", "v"]
ENDINGS = ["a", "a", "ia", "ia", "stan", "land", "ova", "ur", "an", "on", "esh", "ara", "ene", "is", "o", "e"]
PERSON_ENDINGS = ["", "", "a", "o", "i", "ov", "in", "ez", "sen", "yan", "ic", "uk", "mann", "ani", "elli", "son"]


def invented(rng, endings):
    """A capitalised word that no list holds."""
    stem = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.choice((1, 1, 2, 2, 2))))
    return (stem + rng.choice(endings)).capitalize()


def people_of(place, rng):
    """The adjective of an invented place."""
    if place.endswith(("stan", "land")) and rng.random() < 0.7:
        return place[:-4] + rng.choice(("i", "ish")) if place.endswith("stan") else place + "ic"
    if place.endswith("a"):
        return place + "n"
    return place.rstrip("eiou") + rng.choice(("ian", "ian", "an", "ese", "i"))


class News:
    def __init__(self, substitutes, rng):
        self.substitutes, self.rng = substitutes, rng
        self.templates = [line.split() for line in TEMPLATES.strip().split("\n")]

    def place(self):
        draw = self.rng.random()
        if draw < 0.5:
            prefix = self.rng.choice(("Port", "New", "San", "El", "North", "East")).split() if draw < 0.06 else []
            return [*prefix, invented(self.rng, ENDINGS)]
        return self.substitutes.draw("GPE", 1, self.rng)

    def demonym(self):
        plain = names_data.PEOPLES if self.rng.random() < 0.4 else None
        return [self.rng.choice(plain) if plain else people_of(invented(self.rng, ENDINGS), self.rng)]

    def person(self, length):
        name = self.substitutes.draw("PERSON", length, self.rng)
        return name if self.rng.random() < 0.5 else [*name[:-1], invented(self.rng, PERSON_ENDINGS)]

    def sentence(self):
        words, entities = [], []
        apostrophe = self.rng.choice(("'s", "’s"))
        for token in self.rng.choice(self.templates):
            if token == "{D}":
                words.append(self.rng.choice(DAYS))
            elif token[:1] == "{":
                kind = token[1]
                name = (self.place() if kind in "CT" else self.demonym() if kind == "N" else self.person(1 if kind == "L" else 2))
                entities.append((len(words), len(words) + len(name), {"N": "NORP", "P": "PERSON", "L": "PERSON"}.get(kind, "GPE")))
                words += name
            else:
                words.append(apostrophe if token == "'s" else token)
                if token == "Reuters":
                    entities.append((len(words) - 1, len(words), "ORG"))
        return Sentence(words=words, spaces=[True] * len(words), entities=entities, name="news")


def sentences(substitutes, rng, count):
    news = News(substitutes, rng)
    return [news.sentence() for _ in range(count)]
