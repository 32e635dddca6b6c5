//! `Resolution` → [`KnowledgeGraph`]: entities, events, statements and articles as nodes; roles, places, topics, speakers and
//! lasting ties as edges, each with the claims that support it. Exports and RDF read this, never the resolution's lists.
//!
//! Nothing is decided here about *what is true*: [`KnowledgeGraph::merged`] picks the best supported reading of an event for
//! people who want one, and every claim stays beside it. petgraph is hidden: its types are in no public signature.

mod actors;
mod changes;
mod communities;
mod conflict;
mod connection;
mod figures;
mod merge;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use actors::{ActorTie, Window};
pub use changes::{Change, ChangeKind, changes};
pub use conflict::{Slot, Stand, Tie};
pub use connection::Step;
pub use figures::{ActorFigures, Community, Figures};
pub use merge::{MergedEvent, MergedQuantity, MergedRelation, Supported};

use crate::model::{
    Attribution, Copies, DocumentId, DocumentRecord, Entity, EntityId, EntityMerge, Event, EventClaim, EventId,
    EventMerge, Evidence, Gap, Interval, Name, RelationClaim, Resolution, StatementClaim,
};
use petgraph::{Direction, graph::DiGraph, graph::NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// A node of the graph. Sorts by kind, then by index; indices are those of the resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An article, by its place among [`KnowledgeGraph::documents`].
    Document(u32),
    /// A person, place, plan …
    Entity(EntityId),
    /// Something that happened, is planned, or is denied.
    Event(EventId),
    /// A quotation or reported statement, by its place among [`KnowledgeGraph::statements`].
    Statement(u32),
}

/// Which claim: an index into one of the three lists of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimRef {
    /// Of [`KnowledgeGraph::event_claims`].
    Event(u32),
    /// Of [`KnowledgeGraph::statements`].
    Statement(u32),
    /// Of [`KnowledgeGraph::relation_claims`].
    Relation(u32),
}

/// What an edge says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Article → event or statement that it tells of.
    Tells,
    /// Event → who fills the role.
    Role(Name),
    /// Event → where.
    Place,
    /// Event or statement → plan, war or topic.
    About,
    /// Statement → who said it.
    Speaker,
    /// Statement → to whom.
    Addressee,
    /// Entity → entity: a tie of the ontology that holds over time.
    Relation(Name),
}

impl EdgeKind {
    /// The label that exports show.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Tells => "tells",
            Self::Role(name) | Self::Relation(name) => name,
            Self::Place => "place",
            Self::About => "about",
            Self::Speaker => "speaker",
            Self::Addressee => "addressee",
        }
    }
}

/// An edge and the claims behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// From.
    pub source: Node,
    /// To.
    pub target: Node,
    /// What it says.
    pub kind: EdgeKind,
    /// Who says it; sorted, never empty.
    pub claims: Vec<ClaimRef>,
}

/// Everything that all articles say, as a graph. Immutable; equal resolutions give equal graphs in equal order.
#[derive(Clone, Debug)]
pub struct KnowledgeGraph {
    resolution: Resolution,
    graph: DiGraph<Node, Edge>,
    index: BTreeMap<Node, NodeIndex>,
    documents: BTreeMap<DocumentId, u32>,
}

impl KnowledgeGraph {
    /// Builds the graph. In debug builds it checks that every edge has a claim and every claim evidence.
    pub fn new(resolution: Resolution) -> Self {
        let documents = resolution.documents.iter().enumerate().map(|(at, d)| (d.id.clone(), at as u32)).collect();
        let mut this = Self { resolution, graph: DiGraph::new(), index: BTreeMap::new(), documents };
        for node in this.all_nodes() {
            let at = this.graph.add_node(node);
            this.index.insert(node, at);
        }
        // Sorted in one list, which takes less memory than a set for each edge.
        let mut claimed = this.claimed_edges();
        claimed.sort_unstable();
        claimed.dedup();
        for edge in claimed.chunk_by(|a, b| (a.0, a.1, &a.2) == (b.0, b.1, &b.2)) {
            let Some((source, target, kind, _)) = edge.first() else { continue };
            if let (Some(&from), Some(&to)) = (this.index.get(source), this.index.get(target)) {
                let claims = edge.iter().map(|(.., claim)| *claim).collect();
                this.graph.add_edge(from, to, Edge { source: *source, target: *target, kind: kind.clone(), claims });
            }
        }
        debug_assert_eq!(this.unsupported(), Vec::<String>::new());
        this
    }

    fn all_nodes(&self) -> Vec<Node> {
        let count = |n: usize| 0..n as u32;
        let resolution = &self.resolution;
        count(resolution.documents.len())
            .map(Node::Document)
            .chain(count(resolution.entities.len()).map(|n| Node::Entity(EntityId(n))))
            .chain(count(resolution.events.len()).map(|n| Node::Event(EventId(n))))
            .chain(count(resolution.claims.statements.len()).map(Node::Statement))
            .collect()
    }

    fn claimed_edges(&self) -> Vec<(Node, Node, EdgeKind, ClaimRef)> {
        let mut edges = Vec::new();
        for (at, claim) in self.resolution.claims.events.iter().enumerate() {
            let (node, by) = (Node::Event(claim.event), ClaimRef::Event(at as u32));
            edges.extend(self.told_in(&claim.evidence).map(|d| (Node::Document(d), node, EdgeKind::Tells, by)));
            for filler in &claim.roles {
                edges.push((node, Node::Entity(filler.entity), EdgeKind::Role(filler.role.clone()), by));
            }
            edges.extend(claim.place.iter().map(|&e| (node, Node::Entity(e), EdgeKind::Place, by)));
            edges.extend(claim.about.iter().map(|&e| (node, Node::Entity(e), EdgeKind::About, by)));
        }
        for (at, claim) in self.resolution.claims.statements.iter().enumerate() {
            let (node, by) = (Node::Statement(at as u32), ClaimRef::Statement(at as u32));
            edges.extend(self.told_in(&claim.evidence).map(|d| (Node::Document(d), node, EdgeKind::Tells, by)));
            edges.extend(claim.speaker.map(|e| (node, Node::Entity(e), EdgeKind::Speaker, by)));
            edges.extend(claim.addressee.map(|e| (node, Node::Entity(e), EdgeKind::Addressee, by)));
            edges.extend(claim.about.iter().map(|&e| (node, Node::Entity(e), EdgeKind::About, by)));
        }
        for (at, claim) in self.resolution.claims.relations.iter().enumerate() {
            let by = ClaimRef::Relation(at as u32);
            let ends = claim.object.map(|object| (Node::Entity(claim.subject), Node::Entity(object)));
            edges.extend(ends.map(|(from, to)| (from, to, EdgeKind::Relation(claim.class.clone()), by)));
        }
        edges
    }

    fn told_in(&self, evidence: &[Evidence]) -> impl Iterator<Item = u32> {
        evidence.iter().filter_map(|e| self.documents.get(&e.document).copied()).collect::<BTreeSet<_>>().into_iter()
    }

    /// What breaks the promise that every edge has a claim and every claim evidence from a known article; empty if all is well.
    pub fn unsupported(&self) -> Vec<String> {
        let edges = self.edges().filter(|e| e.claims.is_empty()).map(|e| format!("edge without claim: {e:?}"));
        let known = |e: &Evidence| self.documents.contains_key(&e.document);
        let bare = |claim: &ClaimRef| {
            let evidence = self.evidence(*claim);
            evidence.is_empty() || !evidence.iter().all(known)
        };
        edges.chain(self.claims().filter(bare).map(|c| format!("claim without evidence: {c:?}"))).collect()
    }

    /// All nodes, sorted.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.graph.node_weights().copied()
    }
    /// All edges, sorted by source, target and kind.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.graph.edge_weights()
    }
    /// Edges that leave a node, sorted.
    pub fn outgoing(&self, node: Node) -> Vec<&Edge> {
        self.at(node, Direction::Outgoing)
    }
    /// Edges that arrive at a node, sorted.
    pub fn incoming(&self, node: Node) -> Vec<&Edge> {
        self.at(node, Direction::Incoming)
    }
    fn at(&self, node: Node, direction: Direction) -> Vec<&Edge> {
        let Some(&at) = self.index.get(&node) else { return Vec::new() };
        let mut edges: Vec<&Edge> = self.graph.edges_directed(at, direction).map(|e| e.weight()).collect();
        edges.sort();
        edges
    }

    /// Articles, sorted by identity.
    pub fn documents(&self) -> &[DocumentRecord] {
        &self.resolution.documents
    }
    /// Place of an article among [`Self::documents`].
    pub fn document_index(&self, id: &DocumentId) -> Option<u32> {
        self.documents.get(id).copied()
    }
    /// Entities with their ids.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.resolution.entities.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity))
    }
    /// One entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.resolution.entities[id.0 as usize]
    }
    /// Events with their ids.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        self.resolution.events.iter().enumerate().map(|(at, event)| (EventId(at as u32), event))
    }
    /// One event.
    pub fn event(&self, id: EventId) -> &Event {
        &self.resolution.events[id.0 as usize]
    }
    /// Why names are those of one entity.
    pub fn entity_merges(&self, id: EntityId) -> &[EntityMerge] {
        let merges = &self.resolution.merges.entities;
        let start = merges.partition_point(|m| m.entity < id);
        &merges[start..start + merges[start..].partition_point(|m| m.entity == id)]
    }
    /// Why tellings are those of one event.
    pub fn event_merges(&self, id: EventId) -> &[EventMerge] {
        let merges = &self.resolution.merges.events;
        let start = merges.partition_point(|m| m.event < id);
        &merges[start..start + merges[start..].partition_point(|m| m.event == id)]
    }
    /// Every claim that something happened.
    pub fn event_claims(&self) -> &[EventClaim<EntityId, EventId>] {
        &self.resolution.claims.events
    }
    /// Every claim that something was said.
    pub fn statements(&self) -> &[StatementClaim<EntityId>] {
        &self.resolution.claims.statements
    }
    /// Every claim that a tie holds.
    pub fn relation_claims(&self) -> &[RelationClaim<EntityId>] {
        &self.resolution.claims.relations
    }
    /// What was not understood, by article.
    pub fn gaps(&self) -> &[(DocumentId, Gap)] {
        &self.resolution.gaps
    }
    /// The claims of one event, in order.
    pub fn claims_of(&self, id: EventId) -> impl Iterator<Item = (u32, &EventClaim<EntityId, EventId>)> {
        self.event(id).claims.iter().map(|&at| (at, &self.resolution.claims.events[at as usize]))
    }
    /// All claims, sorted.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef> {
        let count = |n: usize| 0..n as u32;
        let claims = &self.resolution.claims;
        count(claims.events.len())
            .map(ClaimRef::Event)
            .chain(count(claims.statements.len()).map(ClaimRef::Statement))
            .chain(count(claims.relations.len()).map(ClaimRef::Relation))
    }

    /// What a claim stands on.
    pub fn evidence(&self, claim: ClaimRef) -> &[Evidence] {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => &claims.events[at as usize].evidence,
            ClaimRef::Statement(at) => &claims.statements[at as usize].evidence,
            ClaimRef::Relation(at) => &claims.relations[at as usize].evidence,
        }
    }
    /// Who vouches for a claim.
    pub fn attribution(&self, claim: ClaimRef) -> &Attribution<EntityId> {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => &claims.events[at as usize].attribution,
            ClaimRef::Statement(at) => &claims.statements[at as usize].attribution,
            ClaimRef::Relation(at) => &claims.relations[at as usize].attribution,
        }
    }
    /// When the nearest of them said so, as far as the article tells.
    pub fn said(&self, claim: ClaimRef) -> Option<&Interval> {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => claims.events[at as usize].said.as_ref(),
            ClaimRef::Statement(at) => claims.statements[at as usize].time.as_ref(),
            ClaimRef::Relation(_) => None,
        }
    }
    /// When, as a claim has it.
    pub fn time(&self, claim: ClaimRef) -> Option<&Interval> {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => claims.events[at as usize].time.as_ref(),
            ClaimRef::Statement(at) => claims.statements[at as usize].time.as_ref(),
            ClaimRef::Relation(at) => claims.relations[at as usize].time.as_ref(),
        }
    }
    /// The rule that found it.
    pub fn rule(&self, claim: ClaimRef) -> &Name {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => &claims.events[at as usize].rule,
            ClaimRef::Statement(at) => &claims.statements[at as usize].rule,
            ClaimRef::Relation(at) => &claims.relations[at as usize].rule,
        }
    }
    /// How sure the rule is of it, 0 to 100.
    pub fn confidence(&self, claim: ClaimRef) -> u8 {
        let claims = &self.resolution.claims;
        match claim {
            ClaimRef::Event(at) => claims.events[at as usize].confidence,
            ClaimRef::Statement(at) => claims.statements[at as usize].confidence,
            ClaimRef::Relation(at) => claims.relations[at as usize].confidence,
        }
    }
    /// The articles behind claims, sorted, each once.
    pub fn told_by(&self, claims: &[ClaimRef]) -> Vec<u32> {
        let documents: BTreeSet<u32> = claims.iter().flat_map(|&c| self.told_in(self.evidence(c))).collect();
        documents.into_iter().collect()
    }
    /// Number of independent sources behind claims: articles, those of one outlet and those with one text counted once.
    pub fn sources(&self, claims: &[ClaimRef]) -> usize {
        self.resolution.copies.independent(&self.told_by(claims), self.documents())
    }
    /// What a node is called: label, headline or first words.
    pub fn label(&self, node: Node) -> String {
        match node {
            Node::Document(at) => {
                let document = self.documents().get(at as usize);
                document.map(|d| d.metadata.title.clone().unwrap_or_else(|| d.file.clone())).unwrap_or_default()
            }
            Node::Entity(id) => self.entity(id).label.clone(),
            Node::Event(id) => {
                let merged = self.merged(id);
                format!("{} ({})", merged.label, merged.status)
            }
            Node::Statement(at) => self.statements().get(at as usize).map(|s| s.quote.clone()).unwrap_or_default(),
        }
    }
    /// Articles that have one text.
    pub fn copies(&self) -> &Copies {
        &self.resolution.copies
    }
}
