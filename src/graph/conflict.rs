//! Claims of one event held against each other, slot by slot: what cannot both be true (another number, another day, affirmed
//! and denied, done and still to come), and what a later article brings up to date (the plan that came true or was called off,
//! the toll that rose). Nothing is dropped here: the claims stay, and the ties say how they stand to each other.

use super::{ClaimRef, KnowledgeGraph};
use crate::model::{Bound, Date, EntityId, EventClaim, EventId, Name, Quantity, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

type Claim = EventClaim<EntityId, EventId>;

/// In what two claims differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Whether it happened.
    Status,
    /// On which day.
    Day,
    /// A number: `killed`.
    Number(Name),
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status => f.write_str("whether it happened"),
            Self::Day => f.write_str("the day"),
            Self::Number(role) => write!(f, "the number of {role}"),
        }
    }
}

/// How one claim stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// They cannot both be true.
    Contradicts,
    /// The one came later and takes the other's place.
    Updates,
}

/// A claim and another that it does not agree with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// Of an update the later, of a contradiction the lower.
    pub from: ClaimRef,
    /// The other.
    pub to: ClaimRef,
    /// How.
    pub stand: Stand,
    /// In what.
    pub slot: Slot,
}

/// Numbers that only grow as more becomes known.
const TOLLS: [&str; 4] = ["killed", "wounded", "missing", "captured"];

impl KnowledgeGraph {
    /// How the claims of an event stand to each other where they differ; sorted. Of many claims that say one thing each is held
    /// against the first that says another, not against all.
    pub fn ties(&self, id: EventId) -> Vec<Tie> {
        let claims: Vec<(u32, &Claim)> = self.claims_of(id).collect();
        let held: Vec<Held<'_>> = claims.iter().map(|&(at, claim)| self.held(at, claim)).collect();
        let days = days_by_article(&held);
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        for one in &held {
            for said in one.says() {
                first.entry(said).or_insert(one.at);
            }
        }
        let is_first = |one: &Held<'_>| one.says().any(|said| first.get(&said) == Some(&one.at));
        let mut ties = BTreeSet::new();
        for (n, right) in held.iter().enumerate() {
            let leading = is_first(right);
            for left in held[..n].iter().filter(|left| leading || is_first(left)) {
                ties.extend(differ(left, right, &days));
            }
        }
        ties.into_iter().collect()
    }

    /// Pairs of claims of one event that cannot both be true, each pair once, the lower first.
    pub fn contradictions(&self, id: EventId) -> Vec<(ClaimRef, ClaimRef)> {
        let ties = self.ties(id).into_iter().filter(|t| t.stand == Stand::Contradicts);
        let pairs: BTreeSet<_> = ties.map(|t| (t.from, t.to)).collect();
        pairs.into_iter().collect()
    }

    /// For each claim the first claim of the event from another source with the same status that agrees with it: enough to see
    /// that it is supported, without a link for every pair.
    pub fn corroborations(&self, id: EventId) -> Vec<(ClaimRef, ClaimRef)> {
        let claims: Vec<(u32, &Claim)> = self.claims_of(id).collect();
        let held: Vec<Held<'_>> = claims.iter().map(|&(at, claim)| self.held(at, claim)).collect();
        let days = days_by_article(&held);
        let mut pairs = Vec::new();
        for (n, right) in held.iter().enumerate() {
            let agrees = |left: &&Held<'_>| {
                left.claim.status == right.claim.status
                    && self.sources(&[ClaimRef::Event(left.at), ClaimRef::Event(right.at)]) > 1
                    && differ(left, right, &days).is_empty()
            };
            pairs.extend(held[..n].iter().find(agrees).map(|l| (ClaimRef::Event(l.at), ClaimRef::Event(right.at))));
        }
        pairs
    }

    fn held<'c>(&self, at: u32, claim: &'c Claim) -> Held<'c> {
        let article = self.told_by(&[ClaimRef::Event(at)]).first().copied();
        let published = article.and_then(|a| self.documents()[a as usize].metadata.published);
        Held { at, claim, article, published }
    }
}

/// A claim and where it is from.
struct Held<'a> {
    at: u32,
    claim: &'a Claim,
    article: Option<u32>,
    published: Option<Date>,
}

impl Held<'_> {
    /// The one day that it names.
    fn day(&self) -> Option<Date> {
        self.claim.time.as_ref().filter(|t| t.earliest == t.latest).map(|t| t.earliest)
    }
    /// What it says, slot by slot; claims that say the same give the same texts.
    fn says(&self) -> impl Iterator<Item = String> {
        let numbers =
            self.claim.quantities.iter().map(|q| format!("{} {:?} {} {:?}", q.role, q.unit, q.value, q.bound));
        let day = self.day().map(|d| d.to_string());
        numbers.chain(day).chain([self.claim.status.to_string()])
    }
    fn is_later_than(&self, other: &Self) -> bool {
        self.published.zip(other.published).is_some_and(|(one, other)| one > other)
    }
}

type Days = BTreeMap<Option<u32>, BTreeSet<Date>>;

/// The days that each article names: what goes on for two days is on both of them.
fn days_by_article(held: &[Held<'_>]) -> Days {
    let mut days = Days::new();
    for one in held {
        if let Some(time) = one.claim.time.as_ref().filter(|t| t.latest.days_since(t.earliest) <= 7) {
            let all = (0..=time.latest.days_since(time.earliest)).map(|n| time.earliest.plus_days(n));
            days.entry(one.article).or_default().extend(all);
        }
    }
    days
}

fn differ(left: &Held<'_>, right: &Held<'_>, days: &Days) -> Vec<Tie> {
    let mut found = Vec::new();
    let mut add = |from: &Held<'_>, to: &Held<'_>, stand: Stand, slot: Slot| {
        found.push(Tie { from: ClaimRef::Event(from.at), to: ClaimRef::Event(to.at), stand, slot });
    };
    match statuses(left, right) {
        Some(Order::Conflict) => add(left, right, Stand::Contradicts, Slot::Status),
        Some(Order::LeftLater) => add(left, right, Stand::Updates, Slot::Status),
        Some(Order::RightLater) => add(right, left, Stand::Updates, Slot::Status),
        None => {}
    }
    if let (Some(one), Some(other)) = (left.day(), right.day()) {
        let both =
            |article| days.get(&article).is_some_and(|d: &BTreeSet<Date>| d.contains(&one) && d.contains(&other));
        let plan = left.claim.status == Status::Planned || right.claim.status == Status::Planned;
        if one != other && left.article != right.article && !plan && !days.keys().any(|&article| both(article)) {
            add(left, right, Stand::Contradicts, Slot::Day);
        }
    }
    // An article that counts in two sentences in its own voice is rather telling of two things.
    let one_voice = left.claim.attribution == right.claim.attribution && left.article == right.article;
    for (one, other) in left.claim.quantities.iter().flat_map(|x| right.claim.quantities.iter().map(move |y| (x, y))) {
        if one_voice || !numbers_differ(one, other) {
            continue;
        }
        let slot = Slot::Number(one.role.clone());
        if grew(right, left, other, one) {
            add(right, left, Stand::Updates, slot);
        } else if grew(left, right, one, other) {
            add(left, right, Stand::Updates, slot);
        } else {
            add(left, right, Stand::Contradicts, slot);
        }
    }
    found
}

enum Order {
    Conflict,
    LeftLater,
    RightLater,
}

/// Affirmed and denied; done and still to come. What is told earlier of a thing to come is brought up to date by what is told
/// later, whatever came of it.
fn statuses(left: &Held<'_>, right: &Held<'_>) -> Option<Order> {
    let settled = |s: Status| matches!(s, Status::Occurred | Status::Ongoing | Status::Negated);
    let (a, b) = (left.claim.status, right.claim.status);
    let denied = |s: Status| s == Status::Negated;
    if settled(a) && settled(b) {
        return (denied(a) != denied(b)).then_some(Order::Conflict);
    }
    let updates =
        |late: &Held<'_>, early: &Held<'_>| settled(late.claim.status) && early.claim.status == Status::Planned;
    // A possibility excludes nothing.
    if updates(left, right) {
        if left.is_later_than(right) {
            return Some(Order::LeftLater);
        }
        // To come, when it is said to have been done or dropped already.
        return right.is_later_than(left).then_some(Order::Conflict);
    }
    if updates(right, left) {
        if right.is_later_than(left) {
            return Some(Order::RightLater);
        }
        return left.is_later_than(right).then_some(Order::Conflict);
    }
    None
}

/// Did a toll rise from the earlier article to the later one, as the same or no authority has it?
fn grew(late: &Held<'_>, early: &Held<'_>, now: &Quantity, before: &Quantity) -> bool {
    let (one, other) = (late.claim.attribution.0.first(), early.claim.attribution.0.first());
    let authority = one.is_none() || other.is_none() || one == other;
    late.is_later_than(early) && TOLLS.contains(&now.role.as_str()) && now.value > before.value && authority
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
