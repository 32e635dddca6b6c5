//! Pronouns: the subject of a governing verb first ("Marlow said he …"), then subjects of the sentences before, nearest first.

use super::Links;
use crate::{
    extract::{
        mention::{Form, Mention},
        reading::At,
    },
    model::EntityClass,
};

/// How many sentences back an antecedent may be.
const REACH: u32 = 3;

pub(super) fn link(links: &mut Links<'_, '_>) {
    let order = links.ordered();
    for (position, &at) in order.iter().enumerate() {
        if links.mention(at).form != Form::Pronoun {
            continue;
        }
        match antecedent(links, at, &order[..position]) {
            Some(found) => links.join(found, at),
            None => {
                links.unresolved.insert(at);
            }
        }
    }
}

fn antecedent(links: &Links<'_, '_>, pronoun: u32, before: &[u32]) -> Option<u32> {
    let mention = links.mention(pronoun);
    let kind = links.reading.knowledge.entry("pronouns", &mention.label)?.to_owned();
    let fits = |candidate: u32| {
        let class = class_of(links, candidate);
        let other = links.mention(candidate);
        match mention.class {
            EntityClass::Person => {
                class == EntityClass::Person && !other.plural && gender_fits(links, candidate, &kind)
            }
            EntityClass::Group => other.plural || class == EntityClass::Group,
            _ => {
                !matches!(class, EntityClass::Person | EntityClass::Group | EntityClass::City)
                    && other.form != Form::Adjective
            }
        }
    };
    // "it would reject it": the object is not the subject of its own verb.
    let rivals: Vec<u32> = co_subjects(links, mention).into_iter().map(|m| links.root(m)).collect();
    let usable = |candidate: u32| {
        !links.unresolved.contains(&candidate) && !rivals.contains(&links.root(candidate)) && fits(candidate)
    };
    governing_subjects(links, mention)
        .into_iter()
        .find(|&c| usable(c))
        .or_else(|| recent(links, mention, before, &usable))
        .or_else(|| spoken_of_as_many(links, mention))
}

/// "Norway said they had signed": a state or a body that speaks may call itself "they", where nobody else can be meant.
fn spoken_of_as_many(links: &Links<'_, '_>, pronoun: &Mention) -> Option<u32> {
    let many = pronoun.class == EntityClass::Group;
    let body = |c: u32| matches!(class_of(links, c), EntityClass::Country | EntityClass::Organization);
    let mut subjects = governing_subjects(links, pronoun).into_iter().filter(|_| many);
    subjects.find(|&c| body(c) && links.mention(c).form != Form::Adjective && !links.unresolved.contains(&c))
}

/// For an object: the subjects of its own verb.
fn co_subjects(links: &Links<'_, '_>, pronoun: &Mention) -> Vec<u32> {
    let reading = links.reading;
    let object = matches!(reading.token(pronoun.at).relation(), "obj" | "iobj" | "obl");
    let verb = reading.head(pronoun.at).filter(|_| object);
    verb.into_iter()
        .flat_map(|v| reading.targets(v, "nsubj"))
        .flat_map(|at| reading.headed_by(at).iter().map(|id| id.0))
        .collect()
}

/// Subjects of the verbs above the pronoun's own clause, nearest first.
fn governing_subjects(links: &Links<'_, '_>, pronoun: &Mention) -> Vec<u32> {
    let reading = links.reading;
    let possessive = &*reading.token(pronoun.at).deprel == "nmod:poss";
    let mut chain = reading.ancestors(pronoun.at);
    if !possessive && !chain.is_empty() {
        chain.remove(0); // its own verb: its subject is the pronoun itself or another participant
    }
    let subjects = |verb: At| {
        let mut subjects = reading.targets(verb, "nsubj");
        subjects.extend(reading.targets(verb, "nsubj:pass"));
        subjects
    };
    chain
        .into_iter()
        .flat_map(subjects)
        .filter(|subject| *subject != pronoun.at && subject.token < pronoun.at.token)
        .flat_map(|subject| reading.headed_by(subject).iter().map(|id| id.0))
        .collect()
}

/// The nearest sentence with a fitting mention; in it subjects first, then the latest.
fn recent(links: &Links<'_, '_>, pronoun: &Mention, before: &[u32], usable: &dyn Fn(u32) -> bool) -> Option<u32> {
    let reading = links.reading;
    let first = pronoun.at.sentence.saturating_sub(REACH);
    let plan_first = &*reading.token(pronoun.at).deprel == "obj";
    let rank = |candidate: u32| {
        let mention = links.mention(candidate);
        let subject = matches!(&*reading.token(mention.at).deprel, "nsubj" | "nsubj:pass");
        let plan = plan_first && mention.class == EntityClass::Plan;
        (mention.at.sentence, plan, subject && !plan_first, mention.is_name(), mention.tokens)
    };
    let outside = !reading.is_quoted(pronoun.at);
    let heard = |c: u32| !(outside && reading.is_quoted(links.mention(c).at));
    before
        .iter()
        .copied()
        .filter(|&c| links.mention(c).at.sentence >= first && heard(c) && usable(c))
        .max_by_key(|&c| rank(c))
}

fn class_of(links: &Links<'_, '_>, mention: u32) -> EntityClass {
    links.mention(links.root(mention)).class
}

/// Does the given name, where known, agree with the pronoun?
fn gender_fits(links: &Links<'_, '_>, candidate: u32, kind: &str) -> bool {
    use crate::ontology::Gender;
    let root = links.root(candidate);
    let mut names = (0..links.parent.len() as u32)
        .filter(|&m| links.root(m) == root)
        .map(|m| links.mention(m))
        .filter(|m| m.is_name());
    let gender = names.find_map(|m| links.reading.knowledge.gazetteer.gender(m.label.split(' ').next()?));
    match gender {
        Some(Gender::Female) => !kind.contains("masculine"),
        Some(Gender::Male) => !kind.contains("feminine"),
        None => true,
    }
}
