//! Numbers, ordinals and amounts in words and digits.

use super::super::{expression::Amount, lexicon, word::Words};

/// "24", "1,200", "twenty-four", "ten thousand".
pub(super) fn cardinal(words: &Words, at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) =
        below_hundred(words, at).or_else(|| digits(words.text(at)).map(|value| (value, at + 1)))?;
    while let Some(multiplier) = lexicon::multiplier(words.text(end)) {
        value = value.saturating_mul(multiplier);
        end += 1;
    }
    Some((value, end))
}

fn below_hundred(words: &Words, at: usize) -> Option<(u32, usize)> {
    let word = words.text(at);
    if let Some(tens) = lexicon::tens(word) {
        let next = words.skip(at + 1, &["-"]);
        return match lexicon::ones(words.text(next)).filter(|ones| (1..10).contains(ones)) {
            Some(ones) => Some((tens + ones, next + 1)),
            None => Some((tens, at + 1)),
        };
    }
    lexicon::ones(word).map(|ones| (ones, at + 1))
}

/// "1200" and "1,200", up to nine digits.
pub(super) fn digits(word: &str) -> Option<u32> {
    let mut groups = word.split(',');
    let first = groups.next().filter(|group| !group.is_empty())?;
    let all = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    if !all(first) || (word.contains(',') && first.len() > 3) || word.len() > 11 {
        return None;
    }
    if groups.clone().any(|group| group.len() != 3 || !all(group)) {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// "5th", "fifth", "twenty-first".
pub(super) fn ordinal(words: &Words, at: usize) -> Option<(u32, usize)> {
    if let Some(tens) = lexicon::tens(words.text(at)) {
        let next = words.skip(at + 1, &["-"]);
        let ones = lexicon::ordinal(words.text(next)).filter(|ones| (1..10).contains(ones))?;
        return Some((tens + ones, next + 1));
    }
    lexicon::ordinal(words.text(at)).map(|value| (value, at + 1))
}

/// How many units: "two", "a", "a few", "half a", "two and a half", "several".
pub(super) fn amount(words: &Words, at: usize) -> Option<(Amount, usize)> {
    match words.text(at) {
        "a" | "an" => return Some(after_article(words, at + 1)),
        "half" if words.is(at + 1, &["a", "an"]) => return Some((Amount::AndAHalf(0), at + 2)),
        "several" | "many" | "few" | "numerous" | "some" => return Some((Amount::Vague, at + 1)),
        "couple" => return Some((Amount::Exact(2), words.skip(at + 1, &["of"]))),
        _ => {}
    }
    let (count, end) = cardinal(words, at)?;
    if words.is(end, &["and"]) && words.is(end + 1, &["a"]) && words.is(end + 2, &["half"]) {
        return Some((Amount::AndAHalf(count), end + 3));
    }
    if words.is(end, &["1/2", "½"]) {
        return Some((Amount::AndAHalf(count), end + 1));
    }
    Some((Amount::Exact(count), end))
}

fn after_article(words: &Words, at: usize) -> (Amount, usize) {
    match words.text(at) {
        "few" => (Amount::Vague, at + 1),
        "couple" => (Amount::Exact(2), words.skip(at + 1, &["of"])),
        "dozen" => (Amount::Exact(12), at + 1),
        "half" => (Amount::AndAHalf(0), at + 1),
        "full" | "whole" | "single" => (Amount::Exact(1), at + 1),
        word => match lexicon::multiplier(word) {
            Some(multiplier) => (Amount::Exact(multiplier), at + 1),
            None => (Amount::Exact(1), at),
        },
    }
}
