//! The words that the grammar reads: tokens in lower case, taken apart at hyphens, with abbreviation points dropped.

use super::lexicon;
use crate::model::{Sentence, Token, Upos};

/// A word, or a part of a token.
#[derive(Debug)]
pub(super) struct Word {
    /// Its token in the sentence.
    pub token: usize,
    /// Lower case, plain hyphens and apostrophes, no final full stop.
    pub text: String,
    /// Does it begin with a capital?
    pub capital: bool,
    /// Had it a full stop?
    pub dotted: bool,
    /// Part of speech of its token.
    pub upos: Upos,
    /// Is it a number that counts a later noun ("24 people")?
    pub counts: bool,
}

/// The words of a sentence, safe to ask beyond the end.
#[derive(Debug)]
pub(super) struct Words(Vec<Word>);

impl Words {
    /// Takes a sentence apart.
    pub(super) fn of(sentence: &Sentence) -> Self {
        let mut words = Vec::with_capacity(sentence.tokens.len());
        for (at, token) in sentence.tokens.iter().enumerate() {
            let counts = counts_noun(sentence, at, token);
            for piece in pieces(&token.form) {
                let dotted = piece.len() > 1 && piece.ends_with('.');
                words.push(Word {
                    token: at,
                    capital: piece.chars().next().is_some_and(char::is_uppercase),
                    text: normal(&piece),
                    dotted,
                    upos: token.upos,
                    counts,
                });
            }
        }
        Self(words)
    }
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.0.get(at)
    }
    /// The word's text, empty beyond the end.
    pub(super) fn text(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |word| &word.text)
    }
    /// Is the word one of these?
    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.text(at))
    }
    /// The word before is one of these.
    pub(super) fn after(&self, at: usize, any: &[&str]) -> bool {
        at > 0 && self.is(at - 1, any)
    }
    pub(super) fn upos(&self, at: usize) -> Option<Upos> {
        self.0.get(at).map(|word| word.upos)
    }
    pub(super) fn capital(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.capital)
    }
    pub(super) fn dotted(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.dotted)
    }
    pub(super) fn counts(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|word| word.counts)
    }
    /// The index after `at` if the word is one of these, else `at`.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
        if self.is(at, any) { at + 1 } else { at }
    }
    /// Can a noun phrase begin here? ("before the vote" against "the day before.")
    pub(super) fn begins_nominal(&self, at: usize) -> bool {
        matches!(
            self.upos(at),
            Some(Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num | Upos::Verb | Upos::Sconj)
        )
    }
}

/// "24 people": the tree says `nummod` of a later noun. "24 November" and "24 hours" are for the grammar to read.
fn counts_noun(sentence: &Sentence, at: usize, token: &Token) -> bool {
    let Some(head) = token.head.map(|head| head as usize).filter(|head| *head > at) else { return false };
    if token.relation() != "nummod" {
        return false;
    }
    sentence.tokens.get(head).is_some_and(|noun| {
        let text = normal(&noun.form);
        lexicon::month(&text).is_none() && lexicon::unit(&text).is_none() && !lexicon::time_zone(&text)
    })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A token's parts: "mid-March" is three, "10am" two, "2025-11-25" one.
fn pieces(form: &str) -> Vec<String> {
    let form: String = form.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    let numeric_date = form.contains('-') && form.bytes().all(|b| b.is_ascii_digit() || b == b'-') && {
        let parts: Vec<_> = form.split('-').collect();
        parts.len() == 3
            || matches!(parts.as_slice(), [year, month] if year.len() == 4 && month.len() == 2 && month < &"13")
    };
    if numeric_date || form.starts_with('-') || form.len() == 1 {
        return vec![if form.starts_with("--") { "-".to_owned() } else { form }];
    }
    let mut pieces = Vec::new();
    for (at, piece) in form.split('-').enumerate() {
        if at > 0 {
            pieces.push("-".to_owned());
        }
        let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').len();
        let (number, rest) = piece.split_at(digits);
        if digits > 0 && matches!(normal(rest).as_str(), "am" | "pm") {
            pieces.extend([number.to_owned(), rest.to_owned()]);
        } else if !piece.is_empty() {
            pieces.push(piece.to_owned());
        }
    }
    pieces
}

fn normal(piece: &str) -> String {
    let lower = piece.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let bare = if lower.len() > 1 { lower.trim_end_matches('.') } else { &lower };
    match bare {
        "a.m" => "am".to_owned(),
        "p.m" => "pm".to_owned(),
        // "the 1930's" is a decade.
        _ if bare.len() == 6 && bare.ends_with("0's") => bare.replace('\'', ""),
        _ => bare.to_owned(),
    }
}
