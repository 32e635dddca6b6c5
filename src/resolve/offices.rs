//! Who is meant by an office: "the Norlandic president" of an article that never names her is whom other articles of that time
//! call so. Never the holder of another time: where the articles before and after it name two, it is neither.

use super::{linker::Linker, spelling::plain};
use crate::model::{Date, EntityClass, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// Articles tell who holds an office for so many days before and after they came out.
const REACH: i64 = 183;
/// Words that make another office of an office.
const OTHERS: [&str; 7] = ["vice", "deputy", "former", "acting", "interim", "future", "ex"];

/// Country and office.
type Office = (u32, String);
/// When somebody was said to hold it: the day of the article, and the person.
type Terms = BTreeMap<Office, BTreeSet<(Date, u32)>>;

pub(super) fn link(linker: &mut Linker<'_>) {
    let terms = terms(linker);
    if terms.is_empty() {
        return;
    }
    for at in 0..linker.nodes.len() as u32 {
        let Some(((country, title), published)) = meant(linker, at, &terms) else { continue };
        let Some(known) = terms.get(&(country, title.clone())) else { continue };
        if let Some(holder) = holder(known, published) {
            let (name, day) = (linker.label(holder).to_owned(), published.to_string());
            linker.join(holder, at, || Reason::Office(title.clone(), name, day));
        }
    }
}

/// Who holds which office when, as far as articles name them.
fn terms(linker: &mut Linker<'_>) -> Terms {
    let mut found = Terms::new();
    for (article, extraction) in linker.articles.iter().enumerate() {
        let Some(published) = extraction.document.metadata.published else { continue };
        for relation in extraction.relations.iter().filter(|r| r.class == "HoldsRole" && !r.former) {
            let (Some(object), Some(title)) = (relation.object, &relation.title) else { continue };
            let (holder, body) =
                (&extraction.entities[relation.subject.0 as usize], &extraction.entities[object.0 as usize]);
            if body.class != EntityClass::Country || !holder.named || holder.class != EntityClass::Person {
                continue;
            }
            let (country, person) = (linker.node(article, object), linker.node(article, relation.subject));
            let (country, person) = (linker.sets.root(country), linker.sets.root(person));
            found.entry((country, plain(title))).or_default().insert((published, person));
        }
    }
    found
}

/// The office by which an article speaks of somebody without naming him, and the day on which it came out.
fn meant(linker: &mut Linker<'_>, at: u32, terms: &Terms) -> Option<(Office, Date)> {
    let node = &linker.nodes[at as usize];
    if node.entity.class != EntityClass::Person || node.entity.named {
        return None;
    }
    let published = linker.articles[node.article].document.metadata.published?;
    let owner = linker.node(node.article, node.entity.affiliation?);
    // "Norlandic president", "Norland's president": one capitalised word says whose, the rest which.
    let (whose, title) = node.entity.label.split_once(' ')?;
    let title = plain(title);
    let tells = whose.starts_with(char::is_uppercase) && !OTHERS.contains(&plain(whose).as_str());
    let country = linker.sets.root(owner);
    (tells && terms.contains_key(&(country, title.clone()))).then_some(((country, title), published))
}

/// The one whom the nearest articles of that time name.
fn holder(known: &BTreeSet<(Date, u32)>, day: Date) -> Option<u32> {
    let near = |when: Date| when.days_since(day).abs() <= REACH;
    let on = |when: Option<Date>| -> BTreeSet<u32> {
        known.iter().filter(|(date, _)| Some(*date) == when).map(|(_, person)| *person).collect()
    };
    let before = on(known.iter().map(|(date, _)| *date).filter(|date| *date <= day && near(*date)).max());
    let after = on(known.iter().map(|(date, _)| *date).filter(|date| *date >= day && near(*date)).min());
    let both: BTreeSet<u32> = before.union(&after).copied().collect();
    both.first().copied().filter(|_| both.len() == 1)
}
