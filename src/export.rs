//! `KnowledgeGraph` → files: one [`Format`] variant and one file a format.

mod facts;

use crate::{graph::KnowledgeGraph, model::labels, rdf};
use std::{fmt, io, str::FromStr};

labels! {
    /// The formats, by the names that `--format` takes.
    Format {
        /// What every article says, one JSON object a line.
        Facts = "facts",
    }
}

/// What to export.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How IRIs are minted.
    pub rdf: rdf::Options,
}

/// Writes the graph.
///
/// # Errors
/// If `out` fails.
pub fn write(format: Format, graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Facts => facts::write(graph, options, out),
    }
}
