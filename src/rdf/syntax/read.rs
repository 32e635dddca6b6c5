//! Text in any RDF syntax → quads, by oxrdfio. Blank nodes are named in the order in which they come, because the parsers' own
//! names are random.

use crate::diagnostic::Diagnostic;
use oxrdf::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};
use std::collections::HashMap;

/// Reads a file's text; its name tells the syntax.
///
/// # Errors
/// If the name does not tell, or the text is not well formed.
pub fn read(file: &str, text: &[u8]) -> Result<Vec<Quad>, Diagnostic> {
    let format = file.rsplit_once('.').and_then(|(_, ending)| RdfFormat::from_extension(&ending.to_ascii_lowercase()));
    let Some(format) = format else {
        let message = Diagnostic::error("the name of this file does not tell the syntax of its RDF").in_file(file);
        return Err(message.hint("it ends in .ttl, .nt, .nq, .trig, .rdf or .jsonld"));
    };
    let mut names: HashMap<BlankNode, BlankNode> = HashMap::new();
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(format).for_slice(text) {
        match quad {
            Ok(quad) => quads.push(renamed(quad, &mut names)),
            Err(error) => {
                let message = Diagnostic::error(format!("not well-formed {}: {}", format.name(), error));
                let start = error.location().map(|at| at.start);
                return Err(match start {
                    Some(start) => message.at(file, start.line as u32 + 1, start.column as u32 + 1),
                    None => message.in_file(file),
                });
            }
        }
    }
    Ok(quads)
}

fn renamed(quad: Quad, names: &mut HashMap<BlankNode, BlankNode>) -> Quad {
    let mut name = |node: BlankNode| {
        let fresh = BlankNode::new_unchecked(format!("n{}", names.len()));
        names.entry(node).or_insert(fresh).clone()
    };
    let subject = match quad.subject {
        NamedOrBlankNode::BlankNode(node) => name(node).into(),
        subject @ NamedOrBlankNode::NamedNode(_) => subject,
    };
    let object = match quad.object {
        Term::BlankNode(node) => name(node).into(),
        object => object,
    };
    let graph_name = match quad.graph_name {
        GraphName::BlankNode(node) => name(node).into(),
        graph => graph,
    };
    Quad { subject, predicate: quad.predicate, object, graph_name }
}
