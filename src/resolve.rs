//! All articles' extractions → one [`Resolution`]: the same person, place, plan and event across articles, with every article's
//! claims kept side by side. A pure function of the *set* of extractions: their order does not matter. It never sees text.
//!
//! Names are compared in blocks of equal folded surname or label, events in blocks of one class, week and participant or place, so
//! the work grows nearly linearly with the number of articles. Every join has its reason ([`Merges`]), and
//! what a person decided ([`Decision`]) comes before every rule.

mod bodies;
mod cluster;
mod copies;
mod decisions;
mod descriptions;
mod entities;
mod events;
mod likeness;
mod linker;
mod misread;
mod names;
mod offices;
mod people;
mod spelling;
mod telling;
#[cfg(test)]
mod tests;

pub use decisions::is_called;

use crate::{
    model::{
        Attribution, ClaimSet, Copies, Date, Decision, Entity, EntityId, EventClaim, EventId, Extraction, Filler,
        LocalEntityId, Merges, RelationClaim, Resolution, StatementClaim,
    },
    ontology::Gazetteer,
};
use decisions::Decided;
use std::collections::BTreeSet;

/// Resolves the articles' entities and events.
pub fn resolve(extractions: &[Extraction], gazetteer: &Gazetteer) -> Resolution {
    resolve_with(extractions, gazetteer, &[])
}

/// The same, with what a person decided.
pub fn resolve_with(extractions: &[Extraction], gazetteer: &Gazetteer, decisions: &[Decision]) -> Resolution {
    resolve_all(extractions.to_vec(), gazetteer, decisions)
}

/// The same of extractions that nobody else needs: their claims are moved and not copied, which for ten thousand articles is half
/// of the memory.
pub fn resolve_all(mut articles: Vec<Extraction>, gazetteer: &Gazetteer, decisions: &[Decision]) -> Resolution {
    // One order, whatever the input's; an article that is given twice counts once.
    articles.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    articles.dedup_by(|later, earlier| {
        let same = later.document.id == earlier.document.id;
        if same {
            std::mem::swap(later, earlier);
        }
        same
    });
    let all: Vec<&Extraction> = articles.iter().collect();
    let undecided = if Decided::need_undecided(decisions) {
        entities::resolve(&all, gazetteer, &Decided::nothing())
    } else {
        Default::default()
    };
    let decided = Decided::new(decisions, &undecided.0, &undecided.1);
    let (entities, ids, entity_merges) = entities::resolve(&all, gazetteer, &decided);
    let copies = copies::find(&all);
    let outlines = outlines(&all, &ids, &entities);
    let (mut claims, mut gaps, mut documents) = (ClaimSet::default(), Vec::new(), Vec::new());
    for (article, extraction) in articles.into_iter().enumerate() {
        let id = |local: LocalEntityId| ids[article][local.0 as usize];
        claims.events.extend(extraction.events.into_iter().map(|c| event_claim(c, &id)));
        claims.statements.extend(extraction.statements.into_iter().map(|c| statement_claim(c, &id)));
        claims.relations.extend(extraction.relations.into_iter().map(|c| relation_claim(c, &id)));
        gaps.extend(extraction.gaps.into_iter().map(|gap| (extraction.document.id.clone(), gap)));
        documents.push(extraction.document);
    }
    let (events, event_merges) = events::resolve(&outlines, &entities, &mut claims, &decided);
    let merges = Merges { entities: entity_merges, events: event_merges };
    Resolution { documents, copies, entities, events, claims, gaps, merges }
}

/// What is known of an article beside its claims.
struct Outline {
    /// Number of its event claims.
    events: usize,
    /// The day on which it came out, as far as that is known.
    published: Option<Date>,
    /// The named things in it.
    context: BTreeSet<EntityId>,
}

fn outlines(articles: &[&Extraction], ids: &[Vec<EntityId>], entities: &[Entity]) -> Vec<Outline> {
    let outline = |(article, ids): (&&Extraction, &Vec<EntityId>)| Outline {
        events: article.events.len(),
        published: article.document.metadata.published.or_else(|| telling::latest_day(article)),
        context: events::context(article, ids, entities),
    };
    articles.iter().zip(ids).map(outline).collect()
}

/// Which articles have one text: places among `extractions`, which are sorted by identity, as [`Resolution::documents`] are.
pub fn copies(extractions: &[Extraction]) -> Copies {
    copies::find(&extractions.iter().collect::<Vec<_>>())
}

type Ids<'f> = &'f dyn Fn(LocalEntityId) -> EntityId;

fn mapped(list: &[LocalEntityId], id: Ids<'_>) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = Vec::new();
    for entity in list.iter().map(|&e| id(e)) {
        if !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// The event number stays the article's own until events are resolved.
fn event_claim(
    claim: EventClaim<LocalEntityId, crate::model::LocalEventId>,
    id: Ids<'_>,
) -> EventClaim<EntityId, EventId> {
    let mut roles: Vec<Filler<EntityId>> = Vec::new();
    for filler in claim.roles {
        let filler = Filler { role: filler.role, entity: id(filler.entity) };
        if !roles.contains(&filler) {
            roles.push(filler);
        }
    }
    EventClaim {
        event: EventId(claim.event.0),
        class: claim.class,
        status: claim.status,
        roles,
        place: mapped(&claim.place, id),
        time: claim.time,
        about: mapped(&claim.about, id),
        quantities: claim.quantities,
        attribution: Attribution(mapped(&claim.attribution.0, id)),
        said: claim.said,
        evidence: claim.evidence,
        rule: claim.rule,
        confidence: claim.confidence,
    }
}

fn statement_claim(claim: StatementClaim<LocalEntityId>, id: Ids<'_>) -> StatementClaim<EntityId> {
    StatementClaim {
        speaker: claim.speaker.map(id),
        addressee: claim.addressee.map(id),
        direct: claim.direct,
        quote: claim.quote,
        medium: claim.medium,
        time: claim.time,
        about: mapped(&claim.about, id),
        attribution: Attribution(mapped(&claim.attribution.0, id)),
        evidence: claim.evidence,
        rule: claim.rule,
        confidence: claim.confidence,
    }
}

fn relation_claim(claim: RelationClaim<LocalEntityId>, id: Ids<'_>) -> RelationClaim<EntityId> {
    RelationClaim {
        class: claim.class,
        subject: id(claim.subject),
        object: claim.object.map(id),
        title: claim.title,
        former: claim.former,
        time: claim.time,
        attribution: Attribution(mapped(&claim.attribution.0, id)),
        evidence: claim.evidence,
        rule: claim.rule,
        confidence: claim.confidence,
    }
}

/// Disjoint sets of indices, the smallest index of a set as its root.
struct Sets(Vec<u32>);

impl Sets {
    fn new(size: usize) -> Self {
        Self((0..size as u32).collect())
    }
    fn root(&mut self, at: u32) -> u32 {
        let mut root = at;
        while self.0[root as usize] != root {
            root = self.0[root as usize];
        }
        let mut next = at;
        while self.0[next as usize] != root {
            next = std::mem::replace(&mut self.0[next as usize], root);
        }
        root
    }
    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.root(one), self.root(other));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
