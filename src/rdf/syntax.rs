//! Sorted quads → text, for exports and for answers to `CONSTRUCT`.

mod jsonld;
mod lines;
mod read;
mod turtle;
mod xml;

use super::Options;
use crate::model::labels;
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
