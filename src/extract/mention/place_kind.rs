//! Is a place that the gazetteer does not know a country or a city? Decided once for the document, from how it is spoken of.
//! Also links unknown demonyms ("Norlandic") to the country of the document that they are made from ("Norland").

use super::Form;
use crate::{extract::reading::Reading, model::EntityClass, ontology::is_demonym_of};
use std::collections::BTreeMap;

pub(super) fn decide(reading: &mut Reading<'_>) {
    let mut votes: BTreeMap<String, i32> = BTreeMap::new();
    let unknown: Vec<usize> = (0..reading.mentions.len())
        .filter(|&m| {
            let mention = &reading.mentions[m];
            let place = mention.class == EntityClass::City
                || (!mention.label.contains(' ') && has_demonym(reading, &mention.label));
            mention.key.is_none() && place && mention.is_name()
        })
        .collect();
    for &at in &unknown {
        *votes.entry(reading.mentions[at].label.clone()).or_default() += vote(reading, at);
    }
    let adjectives: Vec<(usize, String)> = reading
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| {
            m.key.is_none()
                && (m.form == Form::Adjective || (m.class == EntityClass::Group && m.form == Form::Indefinite))
        })
        .map(|(at, m)| (at, m.label.clone()))
        .collect();
    for (_, adjective) in &adjectives {
        if let Some(country) = votes.keys().find(|name| is_demonym_of(adjective, name)).cloned() {
            *votes.entry(country).or_default() += 3;
        }
    }
    for at in unknown {
        let mention = &mut reading.mentions[at];
        if votes.get(&mention.label).is_some_and(|&v| v > 0) {
            mention.class = EntityClass::Country;
        }
    }
    for (at, adjective) in adjectives {
        if let Some(country) =
            votes.iter().filter(|&(_, &v)| v > 0).map(|(name, _)| name).find(|name| is_demonym_of(&adjective, name))
        {
            if reading.mentions[at].form == Form::Adjective {
                reading.mentions[at].label.clone_from(country);
            }
        }
    }
}

/// Does the document use an adjective made from the name?
fn has_demonym(reading: &Reading<'_>, name: &str) -> bool {
    reading.mentions.iter().any(|m| m.key.is_none() && m.form == Form::Adjective && is_demonym_of(&m.label, name))
}

/// Positive for a country: it acts, owns offices, has a side in a pair. Negative for a city: things happen in it.
fn vote(reading: &Reading<'_>, mention: usize) -> i32 {
    let at = reading.mentions[mention].at;
    let token = reading.token(at);
    let head = reading.head(at);
    let governor = head.map(|h| reading.token(h).lemma.to_lowercase()).unwrap_or_default();
    let locative =
        reading.preposition(at).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near" | "outside" | "to"));
    match &*token.deprel {
        "nsubj" => 2,
        "nmod:poss"
            if ["office-titles", "organization-nouns", "group-nouns"].iter().any(|l| reading.listed(l, &governor)) =>
        {
            3
        }
        "nmod:poss" => 1,
        "appos" if governor == "capital" || governor == "city" => -3,
        _ if matches!(governor.as_str(), "city" | "town" | "village" | "port" | "capital" | "suburb") => -3,
        _ if reading.preposition(at).is_some_and(|p| matches!(p.as_str(), "between" | "with" | "against" | "by")) => 2,
        _ if locative => -1,
        "compound" | "amod" if ["group-nouns", "office-titles"].iter().any(|l| reading.listed(l, &governor)) => 2,
        _ => 0,
    }
}
