//! Where an event happened: the places "in", "at" or "near" which its trigger or its clause lies; else what its clause hangs on: the
//! place of "where they met", the end of the journey that was made for it ("flew to Athens to see …"). Never the scene of another
//! event below it, nor a place that the text does not tell apart ("a road").

use super::{extent::carriers, push_new};
use crate::{
    extract::{
        coreference::Chains,
        mention::{Form, Mention, MentionId},
        reading::{At, Reading},
    },
    model::{EntityClass, Filler, LocalEntityId, TokenSpan, Upos},
};

/// How many words before "where" its place may end ("in Geneva on Monday, where …").
const ANTECEDENT_REACH: u32 = 8;

/// The places of an event: those that its rule found (`argued`) and those on its trigger, else in its clause, else around it. Not a
/// place that has a part in it, but for what is attacked.
pub(super) fn of_event(
    reading: &Reading<'_>,
    chains: &Chains,
    (trigger, class): (At, &str),
    (clause, roles): (TokenSpan, &[Filler<LocalEntityId>]),
    argued: Vec<LocalEntityId>,
) -> Vec<LocalEntityId> {
    let attack = class == "Attack";
    let class_of = |place: LocalEntityId| chains.entity(place).class;
    let takes_part = |place: LocalEntityId| roles.iter().any(|f| f.entity == place && !(attack && f.role == "target"));
    let fits = |place: &LocalEntityId| !takes_part(*place) && (class == "Control" || is_told(chains, *place));
    let mut own = of_trigger(reading, chains, trigger);
    let argued = argued.into_iter().filter(|place| class == "Control" || class_of(*place).is_place());
    argued.for_each(|place| push_new(&mut own, place));
    if attack {
        let hit = roles.iter().filter(|f| f.role == "target").map(|f| f.entity);
        let towns = hit.filter(|place| class_of(*place).is_place() && class_of(*place) != EntityClass::Facility);
        towns.for_each(|place| push_new(&mut own, place));
    }
    let first = own.iter().any(&fits).then_some(own);
    let first =
        first.or_else(|| Some(of_clause(reading, chains, (trigger, class), clause)).filter(|f| f.iter().any(&fits)));
    let mut found = first.unwrap_or_else(|| around(reading, chains, (trigger, class)));
    found.retain(fits);
    // "shelled a market in Harn": the market was hit, and it was in Harn.
    if found.iter().any(|place| class_of(*place) != EntityClass::Facility) {
        found.retain(|place| class_of(*place) != EntityClass::Facility || !roles.iter().any(|f| f.entity == *place));
    }
    found
}

/// Does one know which place is meant? "the road", "a hotel" tell nothing; "the presidential palace of Norland" does.
fn is_told(chains: &Chains, place: LocalEntityId) -> bool {
    let entity = chains.entity(place);
    // "the presidential palace" of the country that the article is about.
    let one = entity.class == EntityClass::Facility && entity.label.contains(' ') && !entity.label.contains('"');
    entity.named || entity.gazetteer.is_some() || entity.affiliation.is_some() || one
}

/// Places of the trigger itself: "talks in Geneva", "met near the border", "the Geneva talks".
fn of_trigger(reading: &Reading<'_>, chains: &Chains, trigger: At) -> Vec<LocalEntityId> {
    let mut found = Vec::new();
    for edge in reading.graph(trigger.sentence).outgoing(trigger.token) {
        let marked = edge.label.strip_prefix("obl:").or_else(|| edge.label.strip_prefix("nmod:"));
        let locative = marked.is_some_and(|preposition| reading.listed("place-prepositions", preposition));
        let compound = &*edge.label == "compound";
        let at = At { sentence: trigger.sentence, token: edge.dependent };
        for &id in reading.headed_by(at) {
            let mention = reading.mention(id);
            let city = matches!(mention.class, EntityClass::City | EntityClass::Region | EntityClass::Facility);
            if is_scene(mention) && (locative || compound && city) {
                chains.all_of(id).into_iter().for_each(|entity| push_new(&mut found, entity));
            }
        }
    }
    found
}

/// Places "in", "at" or "near" which the clause lies, whatever the parser hung them on: not those of a war, nor of a clause or an
/// event below. Who is killed "in an attack at" a place is killed there.
fn of_clause(
    reading: &Reading<'_>,
    chains: &Chains,
    (trigger, class): (At, &str),
    clause: TokenSpan,
) -> Vec<LocalEntityId> {
    let carriers = carriers(reading, trigger);
    let scene_of_it = |at: At| {
        let token = reading.token(at);
        let link =
            reading.preposition(at).or_else(|| Some(reading.token(reading.child(at, "mark")?).lemma.to_string()));
        let during = class == "Attack" && link.is_some_and(|link| matches!(link.as_str(), "in" | "during" | "by"));
        let war = reading.headed_by(at).iter().any(|id| reading.mention(*id).class == EntityClass::Conflict);
        let part = token.relation() == "obj" && reading.head(at).is_some_and(|head| carriers.contains(&head));
        !war && (during || token.upos != Upos::Verb && (part || !reading.knowledge.is_event_word(&token.lemma)))
    };
    let own = |mention: &Mention| {
        let chain = reading.ancestors(mention.at);
        let reached = chain.iter().position(|a| carriers.contains(a));
        let clean = reached.is_some_and(|stop| chain[..stop].iter().all(|a| scene_of_it(*a)));
        clean && is_scene(mention) && is_located(reading, mention.at)
    };
    let ids = reading.mentions_in(trigger.sentence).into_iter().filter(|id| clause.covers(reading.mention(*id).tokens));
    let mut found = Vec::new();
    let inside = ids.filter(|id| own(reading.mention(*id)));
    inside.flat_map(|id| chains.all_of(id)).for_each(|entity| push_new(&mut found, entity));
    found
}

/// The place that the event's clause hangs on: of "Geneva, where they met", of "flew to Athens to see the minister".
fn around(reading: &Reading<'_>, chains: &Chains, (trigger, class): (At, &str)) -> Vec<LocalEntityId> {
    let carriers = carriers(reading, trigger);
    let mut found: Vec<LocalEntityId> = Vec::new();
    let relative = carriers.iter().filter_map(|c| where_of(reading, *c)).filter_map(|at| antecedent(reading, at));
    relative.flat_map(|id| chains.all_of(id)).for_each(|entity| push_new(&mut found, entity));
    if found.is_empty() && matches!(class, "Meeting" | "Agreement") {
        let ends = carriers.iter().filter(|c| **c != trigger).flat_map(|c| destinations(reading, *c));
        ends.flat_map(|id| chains.all_of(id)).for_each(|entity| push_new(&mut found, entity));
    }
    found
}

/// The relative word of the clause that says where: "where", "in which".
fn where_of(reading: &Reading<'_>, verb: At) -> Option<At> {
    reading.children(verb).find(|child| {
        let token = reading.token(*child);
        let relative = token.lemma.eq_ignore_ascii_case("where") && token.relation() == "advmod";
        let which = token.lemma.eq_ignore_ascii_case("which")
            && reading
                .child(*child, "case")
                .is_some_and(|case| reading.listed("place-prepositions", &reading.token(case).lemma));
        relative || which
    })
}

/// The place named last before a relative word.
fn antecedent(reading: &Reading<'_>, relative: At) -> Option<MentionId> {
    let before = |id: &MentionId| {
        let mention = reading.mention(*id);
        is_scene(mention)
            && mention.tokens.end <= relative.token
            && relative.token - mention.tokens.end <= ANTECEDENT_REACH
    };
    let ids = reading.mentions_in(relative.sentence).into_iter().filter(before);
    ids.max_by_key(|id| reading.mention(*id).tokens)
}

/// Where a journey ends.
fn destinations(reading: &Reading<'_>, verb: At) -> Vec<MentionId> {
    if !reading.listed("motion-verbs", &reading.token(verb).lemma.to_lowercase()) {
        return Vec::new();
    }
    let ends =
        ["obl:to", "obl:in", "obl:at", "obl:for", "obj"].into_iter().flat_map(|label| reading.targets(verb, label));
    let ids = ends.flat_map(|at| reading.headed_by(at).to_vec());
    ids.filter(|id| is_scene(reading.mention(*id))).collect()
}

fn is_scene(mention: &Mention) -> bool {
    mention.class.is_place() && mention.form != Form::Adjective
}

fn is_located(reading: &Reading<'_>, at: At) -> bool {
    reading.preposition(at).is_some_and(|p| reading.listed("clause-place-prepositions", &p))
}
