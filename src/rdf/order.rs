//! The order of quads in files: that of their lines in N-Quads, graph by graph, so that a file can be written as it comes and two
//! of them compared line by line. Compared without writing the lines.

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use std::cmp::Ordering;

/// By graph (the default graph first), subject, predicate and object.
pub(super) fn of_quads(one: &Quad, other: &Quad) -> Ordering {
    of_graphs(&one.graph_name, &other.graph_name)
        .then_with(|| of_subjects(&one.subject, &other.subject))
        .then_with(|| one.predicate.as_str().cmp(other.predicate.as_str()))
        .then_with(|| of_objects(&one.object, &other.object))
}

fn of_graphs(one: &GraphName, other: &GraphName) -> Ordering {
    match (one, other) {
        (GraphName::DefaultGraph, GraphName::DefaultGraph) => Ordering::Equal,
        (GraphName::DefaultGraph, _) => Ordering::Less,
        (_, GraphName::DefaultGraph) => Ordering::Greater,
        (GraphName::NamedNode(a), GraphName::NamedNode(b)) => of_iris(a.as_str(), b.as_str()),
        _ => one.to_string().cmp(&other.to_string()),
    }
}

fn of_subjects(one: &NamedOrBlankNode, other: &NamedOrBlankNode) -> Ordering {
    match (one, other) {
        (NamedOrBlankNode::NamedNode(a), NamedOrBlankNode::NamedNode(b)) => of_iris(a.as_str(), b.as_str()),
        _ => one.to_string().cmp(&other.to_string()),
    }
}

fn of_objects(one: &Term, other: &Term) -> Ordering {
    match (one, other) {
        (Term::NamedNode(a), Term::NamedNode(b)) => of_iris(a.as_str(), b.as_str()),
        // A quotation mark comes before an angle bracket.
        (Term::Literal(_), Term::NamedNode(_)) => Ordering::Less,
        (Term::NamedNode(_), Term::Literal(_)) => Ordering::Greater,
        _ => one.to_string().cmp(&other.to_string()),
    }
}

/// As `<iri>`: where one begins with the other, the bracket decides.
pub(super) fn of_iris(one: &str, other: &str) -> Ordering {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    let shared = a.len().min(b.len());
    let next = |bytes: &[u8]| bytes.get(shared).copied().unwrap_or(b'>');
    let rest = if a.len() == b.len() { Ordering::Equal } else { next(a).cmp(&next(b)) };
    a[..shared].cmp(&b[..shared]).then(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    #[test]
    fn the_order_is_that_of_the_lines() {
        let iris = ["urn:a", "urn:a-b", "urn:a.b", "urn:aé", "urn:b"].map(NamedNode::new_unchecked);
        let literals = ["x", "x\n", "x\"y", ""].map(Literal::new_simple_literal);
        let objects: Vec<Term> =
            iris.iter().cloned().map(Term::from).chain(literals.into_iter().map(Term::from)).collect();
        let mut quads = Vec::new();
        for graph in iris.iter().cloned().map(GraphName::from).chain([GraphName::DefaultGraph]) {
            for subject in &iris {
                for object in &objects {
                    quads.push(Quad::new(subject.clone(), iris[0].clone(), object.clone(), graph.clone()));
                }
            }
        }
        let key = |q: &Quad| {
            let graph = if q.graph_name.is_default_graph() { String::new() } else { q.graph_name.to_string() };
            (graph, q.subject.to_string(), q.predicate.as_str().to_owned(), q.object.to_string())
        };
        let mut by_line = quads.clone();
        by_line.sort_by_cached_key(key);
        quads.reverse();
        quads.sort_by(of_quads);
        assert_eq!(quads, by_line);
    }
}
