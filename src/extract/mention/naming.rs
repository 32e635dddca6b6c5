//! Which person an office phrase before a comma names: in "the envoy, Ada Lind, the leader of the council, Mr. Ivo Hale, and …" each
//! phrase belongs to the name after it; in "Ada Lind, the envoy, met Ivo Hale" to the name before. Surface order decides, since
//! parsers make one chain of appositions of both. Also: names whose office says that they are persons.

use super::{
    Form, MentionId,
    title::{is_address, is_office},
};
use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, TokenSpan, Upos},
};

/// Longest office phrase, in tokens.
const LONGEST: usize = 16;

/// Sets `described` on every person's name that an office phrase and a comma stand before.
pub(super) fn find(reading: &mut Reading<'_>) {
    for sentence in 0..reading.sentences().len() as u32 {
        // The end of the last name, whether an office was told before it, and the plural phrase that it shares.
        let mut last: Option<(usize, bool, Option<TokenSpan>)> = None;
        for id in names(reading, sentence) {
            let mention = reading.mention(id);
            let (tokens, title) = (mention.tokens, mention.title);
            let start = start_of(reading, sentence, tokens, title);
            let phrase = phrase_before(reading, sentence, start);
            // "Ada Lind, the envoy, Ivo Hale": the name before has it, unless it has one already.
            let taken = |phrase: &Phrase| {
                last.is_some_and(|(end, told, _)| {
                    !told && end + 1 == phrase.tokens.start as usize && is_comma(reading, sentence, end)
                })
            };
            let own = phrase.filter(|phrase| !taken(phrase));
            // "their negotiators, Ada Lind and Ivo Hale".
            let shared = last.and_then(|(end, _, shared)| shared.filter(|_| joined(reading, sentence, end, start)));
            let described = own.map(|phrase| phrase.tokens).or(shared);
            let share = own.filter(|phrase| phrase.plural).map(|phrase| phrase.tokens).or(shared);
            let office = title.is_some_and(|title| has_office(reading, sentence, title));
            last = Some((tokens.end as usize, described.is_some() || office, share));
            reading.mentions[id.0 as usize].described =
                described.filter(|_| share.is_none() || alone(reading, sentence, tokens, shared));
        }
    }
}

/// Does a title say more than a rank?
fn has_office(reading: &Reading<'_>, sentence: u32, title: TokenSpan) -> bool {
    reading.sentence(sentence).tokens[title.range()].iter().any(|word| {
        let word = word.form.trim_end_matches('.').to_lowercase();
        is_office(reading, &word) && !reading.listed("ranks", &word)
    })
}

/// Do only a comma and "and" stand between two names?
fn joined(reading: &Reading<'_>, sentence: u32, end: usize, start: usize) -> bool {
    let words = &reading.sentence(sentence).tokens;
    start > end && words[end..start].iter().all(|w| &*w.form == "," || w.upos == Upos::Cconj)
}

/// A plural phrase before one name only ("the leaders, Ada Lind said") describes nobody.
fn alone(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, shared: Option<TokenSpan>) -> bool {
    let words = &reading.sentence(sentence).tokens;
    shared.is_some() || words.get(tokens.end as usize).is_some_and(|w| &*w.form == "," || w.upos == Upos::Cconj)
}

/// Names that the annotation takes for a body or a place, and whose office, form of address or "who" says that they are persons.
pub(super) fn persons(reading: &mut Reading<'_>) {
    let misread = |m: &super::Mention| {
        let class = matches!(
            m.class,
            EntityClass::Organization
                | EntityClass::City
                | EntityClass::Region
                | EntityClass::Other
                | EntityClass::Facility
        );
        class && m.form == Form::Name && m.key.is_none() && m.tokens.len() <= 4
    };
    let found: Vec<usize> = (0..reading.mentions.len())
        .filter(|&at| misread(&reading.mentions[at]) && is_person(reading, MentionId(at as u32)))
        .collect();
    let labels: Vec<String> = found.iter().map(|&at| reading.mentions[at].label.clone()).collect();
    for mention in reading.mentions.iter_mut().filter(|m| misread(m) && labels.contains(&m.label)) {
        mention.class = EntityClass::Person;
    }
}

fn is_person(reading: &Reading<'_>, id: MentionId) -> bool {
    let mention = reading.mention(id);
    let sentence = mention.at.sentence;
    let words = &reading.sentence(sentence).tokens;
    let span = &words[mention.tokens.range()];
    let body = span.iter().any(|w| reading.listed("organization-nouns", &w.lemma.to_lowercase()));
    if body || !span.iter().all(|w| w.upos != Upos::Noun || w.form.starts_with(char::is_uppercase)) {
        return false;
    }
    let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let before = start.checked_sub(1).map(|at| &words[at]);
    let several = mention.label.contains(' ');
    let addressed = before.is_some_and(|w| is_address(reading, &w.form) && w.form.starts_with(char::is_uppercase));
    let titled = before.is_some_and(|w| {
        let singular = w.feature("Number") != Some("Plur") && matches!(w.upos, Upos::Noun | Upos::Propn);
        singular && is_office(reading, &w.form.to_lowercase()) && (several || w.form.starts_with(char::is_uppercase))
    });
    let next = |word: &str| words.get(end).is_some_and(|w| w.form.eq_ignore_ascii_case(word));
    let who = next("who") || next(",") && words.get(end + 1).is_some_and(|w| w.form.eq_ignore_ascii_case("who"));
    let named = || {
        phrase_before(reading, sentence, start_of(reading, sentence, mention.tokens, None)).is_some_and(|p| !p.plural)
    };
    addressed || titled || who || (several && (named() || explained(reading, sentence, end)))
}

/// "…, a lawyer,": does an office between commas follow?
fn explained(reading: &Reading<'_>, sentence: u32, comma: usize) -> bool {
    let words = &reading.sentence(sentence).tokens;
    let begins = words.get(comma + 1).is_some_and(|w| w.upos == Upos::Det);
    if !is_comma(reading, sentence, comma) || !begins {
        return false;
    }
    let nominal = |at: &usize| matches!(words[*at].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    let head = (comma + 1..words.len()).take_while(nominal).last();
    head.is_some_and(|at| {
        let lemma = words[at].lemma.to_lowercase();
        is_office(reading, &lemma) && words[at].feature("Number") != Some("Plur")
    })
}

/// Names of persons in a sentence, in text order.
fn names(reading: &Reading<'_>, sentence: u32) -> Vec<MentionId> {
    let person =
        |id: &MentionId| reading.mention(*id).class == EntityClass::Person && reading.mention(*id).form == Form::Name;
    reading.mentions_in(sentence).into_iter().filter(person).collect()
}

/// Where the name begins with its title, rank or form of address.
fn start_of(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, title: Option<TokenSpan>) -> usize {
    let words = &reading.sentence(sentence).tokens;
    let mut start = title.map_or(tokens.start, |t| t.start.min(tokens.start)) as usize;
    while start > 0 && is_address(reading, &words[start - 1].form) {
        start -= 1;
    }
    start
}

fn is_comma(reading: &Reading<'_>, sentence: u32, token: usize) -> bool {
    reading.sentence(sentence).tokens.get(token).is_some_and(|w| &*w.form == ",")
}

/// The office phrase that ends at the comma before a token.
fn phrase_before(reading: &Reading<'_>, sentence: u32, name: usize) -> Option<Phrase> {
    let words = &reading.sentence(sentence).tokens;
    let comma = name.checked_sub(1).filter(|&at| is_comma(reading, sentence, at))?;
    let mut start = comma;
    while start > 0 && comma - start < LONGEST && goes_on(reading, sentence, start - 1, comma) {
        start -= 1;
    }
    while start < comma && matches!(words[start].upos, Upos::Cconj | Upos::Adp | Upos::Punct) {
        start += 1;
    }
    // The phrase begins at its determiner, possessor or demonym: "told the envoy, …" has it in the middle.
    let begins = |at: usize| {
        matches!(words[at].upos, Upos::Det) || &*words[at].deprel == "nmod:poss" && words[at].upos == Upos::Pron
    };
    // Of several the first is meant ("the adviser to the president"), unless it owns the next ("the president's adviser").
    let modifies = |at: usize| {
        words[at].relation() == "compound"
            || words.get(at + 1).is_some_and(|w| matches!(&*w.form, "'s" | "’s" | "'" | "’"))
    };
    let heads = || (start..comma).filter(|&at| is_head(reading, &words[at].lemma) && !modifies(at));
    let first = heads().next()?;
    // "a cousin of the ruler, …": the ruler is named, not the cousin.
    let kin = reading.listed("kin-nouns", &words[first].lemma.to_lowercase());
    let owner = heads().find(|&at| at > first && is_office(reading, &words[at].lemma.to_lowercase()));
    let office = owner.filter(|_| kin).unwrap_or(first);
    if let Some(det) = (start..office).rev().find(|&at| begins(at)) {
        start = det;
    }
    let plural = words[office].feature("Number") == Some("Plur");
    Some(Phrase { tokens: TokenSpan::new(start, comma), plural })
}

/// An office phrase; a plural one is shared by the names after it.
#[derive(Clone, Copy)]
struct Phrase {
    tokens: TokenSpan,
    plural: bool,
}

/// Is the noun an office, or kin ("her husband, …")?
fn is_head(reading: &Reading<'_>, lemma: &str) -> bool {
    let lemma = lemma.to_lowercase();
    is_office(reading, &lemma) || reading.listed("kin-nouns", &lemma)
}

fn goes_on(reading: &Reading<'_>, sentence: u32, token: usize, comma: usize) -> bool {
    let words = &reading.sentence(sentence).tokens;
    let word = &words[token];
    let person = reading.covering(At { sentence, token: token as u32 }).is_some_and(|id| {
        let mention = reading.mention(id);
        mention.class == EntityClass::Person && mention.form == Form::Name
    });
    match word.upos {
        // "the junta's negotiator", "Ada Lind's deputy": a possessor may be a person.
        Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Part => {
            !person || owns(reading, sentence, token)
        }
        Upos::Pron => &*word.deprel == "nmod:poss",
        Upos::Adp => matches!(&*word.lemma, "of" | "for" | "to" | "in" | "at" | "on") && token + 1 < comma,
        // "a former minister and a cousin of …": another phrase begins after it.
        Upos::Cconj => token + 1 < comma && words[token + 1].upos != Upos::Det,
        Upos::Punct => matches!(&*word.form, "-" | "‑" | "–" | "'" | "’"),
        Upos::Verb => matches!(word.relation(), "amod" | "compound"),
        _ => false,
    }
}

/// Is the name that holds the token followed by "'s"?
fn owns(reading: &Reading<'_>, sentence: u32, token: usize) -> bool {
    let words = &reading.sentence(sentence).tokens;
    let end = reading.covering(At { sentence, token: token as u32 }).map(|id| reading.mention(id).tokens.end as usize);
    end.and_then(|end| words.get(end)).is_some_and(|w| matches!(&*w.form, "'s" | "’s" | "'" | "’"))
}
