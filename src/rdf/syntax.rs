//! Sorted quads → text, for exports and for answers to `CONSTRUCT`.

mod jsonld;
mod lines;
mod read;
mod turtle;
mod xml;

use super::Options;
use crate::{graph::KnowledgeGraph, model::labels};
use oxrdf::Quad;
use std::{fmt, io, str::FromStr};

pub use jsonld::CONTEXT;
pub use read::read;

labels! {
    /// The concrete syntaxes. `TriG` and N-Quads carry graph names, the others must be given triples.
    Syntax {
        /// For people: prefixes, one block a subject.
        Turtle = "turtle",
        /// The same with named graphs.
        Trig = "trig",
        /// One quad a line.
        Nquads = "nquads",
        /// One triple a line.
        Ntriples = "ntriples",
        /// XML.
        Rdfxml = "rdfxml",
        /// Compact JSON-LD with its context inside.
        Jsonld = "jsonld",
    }
}

impl Syntax {
    /// Does it carry graph names?
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::Trig | Self::Nquads)
    }
}

/// Writes a knowledge graph as `TriG` or N-Quads, one of its graphs after another and no more than one held at a time. `TriG` goes
/// through them twice, since its prefixes come first.
///
/// # Errors
/// If `out` fails.
pub fn write_graphs(
    syntax: Syntax,
    graph: &KnowledgeGraph,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if syntax != Syntax::Trig {
        return super::by_graph(graph, options, |quads| write(syntax, &quads, options, out));
    }
    let mut prefixes = turtle::Prefixes::new(&options.base);
    super::by_graph(graph, options, |quads| {
        prefixes.add(&quads);
        Ok::<(), io::Error>(())
    })?;
    prefixes.write(out)?;
    super::by_graph(graph, options, |quads| turtle::write_graphs(&quads, &prefixes, out))
}

/// Writes quads that [`super::sorted`] has sorted.
///
/// # Errors
/// If `out` fails, or RDF/XML is asked to write a predicate that does not end in an XML name.
pub fn write(syntax: Syntax, quads: &[Quad], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match syntax {
        Syntax::Turtle | Syntax::Trig => turtle::write(quads, options, out),
        Syntax::Nquads | Syntax::Ntriples => lines::write(quads, out),
        Syntax::Rdfxml => xml::write(quads, out),
        Syntax::Jsonld => jsonld::write(quads, options, out),
    }
}
