//! Who vouches for what an event claim tells, and when he said so: the speakers of clauses and quotations around its trigger, who accuses, who claims the deed.

use super::{Scope, push_new};
use crate::{
    extract::{
        coreference::Chains,
        mention::{Form, MentionId},
        reading::{At, Reading},
        reported::Report,
    },
    model::{Attribution, EntityClass, Interval, LocalEntityId},
};

/// Who vouches for what the trigger tells: speakers of the clauses and quotations around it, nearest first, then outlets; and when
/// the nearest said so.
pub(super) fn voices(
    reading: &Reading<'_>,
    chains: &Chains,
    scope: &Scope<'_>,
    trigger: At,
) -> (Attribution<LocalEntityId>, Option<Interval>) {
    // Each with the verb by which he says so.
    let mut found: Vec<(LocalEntityId, Option<At>)> = Vec::new();
    let mut reports: Vec<&Report> = scope
        .reports
        .iter()
        .filter(|r| r.sentence == trigger.sentence && r.clause.contains(trigger.token as usize) && r.tag != trigger)
        .collect();
    reports.sort_by_key(|r| r.clause.len());
    for report in reports {
        let speakers = report.speakers.iter().filter_map(|s| speaker_entity(reading, chains, *s));
        found.extend(speakers.map(|speaker| (speaker, Some(report.tag))));
        let outlet = report
            .addressee
            .filter(|a| reading.mention(*a).class == EntityClass::Organization && reading.mention(*a).is_name());
        found.extend(outlet.and_then(|o| chains.of(o)).map(|outlet| (outlet, None)));
    }
    let span = reading.token(trigger).span;
    let quoted = scope.quotations.iter().filter(|q| q.parts.iter().any(|p| p.covers(span)));
    found.extend(quoted.filter_map(|q| Some((speaker_entity(reading, chains, q.speaker?)?, q.tag))));
    for verb in accusing(reading, trigger).into_iter().chain(answering(reading, trigger)) {
        let speakers = doers(reading, verb).into_iter().filter_map(|s| speaker_entity(reading, chains, s));
        found.extend(speakers.map(|speaker| (speaker, Some(verb))));
    }
    let said = found.first().and_then(|(_, verb)| scope.time_at(reading, (*verb)?));
    let mut unique = Vec::new();
    for (entity, _) in found {
        push_new(&mut unique, entity);
    }
    (Attribution(unique), said)
}

/// "accused Norland of shelling the port": who accuses vouches for what he accuses of.
fn accusing(reading: &Reading<'_>, trigger: At) -> Option<At> {
    let lemma = |at: At| reading.token(at).lemma.to_lowercase();
    std::iter::once(trigger).chain(reading.ancestors(trigger)).find_map(|at| {
        let mark = reading.child(at, "mark").is_some_and(|mark| matches!(lemma(mark).as_str(), "of" | "for" | "with"));
        let verb = reading.head(at).filter(|_| mark && reading.token(at).relation() == "advcl")?;
        reading.listed("accusing-verbs", &lemma(verb)).then_some(verb)
    })
}

/// "claimed responsibility for the attack": who answers for it says so.
fn answering(reading: &Reading<'_>, trigger: At) -> Option<At> {
    let lemma = |at: At| reading.token(at).lemma.to_lowercase();
    let chain = reading.ancestors(trigger);
    let noun = chain.iter().take(2).copied().find(|&at| reading.listed("answering-nouns", &lemma(at)));
    let verb = noun.and_then(|noun| reading.head(noun)).or_else(|| {
        // "claimed responsibility for": the parser may hang the attack on the verb.
        let taken =
            |&verb: &At| reading.targets(verb, "obj").into_iter().any(|o| reading.listed("answering-nouns", &lemma(o)));
        chain.first().copied().filter(taken)
    });
    verb.filter(|&verb| reading.listed("answering-verbs", &lemma(verb)))
}

/// The mentions of who does what a verb tells.
fn doers(reading: &Reading<'_>, verb: At) -> Vec<MentionId> {
    let subjects = ["nsubj", "obl:agent"].into_iter().flat_map(move |label| reading.targets(verb, label));
    subjects.flat_map(|at| reading.headed_by(at).to_vec()).collect()
}

/// The entity that speaks, if it is one that can.
pub(in crate::extract) fn speaker_entity(
    reading: &Reading<'_>,
    chains: &Chains,
    id: MentionId,
) -> Option<LocalEntityId> {
    let silent = |e: &LocalEntityId| reading.mention(id).form == Form::Pronoun && !chains.entity(*e).class.is_actor();
    chains.of(id).filter(|e| !silent(e))
}
