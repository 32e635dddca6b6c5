//! The tense of the clause that an expression modifies, from the tree: the nearest predicate above it that shows one.

use super::expression::Tense;
use crate::model::{Sentence, Token, TokenSpan, Upos};

/// Words whose infinitive lies ahead of them: "plan to meet on Friday", "is set to", "due to arrive".
const FORWARD: [&str; 59] = [
    // "is to travel"
    "be",
    "about",
    "agree",
    "agreement",
    "aim",
    "ambition",
    "anticipate",
    "arrange",
    "ask",
    "call",
    "commit",
    "commitment",
    "decide",
    "decision",
    "deal",
    "demand",
    "due",
    "expect",
    "going",
    "hope",
    "instruct",
    "intend",
    "intention",
    "invitation",
    "invite",
    "likely",
    "need",
    "offer",
    "order",
    "plan",
    "pledge",
    "poise",
    "poised",
    "prepare",
    "prepared",
    "project",
    "promise",
    "propose",
    "proposal",
    "ready",
    "request",
    "say",
    "schedule",
    "scheduled",
    "set",
    "slate",
    "slated",
    "supposed",
    "suppose",
    "tell",
    "threaten",
    "unlikely",
    "urge",
    "vow",
    "want",
    "warn",
    "wish",
    "go",
    "seek",
];
/// Participles that themselves point ahead: "talks scheduled for Friday".
const APPOINTED: [&str; 10] =
    ["schedule", "expect", "plan", "slate", "set", "due", "anticipate", "appoint", "forecast", "tentative"];

/// Tense of the clause that governs the tokens.
pub(super) fn of_clause(sentence: &Sentence, tokens: TokenSpan) -> Tense {
    let inside = sentence.tokens.get(tokens.range()).unwrap_or_default();
    let outer =
        inside.iter().find_map(|token| token.head.map(|head| head as usize).filter(|head| !tokens.contains(*head)));
    let mut at = outer;
    // A tree has no loops, but a parser's may: stop after its length.
    for _ in 0..sentence.tokens.len() {
        let Some((index, token)) = at.and_then(|at| Some((at, sentence.tokens.get(at)?))) else { break };
        if let Some(tense) = of_predicate(sentence, index, token) {
            return tense;
        }
        if ahead_of(sentence, index) {
            return Tense::Future;
        }
        at = token.head.map(|head| head as usize);
    }
    Tense::Unknown
}

/// "ahead of talks on Friday".
fn ahead_of(sentence: &Sentence, index: usize) -> bool {
    children(sentence, index).any(|(_, child)| child.relation() == "case" && &*child.lemma == "ahead")
}

fn children(sentence: &Sentence, index: usize) -> impl Iterator<Item = (usize, &Token)> {
    sentence.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(index as u32))
}

fn of_predicate(sentence: &Sentence, index: usize, token: &Token) -> Option<Tense> {
    let auxiliaries: Vec<&Token> = children(sentence, index)
        .map(|(_, child)| child)
        // "on 14 May": the month may be taken for the modal.
        .filter(|child| matches!(child.relation(), "aux" | "cop") && child.upos != Upos::Propn)
        .collect();
    let verbal = matches!(token.upos, Upos::Verb | Upos::Aux);
    if !verbal && auxiliaries.is_empty() {
        return None;
    }
    let participle = token.feature("VerbForm") == Some("Part");
    if auxiliaries.iter().any(|auxiliary| is_modal(auxiliary)) {
        let perfect = auxiliaries.iter().any(|auxiliary| &*auxiliary.lemma == "have");
        return Some(if perfect { Tense::Past } else { Tense::Future });
    }
    let marked = children(sentence, index).any(|(_, child)| &*child.lemma == "to" && child.upos == Upos::Part);
    if marked
        && auxiliaries.iter().any(|auxiliary| auxiliary.feature("Tense") == Some("Pres") && &*auxiliary.lemma == "be")
    {
        return Some(Tense::Future);
    }
    if (participle || !verbal) && APPOINTED.contains(&&*token.lemma) {
        return Some(Tense::Future);
    }
    if let Some(told) = of_auxiliaries(token, &auxiliaries) {
        return Some(told);
    }
    // "expected to be held": the participle says nothing of when, its auxiliary is the infinitive.
    if auxiliaries.iter().any(|auxiliary| auxiliary.feature("VerbForm") == Some("Inf")) {
        return infinitive(sentence, marked, token);
    }
    let tense = token.feature("Tense");
    match token.feature("VerbForm") {
        Some("Inf") | None if tense.is_none() && verbal => infinitive(sentence, marked, token),
        // "holding talks on Friday" has the tense of what it hangs on.
        Some("Ger") => None,
        Some("Part") if tense == Some("Pres") => token.head.is_none().then_some(Tense::Present),
        _ => match tense {
            Some("Past") => Some(Tense::Past),
            Some("Pres") if may_be_past(token) => Some(Tense::Past),
            Some("Pres") => Some(Tense::Present),
            _ => None,
        },
    }
}

/// Verbs of which the past is like the present.
const UNCHANGED: [&str; 18] = [
    "bet", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "set", "shed", "shut", "slit",
    "split", "spread", "thrust",
];

/// "Missiles hit the town on Tuesday": nothing in the form tells the present from the past, and news is of the past.
pub(in crate::extract) fn may_be_past(verb: &Token) -> bool {
    UNCHANGED.contains(&&*verb.lemma) && verb.form.eq_ignore_ascii_case(&verb.lemma)
}

fn is_modal(auxiliary: &Token) -> bool {
    const MODALS: [&str; 11] =
        ["will", "shall", "would", "may", "might", "can", "could", "must", "should", "'ll", "wo"];
    MODALS.contains(&&*auxiliary.lemma) || MODALS.contains(&&*auxiliary.form.to_lowercase())
}

fn of_auxiliaries(token: &Token, auxiliaries: &[&Token]) -> Option<Tense> {
    if auxiliaries.iter().any(|auxiliary| auxiliary.feature("Tense") == Some("Past")) {
        return Some(Tense::Past);
    }
    let present = auxiliaries.iter().find(|auxiliary| auxiliary.feature("Tense") == Some("Pres"))?;
    let perfect = &*present.lemma == "have" && token.feature("Tense") == Some("Past");
    Some(if perfect { Tense::Past } else { Tense::Present })
}

/// "to meet": ahead of what looks forward, else in the tense of what it hangs on; a bare one commands.
fn infinitive(sentence: &Sentence, marked: bool, token: &Token) -> Option<Tense> {
    let governor = token.head.and_then(|head| sentence.tokens.get(head as usize));
    match governor {
        Some(governor) if marked && FORWARD.contains(&&*governor.lemma) && token.relation() != "conj" => {
            Some(Tense::Future)
        }
        None if !marked && token.feature("VerbForm").is_some() => Some(Tense::Future),
        // A headline: "Envoys to meet on Friday".
        None if marked => Some(Tense::Future),
        _ => None,
    }
}
