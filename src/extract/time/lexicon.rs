//! English words of the calendar, in lower case and without a final full stop: the grammar of dates, not news knowledge.

use super::expression::{DayPart, Season, Unit};

const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon"],
    &["tuesday", "tues", "tue"],
    &["wednesday", "wed"],
    &["thursday", "thurs", "thur", "thu"],
    &["friday", "fri"],
    &["saturday", "sat"],
    &["sunday", "sun"],
];
const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const DECADES: [&str; 8] =
    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

fn position(table: &[&[&str]], word: &str) -> Option<u8> {
    table.iter().position(|row| row.contains(&word)).map(|at| at as u8)
}

/// 1 to 12.
pub(super) fn month(word: &str) -> Option<u8> {
    position(&MONTHS, word).map(|at| at + 1)
}
/// Monday 0 to Sunday 6.
pub(super) fn weekday(word: &str) -> Option<u8> {
    position(&WEEKDAYS, word)
}
/// Is the word too short to be a weekday without more ("sat", "sun", "wed")?
pub(super) fn short_weekday(word: &str) -> bool {
    word.len() < 6
}
/// "Mondays".
pub(super) fn weekday_plural(word: &str) -> Option<u8> {
    word.strip_suffix('s').filter(|stem| stem.ends_with("day")).and_then(weekday)
}
/// "seven", below twenty.
pub(super) fn ones(word: &str) -> Option<u32> {
    ONES.iter().position(|one| *one == word).map(|at| at as u32)
}
/// "seventy".
pub(super) fn tens(word: &str) -> Option<u32> {
    TENS.iter().position(|ten| *ten == word).map(|at| at as u32 * 10 + 20)
}
/// "seventh", "7th", "twentieth", "thirtieth".
pub(super) fn ordinal(word: &str) -> Option<u32> {
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return Some(at as u32);
    }
    match word {
        "twentieth" => return Some(20),
        "thirtieth" => return Some(30),
        _ => {}
    }
    digit_ordinal(word)
}
/// "7th".
pub(super) fn digit_ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix))?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) { None } else { digits.parse().ok() }
}
/// "hundred" and up.
pub(super) fn multiplier(word: &str) -> Option<u32> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}
/// "nineties", as 90.
pub(super) fn decade(word: &str) -> Option<i32> {
    DECADES.iter().position(|decade| *decade == word).map(|at| at as i32 * 10 + 20)
}

/// A unit and whether the word is a plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    let singular = |word: &str| {
        Some(match word {
            "second" | "sec" => Unit::Second,
            "minute" | "min" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            "millennium" => Unit::Millennium,
            _ => return None,
        })
    };
    match word {
        "centuries" => return Some((Unit::Century, true)),
        "millennia" => return Some((Unit::Millennium, true)),
        _ => {}
    }
    match word.strip_suffix('s').and_then(singular) {
        Some(unit) => Some((unit, true)),
        None => singular(word).map(|unit| (unit, false)),
    }
}

/// "morning".
pub(super) fn day_part(word: &str) -> Option<DayPart> {
    Some(match word {
        "morning" | "dawn" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" | "dusk" => DayPart::Evening,
        "night" => DayPart::Night,
        _ => return None,
    })
}
/// "summer", "summers".
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" | "springtime" => Season::Spring,
        "summer" | "summertime" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" | "wintertime" => Season::Winter,
        _ => return None,
    })
}
/// "daily", as the unit that recurs.
pub(super) fn frequency(word: &str) -> Option<Unit> {
    Some(match word {
        "hourly" => Unit::Hour,
        "daily" | "nightly" => Unit::Day,
        "weekly" => Unit::Week,
        "monthly" => Unit::Month,
        "quarterly" => Unit::Quarter,
        "yearly" | "annually" => Unit::Year,
        _ => return None,
    })
}
/// A time zone after a clock time.
pub(super) fn time_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "pst"
            | "pdt"
            | "pt"
            | "cst"
            | "cdt"
            | "ct"
            | "cet"
            | "cest"
            | "eet"
            | "eest"
            | "bst"
            | "msk"
            | "ist"
            | "jst"
    )
}
