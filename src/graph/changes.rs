//! What one state of knowledge says that an earlier one did not: new events, people, offices and plans' versions, and facts that
//! came to be confirmed, contradicted or read otherwise. Events of the two are known for the same by the claims that both have,
//! since what they are called may depend on which articles there are.

use super::{ClaimRef, KnowledgeGraph, MergedEvent, Node};
use crate::model::{DocumentId, EntityClass, EventClaim, EventId, Evidence, Quantity, Status, labels};
use std::collections::{BTreeMap, BTreeSet};
use std::{fmt, str::FromStr};

labels! {
    /// What changed.
    ChangeKind {
        /// An event of which nothing was known.
        NewEvent = "new event",
        /// A person whom no article named.
        NewPerson = "new person",
        /// An office of a known person of which nothing was known, or that is over.
        NewOffice = "new office",
        /// A plan was revised, or a version of it appeared.
        PlanRevised = "plan revised",
        /// More independent sources say the same.
        Confirmed = "confirmed",
        /// Somebody says what cannot be true together with what was known.
        Contradicted = "contradicted",
        /// The best supported reading is another.
        Superseded = "superseded",
        /// No article tells of it any more.
        Gone = "gone",
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub kind: ChangeKind,
    /// Of what; a node of the later state, or of the earlier one if it is gone.
    pub about: Node,
    /// Which of its values: `status`, `time`, `killed`.
    pub slot: Option<String>,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// The claims that brought it, of the same state as `about`; never empty.
    pub claims: Vec<ClaimRef>,
}

/// All changes, sorted by kind and node.
pub fn changes(before: &KnowledgeGraph, after: &KnowledgeGraph) -> Vec<Change> {
    let comparison = Comparison { before, after, old: ids(before), events: events_by_claim(before) };
    let mut found: Vec<Change> = after.events().flat_map(|(id, _)| comparison.event(id)).collect();
    found.extend(comparison.people());
    found.extend(comparison.ties());
    found.extend(gone(before, &ids(after)));
    found.sort_by_key(|change| (change.kind, change.about, change.slot.clone()));
    found
}

fn ids(graph: &KnowledgeGraph) -> BTreeSet<&DocumentId> {
    graph.documents().iter().map(|document| &document.id).collect()
}

/// What makes a claim the same in two states.
type Place<'g> = (&'g str, &'g DocumentId, crate::model::ByteSpan);

fn place<'g>(class: &'g str, evidence: &'g [Evidence]) -> Option<Place<'g>> {
    evidence.first().map(|evidence| (class, &evidence.document, evidence.bytes))
}

fn events_by_claim(graph: &KnowledgeGraph) -> BTreeMap<Place<'_>, EventId> {
    let claims = graph.event_claims().iter();
    claims.filter_map(|claim| Some((place(&claim.class, &claim.evidence)?, claim.event))).collect()
}

struct Comparison<'g> {
    before: &'g KnowledgeGraph,
    after: &'g KnowledgeGraph,
    /// Articles of the state before.
    old: BTreeSet<&'g DocumentId>,
    /// Events of the state before.
    events: BTreeMap<Place<'g>, EventId>,
}

impl Comparison<'_> {
    fn is_new(&self, claim: ClaimRef) -> bool {
        self.after.evidence(claim).iter().all(|evidence| !self.old.contains(&evidence.document))
    }

    fn event(&self, id: EventId) -> Vec<Change> {
        let all: Vec<ClaimRef> = self.after.claims_of(id).map(|(at, _)| ClaimRef::Event(at)).collect();
        let (new, old): (Vec<ClaimRef>, Vec<ClaimRef>) = all.iter().partition(|claim| self.is_new(**claim));
        let change = |kind, claims: &[ClaimRef]| Change {
            kind,
            about: Node::Event(id),
            slot: None,
            before: None,
            after: None,
            claims: claims.to_vec(),
        };
        if new.is_empty() {
            return Vec::new();
        }
        if old.is_empty() {
            let revision = self.after.event(id).class == "Revision";
            return vec![change(if revision { ChangeKind::PlanRevised } else { ChangeKind::NewEvent }, &new)];
        }
        let mut found = self.contradictions(id, &change);
        let disputed: BTreeSet<ClaimRef> = found.iter().flat_map(|change| change.claims.clone()).collect();
        found.extend(self.superseded(id, &new, &change));
        // A denial is no support for what was known.
        let denies = |claim: &ClaimRef| match claim {
            ClaimRef::Event(at) => {
                self.after.event_claims().get(*at as usize).is_some_and(|claim| claim.status == Status::Negated)
            }
            ClaimRef::Statement(_) | ClaimRef::Relation(_) => false,
        };
        let agrees = |claim: &ClaimRef| old.iter().any(|known| denies(known) == denies(claim));
        let agreeing: Vec<ClaimRef> =
            new.into_iter().filter(|claim| !disputed.contains(claim) && agrees(claim)).collect();
        let sources = |claims: &[ClaimRef]| self.after.sources(claims);
        let together: Vec<ClaimRef> = old.iter().chain(&agreeing).copied().collect();
        if sources(&together) > sources(&old) {
            let counted = |n: usize| Some(if n == 1 { "1 source".to_owned() } else { format!("{n} sources") });
            found.push(Change {
                before: counted(sources(&old)),
                after: counted(sources(&together)),
                ..change(ChangeKind::Confirmed, &agreeing)
            });
        }
        found
    }

    /// Contradictions that a new claim brings, one for each value in dispute.
    fn contradictions(&self, id: EventId, change: &dyn Fn(ChangeKind, &[ClaimRef]) -> Change) -> Vec<Change> {
        let mut disputes: BTreeMap<(String, String, String), BTreeSet<ClaimRef>> = BTreeMap::new();
        for (one, other) in self.after.contradictions(id) {
            let (old, new) = if self.is_new(one) { (other, one) } else { (one, other) };
            let (ClaimRef::Event(a), ClaimRef::Event(b)) = (old, new) else { continue };
            let claims = self.after.event_claims();
            let (Some(a), Some(b)) = (claims.get(a as usize), claims.get(b as usize)) else { continue };
            if self.is_new(new) {
                disputes.entry(difference(a, b)).or_default().extend([old, new]);
            }
        }
        let made = |((slot, before, after), claims): (_, BTreeSet<ClaimRef>)| Change {
            slot: Some(slot),
            before: Some(before),
            after: Some(after),
            ..change(ChangeKind::Contradicted, &claims.into_iter().collect::<Vec<_>>())
        };
        disputes.into_iter().map(made).collect()
    }

    /// Values of the merged reading that are others than before.
    fn superseded(
        &self,
        id: EventId,
        new: &[ClaimRef],
        change: &dyn Fn(ChangeKind, &[ClaimRef]) -> Change,
    ) -> Vec<Change> {
        let earlier: BTreeSet<EventId> = self
            .after
            .claims_of(id)
            .filter_map(|(_, claim)| self.events.get(&place(&claim.class, &claim.evidence)?).copied())
            .collect();
        // Where two events turned out to be one, no value of either is "the" value before.
        let [earlier] = earlier.into_iter().collect::<Vec<_>>()[..] else { return Vec::new() };
        let (was, is) = (values(&self.before.merged(earlier)), values(&self.after.merged(id)));
        let differs = |(slot, value): (&String, &String)| {
            let before = was.get(slot)?;
            (before != value).then(|| Change {
                slot: Some(slot.clone()),
                before: Some(before.clone()),
                after: Some(value.clone()),
                ..change(ChangeKind::Superseded, new)
            })
        };
        is.iter().filter_map(differs).collect()
    }

    /// People whom only new articles name, with the claims that they take part in.
    fn people(&self) -> Vec<Change> {
        let mut found = Vec::new();
        for (id, entity) in self.after.entities() {
            let known = entity.documents.iter().any(|document| self.old.contains(document));
            // "A spokesman" is no acquaintance.
            if entity.class != EntityClass::Person || !entity.named || known {
                continue;
            }
            let node = Node::Entity(id);
            let edges = self.after.incoming(node).into_iter().chain(self.after.outgoing(node));
            let mut claims: Vec<ClaimRef> = edges.flat_map(|edge| edge.claims.clone()).collect();
            claims.extend(self.ties_of(id));
            claims.sort_unstable();
            claims.dedup();
            if !claims.is_empty() {
                let (slot, before, after) = (None, None, None);
                found.push(Change { kind: ChangeKind::NewPerson, about: node, slot, before, after, claims });
            }
        }
        found
    }

    fn ties_of(&self, person: crate::model::EntityId) -> impl Iterator<Item = ClaimRef> {
        let claims = self.after.relation_claims().iter().zip(0..);
        claims.filter(move |(claim, _)| claim.subject == person).map(|(_, at)| ClaimRef::Relation(at))
    }

    /// New offices of people who were known, and new versions of plans.
    fn ties(&self) -> Vec<Change> {
        let mut found = Vec::new();
        for tie in self.after.relations() {
            let known = self.after.entity(tie.subject).documents.iter().any(|document| self.old.contains(document));
            let kind = match tie.class.as_str() {
                "HoldsRole" if known => ChangeKind::NewOffice,
                "RevisionOf" => ChangeKind::PlanRevised,
                _ => continue,
            };
            if !tie.claims.iter().all(|claim| self.is_new(*claim)) {
                continue;
            }
            let object = tie.object.map(|object| self.after.entity(object).label.clone());
            let title =
                tie.title.as_ref().map(|title| if tie.former { format!("former {title}") } else { title.clone() });
            found.push(Change {
                kind,
                about: Node::Entity(tie.subject),
                slot: title,
                before: None,
                after: object,
                claims: tie.claims,
            });
        }
        found
    }
}

fn gone(before: &KnowledgeGraph, kept: &BTreeSet<&DocumentId>) -> Vec<Change> {
    let lost = |claim: &ClaimRef| before.evidence(*claim).iter().all(|evidence| !kept.contains(&evidence.document));
    let event = |(id, _): (EventId, _)| {
        let claims: Vec<ClaimRef> = before.claims_of(id).map(|(at, _)| ClaimRef::Event(at)).collect();
        let (slot, was, is) = (None, None, None);
        let change = Change { kind: ChangeKind::Gone, about: Node::Event(id), slot, before: was, after: is, claims };
        change.claims.iter().all(lost).then_some(change)
    };
    before.events().filter_map(event).collect()
}

/// Status, time and numbers of a merged reading, by slot.
fn values(event: &MergedEvent) -> BTreeMap<String, String> {
    let mut values = BTreeMap::from([("status".to_owned(), event.status.to_string())]);
    values.extend(event.time.as_ref().map(|time| ("time".to_owned(), time.edtf.clone())));
    let numbers = event.quantities.iter().map(|quantity| &quantity.best.value);
    values.extend(numbers.map(|quantity| (quantity.role.to_string(), number(quantity))));
    values
}

/// "at least 14", "3 USD".
fn number(quantity: &Quantity) -> String {
    let bound = quantity.bound.map(|bound| format!("{bound} ")).unwrap_or_default();
    let unit = quantity.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{bound}{}{unit}", quantity.value)
}

/// In what two claims of one event differ: a number that both give, else the status.
fn difference<E, V>(one: &EventClaim<E, V>, other: &EventClaim<E, V>) -> (String, String, String) {
    let pairs = one.quantities.iter().flat_map(|a| other.quantities.iter().map(move |b| (a, b)));
    let mut differing = pairs.filter(|(a, b)| (&a.role, &a.unit) == (&b.role, &b.unit) && number(a) != number(b));
    match differing.next() {
        Some((a, b)) if one.status == other.status => (a.role.to_string(), number(a), number(b)),
        _ => ("status".to_owned(), one.status.to_string(), other.status.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{graph::sample, model::Resolution};

    /// The sample without what its second article tells.
    fn before() -> KnowledgeGraph {
        let all = sample::resolution();
        let gone = all.documents[1].id.clone();
        let stays = |evidence: &[Evidence]| evidence.iter().all(|e| e.document != gone);
        let mut resolution = Resolution { documents: all.documents[..1].to_vec(), ..all.clone() };
        resolution.claims.statements.retain(|claim| stays(&claim.evidence));
        resolution.claims.relations.retain(|claim| stays(&claim.evidence));
        (resolution.claims.events, resolution.events) = (Vec::new(), Vec::new());
        for event in &all.events {
            let told = event.claims.iter().map(|&at| &all.claims.events[at as usize]).filter(|c| stays(&c.evidence));
            let (first, number) = (resolution.claims.events.len() as u32, resolution.events.len() as u32);
            resolution.claims.events.extend(told.map(|c| EventClaim { event: EventId(number), ..c.clone() }));
            let claims: Vec<u32> = (first..resolution.claims.events.len() as u32).collect();
            if !claims.is_empty() {
                resolution.events.push(crate::model::Event { claims, ..event.clone() });
            }
        }
        for entity in &mut resolution.entities {
            entity.documents.retain(|document| *document != gone);
        }
        KnowledgeGraph::new(resolution)
    }

    fn lines(before: &KnowledgeGraph, after: &KnowledgeGraph) -> Vec<String> {
        let of = |change: Change| {
            assert!(!change.claims.is_empty());
            let graph = if change.kind == ChangeKind::Gone { before } else { after };
            let value = |value: Option<String>| value.unwrap_or_default();
            let (slot, was, is) = (value(change.slot), value(change.before), value(change.after));
            format!("{} | {} | {slot} | {was} | {is}", change.kind, graph.label(change.about))
        };
        changes(before, after).into_iter().map(of).collect()
    }

    #[test]
    fn a_second_article_brings_events_and_doubts() {
        let (before, after) = (before(), sample::graph());
        let found: Vec<String> =
            lines(&before, &after).iter().map(|line| line.replace(sample::NASTY, "the odd one")).collect();
        assert_eq!(found, EXPECTED);
        assert!(lines(&after, &after).is_empty());
        let back = lines(&after, &before);
        assert!(back.iter().all(|line| line.starts_with("gone") || line.starts_with("superseded")), "{back:?}");
        assert!(back.iter().any(|line| line.starts_with("gone")), "{back:?}");
    }

    const EXPECTED: &[&str] = &[
        "new event | Rejection: Suderia (negated) |  |  | ",
        "plan revised | 19-point draft |  |  | 28-point peace plan",
        "confirmed | Meeting: Norland, Suderia – Port Amber, 2031-03-03 (occurred) |  | 1 source | 2 sources",
        "contradicted | Attack: Suderia, the odd one (occurred) | killed | 6 | at least 9",
        "superseded | Attack: Suderia, the odd one (occurred) | killed | 6 | at least 9",
    ];
}
