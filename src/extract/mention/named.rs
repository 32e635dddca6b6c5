//! Names: the annotation's, corrected and completed by the gazetteer and by what the document itself says elsewhere.

use super::{
    Form, Mention, MentionId,
    title::{is_honorific, is_office, is_rank},
};
use crate::{
    extract::reading::{At, Reading},
    model::{EntityClass, NameKind, Sentence, Token, TokenSpan, Upos},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find(reading: &mut Reading<'_>) {
    for sentence in 0..reading.sentences().len() as u32 {
        let mut taken = vec![false; reading.sentence(sentence).tokens.len()];
        let names = reading.sentence(sentence).names.clone();
        for name in &names {
            for (tokens, kind) in parts(reading, sentence, trimmed(reading, sentence, name.tokens), name.kind) {
                if let Some(mention) = annotated(reading, sentence, tokens, kind) {
                    taken[mention.tokens.range()].iter_mut().for_each(|t| *t = true);
                    enter(reading, mention);
                }
            }
        }
        for mention in from_gazetteer(reading, sentence, &mut taken) {
            enter(reading, mention);
        }
    }
    super::naming::persons(reading);
    super::missed::find(reading);
    own_acronyms(reading);
    repeated_surnames(reading);
}

/// "the Rapid Relief Front (RRF)": where the article spells an acronym out, it means that and not the body of the gazetteer.
fn own_acronyms(reading: &mut Reading<'_>) {
    let body = |m: &Mention| m.class == EntityClass::Organization && m.form == Form::Name;
    let surface = |m: &Mention| reading.text(m.at.sentence, m.tokens);
    let mut spelled: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
    for mention in reading.mentions.iter().filter(|m| m.form == Form::Name && m.tokens.len() > 1) {
        for short in super::initials(&surface(mention)) {
            spelled.entry(short).or_default().insert(mention.key.clone());
        }
    }
    let short = |m: &Mention| surface(m).chars().filter(|c| *c != '.').collect::<String>();
    let own: Vec<(usize, String)> = reading
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| body(m) && m.key.is_some())
        .map(|(at, m)| (at, short(m)))
        .filter(|(_, short)| short.chars().count() > 1 && short.chars().all(char::is_uppercase))
        .filter(|(at, short)| spelled.get(short).is_some_and(|keys| !keys.contains(&reading.mentions[*at].key)))
        .collect();
    for (at, label) in own {
        reading.mentions[at].key = None;
        reading.mentions[at].label = label;
    }
}

/// Enters a name; a person is also found under the title that governs it in the tree ("Secretary" → "Marlow").
fn enter(reading: &mut Reading<'_>, mention: Mention) {
    if reading.headed_by(mention.at).is_empty() {
        reading.add(mention);
    }
}

/// Without "the" before, "'s" after, and brackets or quotation marks at the ends.
fn trimmed(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> TokenSpan {
    let words = &reading.sentence(sentence).tokens;
    let (mut start, mut end) = (tokens.start as usize, tokens.end as usize);
    while start < end
        && (matches!(words[start].upos, Upos::Det | Upos::Punct | Upos::Adp)
            || words[start].form.eq_ignore_ascii_case("the"))
    {
        start += 1;
    }
    // "In July Norland's government": the month dates, it names nothing.
    let dates = |at: usize| {
        let token = At { sentence, token: at as u32 };
        words[at].upos == Upos::Propn
            && reading.is_temporal(token)
            && !reading.is_temporal(At { token: token.token + 1, ..token })
    };
    while start + 1 < end && dates(start) {
        start += 1;
    }
    while end > start
        && (words[end - 1].upos == Upos::Punct || matches!(&*words[end - 1].form, "'s" | "’s" | "'" | "’"))
    {
        end -= 1;
    }
    TokenSpan::new(start, end)
}

/// "An attack by the Red Valley Front on Dellmar": the name ends before what the deed is done to.
fn parts(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, kind: NameKind) -> Vec<(TokenSpan, NameKind)> {
    let words = &reading.sentence(sentence).tokens;
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    let by = (start.saturating_sub(2)..start).find(|&at| &*words[at].lemma == "by");
    let deed = |at: usize| reading.knowledge.is_event_word(&words[at].lemma.to_lowercase());
    let done = by.is_some_and(|by| (by.saturating_sub(2)..by).any(deed));
    let link = (start + 1..end).find(|&at| matches!(&*words[at].form, "on" | "against"));
    match link.filter(|&at| done && at + 1 < end) {
        Some(at) => vec![(TokenSpan::new(start, at), kind), (TokenSpan::new(at + 1, end), NameKind::Gpe)],
        None => vec![(tokens, kind)],
    }
}

fn annotated(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, kind: NameKind) -> Option<Mention> {
    // "Ms Berg": who is addressed so is a person, whatever the annotation took the name for.
    let kind = if is_addressed(reading, sentence, tokens, kind) { NameKind::Person } else { kind };
    // "Vestby Oy": no person is called so.
    let body = kind == NameKind::Person
        && (has_word_of(reading, sentence, tokens, "body-words") || is_short_for_body(reading, sentence, tokens));
    let kind = if body { NameKind::Org } else { kind };
    let tokens = match kind {
        NameKind::Person => without_titles(reading, sentence, grown(reading, sentence, tokens)),
        NameKind::Org => with_purpose(reading, sentence, tokens),
        _ => tokens,
    };
    if tokens.is_empty() || !reading.text(sentence, tokens).chars().any(char::is_alphabetic) {
        return None;
    }
    let at = head_of(reading, sentence, tokens);
    // "Envoys" at the start of a sentence is a noun, whatever it was tagged.
    let lemma = reading.token(at).lemma.to_lowercase();
    let noun = ["group-nouns", "anonymous-persons", "plan-nouns", "meeting-nouns"]
        .iter()
        .any(|list| reading.listed(list, &lemma));
    if tokens.len() == 1 && (noun || kind == NameKind::Person && is_no_surname(reading, at)) {
        return None;
    }
    let text = reading.text(sentence, tokens);
    if let Some(mention) = gazetteer_name(reading, at, tokens, &text, Some(kind)) {
        return Some(mention);
    }
    let label = reading.text(sentence, tokens);
    let (class, form) = match kind {
        NameKind::Person => (EntityClass::Person, Form::Name),
        NameKind::Org => (named_body(reading, at, &label), Form::Name),
        NameKind::Gpe => (EntityClass::City, Form::Name), // country or city: decided over the whole document
        NameKind::Loc => (EntityClass::Region, Form::Name),
        NameKind::Fac => (EntityClass::Facility, Form::Name),
        NameKind::Norp => return Some(norp(reading, at, tokens, label)),
        NameKind::Event if has_word_of(reading, sentence, tokens, "conflict-nouns") => {
            (EntityClass::Conflict, Form::Name)
        }
        NameKind::Law if has_word_of(reading, sentence, tokens, "plan-nouns") => (EntityClass::Plan, Form::Name),
        NameKind::Event | NameKind::Law | NameKind::Product | NameKind::WorkOfArt => {
            (other(reading, at, &label), Form::Name)
        }
    };
    Some(Mention::new(at, tokens, class, form, label))
}

/// "Norland's Defence Ministry" is Norland's; of a body that the gazetteer knows we know whose it is.
pub(super) fn owned(reading: &mut Reading<'_>) {
    let owner = |mention: &Mention| {
        let body = mention.class == EntityClass::Organization && mention.is_name() && mention.key.is_none();
        let possessor = body.then(|| reading.child(mention.at, "nmod:poss"))??;
        let country = |id: &&MentionId| reading.mention(**id).class == EntityClass::Country;
        reading.headed_by(possessor).iter().find(country).copied().filter(|_| possessor.token < mention.tokens.start)
    };
    let found: Vec<_> = reading.mentions.iter().map(owner).collect();
    for (mention, owner) in reading.mentions.iter_mut().zip(found) {
        mention.affiliation = mention.affiliation.or(owner);
    }
}

/// Does the name begin with, or follow, an honorific or a rank ("Ms", "Gen.")?
fn is_addressed(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, kind: NameKind) -> bool {
    // "General Electric" is no general; "St. Petersburg" no saint.
    let ranks = match kind {
        NameKind::Gpe | NameKind::Loc | NameKind::Fac => true,
        NameKind::Org => false,
        _ => return false,
    };
    if tokens.is_empty() || reading.knowledge.gazetteer.lookup(&reading.text(sentence, tokens)).is_some() {
        return false;
    }
    let words = &reading.sentence(sentence).tokens;
    let address = |at: usize| {
        let form = &words[at].form;
        form.starts_with(char::is_uppercase) && is_honorific(reading, form) || ranks && is_rank(reading, form)
    };
    let start = tokens.start as usize;
    let follows = words.get(start + 1).is_some_and(|w| w.upos == Upos::Propn);
    let before = start.checked_sub(1).filter(|&at| words[at].upos == Upos::Propn);
    tokens.len() < 5 && ((tokens.len() > 1 && follows && address(start)) || before.is_some_and(address))
}

/// A body's name, unless its head says that it is something else ("Harbour Accord", "Dellmar airport").
fn named_body(reading: &Reading<'_>, at: At, label: &str) -> EntityClass {
    let last = label.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let lemma = reading.token(at).lemma.to_lowercase();
    for (list, class) in [
        ("plan-nouns", EntityClass::Plan),
        ("conflict-nouns", EntityClass::Conflict),
        ("facility-nouns", EntityClass::Facility),
    ] {
        if reading.listed(list, &last) || (reading.listed(list, &lemma) && label.contains(' ')) {
            return class;
        }
    }
    EntityClass::Organization
}

/// "Vestby", in an article that knows "Vestby Oy".
fn is_short_for_body(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> bool {
    let own = &reading.sentence(sentence).tokens[tokens.range()];
    let long = |words: &[Token]| {
        let form = words.split_last().filter(|(_, name)| name.len() == own.len());
        form.is_some_and(|(form, name)| {
            let same = name.iter().zip(own).all(|(a, b)| a.form == b.form);
            same && reading.listed("body-words", &form.form.to_lowercase())
        })
    };
    reading.sentences().iter().any(|s| s.names.iter().any(|n| long(&s.tokens[n.tokens.range()])))
}

/// "Alliance of the Undaunted": what the head of the name says it is, if it says that it is a body.
fn other(reading: &Reading<'_>, at: At, label: &str) -> EntityClass {
    let body = label.contains(' ') && reading.listed("organization-nouns", &reading.token(at).lemma.to_lowercase());
    if body { EntityClass::Organization } else { EntityClass::Other }
}

/// "Drones", "Chairperson" at the start of a sentence: a noun, unless somebody in the article has it as the last of his names.
fn is_no_surname(reading: &Reading<'_>, at: At) -> bool {
    let (form, lemma) = (&reading.token(at).form, reading.token(at).lemma.to_lowercase());
    let last =
        |sentence: &Sentence, tokens: TokenSpan| tokens.range().next_back().map(|at| sentence.tokens[at].form.clone());
    let borne = || {
        let named =
            |s: &Sentence| s.names.iter().any(|n| n.tokens.len() > 1 && last(s, n.tokens).as_ref() == Some(form));
        reading.sentences().iter().any(named)
    };
    (reading.listed("weapon-nouns", &lemma) || is_office(reading, &lemma)) && !borne()
}

fn has_word_of(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan, list: &str) -> bool {
    reading.sentence(sentence).tokens[tokens.range()].iter().any(|t| reading.listed(list, &t.lemma.to_lowercase()))
}

/// A demonym that the gazetteer does not know: an adjective now, linked to its country by the document's own names later.
fn norp(reading: &Reading<'_>, at: At, tokens: TokenSpan, label: String) -> Mention {
    let token = reading.token(at);
    if token.upos == Upos::Adj || matches!(token.relation(), "amod" | "compound") {
        return Mention::new(at, tokens, EntityClass::Country, Form::Adjective, label);
    }
    let mut mention = Mention::new(at, tokens, EntityClass::Group, Form::Indefinite, label);
    mention.plural = true;
    mention
}

/// A person's name takes in the capitalised words right before it that the tree ties to it ("Ada" of "Ada Brandt").
fn grown(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> TokenSpan {
    let words = &reading.sentence(sentence).tokens;
    let mut start = tokens.start as usize;
    let named = |at: usize| reading.sentence(sentence).names.iter().any(|n| n.tokens.contains(at));
    let tied = |at: usize, start: usize| {
        let (before, first) = (&words[at], &words[start]);
        before.upos == Upos::Propn
            && ((first.head == Some(at as u32) && matches!(first.relation(), "flat" | "compound"))
                || (before.head == Some(start as u32) && matches!(before.relation(), "flat" | "compound")))
    };
    // "the Army Dan Hale" of "Secretary of the Army Dan Hale": what has an article is no part of a person's name.
    let articled = |at: usize| at > 0 && words[at - 1].upos == Upos::Det;
    while start > 0 && !named(start - 1) && !articled(start - 1) && tied(start - 1, start) {
        start -= 1;
    }
    // "Tae-gyu": a hyphen without blanks goes on with the name.
    let mut end = tokens.end as usize;
    let glued = |at: usize| words.get(at).is_some_and(|w| w.span.start == words[at - 1].span.end);
    while glued(end)
        && matches!(&*words[end].form, "-" | "‑" | "‐")
        && glued(end + 1)
        && words[end + 1].upos == Upos::Propn
    {
        end += 2;
    }
    TokenSpan::new(start, end)
}

/// "Economic Community of West African States": what a body is of or for belongs to its name.
fn with_purpose(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> TokenSpan {
    let words = &reading.sentence(sentence).tokens;
    let last = tokens.range().next_back().map_or("", |at| &*words[at].form);
    let mut at = tokens.end as usize;
    let link = words.get(at).is_some_and(|w| matches!(&*w.form, "of" | "for"));
    let open = last.starts_with(char::is_uppercase) && reading.listed("bodies-of-nouns", &last.to_lowercase());
    if !link || !open {
        return tokens;
    }
    at += 1;
    let capital =
        |at: usize| words.get(at).is_some_and(|w| w.form.starts_with(char::is_uppercase) && w.upos != Upos::Pron);
    let mut end = tokens.end as usize;
    while capital(at) || (at < words.len() && matches!(&*words[at].form, "the" | "of" | "and") && capital(at + 1)) {
        // "the Union of Norland and Suderia said": "and" goes on only where a single thing was named before it.
        at += 1;
        if capital(at - 1) {
            end = at;
        }
    }
    TokenSpan::new(tokens.start as usize, end)
}

/// Drops ranks, honorifics and offices from the front of a person's name.
fn without_titles(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> TokenSpan {
    let words = &reading.sentence(sentence).tokens;
    let mut start = tokens.start as usize;
    let title = |at: usize| {
        let word = words[at].form.trim_end_matches('.').to_lowercase();
        ["ranks", "honorifics", "office-titles", "office-prefixes"].iter().any(|list| reading.listed(list, &word))
    };
    // "al-Bakr", "bin Salem": small words that belong to the name.
    let particle = |at: usize| {
        let glued = words.get(at + 1).is_some_and(|next| next.span.start == words[at].span.end);
        glued
            || matches!(
                &*words[at].form,
                "al" | "el" | "bin" | "ibn" | "abu" | "de" | "da" | "di" | "du" | "van" | "von" | "ter"
            )
    };
    // "Norlandic Special Envoy Dan Marlow": an office inside the name ends what comes before the name.
    let end = tokens.end as usize;
    let office = |at: &usize| is_office(reading, &words[*at].form.to_lowercase());
    start = (start + 1..end.saturating_sub(2)).rev().find(office).map_or(start, |at| at + 1);
    while start + 1 < tokens.end as usize
        && (title(start) || (words[start].form.chars().next().is_some_and(char::is_lowercase) && !particle(start)))
    {
        start += 1;
    }
    TokenSpan::new(start, tokens.end as usize)
}

/// The token of the span whose governor lies outside it.
pub(super) fn head_of(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> At {
    let words = &reading.sentence(sentence).tokens;
    let outside = |t: &usize| words[*t].head.is_none_or(|h| !tokens.contains(h as usize));
    // Where parsers leave several words of a name without a governor in it, the one nearest to the root is the head.
    let depth = |t: usize| reading.ancestors(At { sentence, token: t as u32 }).len();
    let heads = tokens.range().filter(|t| outside(t) && words[*t].upos != Upos::Punct);
    let token = heads.min_by_key(|t| depth(*t)).unwrap_or(tokens.start as usize);
    At { sentence, token: token as u32 }
}

/// What the gazetteer knows under the text: a place, a body, or a demonym.
fn gazetteer_name(
    reading: &Reading<'_>,
    at: At,
    tokens: TokenSpan,
    text: &str,
    kind: Option<NameKind>,
) -> Option<Mention> {
    let gazetteer = &reading.knowledge.gazetteer;
    // "Lincoln said": a lone surname is a person even where a town bears it; a country, a capital, and a town where something is
    // located are not.
    let person = kind == Some(NameKind::Person);
    if let Some(place) = gazetteer.lookup(text) {
        let located =
            reading.preposition(at).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near" | "outside" | "around"))
                || reading.token(at).relation() == "conj"
                    && reading
                        .head(at)
                        .is_some_and(|h| reading.headed_by(h).iter().any(|id| reading.mention(*id).class.is_place()));
        let certain =
            place.class != EntityClass::City || tokens.len() > 1 || gazetteer.capital_of(place).is_some() || located;
        if !person || certain {
            let mut mention = Mention::new(at, tokens, place.class, Form::Name, place.label.clone());
            mention.key = Some(place.key.clone());
            return Some(mention);
        }
        return None;
    }
    let country = gazetteer.demonym(text).filter(|_| !person)?;
    let token = reading.token(at);
    let plural_noun =
        matches!(token.upos, Upos::Noun | Upos::Propn) && !matches!(token.relation(), "amod" | "compound");
    let mut mention = if plural_noun && text.ends_with('s') {
        let mut group = Mention::new(at, tokens, EntityClass::Group, Form::Indefinite, text.to_owned());
        group.plural = true;
        group
    } else {
        Mention::new(at, tokens, country.class, Form::Adjective, country.label.clone())
    };
    mention.key = Some(country.key.clone());
    Some(mention)
}

/// Names that the annotation missed: the longest runs of capitalised words that the gazetteer knows.
fn from_gazetteer(reading: &Reading<'_>, sentence: u32, taken: &mut [bool]) -> Vec<Mention> {
    const LONGEST: usize = 6;
    let words = &reading.sentence(sentence).tokens;
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let capital = words[start].form.chars().next().is_some_and(char::is_uppercase);
        let longest = if capital && !taken[start] { LONGEST.min(words.len() - start) } else { 0 };
        let hit = (1..=longest).rev().find_map(|length| {
            let tokens = TokenSpan::new(start, start + length);
            if taken[tokens.range()].iter().any(|t| *t)
                || !matches!(words[start + length - 1].upos, Upos::Propn | Upos::Noun | Upos::Adj)
            {
                return None;
            }
            let at = head_of(reading, sentence, tokens);
            let nominal = matches!(words[start].upos, Upos::Propn | Upos::Adj | Upos::Noun | Upos::Det);
            let text = reading.text(sentence, tokens);
            gazetteer_name(reading, at, tokens, &text, None).filter(|_| nominal)
        });
        if let Some(mention) = hit {
            taken[mention.tokens.range()].iter_mut().for_each(|t| *t = true);
            start = mention.tokens.end as usize;
            found.push(mention);
        } else {
            start += 1;
        }
    }
    found
}

/// "Marlow" where the annotation saw no name, in a document that names Dan Marlow.
fn repeated_surnames(reading: &mut Reading<'_>) {
    let surnames: BTreeSet<String> = reading
        .mentions
        .iter()
        .filter(|m| m.class == EntityClass::Person && m.is_name() && m.label.contains(' '))
        .filter_map(|m| m.label.rsplit(' ').next().map(str::to_owned))
        .filter(|surname| surname.chars().count() > 2)
        .collect();
    for sentence in 0..reading.sentences().len() as u32 {
        for (token, word) in reading.sentence(sentence).tokens.iter().enumerate() {
            let at = At { sentence, token: token as u32 };
            let name = word.upos == Upos::Propn && surnames.contains(&*word.form);
            let covering = reading.covering(at).map(|id| reading.mention(id).clone());
            if name && covering.is_none() {
                let tokens = TokenSpan::new(token, token + 1);
                reading.add(Mention::new(at, tokens, EntityClass::Person, Form::Name, word.form.to_string()));
            }
        }
    }
    // A lone surname that was taken for a body or a town is the person of the document, unless something is located there.
    for mention in 0..reading.mentions.len() {
        let known = &reading.mentions[mention];
        let misread = matches!(known.class, EntityClass::Organization | EntityClass::City | EntityClass::Region)
            && known.is_name();
        let surface = reading.text(known.at.sentence, known.tokens);
        let located = reading.preposition(known.at).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near"));
        if misread && !located && surnames.contains(&surface) {
            let mention = &mut reading.mentions[mention];
            mention.class = EntityClass::Person;
            mention.label = surface;
            mention.key = None;
        }
    }
    one_class_each(reading);
}

/// A name that the annotation classes differently here and there is of the class that it has most often in the document; what
/// the gazetteer knows stays.
fn one_class_each(reading: &mut Reading<'_>) {
    let mut classes: BTreeMap<String, BTreeMap<EntityClass, usize>> = BTreeMap::new();
    for mention in reading.mentions.iter().filter(|m| m.is_name() && m.key.is_none()) {
        *classes.entry(mention.label.clone()).or_default().entry(mention.class).or_default() += 1;
    }
    for mention in reading.mentions.iter_mut().filter(|m| m.form == Form::Name && m.key.is_none()) {
        let counted = classes.get(&mention.label).into_iter().flatten();
        // Of equal counts the first class in the enum's order, people before bodies before places.
        if let Some((class, _)) = counted.max_by_key(|(class, times)| (**times, std::cmp::Reverse(**class))) {
            mention.class = *class;
        }
    }
}
