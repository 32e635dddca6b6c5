//! `KnowledgeGraph` → files: one [`Format`] variant and one file a format. What each carries: `TriG` and N-Quads everything;
//! Turtle, N-Triples, RDF/XML and JSON-LD the merged view, or with [`Graphs::Union`] all triples without graph names; `facts`
//! every claim; the others a [`Projection`] of the graph. Sorted, without a clock: equal graphs give equal bytes.

mod csv_tables;
mod cytoscape;
mod dot;
mod facts;
mod geojson;
mod gexf;
mod graphml;
mod graphology;
pub mod html;
mod ical;
mod layout;
mod markdown;
mod neo4j;
mod network;
mod obsidian;
mod yed;

use crate::{
    graph::KnowledgeGraph,
    model::labels,
    rdf::{self, syntax::Syntax},
};
use network::Network;
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
        /// What the dataset holds: its description in `VoID`, as Turtle.
        Void = "void",
        /// Graph as XML, for networkx, Gephi, igraph.
        Graphml = "graphml",
        /// Graph as XML with time, for Gephi.
        Gexf = "gexf",
        /// Graph for Graphviz.
        Dot = "dot",
        /// Graph as JSON for Cytoscape.js and Cytoscape.
        Cytoscape = "cytoscape",
        /// Graph as JSON for graphology and sigma.js.
        Graphology = "graphology",
        /// Tables for Neo4j's importer, and the commands that load them: a folder.
        Neo4j = "neo4j",
        /// Tables of nodes and edges: a folder.
        Csv = "csv",
        /// Places with what happened there, for maps.
        Geojson = "geojson",
        /// Dated events for calendars.
        Ical = "ical",
        /// Events and statements to read.
        Markdown = "markdown",
        /// A vault of linked notes: a folder.
        Obsidian = "obsidian",
        /// Graph for the editor yEd.
        Yed = "yed",
        /// One page to explore, without network.
        Html = "html",
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

/// Writes the graph as one file.
///
/// # Errors
/// If `out` fails, or the format is a folder (`InvalidInput`).
pub fn write(format: Format, graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(syntax) = format.syntax() {
        return write_rdf(syntax, graph, options, out);
    }
    match format {
        Format::Void => {
            // Of the graphs of articles it tells only how many there are.
            let mut quads = Vec::new();
            rdf::by_graph(graph, &options.rdf, |mut of_one| {
                let all = of_one.first().is_some_and(|quad| quad.graph_name.is_default_graph());
                of_one.truncate(if all { of_one.len() } else { 1 });
                quads.append(&mut of_one);
                Ok::<(), io::Error>(())
            })?;
            let described = rdf::describe(&quads, &rdf::dataset(&options.rdf), &options.rdf.base);
            rdf::syntax::write(Syntax::Turtle, &described, &options.rdf, out)
        }
        Format::Turtle | Format::Trig | Format::Nquads | Format::Ntriples | Format::Rdfxml | Format::Jsonld => Ok(()),
        Format::Graphml => graphml::write(&Network::laid_out(graph, options), out),
        Format::Gexf => gexf::write(&Network::laid_out(graph, options), out),
        Format::Dot => dot::write(&Network::new(graph, options), out),
        Format::Cytoscape => cytoscape::write(&Network::laid_out(graph, options), out),
        Format::Graphology => graphology::write(&Network::laid_out(graph, options), out),
        Format::Geojson => geojson::write(graph, options, out),
        Format::Ical => ical::write(graph, options, out),
        Format::Markdown => markdown::write(graph, out),
        Format::Yed => yed::write(&Network::laid_out(graph, options), out),
        Format::Neo4j | Format::Csv | Format::Obsidian => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{format} is a folder, not one file")))
        }
        Format::Html => html::write(graph, options, &html::Extras::default(), out),
        Format::Facts => facts::write(graph, options, out),
    }
}

/// One graph after another where the syntax allows it, and no more than is asked for.
fn write_rdf(syntax: Syntax, graph: &KnowledgeGraph, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    if syntax.has_graphs() {
        return rdf::syntax::write_graphs(syntax, graph, &options.rdf, out);
    }
    let merged = options.graphs == Graphs::Merged;
    let quads = if merged { rdf::merged(graph, &options.rdf) } else { rdf::quads(graph, &options.rdf) };
    write_quads(syntax, quads, options, out)
}

/// Writes quads in one of the RDF formats: those without graph names carry the merged view with what was inferred from it, or
/// with [`Graphs::Union`] everything.
///
/// # Errors
/// If `out` fails.
pub fn write_quads(
    syntax: Syntax,
    quads: Vec<oxrdf::Quad>,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let quads = if syntax.has_graphs() { rdf::sorted(quads) } else { triples(quads, options) };
    rdf::syntax::write(syntax, &quads, &options.rdf, out)
}

impl Format {
    /// For a format of RDF its syntax.
    pub fn syntax(self) -> Option<Syntax> {
        Some(match self {
            Self::Turtle => Syntax::Turtle,
            Self::Trig => Syntax::Trig,
            Self::Nquads => Syntax::Nquads,
            Self::Ntriples => Syntax::Ntriples,
            Self::Rdfxml => Syntax::Rdfxml,
            Self::Jsonld => Syntax::Jsonld,
            _ => return None,
        })
    }
    /// Is it a folder of files ([`files`]) and not one file ([`write()`])?
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Neo4j | Self::Csv | Self::Obsidian)
    }
}

/// A file of a format that is a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, safe on every system.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// The files of a format: one named after the format where it is no folder. Nothing is written.
///
/// # Errors
/// If a writer fails, which memory does not.
pub fn files(format: Format, graph: &KnowledgeGraph, options: &Options) -> io::Result<Vec<File>> {
    match format {
        Format::Neo4j => neo4j::files(&Network::new(graph, options)),
        Format::Obsidian => obsidian::files(graph),
        Format::Csv => csv_tables::files(&Network::new(graph, options)),
        _ => {
            let mut content = Vec::new();
            write(format, graph, options, &mut content)?;
            Ok(vec![File { name: format.to_string(), content }])
        }
    }
}

/// What a format without graph names carries: sorted, all in the default graph.
fn triples(quads: Vec<oxrdf::Quad>, options: &Options) -> Vec<oxrdf::Quad> {
    let inferred = oxrdf::GraphName::from(rdf::inferred_graph(&options.rdf));
    let is_carried = |quad: &oxrdf::Quad| {
        options.graphs == Graphs::Union || quad.graph_name.is_default_graph() || quad.graph_name == inferred
    };
    let flat = |quad: oxrdf::Quad| oxrdf::Quad { graph_name: oxrdf::GraphName::DefaultGraph, ..quad };
    rdf::sorted(quads.into_iter().filter(is_carried).map(flat).collect())
}

#[cfg(test)]
mod tests;
