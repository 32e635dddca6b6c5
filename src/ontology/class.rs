//! The typed view on the ontology: what a claim of each class may hold and which words evoke it.

use crate::{
    diagnostic::Place,
    model::{EntityClass, Name, Status, Upos},
};
use std::collections::BTreeSet;

/// A class or property of ours, as documentation and RDF need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OntologyTerm {
    /// Local name: `Meeting`, `participant`.
    pub name: Name,
    /// Full IRI.
    pub iri: String,
    /// `rdfs:label`, in English.
    pub label: String,
    /// `skos:definition`, in English.
    pub definition: String,
    /// IRIs of the direct super terms, sorted; terms of other vocabularies included.
    pub supers: Vec<String>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// A kind of event that articles tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventClass {
    /// Local name: `Meeting`.
    pub name: Name,
    /// Full IRI.
    pub iri: String,
    /// `rdfs:label`, in English.
    pub label: String,
    /// `skos:definition`, in English.
    pub definition: String,
    /// PLOVER event type, its own or inherited: `CONSULT`.
    pub plover: String,
    /// Does it only group other classes, so that nothing is ever just this?
    pub is_abstract: bool,
    /// Direct superclasses among our own classes, sorted.
    pub parents: Vec<Name>,
    /// Its own and inherited slots, sorted by role.
    pub slots: Vec<Slot>,
    /// Words that evoke it, in the order of the text.
    pub evocations: Vec<Evocation>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// A kind of tie that holds over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationClass {
    /// Local name: `HoldsRole`.
    pub name: Name,
    /// Full IRI.
    pub iri: String,
    /// `rdfs:label`, in English.
    pub label: String,
    /// `skos:definition`, in English.
    pub definition: String,
    /// IRI of the property that links subject and object directly: `rap:property`, or the class's name with a small first
    /// letter where such a property is declared.
    pub property: Option<String>,
    /// Direct superclasses among our own classes, sorted.
    pub parents: Vec<Name>,
    /// `object`, `subject` and `title`, sorted by role; what the class does not say is taken from the property's domain and
    /// range.
    pub slots: Vec<Slot>,
    /// Words that evoke it, in the order of the text.
    pub evocations: Vec<Evocation>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// A role that a class offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Local name of the property: `participant`.
    pub role: Name,
    /// Full IRI of the property.
    pub iri: String,
    /// What may fill it.
    pub ranges: Range,
    /// So many fillers at least, else there is no such event.
    pub min: u32,
    /// So many fillers at most.
    pub max: Option<u32>,
    /// Frame roles that fill it: `agent`, `partner`.
    pub fills: Vec<Name>,
    /// Has a superclass declared it?
    pub inherited: bool,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// What may fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// Anything, even a word that is no mention of an entity.
    Any,
    /// A mention of one of these.
    Classes(BTreeSet<EntityClass>),
}

impl Range {
    /// May a mention of this class (or, for `None`, a word that is no mention) fill the slot?
    pub fn accepts(&self, class: Option<EntityClass>) -> bool {
        match self {
            Self::Any => true,
            Self::Classes(classes) => class.is_some_and(|class| classes.contains(&class)),
        }
    }
}

/// Words that evoke a class, and the frame in which they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evocation {
    /// Dictionary forms.
    pub lemmas: BTreeSet<String>,
    /// Their parts of speech.
    pub upos: BTreeSet<Upos>,
    /// The frame that finds the arguments.
    pub frame: Name,
    /// A pattern that must match from the trigger.
    pub requires: Option<String>,
    /// Status that the words give the event.
    pub status: Option<Status>,
    /// Where it is written.
    pub position: Place,
    /// Where the pattern's text begins, if there is one.
    pub requires_position: Option<Place>,
}
