//! The day of publication from an agency's dateline: "GENEVA, March 3, 2031 (NN) — Talks began", "GENEVA, 3 March 2031". Only with
//! a year, and only at the start of the text: a date in a sentence is what the sentence is about.

use crate::model::Date;

/// How far into the text a dateline may reach, in bytes.
const REACH: usize = 80;

/// The date of the dateline that one of the first lines begins with (headlines may stand before it).
pub(super) fn date(body: &str) -> Option<Date> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).find_map(of_line)
}

fn of_line(line: &str) -> Option<Date> {
    let end = (0..=REACH.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let (place, rest) = line[..end].split_once(',')?;
    let town = place.split_whitespace().next()?;
    // Towns in datelines are in capitals; a sentence that begins with a name and a comma is no dateline.
    if town.chars().count() < 3 || !town.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) {
        return None;
    }
    let words: Vec<&str> = rest.split([' ', ',', '(', '—', '–']).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| match three {
        [day, month, year] if self::month(month).is_some() => calendar(year, month, day),
        [month, day, year] if self::month(month).is_some() => calendar(year, month, day),
        _ => None,
    })
}

fn calendar(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Date::new(year, self::month(month)?, day.parse().ok()?)
}

/// A month's number by its name or its abbreviation.
fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let named =
        |month: &&str| word.len() >= 3 && (month.starts_with(&word) || word == "sept" && **month == *"september");
    MONTHS.iter().position(named).and_then(|at| u8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn datelines() {
        let cases = [
            ("GENEVA, March 3, 2031 (NN) — Talks began.", Some("2031-03-03")),
            ("GENEVA, 3 March 2031\n\nTalks began.", Some("2031-03-03")),
            ("Talks begin\n\nPORT AMBER, Norland, Sept. 4, 2031 (Ridge News) -- Talks began.", Some("2031-09-04")),
            ("GENEVA, March 3 (NN) — Talks began.", None),
            ("GENEVA (NN) — The accord of 3 March 2031 holds.", None),
            ("In Geneva, 3 March 2031 is remembered.", None),
            ("GENEVA, 31 February 2031", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }
}
