//! Messages about what people wrote or gave: where, what, and what to do. Stages collect them; the command line prints them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Something was left out or guessed.
    Warning,
    /// The thing it speaks of was refused.
    Error,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// File as the user knows it.
    pub file: String,
    /// Line from 1, where known.
    pub line: Option<u32>,
    /// Column from 1, in characters, where known.
    pub column: Option<u32>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// What is the matter, in one sentence.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), place: None, hint: None }
    }
    /// A warning without a place yet.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }
    /// A note without a place yet.
    pub fn note(message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(message) }
    }
    /// The same, about a whole file.
    pub fn in_file(self, file: impl Into<String>) -> Self {
        Self { place: Some(Place { file: file.into(), line: None, column: None }), ..self }
    }
    /// The same, at a line and column (both from 1).
    pub fn at(self, file: impl Into<String>, line: u32, column: u32) -> Self {
        Self { place: Some(Place { file: file.into(), line: Some(line), column: Some(column) }), ..self }
    }
    /// The same, at a place.
    pub fn at_place(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }
    /// The same, at a byte offset of a text.
    pub fn at_offset(self, file: impl Into<String>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        self.at(file, line, column)
    }
    /// The same, advising the known word that the wrong one was probably meant to be, or all of them where they are few.
    pub fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known: Vec<&str> = known.into_iter().collect();
        known.sort_unstable();
        known.dedup();
        if let Some(nearest) = nearest(wrong, &known) {
            return self.hint(format!("did you mean `{nearest}`?"));
        }
        if known.is_empty() || known.len() > LISTED { self } else { self.hint(format!("known: {}", known.join(", "))) }
    }
    /// The same, with advice.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// So many known words are listed in a hint; more would hide the message.
const LISTED: usize = 24;

/// The known word most like the wrong one, if one is much like it; of equals the first.
fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let likeness = |word: &str| strsim::normalized_damerau_levenshtein(&lower, &word.to_lowercase());
    let best = known.iter().map(|&word| (likeness(word), word)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    best.filter(|&(likeness, _)| likeness >= 0.6).map(|(_, word)| word)
}

impl Place {
    /// The place at the end of `skipped`, a text that begins at this place.
    pub fn after(&self, skipped: &str) -> Self {
        let lines = skipped.matches('\n').count() as u32;
        let last = skipped.rsplit('\n').next().unwrap_or_default().chars().count() as u32;
        let column = if lines == 0 { self.column.map(|column| column + last) } else { Some(last + 1) };
        Self { file: self.file.clone(), line: self.line.map(|line| line + lines), column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{severity}: {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}
