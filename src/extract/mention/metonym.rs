//! Capitals that stand for their country where they act, own or are party to something: "Moscow and Kyiv remain divided",
//! "talks between Astrik and Shamran"; seats that stand for their body, where the article speaks of that and not of the country. A
//! capital where something happens, or that somebody leaves for, stays a city.

use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, Upos},
};

/// Turns such mentions of capitals into mentions of the country.
pub(super) fn find(reading: &mut Reading<'_>) {
    for mention in 0..reading.mentions.len() {
        if let Some(place) = country(reading, mention) {
            let (class, key, label) = seated(reading, mention, &place).unwrap_or(place);
            let mention = &mut reading.mentions[mention];
            mention.class = class;
            mention.key = Some(key);
            mention.label = label;
            mention.metonym = true;
        }
    }
}

/// Class, key in the gazetteer, label.
type Meant = (EntityClass, String, String);

/// The body that has its seat there, if the article names it and not the country.
fn seated(reading: &Reading<'_>, mention: usize, country: &Meant) -> Option<Meant> {
    let body = reading.knowledge.entry("seats", &reading.mentions[mention].label)?;
    let body = reading.knowledge.gazetteer.lookup(body)?;
    let named = |key: &str| reading.mentions.iter().any(|m| !m.metonym && m.key.as_deref() == Some(key));
    (named(&body.key) && !named(&country.1)).then(|| (body.class, body.key.clone(), body.label.clone()))
}

fn country(reading: &Reading<'_>, mention: usize) -> Option<Meant> {
    let mention = &reading.mentions[mention];
    if mention.class != EntityClass::City {
        return None;
    }
    let gazetteer = &reading.knowledge.gazetteer;
    let capital = gazetteer.place(mention.key.as_deref()?)?;
    let country = gazetteer.capital_of(capital)?;
    let locative = reading
        .preposition(mention.at)
        .is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near" | "around" | "outside" | "to" | "from" | "into"));
    (acts(reading, mention.at) && !locative).then(|| (EntityClass::Country, country.key.clone(), country.label.clone()))
}

/// Is it a subject, an owner, an agent, or a party ("with", "between", "against", "pressure on")?
fn acts(reading: &Reading<'_>, at: At) -> bool {
    reading.graph(at.sentence).incoming(at.token).any(|edge| match &*edge.label {
        "nsubj" => {
            let head = At { sentence: at.sentence, token: edge.head };
            reading.token(head).upos == Upos::Verb || reading.targets(head, "cop").is_empty()
        }
        "nmod:poss" | "obl:agent" => true,
        // "left for Doha", "a plane for Doha".
        "obl:for" | "nmod:for" => {
            let head = At { sentence: at.sentence, token: edge.head };
            !reading.listed("departure-words", &reading.token(head).lemma.to_lowercase())
        }
        label => matches!(label.split_once(':'), Some(("obl" | "nmod", "with" | "between" | "against" | "by" | "on"))),
    })
}
