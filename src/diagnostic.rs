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
    /// The same, at a byte offset of a text.
    pub fn at_offset(self, file: impl Into<String>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        self.at(file, line, column)
    }
    /// The same, with advice.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
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
