//! Rule matches → event claims: who in which role, where, when, about what, with which numbers, whether it happened, and who
//! says so. The rules find trigger and arguments; everything that holds for every class of event is done here.

mod attribution;
pub(super) mod identity;

pub(super) use attribution::speaker_entity;
use attribution::voices;

use super::{
    coreference::Chains,
    mention::{Form, MentionId},
    quantity,
    quotation::Quotation,
    reading::{At, Reading},
    reported::Report,
    status,
    time::Expression,
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
    pub(super) times: &'s [Vec<(Expression, Option<Interval>)>],
    pub(super) reports: &'s [Report],
    pub(super) quotations: &'s [Quotation],
}

impl Scope<'_> {
    /// The date that hangs on a speech verb.
    pub(super) fn time_at(&self, reading: &Reading<'_>, tag: At) -> Option<Interval> {
        let expressions = self.times.get(tag.sentence as usize)?;
        expressions.iter().find_map(|(expression, interval)| {
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
    let (mut roles, mut about, mut place) = (Vec::new(), Vec::new(), places(reading, chains, trigger));
    for argument in &found.arguments {
        let at = At { sentence, token: argument.token };
        let temporal = reading.is_temporal(at);
        let moment = reading.listed("time-nouns", &reading.token(at).lemma.to_lowercase());
        let casualty = &**class == "Attack" && argument.role == "target" && is_counted_victim(reading, at);
        if temporal || moment || casualty || is_source(reading, scope, at) {
            continue;
        }
        let at = if argument.role == "about" { topic_at(reading, at) } else { at };
        let fillers =
            if argument.role == "weapon" { weapon(reading, chains, at) } else { entities_at(reading, chains, at) };
        for entity in fillers {
            if argument.role == "about" {
                push_new(&mut about, entity);
            } else if argument.role == "place" {
                push_new(&mut place, entity);
            } else if !roles.iter().any(|f: &Filler<LocalEntityId>| f.entity == entity) {
                roles.push(Filler { role: argument.role.clone(), entity });
            }
        }
    }
    if &**class == "Attack" {
        let hit = roles.iter().filter(|f| f.role == "target" && chains.entity(f.entity).class.is_place());
        hit.filter(|f| chains.entity(f.entity).class != EntityClass::Facility)
            .for_each(|f| push_new(&mut place, f.entity));
    }
    place.retain(|p| !roles.iter().any(|f| f.entity == *p && f.role != "target" && f.role != "destination"));
    if &**class != "Attack" {
        place.retain(|p| !roles.iter().any(|f| f.entity == *p));
    }
    place.retain(|p| &**class == "Control" || is_told(chains, *p));
    let time = time_of(reading, scope, trigger);
    let clause = clause_of(reading, trigger, found);
    if place.is_empty() {
        place = places_in_clause(reading, chains, trigger, clause);
        place.retain(|p| is_told(chains, *p));
    }
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

/// Does one know which place is meant? "the road", "a hotel" tell nothing; "the presidential palace of Norland" does.
fn is_told(chains: &Chains, place: LocalEntityId) -> bool {
    let entity = chains.entity(place);
    // "the presidential palace" of the country that the article is about.
    let one = entity.class == EntityClass::Facility && entity.label.contains(' ') && !entity.label.contains('"');
    entity.named || entity.gazetteer.is_some() || entity.affiliation.is_some() || one
}

/// "a destroyed building": a participle that only says what its noun is like tells of no event of its own.
fn is_bare_modifier(reading: &Reading<'_>, trigger: At, found: &Match) -> bool {
    let token = reading.token(trigger);
    let modifies = token.upos == Upos::Verb && token.relation() == "amod";
    modifies && found.arguments.iter().all(|a| Some(a.token) == token.head)
}

/// "wounding 13, according to the president": who is cited takes no part, whatever the parser hung them on.
fn is_source(reading: &Reading<'_>, scope: &Scope<'_>, at: At) -> bool {
    let cited =
        |r: &Report| r.tag.sentence == at.sentence && reading.token(r.tag).form.eq_ignore_ascii_case("according");
    scope.reports.iter().filter(|r| cited(r)).any(|r| r.speakers.iter().any(|s| reading.mention(*s).at == at))
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

/// Places "in", "at" or "near" which the clause lies, whatever the parser hung them on: not those of a war, nor of a clause or
/// an event below.
fn places_in_clause(reading: &Reading<'_>, chains: &Chains, trigger: At, clause: TokenSpan) -> Vec<LocalEntityId> {
    let carriers = carriers(reading, trigger);
    let own = |mention: &super::mention::Mention| {
        let locative =
            reading.preposition(mention.at).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "near" | "outside"));
        let chain = reading.ancestors(mention.at);
        let reached = chain.iter().position(|a| carriers.contains(a));
        let clean = reached.is_some_and(|stop| {
            chain[..stop].iter().all(|a| {
                let token = reading.token(*a);
                let war = reading.headed_by(*a).iter().any(|id| reading.mention(*id).class == EntityClass::Conflict);
                token.upos != Upos::Verb && !war && !reading.knowledge.is_event_word(&token.lemma)
            })
        });
        locative && clean && mention.class.is_place() && mention.form != Form::Adjective
    };
    let ids = reading.mentions_in(trigger.sentence).into_iter().filter(|id| clause.covers(reading.mention(*id).tokens));
    let mut found = Vec::new();
    for entity in ids.filter(|id| own(reading.mention(*id))).filter_map(|id| chains.of(id)) {
        push_new(&mut found, entity);
    }
    found
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

/// Places where it happened: "in Geneva" on the trigger or its light verb, "the Geneva talks".
fn places(reading: &Reading<'_>, chains: &Chains, trigger: At) -> Vec<LocalEntityId> {
    let mut found = Vec::new();
    let graph = reading.graph(trigger.sentence);
    for edge in graph.outgoing(trigger.token) {
        let locative = matches!(
            edge.label.split_once(':'),
            Some((
                "obl" | "nmod",
                "in" | "at"
                    | "near"
                    | "on"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "over"
                    | "off"
                    | "throughout"
                    | "within"
                    | "through"
                    | "along"
                    | "in_front"
            ))
        );
        let compound = matches!(&*edge.label, "compound" | "nmod:poss");
        let at = At { sentence: trigger.sentence, token: edge.dependent };
        for &id in reading.headed_by(at) {
            let mention = reading.mention(id);
            let fits = mention.class.is_place() && mention.form != Form::Adjective;
            let city = matches!(mention.class, EntityClass::City | EntityClass::Region | EntityClass::Facility);
            if fits && (locative || (compound && city && &*edge.label == "compound")) {
                if let Some(entity) = chains.of(id) {
                    push_new(&mut found, entity);
                }
            }
        }
    }
    found
}

/// The temporal expression whose nearest event-bearing governor is the trigger or the verb that carries it.
fn time_of(reading: &Reading<'_>, scope: &Scope<'_>, trigger: At) -> Option<Interval> {
    let carriers = carriers(reading, trigger);
    let expressions = scope.times.get(trigger.sentence as usize)?;
    let distance = |expression: &Expression| {
        let head = super::mention::head_in(reading, trigger.sentence, expression.tokens);
        if head == trigger {
            return Some((0, 0));
        }
        let chain = reading.ancestors(head);
        // A verb between the expression and the event takes the date for itself.
        let stop = chain.iter().position(|a| carriers.contains(a))?;
        let between = &chain[..stop];
        let taken = between.iter().any(|a| reading.token(*a).upos == Upos::Verb);
        // The event's own date comes before that of the verb that carries it.
        let carrier = carriers.iter().position(|c| *c == chain[stop])?;
        (!taken).then_some((carrier.min(1), stop + 1))
    };
    let dated = expressions.iter().filter_map(|(e, interval)| Some((distance(e)?, e.tokens, interval.as_ref()?)));
    dated.min_by_key(|(distance, tokens, _)| (*distance, *tokens)).map(|(_, _, interval)| interval.clone())
}

/// The trigger, and the verbs that only carry it: "hold talks", "talks are set to continue", "agreed to meet".
fn carriers(reading: &Reading<'_>, trigger: At) -> Vec<At> {
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
                verb && (adjunct || (purpose && reading.listed("motion-verbs", &lemma)))
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
fn clause_of(reading: &Reading<'_>, trigger: At, found: &Match) -> TokenSpan {
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
