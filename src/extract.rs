//! Annotated document + knowledge → [`crate::model::Extraction`]: what the article says, as claims with evidence.
//!
//! Before it, trees are mended by what words mean (`attachment`). In order: the graph over each tree (`syntax`), mentions (`mention`), which of them are one thing (`coreference`), temporal
//! expressions (`time`), quotations (`quotation`) and reported clauses (`reported`), events (`event`, with `status`,
//! `quantity`), ties of people (`office`), who "we" is in a
//! quotation (`speech`), versions and provisions of plans (`plan`). It reads one article at a time, does no I/O and cannot fail: what is not understood
//! becomes a [`crate::model::Gap`].

mod assemble;
mod attachment;
mod coreference;
mod event;
mod explain;
mod mention;
mod office;
mod phrase;
mod plan;
mod quantity;
mod quotation;
mod reading;
mod reported;
mod signature;
mod speech;
mod status;
pub mod syntax;
pub mod time;

pub use assemble::extract;
pub use attachment::mend;
pub use explain::trace;
