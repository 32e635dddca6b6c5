"""Reads the RDF exports with rdflib and pyld: all syntaxes carry one graph, merged and union, whatever the base; the JSON-LD is
the Turtle by RDF dataset canonicalisation, with its inline context and with the published one."""

import json
import pathlib
import sys

import pyoxigraph
from pyld import jsonld
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SH, VOID
from rdflib.plugins.sparql import prepareQuery

work, ontology = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SYNTAXES = [("jsonld", "json-ld"), ("ntriples", "nt"), ("rdfxml", "xml")]


def graph(name, syntax):
    return Graph().parse(work / name, format=syntax)


def canonical(quads):
    """Without blank nodes the canonical form is the set of quads. Not read by pyld, which takes a backslash before an n for a line
    break when it reads N-Quads."""
    quads = list(pyoxigraph.parse(input=quads, format=pyoxigraph.RdfFormat.N_QUADS))
    assert not any(isinstance(term, pyoxigraph.BlankNode) for quad in quads for term in [quad.subject, quad.object])
    return {str(quad) for quad in quads}


def no_network(url, options):
    raise AssertionError(f"the JSON-LD asks for {url}")


jsonld.set_document_loader(no_network)
graphs = {}
for kind in ["graph", "union", "base"]:
    turtle = graphs[kind] = graph(f"{kind}.turtle", "turtle")
    assert len(turtle) > 100, f"only {len(turtle)} triples"
    for name, syntax in SYNTAXES:
        other = graph(f"{kind}.{name}", syntax)
        assert len(other) == len(turtle), f"{kind}.{name} has {len(other)} triples, Turtle has {len(turtle)}"
        assert isomorphic(turtle, other), f"{kind}.{name} is another graph than Turtle"
    document = json.loads((work / f"{kind}.jsonld").read_text(encoding="utf-8"))
    expected = canonical((work / f"{kind}.ntriples").read_text(encoding="utf-8"))
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    assert canonical(jsonld.normalize(document, options)) == expected, f"{kind}.jsonld is another dataset by canonicalisation"
    if kind == "graph":
        # The published context, with the base that the inline one adds.
        published = json.loads((ontology / "context.jsonld").read_text(encoding="utf-8"))["@context"]
        context = {**published, "@base": document["@context"]["@base"]}
        assert canonical(jsonld.normalize({**document, "@context": context}, options)) == expected, "the published context differs"
    print(f"{kind}: Turtle, JSON-LD, N-Triples and RDF/XML carry the same {len(turtle)} triples; canonical JSON-LD is equal")
starts = {str(s) for s in graphs["base"].subjects() if str(s).startswith("https://w3id.org/rapporteur/id/")}
assert not starts, f"--base left {sorted(starts)[:3]}"


def dataset(name, syntax):
    quads = Dataset()
    quads.parse(work / f"graph.{name}", format=syntax)
    # rdflib 7 calls the default graph by a name of its own, or by none.
    named = lambda g: None if g is None or "default" in str(g) else str(g)
    return {(s, p, o, named(g)) for s, p, o, g in quads.quads()}


nquads, trig = dataset("nquads", "nquads"), dataset("trig", "trig")
assert nquads == trig, f"TriG and N-Quads differ in {len(nquads ^ trig)} quads"
default = {(s, p, o) for s, p, o, g in nquads if g is None}
assert default == set(graphs["graph"]), "the default graph is not what Turtle carries"
assert {(s, p, o) for s, p, o, _ in nquads} == set(graphs["union"]), "--graphs union is not what N-Quads carry"
articles = {line["id"] for line in map(json.loads, (work / "graph.facts").open()) if line["kind"] == "document"}
names = {g for *_, g in nquads if g}
assert articles <= names, f"articles without a graph of their own: {articles - names}"
print(f"trig, nquads: the same {len(nquads)} quads in {len(names)} named graphs")

for path in sorted(ontology.rglob("*.ttl")):
    print(f"{path}: {len(Graph().parse(path))} triples")

# RDF 1.2: every syntax states the same, of claims that the graph has.
stated = {}
for name, syntax in [("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("trig", "TRIG"), ("nquads", "N_QUADS")]:
    quads = list(pyoxigraph.parse(path=work / f"rdf12.{name}", format=getattr(pyoxigraph.RdfFormat, syntax)))
    reifies = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
    stated[name] = {(q.subject, q.object) for q in quads if q.predicate == reifies}
    assert all(isinstance(term, pyoxigraph.Triple) for _, term in stated[name])
assert len({frozenset(pairs) for pairs in stated.values()}) == 1, {name: len(pairs) for name, pairs in stated.items()}
triples = {(str(s), str(p), str(o)) for s, p, o in graphs["graph"]}
told = {tuple(part.value for part in term) for _, term in stated["turtle"]}
assert told <= triples, sorted(told - triples)[:3]
print(f"pyoxigraph {pyoxigraph.__version__}: {len(stated['turtle'])} statements of claims by rdf:reifies")

# Inference: what rdflib finds above each class and property is what is inferred, no less and no more.
order = Graph()
for path in ontology.rglob("*.ttl"):
    order.parse(path)
inferred = Dataset()
inferred.parse(work / "inferred.trig", format="trig")
[name] = [g.identifier for g in inferred.graphs() if str(g.identifier).endswith("/inferred")]
new = set(inferred.graph(name))
whole = set(graphs["graph"]) | new
assert new and not new & set(graphs["graph"]), "what is inferred is said already"
for s, p, o in whole:
    for above in order.transitive_objects(p, RDFS.subPropertyOf):
        assert (s, above, o) in whole, f"{p} is below {above}: {s} {o}"
    if p == RDF.type:
        for above in order.transitive_objects(o, RDFS.subClassOf):
            assert (s, RDF.type, above) in whole, f"{s} is a {o} and so a {above}"
    for inverse in order.objects(p, OWL.inverseOf):
        assert (o, inverse, s) in whole or (o, None, None) not in graphs["graph"], f"{inverse} of {s} {p} {o}"
print(f"inferred: {len(new)} triples, closed under classes, properties and inverses")

void = Graph().parse(work / "void.ttl")
[dataset] = void.subjects(RDF.type, VOID.Dataset)
assert int(void.value(dataset, VOID.triples)) == len(graphs["graph"])
for part in void.objects(dataset, VOID.classPartition):
    members = set(graphs["graph"].subjects(RDF.type, void.value(part, VOID["class"])))
    assert int(void.value(part, VOID.entities)) == len(members)
for part in void.objects(dataset, VOID.propertyPartition):
    members = set(graphs["graph"].subject_objects(void.value(part, VOID.property)))
    assert int(void.value(part, VOID.triples)) == len(members)
print(f"void: {len(void)} triples, counts are right")

questions = Graph().parse(work / "questions.ttl")
asked = 0
for question in questions.subjects(RDF.type, SH.SPARQLSelectExecutable):
    declared = questions.objects(questions.value(question, SH.prefixes), SH.declare)
    prefixes = {str(questions.value(d, SH.prefix)): str(questions.value(d, SH.namespace)) for d in declared}
    prepareQuery(str(questions.value(question, SH.select)), initNs=prefixes)
    asked += 1
assert asked >= 10, asked
print(f"questions: rdflib reads all {asked}")
