//! The office written before a person's name: "Norlandic Foreign Minister Ada Brandt", "Secretary of the Navy John Hale",
//! "Russian President, Ivan Petrov". Surface order decides, since parsers disagree on what heads such a phrase.

use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, TokenSpan, Upos},
};

/// Sets `title` on every person's name that has one.
pub(super) fn find(reading: &mut Reading<'_>) {
    for mention in 0..reading.mentions.len() {
        let name = &reading.mentions[mention];
        if name.class == EntityClass::Person && name.is_name() {
            let title = before(reading, name.at.sentence, name.tokens.start as usize);
            reading.mentions[mention].title = title;
            // Parsers often make the office or the address the head ("Secretary", "Ms" governs "Marlow"): the person stands there.
            let addressed = || address(reading, &reading.mentions[mention]);
            if let Some(before) = title.or_else(addressed) {
                let whole = before.union(reading.mentions[mention].tokens);
                let at = super::head_in(reading, reading.mentions[mention].at.sentence, whole);
                reading.move_head(mention, at);
            }
        }
    }
}

/// "Ms", "Mr." right before the name.
fn address(reading: &Reading<'_>, name: &super::Mention) -> Option<TokenSpan> {
    let at = name.tokens.start.checked_sub(1)? as usize;
    let before = &reading.sentence(name.at.sentence).tokens[at];
    is_honorific(reading, &before.form).then(|| TokenSpan::new(at, at + 1))
}

/// A word by which one addresses somebody before the name.
pub(super) fn is_address(reading: &Reading<'_>, form: &str) -> bool {
    is_honorific(reading, form) || is_rank(reading, form)
}
/// "Ms", "Mr.", "Sheikh".
pub(super) fn is_honorific(reading: &Reading<'_>, form: &str) -> bool {
    reading.listed("honorifics", form.trim_end_matches('.').to_lowercase().as_str())
}
/// "Gen.", "Colonel": capitalised, since "a general" is an office-holder and no form of address.
pub(super) fn is_rank(reading: &Reading<'_>, form: &str) -> bool {
    form.starts_with(char::is_uppercase) && reading.listed("ranks", form.trim_end_matches('.').to_lowercase().as_str())
}

fn before(reading: &Reading<'_>, sentence: u32, name: usize) -> Option<TokenSpan> {
    let words = &reading.sentence(sentence).tokens;
    let lower = |at: usize| {
        let plural = words[at].feature("Number") == Some("Plur");
        if plural { words[at].lemma.to_lowercase() } else { words[at].form.trim_end_matches('.').to_lowercase() }
    };
    let mut end = name;
    if end >= 2
        && &*words[end - 1].form == ","
        && is_office(reading, &lower(end - 2))
        && starts_phrase(reading, sentence, end - 2)
    {
        end -= 1;
    }
    // "Ambassador-at-Large": one word.
    let glued = |at: usize| at > 0 && words[at - 1].span.end == words[at].span.start;
    let mut first = end.checked_sub(1)?;
    while glued(first) && words[first - 1].form.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '‑')) {
        first -= 1;
    }
    if first + 2 < end && is_office(reading, &lower(first)) {
        return Some(TokenSpan::new(first, end));
    }
    // The office's head noun: right before the name, or before its "of …" ("Secretary of the Navy", "Minister for Trade").
    let nearest = end.checked_sub(1)?;
    let head = if is_office(reading, &lower(nearest)) {
        nearest
    } else {
        let linker = (nearest.saturating_sub(4)..nearest).rev().find(|&at| matches!(&*lower(at), "of" | "for"))?;
        let nominal = words[linker + 1..=nearest]
            .iter()
            .all(|w| matches!(w.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj));
        let office = linker.checked_sub(1).filter(|&at| is_office(reading, &lower(at)))?;
        if !nominal {
            return None;
        }
        office
    };
    let mut start = head;
    while start > 0 && belongs(reading, sentence, start - 1) {
        start -= 1;
    }
    while start < head && matches!(words[start].upos, Upos::Det | Upos::Punct | Upos::Part | Upos::Cconj) {
        start += 1;
    }
    Some(TokenSpan::new(start, end))
}

/// A comma after an office is part of a title only where the office begins a phrase: not "the minister, Brandt said".
fn starts_phrase(reading: &Reading<'_>, sentence: u32, office: usize) -> bool {
    let before = office.checked_sub(1).map(|at| &reading.sentence(sentence).tokens[at]);
    before.is_some_and(|word| matches!(word.upos, Upos::Adj | Upos::Propn | Upos::Noun))
}

pub(in crate::extract) fn is_office(reading: &Reading<'_>, word: &str) -> bool {
    ["office-heads", "office-titles", "ranks", "anonymous-persons"].iter().any(|list| reading.listed(list, word))
}

fn belongs(reading: &Reading<'_>, sentence: u32, token: usize) -> bool {
    let words = &reading.sentence(sentence).tokens;
    let word = &words[token];
    let at = At { sentence, token: token as u32 };
    // "the United Nations special envoy": a name belongs whole, however its words are tagged.
    if reading
        .covering(at)
        .is_some_and(|m| reading.mention(m).class != EntityClass::Person && reading.mention(m).is_name())
    {
        return true;
    }
    match word.upos {
        Upos::Adj | Upos::Noun | Upos::Propn => {
            // The name of another person ends the title: "…, Hale and President Brandt".
            reading.covering(at).is_none_or(|m| reading.mention(m).class != EntityClass::Person)
        }
        Upos::Part => matches!(&*word.form, "'s" | "’s" | "'" | "’"),
        Upos::Punct => matches!(&*word.form, "-" | "‑" | "–"),
        // "Foreign and Defence Minister": only between modifiers of one office.
        Upos::Cconj => {
            token + 1 < words.len()
                && token > 0
                && words[token - 1].upos == Upos::Adj
                && words[token + 1].upos != Upos::Det
        }
        _ => false,
    }
}
