//! `sh:property [ … ]` blocks → slots. Reads `sh:path`, `sh:class` (alone or in an `sh:or` list), `sh:datatype`, the counts
//! and `rap:fills`; other SHACL constraints are left to a SHACL validator.

use super::{
    class::{Range, Slot},
    hierarchy::Hierarchy,
    turtle::{Fact, Facts, local_name},
    vocabulary as v,
};
use crate::{
    diagnostic::Diagnostic,
    model::{EntityClass, Name},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct SlotReader<'a> {
    pub(super) facts: &'a Facts,
    pub(super) classes: &'a Hierarchy,
    pub(super) properties: &'a Hierarchy,
}

impl<'a> SlotReader<'a> {
    /// The slots of a class, its own and those of what lies above it; the lower declaration of a role wins.
    pub(super) fn slots(&self, class: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Slot> {
        let mut slots: BTreeMap<Name, Slot> = BTreeMap::new();
        for slot in self.own_slots(class, diagnostics) {
            slots.insert(slot.role.clone(), slot);
        }
        // Nearest first: a class that has more above it lies lower.
        let mut above: Vec<&String> = self.classes.above(class).iter().collect();
        above.sort_by_key(|iri| std::cmp::Reverse(self.classes.above(iri).len()));
        for parent in above {
            // Their own errors are reported where they are read as classes themselves.
            for slot in self.own_slots(parent, &mut Vec::new()) {
                slots.entry(slot.role.clone()).or_insert(Slot { inherited: true, ..slot });
            }
        }
        slots.into_values().collect()
    }

    fn own_slots(&self, class: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Slot> {
        let path = |name: &str| format!("{}{name}", v::SH);
        let property = path("property");
        let blocks = self.facts.about(class).filter(|fact| fact.predicate() == property);
        blocks.filter_map(|block| self.slot(block, diagnostics)).collect()
    }

    fn slot(&self, block: &'a Fact, diagnostics: &mut Vec<Diagnostic>) -> Option<Slot> {
        let node = block.node()?;
        self.check_keys(node, diagnostics);
        let Some(path) = self.shacl(node, "path").next() else {
            diagnostics.push(Diagnostic::error("this slot has no sh:path").at_place(self.facts.predicate_place(block)));
            return None;
        };
        let place = self.facts.place(path);
        let Some(iri) = path.iri() else {
            diagnostics.push(Diagnostic::error("the sh:path of a slot must be a property").at_place(place));
            return None;
        };
        if !self.properties.is_declared(iri) {
            let name = local_name(iri);
            let diagnostic = Diagnostic::error(format!("sh:path names {name}, which is not a declared property"));
            diagnostics.push(diagnostic.at_place(place.clone()).did_you_mean(name, self.properties.names()));
        }
        let role: Name = local_name(iri).into();
        let ranges = self.ranges(node, path, diagnostics);
        let fills = self.facts.ours(node, "fills").filter_map(Fact::literal).map(Name::from).collect();
        let min = self.count(node, "minCount", diagnostics).unwrap_or(0);
        let max = self.count(node, "maxCount", diagnostics);
        if max.is_some_and(|max| max < min) {
            let message = format!("slot {role} asks for at least {min} fillers but allows fewer");
            diagnostics.push(Diagnostic::error(message).at_place(place.clone()));
        }
        Some(Slot { role, iri: iri.to_owned(), ranges, min, max, fills, inherited: false, place: Some(place) })
    }

    fn shacl<'n>(&'n self, node: &'n str, name: &'n str) -> impl Iterator<Item = &'a Fact> + use<'a, 'n> {
        self.facts.about(node).filter(move |fact| fact.predicate().strip_prefix(v::SH) == Some(name))
    }

    /// Every key of the block must be known.
    fn check_keys(&self, node: &str, diagnostics: &mut Vec<Diagnostic>) {
        for fact in self.facts.about(node) {
            let key = fact.predicate();
            let (prefix, name, known) = match (key.strip_prefix(v::RAP), key.strip_prefix(v::SH)) {
                (Some(name), _) => ("rap", name, v::SLOT_KEYS),
                (_, Some(name)) => ("sh", name, v::SHACL_SLOT_KEYS),
                _ => continue,
            };
            if !known.contains(&name) {
                let diagnostic = Diagnostic::error(format!("a slot has no {prefix}:{name}"));
                let diagnostic = diagnostic.at_place(self.facts.predicate_place(fact));
                // A key under the wrong prefix is a likely slip, too.
                let all = v::SLOT_KEYS.iter().chain(v::SHACL_SLOT_KEYS).copied();
                diagnostics.push(diagnostic.did_you_mean(name, all));
            }
        }
    }

    fn count(&self, node: &str, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
        let fact = self.shacl(node, name).next()?;
        let count = fact.literal().and_then(|text| text.parse().ok());
        if count.is_none() {
            let diagnostic = Diagnostic::error(format!("sh:{name} must be a whole number"));
            diagnostics.push(diagnostic.at_place(self.facts.predicate_place(fact)));
        }
        count
    }

    /// What may fill the slot.
    fn ranges(&self, node: &str, path: &Fact, diagnostics: &mut Vec<Diagnostic>) -> Range {
        let mut classes: Vec<&Fact> = self.shacl(node, "class").collect();
        for list in self.shacl(node, "or").filter_map(Fact::node) {
            for choice in self.facts.list(list).into_iter().filter_map(Fact::node) {
                classes.extend(self.shacl(choice, "class"));
            }
        }
        if classes.is_empty() {
            // Numbers and texts are no mentions.
            if self.shacl(node, "datatype").next().is_none() {
                let diagnostic = Diagnostic::error("this slot does not say what may fill it");
                let diagnostic = diagnostic.at_place(self.facts.place(path));
                diagnostics.push(diagnostic.hint("add sh:class rap:Actor, or sh:class rap:Thing for anything"));
            }
            return Range::Any;
        }
        let mut found = BTreeSet::new();
        for fact in classes {
            match self.range_of(fact, diagnostics) {
                Range::Any => return Range::Any,
                Range::Classes(classes) => found.extend(classes),
            }
        }
        Range::Classes(found)
    }

    /// The entity classes that are a kind of the class that a fact names.
    fn range_of(&self, fact: &Fact, diagnostics: &mut Vec<Diagnostic>) -> Range {
        let iri = fact.iri().unwrap_or_default();
        let name = local_name(iri);
        if iri != v::OWL_THING && !self.classes.is_declared(iri) {
            let diagnostic = Diagnostic::error(format!("{name} is not a declared class"));
            let diagnostic = diagnostic.at_place(self.facts.place(fact));
            diagnostics.push(diagnostic.did_you_mean(name, self.classes.names()));
            return Range::Any;
        }
        let range = entity_range(self.classes, iri);
        if range == Range::Classes(BTreeSet::new()) {
            let diagnostic =
                Diagnostic::error(format!("no kind of entity is a {name}, so nothing could fill this slot"));
            let diagnostic = diagnostic.at_place(self.facts.place(fact));
            diagnostics.push(diagnostic.hint("name an entity class or a class above one; rap:Thing allows anything"));
        }
        range
    }
}

/// The entity classes that are, or lie below, a class.
pub(super) fn entity_range(classes: &Hierarchy, iri: &str) -> Range {
    if iri == v::OWL_THING || iri.strip_prefix(v::RAP) == Some("Thing") {
        return Range::Any;
    }
    let is_below = |class: &EntityClass| {
        let own = v::rap(class.as_str());
        own == iri || classes.is_below(&own, iri)
    };
    Range::Classes(EntityClass::ALL.iter().copied().filter(is_below).collect())
}
