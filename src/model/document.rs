//! One article: its immutable text and what is known about it from outside the text.

use super::{ByteSpan, Date};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Identifies an article by its content: the lower-case hexadecimal SHA-256 of its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub String);

impl DocumentId {
    /// The identity of an article with this text.
    pub fn of(text: &str) -> Self {
        Self(format!("{:x}", Sha256::digest(text)))
    }
}

/// What is known about an article beside its text. Unknown is allowed everywhere and said in reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Day of publication: the anchor of "yesterday".
    pub published: Option<Date>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
}

/// An article that was read: the file's text (UTF-8, `\n` line ends, no byte order mark) and its metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Identity by content.
    pub id: DocumentId,
    /// Path as the user gave it, or `-`.
    pub file: String,
    /// The whole text, header lines included: offsets count from its start.
    pub text: String,
    /// The part of `text` to be read: without front matter and head line.
    pub body: ByteSpan,
    /// What is known about it.
    pub metadata: Metadata,
}

/// A document without its text: what later stages keep of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Identity by content (also the text's SHA-256).
    pub id: DocumentId,
    /// Path as the user gave it.
    pub file: String,
    /// What is known about it.
    pub metadata: Metadata,
}

impl Document {
    /// The record that stays when the text is dropped.
    pub fn record(&self) -> DocumentRecord {
        DocumentRecord { id: self.id.clone(), file: self.file.clone(), metadata: self.metadata.clone() }
    }
}
