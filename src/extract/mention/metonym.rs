//! Capitals that stand for their country where they act, own or are party to something: "Moscow and Kyiv remain divided",
//! "talks between Astrik and Shamran". A capital where something happens stays a city.

use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, Upos},
};

/// Turns such mentions of capitals into mentions of the country.
pub(super) fn find(reading: &mut Reading<'_>) {
    for mention in 0..reading.mentions.len() {
        if let Some((key, label)) = country(reading, mention) {
            let mention = &mut reading.mentions[mention];
            mention.class = EntityClass::Country;
            mention.key = Some(key);
            mention.label = label;
            mention.metonym = true;
        }
    }
}

fn country(reading: &Reading<'_>, mention: usize) -> Option<(String, String)> {
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
    (acts(reading, mention.at) && !locative).then(|| (country.key.clone(), country.label.clone()))
}

/// Is it a subject, an owner, an agent, or a party ("with", "between", "against", "pressure on")?
fn acts(reading: &Reading<'_>, at: At) -> bool {
    reading.graph(at.sentence).incoming(at.token).any(|edge| match &*edge.label {
        "nsubj" => {
            let head = At { sentence: at.sentence, token: edge.head };
            reading.token(head).upos == Upos::Verb || reading.targets(head, "cop").is_empty()
        }
        "nmod:poss" | "obl:agent" => true,
        label => matches!(
            label.split_once(':'),
            Some(("obl" | "nmod", "with" | "between" | "against" | "for" | "by" | "on"))
        ),
    })
}
