//! What all articles say together: entities and events across articles, and every article's claims about them.

use super::{
    Copies, DocumentId, DocumentRecord, EntityClass, EventClaim, Gap, Merges, Name, RelationClaim, StatementClaim,
};

/// Index of an entity within one [`Resolution`]: entities are sorted by class and label, so it does not depend on input order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Index of an event within one [`Resolution`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// One thing of the world, across articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What kind of thing.
    pub class: EntityClass,
    /// Preferred label.
    pub label: String,
    /// Other labels, sorted.
    pub aliases: Vec<String>,
    /// Tells it from others of the same class and label; empty where the label is enough.
    pub discriminator: String,
    /// Links to the same thing elsewhere, certain ones only.
    pub same_as: Vec<String>,
    /// For a group: what it belongs to.
    pub affiliation: Option<EntityId>,
    /// For a plan: number of its points.
    pub points: Option<u32>,
    /// Does some article name it, and not only describe it?
    pub named: bool,
    /// Degrees north and east, where the gazetteer knows the place.
    pub coordinates: Option<(f64, f64)>,
    /// For a place: what contains it.
    pub contained_in: Option<EntityId>,
    /// Articles that mention it, sorted.
    pub documents: Vec<DocumentId>,
    /// Number of mentions in all articles.
    pub mentions: u32,
}

/// One event of the world; `claims` tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Event class of the ontology.
    pub class: Name,
    /// Distinguishes it from other events: a digest of its content that does not depend on input order.
    pub key: String,
    /// Indices into [`ClaimSet::events`]; never empty.
    pub claims: Vec<u32>,
}

/// Every article's claims, entity references resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimSet {
    /// What happened.
    pub events: Vec<EventClaim<EntityId, EventId>>,
    /// What was said.
    pub statements: Vec<StatementClaim<EntityId>>,
    /// What holds.
    pub relations: Vec<RelationClaim<EntityId>>,
}

/// The resolved whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Articles, sorted by identity.
    pub documents: Vec<DocumentRecord>,
    /// Articles that have one text.
    pub copies: Copies,
    /// Entities; claims refer to them by index.
    pub entities: Vec<Entity>,
    /// Events; claims refer to them by index.
    pub events: Vec<Event>,
    /// The claims, sorted.
    pub claims: ClaimSet,
    /// What was not understood, by article.
    pub gaps: Vec<(DocumentId, Gap)>,
    /// Why things of several articles are taken for one.
    pub merges: Merges,
}
