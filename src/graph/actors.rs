//! The `actors` projection: who takes part in events with whom. Lossy on purpose (an event of four becomes six ties); the
//! lossless projection is the graph itself.

use super::{ClaimRef, KnowledgeGraph};
use crate::model::{EntityId, EventId, Name, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A tie between two actors, merged over all events of one class that both take part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorTie {
    /// The lower id.
    pub source: EntityId,
    /// The higher id.
    pub target: EntityId,
    /// Class of the events.
    pub class: Name,
    /// The events, sorted: their number is the tie's weight.
    pub events: Vec<EventId>,
    /// Who says so.
    pub claims: Vec<ClaimRef>,
}

impl KnowledgeGraph {
    /// Co-participation of actors in events that are not denied, sorted by ends and class.
    pub fn actor_ties(&self) -> Vec<ActorTie> {
        type Behind = (BTreeSet<EventId>, BTreeSet<ClaimRef>);
        let mut ties: BTreeMap<(EntityId, EntityId, Name), Behind> = BTreeMap::new();
        for (id, _) in self.events() {
            let merged = self.merged(id);
            if merged.status == Status::Negated {
                continue;
            }
            let actors: BTreeSet<EntityId> =
                merged.roles.iter().map(|f| f.value.1).filter(|&e| self.entity(e).class.is_actor()).collect();
            for &source in &actors {
                for &target in actors.range((std::ops::Bound::Excluded(source), std::ops::Bound::Unbounded)) {
                    let (events, claims) = ties.entry((source, target, merged.class.clone())).or_default();
                    events.insert(id);
                    claims.extend(self.naming_either(&merged.claims, source, target));
                }
            }
        }
        let tie = |((source, target, class), (events, claims)): (_, (BTreeSet<_>, BTreeSet<_>))| ActorTie {
            source,
            target,
            class,
            events: events.into_iter().collect(),
            claims: claims.into_iter().collect(),
        };
        ties.into_iter().map(tie).collect()
    }

    /// The claims that name either of the two: one article may name only one side.
    fn naming_either<'a>(
        &'a self,
        claims: &'a [ClaimRef],
        a: EntityId,
        b: EntityId,
    ) -> impl Iterator<Item = ClaimRef> + 'a {
        claims.iter().copied().filter(move |claim| match claim {
            ClaimRef::Event(at) => {
                self.event_claims()[*at as usize].roles.iter().any(|f| f.entity == a || f.entity == b)
            }
            ClaimRef::Statement(_) | ClaimRef::Relation(_) => false,
        })
    }
}
