//! What an article tells of its plans besides events → ties: what a plan would bring about ("the plan calls for a truce", "under
//! the deal, Norland would withdraw"), in the article's words, and which plan is a later version of which ("cut from 24 points to
//! 17"). Only plans that the text names or describes; it does not read the plans themselves.

use super::{
    coreference::Chains,
    event::Draft,
    mention::MentionId,
    reading::{At, Reading, one_line},
};
use crate::model::{
    Attribution, ByteSpan, EntityClass, LocalEntity, LocalEntityId, Name, RelationClaim, Status, TokenSpan, Upos,
};

/// The class of a tie whose title is what the plan would bring about.
const PROVISION: &str = "Provision";
/// Longest provision, in tokens.
const LONGEST: usize = 60;

/// Provisions and versions.
pub(super) fn find(
    reading: &Reading<'_>,
    chains: &mut Chains,
    drafts: &[Draft],
    known: &[RelationClaim<LocalEntityId>],
) -> Vec<RelationClaim<LocalEntityId>> {
    let mut found = new_versions(reading, chains);
    let mut versions: Vec<(LocalEntityId, LocalEntityId)> = known
        .iter()
        .chain(&found)
        .filter(|r| r.class == "RevisionOf")
        .filter_map(|r| Some((r.subject, r.object?)))
        .collect();
    for sentence in 0..reading.sentences().len() as u32 {
        for token in 0..reading.sentence(sentence).tokens.len() as u32 {
            let at = At { sentence, token };
            if reading.token(at).upos == Upos::Verb {
                found.extend(provisions(reading, chains, at));
            }
        }
    }
    for draft in drafts.iter().filter(|d| d.claim.class == "Revision" && d.claim.status != Status::Negated) {
        if let Some((later, earlier)) = version(chains, draft).filter(|pair| !versions.contains(pair)) {
            versions.push((later, earlier));
            found.push(RelationClaim {
                attribution: draft.claim.attribution.clone(),
                evidence: draft.claim.evidence.clone(),
                ..tie("RevisionOf", later, Some(earlier), None, "plan/number-of-points")
            });
        }
    }
    found
}

/// "the new version": of the plan that was spoken of before.
fn new_versions(reading: &Reading<'_>, chains: &Chains) -> Vec<RelationClaim<LocalEntityId>> {
    let revision = |&(version, plan): &(MentionId, MentionId)| {
        let (subject, object) = (chains.of(version)?, chains.of(plan)?);
        let mention = reading.mention(version);
        (subject != object).then(|| RelationClaim {
            evidence: vec![reading.evidence(reading.bytes(mention.at.sentence, mention.tokens))],
            confidence: 70,
            ..tie("RevisionOf", subject, Some(object), None, "revision-of/new-version")
        })
    };
    chains.revisions.iter().filter_map(revision).collect()
}

fn tie(
    class: &str,
    subject: LocalEntityId,
    object: Option<LocalEntityId>,
    title: Option<String>,
    rule: &str,
) -> RelationClaim<LocalEntityId> {
    RelationClaim {
        class: Name::from(class),
        subject,
        object,
        title,
        former: false,
        time: None,
        attribution: Attribution::default(),
        evidence: Vec::new(),
        rule: Name::from(rule),
        confidence: 80,
    }
}

/// Of a revision that tells numbers of points: the plan with so many after, and the one with another number.
fn version(chains: &mut Chains, draft: &Draft) -> Option<(LocalEntityId, LocalEntityId)> {
    let number = |role: &str| draft.claim.quantities.iter().find(|q| q.role == role).map(|q| q.value as u32);
    let with = |chains: &Chains, points: u32| {
        let mut ids = (0..chains.entities.len() as u32).map(LocalEntityId);
        let plan = |id: &LocalEntityId| (chains.entity(*id).class, chains.entity(*id).points);
        ids.find(|id| plan(id) == (EntityClass::Plan, Some(points)))
    };
    let after = number("points_after").filter(|points| *points > 0)?;
    let told = draft.claim.about.iter().copied().find(|id| {
        let plan = chains.entity(*id);
        plan.class == EntityClass::Plan && plan.points.is_some_and(|points| points != after)
    });
    let earlier = number("points_before").and_then(|points| with(chains, points)).or(told)?;
    // "The 24-point plan has been cut to 17 points" speaks of a 17-point plan, whether or not it calls it so.
    let later = with(chains, after).unwrap_or_else(|| {
        chains.add(LocalEntity {
            class: EntityClass::Plan,
            label: format!("{after}-point plan"),
            aliases: Vec::new(),
            gazetteer: None,
            affiliation: chains.entity(earlier).affiliation,
            points: Some(after),
            named: false,
            mentions: draft.claim.evidence.iter().map(|e| e.bytes).collect(),
        })
    });
    (earlier != later).then_some((later, earlier))
}

/// What the verb says of a plan that is its subject, or that it happens under.
fn provisions(reading: &Reading<'_>, chains: &Chains, verb: At) -> Option<RelationClaim<LocalEntityId>> {
    let plan_at = |at: At| {
        let entities = reading.headed_by(at).iter().filter_map(|id| chains.of(*id));
        entities.into_iter().find(|id| chains.entity(*id).class == EntityClass::Plan)
    };
    let denied = reading.children(verb).any(|c| reading.listed("negation", &reading.token(c).lemma.to_lowercase()));
    if denied {
        return None;
    }
    let subject = reading.targets(verb, "nsubj").into_iter().find_map(plan_at);
    let under = reading.targets(verb, "obl:under").into_iter().find_map(|at| plan_at(at).map(|plan| (at, plan)));
    let would = reading.children(verb).any(|c| {
        reading.token(c).relation() == "aux" && matches!(&*reading.token(c).form, "would" | "will" | "must" | "shall")
    });
    let (plan, words, rule) = if let Some(plan) = subject {
        let lemma = reading.token(verb).lemma.to_lowercase();
        if reading.listed("provision-verbs", &lemma) {
            (plan, content(reading, verb)?, "plan/provides")
        } else if would {
            (plan, predicate(reading, verb), "plan/would")
        } else {
            return None;
        }
    } else {
        let (at, plan) = under?;
        (plan, clause_without(reading, verb, at).filter(|_| would)?, "plan/under")
    };
    let bytes = reading.bytes(verb.sentence, words);
    let whole = reading.bytes(verb.sentence, reading.subtree(verb));
    Some(RelationClaim {
        evidence: vec![reading.evidence(trimmed(reading, whole))],
        ..tie(PROVISION, plan, None, Some(one_line(reading.slice(trimmed(reading, bytes)))), rule)
    })
}

/// What "calls for", "includes", "requires" govern.
fn content(reading: &Reading<'_>, verb: At) -> Option<TokenSpan> {
    let labels = ["obj", "obl", "ccomp", "xcomp"];
    let own = |c: &At| c.token > verb.token && labels.contains(&reading.token(*c).relation());
    let first = reading.children(verb).find(own)?;
    let mut span = reading.subtree(first);
    let preposition = reading.token(At { sentence: verb.sentence, token: span.start });
    if preposition.upos == Upos::Adp && &*preposition.lemma == "for" {
        span.start += 1;
    }
    let end = reading.children(verb).filter(own).map(|c| reading.subtree(c).end).max().unwrap_or(span.end);
    Some(bounded(TokenSpan::new(span.start as usize, end.max(span.end) as usize)))
}

/// "would give the region autonomy" → "give the region autonomy".
fn predicate(reading: &Reading<'_>, verb: At) -> TokenSpan {
    bounded(TokenSpan::new(verb.token as usize, reading.subtree(verb).end as usize))
}

/// The clause before or behind the phrase "under the plan".
fn clause_without(reading: &Reading<'_>, verb: At, phrase: At) -> Option<TokenSpan> {
    let (clause, phrase) = (reading.subtree(verb), reading.subtree(phrase));
    let span = if phrase.start <= clause.start {
        TokenSpan::new(phrase.end as usize, clause.end as usize)
    } else {
        TokenSpan::new(clause.start as usize, phrase.start as usize)
    };
    (span.start <= verb.token && verb.token < span.end).then(|| bounded(span))
}

fn bounded(span: TokenSpan) -> TokenSpan {
    TokenSpan::new(span.start as usize, (span.end as usize).min(span.start as usize + LONGEST))
}

/// Without punctuation and blanks at the ends.
fn trimmed(reading: &Reading<'_>, span: ByteSpan) -> ByteSpan {
    let text = reading.slice(span);
    let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':' | '—' | '–');
    let start = span.start as usize + (text.len() - text.trim_start_matches(edge).len());
    ByteSpan::new(start, start + text.trim_matches(edge).len())
}
