//! Mentions: spans of the text that speak of one thing, before it is known which mentions speak of the same one.
//!
//! Names come from the annotation, corrected by the gazetteer and by consistency over the document; nouns that the lexicon
//! knows as groups, office-holders, plans, wars, bodies and places give descriptions; pronouns are kept for coreference.

mod describe;
mod located;
mod metonym;
mod missed;
mod named;
mod naming;
mod place_kind;
pub(super) mod title;

use super::reading::{At, Reading};
use crate::model::{EntityClass, TokenSpan, Upos};

/// Index of a mention within one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct MentionId(pub(super) u32);

/// How a thing is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By its name: "Dan Marlow".
    Name,
    /// By an adjective or demonym that stands for it: "Norlandic".
    Adjective,
    /// By a noun with "the", "this", a possessive: known to the reader.
    Definite,
    /// By a noun without: new, or any.
    Indefinite,
    /// By a pronoun.
    Pronoun,
}

/// One mention.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Head token.
    pub(super) at: At,
    /// The whole span, modifiers included.
    pub(super) tokens: TokenSpan,
    pub(super) class: EntityClass,
    pub(super) form: Form,
    /// Name or description without its determiner.
    pub(super) label: String,
    /// Gazetteer key where the gazetteer knows the name.
    pub(super) key: Option<String>,
    /// The country or body that a group, office-holder or ministry belongs to.
    pub(super) affiliation: Option<MentionId>,
    pub(super) plural: bool,
    /// For a plan: how many points it has.
    pub(super) points: Option<u32>,
    /// For a person's name: the office before it ("Army Secretary").
    pub(super) title: Option<TokenSpan>,
    /// For a person's name: the office phrase before it and a comma ("the envoy, …").
    pub(super) described: Option<TokenSpan>,
    /// Does the name of a capital stand for its country here?
    pub(super) metonym: bool,
}

impl Mention {
    pub(super) fn new(at: At, tokens: TokenSpan, class: EntityClass, form: Form, label: String) -> Self {
        Self {
            at,
            tokens,
            class,
            form,
            label,
            key: None,
            affiliation: None,
            plural: false,
            points: None,
            title: None,
            described: None,
            metonym: false,
        }
    }
    pub(super) fn is_name(&self) -> bool {
        self.form == Form::Name
    }
}

/// Finds all mentions of the article and enters them into the reading.
pub(super) fn find(reading: &mut Reading<'_>) {
    named::find(reading);
    place_kind::decide(reading);
    metonym::find(reading);
    located::find(reading);
    named::owned(reading);
    describe::find(reading);
    pronouns(reading);
    quantified(reading);
}

/// "one of the officials", "a pair of officials", "28 of them": the counting word stands for those it counts. From the right, since
/// "tens of thousands of people" counts twice.
fn quantified(reading: &mut Reading<'_>) {
    for (sentence, annotated) in reading.sentences().iter().enumerate() {
        for (token, word) in annotated.tokens.iter().enumerate().rev() {
            let at = At { sentence: sentence as u32, token: token as u32 };
            let counts = matches!(word.upos, Upos::Num | Upos::Pron | Upos::Det)
                || reading.listed("quantifying-nouns", &word.lemma.to_lowercase());
            if !counts || !reading.headed_by(at).is_empty() {
                continue;
            }
            let counted: Vec<MentionId> =
                reading.targets(at, "nmod:of").into_iter().flat_map(|of| reading.headed_by(of).to_vec()).collect();
            let actors = counted
                .into_iter()
                .filter(|id| matches!(reading.mention(*id).class, EntityClass::Group | EntityClass::Person))
                .collect();
            reading.stands_for(at, actors);
        }
    }
}

fn pronouns(reading: &mut Reading<'_>) {
    for (sentence, annotated) in reading.sentences().iter().enumerate() {
        for (token, word) in annotated.tokens.iter().enumerate() {
            let lemma = word.form.to_lowercase();
            let personal = word.upos == Upos::Pron || (word.upos == Upos::Det && &*word.deprel == "nmod:poss");
            let known = reading.knowledge.entry("pronouns", &lemma);
            let spoken = reading.knowledge.entry("speech-pronouns", &lemma).map(|kind| match kind {
                "speaker" => "person",
                _ => "plural",
            });
            let Some(kind) = known.or(spoken).filter(|_| personal) else { continue };
            let has = |word: &str| kind.split(' ').any(|k| k == word);
            if has("relative") {
                continue;
            }
            let plural = has("plural");
            let class = if has("person") {
                EntityClass::Person
            } else if plural {
                EntityClass::Group
            } else {
                EntityClass::Other
            };
            let at = At { sentence: sentence as u32, token: token as u32 };
            // "one of them" is no "one" of its own: it counts.
            if !reading.headed_by(at).is_empty() || !reading.targets(at, "nmod:of").is_empty() {
                continue;
            }
            let mut mention = Mention::new(at, TokenSpan::new(token, token + 1), class, Form::Pronoun, lemma);
            mention.plural = plural;
            reading.add(mention);
        }
    }
}

/// The span of a noun phrase from its first modifier to its head, without determiner, quotation marks or preposition.
pub(super) fn premodified(reading: &Reading<'_>, at: At) -> TokenSpan {
    let tokens = &reading.sentence(at.sentence).tokens;
    let subtree = reading.subtree(at);
    let mut start = at.token as usize;
    // Leftwards as long as the words belong to the phrase: a clause boundary or a comma ends it.
    while start > subtree.start as usize {
        let before = &tokens[start - 1];
        let stops = matches!(
            before.upos,
            Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Cconj | Upos::Intj
        ) && !is_participle_modifier(before)
            || (before.upos == Upos::Punct && !matches!(&*before.form, "-" | "–" | "‑" | "‐" | "“" | "\"" | "”"))
            // "On Friday night riot police …": the night is none of the police's.
            || (before.upos == Upos::Noun && reading.is_temporal(At { sentence: at.sentence, token: start as u32 - 1 }));
        if stops {
            break;
        }
        start -= 1;
    }
    // "17-point plan": the number is part of the name.
    let hyphenated = |word: &crate::model::Token| {
        tokens.iter().any(|t| t.span.start == word.span.end && matches!(&*t.form, "-" | "‑" | "–"))
    };
    let hedge = |word: &crate::model::Token| {
        (word.relation() == "nummod" && !hyphenated(word))
            || (matches!(&*word.lemma, "least" | "most" | "more" | "few") && word.relation() != "amod")
    };
    while start < at.token as usize
        && (matches!(tokens[start].upos, Upos::Det | Upos::Punct | Upos::Part | Upos::Adv)
            && !is_collective(&tokens[start])
            || &*tokens[start].deprel == "case"
            || hedge(&tokens[start]))
    {
        start += 1;
    }
    TokenSpan::new(start, at.token as usize + 1)
}

/// "both sides", "all parties": the word tells who is meant.
fn is_collective(token: &crate::model::Token) -> bool {
    matches!(&*token.form.to_lowercase(), "both" | "all" | "two" | "three")
}

fn is_participle_modifier(token: &crate::model::Token) -> bool {
    token.upos == Upos::Verb && matches!(token.relation(), "amod" | "compound")
}

/// Has the noun phrase a determiner or possessor that makes it known ("the", "this", "its", "Norland's")?
pub(super) fn is_definite(reading: &Reading<'_>, at: At) -> bool {
    reading.children(at).any(|child| {
        let token = reading.token(child);
        match token.relation() {
            "det" => {
                matches!(&*token.form.to_lowercase(), "the" | "this" | "that" | "these" | "those" | "both" | "all")
            }
            "nmod" => &*token.deprel == "nmod:poss",
            _ => false,
        }
    })
}

/// The token of a span whose governor lies outside it.
pub(super) fn head_in(reading: &Reading<'_>, sentence: u32, tokens: TokenSpan) -> At {
    named::head_of(reading, sentence, tokens)
}

/// Acronyms that a name may have: with and without its small words.
pub(super) fn initials(name: &str) -> [String; 2] {
    let letters = |keep_small: bool| {
        name.split([' ', '-'])
            .filter(|w| keep_small || w.chars().next().is_some_and(char::is_uppercase))
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    [letters(false), letters(true)]
}
