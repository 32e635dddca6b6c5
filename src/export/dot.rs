//! Graphviz DOT. Every id and label is a quoted string, so that one that begins with `<` is not taken for HTML.

use super::network::Network;
use std::io;

pub(super) fn write(network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let (kind, arrow) = if network.directed { ("digraph", "->") } else { ("graph", "--") };
    writeln!(out, "{kind} rapporteur {{")?;
    writeln!(out, "  node [style=filled, color=\"#ffffff\", fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [color=\"#888888\", fontname=\"sans-serif\", fontsize=10];")?;
    for node in &network.nodes {
        let (id, label, class) = (quoted(&node.id), quoted(&shown(&node.label)), quoted(&node.kind));
        writeln!(
            out,
            "  {id} [label={label}, class={class}, fillcolor=\"{}\", fontcolor=\"{}\", URL={}];",
            node.colour,
            ink(node.rgb()),
            quoted(&node.iri)
        )?;
    }
    for edge in &network.edges {
        let (source, target) = (quoted(&network.nodes[edge.source].id), quoted(&network.nodes[edge.target].id));
        writeln!(out, "  {source} {arrow} {target} [label={}, weight={}];", quoted(&edge.kind), edge.weight)?;
    }
    out.write_all(b"}\n")
}

/// White on dark, black on light.
fn ink([r, g, b]: [u8; 3]) -> &'static str {
    // As bright as the eye sees red, green and blue.
    if u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114 < 140_000 { "#ffffff" } else { "#000000" }
}

/// What Graphviz shows as this text: it reads character references in labels.
fn shown(text: &str) -> String {
    text.replace('&', "&amp;")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
