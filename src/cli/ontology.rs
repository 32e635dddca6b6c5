//! `ontology`: what may be said, to read and for other tools.

use super::{Global, Outcome, Result, choice::one_of, knowledge, output};
use clap::Args;
use rapporteur::{
    rdf::{self, syntax},
    reference, store,
};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  rapporteur ontology --format html -o vocabulary.html     every class and property, with roles, words and examples
  rapporteur ontology --format turtle -o rapporteur.ttl    classes, properties, shapes and words, as one file of Turtle
  rapporteur ontology --format context                     the JSON-LD context
  rapporteur ontology --format questions                   the named questions, as sh:SPARQLSelectExecutable

With --ontology DIR, what you added is in it.";

const FORMATS: &[&str] = &["html", "turtle", "context", "questions"];

/// Print the vocabulary: classes, properties, shapes, words, questions
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Ontology {
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "turtle", value_parser = one_of(FORMATS, |name| name))]
    format: &'static str,
    /// A file (default: standard output)
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

impl Ontology {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let text = match self.format {
            "html" => reference::page(&knowledge::engine_with(global, None)?.knowledge),
            "context" => syntax::CONTEXT.to_owned(),
            "questions" => {
                let mut text = Vec::new();
                let options = rdf::Options::default();
                syntax::write(syntax::Syntax::Turtle, &store::executables(), &options, &mut text)?;
                String::from_utf8_lossy(&text).into_owned()
            }
            _ => {
                let ontology = knowledge::ontology(global)?;
                let files = ontology.sources().iter().map(|(name, text)| format!("# ───── {name} ─────\n\n{text}"));
                files.collect::<Vec<_>>().join("\n")
            }
        };
        output::to(self.output.as_deref(), |out| Ok(out.write_all(text.as_bytes())?))?;
        Ok(Outcome::Done)
    }
}
