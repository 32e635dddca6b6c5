//! `rap:evokedBy [ … ]` blocks → evocations. Patterns and frame names are checked where the rules are loaded.

use super::{
    class::Evocation,
    turtle::{Fact, Facts},
    vocabulary as v,
};
use crate::{
    diagnostic::Diagnostic,
    model::{Status, Upos},
};
use std::{collections::BTreeSet, str::FromStr};

/// What evokes a class, in the order of the text.
pub(super) fn read(facts: &Facts, class: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Evocation> {
    facts.ours(class, "evokedBy").filter_map(|block| Block { facts, block }.read(diagnostics)).collect()
}

struct Block<'a> {
    facts: &'a Facts,
    block: &'a Fact,
}

impl<'a> Block<'a> {
    fn read(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<Evocation> {
        let node = self.block.node()?;
        check_keys(self.facts, node, "an evocation", v::EVOCATION_KEYS, diagnostics);
        let lemmas = self.lemmas(node, diagnostics);
        let parts: Vec<&str> = Upos::ALL.iter().map(|upos| upos.as_str()).collect();
        let upos = self.labels::<Upos>(node, "upos", &parts, diagnostics);
        let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
        let status = self.labels::<Status>(node, "status", &statuses, diagnostics).into_iter().next();
        let frame = self.frame(node, diagnostics);
        let requires = self.single(node, "requires", diagnostics);
        if upos.is_empty() && self.facts.ours(node, "upos").next().is_none() {
            diagnostics.push(self.missing("rap:upos", "say which part of speech the lemmas have: rap:upos \"VERB\""));
        }
        if lemmas.is_empty() {
            diagnostics.push(self.missing("rap:lemma", "name the words that evoke the class: rap:lemma \"meet\""));
        }
        let first = self.facts.ours(node, "lemma").next().unwrap_or(self.block);
        Some(Evocation {
            lemmas,
            upos,
            frame: frame?.into(),
            requires: requires.and_then(Fact::literal).map(str::to_owned),
            status,
            position: self.facts.place(first),
            requires_position: requires.map(|fact| self.facts.place(fact)),
        })
    }

    fn missing(&self, key: &str, hint: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(format!("this evocation has no {key}"));
        diagnostic.at_place(self.facts.predicate_place(self.block)).hint(hint)
    }

    fn lemmas(&self, node: &str, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<String> {
        let mut lemmas = BTreeSet::new();
        for fact in self.facts.ours(node, "lemma") {
            let lemma = fact.literal().unwrap_or_default();
            let error = |message: String| Diagnostic::error(message).at_place(self.facts.place(fact));
            if lemma.is_empty() || lemma.contains(char::is_whitespace) {
                let hint = "give the head word as the lemma and ask for the others with rap:requires \">…\"";
                diagnostics.push(error(format!("“{lemma}” is not one word")).hint(hint));
            } else if !lemmas.insert(lemma.to_owned()) {
                diagnostics.push(error(format!("lemma “{lemma}” stands here twice")));
            }
        }
        lemmas
    }

    /// Values out of a closed list.
    fn labels<T: FromStr + Ord>(
        &self,
        node: &str,
        key: &str,
        known: &[&str],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeSet<T> {
        let mut found = BTreeSet::new();
        for fact in self.facts.ours(node, key) {
            let text = fact.literal().unwrap_or_default();
            if let Ok(value) = text.parse() {
                found.insert(value);
            } else {
                let diagnostic = Diagnostic::error(format!("“{text}” is no value of rap:{key}"));
                diagnostics.push(diagnostic.at_place(self.facts.place(fact)).did_you_mean(text, known.iter().copied()));
            }
        }
        found
    }

    /// The only value of a key.
    fn single(&self, node: &str, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a Fact> {
        let mut values = self.facts.ours(node, key);
        let first = values.next();
        if let Some(second) = values.next() {
            let diagnostic = Diagnostic::error(format!("an evocation has one rap:{key} only"));
            let diagnostic = diagnostic.at_place(self.facts.place(second));
            diagnostics.push(diagnostic.hint("write a second block: rap:evokedBy [ … ] , [ … ]"));
        }
        first
    }

    fn frame(&self, node: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a str> {
        let Some(fact) = self.single(node, "frame", diagnostics) else {
            diagnostics.push(self.missing("rap:frame", "name the frame that finds the arguments: rap:frame frame:…"));
            return None;
        };
        let name = fact.iri().and_then(|iri| iri.strip_prefix(v::FRAME));
        if name.is_none() {
            let diagnostic = Diagnostic::error("rap:frame must name a frame").at_place(self.facts.place(fact));
            diagnostics.push(diagnostic.hint(format!("frames are IRIs in <{}>", v::FRAME)));
        }
        name
    }
}

/// Every key of ours in a block must be one of `known`.
pub(super) fn check_keys(facts: &Facts, node: &str, block: &str, known: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    for fact in facts.about(node) {
        let Some(name) = fact.predicate().strip_prefix(v::RAP) else { continue };
        if !known.contains(&name) {
            let diagnostic = Diagnostic::error(format!("{block} has no rap:{name}"));
            let diagnostic = diagnostic.at_place(facts.predicate_place(fact));
            diagnostics.push(diagnostic.did_you_mean(name, known.iter().copied()));
        }
    }
}
