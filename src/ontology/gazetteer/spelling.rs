//! Turns a name as a text has it into the form that the gazetteer's index uses, so that spellings which differ only in accents,
//! quotation marks, dots of an acronym or "St."/"Saint" meet. Upper and lower case are kept: "US" is a country and "us" is not.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The index form of a name.
pub(super) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        match word {
            "St." | "St" => out.push_str("Saint"),
            _ if word.is_ascii() => push_ascii(&mut out, word),
            _ => push_ascii(&mut out, &plain(word)),
        }
    }
    out
}

/// Appends a word; an acronym loses its dots ("U.S." is "US", "D.C" is "DC").
fn push_ascii(out: &mut String, word: &str) {
    let pairs = word.as_bytes().chunks(2);
    let last = pairs.len().saturating_sub(1);
    let acronym = word.len() > 2
        && pairs.enumerate().all(|(at, pair)| {
            pair.first().is_some_and(u8::is_ascii_uppercase)
                && (pair.get(1) == Some(&b'.') || (at == last && pair.len() == 1))
        });
    if acronym {
        out.extend(word.chars().filter(|&c| c != '.'));
    } else {
        out.push_str(word);
    }
}

/// Without accents, and with the plain forms of letters and marks that have no decomposition.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | 'ʿ' | 'ʾ' => out.push('\''),
            '‐' | '‑' | '–' => out.push('-'),
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("Ae"),
            'œ' => out.push_str("oe"),
            'ə' => out.push('e'),
            _ => out.push(c),
        }
    }
    out
}

/// What to look a folded name up as, best first: as it is, without its article, and as a headline's capitals stand for it.
pub(super) fn variants(folded: &str) -> Vec<Cow<'_, str>> {
    let bare = ["the ", "The ", "THE "].iter().find_map(|article| folded.strip_prefix(article));
    let mut all: Vec<Cow<'_, str>> = vec![folded.into()];
    if folded.starts_with("the ") {
        all.push(format!("T{}", &folded[1..]).into());
    }
    all.extend(bare.map(Cow::from));
    let core = bare.unwrap_or(folded);
    // Three capitals are an acronym, which the tables have as such; "MOSCOW" in a headline is Moscow.
    if core.chars().filter(|c| c.is_alphabetic()).count() > 3 && !core.chars().any(char::is_lowercase) {
        all.push(capitalised(core).into());
    }
    all
}

/// "BUENOS AIRES" as "Buenos Aires".
fn capitalised(name: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && c != '\'';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let cases = [
            ("U.S.", "US"),
            ("U.S", "US"),
            ("us", "us"),
            ("Washington, D.C.", "Washington, DC"),
            ("São  Paulo", "Sao Paulo"),
            ("Türkiye", "Turkiye"),
            ("St. Louis", "Saint Louis"),
            ("N’Djamena", "N'Djamena"),
            ("Łódź", "Lodz"),
            ("No. 10", "No. 10"),
            ("A.", "A."),
        ];
        for (name, expected) in cases {
            assert_eq!(fold(name), expected, "{name}");
        }
    }

    #[test]
    fn looking_up() {
        assert_eq!(variants("MOSCOW"), ["MOSCOW", "Moscow"]);
        assert_eq!(variants("WHO"), ["WHO"]);
        assert_eq!(variants("the Hague"), ["the Hague", "The Hague", "Hague"]);
        assert_eq!(variants("THE NETHERLANDS"), ["THE NETHERLANDS", "NETHERLANDS", "Netherlands"]);
    }
}
