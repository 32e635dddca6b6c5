//! What has one name, or one entry of the gazetteer, is one: places, bodies, topics; and the adjective of a country is the country.

use super::{
    bodies::singular,
    linker::{Linker, Node},
    spelling::plain,
};
use crate::{
    model::{EntityClass, Reason},
    ontology::is_demonym_of,
};
use std::collections::BTreeMap;

impl<'a> Linker<'a> {
    pub(super) fn known_places(&mut self) {
        self.join_by(|n| n.place, |n| Reason::Gazetteer(n.place.unwrap_or_default().to_owned()));
    }

    /// Bodies, places and topics with one name are one, class by class; unknown cities and countries count as one class, since
    /// one article may not tell which it is.
    pub(super) fn labels(&mut self) {
        let owners = self.owners();
        let key = |n: &Node<'a>| {
            let kind = match n.entity.class {
                EntityClass::City | EntityClass::Country | EntityClass::Region if n.entity.named => 0,
                EntityClass::Organization if n.entity.named || n.entity.affiliation.is_some() => 1,
                EntityClass::Facility if n.entity.named => 2,
                EntityClass::Other => 3,
                EntityClass::Conflict if n.entity.named => 4,
                EntityClass::Plan if n.entity.named => 5,
                _ => return None,
            };
            if kind == 1 && self.is_shared_acronym(n.name) {
                return None;
            }
            let name = singular(&plain(n.name), kind == 1);
            // Two countries' ministries of one name are two; a name without a country is that of the only one that has it.
            let known = owners.get(&name).filter(|_| kind == 1);
            let only = known.filter(|all| all.len() == 1).and_then(|all| all.first().cloned());
            let owner = if kind == 1 { self.owner_name(n).or(only) } else { None };
            n.place.is_none().then_some((kind, name, owner))
        };
        let keys: Vec<_> = self.nodes.iter().map(key).collect();
        let mut keys = keys.into_iter();
        self.join_by(|_| keys.next().flatten(), |n| Reason::Name(n.name.to_owned()));
    }

    /// "Norlandic" in an article that never names Norland, and "Norland" where it was taken for a body.
    pub(super) fn demonyms(&mut self) {
        let named = |n: &Node<'_>| n.place.is_none() && n.entity.named && !n.entity.label.contains(' ');
        let mut countries: BTreeMap<String, u32> = BTreeMap::new();
        for n in (0..self.count()).filter(|&n| named(&self.nodes[n as usize])) {
            if self.nodes[n as usize].entity.class == EntityClass::Country {
                countries.entry(self.label(n).to_owned()).or_insert(n);
            }
        }
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            let candidate = named(node)
                && matches!(node.entity.class, EntityClass::Country | EntityClass::Organization | EntityClass::City);
            if !candidate {
                continue;
            }
            let label = self.label(at);
            let base = countries.iter().find(|(country, _)| **country == label || is_demonym_of(label, country));
            if let Some((country, &to)) = base {
                let reason = if country == label {
                    Reason::Name(country.clone())
                } else {
                    Reason::Demonym(label.to_owned(), country.clone())
                };
                self.join(to, at, || reason);
            }
        }
    }
}
