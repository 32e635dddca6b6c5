//! `rap:Lexicon` blocks → named word lists and named tables. Blocks of one name add up.

use super::{
    evocations::check_keys,
    turtle::{Fact, Facts},
    vocabulary as v,
};
use crate::{diagnostic::Diagnostic, model::Name};
use std::collections::{BTreeMap, BTreeSet};

/// All word lists and tables.
#[derive(Debug, Default)]
pub(super) struct Lexicons {
    pub(super) lists: BTreeMap<Name, BTreeSet<String>>,
    pub(super) tables: BTreeMap<Name, BTreeMap<String, String>>,
}

impl Lexicons {
    pub(super) fn read(facts: &Facts, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut lexicons = Self::default();
        let is_lexicon = |fact: &&Fact| {
            fact.predicate() == v::RDF_TYPE && fact.iri().and_then(|iri| iri.strip_prefix(v::RAP)) == Some("Lexicon")
        };
        for block in facts.iter().filter(is_lexicon) {
            lexicons.read_block(facts, block, diagnostics);
        }
        lexicons
    }

    fn read_block(&mut self, facts: &Facts, block: &Fact, diagnostics: &mut Vec<Diagnostic>) {
        let node = block.subject();
        let Some(name) = facts.ours(node, "name").find_map(Fact::literal) else {
            let diagnostic = Diagnostic::error("this word list has no rap:name").at_place(facts.place(block));
            diagnostics.push(diagnostic.hint("add rap:name \"…\""));
            return;
        };
        let mut empty = true;
        for lemma in facts.ours(node, "lemma").filter_map(Fact::literal) {
            self.lists.entry(name.into()).or_default().insert(lemma.to_owned());
            empty = false;
        }
        for entry in facts.ours(node, "entry") {
            empty = false;
            self.read_entry(facts, name, entry, diagnostics);
        }
        if empty {
            let diagnostic = Diagnostic::error(format!("word list “{name}” is empty")).at_place(facts.place(block));
            diagnostics.push(diagnostic.hint("add rap:lemma \"…\" or rap:entry [ rap:key \"…\" ; rap:value \"…\" ]"));
        }
    }

    fn read_entry(&mut self, facts: &Facts, table: &str, entry: &Fact, diagnostics: &mut Vec<Diagnostic>) {
        let node = entry.node().unwrap_or_default();
        check_keys(facts, node, "an entry", v::ENTRY_KEYS, diagnostics);
        let (mut keys, mut values) = (facts.ours(node, "key"), facts.ours(node, "value"));
        let (Some(first), Some(value)) = (keys.next(), values.next()) else {
            let diagnostic = Diagnostic::error("an entry needs a rap:key and a rap:value");
            diagnostics.push(diagnostic.at_place(facts.predicate_place(entry)));
            return;
        };
        let value = value.literal().unwrap_or_default();
        if values.next().is_some() {
            let diagnostic = Diagnostic::error("an entry has one rap:value only");
            diagnostics.push(diagnostic.at_place(facts.place(first)));
        }
        let table = self.tables.entry(table.into()).or_default();
        for key in std::iter::once(first).chain(keys) {
            let text = key.literal().unwrap_or_default();
            let former = table.insert(text.to_owned(), value.to_owned());
            if let Some(former) = former.filter(|former| former != value) {
                let message = format!("“{text}” stands for both “{former}” and “{value}”");
                diagnostics.push(Diagnostic::error(message).at_place(facts.place(key)));
            }
        }
    }
}
