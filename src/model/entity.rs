//! Entities as one article knows them.

use super::{ByteSpan, annotated::labels};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

labels! {
    /// The kinds of entity that the facts format knows: structural categories of the program. Event classes and roles are data.
    #[derive(Serialize, Deserialize)]
    EntityClass {
        /// A human being, named or described ("an official").
        Person = "Person",
        /// A body with a name.
        Organization = "Organization",
        /// A state, as a place and as an actor.
        Country = "Country",
        /// A city or town.
        City = "City",
        /// A named area that is neither city nor state.
        Region = "Region",
        /// A building or site.
        Facility = "Facility",
        /// An unnamed body of people that acts: "Russian officials".
        Group = "Group",
        /// A proposal, draft, framework or deal on the table.
        Plan = "Plan",
        /// A war.
        Conflict = "Conflict",
        /// Anything else that a fact is about.
        Other = "Other",
    }
}

impl EntityClass {
    /// Can it act: talk, sign, attack?
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::Organization | Self::Country | Self::Group)
    }
    /// Is it a place?
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::City | Self::Region | Self::Facility)
    }
}

/// Index of an entity within one [`super::Extraction`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalEntityId(pub u32);

/// One thing that an article mentions, with all its mentions there taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalEntity {
    /// What kind of thing.
    pub class: EntityClass,
    /// The best name the article gives it.
    pub label: String,
    /// Other names and name-like descriptions in the article, sorted, without `label`.
    pub aliases: Vec<String>,
    /// Key of the gazetteer entry that it certainly is (`country:UA`, `city:703448`).
    pub gazetteer: Option<String>,
    /// For a group: the country or organisation it belongs to.
    pub affiliation: Option<LocalEntityId>,
    /// For a plan: number of its points.
    pub points: Option<u32>,
    /// Has it a proper name (as against a description)?
    pub named: bool,
    /// Where it is mentioned.
    pub mentions: Vec<ByteSpan>,
}
