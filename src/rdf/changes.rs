//! Changes between two states → quads: one `rap:Change` each, with what it concerns, the values before and after, and the
//! articles and words that brought it.

use super::{
    Iris, Options, Sink, sorted,
    vocabulary::{prov, rap},
};
use crate::graph::{Change, ChangeKind, KnowledgeGraph};
use oxrdf::{GraphName, Quad, vocab};

/// The quads of all changes, sorted; what is gone is a node of `before`.
pub fn changes(before: &KnowledgeGraph, after: &KnowledgeGraph, changes: &[Change], options: &Options) -> Vec<Quad> {
    let mut sink = Sink { quads: Vec::new(), graph: GraphName::DefaultGraph, spill: None };
    let (was, is) = (Iris::new(before, options), Iris::new(after, options));
    for change in changes {
        let (graph, iris) = if change.kind == ChangeKind::Gone { (before, &was) } else { (after, &is) };
        let thing = iris.node(change.about);
        let node = iris.change(graph, change);
        sink.types(&node, &[rap::CHANGE]);
        sink.text(&node, rap::CHANGE_KIND, change.kind.as_str());
        sink.text(&node, vocab::rdfs::LABEL, &format!("{}: {}", change.kind, graph.label(change.about)));
        sink.add(&node, rap::CONCERNS, thing.clone());
        let values = [(rap::SLOT, &change.slot), (rap::BEFORE, &change.before), (rap::AFTER, &change.after)];
        for (property, value) in values {
            if let Some(value) = value {
                sink.text(&node, property, value);
            }
        }
        for document in graph.told_by(&change.claims) {
            sink.add(&node, rap::REPORTED_BY, iris.document(document).clone());
        }
        for claim in &change.claims {
            sink.add(&node, prov::WAS_DERIVED_FROM, iris.claim(*claim).clone());
        }
    }
    sorted(sink.quads)
}
