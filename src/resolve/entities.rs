//! Sets of articles' entities that are one → [`Entity`]s: class, label, aliases and what tells them from others of their label.

use super::{
    decisions::Decided,
    linker::Linker,
    spelling::{plain, surname},
};
use crate::{
    model::{Entity, EntityClass, EntityId, EntityMerge, Extraction, LocalEntity},
    ontology::{Gazetteer, Place, is_demonym_of},
};
use std::collections::{BTreeMap, BTreeSet};

/// The entities, sorted by class and label, for each article the entity of each of its local ones, and why they are one.
pub(super) fn resolve(
    articles: &[&Extraction],
    gazetteer: &Gazetteer,
    decided: &Decided<'_>,
) -> (Vec<Entity>, Vec<Vec<EntityId>>, Vec<EntityMerge>) {
    let mut linker = Linker::new(articles);
    linker.link(decided);
    let renamed = decided.renamed(&linker);
    Builder { linker, gazetteer, renamed }.entities()
}

struct Builder<'a> {
    linker: Linker<'a>,
    gazetteer: &'a Gazetteer,
    renamed: BTreeMap<u32, String>,
}

impl Builder<'_> {
    fn entities(mut self) -> (Vec<Entity>, Vec<Vec<EntityId>>, Vec<EntityMerge>) {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in 0..self.linker.nodes.len() as u32 {
            let root = self.linker.sets.root(at);
            members.entry(root).or_default().push(at);
        }
        let mut merged: Vec<(Entity, Vec<u32>)> = members.into_values().map(|set| (self.merged(&set), set)).collect();
        drop_foreign_names(&mut merged);
        self.tell_namesakes_apart(&mut merged);
        merged.sort_by(|(a, _), (b, _)| {
            (a.class, &a.label, &a.discriminator).cmp(&(b.class, &b.label, &b.discriminator))
        });
        let mut id_of = vec![EntityId(0); self.linker.nodes.len()];
        for (id, (_, set)) in merged.iter().enumerate() {
            for &node in set {
                id_of[node as usize] = EntityId(id as u32);
            }
        }
        let entities = self.tied(merged, &id_of);
        let first = &self.linker.first;
        let articles = self.linker.articles.iter().enumerate();
        let ids = articles
            .map(|(article, e)| (0..e.entities.len()).map(|local| id_of[first[article] + local]).collect())
            .collect();
        let reasons = self.merges(&id_of);
        (entities, ids, reasons)
    }

    /// Adds what refers to other entities: owners and countries.
    fn tied(&self, merged: Vec<(Entity, Vec<u32>)>, id_of: &[EntityId]) -> Vec<Entity> {
        let nodes = &self.linker.nodes;
        let key_of: BTreeMap<&str, EntityId> =
            nodes.iter().zip(id_of).filter_map(|(n, id)| Some((n.place?, *id))).collect();
        let mut entities: Vec<Entity> = Vec::with_capacity(merged.len());
        for (at, (mut entity, set)) in merged.into_iter().enumerate() {
            let owner = |&n: &u32| {
                let node = &nodes[n as usize];
                node.entity.affiliation.map(|a| id_of[self.linker.first[node.article] + a.0 as usize])
            };
            entity.affiliation = set.iter().find_map(owner);
            let country = self.place(&set).and_then(|p| self.gazetteer.country_of(p));
            entity.contained_in = country.and_then(|c| key_of.get(c.key.as_str()).copied());
            // Nothing belongs to itself or lies in itself.
            entity.affiliation = entity.affiliation.filter(|a| a.0 as usize != at);
            entity.contained_in = entity.contained_in.filter(|a| a.0 as usize != at);
            entities.push(entity);
        }
        entities
    }

    fn place(&self, set: &[u32]) -> Option<&Place> {
        let key = set.iter().find_map(|&n| self.linker.nodes[n as usize].place)?;
        self.gazetteer.place(key)
    }
    fn document(&self, node: u32) -> &str {
        &self.linker.articles[self.linker.nodes[node as usize].article].document.id.0
    }

    fn merged(&self, set: &[u32]) -> Entity {
        let locals: Vec<&LocalEntity> = set.iter().map(|&n| self.linker.nodes[n as usize].entity).collect();
        let labels = self.names(set);
        let place = self.place(set);
        let class = place.map_or_else(|| majority(&locals), |p| p.class);
        let usual = place.map_or_else(|| best_label(&labels), |p| p.label.clone());
        let renamed = set.iter().find_map(|n| self.renamed.get(n));
        let label = renamed.cloned().unwrap_or_else(|| usual.clone());
        let mut aliases: BTreeSet<String> = labels.iter().map(|&l| l.to_owned()).chain(self.aliases(set)).collect();
        aliases.insert(usual);
        aliases.remove(&label);
        // The adjective says which country, it is not its name.
        aliases.retain(|alias| !is_demonym_of(alias, &label));
        let nodes = &self.linker.nodes;
        let documents: BTreeSet<_> =
            set.iter().map(|&n| self.linker.articles[nodes[n as usize].article].document.id.clone()).collect();
        Entity {
            class,
            discriminator: if place.is_some() { String::new() } else { self.discriminator(class, set, &locals) },
            label,
            aliases: aliases.into_iter().collect(),
            same_as: place.map(|p| p.same_as.clone()).unwrap_or_default(),
            affiliation: None,
            points: locals.iter().find_map(|e| e.points),
            named: locals.iter().any(|e| e.named),
            coordinates: place.and_then(Place::coordinates),
            contained_in: None,
            documents: documents.into_iter().collect(),
            mentions: locals.iter().map(|e| e.mentions.len() as u32).sum(),
        }
    }

    /// Who has a name is not called by an office, which another may hold tomorrow.
    fn telling<'s>(&'s self, set: &'s [u32]) -> impl Iterator<Item = u32> + 's {
        let named = |n: &u32| {
            let entity = self.linker.nodes[*n as usize].entity;
            entity.class == EntityClass::Person && entity.named
        };
        let any = set.iter().any(named);
        set.iter()
            .copied()
            .filter(move |n| !any || named(n) || self.linker.nodes[*n as usize].entity.class != EntityClass::Person)
    }
    fn names(&self, set: &[u32]) -> Vec<&str> {
        self.telling(set).map(|n| self.linker.label(n)).collect()
    }
    fn aliases(&self, set: &[u32]) -> Vec<String> {
        self.telling(set).flat_map(|n| self.linker.nodes[n as usize].entity.aliases.iter().cloned()).collect()
    }

    /// An unnamed thing is told from others of its description by where it is first spoken of; a group by whose it is.
    fn discriminator(&self, class: EntityClass, set: &[u32], locals: &[&LocalEntity]) -> String {
        let described = matches!(
            class,
            EntityClass::Person
                | EntityClass::Group
                | EntityClass::Plan
                | EntityClass::Conflict
                | EntityClass::Facility
                | EntityClass::Region
                | EntityClass::Organization
        ) && locals.iter().all(|e| !e.named);
        let body = matches!(class, EntityClass::Group | EntityClass::Organization);
        let has_owner = body && locals.iter().any(|e| e.affiliation.is_some());
        if described && !has_owner {
            let first = set.iter().map(|&n| (self.document(n), self.linker.nodes[n as usize].local.0)).min();
            return first.map(|(id, local)| format!("{id}:{local}")).unwrap_or_default();
        }
        let owner = set.iter().find_map(|&n| {
            let node = &self.linker.nodes[n as usize];
            let whose = node.entity.affiliation.filter(|_| body)?;
            Some(plain(&self.linker.articles[node.article].entities[whose.0 as usize].label))
        });
        owner.unwrap_or_default()
    }

    /// Two people of one name that are known to be two.
    fn tell_namesakes_apart(&self, merged: &mut [(Entity, Vec<u32>)]) {
        let mut known: BTreeMap<(EntityClass, String, String), u32> = BTreeMap::new();
        for (entity, _) in merged.iter() {
            *known.entry((entity.class, entity.label.clone(), entity.discriminator.clone())).or_default() += 1;
        }
        for (entity, set) in merged {
            let key = (entity.class, entity.label.clone(), entity.discriminator.clone());
            if known.get(&key).is_some_and(|&times| times > 1) {
                let first = set.iter().map(|&n| self.document(n)).min().unwrap_or_default();
                let told = format!("{} in {first}", entity.discriminator);
                told.trim_start().clone_into(&mut entity.discriminator);
            }
        }
    }

    /// Why nodes are one: each reason once for each pair of names, with the number of articles that it joined.
    fn merges(&self, id_of: &[EntityId]) -> Vec<EntityMerge> {
        let mut found: BTreeMap<(EntityId, &str, &str, _), u32> = BTreeMap::new();
        for joined in &self.linker.joined {
            let (one, other) = (self.linker.label(joined.one), self.linker.label(joined.other));
            let key = (id_of[joined.one as usize], one.min(other), one.max(other), &joined.because);
            *found.entry(key).or_insert(1) += 1;
        }
        let merge =
            |((entity, one, other, because), articles): ((EntityId, &str, &str, &crate::model::Reason), u32)| {
                EntityMerge { entity, one: one.to_owned(), other: other.to_owned(), because: because.clone(), articles }
            };
        found.into_iter().map(merge).collect()
    }
}

/// Where an article took two people for one, the one does not get the other's name: a surname that is not his and that somebody
/// else has.
fn drop_foreign_names(merged: &mut [(Entity, Vec<u32>)]) {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for (entity, _) in merged.iter().filter(|(e, _)| e.class == EntityClass::Person) {
        *bearers.entry(surname(&entity.label)).or_default() += 1;
    }
    for (entity, _) in merged.iter_mut().filter(|(e, _)| e.class == EntityClass::Person) {
        let own = surname(&entity.label);
        entity.aliases.retain(|alias| {
            let name = surname(alias);
            name == own || !bearers.contains_key(&name)
        });
    }
}

/// The class that most articles give it; if as many give another, the one with more mentions.
fn majority(locals: &[&LocalEntity]) -> EntityClass {
    let mut count: BTreeMap<EntityClass, (usize, usize)> = BTreeMap::new();
    // "PORT AMBER" opens an article from there and says nothing of what it is.
    let shouted = |e: &LocalEntity| e.label.contains(' ') && !e.label.contains(char::is_lowercase);
    let all_shouted = locals.iter().all(|e| shouted(e));
    // A town that articles read as a person without a first name: who has none anywhere is none.
    let is_town = |e: &&LocalEntity| e.named && matches!(e.class, EntityClass::City | EntityClass::Region);
    let is_person = |e: &&&LocalEntity| e.class == EntityClass::Person;
    let town = locals.iter().copied().any(|e| is_town(&e))
        && locals
            .iter()
            .filter(is_person)
            .all(|e| !e.label.contains(' ') && e.aliases.iter().all(|a| !a.contains(' ')));
    for entity in locals.iter().filter(|e| (all_shouted || !shouted(e)) && !(town && is_person(e))) {
        let (times, mentions) = count.entry(entity.class).or_default();
        *times += 1;
        *mentions += entity.mentions.len();
    }
    let best = count.into_iter().max_by_key(|(class, votes)| (*votes, std::cmp::Reverse(*class)));
    best.map_or(EntityClass::Other, |(class, _)| class)
}

/// The label that most articles prefer; of people and plans the fullest.
fn best_label(labels: &[&str]) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels {
        *count.entry(label).or_default() += 1;
    }
    let full = |label: &str| usize::from(label.contains(' '));
    let digits = |label: &str| usize::from(label.bytes().any(|b| b.is_ascii_digit()));
    let known: Vec<&str> = count.keys().copied().collect();
    let bare = |label: &str| !known.iter().any(|other| is_demonym_of(label, other));
    let best = count.into_iter().filter(|(label, _)| bare(label)).max_by_key(|(label, times)| {
        (full(label), digits(label), *times, std::cmp::Reverse(label.len()), std::cmp::Reverse(*label))
    });
    best.map(|(label, _)| label.to_owned()).unwrap_or_default()
}
