//! The same event across articles: claims of one class that agree in time, place and actors. The seam for finer identity:
//! series, sub-events and user decisions are a later step.

use super::{Sets, spelling::plain};
use crate::model::{ClaimSet, Entity, EntityClass, EntityId, Event, EventClaim, EventId, Extraction, Status};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What the claims of one article's one event say together.
struct Telling {
    article: usize,
    class: String,
    claims: Vec<u32>,
    sides: BTreeSet<EntityId>,
    places: BTreeSet<EntityId>,
    about: BTreeSet<EntityId>,
    /// First and last day, if any claim is dated.
    days: Option<(crate::model::Date, crate::model::Date)>,
    real: bool,
}

/// Numbers the events over all articles, writes the numbers into the claims, and returns the events.
pub(super) fn resolve(articles: &[&Extraction], entities: &[Entity], claims: &mut ClaimSet) -> Vec<Event> {
    let sides = Sides::new(entities, claims);
    let tellings = tellings(articles, &sides, claims);
    let mut sets = Sets::new(tellings.len());
    let mut blocks: BTreeMap<(&str, EntityId), Vec<u32>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for side in &telling.sides {
            blocks.entry((&telling.class, *side)).or_default().push(at as u32);
        }
    }
    for block in blocks.values() {
        for (i, &one) in block.iter().enumerate() {
            for &other in &block[..i] {
                if same(&tellings[one as usize], &tellings[other as usize], entities) {
                    sets.join(other, one);
                }
            }
        }
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        let root = sets.root(at as u32);
        members.entry(root).or_default().extend(&telling.claims);
    }
    let mut events: Vec<Event> = members.into_values().map(|claim_ids| event(claim_ids, claims, entities)).collect();
    events.sort_by(|a, b| (&a.class, &a.key).cmp(&(&b.class, &b.key)));
    for (number, event) in events.iter().enumerate() {
        for &claim in &event.claims {
            claims.events[claim as usize].event = EventId(number as u32);
        }
    }
    events
}

/// Whose side an actor is on: a group's or an office-holder's country or body; a body's country.
struct Sides(Vec<EntityId>);

impl Sides {
    fn new(entities: &[Entity], claims: &ClaimSet) -> Self {
        let mut office: BTreeMap<EntityId, EntityId> = BTreeMap::new();
        for relation in claims.relations.iter().filter(|r| r.class == "HoldsRole" && !r.former) {
            if let Some(object) = relation.object {
                office.entry(relation.subject).or_insert(object);
            }
        }
        let side = |at: u32| {
            let id = EntityId(at);
            let entity = &entities[at as usize];
            let body = entity
                .affiliation
                .or_else(|| office.get(&id).copied().filter(|_| entity.class == EntityClass::Person))
                .unwrap_or(id);
            let known = &entities[body.0 as usize];
            match known.class {
                EntityClass::Organization => known.affiliation.or(known.contained_in).unwrap_or(body),
                _ => body,
            }
        };
        Self((0..entities.len() as u32).map(side).collect())
    }
    fn of(&self, entity: EntityId) -> EntityId {
        self.0[entity.0 as usize]
    }
}

fn tellings(articles: &[&Extraction], sides: &Sides, claims: &ClaimSet) -> Vec<Telling> {
    let mut found: Vec<Telling> = Vec::new();
    let mut at = 0u32;
    for (article, extraction) in articles.iter().enumerate() {
        let mut own: BTreeMap<EventId, usize> = BTreeMap::new();
        for _ in &extraction.events {
            let claim = &claims.events[at as usize];
            let index = *own.entry(claim.event).or_insert_with(|| {
                found.push(Telling {
                    article,
                    class: claim.class.to_string(),
                    claims: Vec::new(),
                    sides: BTreeSet::new(),
                    places: BTreeSet::new(),
                    about: BTreeSet::new(),
                    days: None,
                    real: false,
                });
                found.len() - 1
            });
            add(&mut found[index], at, claim, sides);
            at += 1;
        }
    }
    found
}

fn add(telling: &mut Telling, at: u32, claim: &EventClaim<EntityId, EventId>, sides: &Sides) {
    telling.claims.push(at);
    telling.sides.extend(claim.roles.iter().filter(|f| f.role != "weapon").map(|f| sides.of(f.entity)));
    telling.places.extend(&claim.place);
    telling.about.extend(&claim.about);
    telling.real |= matches!(claim.status, Status::Occurred | Status::Ongoing);
    if let Some(time) = &claim.time {
        let (first, last) = telling.days.unwrap_or((time.earliest, time.latest));
        telling.days = Some((first.min(time.earliest), last.max(time.latest)));
    }
}

/// Talks and nights of strikes go on from one day to the next, and articles date them by either.
const SLACK: i64 = 1;

/// Two articles' tellings of one event: dates overlap, places agree, and who takes part agrees well enough.
fn same(one: &Telling, other: &Telling, entities: &[Entity]) -> bool {
    if one.article == other.article {
        return false; // decided when the article was read
    }
    let dated = match (one.days, other.days) {
        (Some(a), Some(b)) if a.0.plus_days(-SLACK) <= b.1 && b.0.plus_days(-SLACK) <= a.1 => true,
        (Some(_), Some(_)) => return false,
        _ => false,
    };
    let place = one.places.intersection(&other.places).count() > 0;
    let place_class = |id: &EntityId| entities[id.0 as usize].class;
    let vague = |places: &BTreeSet<EntityId>| {
        places.is_empty() || places.iter().any(|p| matches!(place_class(p), EntityClass::Country | EntityClass::Region))
    };
    if !place && !vague(&one.places) && !vague(&other.places) {
        return false;
    }
    let sides = one.sides.intersection(&other.sides).count();
    let countries = |t: &Telling| -> BTreeSet<EntityId> {
        t.sides.iter().copied().filter(|s| entities[s.0 as usize].class == EntityClass::Country).collect()
    };
    let about = one.about.intersection(&other.about).count() > 0;
    match one.class.as_str() {
        // Without dates, only meetings of exactly the same countries in the same place.
        "Meeting" => {
            (dated && (sides >= 2 || (sides >= 1 && place)))
                || (place && sides >= 2 && countries(one) == countries(other))
        }
        "Attack" => dated && (sides >= 2 || (sides >= 1 && place)),
        // Without a date, only what happens once to one plan: it is proposed by one side.
        "Proposal" | "Revision" => about && (sides >= 1),
        _ => {
            sides >= 1
                && about
                && (dated || (one.days.is_none() && other.days.is_none() && one.real == other.real && sides >= 2))
        }
    }
}

fn event(mut claim_ids: Vec<u32>, claims: &ClaimSet, entities: &[Entity]) -> Event {
    claim_ids.sort_unstable();
    let first = claim_ids.iter().min_by_key(|&&c| {
        let evidence = claims.events[c as usize].evidence.first();
        (evidence.map(|e| (&e.document, e.bytes)), c)
    });
    let claim = &claims.events[*first.unwrap_or(&0) as usize];
    let mut hash = Sha256::new();
    hash.update(claim.class.as_bytes());
    for filler in &claim.roles {
        hash.update(plain(&entities[filler.entity.0 as usize].label).as_bytes());
        hash.update([0]);
    }
    if let Some(evidence) = claim.evidence.first() {
        hash.update(evidence.document.0.as_bytes());
        hash.update(evidence.bytes.start.to_le_bytes());
        hash.update(evidence.bytes.end.to_le_bytes());
    }
    let mut key = format!("{:x}", hash.finalize());
    key.truncate(16);
    Event { class: claim.class.clone(), key, claims: claim_ids }
}
