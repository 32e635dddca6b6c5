//! SPARQL 1.1 Service Description: what the endpoint says of itself to a bare `GET` (a browser is sent to the page for queries);
//! what the dossier holds, in `VoID`; and the named questions, as data.

use super::{
    Shared,
    http::{Request, Response},
    negotiate::choose,
    protocol::{GRAPHS, media, not_acceptable, syntax},
};
use crate::{
    rdf,
    store::{AnswerFormat, executables},
};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term, vocab};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const FORMATS: [&str; 8] = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
];

pub(super) fn answer(request: &Request, shared: &Shared) -> Response {
    negotiated(request, &quads(request, shared), true)
}

/// What the dossier holds, in `VoID`.
pub(super) fn dataset(request: &Request, shared: &Shared) -> Response {
    let state = shared.live.state();
    negotiated(request, state.description(), false)
}

/// The named questions, as executables of SHACL.
pub(super) fn questions(request: &Request) -> Response {
    negotiated(request, &executables(), false)
}

/// Quads in the form that the client asks for; a browser may be sent to the page for queries.
fn negotiated(request: &Request, quads: &[Quad], has_page: bool) -> Response {
    let mut offers: Vec<(Option<AnswerFormat>, &[&str])> = GRAPHS.iter().map(|(f, names)| (Some(*f), *names)).collect();
    if has_page {
        offers.push((None, &["text/html", "application/xhtml+xml"]));
    }
    let accept = request.headers("accept");
    match choose(accept.as_deref(), &offers) {
        Some(Some(format)) => {
            let mut body = Vec::new();
            match rdf::syntax::write(syntax(*format), quads, &rdf::Options::default(), &mut body) {
                Ok(()) => Response::new(200, &media(*format), body),
                Err(error) => Response::text(500, error.to_string()),
            }
        }
        Some(None) => Response::text(303, "see /query.html").with("Location", "/query.html"),
        None => not_acceptable(GRAPHS),
    }
}

/// Where the request was sent: by the name that the client knows the server by; whatever cannot stand in an IRI is not repeated.
pub(super) fn address(request: &Request, shared: &Shared) -> String {
    let plain = |host: &&str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
    let host = request.header("host").filter(plain).unwrap_or(&shared.settings.bind);
    format!("http://{host}{}", request.path.trim_end_matches('/'))
}

fn quads(request: &Request, shared: &Shared) -> Vec<Quad> {
    let endpoint = address(request, shared);
    let node = |iri: String| NamedNode::new_unchecked(iri);
    let (service, dataset) = (node(format!("{endpoint}#service")), node(format!("{endpoint}#dataset")));
    let default = node(format!("{endpoint}#default-graph"));
    let sd = |name: &str| node(format!("{SD}{name}"));
    let mut quads = Vec::new();
    let mut add = |subject: &NamedNode, predicate: NamedNode, object: Term| {
        quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    };
    let a = || vocab::rdf::TYPE.into_owned();
    let count = |n: usize| Literal::new_typed_literal(n.to_string(), vocab::xsd::INTEGER);
    add(&service, a(), sd("Service").into());
    add(&service, sd("endpoint"), node(endpoint.clone()).into());
    add(&service, sd("supportedLanguage"), sd("SPARQL11Query").into());
    for format in FORMATS {
        add(&service, sd("resultFormat"), node(format!("http://www.w3.org/ns/formats/{format}")).into());
    }
    add(&service, sd("defaultDataset"), dataset.clone().into());
    let state = shared.live.state();
    // What it holds is told at /.well-known/void.
    let whole = rdf::dataset(&state.rdf);
    add(&dataset, node("http://www.w3.org/2000/01/rdf-schema#seeAlso".to_owned()), whole.clone().into());
    add(&whole, a(), node(format!("{VOID}Dataset")).into());
    add(&whole, node(format!("{VOID}sparqlEndpoint")), node(endpoint.clone()).into());
    add(&dataset, a(), sd("Dataset").into());
    add(&dataset, sd("defaultGraph"), default.clone().into());
    add(&default, a(), sd("Graph").into());
    let size = state.store.graph(None).map_or(0, |triples| triples.len());
    add(&default, node(format!("{VOID}triples")), count(size).into());
    for (at, name) in state.store.graph_names().into_iter().enumerate() {
        let named = node(format!("{endpoint}#graph-{}", at + 1));
        add(&dataset, sd("namedGraph"), named.clone().into());
        add(&named, a(), sd("NamedGraph").into());
        add(&named, sd("name"), name.into());
    }
    rdf::sorted(quads)
}
