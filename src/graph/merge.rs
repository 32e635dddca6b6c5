//! One reading of an event, or of a tie, out of all claims about it: for the merged view of the exports. What a later claim brings
//! up to date comes last; then every choice is by number of independent sources first and by content second, never by order of
//! input. What was not chosen stays in the claims, and [`KnowledgeGraph::chosen`] says how the choice was made.

use super::{ClaimRef, KnowledgeGraph, Slot, Stand};
use crate::model::{Bound, EntityId, EventClaim, EventId, Interval, Name, Quantity, Status};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A value and the claims that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supported<T> {
    /// What.
    pub value: T,
    /// Who says so; sorted, never empty.
    pub claims: Vec<ClaimRef>,
}

/// A number on which the claims may differ.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedQuantity {
    /// The best supported value.
    pub best: Supported<Quantity>,
    /// The other values, best supported first.
    pub others: Vec<Supported<Quantity>>,
}

/// The best supported reading of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedEvent {
    /// Which.
    pub id: EventId,
    /// Event class.
    pub class: Name,
    /// "Meeting: A, B – Place, 2025-11-24".
    pub label: String,
    /// What most sources say and none brings up to date; on a tie the earlier of [`Status::ALL`].
    pub status: Status,
    /// Among the claims' times, the one that most claims overlap; on a tie the narrowest.
    pub time: Option<Interval>,
    /// Who in which role, by any claim; sorted.
    pub roles: Vec<Supported<(Name, EntityId)>>,
    /// Where, by any claim; sorted.
    pub place: Vec<Supported<EntityId>>,
    /// Topics, by any claim; sorted.
    pub about: Vec<Supported<EntityId>>,
    /// Numbers by role, sorted.
    pub quantities: Vec<MergedQuantity>,
    /// All claims.
    pub claims: Vec<ClaimRef>,
    /// Number of independent sources.
    pub sources: usize,
    /// That of the surest claim, 0 to 100.
    pub confidence: u8,
}

/// A lasting tie out of all claims that have the same ends, title and tense.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedRelation {
    /// Relation class.
    pub class: Name,
    /// Who.
    pub subject: EntityId,
    /// To whom or what.
    pub object: Option<EntityId>,
    /// Office or kind of tie.
    pub title: Option<String>,
    /// Is it over?
    pub former: bool,
    /// When it holds.
    pub time: Option<Interval>,
    /// Who says so; never empty.
    pub claims: Vec<ClaimRef>,
}

impl KnowledgeGraph {
    /// The best supported reading of an event.
    pub fn merged(&self, id: EventId) -> MergedEvent {
        let claims: Vec<_> = self.claims_of(id).collect();
        let refs: Vec<_> = claims.iter().map(|(at, _)| ClaimRef::Event(*at)).collect();
        let fillers = |claim: &EventClaim<EntityId, EventId>| {
            claim.roles.iter().map(|f| (f.role.clone(), f.entity)).collect::<Vec<_>>()
        };
        let overtaken = self.overtaken(id);
        let statuses =
            self.ranked(claims.iter().map(|(at, c)| (c.status, ClaimRef::Event(*at))), overtaken.get(&Slot::Status));
        let mut merged = MergedEvent {
            id,
            class: self.event(id).class.clone(),
            label: String::new(),
            status: statuses.first().map_or(Status::Possible, |s| s.value),
            time: merge_times(claims.iter().filter_map(|(_, c)| c.time.as_ref())),
            roles: supported(&claims, fillers),
            place: supported(&claims, |c| c.place.clone()),
            about: supported(&claims, |c| c.about.clone()),
            quantities: self.merge_quantities(&claims, &overtaken),
            sources: self.sources(&refs),
            confidence: claims.iter().map(|(_, c)| c.confidence).max().unwrap_or_default(),
            claims: refs,
        };
        merged.label = self.event_label(&merged);
        merged
    }

    /// The ties, sorted by class, subject, object and title.
    pub fn relations(&self) -> Vec<MergedRelation> {
        let mut groups: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for (at, c) in self.relation_claims().iter().enumerate() {
            // "President" and "president" are one office.
            let title = c.title.as_ref().map(|title| title.to_lowercase());
            let key = (c.class.clone(), c.subject, c.object, title, c.former);
            groups.entry(key).or_default().push(at as u32);
        }
        // Of several spellings the one with the fewest capitals.
        let spelling = |claims: &[u32]| {
            let titles = claims.iter().filter_map(|&at| self.relation_claims()[at as usize].title.clone());
            titles.min_by_key(|title| (title.chars().filter(|c| c.is_uppercase()).count(), title.clone()))
        };
        let relation = |((class, subject, object, _, former), claims): (_, Vec<u32>)| MergedRelation {
            class,
            subject,
            object,
            title: spelling(&claims),
            former,
            time: merge_times(claims.iter().filter_map(|&at| self.relation_claims()[at as usize].time.as_ref())),
            claims: claims.into_iter().map(ClaimRef::Relation).collect(),
        };
        groups.into_iter().map(relation).collect()
    }

    /// How the reading of an event was chosen where its claims differ: one line a status or number.
    pub fn chosen(&self, event: &MergedEvent) -> Vec<String> {
        let overtaken = self.overtaken(event.id);
        let by = |claims: &[ClaimRef], slot: &Slot| {
            let sources = self.sources(claims);
            let late = overtaken.get(slot).is_some_and(|old| claims.iter().all(|c| old.contains(c)));
            format!(
                "{sources} {}{}",
                if sources == 1 { "source" } else { "sources" },
                if late { ", brought up to date since" } else { "" }
            )
        };
        let line = |name: &str, values: Vec<(String, &[ClaimRef])>, slot: &Slot| {
            let said: Vec<String> =
                values.iter().map(|(value, claims)| format!("{value} ({})", by(claims, slot))).collect();
            format!("{name}: {}", said.join("; else "))
        };
        let mut lines = Vec::new();
        let claims: Vec<_> = self.claims_of(event.id).collect();
        let statuses = claims.iter().map(|(at, c)| (c.status, ClaimRef::Event(*at)));
        let statuses = self.ranked(statuses, overtaken.get(&Slot::Status));
        if statuses.len() > 1 {
            let values = statuses.iter().map(|s| (s.value.to_string(), s.claims.as_slice())).collect();
            lines.push(line("status", values, &Slot::Status));
        }
        for number in event.quantities.iter().filter(|n| !n.others.is_empty()) {
            let role = &number.best.value.role;
            let all = std::iter::once(&number.best).chain(&number.others);
            let value = |q: &Quantity| {
                let bound = q.bound.map(|b| format!("{b} ")).unwrap_or_default();
                format!("{bound}{}", q.value)
            };
            let values = all.map(|s| (value(&s.value), s.claims.as_slice())).collect();
            lines.push(line(role, values, &Slot::Number(role.clone())));
        }
        lines
    }

    /// Claims that a later one brings up to date, by slot.
    fn overtaken(&self, id: EventId) -> BTreeMap<Slot, BTreeSet<ClaimRef>> {
        let mut found: BTreeMap<Slot, BTreeSet<ClaimRef>> = BTreeMap::new();
        for tie in self.ties(id).into_iter().filter(|t| t.stand == Stand::Updates) {
            found.entry(tie.slot).or_default().insert(tie.to);
        }
        found
    }

    /// Values with their claims: those that are brought up to date last, most sources first, then the smallest value.
    fn ranked<T: Ord>(
        &self,
        pairs: impl Iterator<Item = (T, ClaimRef)>,
        overtaken: Option<&BTreeSet<ClaimRef>>,
    ) -> Vec<Supported<T>> {
        let mut groups: BTreeMap<T, Vec<ClaimRef>> = BTreeMap::new();
        for (value, claim) in pairs {
            groups.entry(value).or_default().push(claim);
        }
        let mut ranked: Vec<_> = groups.into_iter().map(|(value, claims)| Supported { value, claims }).collect();
        let late = |claims: &[ClaimRef]| overtaken.is_some_and(|old| claims.iter().all(|c| old.contains(c)));
        ranked.sort_by_key(|s| (late(&s.claims), Reverse(self.sources(&s.claims))));
        ranked
    }

    fn merge_quantities(
        &self,
        claims: &[(u32, &EventClaim<EntityId, EventId>)],
        overtaken: &BTreeMap<Slot, BTreeSet<ClaimRef>>,
    ) -> Vec<MergedQuantity> {
        type Key = (Name, Option<String>);
        let mut by_role: BTreeMap<Key, Vec<(OrderedQuantity, ClaimRef)>> = BTreeMap::new();
        for (at, claim) in claims {
            for quantity in &claim.quantities {
                let key = (quantity.role.clone(), quantity.unit.clone());
                by_role.entry(key).or_default().push((OrderedQuantity::from(quantity), ClaimRef::Event(*at)));
            }
        }
        let merge = |((role, unit), values): (Key, Vec<_>)| {
            let plain = |s: Supported<OrderedQuantity>| Supported {
                value: s.value.quantity(role.clone(), unit.clone()),
                claims: s.claims,
            };
            let old = overtaken.get(&Slot::Number(role.clone()));
            let mut ranked = self.ranked(values.into_iter(), old).into_iter().map(plain);
            ranked.next().map(|best| MergedQuantity { best, others: ranked.collect() })
        };
        by_role.into_iter().filter_map(merge).collect()
    }

    fn event_label(&self, event: &MergedEvent) -> String {
        let mut who: Vec<&str> = Vec::new();
        for filler in &event.roles {
            let label = self.entity(filler.value.1).label.as_str();
            if !who.contains(&label) {
                who.push(label);
            }
        }
        let more = who.len() > 3;
        who.truncate(3);
        let mut label = event.class.to_string();
        if !who.is_empty() {
            label = format!("{label}: {}{}", who.join(", "), if more { " …" } else { "" });
        }
        if let Some(place) = event.place.first() {
            label = format!("{label} – {}", self.entity(place.value).label);
        }
        match &event.time {
            Some(time) => format!("{label}, {}", time.edtf),
            None => label,
        }
    }
}

/// A quantity that can be a key: larger values first (a toll that rose is the later one), exact before hedged.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct OrderedQuantity {
    value: Reverse<Total>,
    bound: Option<u8>,
}
struct Total(f64);
impl PartialEq for Total {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Total {}
impl PartialOrd for Total {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Total {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
impl From<&Quantity> for OrderedQuantity {
    fn from(quantity: &Quantity) -> Self {
        let bound = quantity.bound.and_then(|b| Bound::ALL.iter().position(|&other| other == b));
        Self { value: Reverse(Total(quantity.value)), bound: bound.map(|at| at as u8) }
    }
}
impl OrderedQuantity {
    fn quantity(&self, role: Name, unit: Option<String>) -> Quantity {
        let bound = self.bound.and_then(|at| Bound::ALL.get(usize::from(at)).copied());
        Quantity { role, value: self.value.0.0, bound, unit }
    }
}

/// What any claim says, sorted, each with its claims.
fn supported<T: Ord>(
    claims: &[(u32, &EventClaim<EntityId, EventId>)],
    values: impl Fn(&EventClaim<EntityId, EventId>) -> Vec<T>,
) -> Vec<Supported<T>> {
    let mut groups: BTreeMap<T, BTreeSet<ClaimRef>> = BTreeMap::new();
    for (at, claim) in claims {
        for value in values(claim) {
            groups.entry(value).or_default().insert(ClaimRef::Event(*at));
        }
    }
    groups.into_iter().map(|(value, claims)| Supported { value, claims: claims.into_iter().collect() }).collect()
}

fn merge_times<'a>(times: impl Iterator<Item = &'a Interval>) -> Option<Interval> {
    let times: Vec<&Interval> = times.collect();
    let rank = |time: &&Interval| {
        let support = times.iter().filter(|other| other.overlaps(time)).count();
        (Reverse(support), time.latest.days_since(time.earliest), (*time).clone())
    };
    times.iter().copied().min_by_key(rank).cloned()
}
