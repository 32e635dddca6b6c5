//! The same person across articles, in blocks of equal folded surname. Full names that agree are one, unless they agree with two
//! that disagree with each other ("D. Marlow", where there are Dan and Diana), or hold office in different countries and are
//! never told of together. A surname alone joins the only bearer whose articles speak of the same countries.

use super::{
    cluster::{Link, cluster},
    linker::Linker,
    spelling::{given_names_agree, plain, sound, surname},
};
use crate::model::{EntityClass, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// One way in which articles tell of a person: nodes with the same name and the same countries of office are taken together.
struct Form {
    name: String,
    /// Countries in which the person holds office.
    countries: BTreeSet<u32>,
    nodes: Vec<u32>,
}

pub(super) fn link(linker: &mut Linker<'_>) {
    let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for at in 0..linker.nodes.len() as u32 {
        let entity = linker.nodes[at as usize].entity;
        if entity.class == EntityClass::Person && entity.named {
            blocks.entry(surname(&entity.label)).or_default().push(at);
        }
    }
    let offices = offices(linker);
    for block in blocks.values() {
        let full: Vec<u32> = block.iter().copied().filter(|&n| linker.label(n).contains(' ')).collect();
        full_names(linker, &full, &offices, given_names_agree, false);
        let lone: Vec<u32> = block.iter().copied().filter(|n| !full.contains(n)).collect();
        surnames(linker, &full, &lone);
    }
    misspelt(linker, &offices);
}

/// The countries in whose service each node is, by its article.
fn offices(linker: &mut Linker<'_>) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut found: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (article, extraction) in linker.articles.iter().enumerate() {
        for relation in extraction.relations.iter().filter(|r| r.class == "HoldsRole") {
            let Some(object) = relation.object else { continue };
            if extraction.entities[object.0 as usize].class == EntityClass::Country {
                let country = linker.node(article, object);
                let country = linker.sets.root(country);
                found.entry(linker.node(article, relation.subject)).or_default().insert(country);
            }
        }
    }
    found
}

/// Joins full names of one block that are one person's.
fn full_names(
    linker: &mut Linker<'_>,
    nodes: &[u32],
    offices: &BTreeMap<u32, BTreeSet<u32>>,
    agree: impl Fn(&str, &str) -> bool,
    near: bool,
) {
    let mut forms: BTreeMap<(String, BTreeSet<u32>), Vec<u32>> = BTreeMap::new();
    for &at in nodes {
        let countries = offices.get(&at).cloned().unwrap_or_default();
        forms.entry((plain(linker.label(at)), countries)).or_default().push(at);
    }
    let forms: Vec<Form> =
        forms.into_iter().map(|((name, countries), nodes)| Form { name, countries, nodes }).collect();
    for form in &forms {
        let Some((&first, rest)) = form.nodes.split_first() else { continue };
        for &at in rest {
            let name = linker.label(at);
            linker.join(first, at, || Reason::Name(name.to_owned()));
        }
    }
    let agreeing = |a: usize, b: usize| {
        let (one, other) = (&forms[a], &forms[b]);
        agree(&one.name, &other.name) && !homonyms(linker, one, other)
    };
    let mut links = Vec::new();
    for other in 0..forms.len() {
        for one in 0..other {
            if agreeing(one, other) && (!near || together(linker, &forms[one], &forms[other])) {
                let points = 1 + i32::from(forms[one].name == forms[other].name);
                links.push(Link { one: one as u32, other: other as u32, points });
            }
        }
    }
    // "D. Marlow" agrees with Dan and with Diana, who do not agree with each other.
    let torn = |at: u32| {
        let partners: Vec<usize> = links
            .iter()
            .filter_map(|l| if l.one == at { Some(l.other) } else { (l.other == at).then_some(l.one) })
            .map(|p| p as usize)
            .collect();
        let pairs = partners.iter().enumerate().flat_map(|(n, &a)| partners[..n].iter().map(move |&b| (a, b)));
        pairs.into_iter().any(|(a, b)| !agree(&forms[a].name, &forms[b].name))
    };
    let torn: BTreeSet<u32> = (0..forms.len() as u32).filter(|&at| torn(at)).collect();
    links.retain(|l| !torn.contains(&l.one) && !torn.contains(&l.other));
    let (_, used) = cluster(forms.len(), links, &[], |a, b| !agreeing(a as usize, b as usize));
    let pairs: Vec<(u32, u32)> = used
        .iter()
        .filter_map(|l| Some((*forms[l.one as usize].nodes.first()?, *forms[l.other as usize].nodes.first()?)))
        .collect();
    for (one, other) in pairs {
        let (a, b) = (linker.label(one), linker.label(other));
        let reason = if a == b { Reason::Name(a.to_owned()) } else { Reason::Spelling(a.to_owned(), b.to_owned()) };
        linker.join(one, other, || reason);
    }
}

/// Two of one name in the service of different countries, in articles none of which speaks of the other's.
fn homonyms(linker: &Linker<'_>, one: &Form, other: &Form) -> bool {
    let foreign = |form: &Form, to: &Form| {
        let mut articles = form.nodes.iter().map(|&n| &linker.context[linker.nodes[n as usize].article]);
        articles.all(|context| context.is_disjoint(&to.countries))
    };
    !one.countries.is_empty()
        && !other.countries.is_empty()
        && one.countries.is_disjoint(&other.countries)
        && foreign(one, other)
        && foreign(other, one)
}

/// Do articles that tell of the two speak of a country in common?
fn together(linker: &Linker<'_>, one: &Form, other: &Form) -> bool {
    let countries = |form: &Form| {
        form.nodes
            .iter()
            .flat_map(|&n| &linker.context[linker.nodes[n as usize].article])
            .copied()
            .collect::<BTreeSet<_>>()
    };
    !countries(one).is_disjoint(&countries(other))
}

/// A surname alone joins the only bearer; of several, the only one whose articles speak of the same countries.
fn surnames(linker: &mut Linker<'_>, full: &[u32], bare: &[u32]) {
    let mut bearers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &at in full {
        let root = linker.sets.root(at);
        bearers.entry(root).or_default().push(at);
    }
    let mut without: Vec<u32> = Vec::new();
    for &at in bare {
        let near = |nodes: &&Vec<u32>| nodes.iter().any(|&n| linker.share_country(at, n));
        let fits: Vec<&Vec<u32>> = bearers.values().filter(near).collect();
        match fits.as_slice() {
            // Better two nodes than a wrong one.
            [] => without.push(at),
            [bearer] => {
                let Some(&to) = bearer.first() else { continue };
                let (short, long) = (linker.label(at), linker.label(to));
                linker.join(to, at, || Reason::Surname(short.to_owned(), long.to_owned()));
            }
            _ => {}
        }
    }
    for (n, &at) in without.iter().enumerate() {
        let name = linker.label(at);
        if let Some(&to) = without[..n].iter().find(|&&to| linker.share_country(at, to)) {
            linker.join(to, at, || Reason::Name(name.to_owned()));
        }
    }
}

/// Surnames that differ by a letter, with the same given name, in articles about the same countries.
fn misspelt(linker: &mut Linker<'_>, offices: &BTreeMap<u32, BTreeSet<u32>>) {
    let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for at in 0..linker.nodes.len() as u32 {
        let entity = linker.nodes[at as usize].entity;
        if entity.class == EntityClass::Person && entity.named && entity.label.contains(' ') {
            let words = plain(&entity.label);
            let given = words.split(' ').next().map(sound).unwrap_or_default();
            let initial = surname(&entity.label).chars().next().map(String::from).unwrap_or_default();
            if given.chars().count() >= 3 {
                blocks.entry(format!("{given} {initial}")).or_default().push(at);
            }
        }
    }
    let close = |one: &str, other: &str| {
        let (a, b) = (surname(one), surname(other));
        a == b || (a.chars().count().min(b.chars().count()) >= 6 && strsim::damerau_levenshtein(&a, &b) <= 1)
    };
    for block in blocks.values() {
        full_names(linker, block, offices, close, true);
    }
}
