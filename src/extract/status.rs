//! Did it happen? Tense, modals, negation and the verbs that an event hangs on → [`Status`]. Purely from the graph and the
//! knowledge's tables; what a speaker only claims is told by the attribution, not here.

use super::reading::{At, Reading};
use crate::model::{Status, Upos};

/// The status of an event by its trigger.
pub(super) fn of(reading: &Reading<'_>, trigger: At) -> Status {
    let token = reading.token(trigger);
    if matches!(token.upos, Upos::Verb | Upos::Aux) {
        return of_verb(reading, trigger, 0);
    }
    of_noun(reading, trigger)
}

/// How many governing verbs may bear on the status.
const DEPTH: usize = 4;

fn of_verb(reading: &Reading<'_>, verb: At, depth: usize) -> Status {
    let open = ["if", "unless", "whether"].iter().any(|mark| is_marked(reading, verb, mark));
    if let Some(status) = auxiliaries(reading, verb) {
        // "unclear whether they will meet".
        let status = if open && status == Status::Planned { Status::Possible } else { status };
        let announced = status == Status::Possible && is_future_in_the_past(reading, verb);
        return if announced { Status::Planned } else { status };
    }
    let token = reading.token(verb);
    let governed = governed_status(reading, verb, depth);
    if let Some(status) = governed {
        return status;
    }
    if open {
        return Status::Possible;
    }
    let infinitive = is_infinitive(reading, verb);
    if infinitive && matches!(token.relation(), "advcl" | "acl" | "xcomp" | "ccomp") {
        return Status::Possible;
    }
    present_status(reading, verb)
}

/// "is holding", "controls": going on.
fn present_status(reading: &Reading<'_>, verb: At) -> Status {
    let token = reading.token(verb);
    let progressive = matches!(token.feature("VerbForm"), Some("Part" | "Ger"))
        && token.feature("Tense") != Some("Past")
        && has_auxiliary(reading, verb, "be");
    let present = token.feature("Tense") == Some("Pres")
        && token.feature("VerbForm") == Some("Fin")
        && !super::time::may_be_past(token);
    if progressive || present { Status::Ongoing } else { Status::Occurred }
}

/// "said that envoys would meet": the past of "will", unless it hangs on a condition.
fn is_future_in_the_past(reading: &Reading<'_>, verb: At) -> bool {
    let would =
        reading.children(verb).any(|c| reading.token(c).relation() == "aux" && &*reading.token(c).form == "would");
    let conditional = reading.children(verb).any(|c| {
        reading.token(c).relation() == "advcl"
            && reading
                .children(c)
                .any(|m| matches!(&*reading.token(m).lemma.to_lowercase(), "if" | "unless" | "should" | "were"))
    });
    let said = reading.head(verb).is_some_and(|head| {
        let governor = reading.token(head);
        let past = governor.feature("Tense") == Some("Past");
        past && reading.token(verb).relation() == "ccomp"
            && reading.listed("speech-verbs", &governor.lemma.to_lowercase())
    });
    would && said && !conditional
}
fn is_infinitive(reading: &Reading<'_>, verb: At) -> bool {
    reading.token(verb).feature("VerbForm") == Some("Inf") || is_marked(reading, verb, "to")
}
/// Is the clause opened by the word ("to leave", "whether they leave")?
fn is_marked(reading: &Reading<'_>, verb: At, lemma: &str) -> bool {
    reading.children(verb).any(|c| reading.token(c).relation() == "mark" && &*reading.token(c).lemma == lemma)
}

fn has_auxiliary(reading: &Reading<'_>, verb: At, lemma: &str) -> bool {
    reading.children(verb).any(|c| reading.token(c).relation() == "aux" && &*reading.token(c).lemma == lemma)
}

/// Modals and negation on the verb itself.
fn auxiliaries(reading: &Reading<'_>, verb: At) -> Option<Status> {
    // "is to travel": what stands before an infinitive without a verb of its own.
    // Not of "believed to be held", where it comes after the "to".
    let to =
        reading.children(verb).find(|&c| reading.token(c).relation() == "mark" && &*reading.token(c).lemma == "to");
    let copula = |c: At| matches!(reading.token(c).relation(), "cop" | "aux") && &*reading.token(c).lemma == "be";
    let copular = to.is_some_and(|to| reading.children(verb).any(|c| c.token < to.token && copula(c)));
    let mut status = copular.then_some(Status::Planned);
    for child in reading.children(verb) {
        let token = reading.token(child);
        let lemma = token.lemma.to_lowercase();
        if token.relation() == "advmod" || token.relation() == "det" || token.relation() == "cc" {
            if reading.listed("negation", &lemma) || reading.listed("negation", &token.form.to_lowercase()) {
                return Some(Status::Negated);
            }
        }
        // "on 14 May": the month may be taken for the modal.
        if token.relation() == "aux" && token.upos != Upos::Propn {
            let modal = reading
                .knowledge
                .entry("modal-status", &lemma)
                .or_else(|| reading.knowledge.entry("modal-status", &token.form.to_lowercase()));
            status = modal.and_then(|s| s.parse().ok()).or(status);
        }
        // "left without signing".
        if token.relation() == "mark" && lemma == "without" {
            return Some(Status::Negated);
        }
        // "is due to meet", where the parser makes "due" a mark.
        if token.relation() == "mark" && matches!(token.upos, Upos::Adj | Upos::Verb) {
            status = reading.knowledge.entry("embedding-status", &lemma).and_then(|s| s.parse().ok()).or(status);
        }
        // "no side signed": the negation sits on the subject.
        if token.relation() == "nsubj"
            && reading
                .children(child)
                .any(|d| reading.listed("negative-determiners", &reading.token(d).lemma.to_lowercase()))
        {
            return Some(Status::Negated);
        }
    }
    status
}

/// What the verb or noun above says of it: "plans to meet", "denied attacking", "is set to resume", "refused to sign".
fn governed_status(reading: &Reading<'_>, at: At, depth: usize) -> Option<Status> {
    let token = reading.token(at);
    let head = reading.head(at).filter(|_| depth < DEPTH)?;
    let governor = reading.token(head);
    let lemma = governor.lemma.to_lowercase();
    match token.relation() {
        "conj" if matches!(governor.upos, Upos::Verb) => {
            // "will meet and sign": the second verb without auxiliaries of its own shares the first's.
            let own = reading.children(at).any(|c| matches!(reading.token(c).relation(), "aux" | "nsubj"))
                || token.feature("Tense") == Some("Past") && token.feature("VerbForm") == Some("Fin");
            (!own).then(|| of_verb(reading, head, depth + 1)).filter(|s| *s != Status::Occurred)
        }
        "xcomp" | "ccomp" | "csubj" | "acl" | "advcl" | "obj" | "nsubj" | "obl" => {
            // "barred them from leaving", "warned against attacking".
            let averted = || ["from", "against", "into"].iter().any(|mark| is_marked(reading, at, mark));
            let complement = matches!(token.relation(), "xcomp" | "ccomp" | "csubj")
                || (token.relation() == "acl" && governor.upos == Upos::Noun && is_infinitive(reading, at))
                || (token.relation() == "advcl" && governor.upos == Upos::Verb && averted())
                // "voted unanimously to impose".
                || (token.relation() == "advcl" && &*lemma == "vote" && is_infinitive(reading, at));
            if let Some(status) = denied_assertion(reading, at, head) {
                return Some(status);
            }
            if complement {
                let embedded = reading
                    .knowledge
                    .entry("embedding-status", &lemma)
                    .or_else(|| reading.knowledge.entry("noun-status", &lemma).filter(|_| governor.upos == Upos::Noun));
                if let Some(status) = embedded.and_then(|s| s.parse::<Status>().ok()) {
                    return Some(negate_if(reading, head, status));
                }
                // "continues to occupy", "began to withdraw", "managed to sign": the governor's own status.
                if token.relation() == "xcomp" && governor.upos == Upos::Verb {
                    let governing = of_verb(reading, head, depth + 1);
                    let continuing = matches!(lemma.as_str(), "continue" | "keep" | "remain");
                    return Some(if continuing && governing == Status::Occurred { Status::Ongoing } else { governing });
                }
            }
            None
        }
        _ => None,
    }
}

/// "rejected claims that it had armed the rebels", "dismissed accusations of shelling the port": not so, says who rejects them.
fn denied_assertion(reading: &Reading<'_>, at: At, noun: At) -> Option<Status> {
    let clause = matches!(reading.token(at).relation(), "acl" | "ccomp" | "advcl");
    let asserted = clause && reading.listed("assertion-nouns", &reading.token(noun).lemma.to_lowercase());
    let object = matches!(&*reading.token(noun).deprel, "obj" | "nsubj:pass");
    let verb = reading.head(noun).filter(|_| asserted && object)?;
    reading.knowledge.entry("denial-verbs", &reading.token(verb).lemma.to_lowercase())?.parse().ok()
}

fn negate_if(reading: &Reading<'_>, verb: At, status: Status) -> Status {
    match auxiliaries(reading, verb) {
        Some(Status::Negated) if status != Status::Negated => Status::Negated,
        // "will not refuse" affirms at most a possibility.
        Some(Status::Negated) => Status::Possible,
        _ => status,
    }
}

/// A noun's event has the status of the verb that makes it happen, or of its adjective, or happened.
fn of_noun(reading: &Reading<'_>, noun: At) -> Status {
    for child in reading.children(noun) {
        let lemma = reading.token(child).lemma.to_lowercase();
        if matches!(reading.token(child).relation(), "amod" | "acl" | "det") {
            if lemma == "no" {
                return Status::Negated;
            }
            if let Some(status) = reading.knowledge.entry("status-adjectives", &lemma).and_then(|s| s.parse().ok()) {
                return status;
            }
            // "a meeting which will take place on 28 June".
            if reading.token(child).relation() == "acl"
                && reading.listed("happening-verbs", &lemma)
                && has_auxiliary(reading, child, "will")
            {
                return Status::Planned;
            }
        }
    }
    if reading.preposition(noun).as_deref() == Some("without") {
        return Status::Negated;
    }
    let Some(head) = reading.head(noun) else { return Status::Occurred };
    // "opened a round of talks": the round's status.
    if reading.preposition(noun).as_deref() == Some("of")
        && reading.listed("event-part-nouns", &reading.token(head).lemma.to_lowercase())
    {
        return of_noun(reading, head);
    }
    let governor = reading.token(head);
    let lemma = governor.lemma.to_lowercase();
    let relation = reading.token(noun).relation().to_owned();
    if governor.upos == Upos::Verb && matches!(relation.as_str(), "obj" | "nsubj" | "obl" | "xcomp" | "ccomp") {
        let light = reading.listed("light-verbs", &lemma) || reading.listed("happening-verbs", &lemma);
        let fate = reading.knowledge.entry("fate-status", &lemma).and_then(|s| s.parse().ok());
        if let Some(status) = fate.filter(|_| relation == "obj" || (relation == "nsubj" && is_passive(reading, head))) {
            return negate_if(reading, head, status);
        }
        // "would not take part in the talks", "will engage in talks".
        let joined = reading.listed("light-prepositions-verbs", &lemma)
            || reading.child(head, "obj").is_some_and(|o| &*reading.token(o).lemma == "part");
        if light && (relation != "obl" || joined) {
            let status = of_verb(reading, head, 0);
            // "The meeting follows talks": a simple present tells what happened, unless it says that it goes on.
            let lasting =
                matches!(lemma.as_str(), "continue" | "go" | "have" | "keep" | "maintain" | "proceed" | "remain")
                    || has_auxiliary(reading, head, "be");
            return if status == Status::Ongoing && !lasting { Status::Occurred } else { status };
        }
        if relation == "obj" || (relation == "nsubj" && is_passive(reading, head)) {
            if let Some(status) = reading.knowledge.entry("embedding-status", &lemma).and_then(|s| s.parse().ok()) {
                return negate_if(reading, head, status);
            }
        }
        if relation == "nsubj" {
            let status = of_verb(reading, head, 0);
            return if matches!(status, Status::Planned | Status::Possible) && happens(reading, head) {
                status
            } else {
                Status::Occurred
            };
        }
    }
    // "calls for a truce and a withdrawal".
    let beside = relation == "conj" && governor.upos == Upos::Noun && is_called_for(reading, head);
    if beside || is_called_for(reading, noun) {
        return Status::Possible;
    }
    // "hopes of talks", "a plan for talks"; not "efforts, including talks".
    let content = reading.preposition(noun).is_some_and(|p| matches!(p.as_str(), "of" | "for" | "on" | "to"));
    if governor.upos == Upos::Noun && relation == "nmod" && content {
        if let Some(status) = reading.knowledge.entry("noun-status", &lemma).and_then(|s| s.parse().ok()) {
            return status;
        }
    }
    Status::Occurred
}

/// "calls for", "provides for": what a text or a speaker wants is not there yet.
fn is_called_for(reading: &Reading<'_>, noun: At) -> bool {
    let verb = reading.head(noun).filter(|h| reading.token(*h).upos == Upos::Verb);
    verb.is_some_and(|v| reading.listed("wanting-verbs", &reading.token(v).lemma))
        && reading.token(noun).relation() == "obl"
        && reading.preposition(noun).as_deref() == Some("for")
}

fn is_passive(reading: &Reading<'_>, verb: At) -> bool {
    reading.children(verb).any(|c| matches!(&*reading.token(c).deprel, "aux:pass" | "nsubj:pass"))
}

/// Does the verb speak of its subject's taking place, itself or by what it governs ("is set to continue")?
fn happens(reading: &Reading<'_>, verb: At) -> bool {
    let listed = |at: At| reading.listed("happening-verbs", &reading.token(at).lemma.to_lowercase());
    listed(verb) || reading.children(verb).any(|c| reading.token(c).relation() == "xcomp" && listed(c))
}
