//! The `actors` projection: who takes part in events with whom, in all time or in a stretch of it. Lossy on purpose (an event of
//! four becomes six ties); the lossless projection is the graph itself.

use super::{ClaimRef, KnowledgeGraph, MergedEvent};
use crate::model::{Date, EntityId, EventId, Name, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of days, both ends inside; open where an end is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Window {
    /// Is it all of time?
    pub fn is_open(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }
    /// Does it share a day with the days from `first` to `last`?
    pub fn meets(self, first: Date, last: Date) -> bool {
        self.since.is_none_or(|since| since <= last) && self.until.is_none_or(|until| first <= until)
    }
}

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
        self.actor_ties_within(Window::default())
    }

    /// The same, of events that fall into a window: by their time, or where they have none, by the days on which articles told
    /// of them. An event without either falls into no window but the open one.
    pub fn actor_ties_within(&self, window: Window) -> Vec<ActorTie> {
        type Behind = (BTreeSet<EventId>, BTreeSet<ClaimRef>);
        let mut ties: BTreeMap<(EntityId, EntityId, Name), Behind> = BTreeMap::new();
        for (id, _) in self.events() {
            let merged = self.merged(id);
            if merged.status == Status::Negated || !self.falls_into(&merged, window) {
                continue;
            }
            let actors = self.actors_of(&merged);
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

    /// Who takes part in an event, places and plans left out.
    fn actors_of(&self, merged: &MergedEvent) -> BTreeSet<EntityId> {
        merged.roles.iter().map(|filler| filler.value.1).filter(|&id| self.entity(id).class.is_actor()).collect()
    }

    fn falls_into(&self, merged: &MergedEvent, window: Window) -> bool {
        if window.is_open() {
            return true;
        }
        if let Some(time) = &merged.time {
            return window.meets(time.earliest, time.latest);
        }
        let published = |&at: &u32| self.documents().get(at as usize)?.metadata.published;
        self.told_by(&merged.claims).iter().filter_map(published).any(|day| window.meets(day, day))
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
