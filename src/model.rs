//! The types that travel between the stages: documents, their linguistic annotation, what one article claims, and what all
//! articles together say. Plain data with small invariants; no stage's logic lives here and nothing here does I/O.

mod annotated;
mod claim;
mod copies;
mod date;
mod document;
mod entity;
mod extraction;
mod graph;
mod identity;
mod name;
mod resolution;
mod span;

pub(crate) use annotated::labels;
pub use annotated::{AnnotatedDocument, NameKind, NamedSpan, Sentence, Token, Upos};
pub use claim::{
    Attribution, Bound, EventClaim, Evidence, Filler, Medium, Quantity, RelationClaim, StatementClaim, Status,
};
pub use copies::{Copies, Likeness, Signature};
pub use date::{Date, DateError, Interval};
pub use document::{Document, DocumentId, DocumentRecord, Metadata};
pub use entity::{EntityClass, LocalEntity, LocalEntityId};
pub use extraction::{Extraction, Gap, GapKind, LocalEventId};
pub use graph::{Edge, SentenceGraph};
pub use identity::{Decision, EntityMerge, EventMerge, Merges, Reason, Selector, Verdict};
pub use name::Name;
pub use resolution::{ClaimSet, Entity, EntityId, Event, EventId, Resolution};
pub use span::{ByteSpan, CharSpan, Span, TokenSpan};
