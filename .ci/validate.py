"""Compares `rapporteur validate` with pyshacl: on the examples' graph, and on copies of it that are broken at random places."""

import logging
import pathlib
import random
import subprocess
import sys

import pyshacl
from rdflib import XSD, BNode, Graph, Literal, Namespace, URIRef

rapporteur, work, ontology = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SH = Namespace("http://www.w3.org/ns/shacl#")
ORDERED = {SH[f"{name}ConstraintComponent"] for name in ["MinInclusive", "MaxInclusive", "LessThan", "LessThanOrEquals"]}
COMPARED = {XSD.integer, XSD.decimal, XSD.date}

# rdflib tells of every ill-formed literal that we make.
logging.disable(logging.WARNING)

shapes = Graph()
for path in sorted(ontology.rglob("*.ttl")):
    shapes.parse(path)


IN_ORDER = {term for by in (SH.lessThan, SH.lessThanOrEquals) for shape, other in shapes.subject_objects(by)
            for term in (other, shapes.value(shape, SH.path))}


def can_compare(value):
    return isinstance(value, Literal) and value.datatype in COMPARED and value.value is not None


def is_told_alike(data, focus, path, component, value):
    """rdflib puts in order what SPARQL cannot compare (a day and a number), and what is ill-formed: there SHACL has a violation,
    and pyshacl may have none."""
    if component not in ORDERED:
        return True
    others = [o for shape in shapes.subjects(SH.path, path) for p in (SH.lessThan, SH.lessThanOrEquals)
              for other in shapes.objects(shape, p) for o in data.objects(focus, other)]
    return can_compare(value) and all(can_compare(o) and (o.datatype == XSD.date) == (value.datatype == XSD.date) for o in others)


def results(report, data):
    """What both must agree on: node, property (and direction), constraint, value."""
    found = set()
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        component = report.value(result, SH.sourceConstraintComponent)
        value = report.value(result, SH.value)
        focus = report.value(result, SH.focusNode)
        if not is_told_alike(data, focus, path, component, value):
            continue
        if isinstance(path, BNode):
            path = ("^", report.value(path, SH.inversePath))
        # Blank nodes have other names in each report.
        named = lambda term: "_" if isinstance(term, BNode) else term
        found.add((named(focus), path, component.split("#")[1], named(value)))
    return found


def theirs(data):
    whole = Graph()
    for triple in data:
        whole.add(triple)
    for triple in shapes:
        whole.add(triple)
    conforms, report, _ = pyshacl.validate(whole, shacl_graph=shapes, inference="none")
    return conforms, results(report, data)


def ours(data, name):
    file = work / f"{name}.nt"
    file.write_text(data.serialize(format="nt"), encoding="utf-8")
    run = subprocess.run([rapporteur, "validate", file, "--format", "turtle"], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return run.returncode == 0, results(Graph().parse(data=run.stdout, format="turtle"), data)


def compare(data, name):
    (conforms, expected), (conforms_here, got) = theirs(data), ours(data, name)
    assert conforms == conforms_here, f"{name}: pyshacl says {conforms}, we say {conforms_here}"
    missing, extra = expected - got, got - expected
    assert not missing and not extra, f"{name}: missing {sorted(map(str, missing))[:5]}, extra {sorted(map(str, extra))[:5]}"
    return expected


def broken(data, seed):
    """A copy with a few triples lost, doubled, misdirected, or with another literal."""
    dice = random.Random(seed)
    triples = sorted(data, key=lambda t: tuple(term.n3() for term in t))
    nodes = sorted({s for s, _, _ in triples}, key=str)
    odd = [Literal(""), Literal("x"), Literal(-7), Literal("2031-02-30", datatype=XSD.date), Literal("1.5", datatype=XSD.decimal),
           Literal("nine", datatype=XSD.integer), URIRef("http://example.org/nobody"), Literal("words", lang="en")]
    copy = Graph()
    for triple in triples:
        copy.add(triple)
    for s, p, o in dice.sample(triples, 60):
        copy.remove((s, p, o))
        if p in IN_ORDER:
            # pyshacl breaks off where it is to compare a day with a word.
            copy.add((s, p, Literal(dice.choice(["1999-01-01", "2999-01-01"] if o.datatype == XSD.date else ["0", "999999"]), datatype=o.datatype)))
            continue
        match dice.randrange(5):
            case 0:
                pass
            case 1:
                copy.add((s, p, dice.choice(odd)))
            case 2:
                copy.add((s, p, o))
                copy.add((s, p, dice.choice(odd)))
            case 3:
                copy.add((s, p, dice.choice(nodes)))
            case 4:
                copy.add((dice.choice(nodes), p, o))
    return copy


data = Graph().parse(work / "union.ntriples", format="nt")
assert compare(data, "whole") == set(), "the examples do not conform"
components, total = set(), 0
for seed in range(25):
    found = compare(broken(data, seed), f"broken-{seed}")
    total += len(found)
    components |= {component for _, _, component, _ in found}
print(f"pyshacl {pyshacl.__version__} and rapporteur agree on {len(data)} triples and on {total} violations in 25 broken copies:")
print("  " + ", ".join(sorted(c.removesuffix("ConstraintComponent") for c in components)))
assert len(components) >= 13, "too few kinds of violation were tried"
