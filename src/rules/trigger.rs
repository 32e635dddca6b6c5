//! A trigger pattern → the lemmas and parts of speech that its first token can have, so that a sentence tries only the rules
//! that it can trigger.

use super::{
    check::positive,
    pattern::{Atom, Key, Offset, Pattern, Repeat, Test},
    program::{ALL_BITS, bit},
};
use crate::model::Upos;
use std::collections::BTreeSet;

/// What the first token of a trigger can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    /// Its lemmas; `None`: any.
    pub(super) lemmas: Option<BTreeSet<String>>,
    /// Its parts of speech, as bits.
    pub(super) upos: u32,
}

/// Reads them off a pattern.
///
/// # Errors
/// Where an alternative begins with something other than a constraint.
pub(super) fn keys(pattern: &Pattern) -> Result<Keys, Offset> {
    let mut keys = Keys { lemmas: Some(BTreeSet::new()), upos: 0 };
    for sequence in &pattern.alternatives {
        let Some(first) = sequence.items.first() else { continue };
        let alternative = match &first.atom {
            Atom::Test(constraint) => {
                // Word lists are not used as keys: they match in either case.
                let lemmas: BTreeSet<String> =
                    positive(constraint, &Key::Lemma).map(|value| value.text.to_string()).collect();
                let upos = positive(constraint, &Key::Upos).filter_map(|value| value.text.parse::<Upos>().ok());
                let upos = upos.fold(0, |bits, upos| bits | bit(upos as usize));
                let lemmas = (!lemmas.is_empty()).then_some(lemmas);
                Keys { lemmas, upos: if upos == 0 { ALL_BITS } else { upos } }
            }
            Atom::Group(group) if first.repeat == Repeat::Once => self::keys(group)?,
            _ => return Err(first.at),
        };
        keys.upos |= alternative.upos;
        keys.lemmas = keys.lemmas.zip(alternative.lemmas).map(|(mut all, more)| {
            all.extend(more);
            all
        });
    }
    Ok(keys)
}

/// Does a trigger ask for more than its first token's own properties?
pub(super) fn is_specific(pattern: &Pattern) -> bool {
    pattern.alternatives.iter().any(|sequence| {
        sequence.items.len() > 1
            || sequence.items.iter().any(|item| match &item.atom {
                Atom::Test(constraint) => constraint.terms.iter().any(|term| matches!(term.test, Test::Path(_))),
                Atom::Group(group) => is_specific(group),
                Atom::Step(_) | Atom::Recall(_) => true,
            })
    })
}
