//! Expressions that count from the day of publication or from the date last spoken of.

use super::super::expression::{Amount, DayPart, Meaning, Point, TimeOfDay, Unit, Which};
use super::super::{lexicon, word::Words};
use super::{Reading, calendar, clock, number, quantity};
use crate::model::Upos;

const LAST: [&str; 3] = ["last", "past", "previous"];
const NEXT: [&str; 3] = ["next", "coming", "upcoming"];

/// The longest relative expression at a word.
pub(super) fn read(words: &Words, at: usize) -> Option<Reading> {
    Reading::longest([
        fixed(words, at),
        day_and_part(words, at),
        overnight(words, at),
        chosen(words, at),
        shifted(words, at),
        weekend(words, at),
        narrated(words, at),
        neighbour(words, at),
        window(words, at),
        offset(words, at),
    ])
}

fn shift(unit: Unit, by: i32, point: Point) -> Meaning {
    Meaning::Shift { unit, by, point }
}

/// "today", "yesterday", "now", "the day before yesterday".
fn fixed(words: &Words, at: usize) -> Option<Reading> {
    let day = |by: i32, end: usize| Some(Reading::new(shift(Unit::Day, by, Point::Publication), end));
    match words.text(at) {
        "today" => return day(0, at + 1),
        "yesterday" => return day(-1, at + 1),
        "tomorrow" => return day(1, at + 1),
        // "now that" gives a reason, "every now and then" no day.
        "now" if words.is(at + 1, &["that"]) || words.after(at, &["every"]) => return None,
        "now" | "currently" | "nowadays" => return Some(Reading::new(Meaning::Now, at + 1)),
        "tonight" | "tonite" => {
            let tonight = Some(TimeOfDay::Part(DayPart::Night));
            return day(0, at + 1).map(|reading| Reading { time_of_day: tonight, ..reading });
        }
        "at" if words.is(at + 1, &["present"]) => return Some(Reading::new(Meaning::Now, at + 2)),
        "at" if words.is(at + 1, &["the", "this"]) && words.is(at + 2, &["moment"]) => {
            return Some(Reading::new(Meaning::Now, at + 3));
        }
        _ => {}
    }
    let start = words.skip(at, &["the"]);
    if words.is(start, &["day"]) {
        match (words.text(start + 1), words.text(start + 2)) {
            ("before", "yesterday") => return day(-2, start + 3),
            ("after", "tomorrow") => return day(2, start + 3),
            _ => {}
        }
    }
    None
}

/// "this morning", "yesterday evening", "tomorrow night".
fn day_and_part(words: &Words, at: usize) -> Option<Reading> {
    let by = match words.text(at) {
        "this" | "today" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    let (part, end) = clock::day_part(words, at + 1)?;
    let time_of_day = Some(TimeOfDay::Part(part));
    Some(Reading { time_of_day, ..Reading::new(shift(Unit::Day, by, Point::Publication), end) })
}

/// "last night", "overnight", "overnight on Sunday".
fn overnight(words: &Words, at: usize) -> Option<Reading> {
    let night = |of: Option<Meaning>, begins: bool, end: usize| {
        Some(Reading::new(Meaning::Overnight { of: of.map(Box::new), begins }, end))
    };
    if words.is(at, &["last"]) && words.is(at + 1, &["night"]) {
        return night(None, false, at + 2);
    }
    if !words.is(at, &["overnight"]) {
        return None;
    }
    // "overnight on Sunday" and "overnight into Sunday" end on it; "overnight Sunday" begins on it.
    let linked = words.is(at + 1, &["on", "into", "to"]);
    let day = calendar::read(words, if linked { at + 2 } else { at + 1 }).filter(|day| day.meaning.is_day());
    match day {
        Some(day) => night(Some(day.meaning), !linked, day.end),
        None => night(None, false, at + 1),
    }
}

/// "last November", "next Monday", "this summer", "that Tuesday".
fn chosen(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let (which, next) = match words.text(start) {
        "this" if words.is(start + 1, &["past"]) => (Which::Last, start + 2),
        "this" if words.is(start + 1, &["coming"]) => (Which::Next, start + 2),
        "this" => (Which::This, start + 1),
        "that" | "following" => (Which::That, start + 1),
        word if LAST.contains(&word) => (Which::Last, start + 1),
        word if NEXT.contains(&word) => (Which::Next, start + 1),
        _ => return None,
    };
    let of = lexicon::weekday(words.text(next)).filter(|_| words.capital(next)).map(Meaning::Weekday);
    let of = of.or_else(|| calendar::month(words, next).map(|month| Meaning::Month { year: None, month }));
    let of = of.or_else(|| lexicon::season(words.text(next)).map(|season| Meaning::Season { year: None, season }));
    // "last fall" is a season, "last falls" not; "this May" no verb.
    let of = of.filter(|_| !matches!(words.upos(next), Some(Upos::Verb | Upos::Aux)))?;
    Some(Reading::new(of.chosen(which), next + 1))
}

/// "this week", "last month", "next year", "this past week", "the current quarter".
fn shifted(words: &Words, at: usize) -> Option<Reading> {
    let the = words.is(at, &["the"]);
    let start = words.skip(at, &["the"]);
    let (by, next) = match words.text(start) {
        "this" if the => return None,
        "this" if words.is(start + 1, &["past", "last"]) => (-1, start + 2),
        "this" if words.is(start + 1, &["coming", "next"]) => (1, start + 2),
        "this" => (0, words.skip(start + 1, &["same", "very", "current"])),
        "current" | "present" => (0, start + 1),
        // "the last year" is a window, "the coming year" the next.
        word if LAST.contains(&word) && !the => (-1, start + 1),
        word if NEXT.contains(&word) && (!the || word == "coming") => (1, start + 1),
        _ => return None,
    };
    let (unit, plural) = quantity::unit(words, next)?;
    let fine = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) || (unit == Unit::Day && by != 0);
    if plural || fine || unit == Unit::Weekend {
        return None;
    }
    Some(Reading::new(shift(unit, by, Point::Publication), next + 1))
}

/// "the weekend", "last weekend", "this weekend".
fn weekend(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let (meaning, next) = match words.text(start) {
        "weekend" if start > at => (Meaning::Weekend, start),
        // "this weekend" in the past is the one just over, like "the weekend".
        "this" if words.is(start + 1, &["past"]) => (shift(Unit::Weekend, -1, Point::Publication), start + 2),
        "this" if words.is(start + 1, &["coming"]) => (Meaning::Weekend.chosen(Which::Next), start + 2),
        "coming" | "upcoming" => (Meaning::Weekend.chosen(Which::Next), start + 1),
        "this" => (Meaning::Weekend, start + 1),
        "that" => (shift(Unit::Weekend, 0, Point::Reference), start + 1),
        word if LAST.contains(&word) => (shift(Unit::Weekend, -1, Point::Publication), start + 1),
        word if NEXT.contains(&word) => (shift(Unit::Weekend, 1, Point::Publication), start + 1),
        _ => return None,
    };
    words.is(next, &["weekend"]).then(|| Reading::new(meaning, next + 1))
}

/// A unit, or a part of the day as a day with a time: "the next morning".
fn unit_or_part(words: &Words, at: usize) -> Option<(Unit, Option<TimeOfDay>, usize)> {
    if let Some((part, end)) = clock::day_part(words, at) {
        return Some((Unit::Day, Some(TimeOfDay::Part(part)), end));
    }
    let (unit, plural) = quantity::unit(words, at)?;
    let coarse = !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
    (coarse && !plural).then_some((unit, None, at + 1))
}

/// "the next day", "that week", "the same month", "that same year", "the previous evening".
fn narrated(words: &Words, at: usize) -> Option<Reading> {
    let by = match words.text(at) {
        "the" => match words.text(at + 1) {
            "next" | "following" | "subsequent" => 1,
            "previous" | "preceding" => -1,
            "same" => 0,
            _ => return None,
        },
        "that" => 0,
        _ => return None,
    };
    let next = if words.is(at, &["the"]) { at + 2 } else { words.skip(at + 1, &["same", "very"]) };
    let (unit, time_of_day, end) = unit_or_part(words, next)?;
    Some(Reading { time_of_day, ..Reading::new(shift(unit, by, Point::Reference), end) })
}

/// "the day before", "the night after", "the year earlier".
fn neighbour(words: &Words, at: usize) -> Option<Reading> {
    if !words.is(at, &["the"]) {
        return None;
    }
    let (unit, time_of_day, end) = unit_or_part(words, at + 1)?;
    let by = match words.text(end) {
        "before" | "previous" | "earlier" | "prior" => -1,
        "after" | "later" => 1,
        _ => return None,
    };
    // "the day before the vote" counts from the vote, which is no date.
    let counted =
        words.is(end, &["before", "after", "prior"]) && (words.begins_nominal(end + 1) || words.is(end + 1, &["to"]));
    (!counted).then(|| Reading { time_of_day, ..Reading::new(shift(unit, by, Point::Reference), end + 1) })
}

/// "the past two weeks", "in recent days", "the next five years", "the coming months", "the days ahead".
fn window(words: &Words, at: usize) -> Option<Reading> {
    let the = words.is(at, &["the", "these", "this"]);
    let start = words.skip(at, &["the", "these", "this"]);
    let (forward, point) = match words.text(start) {
        "past" | "last" | "recent" => (false, Point::Publication),
        "previous" | "preceding" => (false, Point::Reference),
        "next" | "coming" | "upcoming" => (true, Point::Publication),
        "following" | "subsequent" | "ensuing" => (true, Point::Reference),
        _ => return days_ahead(words, start),
    };
    let next = words.skip(start + 1, &["very"]);
    if let Some((amount, unit, end)) = quantity::amount_of_units(words, next).filter(|_| !words.is(next, &["a", "an"]))
    {
        let window = Reading::new(Meaning::Window { amount, unit, forward, point }, end);
        return Some(window).filter(|_| !words.is(end, &["of"]));
    }
    let (unit, plural) = quantity::unit(words, next)?;
    // "the last months of her life"
    if words.is(next + 1, &["of"]) {
        return None;
    }
    // "the past week" is seven days, "last week" a week of the calendar.
    let single = the && words.is(start, &["past", "last", "next"]) && unit != Unit::Weekend && unit != Unit::Day;
    match (plural, single) {
        (true, _) => Some(Reading::new(Meaning::Window { amount: Amount::Vague, unit, forward, point }, next + 1)),
        (false, true) => {
            Some(Reading::new(Meaning::Window { amount: Amount::Exact(1), unit, forward, point }, next + 1))
        }
        _ => None,
    }
}

fn days_ahead(words: &Words, at: usize) -> Option<Reading> {
    let (unit, _) = quantity::unit(words, at).filter(|(_, plural)| *plural)?;
    let end = match (words.text(at + 1), words.text(at + 2)) {
        ("ahead", next) if next != "of" => at + 2,
        ("to", "come") => at + 3,
        _ => return None,
    };
    let (amount, point) = (Amount::Vague, Point::Publication);
    Some(Reading::new(Meaning::Window { amount, unit, forward: true, point }, end))
}

/// "two days ago", "a week earlier", "three years later", "months ago", "a month from now".
fn offset(words: &Words, at: usize) -> Option<Reading> {
    let plural =
        || quantity::unit(words, at).filter(|(_, plural)| *plural).map(|(unit, _)| (Amount::Vague, unit, at + 1));
    let (amount, unit, end) = quantity::amount_of_units(words, at).or_else(plural)?;
    let (forward, point, end) = match words.text(end) {
        "ago" | "back" => (false, Point::Publication, end + 1),
        "earlier" | "before" | "previously" | "beforehand" => (false, Point::Reference, end + 1),
        "later" | "after" | "afterwards" | "afterward" => (true, Point::Reference, end + 1),
        "hence" => (true, Point::Publication, end + 1),
        "from" if words.is(end + 1, &["now", "today"]) => (true, Point::Publication, end + 2),
        _ => return None,
    };
    let counted = words.is(end - 1, &["before", "after"]) && words.begins_nominal(end);
    let numberless = number::amount(words, at).is_none() && !words.is(end - 1, &["ago", "later", "earlier"]);
    (!counted && !numberless).then(|| Reading::new(Meaning::Offset { amount, unit, forward, point }, end))
}
