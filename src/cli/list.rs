//! `list`: the articles of a dossier.

use super::{
    Outcome, Result, output,
    table::{Table, shortened},
};
use clap::Args;
use rapporteur::{dossier::Dossier, model::DocumentRecord};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  rapporteur list dossier
  rapporteur list dossier | cut -f1         identities only: elsewhere than on a terminal, columns are separated by tabs";

/// List the articles of a dossier
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct List {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
}

impl List {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut records = Dossier::open(&self.dossier)?.records()?;
        records.sort_by(|a, b| (a.metadata.published, &a.file).cmp(&(b.metadata.published, &b.file)));
        let people = std::io::IsTerminal::is_terminal(&std::io::stdout());
        output::to(None, |out| {
            let mut table = Table::default();
            for record in &records {
                let cells = cells(record, people);
                if people { table.row(cells) } else { writeln!(out, "{}", cells.join("\t"))? }
            }
            Ok(table.write(0, out)?)
        })?;
        Ok(Outcome::Done)
    }
}

/// Identity, day, outlet, file, headline.
fn cells(record: &DocumentRecord, people: bool) -> [String; 5] {
    let metadata = &record.metadata;
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    let title = metadata.title.as_deref().unwrap_or("-");
    let id = record.id.0.get(..if people { 8 } else { record.id.0.len() }).unwrap_or_default();
    [
        id.to_owned(),
        or_unknown(metadata.published.map(|date| date.to_string())),
        or_unknown(metadata.publisher.clone()),
        record.file.clone(),
        shortened(title, if people { 60 } else { usize::MAX }),
    ]
}
