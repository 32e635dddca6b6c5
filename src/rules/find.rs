//! Compiled rules + one sentence → matches. Tries only rules that the sentence's lemmas can trigger, keeps arguments that their
//! slots accept, drops matches that lack a required role, and lets the more specific of two classes win.

use super::{
    RuleSet,
    matcher::{Context, Failure, Matcher, State},
    program::{Program, bit},
    trace::{Attempt, Note, Outcome, Trace, Word},
};
use crate::model::{Name, SentenceGraph, Status};
use std::{cmp::Reverse, sync::Arc};

/// What a rule asserts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An event of this class.
    Event(Name),
    /// A relation of this class.
    Relation(Name),
}

impl Target {
    /// The class, whichever it is.
    pub fn class(&self) -> &Name {
        match self {
            Self::Event(class) | Self::Relation(class) => class,
        }
    }
    fn is_event(&self) -> bool {
        matches!(self, Self::Event(_))
    }
}

/// A token in a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Argument {
    /// The role.
    pub role: Name,
    /// The token: head of the mention, where the slot asks for one.
    pub token: u32,
}

/// A rule that matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Word that evokes it.
    pub trigger: u32,
    /// What it asserts.
    pub target: Target,
    /// The rule: `Meeting/frame:meet`, or a special rule's name.
    pub rule: Name,
    /// Status that the rule gives, where it gives one.
    pub status: Option<Status>,
    /// Who or what is in which role; sorted, without duplicates.
    pub arguments: Vec<Argument>,
    /// Other words that the rule's trigger or requirement is made of ("talks" of "held talks"); sorted. An event that one of
    /// them evokes is usually the same event.
    pub anchors: Vec<u32>,
}

/// A rule, ready to run.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: Name,
    pub(super) target: Target,
    /// Is it tried only at certain lemmas?
    pub(super) names_lemma: bool,
    /// Parts of speech of the trigger, as bits.
    pub(super) upos: u32,
    pub(super) trigger: Arc<Program>,
    pub(super) requires: Option<Program>,
    pub(super) status: Option<Status>,
    pub(super) roles: Vec<RolePath>,
    pub(super) slots: Vec<RuleSlot>,
    /// Does it ask for more than the trigger word?
    pub(super) is_specific: bool,
}

#[derive(Debug)]
pub(super) struct RolePath {
    /// Index into the rule's slots.
    pub(super) slot: usize,
    /// For traces: `participant`, or `participant (agent)` where a frame's role fills it.
    pub(super) label: Name,
    pub(super) path: Arc<Program>,
}

#[derive(Debug)]
pub(super) struct RuleSlot {
    pub(super) role: Name,
    /// Classes that may fill it, as bits; `None`: anything.
    pub(super) accepts: Option<u32>,
    pub(super) min: usize,
    pub(super) max: usize,
}

/// A match whose rule is remembered until all rules have been tried at its trigger.
struct Candidate<'r> {
    rule: &'r Rule,
    found: Match,
    /// Index of its attempt in the trace.
    attempt: Option<usize>,
}

impl RuleSet {
    /// Everything that the rules find in a sentence, sorted by trigger, target and rule.
    pub fn find(&self, graph: &SentenceGraph<'_>, context: &dyn Context, mut trace: Option<&mut Trace>) -> Vec<Match> {
        let matcher = Matcher { graph, context };
        let mut found = Vec::new();
        for (at, token) in graph.sentence.tokens.iter().enumerate() {
            let (at, upos) = (at as u32, bit(token.upos as usize));
            let keyed = self.by_lemma.get(&*token.lemma).map_or(&[][..], Vec::as_slice);
            let mut candidates = Vec::new();
            for &number in keyed.iter().chain(&self.by_any_lemma) {
                if let Some(rule) = self.rules.get(number as usize).filter(|rule| rule.upos & upos != 0) {
                    try_rule(rule, at, matcher, &mut trace, &mut candidates);
                }
            }
            if !candidates.is_empty() {
                settle(candidates, at, &mut trace, &mut found);
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

/// Tries one rule at one token.
fn try_rule<'r>(
    rule: &'r Rule,
    trigger: u32,
    matcher: Matcher<'_, '_>,
    trace: &mut Option<&mut Trace>,
    candidates: &mut Vec<Candidate<'r>>,
) {
    let mut notes = trace.is_some().then(Vec::new);
    let graph = matcher.graph;
    let fail = |outcome: Outcome, notes: Option<Vec<Note>>, trace: &mut Option<&mut Trace>| {
        if let Some(trace) = trace {
            let (rule, trigger) = (rule.name.clone(), Word::of(graph, trigger));
            trace.attempts.push(Attempt { rule, trigger, notes: notes.unwrap_or_default(), outcome });
        }
    };
    let start = State::at(trigger);
    let states = matcher.run(&rule.trigger, start);
    if states.is_empty() {
        if trace.is_some() {
            let found = matcher.failures(&rule.trigger, start);
            // A rule that names no lemma is tried at every word: that most words are not its trigger is no news.
            if rule.names_lemma || found.iter().any(|failure| !failure.at_once) {
                fail(Outcome::NoTrigger(in_words(matcher, found)), None, trace);
            }
        }
        return;
    }
    let required = rule.requires.as_ref().map(|requires| matcher.run(requires, start)).unwrap_or_default();
    if let Some(requires) = &rule.requires
        && required.is_empty()
    {
        if trace.is_some() {
            fail(Outcome::NotRequired(failures(matcher, requires, start)), None, trace);
        }
        return;
    }
    for states in bindings(rule, &states) {
        let arguments = arguments(rule, trigger, states, matcher, &mut notes);
        let count = |slot: &RuleSlot| arguments.iter().filter(|argument| argument.role == slot.role).count();
        if let Some(slot) = rule.slots.iter().find(|slot| count(slot) < slot.min) {
            fail(Outcome::Missing { role: slot.role.clone() }, notes.as_mut().map(std::mem::take), trace);
            continue;
        }
        fail(Outcome::Matched, notes.as_mut().map(std::mem::take), trace);
        let attempt = trace.as_ref().map(|trace| trace.attempts.len() - 1);
        let anchors = anchors(trigger, states, &required);
        let found = Match {
            trigger,
            target: rule.target.clone(),
            rule: rule.name.clone(),
            status: rule.status,
            arguments,
            anchors,
        };
        candidates.push(Candidate { rule, found, attempt });
    }
}

/// The trigger's ways to match, as many at a time as make one match: an event unites them all, while a relation ties what was
/// captured together.
fn bindings<'s>(rule: &Rule, states: &'s [State]) -> impl Iterator<Item = &'s [State]> + use<'s> {
    let is_event = rule.target.is_event();
    states.chunk_by(move |a, b| is_event || a.captures == b.captures)
}

fn anchors(trigger: u32, states: &[State], required: &[State]) -> Vec<u32> {
    let ends = states.iter().chain(required).flat_map(|state| state.captured().chain([state.token]));
    let mut anchors: Vec<u32> = ends.filter(|&token| token != trigger).collect();
    anchors.sort_unstable();
    anchors.dedup();
    anchors
}

fn failures(matcher: Matcher<'_, '_>, program: &Program, from: State) -> Vec<(String, Vec<Word>)> {
    in_words(matcher, matcher.failures(program, from))
}

fn in_words(matcher: Matcher<'_, '_>, failures: Vec<Failure>) -> Vec<(String, Vec<Word>)> {
    let words = |failure: Failure| {
        (failure.written, failure.at.into_iter().map(|token| Word::of(matcher.graph, token)).collect())
    };
    failures.into_iter().map(words).collect()
}

/// What the paths of a rule lead to and its slots accept.
fn arguments(
    rule: &Rule,
    trigger: u32,
    states: &[State],
    matcher: Matcher<'_, '_>,
    notes: &mut Option<Vec<Note>>,
) -> Vec<Argument> {
    let mut found = Vec::new();
    for role in &rule.roles {
        let Some(slot) = rule.slots.get(role.slot) else { continue };
        let mut tokens: Vec<u32> = Vec::new();
        for state in states {
            tokens.extend(matcher.run(&role.path, state.moved_to(trigger)).iter().map(|state| state.token));
        }
        tokens.sort_unstable();
        tokens.dedup();
        let reached = !tokens.is_empty();
        tokens.retain(|&token| accepts(slot, token, matcher, &role.label, notes));
        if let Some(notes) = notes {
            let words = tokens.iter().map(|&token| Word::of(matcher.graph, token)).collect();
            if !tokens.is_empty() {
                notes.push(Note::Bound { role: role.label.clone(), words });
            } else if let Some(state) = states.first().filter(|_| !reached) {
                let failures = failures(matcher, &role.path, state.moved_to(trigger));
                notes.push(Note::Unbound { role: role.label.clone(), failures });
            }
        }
        found.extend(tokens.into_iter().map(|token| Argument { role: slot.role.clone(), token }));
    }
    found.sort();
    found.dedup();
    for surplus in limit(&mut found, &rule.slots, trigger) {
        if let Some(notes) = notes {
            notes.push(Note::Surplus { role: surplus.role, word: Word::of(matcher.graph, surplus.token) });
        }
    }
    found
}

fn accepts(slot: &RuleSlot, token: u32, matcher: Matcher<'_, '_>, label: &Name, notes: &mut Option<Vec<Note>>) -> bool {
    let Some(bits) = slot.accepts else { return true };
    let class = matcher.context.class(token);
    let accepted = class.is_some_and(|class| bits & bit(class as usize) != 0);
    if let Some(notes) = notes.as_mut().filter(|_| !accepted) {
        notes.push(Note::Refused { role: label.clone(), word: Word::of(matcher.graph, token), class });
    }
    accepted
}

/// Takes out what a slot has no room for: those farthest from the trigger. Returns what was taken out.
fn limit(arguments: &mut Vec<Argument>, slots: &[RuleSlot], trigger: u32) -> Vec<Argument> {
    let mut surplus = Vec::new();
    for slot in slots.iter().filter(|slot| slot.max < usize::MAX) {
        let mut filled: Vec<Argument> =
            arguments.iter().filter(|argument| argument.role == slot.role).cloned().collect();
        if filled.len() > slot.max {
            filled.sort_by_key(|argument| (argument.token.abs_diff(trigger), argument.token));
            surplus.extend(filled.split_off(slot.max));
        }
    }
    arguments.retain(|argument| !surplus.contains(argument));
    surplus
}

/// Of the matches at one trigger: a specific event beats plain ones of other classes, and several of one class become one.
fn settle(candidates: Vec<Candidate<'_>>, trigger: u32, trace: &mut Option<&mut Trace>, found: &mut Vec<Match>) {
    let mut candidates = candidates;
    candidates.sort_by(|a, b| (Reverse(a.rule.is_specific), &a.found).cmp(&(Reverse(b.rule.is_specific), &b.found)));
    let mut conclude = |attempt: Option<usize>, outcome: Outcome| {
        let attempts = trace.as_mut().map(|trace| &mut trace.attempts);
        if let Some(attempt) = attempt.and_then(|at| attempts?.get_mut(at)) {
            attempt.outcome = outcome;
        }
    };
    let is_specific_event = |candidate: &&Candidate| candidate.rule.is_specific && candidate.found.target.is_event();
    let winners: Vec<(Target, Name)> = candidates
        .iter()
        .filter(is_specific_event)
        .map(|candidate| (candidate.found.target.clone(), candidate.found.rule.clone()))
        .collect();
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let is_event = candidate.found.target.is_event();
        let is_won = winners.is_empty() || winners.iter().any(|(target, _)| *target == candidate.found.target);
        if let Some((_, by)) = winners.first().filter(|_| is_event && !is_won) {
            conclude(candidate.attempt, Outcome::Beaten { by: by.clone() });
        } else if let Some(same) = kept.iter_mut().find(|kept| is_event && kept.found.target == candidate.found.target)
        {
            conclude(candidate.attempt, Outcome::Joined { with: same.found.rule.clone() });
            join(&mut same.found, candidate.found, same.rule, trigger);
        } else {
            kept.push(candidate);
        }
    }
    found.extend(kept.into_iter().map(|candidate| candidate.found));
}

fn join(into: &mut Match, other: Match, rule: &Rule, trigger: u32) {
    into.status = into.status.or(other.status);
    into.arguments.extend(other.arguments);
    into.arguments.sort();
    into.arguments.dedup();
    limit(&mut into.arguments, &rule.slots, trigger);
    into.anchors.extend(other.anchors);
    into.anchors.sort_unstable();
    into.anchors.dedup();
}

impl RuleSlot {
    /// A slot of a class.
    pub(super) fn of(slot: &crate::ontology::Slot) -> Self {
        let accepts = match &slot.ranges {
            crate::ontology::Range::Any => None,
            crate::ontology::Range::Classes(classes) => Some(super::program::class_bits(classes)),
        };
        let max = slot.max.map_or(usize::MAX, |max| max as usize);
        Self { role: slot.role.clone(), accepts, min: slot.min as usize, max }
    }
}
