//! A paragraph → words, cut as the Universal Dependencies treebanks EWT and GUM cut them: clitics are words of their own
//! ("Kyiv|'s", "do|n't", "can|not"), so are hyphens ("28|-|point", but "non-stop"), signs and units ("$|3.7|bn"). Addresses,
//! numbers, abbreviations with their full stop, and runs of the same mark stay whole.
//!
//! Lossless: words are ranges of the text, in order, not overlapping, and white space alone lies between them. Lists of English
//! forms lie in `english/`, not here.

use std::collections::{BTreeMap, BTreeSet};

/// A syntactic word: bytes of the paragraph that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// A later part of the same surface token as the word before.
    pub(super) glued: bool,
}

/// When the full stop after a form belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Inside,
    BeforeNumber,
}

/// Bytes of the longest stretch without white space that is looked at as a whole.
const LONGEST_CHUNK: usize = 2048;

/// The tokenizer with its word lists.
pub(super) struct Tokenizer {
    abbreviations: BTreeMap<&'static str, Stop>,
    before_hyphen: BTreeSet<&'static str>,
    after_hyphen: BTreeSet<&'static str>,
    /// Lower-case surface form → length of its first part.
    contractions: BTreeMap<String, usize>,
}

/// Endings that make a dotted word an address or a file.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "tv", "io", "eu", "uk", "us", "ua", "ru", "de",
    "fr", "pl", "doc", "docx", "xls", "xlsx", "pdf", "htm", "html", "txt", "jpg", "jpeg", "png", "gif", "zip", "ppt",
    "pptx", "exe", "url", "csv", "mp3", "mp4",
];
/// Units that are words of their own after digits.
const UNITS: &[&str] = &[
    "m", "k", "b", "bn", "tn", "mn", "mm", "cm", "km", "kg", "g", "mg", "lb", "lbs", "oz", "ft", "in", "mph", "kph",
    "kmh", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "kw", "kwh", "mw", "mwh", "gw", "gwh", "am", "pm", "a.m",
    "p.m", "a.m.", "p.m.", "c", "f", "t", "x", "hr", "hrs", "min", "mins", "sec", "yr", "yrs", "mm", "pc", "percent",
];
const EMOTICONS: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)", ":D", ":P", ":p", "=)", "=(", "(:", "<3", ":/", ":'(",
    ":o)", "^_^",
];
/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &["em", "til", "till", "cause", "cos", "tis", "twas", "bout", "round", "n"];
const CLITICS: &[&str] = &["s", "m", "re", "ve", "ll", "d"];

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '`' | '‘')
}
fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑')
}
/// Marks that change the character before them: accents, emoji selectors and joiners.
fn is_extension(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || is_extension(character)
}
/// White space, and the invisible characters that stand for it.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}' | '\0'..='\u{1f}')
}
fn lower(text: &str) -> String {
    text.to_lowercase().replace(is_apostrophe, "'")
}
/// The fields of a list file, line by line, without comments.
fn lines(list: &'static str) -> impl Iterator<Item = std::str::SplitWhitespace<'static>> {
    list.lines().filter(|line| !line.starts_with('#')).map(str::split_whitespace)
}

impl Tokenizer {
    pub(super) fn new() -> Self {
        let (mut abbreviations, mut before_hyphen, mut after_hyphen) =
            (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        for mut fields in lines(include_str!("english/abbreviations.txt")) {
            let stop = match fields.next() {
                Some("number") => Stop::BeforeNumber,
                _ => Stop::Inside,
            };
            abbreviations.extend(fields.map(|form| (form, stop)));
        }
        for mut fields in lines(include_str!("english/affixes.txt")) {
            let set = if fields.next() == Some("after") { &mut after_hyphen } else { &mut before_hyphen };
            set.extend(fields);
        }
        let contractions = lines(include_str!("english/contractions.txt")).flatten();
        let contractions =
            contractions.filter_map(|form| Some((form.replace('|', "").to_lowercase(), form.find('|')?))).collect();
        Self { abbreviations, before_hyphen, after_hyphen, contractions }
    }

    /// The words of a paragraph.
    pub(super) fn tokenize(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 5 + 1);
        let mut at = 0;
        let mut open_quote = false;
        while let Some(begin) = text[at..].find(|character| !is_blank(character)) {
            let start = at + begin;
            // Rules look ahead within a chunk: a bounded chunk keeps that cheap in data that is no prose.
            let limit = (start + LONGEST_CHUNK..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            let end = text[start..limit].find(is_blank).map_or(limit, |length| start + length);
            self.chunk(text, start, end, &mut open_quote, &mut words);
            at = end;
        }
        words
    }

    /// Cuts a stretch without white space.
    fn chunk(&self, text: &str, start: usize, end: usize, open_quote: &mut bool, words: &mut Vec<Word>) {
        let mut at = start;
        while at < end {
            let rest = &text[at..end];
            let after = &text[end..];
            let previous = text[start..at].chars().next_back();
            let Some(first) = rest.chars().next() else { break };
            let length = if let Some(length) = address(rest, previous) {
                length
            } else if first.is_alphanumeric() || first == '_' {
                let length = self.word(rest, after, previous);
                self.split(at, &rest[..length], words);
                at += length;
                continue;
            } else if is_apostrophe(first) {
                apostrophe(rest, previous, open_quote, at, words)
            } else {
                mark(rest, previous)
            };
            if words.last().is_none_or(|word| word.end <= at) {
                words.push(Word { start: at, end: at + length, glued: false });
            }
            at += length;
        }
    }

    /// Length of the word at the start of `rest`, before clitics are cut off.
    fn word(&self, rest: &str, after: &str, previous: Option<char>) -> usize {
        if let Some(length) = acronym(rest) {
            return length;
        }
        if let Some(length) = telephone(rest, previous) {
            return length;
        }
        let mut end = 0;
        loop {
            end += rest[end..].find(|character| !is_word(character)).unwrap_or(rest.len() - end);
            if let Some(length) = unit_cut(&rest[..end]) {
                return length;
            }
            let mut following = rest[end..].chars();
            let (Some(joint), next) = (following.next(), following.next()) else { return end };
            let joined = next.is_some_and(char::is_alphanumeric)
                && self.joins(&rest[..end], joint, &rest[end + joint.len_utf8()..]);
            if joined {
                end += joint.len_utf8();
            } else {
                let dollars = joint == '$' && end <= 3 && rest[..end].chars().all(char::is_uppercase);
                let owned = joint == '.' && self.owns_stop(&rest[..end], &rest[end + 1..], after);
                return if dollars || owned { end + 1 } else { end };
            }
        }
    }

    /// Does `joint` hold together the word so far and what follows?
    fn joins(&self, so_far: &str, joint: char, following: &str) -> bool {
        let before = so_far.chars().next_back().unwrap_or(' ');
        let next = following.chars().next().unwrap_or(' ');
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        match joint {
            ',' => digits && following.chars().take_while(char::is_ascii_digit).count() == 3,
            ':' | '/' => digits && so_far.starts_with(|first: char| first.is_ascii_digit()),
            '.' => digits && so_far.starts_with(|first: char| first.is_ascii_digit()) || dotted(so_far, following),
            '&' => before.is_uppercase() && next.is_uppercase() || before.is_lowercase() && so_far.len() == 1,
            _ if is_apostrophe(joint) => true,
            _ if is_hyphen(joint) => {
                let next_part: String =
                    lower(following.split(|character| !is_word(character)).next().unwrap_or_default());
                self.before_hyphen.contains(lower(so_far).as_str()) && next_part.chars().all(char::is_alphabetic)
                    || self.after_hyphen.contains(next_part.as_str())
            }
            _ => false,
        }
    }

    /// Does the full stop after `form` belong to it? `rest` follows the stop without space, `after` with space.
    fn owns_stop(&self, form: &str, rest: &str, after: &str) -> bool {
        let at_end =
            rest.chars().all(|character| !is_word(character)) && after.chars().all(|character| !is_word(character));
        let next = rest.chars().chain(after.chars()).find(|character| !is_blank(*character));
        let initial = form.chars().count() == 1 && form.chars().all(char::is_uppercase);
        if initial {
            return !at_end && next.is_some_and(|next| next.is_alphabetic() || is_hyphen(next)) && form != "I";
        }
        match self.abbreviations.get(form) {
            Some(Stop::Inside) => !at_end,
            Some(Stop::BeforeNumber) => next.is_some_and(|next| next.is_ascii_digit()),
            None => false,
        }
    }

    /// Writes a word, cut into its syntactic words.
    fn split(&self, start: usize, form: &str, words: &mut Vec<Word>) {
        let mut cuts = Vec::new();
        let lowered = lower(form);
        if let Some(&first) = self.contractions.get(&lowered) {
            cuts.push(first);
        } else {
            clitic_cuts(form, &mut cuts);
        }
        let mut from = 0;
        for cut in cuts.into_iter().rev().chain([form.len()]) {
            words.push(Word { start: start + from, end: start + cut, glued: from > 0 });
            from = cut;
        }
    }
}

/// A chunk's rest that begins with an apostrophe: a quotation mark, a clitic, a clipped word, or the end of a possessive.
fn apostrophe(rest: &str, previous: Option<char>, open_quote: &mut bool, at: usize, words: &mut Vec<Word>) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let following = &rest[first..];
    let doubled = following.chars().next().is_some_and(|second| rest.starts_with(second));
    if doubled && !rest.starts_with('’') {
        return first * 2;
    }
    let part = following.find(|character| !is_word(character)).unwrap_or(following.len());
    let lowered = following[..part].to_lowercase();
    if previous.is_none_or(|previous| !is_word(previous)) {
        let year = part >= 2 && lowered.trim_end_matches('s').chars().all(|digit| digit.is_ascii_digit());
        let clitic = previous.is_none() && CLITICS.contains(&lowered.as_str()) && part == following.len();
        if part > 0 && (year || clitic || CLIPPED.contains(&lowered.as_str()) && !rest.starts_with('‘')) {
            return first + part;
        }
        *open_quote = part > 0;
        return first;
    }
    // After a word: the end of a plural possessive, unless a quotation is open.
    let possessive = previous.is_some_and(|previous| matches!(previous, 's' | 'S' | 'x' | 'z')) && part == 0;
    if possessive && !*open_quote {
        words.push(Word { start: at, end: at + first, glued: true });
    } else {
        *open_quote = false;
    }
    first
}

/// Places, last first, where clitics begin in a word with apostrophes.
fn clitic_cuts(form: &str, cuts: &mut Vec<usize>) {
    let Some((at, mark)) = form.char_indices().rev().find(|(_, character)| is_apostrophe(*character)) else { return };
    let ending = form[at + mark.len_utf8()..].to_lowercase();
    let stem = &form[..at];
    let before = stem.chars().next_back().unwrap_or(' ');
    let cut = if ending == "t" && matches!(before, 'n' | 'N') && stem.len() > 1 {
        at - 1
    } else if CLITICS.contains(&ending.as_str()) && before.is_alphabetic() {
        at
    } else {
        return;
    };
    cuts.push(cut);
    clitic_cuts(&form[..cut], cuts);
}

/// Length of an address, file path, handle or hash tag at the start of `rest`.
fn address(rest: &str, previous: Option<char>) -> Option<usize> {
    if previous.is_some_and(is_word) {
        return None;
    }
    let start = rest.get(..8.min(rest.len())).unwrap_or_default().to_ascii_lowercase();
    if ["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|scheme| start.starts_with(scheme)) {
        return Some(trim_address(rest));
    }
    let mut characters = rest.chars();
    if let Some('@' | '#') = characters.next() {
        let length = rest[1..].find(|character| !is_word(character)).unwrap_or(rest.len() - 1);
        return characters.next().filter(|next| next.is_alphabetic() || *next == '_').map(|_| 1 + length);
    }
    let name = rest.find(|character: char| !character.is_alphanumeric() && !"._%+-".contains(character))?;
    let host = rest[name..].strip_prefix('@')?;
    let length =
        host.find(|character: char| !character.is_alphanumeric() && !".-".contains(character)).unwrap_or(host.len());
    let host = host[..length].trim_end_matches(['.', '-']);
    (name > 0 && host.contains('.')).then(|| name + 1 + host.len())
}

/// Length of an address without the punctuation that follows it in a sentence.
fn trim_address(rest: &str) -> usize {
    let mut kept = rest.split(['<', '>', '"', '“', '”']).next().unwrap_or_default();
    loop {
        let shorter = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']', '*']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if inner.matches('(').count() <= inner.matches(')').count() => inner,
            _ => shorter,
        };
        if shorter.len() == kept.len() || shorter.is_empty() {
            return kept.len().max(1);
        }
        kept = shorter;
    }
}

/// Length of "U.S.", "a.m.", "Ph.D.": single letters with stops (the last may be longer before its stop is missing).
fn acronym(rest: &str) -> Option<usize> {
    let (mut end, mut letters) = (0, 0);
    loop {
        let mut following = rest[end..].chars();
        let (Some(letter), Some('.')) = (following.next(), following.next()) else { break };
        if !letter.is_alphabetic() {
            break;
        }
        end += letter.len_utf8() + 1;
        letters += 1;
    }
    if rest.starts_with("Ph.D") {
        return Some(if rest.starts_with("Ph.D.") { 5 } else { 4 });
    }
    if letters == 0 || rest[end..].starts_with('.') && letters == 1 {
        return None;
    }
    // "U.S.A" at the end of a sentence; but "p.Tom" is no acronym, nor is "e.com".
    let tail = rest[end..].find(|character| !is_word(character)).unwrap_or(rest.len() - end);
    match tail {
        0 if letters > 1 => Some(end),
        0 => None,
        1 => Some(end + rest[end..].chars().next().map_or(0, char::len_utf8)),
        _ if letters > 1 && rest[end..].starts_with(char::is_uppercase) => Some(end),
        _ => None,
    }
}

/// Is `so_far.following` one dotted word: a host, a file?
fn dotted(so_far: &str, following: &str) -> bool {
    let rest = following.split(|character: char| !is_word(character) && character != '.').next().unwrap_or_default();
    let rest = rest.trim_end_matches('.');
    let last = rest.rsplit('.').next().unwrap_or_default();
    let plain = so_far.is_ascii() && rest.is_ascii();
    plain
        && (ENDINGS.contains(&last.to_ascii_lowercase().as_str())
            && (last.starts_with(|first: char| first.is_ascii_lowercase()) || last.len() == 3)
            || rest.contains('.') && rest.chars().all(|character| character.is_ascii_lowercase() || character == '.'))
}

/// Length of a telephone number: three or more digits, hyphens and four digits at the end.
fn telephone(rest: &str, previous: Option<char>) -> Option<usize> {
    if previous.is_some_and(is_hyphen) {
        return None;
    }
    let end = rest.find(|character: char| !character.is_ascii_digit() && character != '-').unwrap_or(rest.len());
    let parts: Vec<&str> = rest[..end].split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let numbers = matches!(lengths[..], [3, 4] | [3, 3, 4] | [1, 3, 3, 4]);
    (numbers && !rest[end..].starts_with(is_word)).then_some(end)
}

/// Length of the digits before a unit: "3.7bn" → 3.
fn unit_cut(form: &str) -> Option<usize> {
    let end = form.rfind(|character: char| character.is_ascii_digit())? + 1;
    let unit = &form[end..];
    let number =
        form[..end].chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | ':'));
    (number && UNITS.contains(&unit.to_lowercase().as_str())).then_some(end)
}

/// Length of a punctuation mark, sign or emoticon at the start of `rest`.
fn mark(rest: &str, previous: Option<char>) -> usize {
    let first = rest.chars().next().unwrap_or(' ');
    if previous.is_none_or(|previous| !is_word(previous)) {
        let emoticon = EMOTICONS.iter().find(|emoticon| rest.starts_with(**emoticon));
        if let Some(emoticon) = emoticon.filter(|emoticon| !rest[emoticon.len()..].starts_with(is_word)) {
            return emoticon.len();
        }
        if let Some(number) = rest.strip_prefix(['.', '+']) {
            let digits = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
            if digits > 0 {
                return 1 + digits;
            }
        }
    }
    let run = |member: &dyn Fn(char) -> bool| rest.find(|character| !member(character)).unwrap_or(rest.len());
    match first {
        '.' | '!' | '?' | '…' => run(&|character| matches!(character, '.' | '!' | '?' | '…')),
        '-' | '*' | '=' | '+' | '_' | '~' | '#' | '<' | '>' | '—' | '–' => run(&|character| character == first),
        _ => {
            let end = first.len_utf8();
            let mut joined = false;
            let extended = rest[end..].find(|character| {
                let keep = is_extension(character) || joined;
                joined = character == '\u{200d}';
                !keep
            });
            end + extended.unwrap_or(rest.len() - end)
        }
    }
}

#[cfg(test)]
mod tests;
