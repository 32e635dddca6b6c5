//! Names that the annotation missed, where the sentence says what they are: proper nouns in a place ("near Sotk", "the village of
//! Pyla"), acronyms, and what an office in apposition makes a person. Proper nouns elsewhere stay unnamed: too many are headlines.

use super::{Form, Mention, title::is_address};
use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, TokenSpan, Upos},
};

pub(super) fn find(reading: &mut Reading<'_>) {
    bodies(reading);
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            if let Some(mention) = missed(reading, at) {
                reading.add(mention);
            }
        }
    }
}

/// "the rights group Viasna said": a name that nobody knows is what the noun before it says.
fn bodies(reading: &mut Reading<'_>) {
    for at in 0..reading.mentions.len() {
        let mention = &reading.mentions[at];
        let start = At { token: mention.tokens.start, ..mention.at };
        let unknown = mention.is_name() && mention.key.is_none() && mention.title.is_none();
        let place = matches!(mention.class, EntityClass::City | EntityClass::Region | EntityClass::Other);
        if unknown && place && follows_kind(reading, start) {
            reading.mentions[at].class = EntityClass::Organization;
        }
    }
}

fn missed(reading: &Reading<'_>, at: At) -> Option<Mention> {
    let token = reading.token(at);
    let body = follows_kind(reading, at);
    let governed = body || !matches!(token.relation(), "flat" | "compound" | "punct" | "amod" | "fixed");
    let named = matches!(token.upos, Upos::Propn) || is_acronym(&token.form) || body;
    if !named || !governed || reading.is_temporal(at) || reading.covering(at).is_some() {
        return None;
    }
    let mut tokens = span(reading, at);
    // "Col Ibra Sankar": whoever bears a rank is a person.
    let ranked = address(reading, at.sentence, tokens);
    if ranked {
        tokens.start += 1;
    }
    let free = tokens.range().all(|t| reading.covering(At { sentence: at.sentence, token: t as u32 }).is_none());
    let class = if ranked {
        EntityClass::Person
    } else if body || is_acronym(&token.form) && tokens.len() == 1 {
        EntityClass::Organization
    } else if is_place(reading, at) {
        EntityClass::City
    } else {
        return None;
    };
    // The words of a headline or of a title in capitals are no names.
    let lower = reading.sentence(at.sentence).tokens.iter().filter(|t| t.form.starts_with(char::is_lowercase)).count();
    let running = lower * 2 > reading.sentence(at.sentence).tokens.iter().filter(|t| t.upos != Upos::Punct).count();
    (free && running).then(|| Mention::new(at, tokens, class, Form::Name, reading.text(at.sentence, tokens)))
}

/// Does the run of names begin with a rank or an address, and go on with a name?
fn address(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> bool {
    let words = &reading.sentence(sentence).tokens[tokens.range()];
    let Some((first, name)) = words.split_first() else { return false };
    is_address(reading, &first.form)
        && !name.is_empty()
        && name.iter().all(|w| w.upos == Upos::Propn && w.form.starts_with(char::is_uppercase))
}

/// "the industry group `EuroSteel`", "the regional bloc NORDEC": a capitalised word right after what kind of body it is.
fn follows_kind(reading: &Reading<'_>, at: At) -> bool {
    let words = &reading.sentence(at.sentence).tokens;
    let (Some(before), word) = (at.token.checked_sub(1).map(|t| &words[t as usize]), &words[at.token as usize]) else {
        return false;
    };
    let kind = before.lemma.to_lowercase();
    let body = ["organization-nouns", "outlet-nouns", "group-singular"].iter().any(|list| reading.listed(list, &kind));
    let common = before.form.starts_with(char::is_lowercase) && before.feature("Number") != Some("Plur");
    body && common && before.upos == Upos::Noun && word.form.starts_with(char::is_uppercase) && word.upos != Upos::Adj
}

/// The proper nouns around a head that the tree ties to it.
fn span(reading: &Reading<'_>, at: At) -> TokenSpan {
    let words = &reading.sentence(at.sentence).tokens;
    let mut span = TokenSpan::new(at.token as usize, at.token as usize + 1);
    let tied = |t: usize| {
        let word = &words[t];
        word.head == Some(at.token)
            && matches!(word.relation(), "flat" | "compound")
            && word.form.starts_with(char::is_uppercase)
    };
    while span.start > 0 && tied(span.start as usize - 1) {
        span.start -= 1;
    }
    while (span.end as usize) < words.len() && tied(span.end as usize) {
        span.end += 1;
    }
    // "Viasna-9": the tokenizer parts it.
    let glued = |t: usize| {
        words.get(t).is_some_and(|w| w.span.start == words[t - 1].span.end && (&*w.form == "-" || w.upos == Upos::Num))
    };
    while glued(span.end as usize) {
        span.end += 1;
    }
    span
}

/// "UNFICYP", "ECOWAS"; not "US$" or a Roman numeral.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (3..=9).contains(&letters)
        && form.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')
        && !form.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// Does the phrase stand where places stand?
fn is_place(reading: &Reading<'_>, at: At) -> bool {
    let located = reading.preposition(at).is_some_and(|p| {
        matches!(p.as_str(), "in" | "near" | "outside" | "through" | "around" | "from" | "to" | "into")
    });
    let strictly =
        reading.preposition(at).is_some_and(|p| matches!(p.as_str(), "in" | "near" | "outside" | "through" | "around"));
    let moves =
        reading.head(at).is_some_and(|head| reading.listed("motion-verbs", &reading.token(head).lemma.to_lowercase()));
    // "the village of Pyla".
    let of = reading.preposition(at).as_deref() == Some("of")
        && reading.head(at).is_some_and(|head| {
            reading.knowledge.entry("named-of-nouns", &reading.token(head).lemma.to_lowercase()).is_some()
        });
    strictly || (located && moves) || of
}
