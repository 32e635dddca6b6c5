//! [`Program`] + sentence graph → the tokens that it leads to. A set of states is carried from operation to operation, so time
//! is bounded by tokens × operations and no pattern can make it explode.

use super::program::{Action, Check, Condition, MOST_CAPTURES, Operation, Program, bit};
use crate::model::{EntityClass, NameKind, SentenceGraph};
use crate::rules::pattern::Repeat;

/// What rules may ask about a token beyond its annotation.
pub trait Context {
    /// Class of the mention whose head the token is; `None` if it is the head of none.
    fn class(&self, token: u32) -> Option<EntityClass>;
    /// Type of the name that the token belongs to.
    fn name_kind(&self, token: u32) -> Option<NameKind>;
}

/// A token that was reached, and the captures on the way to it; those with the same captures sort together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) captures: [u32; MOST_CAPTURES],
    pub(super) token: u32,
}
/// A capture that has not happened.
const UNSET: u32 = u32::MAX;

impl State {
    pub(super) fn at(token: u32) -> Self {
        Self { token, captures: [UNSET; MOST_CAPTURES] }
    }
    /// The same captures at another token.
    pub(super) fn moved_to(self, token: u32) -> Self {
        Self { captures: self.captures, token }
    }
    /// Tokens that were captured.
    pub(super) fn captured(&self) -> impl Iterator<Item = u32> {
        self.captures.into_iter().filter(|&token| token != UNSET)
    }
}

/// Where an alternative of a program came to its end too early.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) written: String,
    /// The tokens at which the operation failed.
    pub(super) at: Vec<u32>,
    /// Was it the alternative's first operation?
    pub(super) at_once: bool,
}

/// Runs programs on one sentence.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a, 's> {
    pub(super) graph: &'a SentenceGraph<'s>,
    pub(super) context: &'a dyn Context,
}

impl Matcher<'_, '_> {
    /// Where a program leads from a state, sorted, without duplicates.
    pub(super) fn run(self, program: &Program, from: State) -> Vec<State> {
        self.run_all(program, &[from])
    }

    /// The operation at which each alternative failed.
    pub(super) fn failures(self, program: &Program, from: State) -> Vec<Failure> {
        let failure = |sequence: &Vec<Operation>| {
            let mut states = vec![from];
            for (number, operation) in sequence.iter().enumerate() {
                let next = self.operation(operation, &states);
                if next.is_empty() {
                    let mut at: Vec<u32> = states.iter().map(|state| state.token).collect();
                    at.dedup();
                    return Some(Failure { written: operation.written.to_string(), at, at_once: number == 0 });
                }
                states = next;
            }
            None
        };
        program.alternatives.iter().filter_map(failure).collect()
    }

    fn run_all(self, program: &Program, from: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        for sequence in &program.alternatives {
            found.extend(self.sequence(sequence, from));
        }
        normalize(&mut found);
        found
    }

    fn sequence(self, sequence: &[Operation], from: &[State]) -> Vec<State> {
        let mut operations = sequence.iter();
        let Some(first) = operations.next() else { return from.to_vec() };
        let mut states = self.operation(first, from);
        for operation in operations {
            if states.is_empty() {
                break;
            }
            states = self.operation(operation, &states);
        }
        states
    }

    fn operation(self, operation: &Operation, from: &[State]) -> Vec<State> {
        let mut found = match operation.repeat {
            Repeat::Once => self.action(&operation.action, from),
            Repeat::Optional => {
                let mut found = self.action(&operation.action, from);
                found.extend_from_slice(from);
                found
            }
            Repeat::Any => self.closure(&operation.action, from.to_vec()),
            Repeat::Some => self.closure(&operation.action, self.action(&operation.action, from)),
        };
        if let Some(capture) = operation.capture {
            for state in &mut found {
                if let Some(slot) = state.captures.get_mut(usize::from(capture)) {
                    *slot = state.token;
                }
            }
        }
        normalize(&mut found);
        found
    }

    /// All states that any number of repetitions lead to.
    fn closure(self, action: &Action, from: Vec<State>) -> Vec<State> {
        let mut found = from;
        normalize(&mut found);
        let mut fresh = found.clone();
        while !fresh.is_empty() {
            let mut next = self.action(action, &fresh);
            normalize(&mut next);
            next.retain(|state| found.binary_search(state).is_err());
            found.extend_from_slice(&next);
            found.sort_unstable();
            fresh = next;
        }
        found
    }

    fn action(self, action: &Action, from: &[State]) -> Vec<State> {
        let mut found = Vec::new();
        match action {
            Action::Test(checks) => found.extend(from.iter().filter(|state| self.passes(checks, **state))),
            Action::Group(program) => return self.run_all(program, from),
            Action::Down(label) => {
                for &state in from {
                    let edges = self.graph.outgoing(state.token).filter(|edge| label.matches(&edge.label));
                    found.extend(edges.map(|edge| state.moved_to(edge.dependent)));
                }
            }
            Action::Up(label) => {
                for &state in from {
                    let edges = self.graph.incoming(state.token).filter(|edge| label.matches(&edge.label));
                    found.extend(edges.map(|edge| state.moved_to(edge.head)));
                }
            }
            Action::Recall(capture) => {
                let recall = |state: &State| {
                    let token = *state.captures.get(usize::from(*capture))?;
                    (token != UNSET).then_some(state.moved_to(token))
                };
                found.extend(from.iter().filter_map(recall));
            }
        }
        found
    }

    fn passes(self, checks: &[Check], state: State) -> bool {
        checks.iter().all(|check| self.holds(&check.condition, state) != check.negated)
    }

    fn holds(self, condition: &Condition, state: State) -> bool {
        let token = self.graph.token(state.token);
        match condition {
            Condition::Upos(bits) => bits & bit(token.upos as usize) != 0,
            Condition::Lemma(words) => words.contains(&token.lemma),
            Condition::Form(words) => words.contains(&token.form),
            Condition::Deprel(labels) => labels.iter().any(|label| label.matches(&token.deprel)),
            Condition::Feature(name, values) => token.feature(name).is_some_and(|value| values.contains(value)),
            Condition::Class(None) => self.context.class(state.token).is_some(),
            Condition::Class(Some(bits)) => {
                self.context.class(state.token).is_some_and(|class| bits & bit(class as usize) != 0)
            }
            Condition::NameKind(bits) => {
                self.context.name_kind(state.token).is_some_and(|kind| bits & bit(kind as usize) != 0)
            }
            // Proper nouns keep their capitals in lemmas ("President"), word lists need not.
            Condition::Lexicon(words) => {
                words.contains(&token.lemma)
                    || token.lemma.contains(char::is_uppercase) && words.contains(&token.lemma.to_lowercase())
            }
            Condition::Case(words) => self.has_case(state.token, |case| words.contains(case)),
            Condition::Path(program) => !self.run(program, state).is_empty(),
        }
    }

    /// Is a `case` dependent one of the wanted markers? One of several words ("according to") is asked for both as its first
    /// word and as all of them.
    fn has_case(self, token: u32, is_wanted: impl Fn(&str) -> bool) -> bool {
        let mut cases = self.graph.outgoing(token).filter(|edge| &*edge.label == "case");
        cases.any(|edge| {
            let marker = self.graph.token(edge.dependent);
            if is_wanted(&marker.lemma) {
                return true;
            }
            let fixed = self.graph.outgoing(edge.dependent).filter(|edge| &*edge.label == "fixed");
            let words = fixed.map(|edge| self.graph.token(edge.dependent).form.to_lowercase());
            let rest: Vec<String> = words.collect();
            !rest.is_empty() && is_wanted(&format!("{} {}", marker.form.to_lowercase(), rest.join(" ")))
        })
    }
}

fn normalize(states: &mut Vec<State>) {
    if states.len() > 1 {
        states.sort_unstable();
        states.dedup();
    }
}
