//! Claims: what one article says happened, was said, or holds, with evidence. Generic over how they refer to entities: an
//! index into one article's entities (`LocalEntityId`) before resolution, into all entities (`EntityId`) after it.

use super::{ByteSpan, CharSpan, DocumentId, Interval, Name, annotated::labels};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

labels! {
    /// Did it happen, and if not, how does the text put it?
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    Status {
        /// It took place.
        Occurred = "occurred",
        /// It is going on.
        Ongoing = "ongoing",
        /// It is to happen.
        Planned = "planned",
        /// It may, would, or is asked for.
        Possible = "possible",
        /// It did not or will not happen, or is denied.
        Negated = "negated",
    }
}
labels! {
    /// How a hedged number bounds the true one.
    #[derive(Serialize, Deserialize)]
    Bound {
        /// "at least", "more than".
        #[serde(rename = "at least")]
        AtLeast = "at least",
        /// "up to", "fewer than".
        #[serde(rename = "at most")]
        AtMost = "at most",
        /// "about", "nearly".
        #[serde(rename = "about")]
        About = "about",
    }
}

/// The text that a claim stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub document: DocumentId,
    /// Bytes of its text.
    pub bytes: ByteSpan,
    /// The same range in Unicode code points.
    pub chars: CharSpan,
    /// Exactly the text of the range.
    pub quote: String,
    /// Up to 32 characters before, to find the place again in a changed text.
    pub prefix: String,
    /// Up to 32 characters after.
    pub suffix: String,
}

/// An entity in a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filler<E> {
    /// Role name of the event's class: `participant`.
    pub role: Name,
    /// Who or what fills it.
    pub entity: E,
}

/// A number that an event carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted: `killed`, `missiles`, `points_after`.
    pub role: Name,
    /// How many.
    pub value: f64,
    /// Hedge.
    pub bound: Option<Bound>,
    /// Unit of an amount: `USD`.
    pub unit: Option<String>,
}

/// Who vouches for a claim, nearest first: the speaker or authority, then an outlet that the article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution<E>(pub Vec<E>);

impl<E> Default for Attribution<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// One article's claim that something happened, is planned, or did not happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventClaim<E, V> {
    /// Which event: claims of one article with the same value tell of one event.
    pub event: V,
    /// Event class of the ontology.
    pub class: Name,
    /// Did it happen?
    pub status: Status,
    /// Who in which role.
    pub roles: Vec<Filler<E>>,
    /// Where.
    pub place: Vec<E>,
    /// When.
    pub time: Option<Interval>,
    /// Which plan, war or topic.
    pub about: Vec<E>,
    /// Numbers.
    pub quantities: Vec<Quantity>,
    /// Who says so.
    pub attribution: Attribution<E>,
    /// When the nearest of them said so, where the text tells: "the minister said on Tuesday".
    pub said: Option<Interval>,
    /// Where the article says so; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: Name,
    /// 0 to 100.
    pub confidence: u8,
}

/// Through what something was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium(pub String);

/// One article's claim that somebody said something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementClaim<E> {
    /// Who spoke, where the text tells.
    pub speaker: Option<E>,
    /// To whom.
    pub addressee: Option<E>,
    /// Inside quotation marks (true) or reported (false).
    pub direct: bool,
    /// The words, or the clause reported.
    pub quote: String,
    /// "a post on X", "CNN".
    pub medium: Option<Medium>,
    /// When it was said.
    pub time: Option<Interval>,
    /// What it is about.
    pub about: Vec<E>,
    /// Who reports that it was said, nearest first.
    pub attribution: Attribution<E>,
    /// Where; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: Name,
    /// 0 to 100.
    pub confidence: u8,
}

/// One article's claim that a tie holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationClaim<E> {
    /// Relation class of the ontology: `HoldsRole`.
    pub class: Name,
    /// Who.
    pub subject: E,
    /// To whom or what, where the text tells.
    pub object: Option<E>,
    /// Office or kind of tie, as the text gives it.
    pub title: Option<String>,
    /// Is it over ("former defence minister")?
    pub former: bool,
    /// When it holds.
    pub time: Option<Interval>,
    /// Who says so.
    pub attribution: Attribution<E>,
    /// Where; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: Name,
    /// 0 to 100.
    pub confidence: u8,
}
