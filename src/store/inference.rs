//! What follows from the merged view by the rules of `ontology/inference/*.rq`: SPARQL `CONSTRUCT` queries over the merged view
//! and the ontology, asked again until nothing new comes. What they give goes into a graph of its own, so that nobody takes it
//! for something that an article says.
//!
//! The rules only ever add (a test sees to it that none says `NOT EXISTS` or counts), so that the result is the same in whatever
//! order they are asked. Claims are not looked at, and nothing new is said of the ontology itself.

use super::{QueryError, evaluation_error, syntax_error};
use crate::rdf;
use oxigraph::{
    model::{GraphName, NamedOrBlankNode, Quad, Triple},
    sparql::{QueryResults, SparqlEvaluator},
    store::Store as Oxigraph,
};
use std::collections::HashSet;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../ontology/inference/", $name, ".rq")))),*]
    };
}

/// Sorted by name; a test sees to it that no file is missing here.
pub(super) const RULES: &[(&str, &str)] =
    embedded!["acts-through", "co-participation", "inverse", "subclass", "subproperty", "transitive"];

/// Every chain of our rules is shorter; more rounds mean a rule that makes new nodes for ever.
const ROUNDS: usize = 64;

/// The triples that follow and are not said already, in a graph of their own ([`rdf::inferred_graph`]), sorted.
///
/// # Errors
/// If a rule is wrong, or they do not come to an end.
pub fn infer(
    quads: &[Quad],
    ontology: impl IntoIterator<Item = Quad>,
    options: &rdf::Options,
) -> Result<Vec<Quad>, QueryError> {
    infer_by(RULES, quads, ontology, options)
}

pub(super) fn infer_by(
    rules: &[(&str, &str)],
    quads: &[Quad],
    ontology: impl IntoIterator<Item = Quad>,
    options: &rdf::Options,
) -> Result<Vec<Quad>, QueryError> {
    let failed = |error: oxigraph::store::StorageError| QueryError::Failed(error.to_string());
    let merged = || quads.iter().filter(|quad| quad.graph_name.is_default_graph());
    // Asked only whether something is in it: its order tells nobody anything.
    let subjects: HashSet<&NamedOrBlankNode> = merged().map(|quad| &quad.subject).collect();
    let store = Oxigraph::new().map_err(failed)?;
    store.extend(merged().cloned().chain(ontology)).map_err(failed)?;
    let graph = rdf::inferred_graph(options);
    let mut found: Vec<Quad> = Vec::new();
    // How much was known when a rule was last asked: only what came since can give it something new.
    let mut known: Vec<Option<usize>> = vec![None; rules.len()];
    for _ in 0..ROUNDS {
        let mut ended = true;
        for ((name, text), known) in rules.iter().zip(&mut known) {
            if *known == Some(found.len()) {
                continue;
            }
            *known = Some(found.len());
            let mut new = Vec::new();
            for triple in construct(&store, name, text)? {
                // What a rule says of a class, or of a literal's owner that no article tells of, is of no use to anybody.
                let is_ours = subjects.contains(&triple.subject);
                let quad = triple.in_graph(GraphName::DefaultGraph);
                if is_ours && !store.contains(&quad).map_err(failed)? {
                    new.push(quad);
                }
            }
            let new = rdf::sorted(new);
            found.extend(new.iter().map(|quad| Quad { graph_name: graph.clone().into(), ..quad.clone() }));
            ended &= new.is_empty();
            store.extend(new).map_err(failed)?;
        }
        if ended {
            return Ok(rdf::sorted(found));
        }
    }
    Err(QueryError::Failed(format!("the rules of inference came to no end in {ROUNDS} rounds")))
}

fn construct(store: &Oxigraph, name: &str, text: &str) -> Result<Vec<Triple>, QueryError> {
    let query = SparqlEvaluator::new().parse_query(text);
    let query = query.map_err(|e| QueryError::Invalid(syntax_error(&format!("{name}.rq"), text, &e.to_string())))?;
    match query.on_store(store).execute().map_err(evaluation_error)? {
        QueryResults::Graph(triples) => {
            let named = |triple: &Triple| matches!(triple.subject, NamedOrBlankNode::NamedNode(_));
            let triples: Result<Vec<Triple>, _> = triples.collect();
            Ok(triples.map_err(evaluation_error)?.into_iter().filter(named).collect())
        }
        _ => Err(QueryError::Failed(format!("the rule {name} is no CONSTRUCT"))),
    }
}
