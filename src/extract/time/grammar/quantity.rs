//! Lengths and recurring times: they name no day.

use super::super::expression::{Amount, Meaning, Unit};
use super::super::{lexicon, word::Words};
use super::{Reading, calendar, number};
use crate::model::Upos;

/// A unit as a noun ("second" is more often an ordinal) and whether it is a plural.
pub(super) fn unit(words: &Words, at: usize) -> Option<(Unit, bool)> {
    let noun = matches!(words.upos(at), Some(Upos::Noun | Upos::Propn | Upos::X));
    lexicon::unit(words.text(at)).filter(|_| noun)
}

/// "two", "two or three", "two-" and a unit: the amount, the unit, the end.
pub(super) fn amount_of_units(words: &Words, at: usize) -> Option<(Amount, Unit, usize)> {
    let (amount, end) = number::amount(words, at)?;
    let (amount, end) = match number::amount(words, end + 1) {
        // "two or three weeks", "two to three weeks"
        Some((_, further)) if words.is(end, &["or", "to"]) && words.get(further).is_some() => (Amount::Vague, further),
        _ => (amount, end),
    };
    let end = words.skip(end, &["-", "full", "more", "long", "short", "whole", "consecutive", "straight", "calendar"]);
    let fortnight = words.is(end, &["fortnight", "fortnights"]);
    if fortnight {
        let weeks = if let Amount::Exact(count) = amount { Amount::Exact(count * 2) } else { amount };
        return Some((weeks, Unit::Week, end + 1));
    }
    let (unit, plural) = unit(words, end)?;
    // "one of the year's": a number above one needs a plural, but for "two-day".
    let agrees = plural || matches!(amount, Amount::Exact(1) | Amount::AndAHalf(_)) || words.is(end - 1, &["-"]);
    let mut end = end + 1;
    // "two and a half" may also follow: "a year and a half".
    let amount = if words.is(end, &["and"]) && words.is(end + 1, &["a"]) && words.is(end + 2, &["half"]) {
        end += 3;
        match amount {
            Amount::Exact(count) => Amount::AndAHalf(count),
            other => other,
        }
    } else {
        amount
    };
    agrees.then_some((amount, unit, end))
}

/// "two years", "24 hours", "for weeks", "in two days".
pub(super) fn duration(words: &Words, at: usize) -> Option<Reading> {
    if words.after(at, &["for"])
        && let Some((unit, true)) = unit(words, at)
    {
        return Some(Reading::new(Meaning::Duration { amount: Amount::Vague, unit }, at + 1));
    }
    let (amount, unit, end) = amount_of_units(words, at)?;
    let age =
        words.is(words.skip(end, &["-"]), &["old", "olds"]) || (words.is(end, &["of"]) && words.is(end + 1, &["age"]));
    let bare = words.is(at, &["a", "an"]) && end == at + 2;
    let led = words.after(at, &["for", "in", "within", "over", "than", "nearly", "almost", "about", "after"]);
    if age || (bare && !led) || matches!(unit, Unit::Weekend) {
        return None;
    }
    let ahead = words.after(at, &["in", "within"]) && !words.is(end, &["of", "'s", "-"]);
    let meaning = if ahead { Meaning::Ahead { amount, unit } } else { Meaning::Duration { amount, unit } };
    Some(Reading::new(meaning, end))
}

/// "every Monday", "each year", "every two weeks", "Mondays", "daily".
pub(super) fn recurring(words: &Words, at: usize) -> Option<Reading> {
    let every = |meaning: Meaning, end: usize| Some(Reading::new(Meaning::Every(Box::new(meaning)), end));
    let each = |amount: Amount, unit: Unit, end: usize| every(Meaning::Each { amount, unit }, end);
    if let Some(weekday) = lexicon::weekday_plural(words.text(at)).filter(|_| words.capital(at)) {
        return every(Meaning::Weekday(weekday), at + 1);
    }
    if let Some(unit) = lexicon::frequency(words.text(at)).filter(|_| !words.capital(at)) {
        return each(Amount::Exact(1), unit, at + 1);
    }
    if !words.is(at, &["every", "each"]) {
        return None;
    }
    let other = words.is(at + 1, &["other", "second"]);
    let next = if other { at + 2 } else { at + 1 };
    let single = Amount::Exact(if other { 2 } else { 1 });
    if let Some(weekday) = lexicon::weekday(words.text(next)) {
        return every(Meaning::Weekday(weekday), next + 1);
    }
    if let Some(month) = calendar::month(words, next) {
        return every(Meaning::Month { year: None, month }, next + 1);
    }
    if let Some(season) = lexicon::season(words.text(next)) {
        return every(Meaning::Season { year: None, season }, next + 1);
    }
    if lexicon::day_part(words.text(next)).is_some() {
        return each(single, Unit::Day, next + 1);
    }
    if let Some((unit, false)) = unit(words, next) {
        return each(single, unit, next + 1);
    }
    let (amount, unit, end) = amount_of_units(words, next)?;
    each(amount, unit, end)
}
