//! Why things of several articles are taken for one, and what a person decided about it.

use super::{ByteSpan, DocumentId, EntityId, EventId, Name};
use std::fmt;

/// Something that speaks for two things being one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both are this entry of the gazetteer.
    Gazetteer(String),
    /// Both have this name.
    Name(String),
    /// The names are spellings of one name.
    Spelling(String, String),
    /// The surname alone, which nobody else in these articles has.
    Surname(String, String),
    /// The office by which the article speaks of somebody, whom articles of that time name, and the day.
    Office(String, String, String),
    /// The short one is made of the initials of the long one.
    Acronym(String, String),
    /// The short one is the end of the long one, and of no other name.
    Shortened(String, String),
    /// The adjective is made from the name of the country.
    Demonym(String, String),
    /// One article has the name in two classes: one of them was read wrongly.
    Misread(String),
    /// Groups or bodies of one owner with this description.
    OwnersName(String, String),
    /// Plans or wars of this description, in articles about the same countries.
    Description(String),
    /// Plans of so many points, in articles about the same countries.
    Points(u32),
    /// Their days overlap, or follow each other.
    Days(String, String),
    /// One is not dated, and its article came out when the other happened.
    Published(String),
    /// One article tells of it as coming, the other as done.
    Announced,
    /// The same place.
    Place(String),
    /// The first lies in the second.
    Within(String, String),
    /// The same people take part.
    People(Vec<String>),
    /// The same sides take part, whoever acts for them.
    Sides(Vec<String>),
    /// The same plan, war or topic.
    About(Vec<String>),
    /// The same number.
    Number(Name, String),
    /// Both articles tell one story: they name the same things.
    Story(u32),
    /// Both tell it in the same words.
    Words,
    /// Neither article tells of another that it could be.
    Only,
    /// A person decided it.
    Decided {
        /// Where it is written: file and line.
        place: String,
        /// The comment beside it.
        comment: Option<String>,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gazetteer(name) => write!(f, "both are the {name} of the gazetteer"),
            Self::Name(name) => write!(f, "both are called “{name}”"),
            Self::Spelling(one, other) => write!(f, "“{one}” and “{other}” are spellings of one name"),
            Self::Surname(short, full) => write!(f, "no other {short} is known than {full}"),
            Self::Office(title, name, day) => write!(f, "the {title} at the time ({day}) is {name}"),
            Self::Acronym(short, long) => write!(f, "{short} is the acronym of {long}"),
            Self::Shortened(short, long) => write!(f, "“{short}” shortens “{long}” and no other name"),
            Self::Demonym(word, country) => write!(f, "“{word}” is made from {country}"),
            Self::Misread(name) => write!(f, "one article calls both “{name}”, as if it were two kinds of thing"),
            Self::OwnersName(owner, name) => write!(f, "both are “{name}” of {owner}"),
            Self::Description(name) => write!(f, "both are “{name}” in articles about the same countries"),
            Self::Points(points) => write!(f, "both have {points} points, in articles about the same countries"),
            Self::Days(one, other) if one == other => write!(f, "both on {one}"),
            Self::Days(one, other) => write!(f, "the days agree: {one} and {other}"),
            Self::Published(day) => {
                write!(f, "told without a date in an article that came out when the other was dated, {day}")
            }
            Self::Announced => write!(f, "told as coming in one article and as done in the other"),
            Self::Place(place) => write!(f, "both in {place}"),
            Self::Within(inner, outer) => write!(f, "{inner} lies in {outer}"),
            Self::People(people) => write!(f, "the same people: {}", people.join(", ")),
            Self::Sides(sides) => write!(f, "the same sides: {}", sides.join(", ")),
            Self::About(topics) => write!(f, "both about {}", topics.join(", ")),
            Self::Number(role, value) => write!(f, "the same number: {role} {value}"),
            Self::Story(shared) => write!(f, "the articles tell one story: {shared} names in common"),
            Self::Words => write!(f, "told in the same words"),
            Self::Only => write!(f, "neither article tells of another that it could be"),
            Self::Decided { place, comment: Some(comment) } => write!(f, "decided in {place}: {comment}"),
            Self::Decided { place, comment: None } => write!(f, "decided in {place}"),
        }
    }
}

/// Two names that articles use were taken for names of one entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityMerge {
    /// Which.
    pub entity: EntityId,
    /// A name of the one.
    pub one: String,
    /// A name of the other.
    pub other: String,
    /// Why.
    pub because: Reason,
    /// Number of articles that were joined so.
    pub articles: u32,
}

/// Two tellings were taken for tellings of one event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventMerge {
    /// Which.
    pub event: EventId,
    /// A claim of the one, by its place in [`super::ClaimSet::events`].
    pub one: u32,
    /// A claim of the other.
    pub other: u32,
    /// Why; never empty.
    pub because: Vec<Reason>,
}

/// Why things are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merges {
    /// Of entities, sorted.
    pub entities: Vec<EntityMerge>,
    /// Of events, sorted.
    pub events: Vec<EventMerge>,
}

/// Which thing a decision speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// Every entity that an article calls so, whatever the case of letters.
    Called(String),
    /// The entity that this article calls so.
    CalledIn(String, DocumentId),
    /// What is this entity before any decision.
    Entity {
        /// Its class, as [`super::EntityClass::as_str`] has it.
        class: String,
        /// Its label.
        label: String,
        /// What tells it from others of that label.
        discriminator: String,
    },
    /// The event that this claim tells of: an article and where in its text.
    Told(DocumentId, ByteSpan),
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All of these are one thing.
    Same,
    /// No two of these are one thing.
    Different,
    /// The thing is to be called so.
    Rename(String),
}

/// A line of the decisions file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// Of which things; each may be several nodes of several articles. Empty where nothing was found.
    pub things: Vec<Vec<Selector>>,
    /// File and line, for messages and reasons.
    pub place: String,
    /// The comment beside it.
    pub comment: Option<String>,
}

impl Decision {
    /// What [`Reason`] it gives to a merge.
    pub fn reason(&self) -> Reason {
        Reason::Decided { place: self.place.clone(), comment: self.comment.clone() }
    }
}
