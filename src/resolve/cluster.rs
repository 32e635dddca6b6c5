//! Constrained clustering: the strongest links first, and never two things in one cluster that are known to be two. The result
//! depends on the links and on the numbering of the things, not on the order in which links are given.

use super::Sets;
use std::collections::BTreeSet;

/// Two things that are likely one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The lower number.
    pub(super) one: u32,
    /// The higher number.
    pub(super) other: u32,
    /// How likely; higher is likelier. Says nothing by itself: links below a threshold are not made.
    pub(super) points: i32,
}

/// Joins what is linked, the strongest first, unless some member of the one cluster is `apart` from some member of the other.
/// `first` are joined before all others, even if they are apart. Gives the sets, and the links that joined.
pub(super) fn cluster(
    size: usize,
    mut links: Vec<Link>,
    first: &[(u32, u32)],
    apart: impl Fn(u32, u32) -> bool,
) -> (Sets, Vec<Link>) {
    links.sort_unstable_by_key(|l| (std::cmp::Reverse(l.points), l.one, l.other));
    let mut sets = Sets::new(size);
    let mut members: Vec<Vec<u32>> = (0..size as u32).map(|at| vec![at]).collect();
    let mut used = Vec::new();
    // Clusters only grow: what was apart once stays apart, until one of the roots is swallowed.
    let mut refused: BTreeSet<(u32, u32)> = BTreeSet::new();
    let given = first.iter().map(|&(one, other)| (Link { one, other, points: i32::MAX }, true));
    let given: Vec<_> = given.chain(links.into_iter().map(|link| (link, false))).collect();
    for (link, decided) in given {
        let (a, b) = (sets.root(link.one), sets.root(link.other));
        let pair = (a.min(b), a.max(b));
        if a == b || refused.contains(&pair) {
            continue;
        }
        let together = |one: &u32| members[b as usize].iter().all(|&other| !apart(*one, other));
        if !decided && !members[a as usize].iter().all(together) {
            refused.insert(pair);
            continue;
        }
        let moved = std::mem::take(&mut members[pair.1 as usize]);
        members[pair.0 as usize].extend(moved);
        sets.join(a, b);
        used.push(link);
    }
    (sets, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(size: usize, links: Vec<Link>, apart: &BTreeSet<(u32, u32)>) -> Vec<Vec<u32>> {
        let is_apart = |a: u32, b: u32| apart.contains(&(a.min(b), a.max(b)));
        let (mut sets, _) = cluster(size, links, &[], is_apart);
        let mut groups = vec![Vec::new(); size];
        for at in 0..size as u32 {
            groups[sets.root(at) as usize].push(at);
        }
        groups.retain(|g| !g.is_empty());
        groups
    }

    fn link(one: u32, other: u32, points: i32) -> Link {
        Link { one, other, points }
    }

    #[test]
    fn a_chain_does_not_join_what_is_apart() {
        let apart = BTreeSet::from([(0, 2)]);
        let found = groups(3, vec![link(0, 1, 5), link(1, 2, 4)], &apart);
        assert_eq!(found, [vec![0, 1], vec![2]], "the stronger link wins");
        assert_eq!(groups(3, vec![link(0, 1, 4), link(1, 2, 5)], &apart), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn a_decision_is_stronger_than_what_keeps_apart() {
        let (mut sets, _) = cluster(2, Vec::new(), &[(0, 1)], |_, _| true);
        assert_eq!(sets.root(0), sets.root(1));
    }

    proptest! {
        #[test]
        fn order_changes_nothing_and_no_cluster_holds_two_that_are_apart(
            links in prop::collection::vec((0u32..14, 0u32..14, 0i32..6), 0..60),
            apart in prop::collection::btree_set((0u32..14, 0u32..14), 0..20),
            seed in any::<u64>(),
        ) {
            let links: Vec<Link> =
                links.into_iter().filter(|l| l.0 != l.1).map(|(a, b, p)| link(a.min(b), a.max(b), p)).collect();
            let apart: BTreeSet<_> = apart.into_iter().filter(|p| p.0 != p.1).map(|(a, b)| (a.min(b), a.max(b))).collect();
            let mut other = links.clone();
            let mut state = seed;
            for at in (1..other.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                other.swap(at, (state >> 33) as usize % (at + 1));
            }
            let found = groups(14, links.clone(), &apart);
            prop_assert_eq!(&found, &groups(14, other, &apart));
            for group in &found {
                for (n, &a) in group.iter().enumerate() {
                    prop_assert!(group[..n].iter().all(|&b| !apart.contains(&(b, a))), "{a} in {group:?}");
                }
            }
            // Whatever could be joined was: a link between two clusters is left only where something keeps them apart.
            let of = |x: u32| found.iter().position(|g| g.contains(&x));
            for l in &links {
                if let (Some(a), Some(b)) = (of(l.one), of(l.other)) && a != b {
                    let kept = found[a].iter().any(|&x| found[b].iter().any(|&y| apart.contains(&(x.min(y), x.max(y)))));
                    prop_assert!(kept, "{l:?} left out for nothing");
                }
            }
        }
    }
}
