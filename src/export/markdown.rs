//! Markdown for people: what happened, by date, then what was said; each with the words it stands on.

use crate::{
    graph::{ClaimRef, KnowledgeGraph},
    rdf::{base_name, statement_label},
};
use std::io;

pub(super) fn write(graph: &KnowledgeGraph, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# Events\n")?;
    let mut events: Vec<_> = graph.events().map(|(id, _)| graph.merged(id)).collect();
    events.sort_by_key(|e| (e.time.as_ref().map(|t| (t.earliest, t.latest)), e.label.clone()));
    for event in &events {
        writeln!(out, "## {}\n", escape(&event.label))?;
        let sources = if event.sources == 1 { "1 source".to_owned() } else { format!("{} sources", event.sources) };
        writeln!(out, "{}, {sources}\n", event.status)?;
        if !graph.contradictions(event.id).is_empty() {
            writeln!(out, "The sources contradict one another.\n")?;
        }
        for &claim in &event.claims {
            write_claim(graph, claim, out)?;
        }
    }
    writeln!(out, "# Statements\n")?;
    for at in 0..graph.statements().len() as u32 {
        writeln!(out, "## {}\n", escape(&statement_label(graph, at)))?;
        write_claim(graph, ClaimRef::Statement(at), out)?;
    }
    Ok(())
}

/// The evidence as block quotes, and where it is from.
pub(super) fn write_claim(graph: &KnowledgeGraph, claim: ClaimRef, out: &mut dyn io::Write) -> io::Result<()> {
    let voices: Vec<String> = graph.attribution(claim).0.iter().map(|&e| escape(&graph.entity(e).label)).collect();
    for evidence in graph.evidence(claim) {
        writeln!(out, "> {}", escape(&evidence.quote))?;
        let document = graph.document_index(&evidence.document).map(|at| &graph.documents()[at as usize]);
        let Some(document) = document else { continue };
        let metadata = &document.metadata;
        let mut from = escape(metadata.title.as_deref().unwrap_or_else(|| base_name(&document.file)));
        if let Some(publisher) = &metadata.publisher {
            from = format!("{from}, {}", escape(publisher));
        }
        if let Some(published) = metadata.published {
            from = format!("{from}, {published}");
        }
        let day = graph.said(claim).map(|time| format!(" on {}", escape(&time.edtf))).unwrap_or_default();
        let said = if voices.is_empty() { String::new() } else { format!("{}{day}, in ", voices.join(", ")) };
        writeln!(out, ">\n> — {said}{from}\n")?;
    }
    Ok(())
}

/// One line in which no character is taken for markup.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in super::network::one_line(text).chars() {
        if "\\`*_[]<>#|&~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
