//! Arc-eager dependency parsing with sentence breaks, as spaCy 3.8 does it (Honnibal & Johnson 2014: a word that was shifted
//! without a head may be put back into the buffer). Gives heads and labels; sentence starts follow from the tree.

use super::archive::{Archive, ModelError};
use super::transition::{Products, Scorer, Slot, StateScratch, best_valid};
use super::tree::Labels;

const SLOTS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left(u16),
    Right(u16),
    Break,
}

/// The parser's actions and their scorer.
pub(super) struct Parser {
    pub(super) scorer: Scorer,
    actions: Vec<Action>,
    pub(super) labels: Labels,
}

/// A parsed text: a forest over its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Forest {
    /// Head of each word; a root is its own head.
    pub(super) heads: Vec<u32>,
    /// Label of each word: index into the parser's labels.
    pub(super) labels: Vec<u16>,
}

impl Parser {
    pub(super) fn load(archive: &Archive, width: usize) -> Result<Self, ModelError> {
        let header = &archive.header.parser;
        let mut labels = Labels::default();
        let actions = header.actions.iter().map(|action| {
            Ok(match action.split_once('-') {
                None if action == "S" => Action::Shift,
                None if action == "D" => Action::Reduce,
                Some(("L", label)) => Action::Left(labels.intern(label)),
                Some(("R", label)) => Action::Right(labels.intern(label)),
                Some(("B", _)) => Action::Break,
                _ => return Err(ModelError::Label(action.clone())),
            })
        });
        let actions = actions.collect::<Result<_, _>>()?;
        labels.resolve();
        Ok(Self { scorer: Scorer::load(archive, "parser", header, SLOTS, width)?, actions, labels })
    }

    /// Parses a text of `length` words.
    pub(super) fn parse(&self, products: &Products, length: usize, scratch: &mut StateScratch) -> Forest {
        let mut state = State::new(length);
        while !state.is_final() {
            let valid = state.valid();
            let action = if valid == Valid::SHIFT_ONLY {
                Action::Shift
            } else {
                self.scorer.score(products, &state.slots(), scratch);
                match best_valid(&scratch.scores, |at| valid.allows(self.actions[at])) {
                    Some(best) => self.actions[best],
                    None => break,
                }
            };
            state.apply(action);
        }
        let heads = (0..).zip(&state.heads).map(|(at, head)| head.unwrap_or(at)).collect();
        Forest { heads, labels: state.labels }
    }
}

/// Which kinds of action a state allows.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent answers")]
struct Valid {
    shift: bool,
    reduce: bool,
    arcs: bool,
    sentence_break: bool,
}

impl Valid {
    const SHIFT_ONLY: Self = Self { shift: true, reduce: false, arcs: false, sentence_break: false };

    fn allows(self, action: Action) -> bool {
        match action {
            Action::Shift => self.shift,
            Action::Reduce => self.reduce,
            Action::Left(_) | Action::Right(_) => self.arcs,
            Action::Break => self.sentence_break,
        }
    }
}

struct State {
    length: u32,
    stack: Vec<u32>,
    /// Words put back; the last comes first in the buffer.
    returned: Vec<u32>,
    /// First word that was never shifted.
    next: u32,
    heads: Vec<Option<u32>>,
    labels: Vec<u16>,
    /// The child of each word that was found last on its left and right, and for each child the one found before it.
    last_left: Vec<Slot>,
    last_right: Vec<Slot>,
    before: Vec<Slot>,
    put_back: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        Self {
            length: length as u32,
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![None; length],
            labels: vec![Labels::ROOT; length],
            last_left: vec![None; length],
            last_right: vec![None; length],
            before: vec![None; length],
            put_back: vec![false; length],
            starts: vec![false; length],
        }
    }

    fn buffered(&self) -> usize {
        (self.length - self.next) as usize + self.returned.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffered() == 0
    }

    fn stacked(&self, depth: usize) -> Slot {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    fn buffer(&self, at: usize) -> Slot {
        if let Some(place) = self.returned.len().checked_sub(at + 1) {
            return Some(self.returned[place]);
        }
        let word = self.next as usize + (at - self.returned.len());
        (word < self.length as usize).then_some(word as u32)
    }

    fn slots(&self) -> [Slot; SLOTS] {
        let (first, top) = (self.buffer(0), self.stacked(0));
        let child = |of: Slot, last: &[Slot]| of.and_then(|word| last[word as usize]);
        [
            first,
            self.buffer(1),
            top,
            self.stacked(1),
            self.stacked(2),
            child(first, &self.last_left),
            child(top, &self.last_left),
            child(top, &self.last_right),
        ]
    }

    fn valid(&self) -> Valid {
        let (empty, buffered) = (self.stack.is_empty(), self.buffered());
        let starts = |word: Slot| word.is_some_and(|word| self.starts[word as usize]);
        let (first, second) = (self.buffer(0), self.buffer(1));
        let at_start = starts(first);
        let put_back = first.is_some_and(|word| self.put_back[word as usize]);
        Valid {
            shift: empty || buffered >= 2 && !at_start && !put_back,
            reduce: !empty,
            arcs: !empty && buffered > 0 && !at_start,
            sentence_break: matches!((first, second), (Some(a), Some(b)) if b == a + 1 && !self.starts[b as usize]),
        }
    }

    fn apply(&mut self, action: Action) {
        let (Some(first), top) = (self.buffer(0), self.stacked(0)) else {
            self.reduce();
            return;
        };
        match (action, top) {
            (Action::Shift, _) => self.push(),
            (Action::Reduce, _) => self.reduce(),
            (Action::Left(label), Some(top)) => {
                self.attach(top, first, label);
                // The stack has changed: the word may be shifted again without running in circles.
                self.put_back[first as usize] = false;
                self.stack.pop();
            }
            (Action::Right(label), Some(top)) => {
                self.attach(first, top, label);
                self.push();
            }
            (Action::Break, _) => {
                if let Some(second) = self.buffer(1) {
                    self.starts[second as usize] = true;
                }
            }
            (Action::Left(_) | Action::Right(_), None) => {}
        }
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn reduce(&mut self) {
        let last_on_stack = self.stack.len() == 1;
        let Some(top) = self.stack.pop() else { return };
        if self.heads[top as usize].is_none() && !last_on_stack {
            self.put_back[top as usize] = true;
            self.returned.push(top);
        }
    }

    fn attach(&mut self, child: u32, head: u32, label: u16) {
        if let Some(old) = self.heads[child as usize] {
            let last = if old > child { &mut self.last_left } else { &mut self.last_right };
            if last[old as usize] == Some(child) {
                last[old as usize] = self.before[child as usize];
            }
        }
        let last = if head > child { &mut self.last_left } else { &mut self.last_right };
        self.before[child as usize] = last[head as usize].replace(child);
        self.heads[child as usize] = Some(head);
        self.labels[child as usize] = label;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_and_reductions_build_a_tree() {
        // "She sees him": shift, left, shift, right, reduce, reduce.
        let mut state = State::new(3);
        for action in [Action::Shift, Action::Left(1), Action::Shift, Action::Right(2), Action::Reduce, Action::Reduce]
        {
            assert!(state.valid().allows(action), "{action:?}");
            state.apply(action);
        }
        assert!(state.is_final());
        assert_eq!(state.heads, [Some(1), None, Some(1)]);
    }

    #[test]
    fn nothing_crosses_a_break() {
        let mut state = State::new(3);
        state.apply(Action::Shift);
        state.apply(Action::Break);
        assert!(state.valid().arcs, "the break is before the second word of the buffer");
        state.apply(Action::Right(1));
        let valid = state.valid();
        assert!(!valid.arcs && !valid.shift && valid.reduce);
    }

    #[test]
    fn a_word_without_head_returns_once() {
        let mut state = State::new(3);
        state.apply(Action::Shift);
        state.apply(Action::Shift);
        state.apply(Action::Reduce);
        assert_eq!(state.buffer(0), Some(1));
        assert!(!state.valid().shift, "it would run in circles");
    }
}
