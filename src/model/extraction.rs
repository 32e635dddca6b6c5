//! What one article says, after its tokens are dropped.

use super::{
    ByteSpan, DocumentRecord, EventClaim, LocalEntity, LocalEntityId, RelationClaim, Signature, StatementClaim,
};
use serde::{Deserialize, Serialize};

/// Index of an event within one [`Extraction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalEventId(pub u32);

/// Everything that was understood of one article, and what was not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article.
    pub document: DocumentRecord,
    /// Its entities; claims refer to them by index.
    pub entities: Vec<LocalEntity>,
    /// What happened.
    pub events: Vec<EventClaim<LocalEntityId, LocalEventId>>,
    /// What was said.
    pub statements: Vec<StatementClaim<LocalEntityId>>,
    /// What holds.
    pub relations: Vec<RelationClaim<LocalEntityId>>,
    /// What was not understood.
    pub gaps: Vec<Gap>,
    /// Number of sentences read.
    pub sentences: u32,
    /// Its wording, to find others with the same text.
    pub signature: Signature,
}

#[cfg(test)]
impl Extraction {
    /// Of an article of one sentence in which nothing was found: tests fill in what they are about.
    pub(crate) fn blank(document: DocumentRecord) -> Self {
        Self {
            document,
            entities: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            relations: Vec::new(),
            gaps: Vec::new(),
            sentences: 1,
            signature: Signature::default(),
        }
    }
}

/// Something in the text that gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// Where, in bytes of the document's text.
    pub span: ByteSpan,
    /// The text there.
    pub text: String,
    /// Names in it.
    pub names: Vec<String>,
}

/// What is missing at a [`Gap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GapKind {
    /// A sentence without any claim.
    Sentence,
    /// A temporal expression without a date.
    Time,
    /// A pronoun without an antecedent.
    Pronoun,
    /// A quotation without a speaker.
    Speaker,
}
