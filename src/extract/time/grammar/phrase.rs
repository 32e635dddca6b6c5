//! Readings built from others: parts ("early", "the end of"), ranges, days with a time, a day within a week.

use super::super::expression::{DayPart, Meaning, Part, Point, TimeOfDay, Unit, Which};
use super::super::word::Words;
use super::{Reading, calendar, clock, quantity, relative};

/// The longest expression at a word.
pub(super) fn read(words: &Words, at: usize) -> Option<Reading> {
    let with_time = Reading::longest([range(words, at), timed(words, at)]);
    Reading::longest([with_time, quantity::recurring(words, at), quantity::duration(words, at)])
}

/// A date with or without a part and what may follow it.
fn date(words: &Words, at: usize) -> Option<Reading> {
    let simple =
        Reading::longest([calendar::read(words, at), relative::read(words, at)]).map(|reading| inside(words, reading));
    Reading::longest([
        simple.map(|reading| followed_by_part(words, reading)),
        part_of(words, at),
        earlier_later(words, at),
        day_part_of(words, at),
        year_end(words, at),
    ])
}

/// "November last year", "Monday of last week", "March the same year", "Monday next week", "October last".
fn inside(words: &Words, reading: Reading) -> Reading {
    let unit = match &reading.meaning {
        Meaning::Weekday(_) | Meaning::Weekend => Unit::Week,
        Meaning::Month { year: None, .. }
        | Meaning::Season { year: None, .. }
        | Meaning::Quarter { year: None, .. }
        | Meaning::Day { year: None, month: Some(_), .. } => Unit::Year,
        Meaning::Day { year: None, month: None, .. } => Unit::Month,
        _ => return reading,
    };
    let next = words.skip(words.skip(reading.end, &[","]), &["of", "in"]);
    let whole = relative::read(words, next);
    if let Some(Reading { meaning: whole @ Meaning::Shift { unit: of, .. }, end, .. }) = whole
        && of == unit
    {
        let meaning = Meaning::Inside { part: Box::new(reading.meaning), whole: Box::new(whole) };
        return Reading { meaning, end, ..reading };
    }
    let which = match words.text(reading.end) {
        "last" => Which::Last,
        "next" => Which::Next,
        _ => return reading,
    };
    // "on Monday next to the wall": only where a pause follows.
    let pause = words.upos(reading.end + 1).is_none_or(|upos| upos == crate::model::Upos::Punct);
    if pause { Reading { end: reading.end + 1, meaning: reading.meaning.chosen(which), ..reading } } else { reading }
}

/// "Monday night", "Nov. 24 in the evening", "Friday at dawn"; a date in brackets may follow: "Monday night (Nov. 24)".
fn followed_by_part(words: &Words, reading: Reading) -> Reading {
    if !reading.meaning.is_day() || reading.time_of_day.is_some() {
        return reading;
    }
    let linked = match (words.text(reading.end), words.text(reading.end + 1)) {
        ("in", "the") => reading.end + 2,
        ("at", _) => reading.end + 1,
        _ => words.skip(reading.end, &["early", "late"]),
    };
    let Some((part, end)) = clock::day_part(words, linked) else { return reading };
    let dated = bracketed(words, end, &reading.meaning);
    let time_of_day = Some(TimeOfDay::Part(part));
    match dated {
        Some((meaning, end)) => Reading { meaning, time_of_day, end, ..reading },
        None => Reading { time_of_day, end, ..reading },
    }
}

fn bracketed(words: &Words, at: usize, day: &Meaning) -> Option<(Meaning, usize)> {
    let Meaning::Weekday(weekday) = day else { return None };
    let opened = words.is(at, &["("]);
    let inner = calendar::read(words, words.skip(at, &["(", ","]))?;
    let Meaning::Day { year, month: Some(month), day, .. } = inner.meaning else { return None };
    if opened && !words.is(inner.end, &[")"]) {
        return None;
    }
    let end = if opened { inner.end + 1 } else { inner.end };
    Some((Meaning::Day { year, month: Some(month), day, weekday: Some(*weekday) }, end))
}

/// "early 2014", "mid-March", "late on Monday", "the end of November", "the early hours of Friday".
fn part_of(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the", "its", "his", "her", "their"]);
    let (part, next, of) = part_word(words, start)?;
    let whole = plain_unit(words, next).filter(|_| of);
    let whole =
        Reading::longest([whole, day_part_of(words, next), calendar::read(words, next), relative::read(words, next)]);
    let whole = inside(words, whole?);
    let whole = followed_by_part(words, whole);
    let usable = !matches!(
        whole.meaning,
        Meaning::Now | Meaning::Window { .. } | Meaning::Offset { .. } | Meaning::Ahead { .. } | Meaning::Range(..)
    );
    (usable && whole.part.is_none()).then_some(Reading { part: Some(part), ..whole })
}

/// The part, where its whole begins, and whether that may be a bare unit ("the end of the year").
fn part_word(words: &Words, at: usize) -> Option<(Part, usize, bool)> {
    let joined = |part: Part, next: usize| {
        let next = words.skip(next, &["-"]);
        if words.is(next, &["hours"]) && words.is(next + 1, &["of"]) {
            return Some((part, next + 2, false));
        }
        let linked = words.is(next, &["in", "on", "into"]);
        Some((part, if linked { next + 1 } else { next }, linked))
    };
    let of = |part: Part, next: usize| words.is(next, &["of"]).then_some((part, next + 1, true));
    match words.text(at) {
        "early" => joined(Part::Early, at + 1),
        "late" => joined(Part::Late, at + 1),
        "mid" => joined(Part::Mid, at + 1),
        "later" if words.is(at.wrapping_sub(1), &["the"]) => joined(Part::Late, at + 1),
        "beginning" | "start" | "turn" | "outset" => of(Part::Start, at + 1),
        "end" | "close" => of(Part::End, at + 1),
        "middle" => of(Part::Mid, at + 1),
        "first" if words.is(at + 1, &["half"]) => of(Part::FirstHalf, at + 2),
        "second" | "latter" if words.is(at + 1, &["half"]) => of(Part::SecondHalf, at + 2),
        _ => None,
    }
}

/// "the year" where a part goes before it: the current one.
fn plain_unit(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let (unit, plural) = quantity::unit(words, start)?;
    let coarse = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century
    );
    let point = if unit == Unit::Day { Point::Reference } else { Point::Publication };
    (start > at && coarse && !plural).then(|| Reading::new(Meaning::Shift { unit, by: 0, point }, start + 1))
}

/// "earlier this month", "later today", "later on November 25", "later in the day".
fn earlier_later(words: &Words, at: usize) -> Option<Reading> {
    let part = match words.text(at) {
        "earlier" => Part::Earlier,
        "later" => Part::Later,
        _ => return None,
    };
    let next = words.skip(at + 1, &["on", "in", "that"]);
    let that = words.after(next, &["that"]) && next == at + 2;
    let next = if that { next - 1 } else { next };
    let whole = Reading::longest([
        plain_unit(words, next).filter(|_| next > at + 1),
        calendar::read(words, next),
        relative::read(words, next),
    ])?;
    let whole = followed_by_part(words, inside(words, whole));
    let usable =
        matches!(whole.meaning, Meaning::Shift { .. } | Meaning::Month { .. } | Meaning::Year(_) | Meaning::Weekend)
            || whole.meaning.is_day();
    usable.then_some(Reading { part: Some(part), ..whole })
}

/// "the morning of November 25", "the night of Jan. 24", "dawn on Friday".
fn day_part_of(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(words.skip(at, &["the"]), &["early", "late"]);
    let (part, next) = clock::day_part(words, start)?;
    if !words.is(next, &["of", "on"]) {
        return None;
    }
    let day = Reading::longest([calendar::read(words, next + 1), relative::read(words, next + 1)])?;
    (day.meaning.is_day() && day.time_of_day.is_none())
        .then_some(Reading { time_of_day: Some(TimeOfDay::Part(part)), ..day })
}

/// "year-end".
fn year_end(words: &Words, at: usize) -> Option<Reading> {
    let end = words.skip(at + 1, &["-"]);
    (words.is(at, &["year"]) && words.is(end, &["end"])).then(|| Reading {
        part: Some(Part::End),
        ..Reading::new(Meaning::Shift { unit: Unit::Year, by: 0, point: Point::Publication }, end + 1)
    })
}

/// "Monday at 3 p.m.", "3 p.m. on Monday", "noon".
fn timed(words: &Words, at: usize) -> Option<Reading> {
    if let Some((time, end)) = clock::read(words, at) {
        let linked = words.skip(words.skip(end, &[",", "on", "of"]), &["on"]);
        let day = date(words, linked).filter(|day| day.meaning.is_day());
        return Some(match day {
            Some(day) => Reading { time_of_day: Some(time), ..day },
            None => Reading { time_of_day: Some(time), ..Reading::new(Meaning::Daytime, end) },
        });
    }
    let day = date(words, at)?;
    if !day.meaning.is_day() || matches!(day.time_of_day, Some(TimeOfDay::Clock(_))) {
        return Some(day);
    }
    let linked = words.skip(words.skip(day.end, &[","]), &["at", "around", "about", "by"]);
    match clock::read(words, linked) {
        Some((time, end)) => Some(Reading { time_of_day: Some(time), end, ..day }),
        None => Some(day),
    }
}

/// "from Monday to Wednesday", "between May and June", "2014-2016", "Monday and Tuesday".
fn range(words: &Words, at: usize) -> Option<Reading> {
    let from = words.after(at, &["from"]);
    let between = words.after(at, &["between"]);
    let first = date(words, at).filter(|first| first.part.is_none() || from || between || first.meaning.is_day())?;
    let link = words.text(first.end);
    let next = first.end + 1;
    let (next, joins) = match link {
        "to" | "through" | "-" => (next, true),
        "until" | "till" => (next, from),
        "and" => (words.skip(next, &["throughout", "through", "into"]), between),
        "into" => (words.skip(next, &["the"]), true),
        "or" => (next, false),
        _ => return None,
    };
    let last = date(words, next)?;
    let both = link == "and" && !between && consecutive(&first, &last);
    let joined = both || (joins && comparable(&first.meaning, &last.meaning));
    if !joined {
        return None;
    }
    let night = matches!(first.time_of_day, Some(TimeOfDay::Part(DayPart::Night)));
    let meaning = Meaning::Range(Box::new(with_year_of(first.meaning, &last.meaning)), Box::new(last.meaning));
    Some(Reading { time_of_day: if night { first.time_of_day } else { None }, ..Reading::new(meaning, last.end) })
}

/// "Monday and Tuesday" is one stretch; "Monday and Friday" is two days.
fn consecutive(first: &Reading, last: &Reading) -> bool {
    let weekday = |reading: &Reading| match &reading.meaning {
        Meaning::Weekday(weekday) => Some(*weekday),
        Meaning::Day { weekday, .. } => *weekday,
        _ => None,
    };
    match (weekday(first), weekday(last)) {
        (Some(one), Some(other)) => (one + 1) % 7 == other,
        _ => false,
    }
}

/// Can the two bound one stretch?
fn comparable(first: &Meaning, last: &Meaning) -> bool {
    let coarse = |meaning: &Meaning| match meaning {
        Meaning::Year(_) => Some(3),
        Meaning::Month { .. } | Meaning::Season { .. } | Meaning::Quarter { .. } => Some(2),
        Meaning::Decade(_) | Meaning::Century(_) => Some(4),
        meaning if meaning.is_day() => Some(1),
        _ => None,
    };
    match (coarse(first), last) {
        (Some(_), Meaning::Now) => true,
        (Some(one), last) => coarse(last).is_some_and(|other| one == other || one.max(other) <= 3),
        _ => false,
    }
}

/// "from March to May 2014": the year of the end is the beginning's too.
fn with_year_of(first: Meaning, last: &Meaning) -> Meaning {
    let (last_year, last_month) = match last {
        Meaning::Day { year: Some(year), month, .. } => (*year, month.unwrap_or(12)),
        Meaning::Month { year: Some(year), month } => (*year, *month),
        _ => return first,
    };
    let year = |month: u8| Some(if month > last_month { last_year - 1 } else { last_year });
    match first {
        Meaning::Day { year: None, month: Some(month), day, weekday } => {
            Meaning::Day { year: year(month), month: Some(month), day, weekday }
        }
        Meaning::Month { year: None, month } => Meaning::Month { year: year(month), month },
        other => other,
    }
}
