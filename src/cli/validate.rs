//! `validate`: a dossier's graph, or a file of RDF, against the shapes of the ontology.

use super::{
    Global, Outcome, Result,
    choice::one_of,
    knowledge::{self, unreadable},
    open, output,
    table::counted,
    terminal::Terminal,
};
use clap::Args;
use oxrdf::{NamedNode, Term};
use rapporteur::{
    dossier::Dossier,
    export::html::around,
    model::{ByteSpan, CharSpan, DocumentId, Evidence},
    ontology::{Ontology, shapes::Path},
    rdf::{self, vocabulary::PREFIXES},
    shacl::{self, Data, Origin, Report, Violation},
};
use std::{
    convert::Infallible,
    io::{self, Write},
    path::PathBuf,
};

const AFTER: &str = "\
Examples:
  rapporteur validate dossier
  rapporteur validate graph.ttl --format turtle     a file of RDF; the report in SHACL's own vocabulary
  rapporteur validate dossier --ontology my-shapes  with shapes of your own beside the built-in ones

The shapes are ontology/shapes.ttl and the slots of the classes (`sh:property` in ontology/events/); their language is a part of
SHACL Core, and a constraint beyond it is an error. Exit codes: 0 the graph conforms, 1 it does not, 2 it could not be checked.";

/// Check a dossier's graph against the shapes of the ontology
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Validate {
    /// The dossier, or a file of RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld)
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&["text", "turtle"], |name| name))]
    format: &'static str,
}

impl Validate {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let ontology = knowledge::ontology(global)?;
        let shapes = ontology.shapes()?;
        let dossier = if self.path.is_file() { None } else { Some(Dossier::open(&self.path)?) };
        let mut data = Data::default();
        // The report counts what was given, not the ontology, which says what is below what.
        let given = self.read(global, terminal, dossier.as_ref(), &ontology, &mut data)?;
        data.extend(ontology.quads());
        let report = Report { triples: given, ..shacl::validate(&shapes, &data) };
        let base = match &dossier {
            Some(dossier) => dossier.settings().base.clone(),
            None => rdf::DEFAULT_BASE.to_owned(),
        };
        let names = Names { base };
        output::to(None, |out| {
            if self.format == "turtle" {
                let options = rdf::Options::with_base(&names.base)?;
                return Ok(rdf::syntax::write(
                    rdf::syntax::Syntax::Turtle,
                    &rdf::sorted(report.quads()),
                    &options,
                    out,
                )?);
            }
            for violation in &report.violations {
                let origin = shacl::origin(&data, &violation.focus);
                let sentence = origin.map(|origin| sentence(&origin, dossier.as_ref()));
                names.write(violation, sentence.as_deref(), out)?;
            }
            Ok(writeln!(
                out,
                "{} on {} nodes and {} triples",
                counted(report.violations.len(), "violation"),
                report.nodes,
                report.triples
            )?)
        })?;
        Ok(Outcome::refused_if(!report.conforms()))
    }

    /// Puts all quads into `data`, those of one graph after another, and gives their number.
    fn read(
        &self,
        global: &Global,
        terminal: &Terminal,
        dossier: Option<&Dossier>,
        ontology: &Ontology,
        data: &mut Data,
    ) -> Result<usize> {
        let mut given = 0;
        if let Some(dossier) = dossier {
            let graph = open::graph(global, terminal, dossier, None)?;
            let rdf = open::rdf_options(dossier, None, ontology)?;
            let done: std::result::Result<(), Infallible> = rdf::by_graph(&graph, &rdf, |quads| {
                given += quads.len();
                data.extend(quads);
                Ok(())
            });
            return match done {
                Ok(()) => Ok(given),
            };
        }
        let text = std::fs::read(&self.path).map_err(|error| unreadable(&self.path, &error))?;
        let quads = rdf::syntax::read(&self.path.display().to_string(), &text)?;
        given += quads.len();
        data.extend(quads);
        Ok(given)
    }
}

/// The words that a node comes from with the sentence around them, where the article's text is at hand.
fn sentence(origin: &Origin, dossier: Option<&Dossier>) -> String {
    let id = DocumentId(origin.text_sha256.clone());
    let text = dossier.and_then(|dossier| dossier.document(&id).ok()).map(|document| document.text);
    let byte = |text: &String, at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let bytes = text.as_ref().map_or((0, 0), |text| (byte(text, origin.start), byte(text, origin.end)));
    let evidence = Evidence {
        document: id,
        bytes: ByteSpan::new(bytes.0, bytes.1.max(bytes.0)),
        chars: CharSpan::new(origin.start, origin.end.max(origin.start)),
        quote: origin.quote.clone(),
        prefix: origin.prefix.clone(),
        suffix: origin.suffix.clone(),
    };
    let (before, after) = around(&evidence, text.as_deref());
    let words = format!("{before}[{}]{after}", origin.quote);
    format!("{}: {}", origin.article, words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// IRIs as people read them.
struct Names {
    base: String,
}

impl Names {
    fn write(&self, violation: &Violation, sentence: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
        let severity = violation.severity.as_str().rsplit('#').next().unwrap_or_default().to_lowercase();
        let path = match &violation.path {
            Some(Path::Forward(property)) => format!(" {}", self.iri(property)),
            Some(Path::Inverse(property)) => format!(" ^{}", self.iri(property)),
            None => String::new(),
        };
        let same = violation.value.as_ref() == Some(&violation.focus);
        let value = violation.value.as_ref().filter(|_| !same).map(|value| format!(" {}", self.term(value)));
        let (focus, message) = (self.term(&violation.focus), &violation.message);
        writeln!(out, "{severity}: {focus}{path}{} {message}", value.unwrap_or_default())?;
        writeln!(
            out,
            "  {} of {}",
            violation.component.trim_end_matches("ConstraintComponent"),
            self.shape(violation)
        )?;
        match sentence {
            Some(sentence) => writeln!(out, "  from {sentence}\n"),
            None => writeln!(out),
        }
    }

    fn shape(&self, violation: &Violation) -> String {
        match &violation.root {
            oxrdf::NamedOrBlankNode::NamedNode(node) => self.iri(node),
            oxrdf::NamedOrBlankNode::BlankNode(_) => "a shape without a name".to_owned(),
        }
    }

    #[allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant")]
    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node),
            Term::Literal(literal) => {
                let text: String = literal.value().chars().take(60).collect();
                let cut = if text.len() < literal.value().len() { "…" } else { "" };
                format!("“{text}{cut}”")
            }
            other => other.to_string(),
        }
    }

    fn iri(&self, node: &NamedNode) -> String {
        let iri = node.as_str();
        if let Some(local) = iri.strip_prefix(&self.base) {
            return local.to_owned();
        }
        let shape = ("shape", "https://w3id.org/rapporteur/shape#");
        let mut prefixes = PREFIXES.iter().chain(std::iter::once(&shape));
        let short = prefixes.find_map(|(name, start)| Some(format!("{name}:{}", iri.strip_prefix(start)?)));
        short.unwrap_or_else(|| node.to_string())
    }
}
