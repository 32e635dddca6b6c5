//! graphology's JSON, for sigma.js: a multigraph, `kind` and not `type` (which sigma takes for a renderer's name), and a
//! position on every node, without which sigma refuses the graph.

use super::network::{Edge, Network, Node};
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let document = json!({
        "attributes": {"name": "rapporteur"},
        "options": {"type": if network.directed { "directed" } else { "undirected" }, "multi": true, "allowSelfLoops": true},
        "nodes": network.nodes.iter().map(node).collect::<Vec<_>>(),
        "edges": network.edges.iter().map(|e| edge(network, e)).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn node(node: &Node) -> Value {
    let mut attributes: Map<String, Value> =
        node.values().into_iter().map(|(name, value)| (name.to_owned(), value.json())).collect();
    attributes.extend([
        ("label".to_owned(), node.label.as_str().into()),
        ("kind".to_owned(), node.kind.as_str().into()),
        ("x".to_owned(), node.x.into()),
        ("y".to_owned(), node.y.into()),
        ("size".to_owned(), node.size.into()),
        ("color".to_owned(), node.colour.into()),
    ]);
    json!({"key": node.id, "attributes": attributes})
}

fn edge(network: &Network, edge: &Edge) -> Value {
    let mut attributes: Map<String, Value> =
        edge.values().into_iter().map(|(name, value)| (name.to_owned(), value.json())).collect();
    attributes.extend([
        ("label".to_owned(), edge.kind.as_str().into()),
        ("kind".to_owned(), edge.kind.as_str().into()),
        ("weight".to_owned(), edge.weight.into()),
    ]);
    let (source, target) = (&network.nodes[edge.source].id, &network.nodes[edge.target].id);
    json!({
        "key": edge.id, "source": source, "target": target, "undirected": !network.directed, "attributes": attributes,
    })
}
