//! GEXF 1.3 for Gephi: dynamic, with spells in days. Attributes are declared before nodes, nodes come before edges; Gephi wants
//! `source, target, kind` unique and labels on one line, which the export graph grants.

use super::network::{Attribute, Network, Spell, Values, columns};
use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let nodes: Vec<Values> = network.nodes.iter().map(super::network::Node::values).collect();
    let edges: Vec<Values> = network.edges.iter().map(super::network::Edge::values).collect();
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("gexf").with_attributes([
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ]);
    root.write_inner_content(|writer| {
        let direction = if network.directed { "directed" } else { "undirected" };
        let graph = writer.create_element("graph").with_attributes([
            ("defaultedgetype", direction),
            ("mode", "dynamic"),
            ("timeformat", "date"),
            ("timerepresentation", "interval"),
        ]);
        graph.write_inner_content(|writer| {
            write_columns(writer, "node", &nodes, true)?;
            write_columns(writer, "edge", &edges, false)?;
            write_nodes(writer, network, &nodes)?;
            write_edges(writer, network, &edges)
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

fn write_columns<W: io::Write>(writer: &mut Writer<W>, class: &str, values: &[Values], kind: bool) -> io::Result<()> {
    let attributes = writer.create_element("attributes").with_attributes([("class", class), ("mode", "static")]);
    attributes.write_inner_content(|writer| {
        let of = |value: &Attribute| match value {
            Attribute::Text(_) => "string",
            Attribute::Integer(_) => "long",
            Attribute::Decimal(_) => "double",
            Attribute::Boolean(_) => "boolean",
        };
        let named = kind.then_some(("kind", "string"));
        for (name, kind) in named.into_iter().chain(columns(values.iter()).into_iter().map(|(n, v)| (n, of(v)))) {
            let column = [("id", name), ("title", name), ("type", kind)];
            writer.create_element("attribute").with_attributes(column).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_values<W: io::Write>(writer: &mut Writer<W>, kind: Option<&str>, values: &Values) -> io::Result<()> {
    writer.create_element("attvalues").write_inner_content(|writer| {
        let named = kind.map(|kind| ("kind", kind.to_owned()));
        for (name, value) in named.into_iter().chain(values.iter().map(|(n, v)| (*n, v.show()))) {
            writer.create_element("attvalue").with_attributes([("for", name), ("value", &*value)]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_spells<W: io::Write>(writer: &mut Writer<W>, spells: &[Spell]) -> io::Result<()> {
    if spells.is_empty() {
        return Ok(());
    }
    writer.create_element("spells").write_inner_content(|writer| {
        for (start, end) in spells {
            let (start, end) = (start.to_string(), end.to_string());
            writer.create_element("spell").with_attributes([("start", &*start), ("end", &*end)]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_nodes<W: io::Write>(writer: &mut Writer<W>, network: &Network, values: &[Values]) -> io::Result<()> {
    writer.create_element("nodes").write_inner_content(|writer| {
        for (node, values) in network.nodes.iter().zip(values) {
            let element = writer.create_element("node").with_attributes([("id", &*node.id), ("label", &*node.label)]);
            element.write_inner_content(|writer| {
                write_values(writer, Some(&node.kind), values)?;
                write_spells(writer, &node.spells)?;
                let (x, y, size) = (node.x.to_string(), node.y.to_string(), node.size.to_string());
                let position = [("x", &*x), ("y", &*y), ("z", "0")];
                // As numbers: 1.3 has a `hex` too, which programs of before do not read.
                let [red, green, blue] = node.rgb().map(|part| part.to_string());
                let colour = [("r", &*red), ("g", &*green), ("b", &*blue)];
                writer.create_element("viz:color").with_attributes(colour).write_empty()?;
                writer.create_element("viz:position").with_attributes(position).write_empty()?;
                writer.create_element("viz:size").with_attribute(("value", &*size)).write_empty()?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_edges<W: io::Write>(writer: &mut Writer<W>, network: &Network, values: &[Values]) -> io::Result<()> {
    writer.create_element("edges").write_inner_content(|writer| {
        for (edge, values) in network.edges.iter().zip(values) {
            let weight = edge.weight.to_string();
            let element = writer.create_element("edge").with_attributes([
                ("id", &*edge.id),
                ("source", &*network.nodes[edge.source].id),
                ("target", &*network.nodes[edge.target].id),
                ("kind", &*edge.kind),
                ("label", &*edge.kind),
                ("weight", &*weight),
            ]);
            element.write_inner_content(|writer| {
                write_values(writer, None, values)?;
                write_spells(writer, &edge.spells)
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
