//! A checked [`Pattern`] → a [`Program`]: values sorted or turned into bit sets, captures numbered, word lists attached, so
//! that matching neither parses nor allocates for tests.

use super::pattern::{Atom, Constraint, Direction, Key, Label, Pattern, Repeat, Test, Value};
use crate::{
    model::{EntityClass, Name, NameKind, Upos},
    ontology::{Ontology, Range},
};
use std::{collections::BTreeSet, sync::Arc};

/// So many captures a rule may name: they travel with each state of the matcher.
pub(super) const MOST_CAPTURES: usize = 4;

/// A compiled pattern: alternatives of operations in sequence.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) alternatives: Vec<Vec<Operation>>,
}

#[derive(Debug)]
pub(super) struct Operation {
    pub(super) action: Action,
    pub(super) repeat: Repeat,
    pub(super) capture: Option<u8>,
    /// As written, for traces.
    pub(super) written: Box<str>,
}

#[derive(Debug)]
pub(super) enum Action {
    Down(EdgeLabel),
    Up(EdgeLabel),
    Test(Box<[Check]>),
    Group(Program),
    Recall(u8),
}

#[derive(Debug)]
pub(super) enum EdgeLabel {
    Any,
    Exact(Box<str>),
    Family(Box<str>),
}

impl EdgeLabel {
    pub(super) fn matches(&self, label: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(wanted) => **wanted == *label,
            Self::Family(wanted) => {
                label.strip_prefix(&**wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            }
        }
    }
}

#[derive(Debug)]
pub(super) struct Check {
    pub(super) negated: bool,
    pub(super) condition: Condition,
}

#[derive(Debug)]
pub(super) enum Condition {
    Lemma(Words),
    Form(Words),
    /// Bit set over [`Upos::ALL`].
    Upos(u32),
    Deprel(Box<[EdgeLabel]>),
    Feature(Name, Words),
    /// Bit set over [`EntityClass::ALL`]; `None`: no mention is asked for, only that there is one.
    Class(Option<u32>),
    /// Bit set over [`NameKind::ALL`].
    NameKind(u32),
    Lexicon(Words),
    Case(Words),
    Path(Program),
}

/// Sorted words.
#[derive(Debug, Default)]
pub(super) struct Words(Box<[Box<str>]>);

impl Words {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.binary_search_by(|candidate| (**candidate).cmp(word)).is_ok()
    }
    fn of(words: impl IntoIterator<Item = impl Into<Box<str>>>) -> Self {
        let words: BTreeSet<Box<str>> = words.into_iter().map(Into::into).collect();
        Self(words.into_iter().collect())
    }
    fn of_values(values: &[Value]) -> Self {
        Self::of(values.iter().map(|value| value.text.as_str()))
    }
}

/// The bit of an enumeration's value.
pub(super) fn bit(index: usize) -> u32 {
    1 << index
}
pub(super) const ALL_BITS: u32 = u32::MAX;

fn bits<T: std::str::FromStr + Copy>(values: &[Value], index: impl Fn(T) -> usize) -> u32 {
    values.iter().filter_map(|value| value.text.parse().ok()).fold(0, |bits, value| bits | bit(index(value)))
}

/// Compiles patterns that the checker has passed.
pub(super) struct Compiler<'a> {
    pub(super) ontology: &'a Ontology,
    /// Captures of the rule; their order numbers them.
    pub(super) captures: &'a [Name],
}

impl Compiler<'_> {
    pub(super) fn program(&self, pattern: &Pattern) -> Program {
        let sequence =
            |sequence: &super::pattern::Sequence| sequence.items.iter().map(|item| self.operation(item)).collect();
        Program { alternatives: pattern.alternatives.iter().map(sequence).collect() }
    }

    /// As [`Self::program`], to be shared between rules.
    pub(super) fn shared(&self, pattern: &Pattern) -> Arc<Program> {
        Arc::new(self.program(pattern))
    }

    fn number(&self, name: &Name) -> Option<u8> {
        self.captures.iter().position(|known| known == name).map(|at| at as u8)
    }

    fn operation(&self, item: &super::pattern::Item) -> Operation {
        let action = match &item.atom {
            Atom::Step(step) => match step.direction {
                Direction::Down => Action::Down(edge_label(&step.label)),
                Direction::Up => Action::Up(edge_label(&step.label)),
            },
            Atom::Test(constraint) => Action::Test(self.constraint(constraint)),
            Atom::Group(group) => Action::Group(self.program(group)),
            // The checker has seen that it is known.
            Atom::Recall(name) => Action::Recall(self.number(name).unwrap_or_default()),
        };
        let capture = item.capture.as_ref().and_then(|name| self.number(name));
        Operation { action, repeat: item.repeat, capture, written: item.to_string().into() }
    }

    fn constraint(&self, constraint: &Constraint) -> Box<[Check]> {
        let check = |term: &super::pattern::Term| {
            let condition = match &term.test {
                Test::Path(pattern) => Condition::Path(self.program(pattern)),
                Test::Values(key, values) => self.condition(key, values),
            };
            Check { negated: term.negated, condition }
        };
        constraint.terms.iter().map(check).collect()
    }

    fn condition(&self, key: &Key, values: &[Value]) -> Condition {
        match key {
            Key::Lemma => Condition::Lemma(Words::of_values(values)),
            Key::Form => Condition::Form(Words::of_values(values)),
            Key::Case => Condition::Case(Words::of_values(values)),
            Key::Upos => Condition::Upos(bits(values, |upos: Upos| upos as usize)),
            Key::NameKind => Condition::NameKind(bits(values, |kind: NameKind| kind as usize)),
            Key::Feature(name) => Condition::Feature(name.clone(), Words::of_values(values)),
            Key::Deprel => Condition::Deprel(values.iter().map(|value| deprel(&value.text)).collect()),
            Key::Class => Condition::Class(self.classes(values)),
            Key::Lexicon => {
                let words = values.iter().filter_map(|value| self.ontology.lexicon(&value.text)).flatten();
                Condition::Lexicon(Words::of(words.map(String::as_str)))
            }
        }
    }

    fn classes(&self, values: &[Value]) -> Option<u32> {
        values.iter().filter_map(|value| self.ontology.entity_range(&value.text)).try_fold(0, |bits, range| match range
        {
            Range::Any => None,
            Range::Classes(classes) => Some(bits | class_bits(&classes)),
        })
    }
}

pub(super) fn class_bits(classes: &BTreeSet<EntityClass>) -> u32 {
    classes.iter().fold(0, |bits, &class| bits | bit(class as usize))
}

fn edge_label(label: &Label) -> EdgeLabel {
    match label {
        Label::Any => EdgeLabel::Any,
        Label::Exact(label) => EdgeLabel::Exact(label.as_str().into()),
        Label::Family(label) => EdgeLabel::Family(label.as_str().into()),
    }
}

fn deprel(text: &str) -> EdgeLabel {
    match text.strip_suffix(":*") {
        Some(relation) => EdgeLabel::Family(relation.into()),
        None => EdgeLabel::Exact(text.into()),
    }
}
