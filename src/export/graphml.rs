//! `GraphML`: every attribute declared by a `<key>` of its own for nodes and for edges, typed; no keys for the graph as a whole,
//! which several readers refuse.

use super::network::{Attribute, Edge, Network, Node, Values, columns};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let nodes: Vec<Values> = network.nodes.iter().map(node_values).collect();
    let edges: Vec<Values> = network.edges.iter().map(edge_values).collect();
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|writer| {
        write_keys(writer, "node", &nodes)?;
        write_keys(writer, "edge", &edges)?;
        let direction = if network.directed { "directed" } else { "undirected" };
        let graph = writer.create_element("graph").with_attributes([("id", "G"), ("edgedefault", direction)]);
        graph.write_inner_content(|writer| {
            for (node, values) in network.nodes.iter().zip(&nodes) {
                let element = writer.create_element("node").with_attribute(("id", &*node.id));
                element.write_inner_content(|writer| write_data(writer, "node", values))?;
            }
            for (edge, values) in network.edges.iter().zip(&edges) {
                let (source, target) = (&*network.nodes[edge.source].id, &*network.nodes[edge.target].id);
                let ends = [("id", &*edge.id), ("source", source), ("target", target)];
                let element = writer.create_element("edge").with_attributes(ends);
                element.write_inner_content(|writer| write_data(writer, "edge", values))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

fn node_values(node: &Node) -> Values {
    let text = |text: &str| Attribute::Text(text.to_owned());
    let mut values = node.values();
    values.extend([
        ("label", text(&node.label)),
        ("kind", text(&node.kind)),
        ("x", Attribute::Decimal(node.x)),
        ("y", Attribute::Decimal(node.y)),
        ("size", Attribute::Decimal(node.size)),
        ("color", text(node.colour)),
    ]);
    values
}

fn edge_values(edge: &Edge) -> Values {
    let text = |text: &str| Attribute::Text(text.to_owned());
    let mut values = edge.values();
    values.extend([
        ("label", text(&edge.kind)),
        ("kind", text(&edge.kind)),
        ("weight", Attribute::Decimal(edge.weight)),
    ]);
    values
}

/// One key for each attribute; a node's and an edge's of one name need two ids.
fn write_keys<W: io::Write>(writer: &mut Writer<W>, of: &str, values: &[Values]) -> io::Result<()> {
    for (name, value) in columns(values.iter()) {
        let kind = type_of(value);
        let id = format!("{of}_{name}");
        let attributes = [("id", &*id), ("for", of), ("attr.name", name), ("attr.type", kind)];
        writer.create_element("key").with_attributes(attributes).write_empty()?;
    }
    Ok(())
}

fn type_of(value: &Attribute) -> &'static str {
    match value {
        Attribute::Text(_) => "string",
        Attribute::Integer(_) => "long",
        Attribute::Decimal(_) => "double",
        Attribute::Boolean(_) => "boolean",
    }
}

fn write_data<W: io::Write>(writer: &mut Writer<W>, of: &str, values: &Values) -> io::Result<()> {
    for (name, value) in values {
        let data = writer.create_element("data").with_attribute(("key", &*format!("{of}_{name}")));
        data.write_text_content(BytesText::new(&value.show()))?;
    }
    Ok(())
}
