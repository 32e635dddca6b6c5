//! From words to expressions: at each word the longest reading wins, leftmost first. One file for each family of readings.

mod calendar;
mod clock;
mod number;
mod phrase;
mod quantity;
mod relative;

use super::expression::{Bound, Expression, Kind, Meaning, Part, TimeOfDay};
use super::word::Words;
use crate::model::{NameKind, Sentence, TokenSpan};

/// What the words from some point on say, up to `end`.
#[derive(Clone, Debug)]
struct Reading {
    meaning: Meaning,
    part: Option<Part>,
    time_of_day: Option<TimeOfDay>,
    end: usize,
}

impl Reading {
    fn new(meaning: Meaning, end: usize) -> Self {
        Self { meaning, part: None, time_of_day: None, end }
    }
    fn longer(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if other.end > one.end { other } else { one }),
            (one, other) => one.or(other),
        }
    }
    /// The longest of several; the first where they tie.
    fn longest(readings: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        readings.into_iter().fold(None, Self::longer)
    }
}

/// The temporal expressions of a sentence, in order; they do not overlap.
pub fn recognise(sentence: &Sentence) -> Vec<Expression> {
    let words = Words::of(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(reading) = phrase::read(&words, at).filter(|reading| reading.end > at) else {
            at += 1;
            continue;
        };
        if let Some(expression) = expression(sentence, &words, at, &reading) {
            found.push(expression);
        }
        at = reading.end;
    }
    found
}

fn expression(sentence: &Sentence, words: &Words, at: usize, reading: &Reading) -> Option<Expression> {
    // A leading article stays inside ("the 25th"), as in TIMEX3.
    let tokens = TokenSpan::new(words.get(at)?.token, words.get(reading.end - 1)?.token + 1);
    if part_of_name(sentence, tokens) {
        return None;
    }
    Some(Expression {
        tokens,
        kind: kind(reading),
        // "from March to May" is bounded on both sides by itself.
        bound: bound(sentence, words, at, tokens)
            .filter(|bound| !(matches!(reading.meaning, Meaning::Range(..)) && *bound == Bound::Since)),
        text: text(sentence, tokens),
        meaning: reading.meaning.clone(),
        part: reading.part,
        time_of_day: reading.time_of_day,
    })
}

fn kind(reading: &Reading) -> Kind {
    match &reading.meaning {
        Meaning::Every(_) => Kind::Set,
        Meaning::Duration { .. } | Meaning::Ahead { .. } => Kind::Duration,
        Meaning::Overnight { .. } | Meaning::Daytime => Kind::Time,
        _ if reading.time_of_day.is_some() => Kind::Time,
        _ => Kind::Date,
    }
}

/// "the Sunday Times", "Theresa May": a day or month inside a longer name that is no time.
fn part_of_name(sentence: &Sentence, tokens: TokenSpan) -> bool {
    tokens.len() == 1
        && sentence.names.iter().any(|name| {
            matches!(name.kind, NameKind::Person | NameKind::Org | NameKind::WorkOfArt | NameKind::Product)
                && name.tokens.covers(tokens)
                && name.tokens.len() > 1
        })
}

/// The expression's words as the text has them, as far as the tokens' places tell.
fn text(sentence: &Sentence, tokens: TokenSpan) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in sentence.tokens.get(tokens.range()).unwrap_or_default() {
        if end.is_some_and(|end| token.span.start > end) {
            text.push(' ');
        }
        text.push_str(&token.form);
        end = Some(token.span.end);
    }
    text
}

/// The relation that the words before the expression put it in.
fn bound(sentence: &Sentence, words: &Words, at: usize, tokens: TokenSpan) -> Option<Bound> {
    let article = at.checked_sub(1).filter(|before| words.is(*before, &["the", "on", "in", "of"]));
    // "in since" is no English; an article or "of" is looked over only for what can stand before it.
    let before = match article {
        Some(article) if words.is(article, &["on", "in", "of"]) => {
            let first = article.checked_sub(1)?;
            let starting = words.is(first, &["starting", "beginning", "as"]);
            return match words.text(first) {
                "ahead" if words.is(article, &["of"]) => {
                    governs(sentence, words, first, tokens).then_some(Bound::Before)
                }
                _ => starting.then_some(Bound::Since),
            };
        }
        Some(article) => article.checked_sub(1)?,
        None => at.checked_sub(1)?,
    };
    let bound = match words.text(before) {
        "since" | "from" | "starting" => Bound::Since,
        "until" | "till" | "through" => Bound::Until,
        "by" => Bound::By,
        "before" => Bound::Before,
        "than" if words.after(before, &["later"]) => Bound::By,
        "to" if words.after(before, &["prior"]) => {
            return governs(sentence, words, before - 1, tokens).then_some(Bound::Before);
        }
        "after" | "following" => Bound::After,
        "about" | "around" | "roughly" | "approximately" | "nearly" | "almost" | "circa" | "ca" | "c" | "some" => {
            Bound::About
        }
        _ => return None,
    };
    governs(sentence, words, before, tokens).then_some(bound)
}

/// "since Monday" against "since Monday's meeting": does the preposition belong to the expression? Without a tree it does.
fn governs(sentence: &Sentence, words: &Words, preposition: usize, tokens: TokenSpan) -> bool {
    let token = words.get(preposition).and_then(|word| sentence.tokens.get(word.token));
    token.and_then(|token| token.head).is_none_or(|head| tokens.contains(head as usize))
}
