//! Dates as the calendar writes them: days, months, years, decades, centuries, seasons, quarters.

use super::super::{expression::Meaning, lexicon, word::Words};
use super::{Reading, number};
use crate::model::{Date, Upos};

/// The longest calendar date at a word.
pub(super) fn read(words: &Words, at: usize) -> Option<Reading> {
    let longest = [
        numeric(words, at),
        month_first(words, at),
        day_first(words, at),
        ordinal_alone(words, at),
        year(words, at),
        decade(words, at),
        century(words, at),
        season(words, at),
        quarter(words, at),
        weekday(words, at),
    ];
    Reading::longest(longest)
}

fn day(year: Option<i32>, month: Option<u8>, day: u32) -> Option<Meaning> {
    (1..=31).contains(&day).then_some(Meaning::Day { year, month, day: day as u8, weekday: None })
}

/// "2025-11-25", "25/11/2025", "25.11.2025", "2025-11".
fn numeric(words: &Words, at: usize) -> Option<Reading> {
    let text = words.text(at);
    let separator = ['-', '/', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let parts: Vec<u32> = text.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let lengths: Vec<usize> = text.split(separator).map(str::len).collect();
    let (year, month, day) = match (parts.as_slice(), lengths.as_slice()) {
        ([year, month], [4, 2]) if separator == '-' && (1..=12).contains(month) => {
            return Some(Reading::new(Meaning::Month { year: Some(*year as i32), month: *month as u8 }, at + 1));
        }
        ([year, month, day], [4, ..]) => (*year, *month, *day),
        // "11/25/2025" has no other reading; where both have one, day first, as everywhere but in the United States.
        ([month, day, year], [_, _, 4]) if *day > 12 => (*year, *month, *day),
        ([day, month, year], [_, _, 4]) => (*year, *month, *day),
        _ => return None,
    };
    let date = Date::new(year as i32, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let (year, month) = (Some(date.year()), Some(date.month()));
    Some(Reading::new(Meaning::Day { year, month, day: date.day(), weekday: None }, at + 1))
}

/// A month's name. "may" and "march" must not be verbs.
pub(super) fn month(words: &Words, at: usize) -> Option<u8> {
    let month = lexicon::month(words.text(at))?;
    let verb = matches!(words.upos(at), Some(Upos::Aux | Upos::Verb | Upos::Part));
    // "january-june": only names that are nothing else go without a capital.
    let certain = words.text(at).len() > 3 && !words.is(at, &["march", "august", "sept"]);
    ((words.capital(at) || certain) && !verb).then_some(month)
}

/// A day of the month in digits: not the "24" of "24 people", "24:00" or "24 %".
fn day_number(words: &Words, at: usize) -> Option<(u32, usize)> {
    let text = words.text(at);
    let digits = text.len() <= 2 && !words.counts(at) && !words.is(at + 1, &["%", "percent", "am", "pm", "million"]);
    let number = if digits { number::digits(text) } else { None };
    let ordinal = || lexicon::digit_ordinal(text);
    number.or_else(ordinal).filter(|day| (1..=31).contains(day)).map(|day| (day, at + 1))
}

/// A year in four digits, or spoken ("fifteen eighteen").
pub(super) fn year_number(words: &Words, at: usize) -> Option<(i32, usize)> {
    let text = words.text(at);
    if text.len() == 4 && !words.counts(at) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|year| (1000..=2150).contains(year)).map(|year| (year, at + 1));
    }
    let (century, next) =
        number::cardinal(words, at).filter(|_| text.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let (rest, end) = number::cardinal(words, next).filter(|_| (10..=20).contains(&century))?;
    ((10..100).contains(&rest) && !words.is(next, &["hundred"])).then_some((century as i32 * 100 + rest as i32, end))
}

/// A year after a day or month: "November 25, 2025", "March of 2014", "June in 1981".
fn trailing_year(words: &Words, at: usize) -> Option<(i32, usize)> {
    year_number(words, words.skip(at, &[",", "of", "in"]))
}

fn with_year(words: &Words, end: usize, meaning: impl Fn(Option<i32>) -> Option<Meaning>) -> Option<Reading> {
    match trailing_year(words, end) {
        Some((year, end)) => Some(Reading::new(meaning(Some(year))?, end)),
        None => Some(Reading::new(meaning(None)?, end)),
    }
}

/// "November 25, 2025", "Nov. 23 and 24", "March 3-5", "November 2025", "November".
fn month_first(words: &Words, at: usize) -> Option<Reading> {
    let month = month(words, at)?;
    // "Nov ." where the tokenizer parts the point.
    let mut next = at + 1;
    if words.is(next, &["."]) && !words.is(at, &["may"]) && words.text(at).len() < 5 {
        next += 1;
    }
    let day_at = words.skip(next, &["the"]);
    let first = day_number(words, day_at).or_else(|| spoken_day(words, day_at));
    if let Some((first, end)) = first {
        if let Some((last, end)) = more_days(words, end, first) {
            return with_year(words, end, |year| {
                Some(Meaning::Range(Box::new(day(year, Some(month), first)?), Box::new(day(year, Some(month), last)?)))
            });
        }
        return with_year(words, end, |year| day(year, Some(month), first));
    }
    with_year(words, next, |year| Some(Meaning::Month { year, month })).or(None).map(|reading| {
        // A month alone does not take the point that ends its sentence.
        if reading.end == next { Reading { end: at + 1, ..reading } } else { reading }
    })
}

/// "May the fifth", "July fourth".
fn spoken_day(words: &Words, at: usize) -> Option<(u32, usize)> {
    number::ordinal(words, at).filter(|(day, _)| (1..=31).contains(day)).filter(|(_, end)| !words.counts(*end))
}

/// The last of further days of the same month: "- 5", "and 24", ", 24 and 25", "to 5".
fn more_days(words: &Words, at: usize, first: u32) -> Option<(u32, usize)> {
    let link = words.text(at);
    if !matches!(link, "-" | "and" | "to" | "through" | "," | "or") {
        return None;
    }
    let (last, end) = day_number(words, words.skip(at + 1, &["the"])).filter(|(last, _)| *last > first)?;
    // "Nov. 24 and 25 missiles": the tree may have missed that it counts.
    if link == "and" && words.upos(end) == Some(Upos::Noun) && !words.is(end, &["meetings", "meeting", "talks"]) {
        return None;
    }
    match (link, more_days(words, words.skip(end, &[","]), last).or_else(|| more_days(words, end, last))) {
        (_, Some(more)) => Some(more),
        // A comma alone makes no list: "On Nov. 24, 25 …".
        (",", None) => None,
        (_, None) => Some((last, end)),
    }
}

/// "25 November 2025", "the 25th of November", "3-5 March", "3 and 5 March", "the fifth of January".
fn day_first(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let (first, end) = day_number(words, start).or_else(|| spoken_day(words, start))?;
    let (last, end) = match more_days(words, end, first) {
        Some((last, end)) => (Some(last), end),
        None => (None, end),
    };
    let end = if words.is(end, &["day"]) { end + 1 } else { end };
    let at_month = words.skip(end, &["of"]);
    let month = month(words, at_month)?;
    with_year(words, at_month + 1, |year| {
        let first = day(year, Some(month), first)?;
        Some(match last {
            Some(last) => Meaning::Range(Box::new(first), Box::new(day(year, Some(month), last)?)),
            None => first,
        })
    })
}

/// "on the 25th": an ordinal that no noun follows.
fn ordinal_alone(words: &Words, at: usize) -> Option<Reading> {
    let before = ["on", "until", "till", "by", "since", "from", "before", "after", "to"];
    if !words.is(at, &["the"]) || !words.after(at, &before) {
        return None;
    }
    let day_number = lexicon::digit_ordinal(words.text(at + 1))?;
    let noun = matches!(words.upos(at + 2), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num))
        || words.is(at + 2, &["-", "of"]);
    if noun { None } else { Some(Reading::new(day(None, None, day_number)?, at + 2)) }
}

/// "2014", "the year 2030", "2014-15", "400 BC", "AD 842", "2013 – present".
fn year(words: &Words, at: usize) -> Option<Reading> {
    if let Some(reading) = year_of_era(words, at) {
        return Some(reading);
    }
    let named = words.skip(words.skip(at, &["the"]), &["year"]);
    let named = if named > at && words.is(named - 1, &["year"]) { Some(named) } else { None };
    if let Some((year, end)) = named.and_then(|start| year_number(words, start)) {
        return Some(Reading::new(Meaning::Year(year), end));
    }
    let (year, end) = year_number(words, at).filter(|(year, end)| looks_like_year(words, at, *end, *year))?;
    if words.is(end, &["-"]) {
        // "2014-15": the second in short.
        let short =
            number::digits(words.text(end + 1)).filter(|_| words.text(end + 1).len() == 2 && !words.counts(end + 1));
        if let Some(last) = short.map(|short| year - year % 100 + short as i32).filter(|last| *last > year) {
            return Some(Reading::new(
                Meaning::Range(Box::new(Meaning::Year(year)), Box::new(Meaning::Year(last))),
                end + 2,
            ));
        }
        if words.is(end + 1, &["present"]) {
            return Some(Reading::new(Meaning::Range(Box::new(Meaning::Year(year)), Box::new(Meaning::Now)), end + 2));
        }
    }
    Some(Reading::new(Meaning::Year(year), end))
}

fn year_of_era(words: &Words, at: usize) -> Option<Reading> {
    if words.is(at, &["ad"]) && words.capital(at) {
        let (year, end) = number::cardinal(words, at + 1).filter(|(year, _)| *year < 2200)?;
        return Some(Reading::new(Meaning::Year(year as i32), end));
    }
    let (year, end) = number::cardinal(words, at).filter(|(year, _)| (1..=9999).contains(year))?;
    match words.text(end) {
        "bc" | "bce" => Some(Reading::new(Meaning::Year(1 - year as i32), end + 1)),
        "ad" | "ce" if words.capital(end) => Some(Reading::new(Meaning::Year(year as i32), end + 1)),
        _ => None,
    }
}

/// Four digits are a year unless a unit, a sign or a longer number says otherwise; before 1500 a preposition must say so.
fn looks_like_year(words: &Words, at: usize, end: usize, year: i32) -> bool {
    const LEADS: [&str; 17] = [
        "in", "since", "by", "until", "till", "from", "of", "to", "around", "circa", "c", "(", "and", "during",
        "before", "after", "early",
    ];
    const NUMBERED: [&str; 22] = [
        "$",
        "€",
        "£",
        "no",
        "number",
        "#",
        "chapter",
        "section",
        "rule",
        "page",
        "p",
        "pp",
        "flight",
        "room",
        "article",
        "resolution",
        "+",
        "than",
        "nearly",
        "vol",
        "us$",
        ":",
    ];
    const COUNTED: [&str; 25] = [
        "%",
        "percent",
        "km",
        "kilometers",
        "kilometres",
        "km/h",
        "miles",
        "meters",
        "metres",
        "feet",
        "m",
        "ft",
        "kg",
        "hours",
        "people",
        "troops",
        "soldiers",
        "times",
        "years",
        "year",
        "dollars",
        "euros",
        "tons",
        "tonnes",
        "gmt",
    ];
    let spoken = end > at + 1;
    if spoken || !(1500..2100).contains(&year) {
        return words.after(at, &LEADS);
    }
    // "2005-981" is a telephone number.
    let joined = |from: usize, to: usize| {
        words.is(from, &["-"]) && number::digits(words.text(to)).is_some() && !matches!(words.text(to).len(), 2 | 4)
    };
    let joined_before = at > 1 && joined(at - 1, at - 2);
    !words.after(at, &NUMBERED) && !words.is(end, &COUNTED) && !joined(end, end + 1) && !joined_before
}

/// "the 1990s", "the '90s", "the nineties", "the 1600s".
fn decade(words: &Words, at: usize) -> Option<Reading> {
    let mut start = words.skip(at, &["the"]);
    let the = start > at;
    let apostrophe = words.is(start, &["'", "`"]);
    if apostrophe {
        start += 1;
    }
    let text = words.text(start).trim_start_matches('\'');
    if let Some(first) = lexicon::decade(text).filter(|_| the) {
        return Some(Reading::new(Meaning::Decade(1900 + first), start + 1));
    }
    let first: i32 =
        text.strip_suffix('s').and_then(|digits| digits.strip_suffix("'").unwrap_or(digits).parse().ok())?;
    let meaning = match (first, text.len()) {
        (1000..2000, 5) if first % 100 == 0 => Meaning::Century(first / 100 + 1),
        (1000..2100, 5) if first % 10 == 0 => Meaning::Decade(first),
        (20..100, 3) if first % 10 == 0 && (the || apostrophe) => Meaning::Decade(1900 + first),
        _ => return None,
    };
    Some(Reading::new(meaning, start + 1))
}

/// "the 20th century", "the seventh century BC", "the 15th and 16th centuries".
fn century(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let (first, end) = number::ordinal(words, start).filter(|(number, _)| (1..=30).contains(number))?;
    let (last, end) = if words.is(end, &["and", "-", "to"]) {
        let next = words.skip(end + 1, &["the"]);
        number::ordinal(words, next).map_or((None, end), |(last, end)| (Some(last), end))
    } else {
        (None, end)
    };
    let end = words.skip(end, &["-"]);
    if !words.is(end, &["century", "centuries"]) {
        return None;
    }
    let era = words.is(end + 1, &["bc", "bce"]);
    let end = words.skip(end + 1, &["bc", "bce", "ad", "ce"]);
    let century = |number: u32| Meaning::Century(if era { -(number as i32) } else { number as i32 });
    let meaning = match last {
        Some(last) => Meaning::Range(Box::new(century(first)), Box::new(century(last))),
        None => century(first),
    };
    Some(Reading::new(meaning, end))
}

/// "the summer of 2010", "fall 2004", "in winter", "the winter of 1776-77".
fn season(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let season = lexicon::season(words.text(start))?;
    if !matches!(words.upos(start), Some(Upos::Noun | Upos::Propn | Upos::X)) {
        return None;
    }
    if let Some((year, end)) = trailing_year(words, start + 1) {
        let short = words.is(end, &["-", "/"])
            && words.text(end + 1).len() == 2
            && number::digits(words.text(end + 1)).is_some();
        return Some(Reading::new(Meaning::Season { year: Some(year), season }, if short { end + 2 } else { end }));
    }
    let led = start > at
        || words.after(at, &["in", "during", "since", "by", "until", "of", "this", "early", "late", "mid", "-"]);
    let noun = matches!(words.upos(start + 1), Some(Upos::Noun | Upos::Propn)) || words.is(start + 1, &["of", "-"]);
    (led && !noun).then(|| Reading::new(Meaning::Season { year: None, season }, start + 1))
}

/// "the third quarter of 2024", "Q3 2024".
fn quarter(words: &Words, at: usize) -> Option<Reading> {
    let start = words.skip(at, &["the"]);
    let short = words.text(start).strip_prefix('q').and_then(|digit| digit.parse().ok());
    let (quarter, end) = if let Some(quarter) = short {
        (quarter, start + 1)
    } else {
        let (quarter, end) = number::ordinal(words, start)?;
        let end = words.skip(end, &["-"]);
        (quarter, words.is(end, &["quarter"]).then_some(end + 1)?)
    };
    let quarter = u8::try_from(quarter).ok().filter(|quarter| (1..=4).contains(quarter))?;
    with_year(words, end, |year| Some(Meaning::Quarter { year, quarter }))
}

/// "Monday", "Monday, Nov. 24, 2025", "Monday (November 24)", "Monday the 24th".
fn weekday(words: &Words, at: usize) -> Option<Reading> {
    let weekday = lexicon::weekday(words.text(at)).filter(|_| words.capital(at))?;
    let mut next = at + 1;
    let opened = words.is(next, &["("]);
    if opened || words.is(next, &[","]) {
        next += 1;
    }
    let date = Reading::longest([
        month_first(words, next),
        day_first(words, next),
        numeric(words, next),
        the_ordinal(words, next),
    ]);
    if let Some(Reading { meaning: Meaning::Day { year, month, day, .. }, end, .. }) = date {
        let closed = words.is(end, &[")"]);
        if !opened || closed {
            let end = if opened { end + 1 } else { end };
            return Some(Reading::new(Meaning::Day { year, month, day, weekday: Some(weekday) }, end));
        }
    }
    let certain = !lexicon::short_weekday(words.text(at)) || words.dotted(at);
    certain.then(|| Reading::new(Meaning::Weekday(weekday), at + 1))
}

/// "the 24th" after a weekday, where no preposition is needed.
fn the_ordinal(words: &Words, at: usize) -> Option<Reading> {
    let number = lexicon::digit_ordinal(words.text(words.is(at, &["the"]).then_some(at + 1)?))?;
    Some(Reading::new(day(None, None, number)?, at + 2))
}
