//! Is a place that the gazetteer does not know a country or a city? Decided once for the document, from how it is spoken of.
//! Also links unknown demonyms ("Norlandic") to the country of the document that they are made from ("Norland").

use super::Form;
use crate::{extract::reading::Reading, model::EntityClass};
use std::collections::BTreeMap;

pub(super) fn decide(reading: &mut Reading<'_>) {
    let mut votes: BTreeMap<String, i32> = BTreeMap::new();
    let unknown: Vec<usize> = (0..reading.mentions.len())
        .filter(|&m| {
            let mention = &reading.mentions[m];
            mention.key.is_none() && mention.class == EntityClass::City && mention.is_name()
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
        if let Some(country) = votes.keys().find(|name| made_from(adjective, name)).cloned() {
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
            votes.iter().filter(|&(_, &v)| v > 0).map(|(name, _)| name).find(|name| made_from(&adjective, name))
        {
            if reading.mentions[at].form == Form::Adjective {
                reading.mentions[at].label.clone_from(country);
            }
        }
    }
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

/// How demonyms end.
const ENDINGS: [&str; 22] = [
    "an", "ans", "ian", "ians", "ic", "ish", "ese", "er", "ers", "i", "is", "n", "ns", "ean", "eans", "ine", "ines",
    "ite", "ites", "ene", "ard", "ards",
];

/// "Norlandic", "Norlander", "Norlanders" from "Norland"; "Suderian" from "Suderia".
pub(super) fn made_from(adjective: &str, country: &str) -> bool {
    let (adjective, country) = (adjective.to_lowercase(), country.to_lowercase());
    let shared = adjective.chars().zip(country.chars()).take_while(|(a, b)| a == b).count();
    let rest = country.chars().count() - shared;
    let ending: String = adjective.chars().skip(shared).collect();
    shared >= 4 && rest <= 3 && adjective != country && ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::made_from;

    #[test]
    fn demonyms_of_unknown_countries() {
        for (adjective, country, expected) in [
            ("Norlandic", "Norland", true),
            ("Norlanders", "Norland", true),
            ("Suderian", "Suderia", true),
            ("Velmari", "Velmar", true),
            ("Norwich", "Norland", false),
            ("Norland", "Norland", false),
        ] {
            assert_eq!(made_from(adjective, country), expected, "{adjective} from {country}");
        }
    }
}
