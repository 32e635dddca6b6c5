//! SPARQL 1.1 Graph Store HTTP Protocol, to read: `/store?default`, `/store?graph=IRI`, and all of it at `/store` alone.

use super::{
    Shared,
    http::{Request, Response, pairs},
    negotiate::choose,
    protocol::{GRAPHS, media, not_acceptable, syntax},
};
use crate::rdf::{self, syntax::Syntax};
use oxrdf::{GraphName, NamedNode, Quad};

const DATASETS: &[(Syntax, &[&str])] =
    &[(Syntax::Trig, &["application/trig", "application/x-trig"]), (Syntax::Nquads, &["application/n-quads"])];

pub(super) fn answer(request: &Request, shared: &Shared) -> Response {
    let Some(given) = pairs(&request.query) else { return Response::text(400, "the parameters are no UTF-8") };
    let accept = request.headers("accept");
    let state = shared.live.state();
    let name = match given.as_slice() {
        [] => {
            let Some(&form) = choose(accept.as_deref(), DATASETS) else {
                return Response::text(406, "all graphs can be had as application/trig or application/n-quads");
            };
            let names = DATASETS.iter().find(|(s, _)| *s == form).and_then(|(_, names)| names.first());
            return write(form, names.copied().unwrap_or_default(), state.store.quads().collect(), &state.rdf);
        }
        [(key, _)] if key == "default" => None,
        [(key, iri)] if key == "graph" => match NamedNode::new(iri) {
            Ok(name) => Some(name),
            Err(error) => return Response::text(400, format!("“{iri}” is no IRI: {error}")),
        },
        _ => return Response::text(400, "give “default” or one “graph”"),
    };
    let Some(&format) = choose(accept.as_deref(), GRAPHS) else { return not_acceptable(GRAPHS) };
    let Some(quads) = state.store.graph(name.as_ref()) else { return Response::text(404, "there is no such graph") };
    let triples = quads.into_iter().map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q }).collect();
    write(syntax(format), &media(format), triples, &state.rdf)
}

fn write(syntax: Syntax, media: &str, quads: Vec<Quad>, options: &rdf::Options) -> Response {
    let mut body = Vec::new();
    match rdf::syntax::write(syntax, &rdf::sorted(quads), options, &mut body) {
        Ok(()) => Response::new(200, media, body),
        Err(error) => Response::text(406, format!("the graph cannot be written so: {error}")),
    }
}
