//! One reading of an event, or of a tie, out of all claims about it: for the merged view of the exports. Every choice is by
//! number of independent sources first and by content second, never by order of input; what was not chosen stays in the claims.

use super::{ClaimRef, KnowledgeGraph};
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
    /// What most sources say; on a tie the earlier of [`Status::ALL`].
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
        let statuses = self.ranked(claims.iter().map(|(at, c)| (c.status, ClaimRef::Event(*at))));
        let mut merged = MergedEvent {
            id,
            class: self.event(id).class.clone(),
            label: String::new(),
            status: statuses.first().map_or(Status::Possible, |s| s.value),
            time: merge_times(claims.iter().filter_map(|(_, c)| c.time.as_ref())),
            roles: supported(&claims, fillers),
            place: supported(&claims, |c| c.place.clone()),
            about: supported(&claims, |c| c.about.clone()),
            quantities: self.merge_quantities(&claims),
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
            let key = (c.class.clone(), c.subject, c.object, c.title.clone(), c.former);
            groups.entry(key).or_default().push(at as u32);
        }
        let relation = |((class, subject, object, title, former), claims): (_, Vec<u32>)| MergedRelation {
            class,
            subject,
            object,
            title,
            former,
            time: merge_times(claims.iter().filter_map(|&at| self.relation_claims()[at as usize].time.as_ref())),
            claims: claims.into_iter().map(ClaimRef::Relation).collect(),
        };
        groups.into_iter().map(relation).collect()
    }

    /// Pairs of claims of one event that cannot both be true, each pair once, the lower first.
    pub fn contradictions(&self, id: EventId) -> Vec<(ClaimRef, ClaimRef)> {
        let claims: Vec<_> = self.claims_of(id).collect();
        let mut pairs = Vec::new();
        for (n, (a, left)) in claims.iter().enumerate() {
            for (b, right) in &claims[n + 1..] {
                if contradict(left, right) {
                    pairs.push((ClaimRef::Event(*a), ClaimRef::Event(*b)));
                }
            }
        }
        pairs
    }

    /// For each claim the first claim of the event from another source with the same status that it does not contradict: enough
    /// to see that it is supported, without a link for every pair.
    pub fn corroborations(&self, id: EventId) -> Vec<(ClaimRef, ClaimRef)> {
        let claims: Vec<_> = self.claims_of(id).collect();
        let mut pairs = Vec::new();
        for (n, (b, right)) in claims.iter().enumerate() {
            let agrees = |(a, left): &&(u32, &EventClaim<EntityId, EventId>)| {
                left.status == right.status
                    && self.sources(&[ClaimRef::Event(*a), ClaimRef::Event(*b)]) > 1
                    && !contradict(left, right)
            };
            pairs.extend(claims[..n].iter().find(agrees).map(|(a, _)| (ClaimRef::Event(*a), ClaimRef::Event(*b))));
        }
        pairs
    }

    /// Values with their claims: most sources first, then the smallest value.
    fn ranked<T: Ord>(&self, pairs: impl Iterator<Item = (T, ClaimRef)>) -> Vec<Supported<T>> {
        let mut groups: BTreeMap<T, Vec<ClaimRef>> = BTreeMap::new();
        for (value, claim) in pairs {
            groups.entry(value).or_default().push(claim);
        }
        let mut ranked: Vec<_> = groups.into_iter().map(|(value, claims)| Supported { value, claims }).collect();
        ranked.sort_by_key(|s| Reverse(self.sources(&s.claims)));
        ranked
    }

    fn merge_quantities(&self, claims: &[(u32, &EventClaim<EntityId, EventId>)]) -> Vec<MergedQuantity> {
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
            let mut ranked = self.ranked(values.into_iter()).into_iter().map(plain);
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

fn contradict(a: &EventClaim<EntityId, EventId>, b: &EventClaim<EntityId, EventId>) -> bool {
    let denied = |s: Status, t: Status| s == Status::Negated && !matches!(t, Status::Negated | Status::Possible);
    if denied(a.status, b.status) || denied(b.status, a.status) {
        return true;
    }
    // An article that counts in two sentences in its own voice is rather telling of two things.
    let same_voice = a.attribution == b.attribution
        && a.evidence.first().map(|e| &e.document) == b.evidence.first().map(|e| &e.document);
    !same_voice && a.quantities.iter().any(|x| b.quantities.iter().any(|y| numbers_differ(x, y)))
}

/// Can the two numbers not both be right, given their hedges?
fn numbers_differ(a: &Quantity, b: &Quantity) -> bool {
    if (&a.role, &a.unit) != (&b.role, &b.unit) {
        return false;
    }
    let range = |q: &Quantity| match q.bound {
        None => (q.value, q.value),
        Some(Bound::AtLeast) => (q.value, f64::INFINITY),
        Some(Bound::AtMost) => (f64::NEG_INFINITY, q.value),
        // "About 100" is taken to allow a tenth either way.
        Some(Bound::About) => (q.value - q.value.abs() / 10.0, q.value + q.value.abs() / 10.0),
    };
    let ((low, high), (other_low, other_high)) = (range(a), range(b));
    high < other_low || other_high < low
}
