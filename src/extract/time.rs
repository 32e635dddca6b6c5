//! Temporal expressions: from the words of a sentence to what they mean, and from there to days of the calendar.
//!
//! Three steps, each its own file: [`recognise`] reads spans and a [`Meaning`] that knows nothing of the article
//! (`grammar`); [`resolve`] lays a meaning on the calendar, given the day of publication, the date last spoken of and the
//! tense of the clause (`resolve`); [`annotate_document`] walks an article and supplies the last two (`narrative`, `tense`).
//! Meanings are written as TIMEX3 values (`TimeML`) by [`value`] and as EDTF level 1 (ISO 8601-2) in [`crate::model::Interval`].
//!
//! Named periods ("World War II"), holidays and ages are not dates here. Times of day are kept in the value only: an interval
//! counts whole days. Conventions where English is vague are those of `HeidelTime` and `SUTime` where they have one, else as
//! `resolve` says at the place.

mod expression;
mod extent;
mod grammar;
mod lexicon;
mod narrative;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod word;

pub use expression::{
    Amount, Bound, Clock, DayPart, Expression, Kind, Meaning, Part, Point, Season, Tense, TimeOfDay, Unit, Which,
};
pub use grammar::recognise;
pub use narrative::{Anchored, anchor_document, annotate_document};
pub use resolve::{Anchor, named, resolve, value};
pub(super) use tense::may_be_past;
