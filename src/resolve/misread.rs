//! One thing that was read as two kinds of thing.

use super::{
    linker::Linker,
    spelling::{plain, surname},
};
use crate::model::{EntityClass, Reason};
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// "La Esperanza" as a town and, in capitals, as a body; "the Greens" as a body and as people: one article means one thing by
    /// one name. Bodies and towns whose last word is the surname of somebody in the article are he.
    pub(super) fn misread(&mut self) {
        for article in 0..self.articles.len() {
            let range = self.first[article] as u32..self.first.get(article + 1).map_or(self.count(), |&n| n as u32);
            let mut known: BTreeMap<String, u32> = BTreeMap::new();
            let named: Vec<u32> = range
                .filter(|&at| {
                    let entity = self.nodes[at as usize].entity;
                    let proper = entity.label.starts_with(|c: char| c.is_uppercase());
                    proper && (entity.named || (entity.class == EntityClass::Group && entity.affiliation.is_none()))
                })
                .filter(|&at| {
                    !matches!(self.nodes[at as usize].entity.class, EntityClass::Plan | EntityClass::Conflict)
                })
                .collect();
            for &at in &named {
                let key = plain(self.label(at));
                let first = *known.entry(key).or_insert(at);
                let name = self.label(at);
                if self.nodes[first as usize].place.is_none() || self.nodes[at as usize].place.is_none() {
                    self.join(first, at, || Reason::Misread(name.to_owned()));
                }
            }
            surnames(self, &named);
        }
    }

    /// "Hulbrook" as a town in one article and as a person or a body in the next one about the same countries: what nobody calls
    /// by a fuller name is what has this name.
    pub(super) fn misread_elsewhere(&mut self) {
        let fuller = self.with_full_names();
        let mut known: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            let odd = match node.entity.class {
                EntityClass::Plan | EntityClass::Conflict => false,
                EntityClass::Person | EntityClass::Group => {
                    node.entity.affiliation.is_none() && !node.name.contains(' ')
                }
                _ => node.entity.affiliation.is_none(),
            };
            let proper = node.name.starts_with(|c: char| c.is_uppercase());
            if odd && proper && node.place.is_none() && !fuller.contains(&self.sets.root(at)) {
                known.entry(plain(node.name)).or_default().push(at);
            }
        }
        for nodes in known.into_values() {
            let is_town = |n: u32| {
                let entity = self.nodes[n as usize].entity;
                entity.named && matches!(entity.class, EntityClass::City | EntityClass::Region | EntityClass::Country)
            };
            let (towns, others): (Vec<u32>, Vec<u32>) = nodes.into_iter().partition(|&n| is_town(n));
            for at in others {
                let Some(&town) = towns.iter().find(|&&town| self.share_country(town, at)) else { continue };
                let name = self.label(at);
                self.join(town, at, || Reason::Misread(name.to_owned()));
            }
        }
    }

    /// What some article calls by more than one word, or knows in an office: somebody's surname, a short name.
    fn with_full_names(&mut self) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        for (article, extraction) in self.articles.iter().enumerate() {
            for relation in extraction.relations.iter().filter(|r| r.class == "HoldsRole") {
                let holder = self.node(article, relation.subject);
                found.insert(self.sets.root(holder));
            }
        }
        for at in 0..self.count() {
            let entity = self.nodes[at as usize].entity;
            if entity.class == EntityClass::Person && entity.named && self.label(at).contains(' ') {
                found.insert(self.sets.root(at));
            }
        }
        found
    }
}

/// "Mehmet Arsoylu" as a body, or "Arsoylu" as a group, in an article that speaks of Arsoylu as a person.
fn surnames(linker: &mut Linker<'_>, named: &[u32]) {
    let class = |linker: &Linker<'_>, n: u32| linker.nodes[n as usize].entity.class;
    let people: Vec<u32> = named.iter().copied().filter(|&n| class(linker, n) == EntityClass::Person).collect();
    for &at in named {
        let odd = matches!(class(linker, at), EntityClass::Organization | EntityClass::Group)
            && linker.nodes[at as usize].place.is_none();
        let words = linker.label(at).split(' ').count();
        if !odd || words > 3 {
            continue;
        }
        let same = |&&person: &&u32| {
            // One of the two is the bare surname.
            let bare = words == 1 || !linker.label(person).contains(' ');
            bare && surname(linker.label(person)) == surname(linker.label(at))
                && words != linker.label(person).split(' ').count()
        };
        let found: Vec<u32> = people.iter().filter(same).copied().collect();
        if let [person] = found.as_slice() {
            let name = linker.label(at);
            linker.join(*person, at, || Reason::Misread(name.to_owned()));
        }
    }
}
