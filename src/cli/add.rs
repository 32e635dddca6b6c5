//! `add`: more articles for a dossier. Gives what a build of all articles together would give.

use super::{
    Global, Outcome, Result,
    build::{Published, changed, ingest},
    knowledge, open,
    rewrite::State,
    terminal::Terminal,
};
use clap::Args;
use rapporteur::{Engine, diagnostic::Diagnostic, dossier::Dossier};
use std::{collections::BTreeSet, path::PathBuf};

const AFTER: &str = "\
Examples:
  rapporteur add dossier today/*.txt
  rapporteur add dossier                 read again what an older version or other rules had read";

/// Add articles to a dossier
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Add {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// Files, folders, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    published: Published,
}

impl Add {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let sources = knowledge::sources(global)?;
        let mut dossier = Dossier::open_to_change(&self.dossier)?;
        let base = open::base(&dossier)?;
        let engine = Engine::new(&sources)?;
        let (mut documents, refused) = ingest(&self.inputs, &self.published, terminal);
        let known = dossier.records()?;
        documents.retain(|document| {
            let same = known.iter().find(|record| record.id == document.id && record.metadata == document.metadata);
            if let Some(record) = same {
                let message = format!("in the dossier already, as {}", record.file);
                terminal.say(&Diagnostic::note(message).in_file(document.file.clone()));
            }
            same.is_none()
        });
        if documents.is_empty() && !self.inputs.is_empty() {
            if refused > 0 {
                return Err(Diagnostic::error("no article could be read: the dossier is as it was").into());
            }
            return Ok(Outcome::Done);
        }
        let state = State::read(&dossier, &engine, &sources.fingerprint(), documents, &BTreeSet::new(), terminal)?;
        let read = state.write(&mut dossier, &sources, &base)?;
        if !global.quiet {
            changed(&dossier, &read, 0)?;
        }
        Ok(Outcome::refused_if(refused > 0))
    }
}
