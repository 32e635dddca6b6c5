//! The `GraphML` flavour of yEd: its own keys and shapes with geometry. Plain `GraphML` shows there as boxes that lie on one
//! another without a label.

use super::network::Network;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("graphml").with_attributes([
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:y", "http://www.yworks.com/xml/graphml"),
    ]);
    root.write_inner_content(|writer| {
        for (id, of) in [("node_graphics", "node"), ("edge_graphics", "edge")] {
            let kind = format!("{of}graphics");
            let key = [("id", id), ("for", of), ("yfiles.type", &*kind)];
            writer.create_element("key").with_attributes(key).write_empty()?;
        }
        let direction = if network.directed { "directed" } else { "undirected" };
        let graph = writer.create_element("graph").with_attributes([("id", "G"), ("edgedefault", direction)]);
        graph.write_inner_content(|writer| {
            write_nodes(writer, network)?;
            write_edges(writer, network)
        })?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

fn write_nodes<W: io::Write>(writer: &mut Writer<W>, network: &Network) -> io::Result<()> {
    for node in &network.nodes {
        writer.create_element("node").with_attribute(("id", &*node.id)).write_inner_content(|writer| {
            let data = writer.create_element("data").with_attribute(("key", "node_graphics"));
            data.write_inner_content(|writer| {
                writer.create_element("y:ShapeNode").write_inner_content(|writer| {
                    // About seven points a letter; twice as far apart as other formats need, for the boxes are wide.
                    let width = (node.label.chars().count() as f64 * 7.0 + 14.0).min(400.0).to_string();
                    let (x, y) = ((node.x * 3.0).to_string(), (node.y * 2.0).to_string());
                    let geometry = [("x", &*x), ("y", &*y), ("width", &*width), ("height", "30")];
                    writer.create_element("y:Geometry").with_attributes(geometry).write_empty()?;
                    let fill = [("color", node.colour), ("transparent", "false")];
                    writer.create_element("y:Fill").with_attributes(fill).write_empty()?;
                    writer.create_element("y:NodeLabel").write_text_content(BytesText::new(&node.label))?;
                    writer.create_element("y:Shape").with_attribute(("type", "roundrectangle")).write_empty()?;
                    Ok(())
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
    }
    Ok(())
}

fn write_edges<W: io::Write>(writer: &mut Writer<W>, network: &Network) -> io::Result<()> {
    let arrow = if network.directed { "standard" } else { "none" };
    for edge in &network.edges {
        let (source, target) = (&*network.nodes[edge.source].id, &*network.nodes[edge.target].id);
        let ends = [("id", &*edge.id), ("source", source), ("target", target)];
        writer.create_element("edge").with_attributes(ends).write_inner_content(|writer| {
            let data = writer.create_element("data").with_attribute(("key", "edge_graphics"));
            data.write_inner_content(|writer| {
                writer.create_element("y:PolyLineEdge").write_inner_content(|writer| {
                    let arrows = [("source", "none"), ("target", arrow)];
                    writer.create_element("y:Arrows").with_attributes(arrows).write_empty()?;
                    writer.create_element("y:EdgeLabel").write_text_content(BytesText::new(&edge.kind))?;
                    Ok(())
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
    }
    Ok(())
}
