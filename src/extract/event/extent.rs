//! How far an event reaches in its sentence: the verbs that only carry its trigger ("hold talks") and the words that tell of it.

use crate::{
    extract::reading::{At, Reading},
    model::{TokenSpan, Upos},
    rules::Match,
};

/// The trigger, and the verbs that only carry it: "hold talks", "talks are set to continue", "agreed to meet".
pub(super) fn carriers(reading: &Reading<'_>, trigger: At) -> Vec<At> {
    let mut found = vec![trigger];
    let mut at = trigger;
    while let Some(head) = reading.head(at) {
        let token = reading.token(at);
        let lemma = reading.token(head).lemma.to_lowercase();
        let verb = reading.token(head).upos == Upos::Verb;
        let carried = match token.relation() {
            "obj" | "nsubj" | "obl" if token.upos == Upos::Noun => {
                verb && (reading.listed("light-verbs", &lemma) || reading.listed("happening-verbs", &lemma))
            }
            "xcomp" => verb,
            // "flew to the capital to meet": what somebody goes for happens where and when they go.
            "advcl" => {
                let mark = reading.child(at, "mark");
                let purpose = mark.is_some_and(|m| &*reading.token(m).lemma == "to");
                // "hit the town, killing six": the participle tells of the same moment.
                let adjunct = mark.is_none() && matches!(token.feature("VerbForm"), Some("Ger" | "Part"));
                // "organised a visit to sign the deal", "held talks to end the war": so does what an event is held for.
                let held = reading
                    .targets(head, "obj")
                    .into_iter()
                    .any(|object| reading.knowledge.is_event_word(&reading.token(object).lemma.to_lowercase()));
                verb && (adjunct || (purpose && (held || reading.listed("motion-verbs", &lemma))))
            }
            "conj" if token.upos == reading.token(head).upos => verb,
            // "a second round of talks".
            "nmod" => reading.listed("event-part-nouns", &lemma),
            _ => false,
        };
        if !carried || found.len() > 4 {
            break;
        }
        found.push(head);
        at = head;
    }
    // "a meeting which will take place on 28 June".
    let relative = |c: &At| {
        reading.token(*c).relation() == "acl"
            && reading.listed("happening-verbs", &reading.token(*c).lemma.to_lowercase())
    };
    found.extend(reading.children(trigger).filter(relative));
    // "is set to continue on Tuesday": the date hangs on the verb below.
    let last = *found.last().unwrap_or(&trigger);
    found.extend(
        reading.children(last).filter(|c| *c != trigger && reading.token(*c).relation() == "xcomp" && trigger != last),
    );
    found
}

/// The words that tell of the event: from the first to the last of the phrases of trigger and arguments, within the clause.
pub(super) fn clause_of(reading: &Reading<'_>, trigger: At, found: &Match) -> TokenSpan {
    let carrier = carriers(reading, trigger).into_iter().last().unwrap_or(trigger);
    let verbal = reading.token(carrier).upos == Upos::Verb;
    let mut span = if verbal { reading.subtree(carrier) } else { reading.subtree(trigger) };
    for argument in &found.arguments {
        let at = argument.token as usize;
        span = span.union(TokenSpan::new(at, at + 1));
    }
    let words = &reading.sentence(trigger.sentence).tokens;
    while span.end > span.start + 1 && words[span.end as usize - 1].upos == Upos::Punct {
        span.end -= 1;
    }
    while span.start + 1 < span.end
        && (words[span.start as usize].upos == Upos::Punct || words[span.start as usize].upos == Upos::Cconj)
    {
        span.start += 1;
    }
    span
}
