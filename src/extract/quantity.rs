//! Numbers: casualties, weapons, percentages, points, money, with their hedges; and what they count.

use super::reading::{At, Reading};
use crate::{
    knowledge::Knowledge,
    model::{Bound, EntityClass, Name, Quantity, TokenSpan, Upos},
};

/// The value of a numeral in digits or words: "1,200" → 1200, "twelve" → 12, "3.5" → 3.5.
pub(super) fn number(knowledge: &Knowledge, form: &str) -> Option<f64> {
    let plain = form.replace(',', "");
    if plain.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return plain.parse().ok();
    }
    knowledge.entry("number-words", &form.to_lowercase())?.parse().ok()
}

/// The number that counts a noun, with its hedge: "at least six people" at `people`.
pub(super) fn count(reading: &Reading<'_>, noun: At) -> Option<(f64, Option<Bound>)> {
    let numeral = if reading.token(noun).upos == Upos::Num { Some(noun) } else { reading.child(noun, "nummod") }?;
    let value = magnitude(reading, numeral)?;
    Some((value, bound(reading, numeral)))
}

/// "2 million", "one hundred": factors of one numeral multiplied.
fn magnitude(reading: &Reading<'_>, numeral: At) -> Option<f64> {
    let own = number(reading.knowledge, &reading.token(numeral).form)?;
    if let Some(value) = hyphenated(reading, numeral, own) {
        return Some(value);
    }
    let factors = reading.children(numeral).filter(|c| c.token < numeral.token && reading.token(*c).upos == Upos::Num);
    Some(
        factors
            .filter_map(|c| number(reading.knowledge, &reading.token(c).form))
            .fold(own, |value, factor| if own >= 100.0 { value * factor } else { value }),
    )
}

/// "twenty-three", in three tokens of which either number may be the numeral.
fn hyphenated(reading: &Reading<'_>, numeral: At, own: f64) -> Option<f64> {
    let words = &reading.sentence(numeral.sentence).tokens;
    let at = numeral.token as usize;
    let beside = |dash: usize, other: usize| {
        let hyphen = matches!(&*words.get(dash)?.form, "-" | "‑" | "‐");
        number(reading.knowledge, &words.get(other)?.form).filter(|_| hyphen)
    };
    let tens = |value: f64| (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
    let ones = |value: f64| (1.0..10.0).contains(&value);
    if words[at].form.starts_with(|c: char| c.is_ascii_digit()) {
        None
    } else if tens(own) {
        beside(at + 1, at + 2).filter(|v| ones(*v)).map(|v| own + v)
    } else if ones(own) && at >= 2 {
        beside(at - 1, at - 2).filter(|v| tens(*v)).map(|v| own + v)
    } else {
        None
    }
}

/// The hedge right before a numeral, longest first.
fn bound(reading: &Reading<'_>, numeral: At) -> Option<Bound> {
    let words = &reading.sentence(numeral.sentence).tokens;
    let end = reading.subtree(numeral).start.min(numeral.token) as usize;
    let end = end.max(numeral.token as usize);
    (1..=3usize).rev().find_map(|length| {
        let start = end.checked_sub(length)?;
        let text = words[start..end].iter().map(|w| w.form.to_lowercase()).collect::<Vec<_>>().join(" ");
        reading.knowledge.entry("hedges", &text)?.parse().ok()
    })
}

/// Every quantity that an event's clause carries: the sentence part under `scope`.
pub(super) fn of_event(reading: &Reading<'_>, sentence: u32, scope: TokenSpan, plan_points: bool) -> Vec<Quantity> {
    let mut found = Vec::new();
    for token in scope.range() {
        let at = At { sentence, token: token as u32 };
        found.extend(casualties(reading, at, scope));
        found.extend(weapons(reading, at));
        found.extend(percent(reading, at));
        found.extend(money(reading, at));
        if plan_points {
            found.extend(points_after(reading, at));
        }
    }
    found.dedup_by(|a, b| a.role == b.role && a.value.total_cmp(&b.value).is_eq());
    found
}

fn quantity(role: &str, value: f64, bound: Option<Bound>) -> Quantity {
    Quantity { role: Name::from(role), value, bound, unit: None }
}

/// "killing six people", "six people died", "left 13 wounded", "claimed six lives", "six dead".
fn casualties(reading: &Reading<'_>, at: At, scope: TokenSpan) -> Vec<Quantity> {
    let token = reading.token(at);
    let lemma = token.lemma.to_lowercase();
    let mut found = Vec::new();
    if token.upos == Upos::Verb {
        if let Some(role) = reading.knowledge.entry("casualty-verbs", &lemma) {
            let intransitive = reading.targets(at, "obj").is_empty();
            let mut victims = reading.targets(at, "obj");
            victims.extend(reading.targets(at, "nsubj:pass"));
            if intransitive {
                victims.extend(reading.targets(at, "nsubj"));
            }
            found.extend(
                victims
                    .into_iter()
                    .filter(|v| is_victim(reading, *v) || is_named_person(reading, *v))
                    .filter_map(|v| count(reading, v).or_else(|| one(reading, v)))
                    .map(|(n, b)| quantity(role, n, b)),
            );
        } else if matches!(&*lemma, "claim" | "take" | "cost") {
            let lives = reading.targets(at, "obj").into_iter().filter(|o| matches!(&*reading.token(*o).lemma, "life"));
            found.extend(lives.filter_map(|l| count(reading, l)).map(|(n, b)| quantity("killed", n, b)));
        }
    }
    // "The strike on 4 July killed ten": a verb with its own subject and object is none.
    let finite = token.feature("VerbForm") == Some("Fin");
    if let Some(role) = reading.knowledge.entry("casualty-adjectives", &token.form.to_lowercase()).filter(|_| !finite) {
        // "six dead and 13 wounded", "left at least 13 people wounded".
        let counted = reading.child(at, "nummod").and_then(|_| count(reading, at)).or_else(|| {
            let before = at.token.checked_sub(1).map(|token| At { token, ..at })?;
            let noun = scope.contains(before.token as usize).then_some(before)?;
            let counted = reading.token(noun).upos == Upos::Num || is_victim(reading, noun);
            if counted { count(reading, noun) } else { None }
        });
        found.extend(counted.map(|(n, b)| quantity(role, n, b)));
    }
    found
}

/// "a corporal": one.
fn one(reading: &Reading<'_>, noun: At) -> Option<(f64, Option<Bound>)> {
    let article =
        reading.child(noun, "det").is_some_and(|d| matches!(&*reading.token(d).lemma.to_lowercase(), "a" | "an"));
    let single = article && reading.token(noun).feature("Number") != Some("Plur");
    let alone = is_named_person(reading, noun) && reading.children(noun).all(|c| reading.token(c).relation() != "conj");
    (single || alone).then_some((1.0, None))
}
/// "Sergeant Ada Brandt was killed".
fn is_named_person(reading: &Reading<'_>, at: At) -> bool {
    let person = |id: &crate::extract::mention::MentionId| {
        let mention = reading.mention(*id);
        mention.is_name() && mention.class == EntityClass::Person
    };
    reading.headed_by(at).iter().any(person)
}
fn is_victim(reading: &Reading<'_>, at: At) -> bool {
    let token = reading.token(at);
    let lemma = token.lemma.to_lowercase();
    token.upos == Upos::Num
        || reading.listed("victim-nouns", &lemma)
        || ["group-nouns", "ranks", "anonymous-persons"].iter().any(|list| reading.listed(list, &lemma))
        || &*lemma == "other"
}

/// "22 missiles and 460 drones".
fn weapons(reading: &Reading<'_>, at: At) -> Option<Quantity> {
    let role = reading.knowledge.entry("weapon-quantities", &reading.token(at).lemma.to_lowercase())?;
    // A suicide bomber is no aircraft.
    let person = reading.children(at).any(|c| &*reading.token(c).lemma.to_lowercase() == "suicide");
    let (value, bound) = reading.child(at, "nummod").filter(|_| !person).and_then(|_| count(reading, at))?;
    Some(quantity(role, value, bound))
}

/// "20 per cent", "20%".
fn percent(reading: &Reading<'_>, at: At) -> Option<Quantity> {
    let words = &reading.sentence(at.sentence).tokens;
    let value = number(reading.knowledge, &words[at.token as usize].form)?;
    let next = |ahead: usize| words.get(at.token as usize + ahead).map(|w| w.form.to_lowercase()).unwrap_or_default();
    let sign = matches!(&*next(1), "%" | "percent") || (next(1) == "per" && next(2) == "cent");
    sign.then(|| quantity("percent", value, bound(reading, at)))
}

/// "$800 billion", "2 million euros".
fn money(reading: &Reading<'_>, at: At) -> Option<Quantity> {
    let words = &reading.sentence(at.sentence).tokens;
    let index = at.token as usize;
    let value = number(reading.knowledge, &words[index].form)?;
    let unit = |at: usize| words.get(at).and_then(|w| reading.knowledge.entry("currency", &w.form.to_lowercase()));
    let scale = words
        .get(index + 1)
        .filter(|w| w.upos == Upos::Num)
        .and_then(|w| number(reading.knowledge, &w.form))
        .filter(|s| *s >= 1000.0);
    let after = index + 1 + usize::from(scale.is_some());
    let currency = index.checked_sub(1).and_then(unit).or_else(|| unit(after))?;
    let unit = Some(currency.to_owned());
    Some(Quantity { unit, ..quantity("amount", value * scale.unwrap_or(1.0), bound(reading, at)) })
}

/// "whittled down to 19 points", "from 28 points to 19".
fn points_after(reading: &Reading<'_>, at: At) -> Option<Quantity> {
    let token = reading.token(at);
    let is_point = &*token.lemma.to_lowercase() == "point" || token.upos == Upos::Num;
    let preposition = reading.preposition(at)?;
    let role = match preposition.as_str() {
        "to" => "points_after",
        "from" => "points_before",
        _ => return None,
    };
    let (value, bound) = is_point.then(|| count(reading, at))??;
    Some(quantity(role, value, bound))
}
