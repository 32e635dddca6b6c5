//! What a person decided about identity, applied: which nodes and tellings the lines speak of, before any rule of ours.

use super::{linker::Linker, spelling::plain, telling::Telling};
use crate::model::{ByteSpan, ClaimSet, Decision, DocumentId, Entity, EntityId, Extraction, Reason, Selector, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of tellings that are one, each with why, and pairs that are not.
pub(super) type Pairs = (BTreeMap<(u32, u32), Reason>, BTreeSet<(u32, u32)>);

/// Class, label and discriminator of an entity, and its articles with their local ones.
type Undecided<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<(usize, usize)>>;

/// The decisions, and what the entities were without them.
pub(super) struct Decided<'a> {
    decisions: &'a [Decision],
    undecided: Undecided<'a>,
}

impl<'a> Decided<'a> {
    /// Nothing was decided.
    pub(super) fn nothing() -> Self {
        Self { decisions: &[], undecided: BTreeMap::new() }
    }
    /// `entities` and `ids` are those of a resolution without decisions, if one of these needs them.
    pub(super) fn new(decisions: &'a [Decision], entities: &'a [Entity], ids: &[Vec<EntityId>]) -> Self {
        let mut undecided = Undecided::new();
        for (article, ids) in ids.iter().enumerate() {
            for (local, id) in ids.iter().enumerate() {
                let Some(entity) = entities.get(id.0 as usize) else { continue };
                let key = (entity.class.as_str(), entity.label.as_str(), entity.discriminator.as_str());
                undecided.entry(key).or_default().push((article, local));
            }
        }
        Self { decisions, undecided }
    }
    /// Does a decision name an entity by what it was before?
    pub(super) fn need_undecided(decisions: &[Decision]) -> bool {
        let by_entity = |s: &Selector| matches!(s, Selector::Entity { .. });
        decisions.iter().flat_map(|d| d.things.iter().flatten()).any(by_entity)
    }

    /// Joins and keeps apart what was decided.
    pub(super) fn entities(&self, linker: &mut Linker<'_>) {
        if self.decisions.is_empty() {
            return;
        }
        let names = names(linker);
        for (number, decision) in self.decisions.iter().enumerate().filter(|(_, d)| d.verdict == Verdict::Different) {
            // What fits two of the things stands on the side that names it more closely, or on none.
            let mut sides: BTreeMap<u32, Vec<(u8, u32)>> = BTreeMap::new();
            for (side, thing) in decision.things.iter().enumerate() {
                for selector in thing {
                    for node in self.nodes(std::slice::from_ref(selector), linker, &names) {
                        sides.entry(node).or_default().push((closeness(selector, linker.label(node)), side as u32));
                    }
                }
            }
            for (node, mut found) in sides {
                found.sort_unstable();
                let (best, side) = found[0];
                if found.iter().all(|&(other, of)| other > best || of == side) {
                    linker.keep_apart(node, number as u32, side);
                }
            }
        }
        for decision in self.decisions.iter().filter(|d| d.verdict == Verdict::Same) {
            let nodes: BTreeSet<u32> =
                decision.things.iter().flat_map(|thing| self.nodes(thing, linker, &names)).collect();
            let mut nodes = nodes.into_iter();
            if let Some(first) = nodes.next() {
                nodes.for_each(|other| linker.join_anyway(first, other, || decision.reason()));
            }
        }
    }

    /// New labels by node, the first decision first.
    pub(super) fn renamed(&self, linker: &Linker<'_>) -> BTreeMap<u32, String> {
        let mut found = BTreeMap::new();
        let names = if self.decisions.is_empty() { BTreeMap::new() } else { names(linker) };
        for decision in self.decisions {
            if let Verdict::Rename(to) = &decision.verdict {
                for node in decision.things.iter().flat_map(|thing| self.nodes(thing, linker, &names)) {
                    found.entry(node).or_insert_with(|| to.clone());
                }
            }
        }
        found
    }

    fn nodes(&self, thing: &[Selector], linker: &Linker<'_>, names: &BTreeMap<String, Vec<u32>>) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        for selector in thing {
            match selector {
                Selector::Called(name) => found.extend(names.get(&plain(name)).into_iter().flatten()),
                Selector::CalledIn(name, document) => {
                    let own = names.get(&plain(name)).into_iter().flatten().copied();
                    found.extend(
                        own.filter(|&n| linker.articles[linker.nodes[n as usize].article].document.id == *document),
                    );
                }
                Selector::Entity { class, label, discriminator } => {
                    let key = (class.as_str(), label.as_str(), discriminator.as_str());
                    let places = self.undecided.get(&key).into_iter().flatten();
                    found.extend(
                        places.filter_map(|&(article, local)| Some((linker.first.get(article)? + local) as u32)),
                    );
                }
                Selector::Told(..) => {}
            }
        }
        found
    }

    /// What was decided about events.
    pub(super) fn events(&self, tellings: &[Telling], claims: &ClaimSet) -> Pairs {
        let (mut same, mut different) = Pairs::default();
        if self.decisions.is_empty() {
            return (same, different);
        }
        let mut places: BTreeMap<(&DocumentId, ByteSpan), Vec<u32>> = BTreeMap::new();
        for (at, telling) in tellings.iter().enumerate() {
            for evidence in telling.claims.iter().flat_map(|&c| &claims.events[c as usize].evidence) {
                places.entry((&evidence.document, evidence.bytes)).or_default().push(at as u32);
            }
        }
        let told = |thing: &Vec<Selector>| -> BTreeSet<u32> {
            let told = thing.iter().filter_map(|s| match s {
                Selector::Told(document, span) => places.get(&(document, *span)),
                _ => None,
            });
            told.flatten().copied().collect()
        };
        for decision in self.decisions {
            let sides: Vec<BTreeSet<u32>> = decision.things.iter().map(told).collect();
            match decision.verdict {
                Verdict::Same => {
                    let all: Vec<u32> = sides.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
                    for pair in all.windows(2) {
                        same.entry((pair[0], pair[1])).or_insert_with(|| decision.reason());
                    }
                }
                Verdict::Different => {
                    for (n, one) in sides.iter().enumerate() {
                        let others = sides[..n].iter().flatten();
                        different.extend(others.flat_map(|&b| one.iter().map(move |&a| (a.min(b), a.max(b)))));
                    }
                }
                Verdict::Rename(_) => {}
            }
        }
        (same, different)
    }
}

/// How closely a selector names a node: in its article, by its label, by another name.
fn closeness(selector: &Selector, label: &str) -> u8 {
    match selector {
        Selector::CalledIn(..) | Selector::Entity { .. } | Selector::Told(..) => 0,
        Selector::Called(name) => 1 + u8::from(plain(name) != plain(label)),
    }
}

/// Nodes by their folded names.
fn names(linker: &Linker<'_>) -> BTreeMap<String, Vec<u32>> {
    let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, node) in linker.nodes.iter().enumerate() {
        let all = std::iter::once(&node.entity.label).chain(&node.entity.aliases).map(|n| plain(n));
        for name in all.collect::<BTreeSet<_>>() {
            names.entry(name).or_default().push(at as u32);
        }
    }
    names
}

/// Is an article's entity called so? For whoever looks up names of decisions.
pub fn is_called(extraction: &Extraction, name: &str) -> bool {
    let wanted = plain(name);
    let entities = extraction.entities.iter();
    entities.flat_map(|e| std::iter::once(&e.label).chain(&e.aliases)).any(|n| plain(n) == wanted)
}
