//! Which articles' entities are one: rules that join, one kind of thing after another, each with its reason. What a person
//! decided comes first, and nothing joins what he keeps apart.

use super::{Sets, decisions::Decided, offices, people, spelling::plain};
use crate::{
    model::{EntityClass, Extraction, LocalEntity, LocalEntityId, Reason},
    ontology::is_demonym_of,
};
use std::collections::{BTreeMap, BTreeSet};

/// One article's entity.
pub(super) struct Node<'a> {
    pub(super) article: usize,
    pub(super) local: LocalEntityId,
    pub(super) entity: &'a LocalEntity,
    /// The gazetteer's entry, unless the article says otherwise.
    pub(super) place: Option<&'a str>,
    /// The label, unless the gazetteer took it for another thing than the article says.
    pub(super) name: &'a str,
}

/// Two nodes that a rule joined.
pub(super) struct Joined {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) because: Reason,
}

pub(super) struct Linker<'a> {
    pub(super) articles: &'a [&'a Extraction],
    pub(super) nodes: Vec<Node<'a>>,
    /// First node of each article.
    pub(super) first: Vec<usize>,
    pub(super) sets: Sets,
    pub(super) joined: Vec<Joined>,
    /// Countries that an article speaks of: what its plans and wars are about.
    pub(super) context: Vec<BTreeSet<u32>>,
    /// By root: on which side of which "different" its members stand.
    apart: BTreeMap<u32, BTreeSet<(u32, u32)>>,
    /// By root: the points of a plan.
    points: BTreeMap<u32, u32>,
}

impl<'a> Linker<'a> {
    pub(super) fn new(articles: &'a [&'a Extraction]) -> Self {
        let mut nodes = Vec::new();
        let mut first = Vec::new();
        for (article, extraction) in articles.iter().enumerate() {
            first.push(nodes.len());
            let node = |(at, entity): (usize, &'a LocalEntity)| {
                let short = own_acronym(entity, extraction);
                let place = entity.gazetteer.as_deref().filter(|_| short.is_none());
                Node { article, local: LocalEntityId(at as u32), entity, place, name: short.unwrap_or(&entity.label) }
            };
            nodes.extend(extraction.entities.iter().enumerate().map(node));
        }
        own_meaning(&mut nodes, articles);
        let sets = Sets::new(nodes.len());
        let numbered = |(at, n): (usize, &Node<'_>)| Some((at as u32, n.entity.points?));
        let points = nodes.iter().enumerate().filter_map(numbered).collect();
        Self { articles, nodes, first, sets, joined: Vec::new(), context: Vec::new(), apart: BTreeMap::new(), points }
    }

    /// Joins all that is one.
    pub(super) fn link(&mut self, decided: &Decided<'_>) {
        decided.entities(self);
        self.versions();
        self.known_places();
        self.labels();
        self.demonyms();
        self.context = self.countries();
        people::link(self);
        offices::link(self);
        self.misread();
        self.aliases();
        self.acronyms();
        self.shortened();
        self.groups();
        self.plans_and_wars();
    }

    pub(super) fn node(&self, article: usize, local: LocalEntityId) -> u32 {
        (self.first[article] + local.0 as usize) as u32
    }
    pub(super) fn label(&self, node: u32) -> &'a str {
        self.nodes[node as usize].name
    }
    /// The countries of each article, each by one of its nodes.
    fn countries(&mut self) -> Vec<BTreeSet<u32>> {
        let mut found = vec![BTreeSet::new(); self.articles.len()];
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            if node.entity.named && node.entity.class == EntityClass::Country {
                found[node.article].insert(self.sets.root(at));
            }
        }
        found
    }
    fn count(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Keeps a node apart from those on another side of the same decision.
    pub(super) fn keep_apart(&mut self, node: u32, decision: u32, side: u32) {
        let root = self.sets.root(node);
        self.apart.entry(root).or_default().insert((decision, side));
    }
    /// Are two sets known to be two: by decision, as versions of a plan, or by the number of points?
    fn is_apart(&self, a: u32, b: u32) -> bool {
        if self.points.get(&a).zip(self.points.get(&b)).is_some_and(|(one, other)| one != other) {
            return true;
        }
        let (Some(one), Some(other)) = (self.apart.get(&a), self.apart.get(&b)) else { return false };
        one.iter().any(|&(decision, side)| other.iter().any(|&(d, s)| d == decision && s != side))
    }
    /// Joins two nodes, unless they are one already or somebody keeps them apart.
    pub(super) fn join(&mut self, one: u32, other: u32, because: impl FnOnce() -> Reason) {
        let (a, b) = (self.sets.root(one), self.sets.root(other));
        if !self.is_apart(a, b) {
            self.join_anyway(one, other, because);
        }
    }
    /// Joins two nodes whatever keeps them apart.
    pub(super) fn join_anyway(&mut self, one: u32, other: u32, because: impl FnOnce() -> Reason) {
        let (a, b) = (self.sets.root(one), self.sets.root(other));
        if a == b {
            return;
        }
        self.sets.join(a, b);
        if let Some(points) = self.points.remove(&a.max(b)) {
            self.points.entry(a.min(b)).or_insert(points);
        }
        if let Some(moved) = self.apart.remove(&a.max(b)) {
            self.apart.entry(a.min(b)).or_default().extend(moved);
        }
        self.joined.push(Joined { one, other, because: because() });
    }
    /// Joins all nodes that have the same key.
    fn join_by<K: Ord>(&mut self, mut key: impl FnMut(&Node<'a>) -> Option<K>, because: impl Fn(&Node<'a>) -> Reason) {
        let mut known: BTreeMap<K, Vec<u32>> = BTreeMap::new();
        for at in 0..self.count() {
            if let Some(key) = key(&self.nodes[at as usize]) {
                known.entry(key).or_default().push(at);
            }
        }
        for nodes in known.into_values() {
            self.join_all(&nodes, &because);
        }
    }
    /// Joins each with the first that it may join.
    fn join_all(&mut self, nodes: &[u32], because: impl Fn(&Node<'a>) -> Reason) {
        let mut heads: Vec<u32> = Vec::new();
        for &at in nodes {
            let root = self.sets.root(at);
            let free = heads.iter().copied().find(|&head| {
                let head = self.sets.root(head);
                head == root || !self.is_apart(head, root)
            });
            let Some(head) = free else {
                heads.push(at);
                continue;
            };
            let reason = because(&self.nodes[at as usize]);
            self.join(head, at, || reason);
        }
    }

    /// A plan and what revises it stay two.
    fn versions(&mut self) {
        let mut number = u32::MAX;
        for (article, extraction) in self.articles.iter().enumerate() {
            for relation in extraction.relations.iter().filter(|r| r.class == "RevisionOf") {
                let Some(object) = relation.object.filter(|&o| o != relation.subject) else { continue };
                self.keep_apart(self.node(article, relation.subject), number, 0);
                self.keep_apart(self.node(article, object), number, 1);
                number -= 1;
            }
        }
    }

    fn known_places(&mut self) {
        self.join_by(|n| n.place, |n| Reason::Gazetteer(n.place.unwrap_or_default().to_owned()));
    }

    /// "La Esperanza" as a town and, in capitals, as a body; "the Greens" as a body and as people: one article means one thing by
    /// one name. Bodies and towns whose last word is the surname of somebody in the article are he.
    fn misread(&mut self) {
        for article in 0..self.articles.len() {
            let range = self.first[article] as u32..self.first.get(article + 1).map_or(self.count(), |&n| n as u32);
            let mut known: BTreeMap<String, u32> = BTreeMap::new();
            let named: Vec<u32> = range
                .filter(|&at| {
                    let entity = self.nodes[at as usize].entity;
                    let proper = entity.label.starts_with(|c: char| c.is_uppercase());
                    proper && (entity.named || (entity.class == EntityClass::Group && entity.affiliation.is_none()))
                })
                .filter(|&at| {
                    !matches!(self.nodes[at as usize].entity.class, EntityClass::Plan | EntityClass::Conflict)
                })
                .collect();
            for &at in &named {
                let key = plain(self.label(at));
                let first = *known.entry(key).or_insert(at);
                let name = self.label(at);
                if self.nodes[first as usize].place.is_none() || self.nodes[at as usize].place.is_none() {
                    self.join(first, at, || Reason::Misread(name.to_owned()));
                }
            }
            people::misread(self, &named);
        }
    }

    /// Bodies, places and topics with one name are one, class by class; unknown cities and countries count as one class, since
    /// one article may not tell which it is.
    fn labels(&mut self) {
        let owners = self.owners();
        let key = |n: &Node<'a>| {
            let kind = match n.entity.class {
                EntityClass::City | EntityClass::Country | EntityClass::Region if n.entity.named => 0,
                EntityClass::Organization if n.entity.named || n.entity.affiliation.is_some() => 1,
                EntityClass::Facility if n.entity.named => 2,
                EntityClass::Other => 3,
                EntityClass::Conflict if n.entity.named => 4,
                EntityClass::Plan if n.entity.named => 5,
                _ => return None,
            };
            let name = singular(&plain(n.name), kind == 1);
            // Two countries' ministries of one name are two; a name without a country is that of the only one that has it.
            let known = owners.get(&name).filter(|_| kind == 1);
            let only = known.filter(|all| all.len() == 1).and_then(|all| all.first().cloned());
            let owner = if kind == 1 { self.owner_name(n).or(only) } else { None };
            n.place.is_none().then_some((kind, name, owner))
        };
        let keys: Vec<_> = self.nodes.iter().map(key).collect();
        let mut keys = keys.into_iter();
        self.join_by(|_| keys.next().flatten(), |n| Reason::Name(n.name.to_owned()));
    }

    /// Whose bodies of each name are, as far as articles say.
    fn owners(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in self.nodes.iter().filter(|n| n.entity.class == EntityClass::Organization) {
            if let Some(owner) = self.owner_name(node) {
                found.entry(singular(&plain(node.name), true)).or_default().insert(owner);
            }
        }
        found
    }
    fn owner_name(&self, node: &Node<'_>) -> Option<String> {
        let owner = &self.nodes[self.node(node.article, node.entity.affiliation?) as usize];
        Some(owner.place.map_or_else(|| plain(owner.name), str::to_owned))
    }

    /// "The National Assembly" of two countries are two; only long names and acronyms also join by an alias.
    fn aliases(&mut self) {
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for at in 0..self.count() {
            let entity = self.nodes[at as usize].entity;
            if entity.class == EntityClass::Organization && entity.named && self.nodes[at as usize].place.is_none() {
                for alias in &entity.aliases {
                    let key = plain(alias);
                    if key.split(' ').count() >= 3 || is_acronym(alias) {
                        let first = *known.entry(key).or_insert(at);
                        self.join(first, at, || Reason::Name(alias.clone()));
                    }
                }
            }
        }
    }

    fn bodies(&self) -> Vec<u32> {
        let body = |&n: &u32| {
            let entity = self.nodes[n as usize].entity;
            entity.class == EntityClass::Organization && entity.named
        };
        (0..self.count()).filter(body).collect()
    }

    /// "RVF" and "Red Valley Front": in one article, or where only one name has these initials and both articles speak of a
    /// country in common.
    fn acronyms(&mut self) {
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
    fn shortened(&mut self) {
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
    fn holders(&mut self) -> BTreeMap<u32, BTreeSet<u32>> {
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
    fn join_only(&mut self, at: u32, candidates: &[u32], because: impl Fn(&str, &str) -> Reason) {
        let own = |n: &&u32| self.nodes[**n as usize].article == self.nodes[at as usize].article;
        let near: Vec<u32> = candidates.iter().filter(own).copied().collect();
        let fits: Vec<u32> = if near.is_empty() {
            candidates.iter().copied().filter(|&n| self.share_country(at, n)).collect()
        } else {
            near
        };
        let names: BTreeSet<u32> = fits.iter().map(|&n| self.sets.root(n)).collect();
        if let (1, Some(&to)) = (names.len(), fits.first()) {
            let reason = because(self.label(at), self.label(to));
            self.join(to, at, || reason);
        }
    }

    /// "Norlandic" in an article that never names Norland, and "Norland" where it was taken for a body.
    fn demonyms(&mut self) {
        let named = |n: &Node<'_>| n.place.is_none() && n.entity.named && !n.entity.label.contains(' ');
        let mut countries: BTreeMap<String, u32> = BTreeMap::new();
        for n in (0..self.count()).filter(|&n| named(&self.nodes[n as usize])) {
            if self.nodes[n as usize].entity.class == EntityClass::Country {
                countries.entry(self.label(n).to_owned()).or_insert(n);
            }
        }
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            let candidate = named(node)
                && matches!(node.entity.class, EntityClass::Country | EntityClass::Organization | EntityClass::City);
            if !candidate {
                continue;
            }
            let label = self.label(at);
            let base = countries.iter().find(|(country, _)| **country == label || is_demonym_of(label, country));
            if let Some((country, &to)) = base {
                let reason = if country == label {
                    Reason::Name(country.clone())
                } else {
                    Reason::Demonym(label.to_owned(), country.clone())
                };
                self.join(to, at, || reason);
            }
        }
    }

    /// Groups of one owner that share a description are one; a group without owner stays its article's own.
    fn groups(&mut self) {
        let mut known: BTreeMap<(u32, String), u32> = BTreeMap::new();
        for at in 0..self.count() {
            let node = &self.nodes[at as usize];
            let (EntityClass::Group, Some(owner)) = (node.entity.class, node.entity.affiliation) else { continue };
            let owner = self.node(node.article, owner);
            let owner = self.sets.root(owner);
            let (entity, whose) = (self.nodes[at as usize].entity, self.label(owner));
            for name in std::iter::once(&entity.label).chain(&entity.aliases) {
                let first = *known.entry((owner, plain(name))).or_insert(at);
                self.join(first, at, || Reason::OwnersName(whose.to_owned(), name.clone()));
            }
        }
    }

    /// Unnamed plans with a description in common, and unnamed wars, are one where their articles speak of the same countries:
    /// two of them, or the only one of which one article speaks.
    fn plans_and_wars(&mut self) {
        for class in [EntityClass::Plan, EntityClass::Conflict] {
            let mut pairs: BTreeMap<(Reason, (u32, u32)), Vec<u32>> = BTreeMap::new();
            let mut single: BTreeMap<(Reason, u32), Vec<u32>> = BTreeMap::new();
            for at in 0..self.count() {
                let node = &self.nodes[at as usize];
                if node.entity.class != class || node.entity.named {
                    continue;
                }
                let countries: Vec<u32> = self.context[node.article].iter().copied().collect();
                for reason in descriptions(node.entity) {
                    for (n, &one) in countries.iter().enumerate() {
                        single.entry((reason.clone(), one)).or_default().push(at);
                        for &other in &countries[..n] {
                            pairs.entry((reason.clone(), (other, one))).or_default().push(at);
                        }
                    }
                }
            }
            for ((reason, _), block) in pairs {
                self.join_all(&block, |_| reason.clone());
            }
            for ((reason, _), block) in single {
                let alone = |&n: &u32| self.context[self.nodes[n as usize].article].len() == 1;
                let (lone, others): (Vec<u32>, Vec<u32>) = block.into_iter().partition(alone);
                self.join_all(&lone, |_| reason.clone());
                let known: BTreeSet<u32> = others.iter().map(|&n| self.sets.root(n)).collect();
                if let (Some(&one), Some(&other), 1) = (lone.first(), others.first(), known.len()) {
                    self.join(other, one, || reason.clone());
                }
            }
        }
    }
    /// Do the articles speak of a country in common, as far as they speak of any?
    pub(super) fn share_country(&self, one: u32, other: u32) -> bool {
        let (a, b) =
            (&self.context[self.nodes[one as usize].article], &self.context[self.nodes[other as usize].article]);
        a.is_empty() || b.is_empty() || !a.is_disjoint(b)
    }
}

/// What unnamed plans and wars are known by; "the war" is one within one set of countries.
fn descriptions(entity: &LocalEntity) -> BTreeSet<Reason> {
    let names = std::iter::once(&entity.label).chain(&entity.aliases).map(|n| plain(n)).filter(|n| n.contains(' '));
    let war = (entity.class == EntityClass::Conflict).then(|| "war".to_owned());
    names.chain(war).map(Reason::Description).chain(entity.points.map(Reason::Points)).collect()
}

/// "RVF", "U.N.": three letters and more, all capitals, or two with full stops.
fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let others = name.chars().any(|c| !c.is_uppercase() && !matches!(c, '.' | '-') && !c.is_ascii_digit());
    !others && (3..=8).contains(&capitals)
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where one article spells out an acronym as another thing than the gazetteer's, so mean those about the same countries.
fn own_meaning(nodes: &mut [Node<'_>], articles: &[&Extraction]) {
    let mut spelled: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for node in nodes.iter().filter(|n| n.entity.gazetteer.is_some() && n.place.is_none()) {
        spelled.entry(node.name).or_default().insert(node.article);
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

/// The initials of a long name, with and without its small words.
fn initials(name: &str) -> Vec<String> {
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
fn singular(name: &str, body: bool) -> String {
    let cut = name.strip_suffix('s').filter(|rest| body && rest.contains(' ') && !rest.ends_with(['s', 'u', 'i']));
    cut.unwrap_or(name).to_owned()
}

/// The acronym of a body of which the article itself says what it stands for, if that is another thing than the gazetteer's.
fn own_acronym<'e>(entity: &'e LocalEntity, extraction: &Extraction) -> Option<&'e str> {
    let mut names = std::iter::once(&entity.label).chain(&entity.aliases);
    let known = entity.class == EntityClass::Organization && entity.gazetteer.is_some();
    let short = names.find(|name| is_acronym(name)).filter(|_| known)?;
    let spelled = |other: &LocalEntity| {
        let long = other.class == EntityClass::Organization && other.named && other.gazetteer.is_none();
        long && other.label.contains(' ') && initials(&other.label).contains(&letters(short))
    };
    extraction.entities.iter().any(spelled).then_some(short)
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
