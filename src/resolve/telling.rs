//! What one article tells of one event, folded for comparison: who takes part and on whose side, where, when, about what, with
//! which numbers.

use super::Outline;
use crate::model::{
    ByteSpan, ClaimSet, Date, Entity, EntityClass, EntityId, EventClaim, EventId, Extraction, Filler, Interval, Status,
};
use std::collections::{BTreeMap, BTreeSet};

type Claim = EventClaim<EntityId, EventId>;

/// Roles whose fillers act together, so that one article may name the one side and another the other.
const TOGETHER: [&str; 4] = ["participant", "party", "leader", "member"];
/// Roles of those who make it possible; they do not tell one event from another.
const HELPERS: [&str; 3] = ["host", "mediator", "weapon"];
/// Roles whose fillers are places as well.
const PLACES: [&str; 3] = ["destination", "origin", "target"];

/// Days that a claim may span and still tell one event from the next.
const PRECISE: i64 = 10;

/// Entities, and on whose side each of them acts.
pub(super) struct World<'a> {
    pub(super) entities: &'a [Entity],
    sides: Vec<Option<EntityId>>,
}

impl<'a> World<'a> {
    pub(super) fn new(entities: &'a [Entity], claims: &ClaimSet) -> Self {
        // An office counts more than a seat in a delegation; of several, the one that most claims give.
        let mut ties: BTreeMap<EntityId, BTreeMap<EntityId, u32>> = BTreeMap::new();
        for relation in claims.relations.iter().filter(|r| !r.former) {
            let weight = match &*relation.class {
                "HoldsRole" => 4,
                "Leads" => 3,
                "MemberOf" => 1,
                _ => continue,
            };
            if let Some(object) = relation.object {
                *ties.entry(relation.subject).or_default().entry(object).or_default() += weight;
            }
        }
        let mut world = Self { entities, sides: Vec::new() };
        world.sides = (0..entities.len() as u32).map(|at| world.find_side(EntityId(at), &ties, 3)).collect();
        world
    }

    fn find_side(
        &self,
        id: EntityId,
        ties: &BTreeMap<EntityId, BTreeMap<EntityId, u32>>,
        depth: u8,
    ) -> Option<EntityId> {
        let entity = self.entity(id);
        let further = |next: EntityId| if depth == 0 { None } else { self.find_side(next, ties, depth - 1) };
        match entity.class {
            EntityClass::Country => Some(id),
            EntityClass::Organization => entity.affiliation.or(entity.contained_in).and_then(further).or(Some(id)),
            EntityClass::Group => entity.affiliation.and_then(further),
            EntityClass::Person => {
                let mut known: Vec<_> = ties.get(&id).into_iter().flatten().map(|(&to, &n)| (to, n)).collect();
                known.sort_by_key(|&(to, n)| (std::cmp::Reverse(n), to));
                // A title without a country ("the general") says nothing; the next one may.
                let of = known.into_iter().filter_map(|(to, _)| further(to));
                let country = |side: &EntityId| self.entity(*side).class == EntityClass::Country;
                let sides: Vec<EntityId> = of.collect();
                let side = sides.iter().copied().find(country).or(sides.first().copied());
                side.or_else(|| entity.affiliation.and_then(further))
            }
            _ => None,
        }
    }

    pub(super) fn entity(&self, id: EntityId) -> &'a Entity {
        &self.entities[id.0 as usize]
    }
    /// The country or body that somebody acts for; none for people whose side nobody tells.
    pub(super) fn side(&self, id: EntityId) -> Option<EntityId> {
        self.sides.get(id.0 as usize).copied().flatten()
    }
    /// Is it known by name (as against "an official")?
    fn is_named_person(&self, id: EntityId) -> bool {
        let entity = self.entity(id);
        entity.class == EntityClass::Person && entity.discriminator.is_empty()
    }
    /// The country in which a place lies, if that is known; a country lies in itself.
    pub(super) fn country(&self, place: EntityId) -> Option<EntityId> {
        let entity = self.entity(place);
        if entity.class == EntityClass::Country {
            return Some(place);
        }
        let whole = entity.contained_in.or(entity.affiliation)?;
        let above = self.entity(whole);
        if above.class == EntityClass::Country { Some(whole) } else { above.contained_in }
    }
    pub(super) fn label(&self, id: EntityId) -> String {
        self.entity(id).label.clone()
    }
}

/// What the claims of one article's one event say together.
#[derive(Debug)]
pub(super) struct Telling {
    pub(super) article: u32,
    pub(super) class: String,
    /// Indices of the claims.
    pub(super) claims: Vec<u32>,
    /// Named people in any role.
    pub(super) people: BTreeSet<EntityId>,
    /// Sides that act together, by whomever.
    pub(super) together: BTreeSet<EntityId>,
    /// Sides by role, for roles that tell who does it to whom.
    pub(super) by_role: BTreeMap<String, BTreeSet<EntityId>>,
    /// All of these sides, and the helpers'.
    pub(super) sides: BTreeSet<EntityId>,
    pub(super) hosts: BTreeSet<EntityId>,
    pub(super) places: BTreeSet<EntityId>,
    /// Plans, wars, topics.
    pub(super) about: BTreeSet<EntityId>,
    /// First and last day.
    pub(super) days: Option<(Date, Date)>,
    /// The day on which the article came out, as far as it is known.
    pub(super) published: Option<Date>,
    /// Some claim says that it happened or goes on.
    pub(super) real: bool,
    /// Some claim says that it is to happen or may.
    pub(super) coming: bool,
    /// Some claim says that it did not happen.
    pub(super) denied: bool,
    pub(super) numbers: BTreeMap<String, Vec<f64>>,
    /// With what.
    pub(super) weapons: BTreeSet<EntityId>,
    /// Words of the evidence, folded, without the commonest, each as a number.
    pub(super) words: BTreeSet<u64>,
}

impl Telling {
    /// Does a day tell it from other events of its kind?
    pub(super) fn is_dated(&self) -> bool {
        self.days.is_some_and(|(first, last)| last.days_since(first) <= PRECISE)
    }
    /// The one day on which it is told to be.
    pub(super) fn day(&self) -> Option<Date> {
        self.days.filter(|(first, last)| first == last).map(|(first, _)| first)
    }
    /// Does it leave open who, or where?
    pub(super) fn is_vague(&self) -> bool {
        self.people.is_empty() && (self.places.is_empty() || self.is_bare())
    }
    /// Does it name nobody who takes part?
    pub(super) fn is_bare(&self) -> bool {
        self.people.is_empty() && self.together.is_empty() && self.by_role.values().all(BTreeSet::is_empty)
    }
    /// Is it one of those that are said to have happened, and nothing else?
    pub(super) fn is_done(&self) -> bool {
        self.real && !self.coming
    }
}

/// The tellings of all articles, in the order of articles and of their events.
pub(super) fn tellings(articles: &[Outline], world: &World<'_>, claims: &ClaimSet) -> Vec<Telling> {
    let mut found: Vec<Telling> = Vec::new();
    let mut at = 0u32;
    for (article, outline) in articles.iter().enumerate() {
        let all: Vec<u32> = (at..at + outline.events as u32).collect();
        at += outline.events as u32;
        let published = outline.published;
        let goals = goals(&all, claims);
        let mut own: BTreeMap<EventId, Vec<Telling>> = BTreeMap::new();
        for &claim in &all {
            let told = &claims.events[claim as usize];
            let mut telling = empty(article as u32, &told.class, published);
            telling.add(claim, told, world);
            if let Some(goal) = goals.get(&claim).filter(|_| told.place.is_empty()) {
                telling.places.insert(*goal);
            }
            own.entry(told.event).or_default().push(telling);
        }
        let told: Vec<Telling> = own.into_values().flat_map(|parts| undivided(parts, world)).collect();
        for mut telling in within(told, claims) {
            telling.days = days(telling.claims.iter().filter_map(|&c| claims.events[c as usize].time.as_ref()));
            found.push(telling);
        }
    }
    found
}

/// "They flew to Port Amber for talks": who travels and meets in one sentence meets where he goes.
fn goals(all: &[u32], claims: &ClaimSet) -> BTreeMap<u32, EntityId> {
    let role = |claim: &Claim, name: &str| claim.roles.iter().find(|f| f.role == name).map(|f| f.entity);
    let trips: Vec<(&Claim, EntityId, EntityId)> = all
        .iter()
        .map(|&c| &claims.events[c as usize])
        .filter_map(|c| Some((c, role(c, "traveller")?, role(c, "destination")?)))
        .collect();
    let goal = |&at: &u32| {
        let claim = &claims.events[at as usize];
        let meets = |who: EntityId| claim.roles.iter().any(|f| f.entity == who && TOGETHER.contains(&f.role.as_str()));
        let begins = |c: &Claim| c.evidence.first().map(|e| e.bytes.start);
        let trip = trips.iter().find(|(trip, who, _)| begins(trip) == begins(claim) && meets(*who))?;
        Some((at, trip.2))
    };
    all.iter().filter_map(goal).collect()
}

/// The claims of what an article takes for one event, together, unless some of them tell of other places or of other sides.
fn undivided(mut parts: Vec<Telling>, world: &World<'_>) -> Vec<Telling> {
    // Who tells most comes first, so that a claim that names all three sides holds those together that name two.
    parts.sort_by_key(|t| (std::cmp::Reverse(t.together.len()), std::cmp::Reverse(t.places.len()), t.claims.clone()));
    let mut whole: Vec<Telling> = Vec::new();
    for part in parts {
        let fits = |known: &&mut Telling| {
            !super::likeness::places_apart(known, &part, world) && !super::likeness::sides_apart(known, &part)
        };
        match whole.iter_mut().find(fits) {
            Some(known) => known.absorb(part),
            None => whole.push(part),
        }
    }
    for telling in &mut whole {
        telling.claims.sort_unstable();
    }
    whole.sort_by(|a, b| a.claims.cmp(&b.claims));
    whole
}

/// "They met in Port Amber on Monday for talks on the plan": the talks, of which nothing else is told, are the meeting around them.
fn within(told: Vec<Telling>, claims: &ClaimSet) -> Vec<Telling> {
    let words = |t: &Telling| -> Vec<ByteSpan> {
        t.claims.iter().flat_map(|&c| &claims.events[c as usize].evidence).map(|e| e.bytes).collect()
    };
    let spans: Vec<Vec<ByteSpan>> = told.iter().map(words).collect();
    let dated = |t: &Telling| t.claims.iter().any(|&c| claims.events[c as usize].time.is_some());
    let around = |inner: usize, outer: usize| {
        let (a, b) = (&told[inner], &told[outer]);
        let covered =
            |span: &ByteSpan| spans[outer].iter().any(|o| o.start <= span.start && span.end <= o.end && o != span);
        let placed = super::likeness::is_of_place_and_time(&a.class);
        let nothing_else = placed && a.is_bare() && a.places.is_empty() && a.numbers.is_empty() && !dated(a);
        inner != outer
            && a.class == b.class
            && nothing_else
            && !b.is_bare()
            && a.coming == b.coming
            && a.denied == b.denied
            && spans[inner].iter().all(covered)
    };
    let into: Vec<Option<usize>> = (0..told.len())
        .map(|inner| {
            let mut fits = (0..told.len()).filter(|&outer| around(inner, outer));
            fits.next().filter(|_| fits.next().is_none())
        })
        .collect();
    let mut whole: BTreeMap<usize, Telling> = BTreeMap::new();
    let (free, inner): (Vec<_>, Vec<_>) = told.into_iter().enumerate().partition(|(at, _)| into[*at].is_none());
    whole.extend(free);
    for (at, telling) in inner {
        if let Some(outer) = into[at].and_then(|outer| whole.get_mut(&outer)) {
            outer.absorb(telling);
            outer.claims.sort_unstable();
        }
    }
    whole.into_values().collect()
}

/// An article of unknown date is not older than the last thing it says has happened.
pub(super) fn latest_day(extraction: &Extraction) -> Option<Date> {
    let told = extraction.events.iter().filter(|e| matches!(e.status, Status::Occurred | Status::Ongoing));
    told.filter_map(|e| e.time.as_ref()).filter(|t| t.latest.days_since(t.earliest) <= 1).map(|t| t.latest).max()
}

fn empty(article: u32, class: &str, published: Option<Date>) -> Telling {
    Telling {
        article,
        class: class.to_owned(),
        claims: Vec::new(),
        people: BTreeSet::new(),
        together: BTreeSet::new(),
        by_role: BTreeMap::new(),
        sides: BTreeSet::new(),
        hosts: BTreeSet::new(),
        places: BTreeSet::new(),
        about: BTreeSet::new(),
        days: None,
        published,
        real: false,
        coming: false,
        denied: false,
        numbers: BTreeMap::new(),
        weapons: BTreeSet::new(),
        words: BTreeSet::new(),
    }
}

/// From the first to the last day of the claims that name days; of vague ones ("in November") only where no other is dated.
fn days<'t>(times: impl Iterator<Item = &'t Interval>) -> Option<(Date, Date)> {
    let (precise, vague): (Vec<_>, Vec<_>) = times.partition(|t| t.latest.days_since(t.earliest) <= PRECISE);
    let times = if precise.is_empty() { vague } else { precise };
    let first = times.iter().map(|t| t.earliest).min()?;
    let last = times.iter().map(|t| t.latest).max()?;
    Some((first, last))
}

impl Telling {
    /// Takes over all that another telling says.
    fn absorb(&mut self, other: Self) {
        self.claims.extend(other.claims);
        self.people.extend(other.people);
        self.together.extend(other.together);
        for (role, sides) in other.by_role {
            self.by_role.entry(role).or_default().extend(sides);
        }
        self.sides.extend(other.sides);
        self.hosts.extend(other.hosts);
        self.places.extend(other.places);
        self.about.extend(other.about);
        self.real |= other.real;
        self.coming |= other.coming;
        self.denied |= other.denied;
        for (role, values) in other.numbers {
            let known = self.numbers.entry(role).or_default();
            known.extend(values.into_iter().filter(|v| !known.contains(v)).collect::<Vec<_>>());
        }
        self.weapons.extend(other.weapons);
        self.words.extend(other.words);
    }

    fn add(&mut self, at: u32, claim: &Claim, world: &World<'_>) {
        self.claims.push(at);
        for filler in &claim.roles {
            self.add_filler(filler, world);
        }
        self.places.extend(&claim.place);
        self.about.extend(&claim.about);
        match claim.status {
            Status::Occurred | Status::Ongoing => self.real = true,
            Status::Planned | Status::Possible => self.coming = true,
            Status::Negated => self.denied = true,
        }
        for quantity in &claim.quantities {
            let known = self.numbers.entry(quantity.role.to_string()).or_default();
            if !known.contains(&quantity.value) {
                known.push(quantity.value);
            }
        }
        self.words.extend(claim.evidence.iter().flat_map(|e| words(&e.quote)));
    }

    fn add_filler(&mut self, filler: &Filler<EntityId>, world: &World<'_>) {
        let role = filler.role.as_str();
        let class = world.entity(filler.entity).class;
        if role == "weapon" {
            self.weapons.insert(filler.entity);
            return;
        }
        if world.is_named_person(filler.entity) {
            self.people.insert(filler.entity);
        }
        let is_place = matches!(class, EntityClass::City | EntityClass::Region | EntityClass::Facility);
        if PLACES.contains(&role) && (is_place || (class == EntityClass::Country && role == "destination")) {
            // Where somebody comes from is not where he goes.
            if role == "origin" {
                self.by_role.entry(role.to_owned()).or_default().insert(filler.entity);
            } else {
                self.places.insert(filler.entity);
            }
            return;
        }
        let Some(side) = world.side(filler.entity) else { return };
        self.sides.insert(side);
        if TOGETHER.contains(&role) {
            self.together.insert(side);
        } else if HELPERS.contains(&role) {
            self.hosts.insert(side);
        } else {
            self.by_role.entry(role.to_owned()).or_default().insert(side);
        }
    }
}

/// The words of four letters and more; of longer texts this is what tells one sentence from another.
fn words(quote: &str) -> impl Iterator<Item = u64> {
    let long = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4).map(str::to_lowercase);
    long.filter(|w| {
        !matches!(w.as_str(), "that" | "with" | "from" | "this" | "have" | "were" | "been" | "said" | "their")
    })
    .map(|word| number(&word))
}

/// The word as a number (FNV-1a), which takes less room than the word.
fn number(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
