//! Two entities → how they are connected: the shortest ways through events, statements, lasting ties and the plans, bodies and
//! people that they have in common. Ways through what everybody has to do with (a great power, a capital) tell little, so that
//! passing through an entity costs more the more ties it has, and two things in one place are not connected by that.

use super::{Edge, EdgeKind, KnowledgeGraph, Node};
use crate::model::{EntityClass, EntityId, Status};
use petgraph::{
    algo::astar,
    graph::{NodeIndex, UnGraph},
    visit::{EdgeRef, NodeFiltered},
};
use std::collections::{BTreeMap, BTreeSet};

/// What one step costs, in the units of an entity's surcharge.
const STEP: u32 = 4;

/// A step between two nodes, and the edges that allow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// Where it begins.
    pub from: Node,
    /// Where it leads.
    pub to: Node,
    /// Edges between the two, in either direction; sorted, never empty.
    pub edges: Vec<&'a Edge>,
}

impl KnowledgeGraph {
    /// Up to `most` ways from one entity to another, best first; no two share an event, a statement or a lasting tie. Empty if
    /// nothing connects them.
    pub fn connections(&self, from: EntityId, to: EntityId, most: usize) -> Vec<Vec<Step<'_>>> {
        let (graph, index) = self.passable();
        let ends = [Node::Entity(from), Node::Entity(to)];
        let (Some(&start), Some(&goal)) = (index.get(&ends[0]), index.get(&ends[1])) else { return Vec::new() };
        let (mut used, mut cut) = (BTreeSet::new(), BTreeSet::new());
        let mut ways = Vec::new();
        while ways.len() < most && start != goal {
            let open = NodeFiltered::from_fn(&graph, |node| !used.contains(&node));
            let passing = |node: NodeIndex| if node == start || node == goal { 0 } else { surcharge(&graph, node) };
            let cost = |edge: petgraph::graph::EdgeReference<'_, ()>| {
                // Half of the surcharge at either end: what is passed through pays it whole.
                let (a, b) = (edge.source(), edge.target());
                let closed = cut.contains(&(a.min(b), a.max(b)));
                if closed { u32::MAX / 1024 } else { 2 * STEP + passing(a) + passing(b) }
            };
            let Some((total, nodes)) = astar(&open, start, |node| node == goal, cost, |_| 0) else { break };
            if total >= u32::MAX / 1024 {
                break;
            }
            used.extend(nodes.iter().copied().filter(|&node| !matches!(graph[node], Node::Entity(_))));
            let between_entities = |pair: &&[NodeIndex]| pair.iter().all(|&at| matches!(graph[at], Node::Entity(_)));
            cut.extend(
                nodes.windows(2).filter(between_entities).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))),
            );
            ways.push(
                nodes.windows(2).filter_map(|pair| self.step(graph[*pair.first()?], graph[*pair.last()?])).collect(),
            );
        }
        ways
    }

    /// The graph that ways may lead through: no articles, no denied events, nothing that is only a place.
    fn passable(&self) -> (UnGraph<Node, ()>, BTreeMap<Node, NodeIndex>) {
        let mut graph = UnGraph::default();
        let denied = |node: Node| matches!(node, Node::Event(id) if self.merged(id).status == Status::Negated);
        let index: BTreeMap<Node, NodeIndex> =
            self.nodes().filter(|&node| !denied(node)).map(|node| (node, graph.add_node(node))).collect();
        let pairs: BTreeSet<(NodeIndex, NodeIndex)> = self
            .edges()
            .filter(|edge| self.connects(edge))
            .filter_map(|edge| Some((*index.get(&edge.source)?, *index.get(&edge.target)?)))
            .collect();
        for (source, target) in pairs {
            graph.add_edge(source, target, ());
        }
        (graph, index)
    }

    fn connects(&self, edge: &Edge) -> bool {
        let place = |node: Node| match node {
            Node::Entity(id) => {
                let class = self.entity(id).class;
                class.is_place() && class != EntityClass::Country
            }
            _ => false,
        };
        !matches!(edge.kind, EdgeKind::Tells | EdgeKind::Place) && !place(edge.target) && !place(edge.source)
    }

    fn step(&self, from: Node, to: Node) -> Option<Step<'_>> {
        let ahead = self.outgoing(from).into_iter().filter(|edge| edge.target == to);
        let back = self.outgoing(to).into_iter().filter(|edge| edge.target == from);
        let mut edges: Vec<&Edge> = ahead.chain(back).filter(|edge| self.connects(edge)).collect();
        edges.sort();
        (!edges.is_empty()).then_some(Step { from, to, edges })
    }
}

/// What passing through an entity costs at either side of it: the number of binary digits of its ties.
fn surcharge(graph: &UnGraph<Node, ()>, node: NodeIndex) -> u32 {
    match graph[node] {
        Node::Entity(_) => usize::BITS - graph.neighbors(node).count().leading_zeros(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn id(graph: &KnowledgeGraph, label: &str) -> EntityId {
        graph.entities().find(|(_, entity)| entity.label == label).unwrap_or_else(|| panic!("no {label}")).0
    }

    #[test]
    fn countries_that_meet_are_connected_by_the_meeting() {
        let graph = sample::graph();
        let (a, b) = (id(&graph, "Norland"), id(&graph, "Suderia"));
        let ways = graph.connections(a, b, 5);
        let first = ways.first().expect("a way");
        assert_eq!(first.len(), 2, "{first:?}");
        assert_eq!((first[0].from, first[1].to), (Node::Entity(a), Node::Entity(b)));
        assert!(first.iter().all(|step| step.edges.iter().all(|edge| !edge.claims.is_empty())));
        let mut middle: Vec<Node> = ways.iter().flat_map(|way| way[1..].iter().map(|step| step.from)).collect();
        middle.retain(|node| !matches!(node, Node::Entity(_)));
        let count = middle.len();
        middle.sort();
        middle.dedup();
        assert_eq!(middle.len(), count, "no event is used twice");
    }

    #[test]
    fn nothing_leads_from_a_thing_to_itself_and_places_connect_nothing() {
        let graph = sample::graph();
        let (a, port) = (id(&graph, "Norland"), id(&graph, "Port Amber"));
        assert!(graph.connections(a, a, 3).is_empty());
        assert!(graph.connections(a, port, 3).is_empty());
        assert!(graph.connections(a, id(&graph, "Suderia"), 0).is_empty());
    }
}
