//! Turtle → the typed ontology: classes and properties with their order, the slots of each event and relation class, the
//! words that evoke them, and word lists. Refuses what is not declared, not labelled or misspelt, with a place and a hint.
//!
//! It does not reason (OWL) and does not validate data (SHACL); it reads shapes as the signature of each class, and for the validator.
//! Sources: RDF Schema, SKOS (definitions), SHACL (property shapes); PLOVER event types by `rap:plover`.

mod class;
mod demonym;
mod evocations;
pub mod gazetteer;
mod hierarchy;
mod lexicon;
pub mod shapes;
mod slots;
#[cfg(test)]
mod tests;
mod turtle;
pub mod vocabulary;

pub use class::{EventClass, Evocation, OntologyTerm, Range, RelationClass, Slot};
pub use demonym::is_demonym_of;
pub use gazetteer::{Gazetteer, Gender, Place};

use crate::{
    diagnostic::{Diagnostic, Severity},
    model::{EntityClass, Name},
};
use hierarchy::{CLASSES, Hierarchy, PROPERTIES};
use lexicon::Lexicons;
use oxrdf::{GraphName, Quad};
use slots::{SlotReader, entity_range};
use std::collections::{BTreeMap, BTreeSet};
use turtle::{Fact, Facts};
use vocabulary as v;

/// What may be said, and which words say it.
#[derive(Debug)]
pub struct Ontology {
    facts: Facts,
    classes: Hierarchy,
    properties: Hierarchy,
    events: Vec<EventClass>,
    relations: Vec<RelationClass>,
    lexicons: Lexicons,
}

impl Ontology {
    /// Reads and checks Turtle files, given as file name and text.
    ///
    /// # Errors
    /// Every error that was found, sorted by place; one is enough for no ontology.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let facts = Facts::read(files, &mut diagnostics);
        // What follows a syntax error is not what was meant: further errors would mislead.
        if diagnostics.is_empty() {
            let ontology = Self::build(facts, &mut diagnostics);
            if diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error) {
                return Ok(ontology);
            }
        }
        diagnostics.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
        diagnostics.dedup();
        Err(diagnostics)
    }

    fn build(facts: Facts, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let classes = Hierarchy::read(&facts, &CLASSES, diagnostics);
        let properties = Hierarchy::read(&facts, &PROPERTIES, diagnostics);
        let lexicons = Lexicons::read(&facts, diagnostics);
        let mut ontology = Self { facts, classes, properties, events: Vec::new(), relations: Vec::new(), lexicons };
        ontology.check_own_terms(diagnostics);
        let (event, relation) = (v::rap("Event"), v::rap("Relation"));
        let terms: Vec<OntologyTerm> = ontology.classes.terms.values().cloned().collect();
        for term in &terms {
            if term.iri == event || ontology.classes.is_below(&term.iri, &event) {
                let class = ontology.event(term, diagnostics);
                ontology.events.push(class);
            } else if ontology.classes.is_below(&term.iri, &relation) {
                let class = ontology.relation(term, diagnostics);
                ontology.relations.push(class);
            } else if let Some(evoked) = ontology.facts.ours(&term.iri, "evokedBy").next() {
                let message = format!("rap:{} is neither an event nor a relation: words cannot evoke it", term.name);
                let diagnostic = Diagnostic::error(message).at_place(ontology.facts.predicate_place(evoked));
                diagnostics.push(diagnostic.hint("make it a subclass of rap:Event or of rap:Relation"));
            }
        }
        // rap:Event itself is the root and never a claim's class, unless somebody says words evoke it.
        ontology.events.retain(|class| class.iri != event || !class.evocations.is_empty());
        ontology
    }

    /// Every term of ours that is used as a predicate or a class must be declared.
    fn check_own_terms(&self, diagnostics: &mut Vec<Diagnostic>) {
        for fact in self.facts.iter() {
            if let Some(name) = fact.predicate().strip_prefix(v::RAP) {
                let is_known = v::ANNOTATIONS.contains(&name) || self.properties.terms.contains_key(name);
                if !is_known && !self.in_checked_block(fact) {
                    let known = self.properties.names().chain(v::ANNOTATIONS.iter().copied());
                    let diagnostic = Diagnostic::error(format!("rap:{name} is not a declared property"));
                    let diagnostic = diagnostic.at_place(self.facts.predicate_place(fact));
                    diagnostics.push(diagnostic.did_you_mean(name, known));
                }
            }
            let class = fact.iri().filter(|_| fact.predicate() == v::RDF_TYPE).and_then(|iri| iri.strip_prefix(v::RAP));
            if let Some(name) = class {
                let known = self.classes.names().chain(v::META_CLASSES.iter().copied());
                if !known.clone().any(|known| known == name) {
                    let diagnostic = Diagnostic::error(format!("rap:{name} is not a declared class"));
                    diagnostics.push(diagnostic.at_place(self.facts.place(fact)).did_you_mean(name, known));
                }
            }
        }
    }

    /// Blocks inside a class or a list are checked against their own keys.
    fn in_checked_block(&self, fact: &Fact) -> bool {
        let is_parent = |parent: &Fact| {
            let predicate = parent.predicate();
            let key = predicate.strip_prefix(v::RAP).or_else(|| predicate.strip_prefix(v::SH));
            parent.node() == Some(fact.subject())
                && key.is_some_and(|key| ["evokedBy", "entry", "property"].contains(&key))
        };
        !fact.subject().contains(':') && self.facts.iter().any(is_parent)
    }

    fn event(&self, term: &OntologyTerm, diagnostics: &mut Vec<Diagnostic>) -> EventClass {
        let reader = SlotReader { facts: &self.facts, classes: &self.classes, properties: &self.properties };
        let root = v::rap("Event");
        let is_root = term.iri == root;
        let is_abstract = is_root || self.facts.ours(&term.iri, "abstract").any(|fact| fact.literal() == Some("true"));
        let slots = reader.slots(&term.iri, diagnostics);
        let evocations = evocations::read(&self.facts, &term.iri, diagnostics);
        let plover = self.inherited(&term.iri, "plover");
        let mut error = |message: String, hint: &str| {
            let mut diagnostic = Diagnostic::error(message);
            diagnostic.place.clone_from(&term.place);
            diagnostics.push(diagnostic.hint(hint));
        };
        if !is_abstract && plover.is_none() {
            error(
                format!("event class rap:{} has no PLOVER type", term.name),
                "add rap:plover \"CONSULT\" or the like",
            );
        }
        if !is_abstract && slots.is_empty() {
            error(format!("event class rap:{} has no slot", term.name), "add sh:property [ sh:path … ; sh:class … ]");
        }
        EventClass {
            name: term.name.clone(),
            iri: term.iri.clone(),
            label: term.label.clone(),
            definition: term.definition.clone(),
            plover: plover.unwrap_or_default(),
            is_abstract,
            parents: own_names(&term.supers),
            slots,
            evocations,
            place: term.place.clone(),
        }
    }

    /// The literal that one of our annotations gives a class, or the nearest class above it that has one.
    fn inherited(&self, iri: &str, key: &str) -> Option<String> {
        let above = self.classes.above(iri);
        let mut chain: Vec<&str> = above.iter().map(String::as_str).collect();
        chain.sort_by_key(|iri| std::cmp::Reverse(self.classes.above(iri).len()));
        chain.insert(0, iri);
        chain.into_iter().find_map(|iri| self.facts.ours(iri, key).find_map(Fact::literal)).map(str::to_owned)
    }

    fn relation(&self, term: &OntologyTerm, diagnostics: &mut Vec<Diagnostic>) -> RelationClass {
        let reader = SlotReader { facts: &self.facts, classes: &self.classes, properties: &self.properties };
        let mut slots = reader.slots(&term.iri, diagnostics);
        let property = self.relation_property(term, diagnostics);
        for role in RELATION_ROLES {
            if !slots.iter().any(|slot| slot.role == *role) {
                slots.push(self.relation_slot(role, property.as_deref()));
            }
        }
        slots.sort_by(|a, b| a.role.cmp(&b.role));
        for slot in slots.iter().filter(|slot| !RELATION_ROLES.contains(&slot.role.as_str())) {
            let mut diagnostic = Diagnostic::error(format!("a relation has no slot {}", slot.role));
            diagnostic.place.clone_from(&slot.place);
            diagnostics.push(diagnostic.did_you_mean(&slot.role, RELATION_ROLES.iter().copied()));
        }
        RelationClass {
            name: term.name.clone(),
            iri: term.iri.clone(),
            label: term.label.clone(),
            definition: term.definition.clone(),
            property,
            parents: own_names(&term.supers),
            slots,
            evocations: evocations::read(&self.facts, &term.iri, diagnostics),
            place: term.place.clone(),
        }
    }

    fn relation_property(&self, term: &OntologyTerm, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let Some(fact) = self.facts.ours(&term.iri, "property").next() else {
            let mut letters = term.name.chars();
            let name: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
            return self.properties.terms.get(name.as_str()).map(|property| property.iri.clone());
        };
        let iri = fact.iri().unwrap_or_default();
        if !self.properties.is_declared(iri) {
            let name = turtle::local_name(iri);
            let diagnostic = Diagnostic::error(format!("{name} is not a declared property"));
            diagnostics.push(diagnostic.at_place(self.facts.place(fact)).did_you_mean(name, self.properties.names()));
        }
        Some(iri.to_owned())
    }

    /// A slot that the class leaves to its property's domain and range.
    fn relation_slot(&self, role: &str, property: Option<&str>) -> Slot {
        let predicate = match role {
            "subject" => Some(v::DOMAIN),
            "object" => Some(v::RANGE),
            _ => None,
        };
        let bound = property.zip(predicate).and_then(|(iri, predicate)| self.facts.values(iri, predicate).next());
        let ranges = bound.and_then(Fact::iri).map(|iri| entity_range(&self.classes, iri));
        let ranges = ranges.filter(|range| *range != Range::Classes(BTreeSet::new())).unwrap_or(Range::Any);
        let min = u32::from(role == "subject");
        let place = bound.map(|fact| self.facts.place(fact));
        Slot {
            role: role.into(),
            iri: v::rap(role),
            ranges,
            min,
            max: None,
            fills: vec![role.into()],
            inherited: true,
            place,
        }
    }

    /// Event classes, sorted by name; abstract ones included, `rap:Event` itself not.
    pub fn event_classes(&self) -> &[EventClass] {
        &self.events
    }
    /// An event class by name.
    pub fn event_class(&self, name: &str) -> Option<&EventClass> {
        self.events.iter().find(|class| class.name == *name)
    }
    /// Relation classes, sorted by name.
    pub fn relation_classes(&self) -> &[RelationClass] {
        &self.relations
    }
    /// A relation class by name.
    pub fn relation_class(&self, name: &str) -> Option<&RelationClass> {
        self.relations.iter().find(|class| class.name == *name)
    }
    /// All classes of ours, sorted by name.
    pub fn classes(&self) -> impl Iterator<Item = &OntologyTerm> {
        self.classes.terms.values()
    }
    /// All properties of ours, sorted by name.
    pub fn properties(&self) -> impl Iterator<Item = &OntologyTerm> {
        self.properties.terms.values()
    }
    /// IRIs of everything above one of our classes (local name), sorted; other vocabularies included.
    pub fn superclasses(&self, class: &str) -> &[String] {
        self.classes.above(&v::rap(class))
    }
    /// IRIs of everything above one of our properties (local name), sorted; other vocabularies included.
    pub fn superproperties(&self, role: &str) -> &[String] {
        self.properties.above(&v::rap(role))
    }
    /// The entity classes that are, or lie below, one of our classes (local name); `None` if it is not declared.
    pub fn entity_range(&self, class: &str) -> Option<Range> {
        let iri = v::rap(class);
        let known = self.classes.is_declared(&iri) || class.parse::<EntityClass>().is_ok();
        known.then(|| entity_range(&self.classes, &iri))
    }
    /// Every shape of every file.
    ///
    /// # Errors
    /// Every part of a shape that is malformed or cannot be checked, with its place.
    pub fn shapes(&self) -> Result<shapes::Shapes, Vec<Diagnostic>> {
        shapes::read(&self.facts)
    }
    /// A word list by name.
    pub fn lexicon(&self, name: &str) -> Option<&BTreeSet<String>> {
        self.lexicons.lists.get(name)
    }
    /// Names of all word lists, sorted.
    pub fn lexicon_names(&self) -> impl Iterator<Item = &str> {
        self.lexicons.lists.keys().map(Name::as_str)
    }
    /// A table by name.
    pub fn table(&self, name: &str) -> Option<&BTreeMap<String, String>> {
        self.lexicons.tables.get(name)
    }
    /// Every triple of every file, in the order of the text; blank nodes bear the same names each time.
    pub fn quads(&self) -> impl Iterator<Item = Quad> {
        self.facts.iter().map(|fact| fact.triple.clone().in_graph(GraphName::DefaultGraph))
    }
    /// The files as they were given: name and text.
    pub fn sources(&self) -> &[(String, String)] {
        self.facts.sources()
    }
}

/// What a relation links, as the facts format has it.
const RELATION_ROLES: &[&str] = &["object", "subject", "title"];

fn own_names(iris: &[String]) -> Vec<Name> {
    iris.iter().filter_map(|iri| iri.strip_prefix(v::RAP)).map(Name::from).collect()
}
