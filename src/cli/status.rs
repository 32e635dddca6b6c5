//! `status`: what a dossier holds and whether it is sound.

use super::{
    Global, Outcome, Result,
    build::copied,
    knowledge, open, output,
    table::{Table, counted},
};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::{Dossier, ENGINE},
    resolve,
};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  rapporteur status dossier";

/// Tell what a dossier holds and whether it is sound
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Status {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
}

impl Status {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let dossier = Dossier::open(&self.dossier)?;
        let problems: Vec<Diagnostic> = dossier.check().into_iter().map(Diagnostic::from).collect();
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let fingerprint = knowledge::sources(global)?.fingerprint();
        let extractions = open::extractions(&dossier)?;
        let total = |of: fn(&rapporteur::model::Extraction) -> usize| extractions.iter().map(of).sum::<usize>();
        let dates = || extractions.iter().filter_map(|e| e.document.metadata.published);
        let mut table = Table::default();
        let copied = copied(&resolve::copies(&extractions));
        table.row(["articles".into(), format!("{}{}", extractions.len(), copied.trim_end_matches(','))]);
        if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
            table.row(["published".into(), format!("{first} to {last}")]);
        }
        table.row([
            "claims".into(),
            format!(
                "{}, {}, {}",
                counted(total(|e| e.events.len()), "event claim"),
                counted(total(|e| e.statements.len()), "statement"),
                counted(total(|e| e.relations.len()), "relation")
            ),
        ]);
        table.row(["IRIs start with".into(), dossier.settings().base.clone()]);
        let engine = if dossier.engine() == ENGINE { "this version" } else { dossier.engine() };
        let same = dossier.settings().knowledge == fingerprint;
        table.row([
            "read by".into(),
            format!("{engine}, with {} knowledge", if same { "the present" } else { "other" }),
        ]);
        table.row(["files".into(), "all as they were written".into()]);
        output::to(None, |out| Ok(table.write(0, out)?))?;
        Ok(Outcome::Done)
    }
}
