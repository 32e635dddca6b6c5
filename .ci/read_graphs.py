"""Reads the graph exports with networkx and json: every format has the nodes and edges that the others have."""

import csv
import json
import pathlib
import sys

import networkx
from lxml import etree

work = pathlib.Path(sys.argv[1])
facts = [json.loads(line) for line in (work / "graph.facts").open()]
keys = ["roles", "place", "about", "speaker", "addressee", "subject", "object"]
listed = lambda value: value if isinstance(value, list) else [value]
# Who only vouches for claims has no edge, and things without an edge are not drawn.
entities = {thing["label"] for line in facts for key in keys if key in line for thing in listed(line[key])}


def labels(graph):
    return sorted(str(data.get("label", node)) for node, data in graph.nodes(data=True))


for projection in ["events", "actors"]:
    graphml = networkx.read_graphml(work / f"{projection}.graphml")
    size = (graphml.number_of_nodes(), graphml.number_of_edges())
    assert all(size), f"{projection}: nothing in it"
    cytoscape = json.load((work / f"{projection}.cytoscape").open())["elements"]
    cytoscape = cytoscape if isinstance(cytoscape, dict) else {
        "nodes": [e for e in cytoscape if "source" not in e["data"]],
        "edges": [e for e in cytoscape if "source" in e["data"]],
    }
    graphology = json.load((work / f"{projection}.graphology").open())
    for name, other in [("cytoscape", cytoscape), ("graphology", graphology)]:
        found = (len(other["nodes"]), len(other["edges"]))
        assert found == size, f"{projection}: {name} has {found}, GraphML has {size}"
    assert labels(graphml) == sorted(str(n["data"]["label"]) for n in cytoscape["nodes"]), f"{projection}: labels differ"
    print(f"{projection}: {size[0]} nodes and {size[1]} edges in GraphML, Cytoscape.js, graphology")

    root = etree.parse(work / f"{projection}.gexf").getroot()
    count = lambda tag: len(root.findall(f".//{{*}}{tag}"))
    assert (count("node"), count("edge")) == size, f"{projection}: GEXF has {count('node')}, {count('edge')}"
    print(f"{projection}: the same in GEXF")

everything = networkx.read_graphml(work / "events.graphml")
shown = set(labels(everything))
assert entities <= shown, f"things in claims that GraphML lacks: {sorted(entities - shown)[:5]}"
print(f"facts: all {len(entities)} labels of things in claims are in GraphML")

for path in sorted((work / "tables").glob("*.csv")):
    rows = list(csv.DictReader(path.open(newline="", encoding="utf-8")))
    assert all(None not in row and None not in row.values() for row in rows), f"{path}: rows of unequal length"
    print(f"{path.name}: {len(rows)} rows")

features = json.load((work / "events.geojson").open())["features"]
for feature in features:
    east, north = feature["geometry"]["coordinates"][:2]
    assert -180 <= east <= 180 and -90 <= north <= 90, feature
print(f"geojson: {len(features)} features with coordinates on the globe")
