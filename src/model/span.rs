//! Half-open ranges, typed by what they index, so that a token range is never used to cut a text.

use serde::{Deserialize, Serialize};
use std::{fmt, marker::PhantomData, ops::Range};

/// What a [`Span`] counts: bytes of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bytes {}
/// What a [`Span`] counts: Unicode code points of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chars {}
/// What a [`Span`] counts: tokens of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tokens {}

/// Byte offsets into a document's text, on character boundaries.
pub type ByteSpan = Span<Bytes>;
/// Unicode code point offsets into a document's text.
pub type CharSpan = Span<Chars>;
/// Token indices (from 0) into one sentence.
pub type TokenSpan = Span<Tokens>;

/// A half-open range `start..end` of units `U`.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Span<U> {
    /// First unit inside.
    pub start: u32,
    /// First unit after the end.
    pub end: u32,
    #[serde(skip)]
    unit: PhantomData<fn() -> U>,
}

impl<U> Span<U> {
    /// The range `start..end`; an inverted pair gives the empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32, unit: PhantomData }
    }
    /// Number of units.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }
    /// Is there nothing in it?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// As a `usize` range, to index with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
    /// Does the unit lie inside?
    pub fn contains(self, unit: usize) -> bool {
        self.range().contains(&unit)
    }
    /// Does it hold all of `other`?
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Do the two share a unit?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest span that holds both.
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), unit: PhantomData }
    }
}

// Derives would ask the same of the unit, which is only a marker.
impl<U> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U> Copy for Span<U> {}
impl<U> PartialEq for Span<U> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<U> Eq for Span<U> {}
impl<U> PartialOrd for Span<U> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<U> Ord for Span<U> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<U> std::hash::Hash for Span<U> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
