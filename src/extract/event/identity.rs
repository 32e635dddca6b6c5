//! Which claims of one article tell of one event: a definite noun ("the talks") goes back to an event told before, and claims of
//! one class that agree in who, where and when are one. Never across articles.

use super::Draft;
use crate::{
    extract::{coreference::Chains, mention, reading::Reading},
    model::{EntityClass, LocalEntityId, LocalEventId, Status, Upos},
};
use std::collections::BTreeSet;

/// Numbers the events: drafts that tell of the same one get the same number.
pub(in crate::extract) fn number(reading: &Reading<'_>, chains: &Chains, drafts: &mut [Draft]) {
    let mut events: Vec<Vec<usize>> = Vec::new();
    for at in 0..drafts.len() {
        let joined =
            events.iter().rposition(|members| members.iter().any(|&m| same(reading, chains, &drafts[m], &drafts[at])));
        match joined {
            Some(event) => events[event].push(at),
            None => events.push(vec![at]),
        }
    }
    for (number, members) in events.iter().enumerate() {
        for &member in members {
            drafts[member].claim.event = LocalEventId(number as u32);
        }
    }
}

fn same(reading: &Reading<'_>, chains: &Chains, one: &Draft, other: &Draft) -> bool {
    let (a, b) = (&one.claim, &other.claim);
    if a.class != b.class || !times_agree(one, other) || !places_agree(chains, one, other) || !status_agrees(one, other)
    {
        return false;
    }
    let shared = shared_actors(chains, one, other);
    let telling = |d: &Draft| !d.claim.roles.is_empty();
    let unknown = !telling(one) || !telling(other);
    let near = one.trigger.sentence == other.trigger.sentence;
    let topics = a.about.iter().any(|t| b.about.contains(t));
    let place = a.place.iter().any(|p| b.place.contains(p));
    if refers_back(reading, other) && (shared > 0 || unknown) {
        return true;
    }
    match &*a.class {
        "Meeting" | "Attack" => (near && (shared > 0 || unknown)) || (shared > 0 && place) || shared > 1,
        _ => shared > 0 && (topics || (near && (a.about.is_empty() || b.about.is_empty()))),
    }
}

/// "the talks", "this meeting", "these strikes": a definite noun speaks of something told.
fn refers_back(reading: &Reading<'_>, draft: &Draft) -> bool {
    let token = reading.token(draft.trigger);
    token.upos == Upos::Noun && mention::is_definite(reading, draft.trigger)
}

fn times_agree(one: &Draft, other: &Draft) -> bool {
    match (&one.claim.time, &other.claim.time) {
        (Some(a), Some(b)) => {
            a.overlaps(b)
                || a.earliest.days_since(b.latest).abs().min(b.earliest.days_since(a.latest).abs()) <= 1
                    && one.claim.class == "Meeting"
        }
        _ => true,
    }
}

/// Places agree unless both are told and differ; a country and a city may be one place.
fn places_agree(chains: &Chains, one: &Draft, other: &Draft) -> bool {
    let (a, b) = (&one.claim.place, &other.claim.place);
    let class = |p: &LocalEntityId| chains.entity(*p).class;
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|p| b.contains(p))
        || a.iter().chain(b).any(|p| class(p) == EntityClass::Country)
}

fn status_agrees(one: &Draft, other: &Draft) -> bool {
    let real = |s: Status| matches!(s, Status::Occurred | Status::Ongoing);
    let (a, b) = (one.claim.status, other.claim.status);
    (real(a) && real(b)) || a == b || (!real(a) && !real(b) && a != Status::Negated && b != Status::Negated)
}

/// Actors in common; a group counts as its country's.
fn shared_actors(chains: &Chains, one: &Draft, other: &Draft) -> usize {
    let sides = |draft: &Draft| -> BTreeSet<LocalEntityId> {
        draft.claim.roles.iter().map(|f| chains.entity(f.entity).affiliation.unwrap_or(f.entity)).collect()
    };
    sides(one).intersection(&sides(other)).count()
}
