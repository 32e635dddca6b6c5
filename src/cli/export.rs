//! `export`: a dossier's graph in another format.

use super::{Global, Outcome, Result, choice::one_of, open, output, terminal::Terminal};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::Dossier,
    export::{self, Format, Graphs, Projection},
    rdf,
};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  rapporteur export dossier --format turtle -o graph.ttl        the merged view, for people and RDF tools
  rapporteur export dossier --format nquads -o graph.nq         everything: claims and evidence, by article
  rapporteur export dossier --format jsonld --graphs union      all triples, without graph names
  rapporteur export dossier --format graphml --projection actors -o actors.graphml
  rapporteur export dossier --format csv -o tables              a folder of tables; neo4j and obsidian are folders too
  rapporteur export dossier --format facts | grep '\"class\":\"Meeting\"'

Turtle, N-Triples, RDF/XML and JSON-LD carry the merged view (--graphs union: all triples); TriG and N-Quads carry
everything; facts is one claim a line. The same dossier always gives the same bytes.";

/// Write a dossier's graph in another format
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Export {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,
    /// A file (default: standard output), or the folder that csv, neo4j and obsidian are
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Which triples the RDF formats without graph names carry
    #[arg(long, value_name = "WHICH", default_value = "merged", value_parser = one_of(Graphs::ALL, Graphs::as_str))]
    graphs: Graphs,
    /// Which graph the graph formats show
    #[arg(long, value_name = "WHICH", default_value = "events", value_parser = one_of(Projection::ALL, Projection::as_str))]
    projection: Projection,
    /// Start of the IRIs (default: that of the dossier)
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
}

impl Export {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let dossier = Dossier::open(&self.dossier)?;
        let rdf = match &self.base {
            Some(base) => rdf::Options::with_base(base)?,
            None => open::rdf_options(&dossier)?,
        };
        let folder = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        if self.format.is_folder() && folder.is_none() {
            let message = Diagnostic::error(format!("{} is a folder of files", self.format));
            return Err(message.hint(format!("name it: --output {}", self.format)).into());
        }
        let graph = open::graph(global, terminal, &dossier, None)?;
        let options = export::Options { rdf, graphs: self.graphs, projection: self.projection };
        if let (true, Some(folder)) = (self.format.is_folder(), folder) {
            output::folder(folder, &export::files(self.format, &graph, &options)?)?;
            return Ok(Outcome::Done);
        }
        if self.format == Format::Html {
            // The page shows evidence with its whole sentence, which only the articles' texts have.
            let texts = dossier.documents()?.into_iter().map(|document| (document.id, document.text)).collect();
            let extras = export::html::Extras { texts, ..export::html::Extras::default() };
            output::to(self.output.as_deref(), |out| Ok(export::html::write(&graph, &options, &extras, out)?))?;
            return Ok(Outcome::Done);
        }
        output::to(self.output.as_deref(), |out| Ok(export::write(self.format, &graph, &options, out)?))?;
        Ok(Outcome::Done)
    }
}
