//! `remove`: articles go from a dossier, and with them all that only they told.

use super::{Global, Outcome, Result, build::changed, knowledge, open, rewrite::State, terminal::Terminal};
use clap::Args;
use rapporteur::{
    Engine,
    diagnostic::Diagnostic,
    dossier::Dossier,
    model::{DocumentId, DocumentRecord},
};
use std::{collections::BTreeSet, path::PathBuf};

const AFTER: &str = "\
Examples:
  rapporteur list dossier
  rapporteur remove dossier 3f9a2c          the first digits of an article's identity, as `list` shows it
  rapporteur remove dossier talks.txt       or the name of its file";

/// Remove articles from a dossier, without a trace
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Remove {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// The articles: first digits of the identity, or file
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
}

impl Remove {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let sources = knowledge::sources(global)?;
        let mut dossier = Dossier::open_to_change(&self.dossier)?;
        let base = open::base(&dossier)?;
        let records = dossier.records()?;
        let mut gone = BTreeSet::new();
        let mut refused = false;
        for name in &self.ids {
            match find(&records, name) {
                Ok(id) => {
                    gone.insert(id);
                }
                Err(diagnostic) => {
                    terminal.say(&diagnostic);
                    refused = true;
                }
            }
        }
        if gone.is_empty() {
            return Err(Diagnostic::error("nothing was removed").into());
        }
        let engine = Engine::new(&sources)?;
        let state = State::read(&dossier, &engine, &sources.fingerprint(), Vec::new(), &gone, terminal)?;
        let read = state.write(&mut dossier, &sources, &base)?;
        if !global.quiet {
            changed(&dossier, &read, gone.len())?;
        }
        Ok(Outcome::refused_if(refused))
    }
}

/// The one article of that identity or file.
fn find(records: &[DocumentRecord], name: &str) -> std::result::Result<DocumentId, Diagnostic> {
    let digits = name.len() >= 4 && name.bytes().all(|b| b.is_ascii_hexdigit());
    let base = |file: &str| file.rsplit('/').next().unwrap_or_default().to_owned();
    let fits = |record: &&DocumentRecord| {
        digits && record.id.0.starts_with(&name.to_ascii_lowercase())
            || record.file == name
            || base(&record.file) == name
    };
    let found: Vec<&DocumentRecord> = records.iter().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => {
            let message = Diagnostic::error(format!("the dossier has no article “{name}”"));
            Err(message.hint("rapporteur list shows the articles and their identities"))
        }
        several => {
            let files: Vec<&str> = several.iter().map(|record| record.file.as_str()).collect();
            Err(Diagnostic::error(format!("“{name}” may be any of {}", files.join(", ")))
                .hint("give more of the identity"))
        }
    }
}
