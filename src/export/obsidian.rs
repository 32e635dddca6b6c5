//! An Obsidian vault: one note an entity, with links to those it has to do with and the evidence as block quotes.

use super::{
    File,
    markdown::{escape, write_claim},
    network::one_line,
};
use crate::{
    graph::{ClaimRef, KnowledgeGraph, Node},
    model::EntityId,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write as _},
};

pub(super) fn files(graph: &KnowledgeGraph) -> io::Result<Vec<File>> {
    let names = names(graph);
    let mut files = Vec::new();
    for (id, _) in graph.entities().filter(|(id, _)| !graph.incoming(Node::Entity(*id)).is_empty()) {
        files.push(File { name: format!("{}.md", names[&id]), content: note(graph, id, &names)? });
    }
    Ok(files)
}

fn note(graph: &KnowledgeGraph, id: EntityId, names: &BTreeMap<EntityId, String>) -> io::Result<Vec<u8>> {
    let entity = graph.entity(id);
    let mut out = Vec::new();
    // JSON strings are YAML strings, whatever is in them.
    writeln!(out, "---\nclass: {}\naliases: {}\n---\n", entity.class, serde_json::to_string(&entity.aliases)?)?;
    writeln!(out, "# {}\n", escape(&entity.label))?;
    let mut claims: BTreeSet<ClaimRef> = BTreeSet::new();
    let mut linked: BTreeSet<EntityId> = BTreeSet::new();
    for edge in graph.incoming(Node::Entity(id)).into_iter().chain(graph.outgoing(Node::Entity(id))) {
        claims.extend(&edge.claims);
        for end in [edge.source, edge.target] {
            linked.extend(match end {
                Node::Entity(other) => vec![other],
                Node::Event(_) | Node::Statement(_) => fillers(graph, end),
                Node::Document(_) => Vec::new(),
            });
        }
    }
    linked.remove(&id);
    for other in linked.iter().filter(|other| !graph.incoming(Node::Entity(**other)).is_empty()) {
        let label = one_line(&graph.entity(*other).label).replace(['[', ']', '|'], " ");
        writeln!(out, "- [[{}|{label}]]", names[other])?;
    }
    writeln!(out)?;
    for claim in claims {
        write_claim(graph, claim, &mut out)?;
    }
    Ok(out)
}

fn fillers(graph: &KnowledgeGraph, node: Node) -> Vec<EntityId> {
    let entity = |edge: &crate::graph::Edge| match edge.target {
        Node::Entity(id) => Some(id),
        _ => None,
    };
    graph.outgoing(node).into_iter().filter_map(entity).collect()
}

/// A file name for each entity: its label without what Obsidian or a file system forbids, numbered where two would be one
/// (without regard to case, as on most people's disks).
fn names(graph: &KnowledgeGraph) -> BTreeMap<EntityId, String> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for (id, entity) in graph.entities() {
        let plain: String = one_line(&entity.label)
            .chars()
            .map(|c| if "*\"\\/<>:|?#^[]".contains(c) || c.is_control() { ' ' } else { c })
            .take(80)
            .collect();
        let plain = one_line(&plain).trim_matches('.').trim().to_owned();
        let plain = if plain.is_empty() { entity.class.to_string() } else { plain };
        let numbered = (2..).map(|n| format!("{plain} {n}"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| taken.insert(name.to_lowercase()));
        names.insert(id, name.unwrap_or(plain));
    }
    names
}
