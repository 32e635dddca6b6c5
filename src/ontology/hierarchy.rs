//! Facts → the classes and properties that are declared, their labels, and what lies above each of them.

use super::{
    class::OntologyTerm,
    turtle::{Fact, Facts, local_name},
    vocabulary as v,
};
use crate::{diagnostic::Diagnostic, model::Name};
use std::collections::{BTreeMap, BTreeSet};

/// Terms of one kind (classes or properties) with their order.
#[derive(Debug, Default)]
pub(super) struct Hierarchy {
    /// Our own terms by local name.
    pub(super) terms: BTreeMap<Name, OntologyTerm>,
    /// IRI → IRIs of everything above it, itself excepted.
    above: BTreeMap<String, Vec<String>>,
    /// IRIs that are declared, ours and others.
    declared: BTreeSet<String>,
}

/// What distinguishes classes from properties here.
pub(super) struct Kind {
    pub(super) noun: &'static str,
    pub(super) types: &'static [&'static str],
    pub(super) order: &'static str,
}
pub(super) const CLASSES: Kind = Kind { noun: "class", types: v::CLASS_TYPES, order: v::SUB_CLASS_OF };
pub(super) const PROPERTIES: Kind = Kind { noun: "property", types: v::PROPERTY_TYPES, order: v::SUB_PROPERTY_OF };

impl Hierarchy {
    pub(super) fn read(facts: &Facts, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let is_type =
            |fact: &&Fact| fact.predicate() == v::RDF_TYPE && fact.iri().is_some_and(|iri| kind.types.contains(&iri));
        let declared = facts.iter().filter(is_type).map(|fact| fact.subject().to_owned()).collect();
        let mut hierarchy = Self { declared, ..Self::default() };
        for iri in hierarchy.declared.clone() {
            if let Some(name) = iri.strip_prefix(v::RAP) {
                let term = read_term(facts, &iri, name, kind, diagnostics);
                hierarchy.terms.insert(name.into(), term);
            }
        }
        hierarchy.check_supers(facts, kind, diagnostics);
        hierarchy.order(facts, kind, diagnostics);
        hierarchy
    }

    pub(super) fn is_declared(&self, iri: &str) -> bool {
        self.declared.contains(iri)
    }
    /// IRIs above a term, sorted, itself excepted.
    pub(super) fn above(&self, iri: &str) -> &[String] {
        self.above.get(iri).map_or(&[], Vec::as_slice)
    }
    pub(super) fn is_below(&self, iri: &str, above: &str) -> bool {
        self.above(iri).binary_search_by(|candidate| candidate.as_str().cmp(above)).is_ok()
    }
    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.terms.keys().map(Name::as_str)
    }

    /// Every super term of ours must be declared.
    fn check_supers(&self, facts: &Facts, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) {
        for fact in facts.iter().filter(|fact| fact.predicate() == kind.order) {
            let Some(name) = fact.iri().and_then(|iri| iri.strip_prefix(v::RAP)) else { continue };
            if !self.terms.contains_key(name) {
                let message = format!("rap:{name} is not a declared {}", kind.noun);
                let diagnostic = Diagnostic::error(message).at_place(facts.place(fact));
                diagnostics.push(diagnostic.did_you_mean(name, self.names()));
            }
        }
    }

    /// Computes what lies above each term and reports circles.
    fn order(&mut self, facts: &Facts, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) {
        let mut direct: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for fact in facts.iter().filter(|fact| fact.predicate() == kind.order) {
            if let Some(above) = fact.iri() {
                direct.entry(fact.subject()).or_default().push(above);
            }
        }
        let mut circular = BTreeSet::new();
        for &start in direct.keys() {
            let mut above = BTreeSet::new();
            let mut open = vec![start];
            while let Some(iri) = open.pop() {
                let next = direct.get(iri).into_iter().flatten();
                open.extend(next.filter(|next| above.insert(**next)));
            }
            if above.remove(start) {
                circular.insert(start);
            }
            self.above.insert(start.to_owned(), above.into_iter().map(str::to_owned).collect());
        }
        for iri in circular {
            let name = local_name(iri);
            let mut diagnostic =
                Diagnostic::error(format!("{name} is above itself: the order of {} has a circle", kind.noun));
            diagnostic.place = facts.subject_place(iri);
            diagnostics.push(diagnostic.hint(format!("take out one `{}` of the circle", local_name(kind.order))));
        }
    }
}

fn read_term(facts: &Facts, iri: &str, name: &str, kind: &Kind, diagnostics: &mut Vec<Diagnostic>) -> OntologyTerm {
    let place = facts.subject_place(iri);
    let mut text = |predicate: &'static str, written: &str| {
        let value = facts.values(iri, predicate).filter(|fact| fact.is_english()).find_map(Fact::literal);
        let value = value.map(str::trim).unwrap_or_default();
        if value.is_empty() {
            let mut diagnostic = Diagnostic::error(format!("{} rap:{name} has no {written} in English", kind.noun));
            diagnostic.place.clone_from(&place);
            diagnostics.push(diagnostic.hint(format!("add {written} \"…\"@en")));
        }
        value.to_owned()
    };
    let label = text(v::LABEL, "rdfs:label");
    let definition = text(v::DEFINITION, "skos:definition");
    let supers: BTreeSet<String> = facts.values(iri, kind.order).filter_map(Fact::iri).map(str::to_owned).collect();
    OntologyTerm {
        name: name.into(),
        iri: iri.to_owned(),
        label,
        definition,
        supers: supers.into_iter().collect(),
        place,
    }
}
