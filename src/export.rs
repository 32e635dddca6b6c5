//! `KnowledgeGraph` → files: one [`Format`] variant and one file a format. What each carries: TriG and N-Quads everything;
//! Turtle, N-Triples, RDF/XML and JSON-LD the merged view, or with [`Graphs::Union`] all triples without graph names; `facts`
//! every claim; the others a [`Projection`] of the graph. Sorted, without a clock: equal graphs give equal bytes.

mod facts;
mod graphml;
mod network;

use crate::{
    graph::KnowledgeGraph,
    model::labels,
    rdf::{self, syntax::Syntax},
};
use std::{fmt, io, str::FromStr};

labels! {
    /// The formats, by the names that `--format` takes.
    Format {
        /// RDF for people: prefixes, one block a subject.
        Turtle = "turtle",
        /// The same with named graphs.
        Trig = "trig",
        /// RDF with named graphs, one quad a line.
        Nquads = "nquads",
        /// RDF, one triple a line.
        Ntriples = "ntriples",
        /// RDF as XML.
        Rdfxml = "rdfxml",
        /// RDF as JSON, compact, with its context inside.
        Jsonld = "jsonld",
        /// Graph as XML, for networkx, Gephi, igraph.
        Graphml = "graphml",
        /// What every article says, one JSON object a line.
        Facts = "facts",
    }
}

labels! {
    /// Which triples the RDF formats without graph names carry.
    #[derive(Default)]
    Graphs {
        /// The merged view.
        #[default]
        Merged = "merged",
        /// The triples of all graphs.
        Union = "union",
    }
}

labels! {
    /// Which graph the graph formats show.
    #[derive(Default)]
    Projection {
        /// Events, statements and articles are nodes: lossless.
        #[default]
        Events = "events",
        /// Actors tied by the events that they take part in together.
        Actors = "actors",
    }
}

/// What to export.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How IRIs are minted.
    pub rdf: rdf::Options,
    /// For RDF formats without graph names.
    pub graphs: Graphs,
    /// For graph formats.
    pub projection: Projection,
}

/// Writes the graph.
///
/// # Errors
/// If `out` fails.
pub fn write(format: Format, graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let syntax = |syntax: Syntax, quads: &[oxrdf::Quad], out| rdf::syntax::write(syntax, quads, &options.rdf, out);
    match format {
        Format::Turtle => syntax(Syntax::Turtle, &triples(graph, options), out),
        Format::Trig => syntax(Syntax::Trig, &rdf::quads(graph, &options.rdf), out),
        Format::Nquads => syntax(Syntax::Nquads, &rdf::quads(graph, &options.rdf), out),
        Format::Ntriples => syntax(Syntax::Ntriples, &triples(graph, options), out),
        Format::Rdfxml => syntax(Syntax::Rdfxml, &triples(graph, options), out),
        Format::Jsonld => syntax(Syntax::Jsonld, &triples(graph, options), out),
        Format::Graphml => graphml::write(&network::Network::new(graph, options), out),
        Format::Facts => facts::write(graph, options, out),
    }
}

/// What a format without graph names carries: sorted, all in the default graph.
fn triples(graph: &KnowledgeGraph, options: &Options) -> Vec<oxrdf::Quad> {
    let quads = rdf::quads(graph, &options.rdf);
    match options.graphs {
        Graphs::Merged => quads.into_iter().filter(|q| q.graph_name.is_default_graph()).collect(),
        Graphs::Union => {
            let flat = |q: oxrdf::Quad| oxrdf::Quad { graph_name: oxrdf::GraphName::DefaultGraph, ..q };
            rdf::sorted(quads.into_iter().map(flat).collect())
        }
    }
}

#[cfg(test)]
mod tests;
