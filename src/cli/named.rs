//! What a user calls a thing → the thing: an IRI, whole or as tables shorten it, a label or another name.

use rapporteur::{
    diagnostic::Diagnostic,
    graph::{KnowledgeGraph, Node},
    model::EntityId,
    rdf::Iris,
};

/// The thing of that IRI (whole, or as tables shorten it: `id:city/geneva`) or label.
pub(super) fn find(graph: &KnowledgeGraph, iris: &Iris, name: &str) -> Result<Node, Diagnostic> {
    let wanted = name.trim_start_matches('<').trim_end_matches('>');
    let tail = wanted.strip_prefix("id:").map(|local| format!("/{local}"));
    let fits = |iri: &str| iri == wanted || tail.as_ref().is_some_and(|tail| iri.ends_with(tail.as_str()));
    if let Some(node) = graph.nodes().find(|&node| fits(iris.node(node).as_str())) {
        return Ok(node);
    }
    let folded = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == folded;
    let by_label: Vec<EntityId> = graph.entities().filter(|(_, e)| is(&e.label)).map(|(id, _)| id).collect();
    let by_alias =
        || graph.entities().filter(|(_, e)| e.aliases.iter().any(|alias| is(alias))).map(|(id, _)| id).collect();
    let found: Vec<EntityId> = if by_label.is_empty() { by_alias() } else { by_label };
    match found.as_slice() {
        [one] => Ok(Node::Entity(*one)),
        [] => Err(unknown(graph, name)),
        several => {
            let iris: Vec<&str> = several.iter().map(|&id| iris.entity(id).as_str()).collect();
            let message = format!("“{name}” is the name of {} things", several.len());
            Err(Diagnostic::error(message).hint(format!("name one by its IRI: {}", iris.join(" "))))
        }
    }
}

/// The same for a person, body, place or plan only.
pub(super) fn entity(graph: &KnowledgeGraph, iris: &Iris, name: &str) -> Result<EntityId, Diagnostic> {
    match find(graph, iris, name)? {
        Node::Entity(id) => Ok(id),
        Node::Document(_) | Node::Event(_) | Node::Statement(_) => {
            Err(Diagnostic::error(format!("“{name}” is no person, body, country or plan")))
        }
    }
}

fn unknown(graph: &KnowledgeGraph, name: &str) -> Diagnostic {
    let message = Diagnostic::error(format!("the dossier knows nothing called “{name}”"));
    let folded = name.to_lowercase();
    let labels = || graph.entities().map(|(_, entity)| entity.label.as_str());
    let part: Vec<&str> = labels().filter(|label| label.to_lowercase().contains(&folded)).take(8).collect();
    if part.is_empty() {
        message.did_you_mean(name, labels())
    } else {
        message.hint(format!("known: {}", part.join(", ")))
    }
}
