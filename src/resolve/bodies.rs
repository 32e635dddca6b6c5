//! Bodies with a name: acronyms and what they stand for, short names for long ones, whose a body is.

use super::{
    linker::{Linker, Node},
    spelling::plain,
};
use crate::model::{EntityClass, Extraction, Reason};
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// Whose bodies of each name are, as far as articles say.
    pub(super) fn owners(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in self.nodes.iter().filter(|n| n.entity.class == EntityClass::Organization) {
            if let Some(owner) = self.owner_name(node) {
                found.entry(singular(&plain(node.name), true)).or_default().insert(owner);
            }
        }
        found
    }

    pub(super) fn owner_name(&self, node: &Node<'_>) -> Option<String> {
        let owner = &self.nodes[self.node(node.article, node.entity.affiliation?) as usize];
        Some(owner.place.map_or_else(|| plain(owner.name), str::to_owned))
    }

    /// "The Red Valley Front" and "the Rosmark Volunteer Force" are two, though both are called RVF.
    pub(super) fn expansions(&mut self) {
        let used: BTreeSet<String> = self.bodies().iter().flat_map(|&n| self.acronyms_of(n)).collect();
        let mut by_acronym: BTreeMap<String, BTreeMap<String, Vec<u32>>> = BTreeMap::new();
        for at in self.bodies() {
            let name = self.label(at);
            for short in initials(name).into_iter().filter(|short| name.contains(' ') && used.contains(short)) {
                by_acronym.entry(short).or_default().entry(plain(name)).or_default().push(at);
            }
        }
        for (short, names) in by_acronym {
            let mut bodies: Vec<Vec<&str>> = Vec::new();
            for name in names.keys() {
                match bodies.iter_mut().find(|body| body.iter().any(|known| same_expansion(known, name))) {
                    Some(body) => body.push(name),
                    None => bodies.push(vec![name]),
                }
            }
            if bodies.len() < 2 {
                continue;
            }
            let number = self.next_apart();
            for (side, body) in bodies.iter().enumerate() {
                let nodes = body.iter().filter_map(|&name| names.get(name)).flatten();
                nodes.for_each(|&at| self.keep_apart(at, number, side as u32));
            }
            self.shared_acronyms.insert(short);
        }
    }

    /// The acronyms that an article calls a body by, folded.
    fn acronyms_of(&self, at: u32) -> Vec<String> {
        let names =
            std::iter::once(self.label(at)).chain(self.nodes[at as usize].entity.aliases.iter().map(String::as_str));
        names.filter(|name| is_acronym(name)).map(letters).collect()
    }
    /// Is it an acronym that several bodies have?
    pub(super) fn is_shared_acronym(&self, name: &str) -> bool {
        is_acronym(name) && self.shared_acronyms.contains(&letters(name))
    }

    /// "The National Assembly" of two countries are two; only long names and acronyms also join by an alias.
    pub(super) fn aliases(&mut self) {
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for at in 0..self.count() {
            let entity = self.nodes[at as usize].entity;
            if entity.class == EntityClass::Organization && entity.named && self.nodes[at as usize].place.is_none() {
                for alias in &entity.aliases {
                    let key = plain(alias);
                    if key.split(' ').count() >= 3 || (is_acronym(alias) && !self.is_shared_acronym(alias)) {
                        let first = *known.entry(key).or_insert(at);
                        self.join(first, at, || Reason::Name(alias.clone()));
                    }
                }
            }
        }
    }

    pub(super) fn bodies(&self) -> Vec<u32> {
        let body = |&n: &u32| {
            let entity = self.nodes[n as usize].entity;
            entity.class == EntityClass::Organization && entity.named
        };
        (0..self.count()).filter(body).collect()
    }

    /// "RVF" and "Red Valley Front": in one article, or where only one name has these initials and both articles speak of a
    /// country in common.
    pub(super) fn acronyms(&mut self) {
        let bodies = self.bodies();
        let mut long: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for &at in bodies.iter().filter(|&&n| self.label(n).contains(' ')) {
            for initials in initials(self.label(at)) {
                long.entry(initials).or_default().push(at);
            }
        }
        for &at in &bodies {
            if self.nodes[at as usize].place.is_some() || !is_acronym(self.label(at)) {
                continue;
            }
            let Some(candidates) = long.get(&letters(self.label(at))).cloned() else { continue };
            self.join_only(at, &candidates, |short, long| Reason::Acronym(short.to_owned(), long.to_owned()));
        }
    }

    /// "Red Cross" for "International Committee of the Red Cross": the end of one long name and of no other.
    pub(super) fn shortened(&mut self) {
        let bodies = self.bodies();
        let mut ends: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for &at in &bodies {
            let words = plain(self.label(at));
            for (cut, _) in words.match_indices(' ') {
                ends.entry(words[cut + 1..].to_owned()).or_default().push(at);
            }
        }
        let holders = self.holders();
        for &at in &bodies {
            let node = &self.nodes[at as usize];
            if node.place.is_some() || node.entity.affiliation.is_some() {
                continue;
            }
            let Some(mut candidates) = ends.get(&plain(node.name)).cloned() else { continue };
            // One word ("Army", "Council") says so little that only its own article tells whose, or who holds an office there.
            if !node.name.contains(' ') {
                let (own, article) = (holders.get(&at), node.article);
                let shared = |n: &u32| own.is_some_and(|own| holders.get(n).is_some_and(|of| !own.is_disjoint(of)));
                candidates.retain(|n| self.nodes[*n as usize].article == article || shared(n));
            }
            self.join_only(at, &candidates, |short, long| Reason::Shortened(short.to_owned(), long.to_owned()));
        }
    }

    /// Who holds an office in each body.
    pub(super) fn holders(&mut self) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut found: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (article, extraction) in self.articles.iter().enumerate() {
            for relation in extraction.relations.iter().filter(|r| r.class == "HoldsRole") {
                let Some(object) = relation.object else { continue };
                let holder = self.node(article, relation.subject);
                let holder = self.sets.root(holder);
                found.entry(self.node(article, object)).or_default().insert(holder);
            }
        }
        found
    }

    /// Joins a short name to the long one that it stands for: one of its own article, or the only one there is.
    pub(super) fn join_only(&mut self, at: u32, candidates: &[u32], because: impl Fn(&str, &str) -> Reason) {
        let own = |n: &&u32| self.nodes[**n as usize].article == self.nodes[at as usize].article;
        let near: Vec<u32> = candidates.iter().filter(own).copied().collect();
        let mut fits: Vec<u32> = if near.is_empty() {
            candidates.iter().copied().filter(|&n| self.share_country(at, n)).collect()
        } else {
            near
        };
        if self.is_shared_acronym(self.label(at)) {
            // The one whose articles speak of most of this one's countries.
            let most = fits.iter().map(|&n| self.countries_shared(at, n)).max();
            fits.retain(|&n| Some(self.countries_shared(at, n)) == most);
        }
        let names: BTreeSet<u32> = fits.iter().map(|&n| self.sets.root(n)).collect();
        if let (1, Some(&to)) = (names.len(), fits.first()) {
            let reason = because(self.label(at), self.label(to));
            self.join(to, at, || reason);
        }
    }
}

/// "RVF", "U.N.": three letters and more, all capitals, or two with full stops.
pub(super) fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let others = name.chars().any(|c| !c.is_uppercase() && !matches!(c, '.' | '-') && !c.is_ascii_digit());
    !others && (3..=8).contains(&capitals)
}

pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where one article has an acronym as another name of what it spells out, and not of what the gazetteer has it for, so mean those about
/// the same countries. (In that article itself extraction has seen to it.)
pub(super) fn own_meaning(nodes: &mut [Node<'_>], articles: &[&Extraction]) {
    let mut spelled: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for node in nodes.iter().filter(|n| n.entity.gazetteer.is_none() && n.entity.class == EntityClass::Organization) {
        let short = node
            .entity
            .aliases
            .iter()
            .filter(|alias| is_acronym(alias) && initials(node.name).contains(&letters(alias)));
        short.for_each(|short| {
            spelled.entry(short).or_default().insert(node.article);
        });
    }
    if spelled.is_empty() {
        return;
    }
    let countries = |article: usize| {
        let named = articles[article].entities.iter().filter(|e| e.named && e.class == EntityClass::Country);
        named.map(|e| e.label.as_str()).collect::<BTreeSet<_>>()
    };
    for node in nodes.iter_mut().filter(|n| n.place.is_some() && n.entity.class == EntityClass::Organization) {
        let short = std::iter::once(&node.entity.label).chain(&node.entity.aliases).find(|name| is_acronym(name));
        let Some((short, by)) = short.and_then(|short| Some((short, spelled.get(short.as_str())?))) else { continue };
        let own = countries(node.article);
        if by.iter().any(|&other| !countries(other).is_disjoint(&own)) {
            node.place = None;
            node.name = short;
        }
    }
}

/// Are two long names with the same initials spellings of one: word for word alike, as far as they have a capital?
fn same_expansion(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let long =
            name.split(' ').filter(|word| !matches!(*word, "of" | "for" | "the" | "and" | "de" | "du" | "del" | "la"));
        long.map(str::to_owned).collect()
    };
    let alike = |a: &String, b: &String| {
        let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let least = a.chars().count().min(b.chars().count());
        a == b || (shared >= 4 && 10 * shared >= 7 * least) || strsim::jaro_winkler(a, b) >= 0.93
    };
    let (a, b) = (words(one), words(other));
    a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| alike(x, y))
}

/// The initials of a long name, with and without its small words.
pub(super) fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let first = |w: &&str| -> Option<char> { w.chars().next().filter(|c| c.is_alphanumeric()) };
    let of = |words: &mut dyn Iterator<Item = &&str>| {
        words.filter_map(first).flat_map(char::to_lowercase).collect::<String>()
    };
    let all = of(&mut words.iter());
    let great = of(&mut words.iter().filter(|w| w.starts_with(char::is_uppercase)));
    let mut found = vec![all, great];
    found.dedup();
    found.retain(|i| i.chars().count() >= 3);
    found
}

/// "Social Democrat", as before a name, is the party of the Social Democrats.
pub(super) fn singular(name: &str, body: bool) -> String {
    let cut = name.strip_suffix('s').filter(|rest| body && rest.contains(' ') && !rest.ends_with(['s', 'u', 'i']));
    cut.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_and_initials() {
        for (name, expected) in
            [("RVF", true), ("U.N.D.P.", true), ("UN", false), ("Rvf", false), ("THE RED CROSS", false)]
        {
            assert_eq!(is_acronym(name), expected, "{name}");
        }
        assert!(initials("Red Valley Front").contains(&"rvf".to_owned()));
        assert!(initials("Front for the Liberation of Ostmark").contains(&"flo".to_owned()));
        assert_eq!(singular("social democrats", true), "social democrat");
        assert_eq!(singular("red cross", true), "red cross");
    }
}
