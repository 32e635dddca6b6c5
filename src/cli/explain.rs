//! `explain`: why a sentence gave what it gave, and what is known of a thing and from whom.

mod sentence;
mod thing;

use super::{Global, Outcome, Result, build::Published, terminal::Terminal};
use clap::Args;
use rapporteur::diagnostic::Diagnostic;
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  rapporteur explain talks.txt --sentence 3             its tree, names, the rules that were tried, the claims made
  rapporteur explain talks.txt --text \"met in Geneva\"   the sentence with these words
  rapporteur explain --text \"Envoys from Norland and Suderia met in Geneva on Monday.\" --published 2031-03-14
  rapporteur explain dossier \"Ilse Marquardt\"           what is known of her, from whom, in which words
  rapporteur explain dossier https://w3id.org/rapporteur/id/city/geneva";

/// Tell why: what a sentence gave, or what is known of a thing
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Explain {
    /// A dossier or an article
    #[arg(value_name = "DIR|FILE", required_unless_present = "text")]
    subject: Option<PathBuf>,
    /// Of a dossier: the thing, by name or IRI
    #[arg(value_name = "LABEL|IRI", conflicts_with_all = ["sentence", "text"])]
    thing: Option<String>,
    /// Of an article: the number of a sentence, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "text")]
    sentence: Option<u32>,
    /// Words of the sentence; without a file, the text itself
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    published: Published,
    /// Weights other than the embedded ones
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
}

impl Explain {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let is_article = self.sentence.is_some() || self.text.is_some();
        match (&self.subject, &self.thing) {
            (Some(dossier), Some(thing)) => thing::explain(global, terminal, dossier, thing),
            (Some(folder), None) if folder.is_dir() && !is_article => {
                Err(Diagnostic::error("explain what? A label or an IRI is missing")
                    .hint(format!("rapporteur explain {} \"NAME\"", folder.display()))
                    .into())
            }
            _ => self.sentences(global, terminal),
        }
    }
}
