"""Who did what to whom, against coded sentences: score.py GOLD.jsonl FOUND.jsonl [COUNTRIES.json] [--errors]

GOLD has source and target actor codes and CAMEO event codes (shared/data/events), FOUND is the output of examples/plover.rs. A triple is
source, target and category; each counts once in a sentence. The category of a CAMEO code is that of its root in PLOVER:

    02 10 REQUEST, 03 AGREE, 04 CONSULT, 05 SUPPORT (057, to sign: AGREE), 06 COOPERATE, 07 AID, 08 CONCEDE, 09 11 ACCUSE (its mode "investigate"),
    12 REJECT, 13 THREATEN, 14 PROTEST, 15 MOBILIZE, 16 SANCTION, 17 COERCE, 18 19 20 ASSAULT; 01 has none: 015 counts as STATEMENT,
    013, 018 and 019 as SUPPORT. CAMEO's one root 08 (yield) is PLOVER's CONCEDE and RETREAT: they count as one here.

Four ways to compare actors: the exact code; country and first role; country only; and not at all (category only, each once in a sentence).
"""
import json
import os
import sys

ROOTS = {"01": "STATEMENT", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
         "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION",
         "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
SUBROOTS = {"013": "SUPPORT", "018": "SUPPORT", "019": "SUPPORT", "057": "AGREE"}
YIELD = {"RETREAT": "CONCEDE"}
# CAMEO's codes of bodies, from its published code book: the first three letters are the country's or the kind's.
BODIES = {"org:un": "IGOUNO", "org:eu": "IGOEUREEC", "org:nato": "IGOWSTNAT", "org:interpol": "IGOCOPITP", "org:islamic-state": "IMGMUSISI",
          "region:gaza-strip": "PSEGZA", "region:west-bank": "PSEWSB", "org:al-qaeda": "IMGMUSALQ", "org:iaea": "IGOUNOIAE", "org:icc": "IGOICC", "org:au": "IGOAFRAFU", "org:arab-league": "IGOARL"}


def category(code):
    return SUBROOTS.get(code[:3]) or ROOTS[code[:2]]


def codes(actor, iso3):
    """The code of one of our actors."""
    if actor["body"] in BODIES:
        return BODIES[actor["body"]] + actor["sector"]
    country = iso3.get(actor["country"], actor["country"]) or "---"
    return country + actor["sector"]


def shortened(code, level):
    if level == "country":
        return code[:3]
    return code[:6] if level == "country and role" else code


def triples(events, level):
    if level == "category":
        return {event[2] for event in events}
    return {(shortened(source, level), shortened(target, level), kind) for source, target, kind in events}


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    data = os.environ.get("RAPPORTEUR_DATA", "../shared/data")
    countries = arguments[2] if len(arguments) > 2 else f"{data}/gazetteer/countries.json"
    iso3 = {c["cca2"]: c["cca3"] for c in json.load(open(countries, encoding="utf-8"))}
    gold, found = {}, {}
    for line in open(arguments[0], encoding="utf-8"):
        one = json.loads(line)
        gold[one["id"]] = {(e["source"], e["target"], category(e["cameo"])) for e in one["events"]}
    texts = {}
    rules = {}
    for line in open(arguments[1], encoding="utf-8"):
        one = json.loads(line)
        texts[one["id"]] = one["text"]
        mine = found[one["id"]] = set()
        for e in one["events"]:
            triple = (codes(e["source"], iso3), codes(e["target"], iso3), YIELD.get(e["category"], e["category"]))
            mine.add(triple)
            rules[one["id"], triple] = f"{e['class']} {e['status']} {e['rule']}"
    for level in ("exact", "country and role", "country", "category"):
        pairs = [(triples(gold[i], level), triples(found.get(i, ()), level)) for i in gold]
        right, all_gold, all_found = (sum(map(len, part)) for part in ([g & f for g, f in pairs], [g for g, _ in pairs], [f for _, f in pairs]))
        precision, recall = right / max(all_found, 1), right / all_gold
        f1 = 2 * right / (all_gold + all_found)
        print(f"{level:17} gold {all_gold:3}  found {all_found:3}  right {right:3}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    if "--errors" in sys.argv:
        for i, events in gold.items():
            mine = found.get(i, set())
            if triples(events, "country and role") != triples(mine, "country and role"):
                print(f"\n{i}: {texts.get(i)}")
                for sign, some in (("-", events - mine), ("=", events & mine), ("+", mine - events)):
                    for one in sorted(some):
                        print("  ", sign, *one, rules.get((i, one), ""))


main()
