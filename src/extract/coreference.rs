//! Mentions → entities of one article: which mentions speak of the same thing. Names by their parts, descriptions by head and
//! owner, office-holders by their office, pronouns by syntax and recency. Deterministic, in text order; never across articles.

mod apposition;
mod collective;
mod description;
mod entity;
mod naming;
mod pronoun;

use super::{
    mention::{Mention, MentionId},
    reading::Reading,
};
use crate::model::{EntityClass, LocalEntity, LocalEntityId};
use std::collections::{BTreeMap, BTreeSet};

/// The entities of an article and which mention belongs to which.
pub(super) struct Chains {
    pub(super) entities: Vec<LocalEntity>,
    of: Vec<Option<LocalEntityId>>,
    /// Mentions that stand for several things at once.
    members: BTreeMap<MentionId, Vec<LocalEntityId>>,
    /// Mentions of a new version of a plan, each with a mention of the plan that it revises.
    pub(super) revisions: Vec<(MentionId, MentionId)>,
}

impl Chains {
    /// The entity of a mention; `None` for a pronoun without antecedent.
    pub(super) fn of(&self, mention: MentionId) -> Option<LocalEntityId> {
        self.of.get(mention.0 as usize).copied().flatten()
    }
    /// All that a mention stands for: the members of "the two men", else its one entity.
    pub(super) fn all_of(&self, mention: MentionId) -> Vec<LocalEntityId> {
        self.members.get(&mention).cloned().unwrap_or_else(|| self.of(mention).into_iter().collect())
    }
    /// Gives a pronoun its antecedent afterwards.
    pub(super) fn assign(&mut self, mention: MentionId, entity: LocalEntityId) {
        if let Some(of) = self.of.get_mut(mention.0 as usize) {
            *of = Some(entity);
        }
    }
    pub(super) fn entity(&self, id: LocalEntityId) -> &LocalEntity {
        &self.entities[id.0 as usize]
    }
    /// Enters an entity that no mention speaks of in a way that coreference follows ("ceding land"); the same label is the same one.
    pub(super) fn add(&mut self, entity: LocalEntity) -> LocalEntityId {
        let known =
            self.entities.iter().position(|e| e.class == entity.class && e.label.eq_ignore_ascii_case(&entity.label));
        if let Some(at) = known {
            self.entities[at].mentions.extend(entity.mentions);
            return LocalEntityId(at as u32);
        }
        self.entities.push(entity);
        LocalEntityId(self.entities.len() as u32 - 1)
    }
}

/// Links all mentions of the article.
pub(super) fn link(reading: &Reading<'_>) -> Chains {
    let mut links = Links::new(reading);
    links.names();
    links.appositions();
    links.descriptions();
    let revisions = std::mem::take(&mut links.revisions);
    pronoun::link(&mut links);
    let members = collective::members(&links);
    let mut chains = links.chains();
    chains.revisions = revisions;
    chains.members = members
        .into_iter()
        .map(|(mention, members)| {
            (MentionId(mention), members.into_iter().filter_map(|m| chains.of(MentionId(m))).collect())
        })
        .collect();
    chains
}

/// Union-find over mentions, with the earliest mention of each set as its root.
struct Links<'r, 'a> {
    reading: &'r Reading<'a>,
    parent: Vec<u32>,
    /// Pronouns without antecedent stay out of every entity.
    unresolved: BTreeSet<u32>,
    /// New versions of plans, and what they revise.
    revisions: Vec<(MentionId, MentionId)>,
}

impl<'r, 'a> Links<'r, 'a> {
    fn new(reading: &'r Reading<'a>) -> Self {
        Self {
            reading,
            parent: (0..reading.mentions.len() as u32).collect(),
            unresolved: BTreeSet::new(),
            revisions: Vec::new(),
        }
    }
    fn root(&self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            at = self.parent[at as usize];
        }
        at
    }
    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.root(one), self.root(other));
        self.parent[a.max(b) as usize] = a.min(b);
    }
    fn mention(&self, at: u32) -> &'r Mention {
        &self.reading.mentions[at as usize]
    }
    /// Mentions in text order.
    fn ordered(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.reading.mentions.len() as u32).collect();
        order.sort_by_key(|&m| (self.mention(m).at.sentence, self.mention(m).tokens, m));
        order
    }

    fn is_named(&self, at: u32) -> bool {
        let root = self.root(at);
        (0..self.parent.len() as u32).any(|m| is_person_name(self.mention(m)) && self.root(m) == root)
    }
}

fn is_person_name(mention: &Mention) -> bool {
    mention.class == EntityClass::Person && mention.is_name()
}

/// Is it the name of something of the class?
fn names(mention: &Mention, class: EntityClass) -> bool {
    mention.class == class && mention.is_name()
}
