//! The same person, body, place, group, plan and war across articles.

use super::{
    Sets,
    spelling::{given_names_agree, plain, surname},
};
use crate::{
    model::{Entity, EntityClass, EntityId, Extraction, LocalEntity, LocalEntityId},
    ontology::{Gazetteer, is_demonym_of},
};
use std::collections::{BTreeMap, BTreeSet};

/// One article's entity.
struct Node<'a> {
    article: usize,
    entity: &'a LocalEntity,
}

/// Returns the entities, sorted by class and label, and for each article the entity of each of its local ones.
pub(super) fn resolve(articles: &[&Extraction], gazetteer: &Gazetteer) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let mut linker = Linker::new(articles);
    linker.known_places();
    linker.people();
    linker.labels();
    linker.demonyms();
    linker.groups();
    linker.plans_and_wars();
    linker.entities(gazetteer)
}

struct Linker<'a> {
    articles: &'a [&'a Extraction],
    nodes: Vec<Node<'a>>,
    /// First node of each article.
    first: Vec<usize>,
    sets: Sets,
    /// Folded names of the countries that an article speaks of: what its plans and wars are about.
    context: Vec<BTreeSet<String>>,
}

impl<'a> Linker<'a> {
    fn new(articles: &'a [&'a Extraction]) -> Self {
        let mut nodes = Vec::new();
        let mut first = Vec::new();
        for (article, extraction) in articles.iter().enumerate() {
            first.push(nodes.len());
            nodes.extend(extraction.entities.iter().map(|entity| Node { article, entity }));
        }
        let countries = |e: &&&Extraction| {
            let named = e.entities.iter().filter(|n| n.named && n.class == EntityClass::Country);
            named.map(|n| n.gazetteer.clone().unwrap_or_else(|| plain(&n.label))).collect()
        };
        let context = articles.iter().map(|e| countries(&e)).collect();
        let sets = Sets::new(nodes.len());
        Self { articles, nodes, first, sets, context }
    }
    fn node(&self, article: usize, local: LocalEntityId) -> u32 {
        (self.first[article] + local.0 as usize) as u32
    }
    /// Joins all nodes that have the same key.
    fn join_by<K: Ord>(&mut self, key: impl Fn(&Node<'a>) -> Option<K>) {
        let mut known: BTreeMap<K, u32> = BTreeMap::new();
        for at in 0..self.nodes.len() as u32 {
            if let Some(key) = key(&self.nodes[at as usize]) {
                let first = *known.entry(key).or_insert(at);
                self.sets.join(first, at);
            }
        }
    }

    fn known_places(&mut self) {
        self.join_by(|n| n.entity.gazetteer.clone());
    }

    /// Bodies, places and topics with one name are one, class by class; unknown cities and countries count as one class, since
    /// one article may not tell which it is.
    fn labels(&mut self) {
        self.join_by(|n| {
            let kind = match n.entity.class {
                EntityClass::City | EntityClass::Country | EntityClass::Region if n.entity.named => 0,
                EntityClass::Organization if n.entity.named || n.entity.affiliation.is_some() => 1,
                EntityClass::Facility if n.entity.named => 2,
                EntityClass::Other => 3,
                EntityClass::Conflict if n.entity.named => 4,
                EntityClass::Plan if n.entity.named => 5,
                _ => return None,
            };
            (n.entity.gazetteer.is_none()).then(|| (kind, plain(&n.entity.label)))
        });
        // "the National Assembly" of two countries are two; only long names and acronyms also join by an alias.
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for at in 0..self.nodes.len() as u32 {
            let entity = self.nodes[at as usize].entity;
            if entity.class == EntityClass::Organization && entity.named && entity.gazetteer.is_none() {
                for alias in &entity.aliases {
                    let key = plain(alias);
                    let telling =
                        key.split(' ').count() >= 3 || (alias.len() >= 3 && alias.chars().all(char::is_uppercase));
                    if telling {
                        let first = *known.entry(key).or_insert(at);
                        self.sets.join(first, at);
                    }
                }
            }
        }
    }

    /// "Norlandic" in an article that never names Norland, and "Norland" where it was taken for a body.
    fn demonyms(&mut self) {
        let named = |n: &Node<'_>| n.entity.gazetteer.is_none() && n.entity.named && !n.entity.label.contains(' ');
        let countries: BTreeMap<String, u32> = (0..self.nodes.len() as u32)
            .filter(|&n| named(&self.nodes[n as usize]) && self.nodes[n as usize].entity.class == EntityClass::Country)
            .map(|n| (self.label(n).to_owned(), n))
            .collect();
        for at in 0..self.nodes.len() as u32 {
            let node = &self.nodes[at as usize];
            let candidate = named(node)
                && matches!(node.entity.class, EntityClass::Country | EntityClass::Organization | EntityClass::City);
            if !candidate {
                continue;
            }
            let base = countries
                .iter()
                .find(|(country, _)| **country == node.entity.label || is_demonym_of(&node.entity.label, country));
            if let Some((_, &country)) = base {
                self.sets.join(country, at);
            }
        }
    }

    /// People in blocks of equal folded surname: full names that agree are one; a lone surname joins the only bearer.
    fn people(&mut self) {
        let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for at in 0..self.nodes.len() as u32 {
            let entity = self.nodes[at as usize].entity;
            if entity.class == EntityClass::Person && entity.named {
                blocks.entry(surname(&entity.label)).or_default().push(at);
            }
        }
        for block in blocks.into_values() {
            let full: Vec<u32> = block.iter().copied().filter(|&n| self.label(n).contains(' ')).collect();
            for (i, &one) in full.iter().enumerate() {
                for &other in &full[..i] {
                    if given_names_agree(self.label(one), self.label(other)) {
                        self.sets.join(other, one);
                    }
                }
            }
            let roots: BTreeSet<u32> = full.iter().map(|&n| self.sets.root(n)).collect();
            let lone: Vec<u32> = block.into_iter().filter(|n| !full.contains(n)).collect();
            // With two bearers of the surname, an article that gives no first name stays apart: better two nodes than a wrong one.
            let owner = if roots.len() == 1 { roots.first().copied() } else { None };
            let first = lone.first().copied();
            for at in lone {
                match (owner, first) {
                    (Some(owner), _) => self.sets.join(owner, at),
                    (None, Some(first)) if roots.is_empty() => self.sets.join(first, at),
                    _ => {}
                }
            }
        }
    }
    fn label(&self, node: u32) -> &'a str {
        &self.nodes[node as usize].entity.label
    }

    /// Groups of one owner that share a description are one; a group without owner stays its article's own.
    fn groups(&mut self) {
        let mut known: BTreeMap<(u32, String), u32> = BTreeMap::new();
        for at in 0..self.nodes.len() as u32 {
            let node = &self.nodes[at as usize];
            let (EntityClass::Group, Some(owner)) = (node.entity.class, node.entity.affiliation) else { continue };
            let owner = self.node(node.article, owner);
            let owner = self.sets.root(owner);
            let entity = self.nodes[at as usize].entity;
            for name in std::iter::once(&entity.label).chain(&entity.aliases) {
                let first = *known.entry((owner, plain(name))).or_insert(at);
                self.sets.join(first, at);
            }
        }
    }

    /// Unnamed plans with a description in common, and unnamed wars, are one where their articles speak of the same countries.
    fn plans_and_wars(&mut self) {
        for class in [EntityClass::Plan, EntityClass::Conflict] {
            let all: Vec<u32> = (0..self.nodes.len() as u32)
                .filter(|&n| self.nodes[n as usize].entity.class == class && !self.nodes[n as usize].entity.named)
                .collect();
            let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for at in all {
                let entity = self.nodes[at as usize].entity;
                let names: Vec<String> = std::iter::once(&entity.label)
                    .chain(&entity.aliases)
                    .map(|n| plain(n))
                    .filter(|n| n.contains(' '))
                    .collect();
                for name in names {
                    blocks.entry(name).or_default().push(at);
                }
                if class == EntityClass::Conflict {
                    // "the war" is one within one set of countries.
                    blocks.entry("war".to_owned()).or_default().push(at);
                }
                if let Some(points) = entity.points {
                    blocks.entry(format!("{points} points")).or_default().push(at);
                }
            }
            for block in blocks.into_values() {
                for (i, &one) in block.iter().enumerate() {
                    for &other in &block[..i] {
                        if self.same_context(one, other) && self.points_agree(one, other) {
                            self.sets.join(other, one);
                        }
                    }
                }
            }
        }
    }
    fn same_context(&self, one: u32, other: u32) -> bool {
        let (a, b) =
            (&self.context[self.nodes[one as usize].article], &self.context[self.nodes[other as usize].article]);
        let shared = a.intersection(b).count();
        shared >= 2 || (shared == 1 && a.len().min(b.len()) == 1)
    }
    fn points_agree(&self, one: u32, other: u32) -> bool {
        let points = |n: u32| self.nodes[n as usize].entity.points;
        points(one).is_none() || points(other).is_none() || points(one) == points(other)
    }

    fn entities(mut self, gazetteer: &Gazetteer) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in 0..self.nodes.len() as u32 {
            let root = self.sets.root(at);
            members.entry(root).or_default().push(at);
        }
        let mut merged: Vec<(Entity, Vec<u32>)> =
            members.into_values().map(|set| (self.merged(&set, gazetteer), set)).collect();
        merged.sort_by(|(a, _), (b, _)| {
            (a.class, &a.label, &a.discriminator).cmp(&(b.class, &b.label, &b.discriminator))
        });
        let mut id_of = vec![EntityId(0); self.nodes.len()];
        for (id, (_, set)) in merged.iter().enumerate() {
            for &node in set {
                id_of[node as usize] = EntityId(id as u32);
            }
        }
        let key_of: BTreeMap<String, EntityId> =
            self.nodes.iter().zip(&id_of).filter_map(|(n, id)| Some((n.entity.gazetteer.clone()?, *id))).collect();
        let mut entities: Vec<Entity> = Vec::with_capacity(merged.len());
        for (mut entity, set) in merged {
            entity.affiliation = set.iter().find_map(|&n| {
                let node = &self.nodes[n as usize];
                node.entity.affiliation.map(|a| id_of[self.first[node.article] + a.0 as usize])
            });
            let place = set
                .iter()
                .find_map(|&n| self.nodes[n as usize].entity.gazetteer.as_deref())
                .and_then(|key| gazetteer.place(key));
            entity.contained_in = place.and_then(|p| gazetteer.country_of(p)).and_then(|c| key_of.get(&c.key).copied());
            entities.push(entity);
        }
        for (at, entity) in entities.iter_mut().enumerate() {
            // Nothing belongs to itself or lies in itself.
            entity.affiliation = entity.affiliation.filter(|a| a.0 as usize != at);
            entity.contained_in = entity.contained_in.filter(|a| a.0 as usize != at);
        }
        let ids = self
            .articles
            .iter()
            .enumerate()
            .map(|(article, e)| (0..e.entities.len()).map(|local| id_of[self.first[article] + local]).collect())
            .collect();
        (entities, ids)
    }

    fn merged(&self, set: &[u32], gazetteer: &Gazetteer) -> Entity {
        let locals: Vec<&LocalEntity> = set.iter().map(|&n| self.nodes[n as usize].entity).collect();
        let place = locals.iter().find_map(|e| e.gazetteer.as_deref()).and_then(|key| gazetteer.place(key));
        let class = place.map_or_else(|| majority(locals.iter().map(|e| e.class)), |p| p.class);
        let label = place.map_or_else(|| best_label(&locals), |p| p.label.clone());
        let mut aliases: BTreeSet<String> =
            locals.iter().flat_map(|e| std::iter::once(&e.label).chain(&e.aliases)).cloned().collect();
        aliases.remove(&label);
        // The adjective says which country, it is not its name.
        aliases.retain(|alias| !is_demonym_of(alias, &label));
        let documents: BTreeSet<_> =
            set.iter().map(|&n| self.articles[self.nodes[n as usize].article].document.id.clone()).collect();
        let own = matches!(
            class,
            EntityClass::Person
                | EntityClass::Group
                | EntityClass::Plan
                | EntityClass::Conflict
                | EntityClass::Facility
                | EntityClass::Region
                | EntityClass::Organization
        ) && locals.iter().all(|e| !e.named)
            && !(matches!(class, EntityClass::Group | EntityClass::Organization)
                && locals.iter().any(|e| e.affiliation.is_some()));
        // An unnamed thing is told from others of its description by where it is first spoken of.
        let discriminator = if own {
            let first = set
                .iter()
                .map(|&n| {
                    (
                        &self.articles[self.nodes[n as usize].article].document.id,
                        n as usize - self.first[self.nodes[n as usize].article],
                    )
                })
                .min();
            first.map(|(id, local)| format!("{}:{local}", id.0)).unwrap_or_default()
        } else if matches!(class, EntityClass::Group | EntityClass::Organization) && place.is_none() {
            let owner = locals.iter().zip(set).find_map(|(e, &n)| e.affiliation.map(|a| (a, n)));
            owner
                .map(|(a, n)| plain(&self.articles[self.nodes[n as usize].article].entities[a.0 as usize].label))
                .unwrap_or_default()
        } else {
            String::new()
        };
        Entity {
            class,
            label,
            aliases: aliases.into_iter().collect(),
            discriminator,
            same_as: place.map(|p| p.same_as.clone()).unwrap_or_default(),
            affiliation: None,
            points: locals.iter().find_map(|e| e.points),
            coordinates: place.and_then(crate::ontology::Place::coordinates),
            contained_in: None,
            documents: documents.into_iter().collect(),
            mentions: locals.iter().map(|e| e.mentions.len() as u32).sum(),
        }
    }
}

fn majority(classes: impl Iterator<Item = EntityClass>) -> EntityClass {
    let mut count: BTreeMap<EntityClass, usize> = BTreeMap::new();
    for class in classes {
        *count.entry(class).or_default() += 1;
    }
    count
        .into_iter()
        .max_by_key(|(class, times)| (*times, std::cmp::Reverse(*class)))
        .map_or(EntityClass::Other, |(class, _)| class)
}

/// The label that most articles prefer; of people and plans the fullest.
fn best_label(locals: &[&LocalEntity]) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in locals {
        *count.entry(&entity.label).or_default() += 1;
    }
    let full = |label: &str| usize::from(label.contains(' '));
    let digits = |label: &str| usize::from(label.bytes().any(|b| b.is_ascii_digit()));
    let bare = |label: &str| !locals.iter().any(|e| is_demonym_of(label, &e.label));
    let best = count.into_iter().filter(|(label, _)| bare(label)).max_by_key(|(label, times)| {
        (full(label), digits(label), *times, std::cmp::Reverse(label.len()), std::cmp::Reverse(*label))
    });
    best.map(|(label, _)| label.to_owned()).unwrap_or_default()
}
