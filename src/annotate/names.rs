//! Word vectors → names with types, as a transition system over BILUO actions. A name never goes on past a sentence start.

use super::archive::{Archive, ModelError};
use super::transition::{Products, Scorer, StateScratch, best_valid};
use crate::model::{NameKind, NamedSpan, TokenSpan};

const SLOTS: usize = 3;
/// spaCy's action for "no name here, by order": a unit without a type.
const BLOCK: &str = "U-";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Begin(NameKind),
    In(NameKind),
    Last(NameKind),
    Unit(NameKind),
    Out,
    /// Something that the run time does not report and that is never valid.
    Unused,
}

/// The name finder's actions and their scorer.
pub(super) struct NameFinder {
    pub(super) scorer: Scorer,
    actions: Vec<Action>,
}

impl NameFinder {
    pub(super) fn load(archive: &Archive, width: usize) -> Result<Self, ModelError> {
        let header = &archive.header.entities;
        let kind = |label: &str, action: &str| label.parse().map_err(|()| ModelError::Label(action.to_owned()));
        let actions = header.actions.iter().map(|action| {
            Ok(match action.split_once('-') {
                None if action == "O" => Action::Out,
                _ if action == BLOCK => Action::Unused,
                Some(("B", label)) => Action::Begin(kind(label, action)?),
                Some(("I", label)) => Action::In(kind(label, action)?),
                Some(("L", label)) => Action::Last(kind(label, action)?),
                Some(("U", label)) => Action::Unit(kind(label, action)?),
                _ => return Err(ModelError::Label(action.clone())),
            })
        });
        let actions = actions.collect::<Result<_, _>>()?;
        Ok(Self { scorer: Scorer::load(archive, "entities", header, SLOTS, width)?, actions })
    }

    /// The names of a text of `length` words; `starts` are the first words of its sentences, in order. Word numbers count
    /// from the text's start.
    pub(super) fn find(
        &self,
        products: &Products,
        length: usize,
        starts: &[usize],
        scratch: &mut StateScratch,
    ) -> Vec<NamedSpan> {
        let (mut names, mut open) = (Vec::new(), None::<(usize, NameKind)>);
        let mut starts = starts.iter().copied().peekable();
        for word in 0..length {
            while starts.next_if(|&start| start <= word).is_some() {}
            let may_go_on = word + 1 < length && starts.peek() != Some(&(word + 1));
            let begun = open.map(|(start, _)| start as u32);
            let slots = [Some(word as u32), begun, begun.and(Some(word.saturating_sub(1) as u32))];
            self.scorer.score(products, &slots, scratch);
            let valid = |action| match (action, open) {
                (Action::Begin(_), None) => may_go_on,
                (Action::In(kind), Some((_, begun))) => kind == begun && may_go_on,
                (Action::Last(kind), Some((_, begun))) => kind == begun,
                (Action::Unit(_) | Action::Out, None) => true,
                _ => false,
            };
            let best = best_valid(&scratch.scores, |at| valid(self.actions[at]));
            match (best.map_or(Action::Out, |best| self.actions[best]), open) {
                (Action::Begin(kind), _) => open = Some((word, kind)),
                (Action::Unit(kind), _) => names.push(NamedSpan { tokens: TokenSpan::new(word, word + 1), kind }),
                (Action::Last(kind), Some((start, _))) => {
                    names.push(NamedSpan { tokens: TokenSpan::new(start, word + 1), kind });
                    open = None;
                }
                _ => {}
            }
        }
        names
    }
}
