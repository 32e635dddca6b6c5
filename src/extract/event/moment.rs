//! When an event happened: the date that hangs on its trigger or on the verbs that carry it; else the one that its clause hangs on ("in
//! May, when they met", "while police broke up a march"). Never the date of another deed of another doer.

use super::{Draft, Scope, extent::carriers};
use crate::{
    extract::{
        mention,
        reading::{At, Reading},
        time::{Expression, Meaning},
    },
    model::{Interval, Upos},
};
use std::collections::BTreeMap;

/// A temporal expression of the article.
pub(in crate::extract) struct Dated {
    /// Its words and what they mean.
    pub(in crate::extract) expression: Expression,
    /// The days between which what it modifies lies: "since Monday" reaches to publication.
    pub(in crate::extract) interval: Option<Interval>,
    /// The days that it names itself: Monday.
    pub(in crate::extract) named: Option<Interval>,
}

/// The time of the event with this trigger.
pub(super) fn of_event(reading: &Reading<'_>, scope: &Scope<'_>, trigger: At) -> Option<Interval> {
    let carriers = carriers(reading, trigger);
    on_verbs(reading, scope, &carriers)
        .or_else(|| relative(reading, scope, &carriers))
        .or_else(|| on_verbs(reading, scope, &[beside(reading, &carriers)?]))
}

/// The date nearest to the first of these words, of those that hang on one of them without a deed between.
fn on_verbs(reading: &Reading<'_>, scope: &Scope<'_>, carriers: &[At]) -> Option<Interval> {
    let first = *carriers.first()?;
    let distance = |expression: &Expression| {
        let head = mention::head_in(reading, first.sentence, expression.tokens);
        if head == first {
            return Some((0, 0));
        }
        let chain = reading.ancestors(head);
        // A verb between the expression and the event takes the date for itself.
        let stop = chain.iter().position(|a| carriers.contains(a))?;
        let taken = chain[..stop].iter().any(|a| reading.token(*a).upos == Upos::Verb && !is_occasion(reading, *a));
        // The event's own date comes before that of the verb that carries it.
        let carrier = carriers.iter().position(|c| *c == chain[stop])?;
        let others = carriers[..=carrier].windows(2).any(|pair| is_deed_of_another(reading, pair[0]));
        (!taken && !others).then_some((carrier.min(1), stop + 1))
    };
    let told = dated(scope, first).iter().filter(|d| d.expression.meaning != Meaning::Now);
    let reached = told.filter_map(|d| Some((distance(&d.expression)?, d.expression.tokens, d.interval.as_ref()?)));
    reached.min_by_key(|(distance, tokens, _)| (*distance, *tokens)).map(|(_, _, interval)| interval.clone())
}

fn dated<'s>(scope: &Scope<'s>, at: At) -> &'s [Dated] {
    scope.times.get(at.sentence as usize).map(Vec::as_slice).unwrap_or_default()
}

/// "captured in fighting in July": what it happened in, not a deed that follows.
fn is_occasion(reading: &Reading<'_>, verb: At) -> bool {
    reading.child(verb, "mark").is_some_and(|mark| matches!(&*reading.token(mark).lemma, "in" | "during" | "amid"))
}

/// "Germany voted against in May and ministers have urged …": a conjunct with a subject of its own has a date of its own.
fn is_deed_of_another(reading: &Reading<'_>, at: At) -> bool {
    reading.token(at).relation() == "conj"
        && reading.children(at).any(|child| matches!(reading.token(child).relation(), "nsubj" | "csubj"))
}

/// "in 1993, when soldiers rose": the expression that "when" goes back to.
fn relative(reading: &Reading<'_>, scope: &Scope<'_>, carriers: &[At]) -> Option<Interval> {
    let when = carriers.iter().flat_map(|carrier| reading.children(*carrier)).find(|child| {
        reading.token(*child).lemma.eq_ignore_ascii_case("when")
            && matches!(reading.token(*child).relation(), "advmod" | "mark")
    })?;
    let words = &reading.sentence(when.sentence).tokens;
    let end = match when.token.checked_sub(1)? {
        before if words[before as usize].upos == Upos::Punct => before,
        _ => when.token,
    };
    dated(scope, when).iter().find(|d| d.expression.tokens.end == end).and_then(|d| d.named.clone())
}

/// The verb of the clause that the event's clause goes along with: "accused the government on Friday, while supporters marched".
fn beside(reading: &Reading<'_>, carriers: &[At]) -> Option<At> {
    let last = *carriers.iter().find(|c| reading.token(**c).relation() == "advcl")?;
    let mark = reading.children(last).find(|child| matches!(reading.token(*child).relation(), "mark" | "advmod"))?;
    let along = matches!(&*reading.token(mark).form.to_lowercase(), "while" | "as" | "when" | "where");
    reading.head(last).filter(|head| along && reading.token(*head).upos == Upos::Verb)
}

/// "During the Geneva talks the draft was cut": what happens in an event told elsewhere happens when that does.
pub(in crate::extract) fn from_occasions(reading: &Reading<'_>, drafts: &mut [Draft]) {
    let known: Vec<Option<Interval>> = drafts.iter().map(|draft| draft.claim.time.clone()).collect();
    let mut told_at = BTreeMap::new();
    let mut when = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        told_at.entry(draft.trigger).or_insert(draft.claim.event);
        if known[at].is_some() {
            when.entry(draft.claim.event).or_insert(at);
        }
    }
    for at in 0..drafts.len() {
        if known[at].is_some() {
            continue;
        }
        let carriers = carriers(reading, drafts[at].trigger);
        let labels = ["obl:during", "obl:in", "obl:at", "nmod:during", "nmod:in", "nmod:at"];
        let occasions =
            carriers.iter().flat_map(|carrier| labels.iter().flat_map(|label| reading.targets(*carrier, label)));
        let mut events = occasions.filter(|at| !carriers.contains(at)).filter_map(|at| told_at.get(&at));
        let told = events.find_map(|event| when.get(event).copied());
        drafts[at].claim.time = told.and_then(|told| known[told].clone());
    }
}
