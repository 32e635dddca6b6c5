//! Phrases that are no mention of anything known → entities named by their words: "security guarantees", "ceding land", "to form a
//! cabinet". The label is the phrase without what only dates it, explains it or goes on from it.

use super::{
    coreference::Chains,
    mention::premodified,
    reading::{At, Reading},
};
use crate::model::{EntityClass, LocalEntity, LocalEntityId, TokenSpan, Upos};

/// Longest label, in tokens.
const LONGEST: usize = 12;

/// An entity for the phrase headed by the token; `None` for words without content of their own.
pub(super) fn entity(reading: &Reading<'_>, chains: &mut Chains, at: At) -> Option<LocalEntityId> {
    let tokens = match reading.token(at).upos {
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::X => noun(reading, at),
        Upos::Verb | Upos::Aux => clause(reading, at),
        _ => return None,
    };
    let tokens = TokenSpan::new(tokens.start as usize, (tokens.end as usize).min(tokens.start as usize + LONGEST));
    let tokens = trimmed(reading, at, tokens);
    let text = |tokens| reading.text(at.sentence, tokens).trim_matches(['"', '“', '”', ',', '.', ' ']).to_owned();
    let label = text(tokens);
    // "pull its troops" is also "pull its troops out of five towns".
    let verbal = matches!(reading.token(at).upos, Upos::Verb | Upos::Aux);
    let whole = verbal.then(|| text(whole_clause(reading, at, tokens.start))).filter(|whole| *whole != label);
    (!label.is_empty()).then(|| {
        chains.add(LocalEntity {
            class: EntityClass::Other,
            label,
            aliases: whole.into_iter().collect(),
            gazetteer: None,
            affiliation: None,
            points: None,
            named: false,
            mentions: vec![reading.bytes(at.sentence, tokens)],
        })
    })
}

/// "to join any cabinet" without "in June", "the retirement age be raised" without "that".
fn clause(reading: &Reading<'_>, verb: At) -> TokenSpan {
    let words = &reading.sentence(verb.sentence).tokens;
    let mut span = reading.subtree(verb);
    // "that it would retaliate" is about retaliating.
    let skipped = |t: usize| {
        matches!(words[t].upos, Upos::Punct | Upos::Aux)
            || matches!(words[t].relation(), "mark" | "case" | "cc")
            || words[t].upos == Upos::Pron
    };
    while span.start < verb.token && skipped(span.start as usize) {
        span.start += 1;
    }
    // "withdraw guns to a line", "drive to the capital on Thursday": what is done says it, not all that goes with it.
    let mut objects = 0;
    let extra = |c: &At| {
        let full = objects > 0;
        let relation = reading.token(*c).relation();
        objects += usize::from(matches!(relation, "obj" | "obl" | "xcomp" | "ccomp"));
        relation == "obl" && full
    };
    let beyond: Vec<At> = reading.children(verb).filter(|c| c.token > verb.token).filter(extra).collect();
    let stop = reading
        .children(verb)
        .filter(|c| c.token > verb.token && (is_aside(reading, *c) || beyond.contains(c)))
        .map(|c| reading.subtree(c).start);
    let end = stop.min().unwrap_or(span.end).min(span.end).max(verb.token + 1);
    trimmed(reading, verb, TokenSpan::new(span.start as usize, end as usize))
}

/// The clause from its first word of content to where another begins, however much goes with the verb.
fn whole_clause(reading: &Reading<'_>, verb: At, start: u32) -> TokenSpan {
    let another = |c: &At| matches!(reading.token(*c).relation(), "advcl" | "parataxis" | "conj");
    let stops = reading.children(verb).filter(|c| c.token > verb.token && another(c)).map(|c| reading.subtree(c).start);
    let end = stops.min().unwrap_or_else(|| reading.subtree(verb).end).max(verb.token + 1).min(start + LONGEST as u32);
    trimmed(reading, verb, TokenSpan::new(start as usize, end as usize))
}

/// "control of the region", "the notion of ceding land": the "of" phrase says which.
fn noun(reading: &Reading<'_>, at: At) -> TokenSpan {
    let own = premodified(reading, at);
    let is_of =
        |c: &At| c.token > at.token && reading.child(*c, "case").is_some_and(|k| &*reading.token(k).lemma == "of");
    let Some(of) = reading.children(at).find(is_of) else { return own };
    let span = reading.subtree(of);
    let stop =
        reading.children(of).filter(|c| c.token > of.token && is_aside(reading, *c)).map(|c| reading.subtree(c).start);
    let end = stop.min().unwrap_or(span.end).min(span.end).max(of.token + 1);
    trimmed(reading, of, own.union(TokenSpan::new(span.start as usize, end as usize)))
}

/// Does a dependent only date the phrase, explain it, or go on from it?
fn is_aside(reading: &Reading<'_>, at: At) -> bool {
    match reading.token(at).relation() {
        "advcl" | "parataxis" | "acl" | "appos" => true,
        "conj" => reading.token(at).upos == Upos::Verb,
        "obl" | "advmod" => reading.is_temporal(at),
        _ => false,
    }
}

/// Without punctuation and linking words at the end.
fn trimmed(reading: &Reading<'_>, head: At, mut span: TokenSpan) -> TokenSpan {
    let words = &reading.sentence(head.sentence).tokens;
    while span.end > head.token + 1
        && matches!(words[span.end as usize - 1].upos, Upos::Punct | Upos::Cconj | Upos::Aux)
    {
        span.end -= 1;
    }
    span
}
