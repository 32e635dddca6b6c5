//! Rule matches → event claims: who in which role, where, when, about what, with which numbers, whether it happened, and who
//! says so. The rules find trigger and arguments; everything that holds for every class of event is done here.

mod attribution;
mod extent;
pub(super) mod identity;
pub(super) mod leader;
pub(super) mod moment;
mod place;

pub(super) use attribution::speaker_entity;
use attribution::voices;
pub(super) use moment::Dated;

use super::{
    coreference::Chains,
    mention::{Form, MentionId},
    quantity,
    quotation::Quotation,
    reading::{At, Reading},
    reported::Report,
    status,
};
use crate::{
    model::{
        EntityClass, EventClaim, Filler, Interval, LocalEntity, LocalEntityId, LocalEventId, Name, NameKind, Status,
        TokenSpan, Upos,
    },
    rules::{Context, Match, Target},
};

/// A claim with what identity in the article needs to know beside it.
pub(super) struct Draft {
    pub(super) claim: EventClaim<LocalEntityId, LocalEventId>,
    pub(super) trigger: At,
}

/// What the rules may ask about tokens.
pub(super) struct View<'r, 'a> {
    pub(super) reading: &'r Reading<'a>,
    pub(super) chains: &'r Chains,
    pub(super) sentence: u32,
}

impl Context for View<'_, '_> {
    fn class(&self, token: u32) -> Option<EntityClass> {
        let id = *self.reading.headed_by(At { sentence: self.sentence, token }).first()?;
        Some(class_in_role(self.reading, self.chains, id))
    }
    fn name_kind(&self, token: u32) -> Option<NameKind> {
        let names = &self.reading.sentence(self.sentence).names;
        names.iter().find(|n| n.tokens.contains(token as usize)).map(|n| n.kind)
    }
}

/// The class a mention has: a pronoun's is its antecedent's.
fn class_in_role(reading: &Reading<'_>, chains: &Chains, id: MentionId) -> EntityClass {
    let mention = reading.mention(id);
    match chains.of(id) {
        Some(entity) if mention.form == Form::Pronoun => chains.entity(entity).class,
        _ => mention.class,
    }
}

/// Everything that bears on the events of an article.
pub(super) struct Scope<'s> {
    pub(super) times: &'s [Vec<Dated>],
    pub(super) reports: &'s [Report],
    pub(super) quotations: &'s [Quotation],
}

impl Scope<'_> {
    /// The date that hangs on a speech verb.
    pub(super) fn time_at(&self, reading: &Reading<'_>, tag: At) -> Option<Interval> {
        let expressions = self.times.get(tag.sentence as usize)?;
        expressions.iter().find_map(|Dated { expression, interval, .. }| {
            let head = super::mention::head_in(reading, tag.sentence, expression.tokens);
            (reading.head(head) == Some(tag)).then(|| interval.clone()).flatten()
        })
    }
}

/// What the rules find in each sentence: events for this module, ties for `office`.
pub(super) fn matches(reading: &Reading<'_>, chains: &Chains) -> Vec<Vec<Match>> {
    (0..reading.sentences().len() as u32).map(|sentence| matches_in(reading, chains, sentence)).collect()
}
pub(super) fn matches_in(reading: &Reading<'_>, chains: &Chains, sentence: u32) -> Vec<Match> {
    let view = View { reading, chains, sentence };
    reading.knowledge.rules.find(reading.graph(sentence), &view, None)
}

/// Makes drafts of the events that the rules found, sentence by sentence.
pub(super) fn find(
    reading: &Reading<'_>,
    chains: &mut Chains,
    scope: &Scope<'_>,
    matches: &[Vec<Match>],
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (sentence, matches) in matches.iter().enumerate() {
        for found in without_contents(matches) {
            if let Target::Event(class) = &found.target {
                drafts.extend(draft(reading, chains, scope, sentence as u32, found, class));
            }
        }
    }
    drafts
}

/// What is only demanded or refused ("refused to give up …", "urged them to leave") is the content of that event, not an event.
fn without_contents(matches: &[Match]) -> Vec<&Match> {
    let class = |m: &Match| m.target.class().clone();
    let contents: Vec<u32> = matches
        .iter()
        .filter(|m| matches!(&*class(m), "Demand" | "Rejection"))
        .flat_map(|m| m.arguments.iter().filter(|a| a.role == "about").map(|a| a.token))
        .collect();
    matches
        .iter()
        .filter(|m| !contents.contains(&m.trigger) || matches!(&*class(m), "Meeting" | "Agreement" | "Travel"))
        .collect()
}

fn draft(
    reading: &Reading<'_>,
    chains: &mut Chains,
    scope: &Scope<'_>,
    sentence: u32,
    found: &Match,
    class: &Name,
) -> Option<Draft> {
    let trigger = At { sentence, token: found.trigger };
    if is_bare_modifier(reading, trigger, found) {
        return None;
    }
    let (mut roles, mut about, mut scene) = (Vec::new(), Vec::new(), Vec::new());
    for argument in &found.arguments {
        let at = At { sentence, token: argument.token };
        let temporal = reading.is_temporal(at);
        let moment = reading.listed("time-nouns", &reading.token(at).lemma.to_lowercase());
        let casualty = &**class == "Attack" && argument.role == "target" && is_counted_victim(reading, at);
        if temporal || moment || casualty || is_source(reading, scope, at, trigger) {
            continue;
        }
        let at = if argument.role == "about" { topic_at(reading, at) } else { at };
        let fillers =
            if argument.role == "weapon" { weapon(reading, chains, at) } else { entities_at(reading, chains, at) };
        for entity in fillers {
            if argument.role == "about" {
                push_new(&mut about, entity);
            } else if argument.role == "place" {
                push_new(&mut scene, entity);
            } else if !roles.iter().any(|f: &Filler<LocalEntityId>| f.entity == entity) {
                roles.push(Filler { role: argument.role.clone(), entity });
            }
        }
    }
    let time = moment::of_event(reading, scope, trigger);
    let clause = extent::clause_of(reading, trigger, found);
    let place = place::of_event(reading, chains, (trigger, class), (clause, &roles), scene);
    if &**class == "Meeting" && about.is_empty() {
        about.extend(subject_matter(reading, chains, sentence, clause));
    }
    let numbers: Vec<&str> =
        reading.knowledge.entry("event-quantities", class).unwrap_or_default().split(' ').collect();
    let mut quantities = quantity::of_event(reading, sentence, clause, numbers.iter().any(|n| n.starts_with("points")));
    quantities.retain(|q| numbers.contains(&q.role.as_str()));
    // "The meeting was postponed until Friday" tells the date of one told before.
    let dates = time.is_some() && super::mention::is_definite(reading, trigger);
    if roles.is_empty() && place.is_empty() && about.is_empty() && quantities.is_empty() && !dates {
        return None;
    }
    let (attribution, said) = voices(reading, chains, scope, trigger);
    Some(Draft {
        trigger,
        claim: EventClaim {
            event: LocalEventId(0),
            class: class.clone(),
            status: found.status.unwrap_or_else(|| status_of(reading, trigger, class)),
            roles,
            place,
            time,
            about,
            quantities,
            attribution,
            said,
            evidence: vec![reading.evidence(reading.bytes(sentence, clause))],
            rule: found.rule.clone(),
            confidence: confidence(found),
        },
    })
}

/// "marched to demand his release": who marches says so already.
fn status_of(reading: &Reading<'_>, trigger: At, class: &str) -> Status {
    let status = status::of(reading, trigger);
    let purpose = status == Status::Possible
        && reading.token(trigger).relation() == "advcl"
        && reading.child(trigger, "mark").is_some_and(|m| &*reading.token(m).lemma == "to")
        && (reading.listed("acts-of-expression", class)
            // "flew there to meet the envoys": told of a journey that was made, it is what happened there.
            || class == "Meeting"
                && reading.head(trigger).is_some_and(|head| {
                    reading.listed("motion-verbs", &reading.token(head).lemma.to_lowercase())
                }));
    match reading.head(trigger).filter(|_| purpose) {
        Some(act) => status::of(reading, act),
        None => status,
    }
}

/// "a destroyed building": a participle that only says what its noun is like tells of no event of its own.
fn is_bare_modifier(reading: &Reading<'_>, trigger: At, found: &Match) -> bool {
    let token = reading.token(trigger);
    let modifies = token.upos == Upos::Verb && token.relation() == "amod";
    modifies && found.arguments.iter().all(|a| Some(a.token) == token.head)
}

/// "wounding 13, according to the president": who is cited takes no part, whatever the parser hung them on.
fn is_source(reading: &Reading<'_>, scope: &Scope<'_>, at: At, trigger: At) -> bool {
    let cited =
        |r: &Report| r.tag.sentence == at.sentence && reading.token(r.tag).form.eq_ignore_ascii_case("according");
    // "according to officials, who blamed the rebels": what they do besides is theirs.
    let told = reading.ancestors(trigger).contains(&at);
    !told && scope.reports.iter().filter(|r| cited(r)).any(|r| r.speakers.iter().any(|s| reading.mention(*s).at == at))
}

/// "killing six people": those who are only counted are casualties, not the target; "six soldiers" are both.
fn is_counted_victim(reading: &Reading<'_>, at: At) -> bool {
    let anybody = reading.listed("anybody-nouns", &reading.token(at).lemma.to_lowercase());
    quantity::count(reading, at).is_some() && (anybody || reading.token(at).upos == Upos::Num)
}

/// How far below a topic's head the plan or war that it is about may stand.
const TOPIC_REACH: usize = 12;

/// What a topic is really about: of "the terms of a plan" the plan, of "ending the war" the war.
fn topic_at(reading: &Reading<'_>, at: At) -> At {
    let own = reading.headed_by(at).first().map(|id| reading.mention(*id).class);
    if own.is_some_and(|class| class != EntityClass::Other) {
        return at;
    }
    let span = reading.subtree(at);
    let inside = reading.mentions_in(at.sentence).into_iter().map(|id| reading.mention(id)).filter(|m| {
        span.covers(m.tokens)
            && m.tokens.start >= at.token
            && m.tokens.start as usize <= at.token as usize + TOPIC_REACH
    });
    let telling = |m: &&super::mention::Mention| matches!(m.class, EntityClass::Plan | EntityClass::Conflict);
    inside.filter(telling).map(|m| m.at).next().unwrap_or(at)
}

/// The plan or war that the clause of a meeting speaks of.
fn subject_matter(reading: &Reading<'_>, chains: &Chains, sentence: u32, clause: TokenSpan) -> Option<LocalEntityId> {
    let inside = reading.mentions_in(sentence).into_iter().filter(|id| clause.covers(reading.mention(*id).tokens));
    let mut telling =
        inside.filter(|id| matches!(reading.mention(*id).class, EntityClass::Plan | EntityClass::Conflict));
    telling.find_map(|id| chains.of(id))
}

fn push_new(list: &mut Vec<LocalEntityId>, entity: LocalEntityId) {
    if !list.contains(&entity) {
        list.push(entity);
    }
}

/// Two filled roles and a verb speak more clearly than a bare noun.
fn confidence(found: &Match) -> u8 {
    let filled = found.arguments.iter().map(|a| &a.role).collect::<std::collections::BTreeSet<_>>().len();
    match filled {
        0 => 40,
        1 => 70,
        _ => 90,
    }
}

/// The entities that a token stands for: its mentions', or one made of its phrase.
pub(super) fn entities_at(reading: &Reading<'_>, chains: &mut Chains, at: At) -> Vec<LocalEntityId> {
    let ids = reading.headed_by(at).to_vec();
    if ids.is_empty() {
        return super::phrase::entity(reading, chains, at).into_iter().collect();
    }
    let mut found = Vec::new();
    ids.into_iter().flat_map(|id| chains.all_of(id)).for_each(|entity| push_new(&mut found, entity));
    found
}

/// A weapon by its kind alone: "22 cruise missiles" are missiles.
fn weapon(reading: &Reading<'_>, chains: &mut Chains, at: At) -> Vec<LocalEntityId> {
    let tokens = TokenSpan::new(at.token as usize, at.token as usize + 1);
    let entity = LocalEntity {
        class: EntityClass::Other,
        label: reading.token(at).form.to_lowercase(),
        aliases: vec![reading.token(at).lemma.to_lowercase()],
        gazetteer: None,
        affiliation: None,
        points: None,
        named: false,
        mentions: vec![reading.bytes(at.sentence, tokens)],
    };
    vec![chains.add(entity)]
}
