"""Reads the RDF exports with rdflib: the syntaxes carry one graph, and SHACL shapes hold where there are some."""

import json
import pathlib
import sys

from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

work, ontology = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def graph(name, syntax):
    return Graph().parse(work / f"graph.{name}", format=syntax)


turtle = graph("turtle", "turtle")
assert len(turtle) > 100, f"only {len(turtle)} triples"
for name, syntax in [("jsonld", "json-ld"), ("ntriples", "nt"), ("rdfxml", "xml")]:
    other = graph(name, syntax)
    assert len(other) == len(turtle), f"{name} has {len(other)} triples, Turtle has {len(turtle)}"
    assert isomorphic(turtle, other), f"{name} is another graph than Turtle"
    print(f"{name}: the same {len(other)} triples as Turtle")


def dataset(name, syntax):
    quads = Dataset()
    quads.parse(work / f"graph.{name}", format=syntax)
    # rdflib 7 calls the default graph by a name of its own, or by none.
    named = lambda g: None if g is None or "default" in str(g) else str(g)
    return {(s, p, o, named(g)) for s, p, o, g in quads.quads()}


nquads, trig = dataset("nquads", "nquads"), dataset("trig", "trig")
assert nquads == trig, f"TriG and N-Quads differ in {len(nquads ^ trig)} quads"
default = {(s, p, o) for s, p, o, g in nquads if g is None}
assert default == set(turtle), "the default graph is not what Turtle carries"
articles = {line["id"] for line in map(json.loads, (work / "graph.facts").open()) if line["kind"] == "document"}
graphs = {g for *_, g in nquads if g}
assert articles <= graphs, f"articles without a graph of their own: {articles - graphs}"
print(f"trig, nquads: the same {len(nquads)} quads in {len(graphs)} named graphs")

for path in sorted(ontology.rglob("*.ttl")):
    print(f"{path}: {len(Graph().parse(path))} triples")

shapes = ontology / "shapes.ttl"
if shapes.exists():
    import pyshacl

    conforms, _, text = pyshacl.validate(turtle, shacl_graph=str(shapes), ont_graph=str(ontology / "rapporteur.ttl"))
    assert conforms, text
    print("shapes: the graph conforms")
