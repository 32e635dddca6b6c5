//! `KnowledgeGraph` → figures on who stands where among the actors: degree, betweenness, `PageRank`, and communities, over the
//! ties of co-participation in a window of time. They say how often articles name people together, and no more than that.
//!
//! Definitions are those of networkx, which the gate compares with: betweenness of shortest paths in steps, normalised; `PageRank`
//! with damping 0.85 over the weights. Sums run in a fixed order, so that figures do not depend on the number of threads.

use super::{KnowledgeGraph, Window, communities};
use crate::model::EntityId;
use petgraph::{algo::connected_components, graph::NodeIndex, graph::UnGraph};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// From so many actors on, betweenness is estimated from the paths that begin at this many of them.
const PIVOTS: usize = 2000;
const DAMPING: f64 = 0.85;

/// Where one actor stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorFigures {
    /// Who.
    pub actor: EntityId,
    /// Number of events with others.
    pub events: usize,
    /// Number of others with whom there is an event.
    pub degree: usize,
    /// Events shared, summed over the others.
    pub weighted_degree: u64,
    /// Share of the shortest paths between others that lead through this one, 0 to 1.
    pub betweenness: f64,
    /// Share of the visits of somebody who wanders along the ties; all shares add up to 1.
    pub pagerank: f64,
    /// Number of the community, from 1, the largest first.
    pub community: usize,
}

/// Actors who are named together more than by chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    /// From 1, the largest first.
    pub number: usize,
    /// Its actors, the best connected first.
    pub members: Vec<EntityId>,
    /// Events shared within it, counted once for each pair.
    pub within: u64,
    /// Events shared with others.
    pub across: u64,
}

/// What [`KnowledgeGraph::figures`] finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Every actor with a tie, by id.
    pub actors: Vec<ActorFigures>,
    /// Largest first.
    pub communities: Vec<Community>,
    /// Pairs of actors with an event in common.
    pub ties: usize,
    /// Events with two actors or more.
    pub events: usize,
    /// Parts that nothing ties to one another.
    pub parts: usize,
    /// How much more of the weight lies within communities than chance would put there, −0.5 to 1.
    pub modularity: f64,
    /// Is betweenness counted over all paths, and not estimated?
    pub exact: bool,
}

impl Figures {
    /// The figures of one actor.
    pub fn of(&self, actor: EntityId) -> Option<&ActorFigures> {
        self.actors.binary_search_by_key(&actor, |figures| figures.actor).ok().and_then(|at| self.actors.get(at))
    }
}

/// Actors, and ties with the number of shared events.
type Ties = UnGraph<EntityId, u64>;

impl KnowledgeGraph {
    /// Who stands where among the actors, by the events of a window.
    pub fn figures(&self, window: Window) -> Figures {
        let mut pairs: BTreeMap<(EntityId, EntityId), u64> = BTreeMap::new();
        let mut shared: BTreeMap<EntityId, BTreeSet<_>> = BTreeMap::new();
        for tie in self.actor_ties_within(window) {
            *pairs.entry((tie.source, tie.target)).or_default() += tie.events.len() as u64;
            for end in [tie.source, tie.target] {
                shared.entry(end).or_default().extend(tie.events.iter().copied());
            }
        }
        let mut ties = Ties::default();
        let index: BTreeMap<EntityId, NodeIndex> = shared.keys().map(|&id| (id, ties.add_node(id))).collect();
        for (&(source, target), &weight) in &pairs {
            ties.add_edge(index[&source], index[&target], weight);
        }
        let events: BTreeSet<_> = shared.values().flatten().collect();
        let partition = communities::find(&neighbours(&ties));
        let (exact, betweenness) = betweenness(&ties);
        let pagerank = pagerank(&ties);
        let actor = |at: NodeIndex| ActorFigures {
            actor: ties[at],
            events: shared.get(&ties[at]).map_or(0, BTreeSet::len),
            degree: ties.neighbors(at).count(),
            weighted_degree: ties.edges(at).map(|edge| *edge.weight()).sum(),
            betweenness: betweenness[at.index()],
            pagerank: pagerank[at.index()],
            community: partition[at.index()],
        };
        let actors: Vec<ActorFigures> = ties.node_indices().map(actor).collect();
        Figures {
            communities: members(&actors, &ties, &partition),
            modularity: communities::modularity(&neighbours(&ties), &partition),
            actors,
            ties: pairs.len(),
            events: events.len(),
            parts: connected_components(&ties),
            exact,
        }
    }
}

/// Ties as lists of (other, weight), sorted.
fn neighbours(ties: &Ties) -> Vec<Vec<(usize, u64)>> {
    let of = |at: NodeIndex| {
        let mut list: Vec<(usize, u64)> =
            ties.neighbors(at).map(NodeIndex::index).zip(ties.edges(at).map(|edge| *edge.weight())).collect();
        list.sort_unstable();
        list
    };
    ties.node_indices().map(of).collect()
}

fn members(actors: &[ActorFigures], ties: &Ties, partition: &[usize]) -> Vec<Community> {
    let count = partition.iter().copied().max().unwrap_or(0);
    let mut found: Vec<Community> =
        (1..=count).map(|number| Community { number, members: Vec::new(), within: 0, across: 0 }).collect();
    let mut order: Vec<&ActorFigures> = actors.iter().collect();
    order.sort_by_key(|figures| (std::cmp::Reverse((figures.weighted_degree, figures.degree)), figures.actor));
    for figures in order {
        found[figures.community - 1].members.push(figures.actor);
    }
    for edge in ties.raw_edges() {
        let (a, b) = (partition[edge.source().index()], partition[edge.target().index()]);
        if a == b {
            found[a - 1].within += edge.weight;
        } else {
            found[a - 1].across += edge.weight;
            found[b - 1].across += edge.weight;
        }
    }
    found
}

/// Brandes' algorithm, from all actors or from evenly spread ones; is it from all?
fn betweenness(ties: &Ties) -> (bool, Vec<f64>) {
    let (n, near) = (ties.node_count(), neighbours(ties));
    let exact = n <= PIVOTS;
    let starts: Vec<usize> = if exact { (0..n).collect() } else { (0..PIVOTS).map(|at| at * n / PIVOTS).collect() };
    // Chunks of a fixed size, added up in their order.
    let partial: Vec<Vec<f64>> = starts.par_chunks(64).map(|chunk| paths_from(chunk, &near)).collect();
    let mut sums = vec![0.0; n];
    for part in partial {
        for (sum, value) in sums.iter_mut().zip(part) {
            *sum += value;
        }
    }
    // Every path is found from both its ends.
    let pairs = n.saturating_sub(1) as f64 * n.saturating_sub(2) as f64;
    let scale = if pairs > 0.0 { n as f64 / starts.len().max(1) as f64 / pairs } else { 0.0 };
    for sum in &mut sums {
        *sum *= scale;
    }
    (exact, sums)
}

fn paths_from(starts: &[usize], near: &[Vec<(usize, u64)>]) -> Vec<f64> {
    let n = near.len();
    let mut sums = vec![0.0; n];
    for &start in starts {
        let (mut steps, mut count, mut order) = (vec![usize::MAX; n], vec![0.0_f64; n], Vec::new());
        let mut waiting = VecDeque::from([start]);
        (steps[start], count[start]) = (0, 1.0);
        while let Some(at) = waiting.pop_front() {
            order.push(at);
            for &(next, _) in &near[at] {
                if steps[next] == usize::MAX {
                    steps[next] = steps[at] + 1;
                    waiting.push_back(next);
                }
                if steps[next] == steps[at] + 1 {
                    count[next] += count[at];
                }
            }
        }
        let mut depends = vec![0.0; n];
        for &at in order.iter().rev() {
            for &(before, _) in &near[at] {
                if steps[before] != usize::MAX && steps[before] + 1 == steps[at] {
                    depends[before] += count[before] / count[at] * (1.0 + depends[at]);
                }
            }
            if at != start {
                sums[at] += depends[at];
            }
        }
    }
    sums
}

fn pagerank(ties: &Ties) -> Vec<f64> {
    let (n, near) = (ties.node_count(), neighbours(ties));
    let total: Vec<f64> = near.iter().map(|list| list.iter().map(|&(_, weight)| weight).sum::<u64>() as f64).collect();
    let mut rank = vec![1.0 / n.max(1) as f64; n];
    for _ in 0..200 {
        // Ties have no direction: what flows in comes from the same neighbours.
        let flow = |list: &Vec<(usize, u64)>| -> f64 {
            list.iter().map(|&(from, weight)| rank[from] * weight as f64 / total[from]).sum()
        };
        let next: Vec<f64> = near.iter().map(|list| (1.0 - DAMPING) / n as f64 + DAMPING * flow(list)).collect();
        let moved: f64 = next.iter().zip(&rank).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if moved < 1e-12 {
            break;
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two triangles that one actor, 2, ties together with 3.
    fn bridge() -> Ties {
        let mut ties = Ties::default();
        let at: Vec<NodeIndex> = (0..6).map(|n| ties.add_node(EntityId(n))).collect();
        for (a, b, weight) in [(0, 1, 3), (0, 2, 3), (1, 2, 3), (2, 3, 1), (3, 4, 2), (3, 5, 2), (4, 5, 2)] {
            ties.add_edge(at[a], at[b], weight);
        }
        ties
    }

    #[test]
    fn figures_of_a_bridge_are_those_of_networkx() {
        // networkx.betweenness_centrality gives these; .ci/read_graphs.py compares all figures with it.
        let (exact, between) = betweenness(&bridge());
        let close = |got: &[f64], expected: &[f64]| got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(exact && close(&between, &[0.0, 0.0, 0.6, 0.6, 0.0, 0.0]), "{between:?}");
        let rank = pagerank(&bridge());
        assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((rank[0] - rank[1]).abs() < 1e-12 && rank[2] > rank[0] && rank[3] > rank[4], "{rank:?}");
    }

    #[test]
    fn no_actors_no_figures() {
        let none = Ties::default();
        assert_eq!(betweenness(&none), (true, vec![]));
        assert_eq!(pagerank(&none), Vec::<f64>::new());
    }
}
