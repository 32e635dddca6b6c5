//! Times of day: clock readings and parts of the day.

use super::super::expression::{Clock, DayPart, TimeOfDay};
use super::super::{lexicon, word::Words};
use super::number;
use crate::model::Upos;

/// "3 p.m.", "15:30 GMT", "noon", "1400 GMT", "three o'clock".
pub(super) fn read(words: &Words, at: usize) -> Option<(TimeOfDay, usize)> {
    let (clock, end) = named(words, at).or_else(|| numeric(words, at))?;
    let mut end = end;
    if lexicon::time_zone(words.text(end)) {
        end += 1;
    }
    if words.is(end, &["local"]) && words.is(end + 1, &["time"]) {
        end += 2;
    }
    Some((TimeOfDay::Clock(clock), end))
}

fn named(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let hour = match words.text(at) {
        "noon" | "midday" => 12,
        "midnight" => 0,
        _ => return None,
    };
    Some((Clock { hour, minute: 0 }, at + 1))
}

fn numeric(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let text = words.text(at);
    let colon = text.split_once([':', '.']).and_then(|(hour, minute)| {
        let minute = if minute.len() == 2 { minute.parse::<u8>().ok() } else { None };
        Some((hour.parse::<u8>().ok()?, minute?))
    });
    let (hour, minute, end) = match colon {
        Some((hour, minute)) => (hour, minute, at + 1),
        None if text.len() == 4 && lexicon::time_zone(words.text(at + 1)) => {
            let value = number::digits(text)?;
            ((value / 100) as u8, (value % 100) as u8, at + 1)
        }
        None => {
            let (hour, end) = number::cardinal(words, at).filter(|(hour, _)| *hour <= 12)?;
            (hour as u8, 0, end)
        }
    };
    if hour > 24 || minute > 59 {
        return None;
    }
    match words.text(end) {
        // "am" is a verb after most words, but not after a number.
        "am" => Some((Clock { hour: hour % 12, minute }, end + 1)),
        "pm" => Some((Clock { hour: hour % 12 + 12, minute }, end + 1)),
        "o'clock" => Some((Clock { hour, minute }, end + 1)),
        zone if lexicon::time_zone(zone) && (colon.is_some() || text.len() == 4) => Some((Clock { hour, minute }, end)),
        // "15:30" alone; not "John 3:16", nor the score "2.30".
        _ if text.contains(':') && !(text.len() == 4 && at > 0 && words.upos(at - 1) == Some(Upos::Propn)) => {
            Some((Clock { hour, minute }, end))
        }
        _ => None,
    }
}

/// "morning", "night".
pub(super) fn day_part(words: &Words, at: usize) -> Option<(DayPart, usize)> {
    lexicon::day_part(words.text(at)).map(|part| (part, at + 1))
}
