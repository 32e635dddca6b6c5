//! Cytoscape.js JSON, which Cytoscape for the desktop reads too: elements only, string ids from one space for nodes and edges,
//! no attribute named `parent`, `SUID` or `selected`, which the two take for themselves.

use super::network::{Network, Values};
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let data = |fixed: Value, values: Values| {
        let mut data = fixed.as_object().cloned().unwrap_or_default();
        data.extend(values.into_iter().map(|(name, value)| (name.to_owned(), value.json())));
        Value::Object(data)
    };
    let node = |node: &super::network::Node| {
        let fixed =
            json!({"id": node.id, "label": node.label, "kind": node.kind, "color": node.colour, "size": node.size});
        json!({"data": data(fixed, node.values()), "position": {"x": node.x, "y": node.y}})
    };
    let edge = |edge: &super::network::Edge| {
        let (source, target) = (&network.nodes[edge.source].id, &network.nodes[edge.target].id);
        let fixed = json!({
            "id": edge.id, "source": source, "target": target, "kind": edge.kind, "label": edge.kind,
            "interaction": edge.kind, "weight": edge.weight,
        });
        json!({"data": data(fixed, edge.values())})
    };
    let mut elements = Map::new();
    elements.insert("nodes".to_owned(), network.nodes.iter().map(node).collect());
    elements.insert("edges".to_owned(), network.edges.iter().map(edge).collect());
    serde_json::to_writer_pretty(&mut *out, &json!({"elements": elements}))?;
    out.write_all(b"\n")
}
