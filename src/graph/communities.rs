//! A weighted network → communities: Louvain's method in whole numbers, nodes visited in their order, ties between equally good
//! moves broken by number. Equal networks give equal communities on every machine. A community that moving has torn apart is
//! split, which Louvain's method alone does not do.

use std::collections::{BTreeMap, VecDeque};

/// Each node's (other, weight), sorted; weights count both ways.
type Network = Vec<Vec<(usize, u64)>>;

/// The community of each node, numbered from 1, the largest first.
pub(super) fn find(network: &Network) -> Vec<usize> {
    let mut of: Vec<usize> = (0..network.len()).collect();
    let mut level = network.clone();
    loop {
        let moved = one_level(&level);
        let count = moved.iter().copied().max().map_or(0, |most| most + 1);
        for community in &mut of {
            *community = moved[*community];
        }
        if count == level.len() {
            return numbered(&split(network, &of));
        }
        level = folded(&level, &moved, count);
    }
}

/// How much more weight lies within communities than chance would put there.
pub(super) fn modularity(network: &Network, of: &[usize]) -> f64 {
    let degree: Vec<u64> = network.iter().map(|list| list.iter().map(|&(_, weight)| weight).sum()).collect();
    let total = degree.iter().sum::<u64>() as f64;
    let (mut within, mut all) = (BTreeMap::<usize, u64>::new(), BTreeMap::<usize, u64>::new());
    for (at, list) in network.iter().enumerate() {
        *all.entry(of[at]).or_default() += degree[at];
        let inside = list.iter().filter(|&&(other, _)| of[other] == of[at]).map(|&(_, weight)| weight).sum::<u64>();
        *within.entry(of[at]).or_default() += inside;
    }
    if total == 0.0 {
        return 0.0;
    }
    let part = |(community, &sum): (&usize, &u64)| {
        let chance = sum as f64 / total;
        within.get(community).copied().unwrap_or_default() as f64 / total - chance * chance
    };
    all.iter().map(part).sum()
}

/// Moves single nodes to the neighbouring community that gains most, until nothing gains; communities numbered from 0.
fn one_level(network: &Network) -> Vec<usize> {
    let degree: Vec<i128> =
        network.iter().map(|list| list.iter().map(|&(_, weight)| i128::from(weight)).sum()).collect();
    let total: i128 = degree.iter().sum();
    let mut of: Vec<usize> = (0..network.len()).collect();
    let mut weight_of = degree.clone();
    let mut moved = true;
    while moved {
        moved = false;
        for (at, list) in network.iter().enumerate() {
            let home = of[at];
            weight_of[home] -= degree[at];
            let mut links: BTreeMap<usize, i128> = BTreeMap::from([(home, 0)]);
            for &(other, weight) in list.iter().filter(|&&(other, _)| other != at) {
                *links.entry(of[other]).or_default() += i128::from(weight);
            }
            // The gain in modularity, times what is the same for all.
            let gain = |community: usize, link: i128| link * total - degree[at] * weight_of[community];
            let (mut best, mut most) = (home, gain(home, links[&home]));
            for (&community, &link) in &links {
                if gain(community, link) > most {
                    (best, most) = (community, gain(community, link));
                }
            }
            of[at] = best;
            weight_of[best] += degree[at];
            moved |= best != home;
        }
    }
    let mut numbers = BTreeMap::new();
    for community in &mut of {
        let next = numbers.len();
        *community = *numbers.entry(*community).or_insert(next);
    }
    of
}

/// Communities as the nodes of a smaller network; a loop holds the weight inside, counted both ways as everywhere.
fn folded(network: &Network, of: &[usize], count: usize) -> Network {
    let mut sums: Vec<BTreeMap<usize, u64>> = vec![BTreeMap::new(); count];
    for (at, list) in network.iter().enumerate() {
        for &(other, weight) in list {
            *sums[of[at]].entry(of[other]).or_default() += weight;
        }
    }
    sums.into_iter().map(|sum| sum.into_iter().collect()).collect()
}

/// Gives the parts of a community that nothing inside it ties together numbers of their own.
fn split(network: &Network, of: &[usize]) -> Vec<usize> {
    let mut part = vec![usize::MAX; network.len()];
    let mut count = 0;
    for start in 0..network.len() {
        if part[start] != usize::MAX {
            continue;
        }
        part[start] = count;
        let mut waiting = VecDeque::from([start]);
        while let Some(at) = waiting.pop_front() {
            for &(other, _) in &network[at] {
                if of[other] == of[at] && part[other] == usize::MAX {
                    part[other] = count;
                    waiting.push_back(other);
                }
            }
        }
        count += 1;
    }
    part
}

/// Numbers by size, from 1; of two of one size the one with the lowest node first.
fn numbered(of: &[usize]) -> Vec<usize> {
    let mut sizes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, &community) in of.iter().enumerate() {
        sizes.entry(community).or_insert((0, at)).0 += 1;
    }
    let mut order: Vec<usize> = sizes.keys().copied().collect();
    order.sort_by_key(|community| (std::cmp::Reverse(sizes[community].0), sizes[community].1));
    let numbers: BTreeMap<usize, usize> = order.into_iter().zip(1..).collect();
    of.iter().map(|community| numbers[community]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(count: usize, ties: &[(usize, usize, u64)]) -> Network {
        let mut lists = vec![Vec::new(); count];
        for &(a, b, weight) in ties {
            lists[a].push((b, weight));
            lists[b].push((a, weight));
        }
        for list in &mut lists {
            list.sort_unstable();
        }
        lists
    }

    #[test]
    fn two_cliques_and_a_bridge_are_two_communities() {
        let ties = [(0, 1, 3), (0, 2, 3), (1, 2, 3), (2, 3, 1), (3, 4, 2), (3, 5, 2), (4, 5, 2), (6, 7, 1)];
        let net = network(8, &ties);
        let found = find(&net);
        assert_eq!(found, [1, 1, 1, 2, 2, 2, 3, 3]);
        // networkx.community.modularity gives 0.5502 for this partition.
        let chance = |sum: f64| (sum / 34.0) * (sum / 34.0);
        let expected = (18.0 + 12.0 + 2.0) / 34.0 - chance(19.0) - chance(13.0) - chance(2.0);
        assert!((modularity(&net, &found) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_ring_of_cliques_is_folded_more_than_once() {
        let mut ties = Vec::new();
        for clique in 0..30 {
            let at = clique * 5;
            for a in 0..5 {
                ties.extend((a + 1..5).map(|b| (at + a, at + b, 1)));
            }
            ties.push((at, (at + 5) % 150 + 1, 1));
        }
        let net = network(150, &ties);
        let found = find(&net);
        assert!(modularity(&net, &found) > 0.87, "{}", modularity(&net, &found));
        assert!((0..30).all(|clique| (0..5).all(|n| found[clique * 5 + n] == found[clique * 5])), "cliques stay whole");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(find(&Vec::new()), Vec::<usize>::new());
        assert!(modularity(&Vec::new(), &[]).abs() < f64::EPSILON);
    }
}
