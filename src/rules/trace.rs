//! What the rules did with a sentence, for `rapporteur explain`: which were tried at which word, what each bound, and where it
//! failed.

use crate::model::{EntityClass, Name, SentenceGraph};
use std::fmt;

/// Every attempt of every rule on one sentence, in order of the triggers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The attempts.
    pub attempts: Vec<Attempt>,
}

/// A token with its form, so that a trace can be read without the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Index in the sentence.
    pub token: u32,
    /// As written.
    pub form: String,
}

/// One rule at one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The rule.
    pub rule: Name,
    /// The word at which it was tried.
    pub trigger: Word,
    /// What it found on the way.
    pub notes: Vec<Note>,
    /// How it ended.
    pub outcome: Outcome,
}

/// Something that a rule found on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A path led to these tokens, and they fill the role.
    Bound {
        /// The role.
        role: Name,
        /// The tokens.
        words: Vec<Word>,
    },
    /// A path led nowhere.
    Unbound {
        /// The role.
        role: Name,
        /// The step or constraint at which each alternative ended, and where.
        failures: Vec<(String, Vec<Word>)>,
    },
    /// A path led to a token that may not fill the role.
    Refused {
        /// The role.
        role: Name,
        /// The token.
        word: Word,
        /// Class of the mention there, if there is one.
        class: Option<EntityClass>,
    },
    /// The role takes fewer fillers than were found; this one was left out.
    Surplus {
        /// The role.
        role: Name,
        /// The token.
        word: Word,
    },
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It made a match.
    Matched,
    /// It made a match that was joined to that of another rule for the same class and trigger.
    Joined {
        /// The other rule.
        with: Name,
    },
    /// The trigger pattern did not match: the step or constraint at which each alternative ended, and where.
    NoTrigger(Vec<(String, Vec<Word>)>),
    /// What the evocation requires is not there.
    NotRequired(Vec<(String, Vec<Word>)>),
    /// A role that must be filled is not.
    Missing {
        /// The role.
        role: Name,
    },
    /// A more specific rule of another class matched at the same trigger.
    Beaten {
        /// That rule.
        by: Name,
    },
}

impl Word {
    pub(super) fn of(graph: &SentenceGraph<'_>, token: u32) -> Self {
        Self { token, form: graph.token(token).form.to_string() }
    }
}

impl Trace {
    /// Attempts that ended in a match.
    pub fn matched(&self) -> impl Iterator<Item = &Attempt> {
        self.attempts.iter().filter(|attempt| matches!(attempt.outcome, Outcome::Matched | Outcome::Joined { .. }))
    }
}

impl fmt::Display for Word {
    /// Tokens are counted from 1, as in CoNLL-U.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” ({})", self.form, self.token + 1)
    }
}
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts.is_empty() {
            return writeln!(f, "no rule has a trigger in this sentence");
        }
        self.attempts.iter().try_for_each(|attempt| write!(f, "{attempt}"))
    }
}
impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} at {}: {}", self.rule, self.trigger, self.outcome)?;
        self.notes.iter().try_for_each(|note| writeln!(f, "  {note}"))
    }
}
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Matched => f.write_str("matched"),
            Self::Joined { with } => write!(f, "matched, joined to {with}"),
            Self::NoTrigger(failures) => write!(f, "no, the trigger fails: {}", Failures(failures)),
            Self::NotRequired(failures) => write!(f, "no, what it requires fails: {}", Failures(failures)),
            Self::Missing { role } => write!(f, "no, nothing fills {role}"),
            Self::Beaten { by } => write!(f, "no, {by} is more specific"),
        }
    }
}
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bound { role, words } => write!(f, "{role} = {}", Words(words)),
            Self::Unbound { role, failures } => write!(f, "{role}: nothing, {}", Failures(failures)),
            Self::Refused { role, word, class: Some(class) } => {
                write!(f, "{role}: not {word}, a {class} may not fill it")
            }
            Self::Refused { role, word, class: None } => write!(f, "{role}: not {word}, it is no mention of an entity"),
            Self::Surplus { role, word } => write!(f, "{role}: not {word}, it has enough fillers"),
        }
    }
}

struct Words<'a>(&'a [Word]);
impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.0.iter().enumerate() {
            write!(f, "{}{word}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

struct Failures<'a>(&'a [(String, Vec<Word>)]);
impl fmt::Display for Failures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (written, words)) in self.0.iter().enumerate() {
            write!(f, "{}`{written}` fails at {}", if at == 0 { "" } else { "; " }, Words(words))?;
        }
        Ok(())
    }
}
