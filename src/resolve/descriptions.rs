//! What has a description and no name: groups, plans, wars; and which plans are versions of one another.

use super::{linker::Linker, spelling::plain};
use crate::model::{EntityClass, LocalEntity, Reason};
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// A plan and what revises it stay two.
    pub(super) fn versions(&mut self) {
        for (article, extraction) in self.articles.iter().enumerate() {
            for relation in extraction.relations.iter().filter(|r| r.class == "RevisionOf") {
                let Some(object) = relation.object.filter(|&o| o != relation.subject) else { continue };
                let number = self.next_apart();
                self.keep_apart(self.node(article, relation.subject), number, 0);
                self.keep_apart(self.node(article, object), number, 1);
            }
        }
    }

    /// Groups of one owner that share a description are one; a group without owner stays its article's own.
    pub(super) fn groups(&mut self) {
        let mut known: BTreeMap<(u32, String), u32> = BTreeMap::new();
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            let (EntityClass::Group, Some(owner)) = (node.entity.class, node.entity.affiliation) else { continue };
            let owner = self.node(node.article, owner);
            let owner = self.sets.root(owner);
            let (entity, whose) = (self.nodes[at as usize].entity, self.label(owner));
            for name in std::iter::once(&entity.label).chain(&entity.aliases) {
                let first = *known.entry((owner, plain(name))).or_insert(at);
                self.join(first, at, || Reason::OwnersName(whose.to_owned(), name.clone()));
            }
        }
    }

    /// Unnamed plans with a description in common, and unnamed wars, are one where their articles speak of the same countries:
    /// two of them, or the only one of which one article speaks.
    pub(super) fn plans_and_wars(&mut self) {
        for class in [EntityClass::Plan, EntityClass::Conflict] {
            let mut pairs: BTreeMap<(Reason, (u32, u32)), Vec<u32>> = BTreeMap::new();
            let mut single: BTreeMap<(Reason, u32), Vec<u32>> = BTreeMap::new();
            for at in 0..self.count() {
                let node = &self.nodes[at as usize];
                if node.entity.class != class || node.entity.named {
                    continue;
                }
                let countries: Vec<u32> = self.context[node.article].iter().copied().collect();
                for reason in descriptions(node.entity) {
                    for (n, &one) in countries.iter().enumerate() {
                        single.entry((reason.clone(), one)).or_default().push(at);
                        for &other in &countries[..n] {
                            pairs.entry((reason.clone(), (other, one))).or_default().push(at);
                        }
                    }
                }
            }
            for ((reason, _), block) in pairs {
                self.join_all(&block, |_| reason.clone());
            }
            for ((reason, _), block) in single {
                let alone = |&n: &u32| self.context[self.nodes[n as usize].article].len() == 1;
                let (lone, others): (Vec<u32>, Vec<u32>) = block.into_iter().partition(alone);
                self.join_all(&lone, |_| reason.clone());
                let known: BTreeSet<u32> = others.iter().map(|&n| self.sets.root(n)).collect();
                if let (Some(&one), Some(&other), 1) = (lone.first(), others.first(), known.len()) {
                    self.join(other, one, || reason.clone());
                }
            }
        }
    }
}

/// What unnamed plans and wars are known by; "the war" is one within one set of countries.
fn descriptions(entity: &LocalEntity) -> BTreeSet<Reason> {
    let names = std::iter::once(&entity.label).chain(&entity.aliases).map(|n| plain(n)).filter(|n| n.contains(' '));
    let war = (entity.class == EntityClass::Conflict).then(|| "war".to_owned());
    names.chain(war).map(Reason::Description).chain(entity.points.map(Reason::Points)).collect()
}
