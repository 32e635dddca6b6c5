//! RDF 1.2's way to say who states what: `claim rdf:reifies <<( subject predicate object )>>`, for tools that read it. An extra
//! and never the only carrier: the claims' own nodes say the same to every reader of RDF 1.1.

use super::{Iris, Options, claims::relation_properties, iri::term, syntax::Syntax, vocabulary};
use crate::{
    graph::{ClaimRef, KnowledgeGraph},
    rdf::vocabulary::{org, rap, schema, sem},
};
use oxrdf::{NamedNode, NamedNodeRef, Triple};
use std::io;

/// A triple of the merged view that a claim states, in the graph of the claim's article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reification {
    /// The article.
    pub graph: NamedNode,
    /// The claim.
    pub claim: NamedNode,
    /// What it states.
    pub triple: Triple,
}

/// What every claim states, sorted.
pub fn reifications(graph: &KnowledgeGraph, options: &Options) -> Vec<Reification> {
    let iris = Iris::new(graph, options);
    let mut found = Vec::new();
    for claim in graph.claims() {
        let Some(&document) = graph.told_by(&[claim]).first() else { continue };
        for (subject, predicate, object) in stated(graph, &iris, claim) {
            let triple = Triple::new(subject, predicate, object);
            found.push(Reification {
                graph: iris.document(document).clone(),
                claim: iris.claim(claim).clone(),
                triple,
            });
        }
    }
    found.sort_by_cached_key(|r| (r.graph.clone(), r.claim.clone(), r.triple.to_string()));
    found.dedup();
    found
}

fn stated(graph: &KnowledgeGraph, iris: &Iris, claim: ClaimRef) -> Vec<(NamedNode, NamedNode, NamedNode)> {
    let named = |property: NamedNodeRef<'_>| property.into_owned();
    let mut found = Vec::new();
    match claim {
        ClaimRef::Event(at) => {
            let claim = &graph.event_claims()[at as usize];
            let ends = claim.roles.iter().map(|filler| (term(&filler.role), filler.entity));
            let ends = ends
                .chain(claim.place.iter().map(|&place| (named(sem::HAS_PLACE), place)))
                .chain(claim.about.iter().map(|&topic| (named(rap::ABOUT), topic)));
            found.extend(ends.map(|(by, end)| (iris.event(claim.event).clone(), by, iris.entity(end).clone())));
        }
        ClaimRef::Statement(at) => {
            let claim = &graph.statements()[at as usize];
            let ends = claim.speaker.iter().map(|&speaker| (named(schema::SPOKEN_BY), speaker));
            let ends = ends.chain(claim.about.iter().map(|&topic| (named(schema::ABOUT), topic)));
            found.extend(ends.map(|(by, end)| (iris.statement(at).clone(), by, iris.entity(end).clone())));
        }
        ClaimRef::Relation(at) => {
            let claim = &graph.relation_claims()[at as usize];
            let subject = iris.entity(claim.subject).clone();
            if claim.class == vocabulary::OFFICE {
                let office = iris.office_of(claim);
                found.push((office.clone(), named(org::MEMBER), subject));
                found.extend(claim.object.map(|o| (office, named(org::ORG), iris.entity(o).clone())));
            } else if let (Some(by), Some(object)) =
                (relation_properties(&claim.class).into_iter().next(), claim.object)
            {
                found.push((subject, by, iris.entity(object).clone()));
            }
        }
    }
    found
}

/// Writes them after what [`super::syntax::write`] wrote, in the same syntax.
///
/// # Errors
/// If `out` fails, or the syntax has no triple terms (`InvalidInput`).
pub fn write_reifications(syntax: Syntax, found: &[Reification], out: &mut dyn io::Write) -> io::Result<()> {
    const REIFIES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");
    let start = |r: &Reification| format!("{} {REIFIES} <<( {} )>>", r.claim, r.triple);
    match syntax {
        Syntax::Turtle | Syntax::Ntriples => {
            for one in found {
                writeln!(out, "{} .", start(one))?;
            }
        }
        Syntax::Nquads => {
            for one in found {
                writeln!(out, "{} {} .", start(one), one.graph)?;
            }
        }
        Syntax::Trig => {
            for graph in found.chunk_by(|a, b| a.graph == b.graph) {
                if let Some(first) = graph.first() {
                    writeln!(out, "\n{} {{", first.graph)?;
                }
                for one in graph {
                    writeln!(out, "    {} .", start(one))?;
                }
                out.write_all(b"}\n")?;
            }
        }
        Syntax::Rdfxml | Syntax::Jsonld => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{syntax} has no triple terms")));
        }
    }
    Ok(())
}
