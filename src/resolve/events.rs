//! The same event across articles: tellings that are likely one ([`likeness`](super::likeness)) are joined, the likeliest first,
//! and never two that are apart ([`cluster`](super::cluster)). A telling without a date joins only what it fits best: of two
//! events that it fits equally well it is neither.

use super::{
    Outline,
    cluster::{self, Link},
    decisions::Decided,
    likeness,
    spelling::plain,
    telling::{Telling, World, tellings},
};
use crate::model::{
    ClaimSet, Date, Entity, EntityClass, EntityId, Event, EventId, EventMerge, Extraction, LocalEntityId, Reason,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How much better the best must be than another event that a telling without a date fits.
const MARGIN: i32 = 100;
/// Tellings that share a key and no date are compared if they are no more than this; a key that more have tells little.
const MANY: usize = 64;

/// Numbers the events over all articles, writes the numbers into the claims, and returns the events and why they are one.
pub(super) fn resolve(
    articles: &[Outline],
    entities: &[Entity],
    claims: &mut ClaimSet,
    decided: &Decided<'_>,
) -> (Vec<Event>, Vec<EventMerge>) {
    let world = World::new(entities, claims);
    let tellings = tellings(articles, &world, claims);
    let compare = Compare { world: &world, tellings: &tellings, articles };
    let (same, different) = decided.events(&tellings, claims);
    let given: Vec<(u32, u32)> = same.keys().copied().collect();
    let apart = |a: u32, b: u32| different.contains(&(a.min(b), a.max(b))) || compare.apart(a, b);
    let (mut sets, used) = cluster::cluster(tellings.len(), compare.links(), &given, apart);
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
    let merge = |link: Link| {
        let claim = |at: u32| tellings[at as usize].claims.first().copied().unwrap_or_default();
        let (one, other) = (claim(link.one), claim(link.other));
        let because = same.get(&(link.one, link.other)).map_or_else(|| compare.reasons(&link), |why| vec![why.clone()]);
        EventMerge { event: claims.events[one as usize].event, one, other, because }
    };
    let mut merges: Vec<EventMerge> = used.into_iter().map(merge).collect();
    merges.sort();
    (events, merges)
}

/// The named things of an article.
pub(super) fn context(article: &Extraction, ids: &[EntityId], entities: &[Entity]) -> BTreeSet<EntityId> {
    let named =
        (0..article.entities.len()).map(|at| LocalEntityId(at as u32)).filter(|l| article.entities[l.0 as usize].named);
    let known = named.map(|l| ids[l.0 as usize]);
    // Everybody writes of the plan and the war.
    known.filter(|&id| !matches!(entities[id.0 as usize].class, EntityClass::Other | EntityClass::Conflict)).collect()
}

struct Compare<'a> {
    world: &'a World<'a>,
    tellings: &'a [Telling],
    articles: &'a [Outline],
}

/// What tellings must share to be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    One(EntityId),
    Two(EntityId, EntityId),
    /// The same number of dead, wounded …, in one week.
    Number(u64, i64),
    /// A weapon, in one week.
    Weapon(EntityId, i64),
    /// Some number of dead, wounded …, in one week.
    Toll(i64),
    /// Some plan, in one week.
    Plan(i64),
    /// Nothing but the day.
    Day,
}

impl Compare<'_> {
    fn apart(&self, one: u32, other: u32) -> bool {
        likeness::apart(&self.tellings[one as usize], &self.tellings[other as usize], self.world)
    }
    fn likeness(&self, one: u32, other: u32) -> Option<(i32, Vec<Reason>)> {
        let (a, b) = (&self.tellings[one as usize], &self.tellings[other as usize]);
        likeness::likeness(a, b, self.world, self.articles).or_else(|| {
            let lone = likeness::lone(a, b, self.articles)?;
            (self.is_only(one, other) && self.is_only(other, one)).then_some(lone)
        })
    }
    /// Does the article of `one` tell of nothing else that could be `other` as well as `one` could?
    fn is_only(&self, one: u32, other: u32) -> bool {
        let telling = &self.tellings[one as usize];
        let before = self.tellings[..one as usize].iter().rev();
        let after = self.tellings[one as usize + 1..].iter();
        let own = |t: &&Telling| t.article == telling.article;
        let mut rest = before.take_while(own).chain(after.take_while(own)).filter(|t| t.class == telling.class);
        let other = &self.tellings[other as usize];
        rest.all(|t| likeness::apart(t, other, self.world) || likeness::lone(t, other, self.articles).is_none())
    }
    fn reasons(&self, link: &Link) -> Vec<Reason> {
        let mut reasons = self.likeness(link.one, link.other).map(|(_, reasons)| reasons).unwrap_or_default();
        if likeness::announced(&self.tellings[link.one as usize], &self.tellings[link.other as usize]) {
            reasons.push(Reason::Announced);
        }
        reasons
    }

    /// Pairs that are likely one.
    fn links(&self) -> Vec<Link> {
        let link = |&(one, other): &(u32, u32)| {
            if self.apart(one, other) {
                return None;
            }
            self.likeness(one, other).map(|(points, _)| Link { one, other, points })
        };
        let links: Vec<Link> = self.candidates().iter().filter_map(link).collect();
        self.unambiguous(links)
    }

    /// Drops links of tellings without a date that fit two events that are apart from each other, and neither clearly better.
    fn unambiguous(&self, links: Vec<Link>) -> Vec<Link> {
        let mut of: BTreeMap<u32, Vec<(i32, u32)>> = BTreeMap::new();
        for link in &links {
            of.entry(link.one).or_default().push((link.points, link.other));
            of.entry(link.other).or_default().push((link.points, link.one));
        }
        let mut dropped: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (&at, partners) in &of {
            if self.tellings[at as usize].is_dated() {
                continue;
            }
            let mut partners = partners.clone();
            partners.sort_by_key(|&(points, other)| (std::cmp::Reverse(points), other));
            // Two tellings of one article are two things only as far as this article could tell.
            let differs = |a: u32, b: u32| {
                self.tellings[a as usize].article != self.tellings[b as usize].article && self.apart(a, b)
            };
            let Some(&(best, first)) = partners.first() else { continue };
            let rival = partners.iter().find(|(_, other)| differs(first, *other)).map(|(points, _)| *points);
            let unclear = rival.is_some_and(|points| best - points < MARGIN);
            for (_, other) in partners {
                if unclear || differs(first, other) {
                    dropped.insert((at.min(other), at.max(other)));
                }
            }
        }
        links.into_iter().filter(|l| !dropped.contains(&(l.one, l.other))).collect()
    }

    /// Pairs of one class that share somebody, some place or some number, on the same day if they are dated.
    fn candidates(&self) -> BTreeSet<(u32, u32)> {
        let mut dated: BTreeMap<(&str, Key, Date), Vec<u32>> = BTreeMap::new();
        let mut loose: BTreeMap<(&str, Key), Vec<u32>> = BTreeMap::new();
        for (at, telling) in self.tellings.iter().enumerate() {
            let class = telling.class.as_str();
            for key in self.keys(telling) {
                loose.entry((class, key)).or_default().push(at as u32);
                for day in days_of(telling) {
                    dated.entry((class, key, day)).or_default().push(at as u32);
                }
            }
            if let Some(day) = telling.day() {
                dated.entry((class, Key::Day, day)).or_default().push(at as u32);
            }
        }
        let mut pairs = BTreeSet::new();
        for ((_, key, _), block) in dated.iter().filter(|(_, block)| block.len() <= 8 * MANY) {
            // What names somebody or something is compared with what names the same.
            let all = *key != Key::Day;
            self.pair(block, &mut pairs, |a, b| all || a.is_vague() || b.is_vague());
        }
        for block in loose.values() {
            if block.len() <= MANY {
                self.pair(block, &mut pairs, |a, b| !a.is_dated() || !b.is_dated());
                continue;
            }
            // Too many to compare them all: an article without a date is compared with what happened when it came out.
            let mut near: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
            for &at in block {
                let telling = &self.tellings[at as usize];
                if let Some(day) = telling.days.map(|d| d.0).or(telling.published) {
                    let week = week(day);
                    near.entry(week).or_default().push(at);
                    near.entry(week + 1).or_default().push(at);
                }
            }
            for block in near.values().filter(|block| block.len() <= 4 * MANY) {
                self.pair(block, &mut pairs, |a, b| !a.is_dated() || !b.is_dated());
            }
        }
        pairs
    }

    fn pair(&self, block: &[u32], pairs: &mut BTreeSet<(u32, u32)>, fits: impl Fn(&Telling, &Telling) -> bool) {
        for (n, &other) in block.iter().enumerate() {
            for &one in &block[..n] {
                if one != other && fits(&self.tellings[one as usize], &self.tellings[other as usize]) {
                    pairs.insert((one.min(other), one.max(other)));
                }
            }
        }
    }

    fn keys(&self, telling: &Telling) -> BTreeSet<Key> {
        let mut keys: BTreeSet<Key> = telling.people.iter().map(|&p| Key::One(p)).collect();
        let places = telling.places.iter().chain(&telling.hosts);
        keys.extend(places.clone().map(|&p| Key::One(p)));
        keys.extend(places.filter_map(|&p| self.world.country(p)).map(Key::One));
        keys.extend(telling.about.iter().map(|&p| Key::One(p)));
        let sides: Vec<EntityId> = telling.sides.iter().copied().collect();
        for (n, &one) in sides.iter().enumerate() {
            keys.insert(Key::One(one));
            keys.extend(sides[..n].iter().map(|&other| Key::Two(other, one)));
        }
        if let Some(day) = telling.days.map(|d| d.0).or(telling.published) {
            let values = telling.numbers.values().flatten();
            keys.extend(values.flat_map(|v| [0, 1].map(|next| Key::Number(v.to_bits(), week(day) + next))));
            keys.extend(telling.weapons.iter().flat_map(|&w| [0, 1].map(|next| Key::Weapon(w, week(day) + next))));
            if telling.numbers.keys().any(|role| likeness::TOLLS.contains(&role.as_str())) {
                keys.extend([0, 1].map(|next| Key::Toll(week(day) + next)));
            }
            if telling.about.iter().any(|&p| self.world.entity(p).class == EntityClass::Plan) {
                keys.extend([0, 1].map(|next| Key::Plan(week(day) + next)));
            }
        }
        keys
    }
}

fn week(day: Date) -> i64 {
    Date::new(1970, 1, 5).map_or(0, |monday| day.week_start().days_since(monday) / 7)
}

/// The days of a dated telling, with one before: talks go on, and articles date them by either day.
fn days_of(telling: &Telling) -> Vec<Date> {
    match telling.days {
        Some((first, last)) if telling.is_dated() => {
            (-1..=last.days_since(first)).map(|next| first.plus_days(next)).collect()
        }
        _ => Vec::new(),
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
