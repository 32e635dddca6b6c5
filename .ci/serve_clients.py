"""Runs a server and asks it as other people's programs do: rdflib's SPARQLStore, SPARQLWrapper, pyoxigraph, and the README's curl.

    python .ci/serve_clients.py RAPPORTEUR DOSSIER
"""

import importlib.metadata
import pathlib
import re
import signal
import subprocess
import sys
import urllib.request

import pyoxigraph
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

rapporteur, dossier = sys.argv[1:3]
server = subprocess.Popen([rapporteur, "serve", dossier, "--bind", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
url = None
for line in server.stderr:
    if found := re.search(r"http://\S+/", line):
        url = found[0].rstrip("/")
        break
assert url, "the server did not start"
RAP = rdflib.Namespace("https://w3id.org/rapporteur/ns#")
ns = {"rap": RAP, "rdfs": rdflib.RDFS}


def get(path, accept):
    return urllib.request.urlopen(urllib.request.Request(url + path, headers={"Accept": accept}))


try:
    # What is there, from the Graph Store Protocol and two parsers.
    default = rdflib.Graph().parse(data=get("/store?default", "text/turtle").read(), format="turtle")
    people = {str(label) for person in default.subjects(rdflib.RDF.type, RAP.Person) for label in default.objects(person, rdflib.RDFS.label)}
    assert len(people) > 3, people

    # pyoxigraph: the whole dataset into a store of its own, and results parsed from the answer.
    store = pyoxigraph.Store()
    store.bulk_load(input=get("/store", "application/n-quads").read(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))) == len(default)
    ours = pyoxigraph.parse_query_results(
        get("/sparql?query=SELECT%20%3Fl%20%7B%3Fp%20a%20rap%3APerson%20%3B%20rdfs%3Alabel%20%3Fl%7D", "application/sparql-results+json").read(),
        format=pyoxigraph.QueryResultsFormat.JSON,
    )
    assert {row["l"].value for row in ours} == people
    theirs = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a <https://w3id.org/rapporteur/ns#Claim> } }")
    claims = int(next(iter(theirs))["n"].value)
    trig = list(pyoxigraph.parse(input=get("/store", "application/trig").read(), format=pyoxigraph.RdfFormat.TRIG))
    assert len(trig) == len(store)
    print(f"pyoxigraph: {len(store)} quads from /store as N-Quads and TriG, {len(people)} people by /sparql")

    # rdflib: a graph that lives on the server.
    for method in ["GET", "POST", "POST_FORM"]:
        remote = rdflib.Graph(SPARQLStore(url + "/sparql", method=method))
        found = {str(row.l) for row in remote.query("SELECT ?l { ?p a rap:Person ; rdfs:label ?l }", initNs=ns)}
        assert found == people, method
    assert len(remote) == len(default)
    person = next(remote.subjects(rdflib.RDF.type, RAP.Person))
    assert str(remote.value(person, rdflib.RDFS.label)) in people
    assert (person, rdflib.RDF.type, RAP.Person) in remote and (person, rdflib.RDF.type, RAP.Plan) not in remote
    assert set(remote.triples((person, None, None))) == set(default.triples((person, None, None)))
    bound = remote.query("SELECT ?l { ?p rdfs:label ?l }", initNs=ns, initBindings={"p": person})
    assert {str(row.l) for row in bound} == {str(label) for label in default.objects(person, rdflib.RDFS.label)}
    assert remote.query("ASK { ?p a rap:Person }", initNs=ns).askAnswer
    built = remote.query("CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a rap:Person ; rdfs:label ?l }", initNs=ns).graph
    assert {str(label) for label in built.objects()} == people
    whole = rdflib.Dataset(store=SPARQLStore(url + "/sparql", context_aware=True))
    named = [context for context in whole.store.contexts()]
    assert len(named) == len({quad.graph_name for quad in trig} - {pyoxigraph.DefaultGraph()}), named
    print(f"rdflib SPARQLStore: the same by GET, POST and form; {len(remote)} triples, {len(named)} named graphs")

    # SPARQLWrapper: each way to send, each form of answer.
    wrapper = SPARQLWrapper.SPARQLWrapper(url + "/sparql")
    select = "SELECT ?l { ?p a rap:Person ; rdfs:label ?l }"
    for method in [SPARQLWrapper.GET, SPARQLWrapper.POST]:
        for request in [SPARQLWrapper.URLENCODED, SPARQLWrapper.POSTDIRECTLY] if method == SPARQLWrapper.POST else [SPARQLWrapper.URLENCODED]:
            wrapper.setMethod(method)
            wrapper.setRequestMethod(request)
            wrapper.setQuery(select)
            wrapper.setReturnFormat(SPARQLWrapper.JSON)
            answer = wrapper.queryAndConvert()
            assert {row["l"]["value"] for row in answer["results"]["bindings"]} == people
            wrapper.setReturnFormat(SPARQLWrapper.XML)
            assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == len(people)
            for form, separator in [(SPARQLWrapper.CSV, "\r\n"), (SPARQLWrapper.TSV, "\n")]:
                wrapper.setReturnFormat(form)
                assert len(wrapper.queryAndConvert().decode().strip().split(separator)) == len(people) + 1
            wrapper.setQuery("DESCRIBE ?p { ?p a rap:Person }")
            for form in [SPARQLWrapper.TURTLE, SPARQLWrapper.RDFXML, SPARQLWrapper.N3, SPARQLWrapper.JSONLD]:
                if form == SPARQLWrapper.N3:
                    continue
                wrapper.setReturnFormat(form)
                answer = wrapper.queryAndConvert()
                graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle")
                assert len(set(graph.subjects())) >= len(people), form
    wrapper.setQuery("SELECT * { ?s ?p }")
    wrapper.setReturnFormat(SPARQLWrapper.JSON)
    try:
        wrapper.query()
        raise AssertionError("a wrong query was answered")
    except SPARQLWrapper.SPARQLExceptions.QueryBadFormed as error:
        assert "error" in str(error)
    print("SPARQLWrapper: GET, form and direct POST; JSON, XML, CSV, TSV, Turtle, RDF/XML, JSON-LD; a wrong query is a QueryBadFormed")

    # The README's curl commands, as they stand there.
    readme = (pathlib.Path(__file__).parent.parent / "README.md").read_text()
    commands = [line for block in re.findall(r"```sh\n(.*?)```", readme, re.S) for line in block.replace("\\\n", " ").splitlines() if line.startswith("curl ")]
    assert len(commands) > 3, "the README has no curl commands?"
    for command in commands:
        here = command.replace("http://127.0.0.1:7878", url).replace("curl ", "curl --fail-with-body ", 1)
        ran = subprocess.run(["bash", "-c", here], capture_output=True, text=True)
        assert ran.returncode == 0 and len(ran.stdout) > 3, f"{command}\n{ran.stdout}{ran.stderr}"
    print(f"curl: the README's {len(commands)} commands are answered")
    print(f"with {', '.join(f'{name} {importlib.metadata.version(name)}' for name in ['rdflib', 'SPARQLWrapper', 'pyoxigraph'])}")
finally:
    server.send_signal(signal.SIGTERM)
    code = server.wait(timeout=20)
assert code == 0, f"the server ended with {code}"
