//! What the RDF takes from the ontology: the PLOVER category of each class of events, and which roles are places.

use super::vocabulary::sem;
use crate::{model::Name, ontology::Ontology};
use std::collections::{BTreeMap, BTreeSet};

/// Facts about classes and roles that go into the triples of each event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    plover: BTreeMap<Name, String>,
    places: BTreeSet<Name>,
}

impl Schema {
    /// Those of an ontology.
    pub fn of(ontology: &Ontology) -> Self {
        let place = sem::HAS_PLACE.as_str();
        let category = |class: &crate::ontology::EventClass| {
            Some((class.name.clone(), class.plover.clone())).filter(|(_, plover)| !plover.is_empty())
        };
        let is_place = |name: &&Name| ontology.superproperties(name).iter().any(|above| above == place);
        Self {
            plover: ontology.event_classes().iter().filter_map(category).collect(),
            places: ontology.properties().map(|property| &property.name).filter(is_place).cloned().collect(),
        }
    }

    /// The PLOVER category of a class of events.
    pub(super) fn plover(&self, class: &str) -> Option<&str> {
        self.plover.get(class).map(String::as_str)
    }

    /// Does a role tell where?
    pub(super) fn is_place(&self, role: &str) -> bool {
        self.places.contains(role)
    }
}
