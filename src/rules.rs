//! The rule language: how English says what the ontology knows. TOML files of frames and special rules, together with the
//! ontology's evocations, become one set of compiled rules; a sentence graph gives matches, with a trace of why where asked.
//!
//! A *frame* finds arguments by syntax alone ("the subject is the agent") and serves every class whose `rap:evokedBy` names
//! it; a *special rule* says what no frame covers. Both are written in the pattern language of [`pattern`]. Everything that
//! could silently never match is refused when the rules are loaded, with file, line, column and a hint.
//!
//! It does not resolve coordination, passives, relative clauses and the like: the graph that it reads already does. It does
//! not decide status, time, place or attribution, beyond a status that a rule states. After Odin (Valenzuela-Escárcega et al.
//! 2016) and Semgrex.

mod check;
mod example;
mod expectation;
mod file;
mod find;
mod labels;
mod load;
mod matcher;
mod parse;
pub mod pattern;
mod program;
#[cfg(test)]
mod tests;
mod trace;
mod trigger;

pub use expectation::{Difference, Expected, compare, parse_expectation};
pub use find::{Argument, Match, Target};
pub use labels::{MARKED_RELATIONS, MARKERS, UD_LABELS, known_labels};
pub use matcher::Context;
pub use parse::PatternError;
pub use pattern::Pattern;
pub use trace::{Attempt, Note, Outcome, Trace, Word};

use crate::{
    diagnostic::{Diagnostic, Place},
    model::{Date, Name, Upos},
    ontology::Ontology,
};
use find::Rule;
use std::collections::HashMap;

/// All rules, compiled and indexed by the lemma that triggers them.
#[derive(Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Lemma → indices of rules, ascending. Looked up only, never walked through.
    by_lemma: HashMap<Box<str>, Vec<u32>>,
    /// Indices of rules whose trigger names no lemma.
    by_any_lemma: Vec<u32>,
    examples: Vec<Example>,
    warnings: Vec<Diagnostic>,
}

/// A text with the claims that it must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule or frame (`frame:transitive`) that it belongs to.
    pub rule: Name,
    /// Class that the rule asserts; a frame serves many.
    pub target: Option<Target>,
    /// One or more sentences.
    pub text: String,
    /// Day on which the text counts as published.
    pub published: Option<Date>,
    /// The claims; none: the text must give none.
    pub expect: Vec<Expected>,
    /// Where it is written.
    pub place: Place,
}

impl RuleSet {
    /// Reads, checks and compiles rule files, given as file name and text, together with the ontology's evocations.
    /// `lemma_of` is the lemmatizer of the annotation: a lemma that it would change could never match.
    ///
    /// # Errors
    /// Every error that was found, sorted by place; one is enough for no rules.
    pub fn load(
        ontology: &Ontology,
        files: &[(&str, &str)],
        lemma_of: impl Fn(&str, Upos) -> String,
    ) -> Result<Self, Vec<Diagnostic>> {
        load::load(ontology, files, &lemma_of)
    }
    /// Every example of every frame and rule, in the order of the files.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        self.examples.iter()
    }
    /// What is odd about the rules without being wrong.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
    /// Names and targets of all rules: evocations first, by class, then special rules.
    pub fn rules(&self) -> impl Iterator<Item = (&Name, &Target)> {
        self.rules.iter().map(|rule| (&rule.name, &rule.target))
    }
}
