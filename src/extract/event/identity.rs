//! Which claims of one article tell of one event: a definite noun ("the talks") goes back to an event told before, and claims of
//! one class that agree in who, where and when are one. Never across articles.

use super::Draft;
use crate::{
    extract::{
        coreference::Chains,
        mention,
        reading::{At, Reading},
    },
    model::{EntityClass, LocalEntityId, LocalEventId, RelationClaim, Status, Upos},
};
use std::{cmp::Ordering, collections::BTreeSet};

/// Numbers the events: drafts that tell of the same one get the same number. Nouns that name no side, place or time and go
/// back to nothing told are dropped.
pub(in crate::extract) fn number(
    reading: &Reading<'_>,
    chains: &Chains,
    offices: &[RelationClaim<LocalEntityId>],
    drafts: &mut Vec<Draft>,
) {
    let compare = Compare { reading, chains, offices };
    let mut events: Vec<Vec<usize>> = Vec::new();
    // What tells who comes first: a bare "talks" joins what it can join; and what goes back comes before what stands beside it.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let bare = |d: usize| drafts[d].claim.roles.is_empty();
    order.sort_by_key(|&d| (bare(d), bare(d) && !compare.refers_back(&drafts[d])));
    let mut dropped = Vec::new();
    for at in order {
        let nearest = |members: &Vec<usize>| {
            let fits = |&m: &usize| !compare.conflict(&drafts[m], &drafts[at]);
            let same = members.iter().filter(|&&m| compare.same(&drafts[m], &drafts[at]));
            same.map(|&m| nearness(&drafts[m], &drafts[at])).max().filter(|_| members.iter().all(fits))
        };
        let known = events.iter().enumerate().filter_map(|(event, members)| Some((nearest(members)?, event)));
        match known.max().map(|(_, event)| event) {
            Some(event) => events[event].push(at),
            None if compare.is_empty(&drafts[at]) => dropped.push(at),
            None => events.push(vec![at]),
        }
    }
    for (number, members) in events.iter().enumerate() {
        for &member in members {
            drafts[member].claim.event = LocalEventId(number as u32);
        }
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

struct Compare<'r, 'a> {
    reading: &'r Reading<'a>,
    chains: &'r Chains,
    offices: &'r [RelationClaim<LocalEntityId>],
}

impl Compare<'_, '_> {
    /// Does the claim say neither who nor where?
    fn is_empty(&self, draft: &Draft) -> bool {
        let claim = &draft.claim;
        let nominal = self.reading.token(draft.trigger).upos == Upos::Noun;
        let loose = claim.place.is_empty() && claim.about.is_empty();
        nominal && claim.roles.is_empty() && loose && claim.quantities.is_empty()
    }

    /// Does something that both claims tell exclude that they tell of one event?
    fn conflict(&self, one: &Draft, other: &Draft) -> bool {
        let (a, b) = (&one.claim, &other.claim);
        a.class != b.class
            // "the next meeting" is not this one.
            || self.modified(one, "other-time-adjectives") != self.modified(other, "other-time-adjectives")
            || !times_agree(one, other)
            || !self.places_agree(one, other)
            || !(status_agrees(one, other) || one_weapon(one, other))
            || self.role_conflict(one, other, "attacker", &|_| true)
            || self.role_conflict(one, other, "target", &|e| matches!(self.chains.entity(e).class, EntityClass::City | EntityClass::Region))
            // Two meetings of other people of the same sides are two.
            || self.role_conflict(one, other, "participant", &|e| self.chains.entity(e).class == EntityClass::Person)
    }

    /// Is the role filled in both, by fillers that count, without a side in common?
    fn role_conflict(&self, one: &Draft, other: &Draft, role: &str, counts: &dyn Fn(LocalEntityId) -> bool) -> bool {
        let fillers = |d: &Draft| {
            let own = d.claim.roles.iter().filter(|f| f.role == role && counts(f.entity));
            own.map(|f| if role == "attacker" { self.side(f.entity) } else { f.entity }).collect::<BTreeSet<_>>()
        };
        let (a, b) = (fillers(one), fillers(other));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    }

    fn same(&self, one: &Draft, other: &Draft) -> bool {
        let (a, b) = (&one.claim, &other.claim);
        let (sides, others) = (self.sides(one), self.sides(other));
        let shared = sides.intersection(&others).count();
        // Who attacks and who is attacked, told apart, may be of one attack.
        let in_both = a.roles.iter().any(|f| b.roles.iter().any(|g| f.role == g.role));
        let unknown = sides.is_empty() || others.is_empty();
        let nested = !unknown && (sides.is_subset(&others) || others.is_subset(&sides));
        let near = one.trigger.sentence == other.trigger.sentence;
        let topics = a.about.iter().any(|t| b.about.contains(t));
        let place = a.place.iter().any(|p| b.place.contains(p));
        let back = self.refers_back(one) || self.refers_back(other);
        match &*a.class {
            // "an ambush in which 46 died": one sentence tells of one attack by one attacker.
            "Attack" if near => true,
            "Meeting" | "Attack" => {
                // What is planned and what may be are one only where the text says so.
                let alike = status_alike(one, other);
                let meets = shared > 0 && (back || place || alike && (near || nested || shared > 1));
                meets || (unknown && (back || near || place)) || (&*a.class == "Attack" && !in_both && back)
            }
            // "pledged a million in aid": the noun inside the clause of the verb tells nothing else.
            _ if near && self.within(one, other) => true,
            _ => {
                let silent = a.about.is_empty() || b.about.is_empty();
                (shared > 0 && (back || topics || (near && silent))) || (topics && unknown)
            }
        }
    }

    /// Does one trigger, a noun, hang on the other, and fill no role that the other fills with somebody else?
    fn within(&self, one: &Draft, other: &Draft) -> bool {
        let below = |noun: &Draft, verb: &Draft| {
            self.reading.token(noun.trigger).upos == Upos::Noun
                && self.reading.token(verb.trigger).upos == Upos::Verb
                && self.reading.ancestors(noun.trigger).iter().take(3).any(|a| *a == verb.trigger)
        };
        let clash = one.claim.roles.iter().any(|f| {
            let same = || other.claim.roles.iter().filter(|o| o.role == f.role);
            same().count() > 0 && same().all(|o| o.entity != f.entity)
        });
        (below(one, other) || below(other, one)) && !clash
    }

    /// "the talks", "this meeting", "these strikes": a definite noun speaks of something told; and "were killed in the attack",
    /// where nothing else tells which.
    fn refers_back(&self, draft: &Draft) -> bool {
        let reading = self.reading;
        if reading.token(draft.trigger).upos == Upos::Noun {
            let other = self.modified(draft, "other-time-adjectives");
            return mention::is_definite(reading, draft.trigger) && !other;
        }
        let claim = &draft.claim;
        let bare = claim.roles.is_empty() && claim.place.is_empty() && claim.time.is_none();
        let told = |noun: At| {
            reading.knowledge.is_event_word(&reading.token(noun).lemma) && mention::is_definite(reading, noun)
        };
        let nouns = ["nsubj", "obl:in", "obl:during", "obl:by", "obl:agent"].into_iter();
        bare && nouns.flat_map(|label| reading.targets(draft.trigger, label)).any(told)
    }
    /// Has the noun an adjective of the list?
    fn modified(&self, draft: &Draft, list: &str) -> bool {
        let reading = self.reading;
        reading.children(draft.trigger).any(|c| {
            let lemma = reading.token(c).lemma.to_lowercase();
            matches!(reading.token(c).relation(), "amod" | "det" | "nummod") && reading.listed(list, &lemma)
        })
    }

    /// Places agree unless both are told and differ; a country and a city may be one place.
    fn places_agree(&self, one: &Draft, other: &Draft) -> bool {
        let (a, b) = (&one.claim.place, &other.claim.place);
        let class = |p: &LocalEntityId| self.chains.entity(*p).class;
        let vague = |p: &LocalEntityId| matches!(class(p), EntityClass::Country | EntityClass::Facility);
        a.is_empty() || b.is_empty() || a.iter().any(|p| b.contains(p)) || a.iter().all(vague) || b.iter().all(vague)
    }

    /// Whose sides take part: a group or an office-holder counts as the country or body behind it.
    fn sides(&self, draft: &Draft) -> BTreeSet<LocalEntityId> {
        draft.claim.roles.iter().filter(|f| f.role != "weapon").map(|f| self.side(f.entity)).collect()
    }
    fn side(&self, entity: LocalEntityId) -> LocalEntityId {
        let known = self.chains.entity(entity);
        let holds = |o: &&RelationClaim<LocalEntityId>| o.subject == entity && &*o.class == "HoldsRole" && !o.former;
        let office = || self.offices.iter().find(holds).and_then(|o| o.object);
        let person = known.class == EntityClass::Person;
        let body = known.affiliation.or_else(|| office().filter(|_| person)).unwrap_or(entity);
        // A body that the gazetteer puts in a country stands for it.
        let gazetteer = &self.reading.knowledge.gazetteer;
        let place = self.chains.entity(body).gazetteer.as_deref().and_then(|key| gazetteer.place(key));
        let country = place.and_then(|p| p.country.clone());
        let at = country.and_then(|key| self.chains.entities.iter().position(|e| e.gazetteer.as_deref() == Some(&key)));
        at.map_or(body, |at| LocalEntityId(at as u32))
    }
}

/// "hit by a missile believed to have been fired by rebels": one of the two tells whose the weapon of the other is.
fn one_weapon(one: &Draft, other: &Draft) -> bool {
    let weapon = |d: &Draft| d.claim.roles.iter().find(|f| f.role == "weapon").map(|f| f.entity);
    let agentless = |d: &Draft| d.claim.roles.iter().all(|f| f.role != "attacker");
    let denied = [one, other].iter().any(|d| d.claim.status == Status::Negated);
    let near = one.trigger.sentence == other.trigger.sentence && !denied;
    near && weapon(one).is_some() && weapon(one) == weapon(other) && (agentless(one) || agentless(other))
}

/// How near the one stands to the other: in its sentence, else before it, the nearer the better, else after it.
fn nearness(one: &Draft, other: &Draft) -> (u8, i64) {
    let (at, from) = (i64::from(one.trigger.sentence), i64::from(other.trigger.sentence));
    match at.cmp(&from) {
        Ordering::Equal => (2, 0),
        Ordering::Less => (1, at),
        Ordering::Greater => (0, -at),
    }
}

/// Talks go on from one day to the next; so do nights of strikes.
const SLACK: i64 = 1;

fn times_agree(one: &Draft, other: &Draft) -> bool {
    match (&one.claim.time, &other.claim.time) {
        (Some(a), Some(b)) => a.earliest.plus_days(-SLACK) <= b.latest && b.earliest.plus_days(-SLACK) <= a.latest,
        _ => true,
    }
}

fn status_alike(one: &Draft, other: &Draft) -> bool {
    one.claim.status == other.claim.status || (is_real(one) && is_real(other))
}

fn status_agrees(one: &Draft, other: &Draft) -> bool {
    let open = |d: &Draft| !is_real(d) && d.claim.status != Status::Negated;
    status_alike(one, other) || (open(one) && open(other))
}

fn is_real(draft: &Draft) -> bool {
    matches!(draft.claim.status, Status::Occurred | Status::Ongoing)
}
