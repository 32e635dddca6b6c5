"""Reads every graph export with somebody else's reader: the same nodes, edges and labels everywhere, whatever is in the labels.

    python .ci/read_graphs.py FOLDER      after read_graphs.mjs has left what graphology and Cytoscape.js saw
"""

import csv
import importlib.metadata
import json
import pathlib
import re
import subprocess
import sys

import geojson
import icalendar
import networkx
import pyogrio
import rdflib
from lxml import etree

work = pathlib.Path(sys.argv[1])
figures = ["degree", "weighted_degree", "betweenness", "pagerank", "community"]


def rows(path):
    return list(csv.DictReader(path.open(newline="", encoding="utf-8"), strict=True))


def xml(path):
    return etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()


def read_gexf(path):
    """By networkx, time included: every spell of the file arrives, as days in order; and by the order that Gephi documents."""
    root = xml(path)
    graph = root.find("{*}graph")
    assert root.tag == "{http://gexf.net/1.3}gexf" and root.get("version") == "1.3"
    assert dict(graph.attrib) | {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} == dict(graph.attrib)
    assert [etree.QName(part).localname for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    spells = [(spell.get("start"), spell.get("end")) for spell in root.iter("{*}spell")]
    assert spells and all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for pair in spells for day in pair)
    assert all(start <= end for start, end in spells)
    keys = [tuple(edge.get(key) for key in ["source", "target", "kind"]) for edge in root.iter("{*}edge")]
    assert len(set(keys)) == len(keys), "two edges of one kind between the same nodes"
    read = networkx.read_gexf(path)
    things = [data for _, data in read.nodes(data=True)] + [data for *_, data in read.edges(data=True)]
    assert sorted(spell for data in things for spell in data.get("spells", [])) == sorted(spells), "networkx has other spells"
    for data in (data for _, data in read.nodes(data=True)):
        assert set(data["viz"]) == {"color", "position", "size"} and isinstance(data["kind"], str), data
    return [data["label"] for _, data in read.nodes(data=True)], read.number_of_edges()


def read_yed(path):
    """By the structure that yEd documents: each node a ShapeNode with a place of its own and a label."""
    root = xml(path)
    keys = {key.get("id"): (key.get("for"), key.get("yfiles.type")) for key in root.iter("{*}key")}
    assert set(keys.values()) == {("node", "nodegraphics"), ("edge", "edgegraphics")}, keys
    ids, places, labels = set(), set(), []
    for node in root.iter("{*}node"):
        shape = node.find("{*}data/{*}ShapeNode")
        place = shape.find("{*}Geometry")
        places.add((place.get("x"), place.get("y")))
        ids.add(node.get("id"))
        labels.append(shape.findtext("{*}NodeLabel") or "")
    assert len(places) == len(ids) == len(labels), "two nodes lie on one another"
    edges = list(root.iter("{*}edge"))
    assert all(edge.get(end) in ids for edge in edges for end in ["source", "target"])
    return labels, len(edges)


def read_dot(path):
    """As Graphviz draws it: the texts of the nodes in the SVG."""
    svg = subprocess.run(["dot", "-Tsvg", path], check=True, capture_output=True).stdout
    root = etree.fromstring(svg, etree.XMLParser(huge_tree=True))
    groups = lambda kind: [g for g in root.iter("{*}g") if g.get("class", "").split(" ")[0] == kind]
    text = lambda g: "".join(t.text or "" for t in g.iter("{*}text")).replace("\u00a0", " ")
    return [text(g) for g in groups("node")], len(groups("edge"))


def read_neo4j(folder):
    """By the header that neo4j-admin documents."""
    nodes, edges = rows(folder / "nodes.csv"), rows(folder / "relationships.csv")
    ids = {node["id:ID"] for node in nodes}
    assert len(ids) == len(nodes) and all(node[":LABEL"] for node in nodes)
    assert all(edge[":START_ID"] in ids and edge[":END_ID"] in ids and edge[":TYPE"] for edge in edges)
    types = {name.rsplit(":", 1)[1] for name in [*nodes[0], *edges[0]] if ":" in name}
    assert types <= {"ID", "LABEL", "START_ID", "END_ID", "TYPE", "long", "double", "boolean"}, types
    # LOAD CSV takes a backslash before a quotation mark for an escape: none may stand there.
    text = (folder / "nodes.csv").read_text() + (folder / "relationships.csv").read_text()
    assert '\\"' not in text and "\\\\" not in text
    return [re.sub(r"\\ (?=[\"\\]|$)", r"\\", node["label"]) for node in nodes], len(edges)


def read_tables(folder):
    nodes, edges = rows(folder / "nodes.csv"), rows(folder / "edges.csv")
    label = lambda text: text[1:] if re.match(r"'[=+\-@\t]", text) else text
    return [label(node["label"]) for node in nodes], len(edges)


for projection in ["events", "actors"]:
    graph = networkx.read_graphml(work / f"{projection}.graphml")
    wanted = (sorted(label for _, label in graph.nodes(data="label")), graph.number_of_edges())
    assert wanted[1], f"{projection}: nothing in it"
    seen = json.load((work / f"{projection}.seen.json").open())
    readings = {name: (found["labels"], found["edges"]) for name, found in seen.items()}
    readings |= {
        "gexf": read_gexf(work / f"{projection}.gexf"),
        "yed": read_yed(work / f"{projection}.yed"),
        "graphviz": read_dot(work / f"{projection}.dot"),
        "neo4j": read_neo4j(work / f"{projection}.neo4j"),
        "csv": read_tables(work / f"{projection}.tables"),
    }
    for name, (labels, edges) in readings.items():
        different = set(labels) ^ set(wanted[0])
        assert sorted(labels) == wanted[0], f"{projection}: {name} has other labels: {sorted(different)[:4]}"
        assert edges == wanted[1], f"{projection}: {name} has {edges} edges, GraphML has {wanted[1]}"
    print(f"{projection}: {len(wanted[0])} nodes, {wanted[1]} edges in GraphML, {', '.join(readings)}")

# Figures are those of networkx.
actors = networkx.read_graphml(work / "actors.graphml")
plain = networkx.Graph()
for a, b, weight in actors.edges(data="weight"):
    plain.add_edge(a, b, weight=plain.edges[a, b]["weight"] + weight if plain.has_edge(a, b) else weight)
theirs = {
    "degree": dict(plain.degree()),
    "weighted_degree": dict(plain.degree(weight="weight")),
    "betweenness": networkx.betweenness_centrality(plain),
    "pagerank": networkx.algorithms.link_analysis.pagerank_alg._pagerank_python(plain, tol=1e-12, max_iter=1000),
}
for name, values in theirs.items():
    for node, value in values.items():
        ours = actors.nodes[node][name]
        assert abs(ours - value) < 2e-6, f"{name} of {node} is {ours}, networkx says {value}"
parts = {}
for node, data in actors.nodes(data=True):
    parts.setdefault(data["community"], set()).add(node)
modularity = networkx.community.modularity(plain, parts.values())
best = max(networkx.community.modularity(plain, networkx.community.louvain_communities(plain, seed=seed)) for seed in range(5))
assert modularity > best - 0.02, f"communities have modularity {modularity}, networkx finds {best}"
print(f"figures: those of networkx for {len(plain)} actors; {len(parts)} communities, modularity {modularity:.3f} (networkx {best:.3f})")

everything = networkx.read_graphml(work / "events.graphml")
facts = [json.loads(line) for line in (work / "graph.facts").open()]
keys = ["roles", "place", "about", "speaker", "addressee", "subject", "object"]
listed = lambda value: value if isinstance(value, list) else [value]
# Who only vouches for claims has no edge, and things without an edge are not drawn.
things = {thing["label"] for line in facts for key in keys if key in line for thing in listed(line[key])}
shown = {" ".join(label.split()) for _, label in everything.nodes(data="label")}
missing = {" ".join(label.split()) for label in things} - shown
assert not missing, f"things in claims that GraphML lacks: {sorted(missing)[:5]}"
print(f"facts: all {len(things)} labels of things in claims are in GraphML")

# What has a date is in the calendar, what has a place that is known on the map, and nothing else.
turtle = rdflib.Graph().parse(work / "graph.turtle")
ask = lambda query: [tuple(map(str, row)) for row in turtle.query(query, initNs={"sem": rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/"), "schema": rdflib.Namespace("http://schema.org/")})]
line = lambda text: " ".join(text.split())
calendar = icalendar.Calendar.from_ical((work / "events.ics").read_bytes())
entries = calendar.walk("VEVENT")
dated = ask("SELECT ?e ?label ?first { ?e a sem:Event ; rdfs:label ?label ; sem:hasEarliestBeginTimeStamp ?first }")
found = sorted((str(e["UID"]), line(str(e["SUMMARY"])), e["DTSTART"].dt.isoformat()) for e in entries)
assert found == sorted((e, line(label), first) for e, label, first in dated), "the calendar differs from Turtle"
assert all(entry["DTEND"].dt > entry["DTSTART"].dt for entry in entries)
print(f"calendar: {len(entries)} events, the dated ones of Turtle")

collection = geojson.load((work / "events.geojson").open())
assert collection.is_valid, collection.errors()
places = {f["properties"]["label"]: tuple(f["geometry"]["coordinates"]) for f in collection["features"] if "place" not in f["properties"]}
known = ask("SELECT ?label ?east ?north { ?p rdfs:label ?label ; schema:longitude ?east ; schema:latitude ?north }")
assert places == {label: (float(east), float(north)) for label, east, north in known}, "places differ from Turtle"
meta, _, geometry, fields = pyogrio.raw.read(work / "events.geojson")
labels = [str(label) for label in fields[list(meta["fields"]).index("label")]]
assert len(geometry) == len(collection["features"]) and labels == [f["properties"]["label"] for f in collection["features"]]
print(f"map: {len(places)} places, {len(labels) - len(places)} events at them, by GDAL too")

# Obsidian: names that every disk takes, properties that are YAML, links that lead somewhere, one note a thing.
notes = {path.stem: path.read_text() for path in (work / "vault").iterdir()}
assert len({name.lower() for name in notes}) == len(notes) and not any(re.search(r'[*"\\/<>:|?#^\[\]\x00-\x1f]', name) for name in notes)
headings = []
for name, text in notes.items():
    head, body = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", text, re.S).groups()
    properties = dict(entry.split(": ", 1) for entry in head.split("\n"))
    assert set(properties) == {"class", "aliases"} and isinstance(json.loads(properties["aliases"]), list), head
    headings.append(re.sub(r"\\(.)", r"\1", body.split("\n")[0].removeprefix("# ")))
    for target in re.findall(r"^- \[\[(.*?)\|", body, re.M):
        assert target in notes, f"{name} links to “{target}”, which is not there"
kinds = {"Article", "Statement"} | {data["kind"] for _, data in everything.nodes(data=True) if "status" in data}
wanted = sorted(data["label"] for node, data in everything.nodes(data=True) if data["kind"] not in kinds and everything.in_degree(node))
assert sorted(headings) == wanted, f"notes differ: {sorted(set(headings) ^ set(wanted))[:4]}"
print(f"vault: {len(notes)} notes")

versions = [f"{name} {importlib.metadata.version(name)}" for name in ["networkx", "rdflib", "icalendar", "geojson", "pyogrio", "lxml"]]
dot = subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.strip()
print(f"read with {', '.join(versions)}, GDAL {pyogrio.__gdal_version_string__}, {dot}")
