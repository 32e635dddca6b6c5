//! `export`: a dossier's graph in another format.

use super::{Global, Outcome, Result, choice::one_of, knowledge, open, output, terminal::Terminal};
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
everything; facts is one claim a line. The same dossier always gives the same bytes. With --infer the RDF formats carry
what follows by ontology/inference/*.rq: superclasses, superproperties, inverses, who met whom, who acts through whom.";

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
    /// For RDF: add what follows by the rules of inference, in a graph of its own
    #[arg(long)]
    infer: bool,
    /// For RDF with claims in it: add which triples each claim states, by RDF 1.2's rdf:reifies
    #[arg(long)]
    rdf12: bool,
}

impl Export {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let dossier = Dossier::open(&self.dossier)?;
        let ontology = knowledge::ontology(global)?;
        let rdf = open::rdf_options(&dossier, self.base.as_deref(), &ontology)?;
        let folder = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        if self.format.is_folder() && folder.is_none() {
            let message = Diagnostic::error(format!("{} is a folder of files", self.format));
            return Err(message.hint(format!("name it: --output {}", self.format)).into());
        }
        if self.infer && self.format.syntax().is_none() {
            let message = Diagnostic::error(format!("{} does not carry what is inferred", self.format));
            return Err(message.hint("--infer goes with turtle, trig, nquads, ntriples, rdfxml and jsonld").into());
        }
        self.check_rdf12()?;
        let graph = open::graph(global, terminal, &dossier, None)?;
        let options = export::Options { rdf, graphs: self.graphs, projection: self.projection };
        if let Some(syntax) = self.format.syntax() {
            let inferred = if self.infer {
                Some(open::inferring(rdf::quads(&graph, &options.rdf), &ontology, &options.rdf)?)
            } else {
                None
            };
            output::to(self.output.as_deref(), |out| {
                match inferred {
                    Some(quads) => export::write_quads(syntax, quads, &options, out)?,
                    None => export::write(self.format, &graph, &options, out)?,
                }
                if self.rdf12 {
                    rdf::write_reifications(syntax, &rdf::reifications(&graph, &options.rdf), out)?;
                }
                Ok(())
            })?;
            return Ok(Outcome::Done);
        }
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

    /// Only where claims are written, and the syntax has triple terms.
    fn check_rdf12(&self) -> Result<()> {
        let fits = match self.format {
            Format::Trig | Format::Nquads => true,
            Format::Turtle | Format::Ntriples => self.graphs == Graphs::Union,
            _ => false,
        };
        if !self.rdf12 || fits {
            return Ok(());
        }
        let message = Diagnostic::error(format!("{} as asked for has no claims that could state triples", self.format));
        Err(message.hint("--rdf12 goes with trig and nquads, and with turtle and ntriples of --graphs union").into())
    }
}
