//! Which articles' entities are one: rules that join, one kind of thing after another, each with its reason. What a person
//! decided comes first, and nothing joins what he keeps apart.

use super::{Sets, bodies, decisions::Decided, offices, people};
use crate::model::{EntityClass, Extraction, LocalEntity, LocalEntityId, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// One article's entity.
pub(super) struct Node<'a> {
    pub(super) article: usize,
    pub(super) local: LocalEntityId,
    pub(super) entity: &'a LocalEntity,
    /// The gazetteer's entry, unless the article says otherwise.
    pub(super) place: Option<&'a str>,
    /// The label, unless the gazetteer took it for another thing than the article says.
    pub(super) name: &'a str,
}

/// Two nodes that a rule joined.
pub(super) struct Joined {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) because: Reason,
}

pub(super) struct Linker<'a> {
    pub(super) articles: &'a [&'a Extraction],
    pub(super) nodes: Vec<Node<'a>>,
    /// First node of each article.
    pub(super) first: Vec<usize>,
    pub(super) sets: Sets,
    pub(super) joined: Vec<Joined>,
    /// Countries that an article speaks of: what its plans and wars are about.
    pub(super) context: Vec<BTreeSet<u32>>,
    /// By root: on which side of which "different" its members stand.
    apart: BTreeMap<u32, BTreeSet<(u32, u32)>>,
    /// By root: the points of a plan.
    points: BTreeMap<u32, u32>,
    /// How many groups of two or more were found to be apart by the articles themselves.
    told_apart: u32,
    /// Acronyms that several bodies share.
    pub(super) shared_acronyms: BTreeSet<String>,
}

impl<'a> Linker<'a> {
    pub(super) fn new(articles: &'a [&'a Extraction]) -> Self {
        let mut nodes = Vec::new();
        let mut first = Vec::new();
        for (article, extraction) in articles.iter().enumerate() {
            first.push(nodes.len());
            let node = |(at, entity): (usize, &'a LocalEntity)| {
                let (local, place) = (LocalEntityId(at as u32), entity.gazetteer.as_deref());
                Node { article, local, entity, place, name: &entity.label }
            };
            nodes.extend(extraction.entities.iter().enumerate().map(node));
        }
        bodies::own_meaning(&mut nodes, articles);
        let sets = Sets::new(nodes.len());
        let numbered = |(at, n): (usize, &Node<'_>)| Some((at as u32, n.entity.points?));
        let points = nodes.iter().enumerate().filter_map(numbered).collect();
        Self {
            articles,
            nodes,
            first,
            sets,
            joined: Vec::new(),
            context: Vec::new(),
            apart: BTreeMap::new(),
            points,
            told_apart: 0,
            shared_acronyms: BTreeSet::new(),
        }
    }

    /// Joins all that is one.
    pub(super) fn link(&mut self, decided: &Decided<'_>) {
        decided.entities(self);
        self.versions();
        self.expansions();
        self.known_places();
        self.labels();
        self.demonyms();
        self.context = self.countries();
        people::link(self);
        offices::link(self);
        self.misread();
        self.misread_elsewhere();
        self.aliases();
        self.acronyms();
        self.shortened();
        self.groups();
        self.plans_and_wars();
    }

    pub(super) fn node(&self, article: usize, local: LocalEntityId) -> u32 {
        (self.first[article] + local.0 as usize) as u32
    }
    pub(super) fn label(&self, node: u32) -> &'a str {
        self.nodes[node as usize].name
    }
    /// The countries of each article, each by one of its nodes.
    fn countries(&mut self) -> Vec<BTreeSet<u32>> {
        let mut found = vec![BTreeSet::new(); self.articles.len()];
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            if node.entity.named && node.entity.class == EntityClass::Country {
                found[node.article].insert(self.sets.root(at));
            }
        }
        found
    }
    pub(super) fn count(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Keeps a node apart from those on another side of the same decision.
    pub(super) fn keep_apart(&mut self, node: u32, decision: u32, side: u32) {
        let root = self.sets.root(node);
        self.apart.entry(root).or_default().insert((decision, side));
    }
    /// The number under which things are kept apart next, as if somebody had decided it.
    pub(super) fn next_apart(&mut self) -> u32 {
        self.told_apart += 1;
        u32::MAX - self.told_apart
    }
    /// Are two sets known to be two: by decision, as versions of a plan, by the number of points, or by what an acronym stands for?
    pub(super) fn is_apart(&self, a: u32, b: u32) -> bool {
        if self.points.get(&a).zip(self.points.get(&b)).is_some_and(|(one, other)| one != other) {
            return true;
        }
        let (Some(one), Some(other)) = (self.apart.get(&a), self.apart.get(&b)) else { return false };
        one.iter().any(|&(decision, side)| other.iter().any(|&(d, s)| d == decision && s != side))
    }
    /// Joins two nodes, unless they are one already or somebody keeps them apart.
    pub(super) fn join(&mut self, one: u32, other: u32, because: impl FnOnce() -> Reason) {
        let (a, b) = (self.sets.root(one), self.sets.root(other));
        if !self.is_apart(a, b) {
            self.join_anyway(one, other, because);
        }
    }
    /// Joins two nodes whatever keeps them apart.
    pub(super) fn join_anyway(&mut self, one: u32, other: u32, because: impl FnOnce() -> Reason) {
        let (a, b) = (self.sets.root(one), self.sets.root(other));
        if a == b {
            return;
        }
        self.sets.join(a, b);
        if let Some(points) = self.points.remove(&a.max(b)) {
            self.points.entry(a.min(b)).or_insert(points);
        }
        if let Some(moved) = self.apart.remove(&a.max(b)) {
            self.apart.entry(a.min(b)).or_default().extend(moved);
        }
        self.joined.push(Joined { one, other, because: because() });
    }
    /// Joins all nodes that have the same key.
    pub(super) fn join_by<K: Ord>(
        &mut self,
        mut key: impl FnMut(&Node<'a>) -> Option<K>,
        because: impl Fn(&Node<'a>) -> Reason,
    ) {
        let mut known: BTreeMap<K, Vec<u32>> = BTreeMap::new();
        for at in 0..self.count() {
            if let Some(key) = key(&self.nodes[at as usize]) {
                known.entry(key).or_default().push(at);
            }
        }
        for nodes in known.into_values() {
            self.join_all(&nodes, &because);
        }
    }
    /// Joins each with the first that it may join.
    pub(super) fn join_all(&mut self, nodes: &[u32], because: impl Fn(&Node<'a>) -> Reason) {
        let mut heads: Vec<u32> = Vec::new();
        for &at in nodes {
            let root = self.sets.root(at);
            let free = heads.iter().copied().find(|&head| {
                let head = self.sets.root(head);
                head == root || !self.is_apart(head, root)
            });
            let Some(head) = free else {
                heads.push(at);
                continue;
            };
            let reason = because(&self.nodes[at as usize]);
            self.join(head, at, || reason);
        }
    }

    /// Of how many countries do both articles speak?
    pub(super) fn countries_shared(&self, one: u32, other: u32) -> usize {
        let of = |node: u32| &self.context[self.nodes[node as usize].article];
        of(one).intersection(of(other)).count()
    }
    /// Do the articles speak of a country in common, as far as they speak of any?
    pub(super) fn share_country(&self, one: u32, other: u32) -> bool {
        let (a, b) =
            (&self.context[self.nodes[one as usize].article], &self.context[self.nodes[other as usize].article]);
        a.is_empty() || b.is_empty() || !a.is_disjoint(b)
    }
}
