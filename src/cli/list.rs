//! `list`: the articles of a dossier.

use super::{
    Outcome, Result, output,
    table::{Table, shortened},
};
use clap::Args;
use rapporteur::{
    dossier::Dossier,
    model::{DocumentRecord, Likeness},
    resolve,
};
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
        let extractions = Dossier::open(&self.dossier)?.extractions()?;
        let copies = resolve::copies(&extractions);
        let records: Vec<DocumentRecord> = extractions.into_iter().map(|extraction| extraction.document).collect();
        let original = |at: u32| copies.original(at, &records);
        let mut order: Vec<(&DocumentRecord, u32)> = records.iter().zip(0..).collect();
        order.sort_by_key(|(record, _)| (record.metadata.published, &record.file));
        let people = std::io::IsTerminal::is_terminal(&std::io::stdout());
        output::to(None, |out| {
            let mut table = Table::default();
            for (record, at) in order {
                let first = original(at).and_then(|(first, likeness)| Some((records.get(first as usize)?, likeness)));
                let cells = cells(record, first, people);
                if people { table.row(cells) } else { writeln!(out, "{}", cells.join("\t"))? }
            }
            Ok(table.write(0, out)?)
        })?;
        Ok(Outcome::Done)
    }
}

/// Identity, day, outlet, file, headline, and whose text it has.
fn cells(record: &DocumentRecord, first: Option<(&DocumentRecord, Likeness)>, people: bool) -> [String; 6] {
    let metadata = &record.metadata;
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    let title = metadata.title.as_deref().unwrap_or("-");
    let id =
        |record: &DocumentRecord| record.id.0.chars().take(if people { 8 } else { usize::MAX }).collect::<String>();
    let same = |(first, likeness)| match likeness {
        Likeness::Version => format!("version of {}", id(first)),
        Likeness::Copy => format!("copy of {}", id(first)),
    };
    [
        id(record),
        or_unknown(metadata.published.map(|date| date.to_string())),
        or_unknown(metadata.publisher.clone()),
        record.file.clone(),
        shortened(title, if people { 60 } else { usize::MAX }),
        first.map_or_else(|| if people { String::new() } else { "-".into() }, same),
    ]
}
