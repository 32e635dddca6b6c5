//! `report`: what was not understood.

use super::{Global, Outcome, Result, open, output, table::counted};
use clap::Args;
use rapporteur::{
    dossier::Dossier,
    model::{Extraction, GapKind},
};
use std::{io, path::PathBuf};

const AFTER: &str = "\
Examples:
  rapporteur report dossier
  rapporteur report dossier | less

A sentence that is listed here and should have given something: rapporteur explain FILE --text \"its words\" shows
which rules were tried, and what each of them missed.";

/// Tell what was not understood
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Report {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
}

const KINDS: [(GapKind, &str, &str); 4] = [
    (GapKind::Sentence, "sentence", "that gave nothing (with the names in it)"),
    (GapKind::Time, "temporal expression", "without a date"),
    (GapKind::Pronoun, "pronoun", "without an antecedent"),
    (GapKind::Speaker, "quotation", "without a speaker"),
];

impl Report {
    pub(super) fn run(&self, _: &Global) -> Result<Outcome> {
        let mut extractions = open::extractions(&Dossier::open(&self.dossier)?)?;
        extractions.sort_by(|a, b| a.document.file.cmp(&b.document.file));
        output::to(None, |out| {
            let undated = extractions.iter().filter(|e| e.document.metadata.published.is_none());
            for extraction in undated {
                writeln!(
                    out,
                    "{}: day of publication unknown, so that “yesterday” has no date",
                    extraction.document.file
                )?;
            }
            for (kind, noun, what) in KINDS {
                let total = extractions.iter().flat_map(|e| &e.gaps).filter(|gap| gap.kind == kind).count();
                writeln!(out, "{} {what}", counted(total, noun))?;
                extractions.iter().try_for_each(|extraction| list(extraction, kind, out))?;
                writeln!(out)?;
            }
            let sentences: usize = extractions.iter().map(|e| e.sentences as usize).sum();
            let articles = counted(extractions.len(), "article");
            writeln!(out, "out of {} in {articles}", counted(sentences, "sentence"))?;
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

/// The gaps of one kind in one article.
fn list(extraction: &Extraction, kind: GapKind, out: &mut dyn io::Write) -> io::Result<()> {
    let gaps: Vec<_> = extraction.gaps.iter().filter(|gap| gap.kind == kind).collect();
    if gaps.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {}", extraction.document.file)?;
    for gap in gaps {
        let names = if gap.names.is_empty() { String::new() } else { format!("  [{}]", gap.names.join(", ")) };
        writeln!(out, "    {}{names}", gap.text)?;
    }
    Ok(())
}
