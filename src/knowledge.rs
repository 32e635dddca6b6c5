//! What the program knows before it reads: the ontology (what may be said), the rules (how English says it) and the gazetteer
//! (names of places and bodies). Embedded in the binary; folders given by the user are added to it. Checked when loaded.

use crate::{
    annotate::Annotator,
    diagnostic::Diagnostic,
    extract::syntax::Words,
    model::Upos,
    ontology::{Gazetteer, Ontology},
    rules::RuleSet,
};
use std::collections::{BTreeMap, BTreeSet};

mod embedded;

/// Ontology, rules and gazetteer, checked against each other.
#[derive(Debug)]
pub struct Knowledge {
    /// Classes, roles, word lists.
    pub ontology: Ontology,
    /// Frames and special rules, compiled.
    pub rules: RuleSet,
    /// Places, bodies, demonyms.
    pub gazetteer: Gazetteer,
    event_nouns: BTreeSet<String>,
}

/// Files of knowledge: name (for messages) and text.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Turtle: classes, properties, lexicons.
    pub ontology: Vec<(String, String)>,
    /// TOML: frames and rules.
    pub rules: Vec<(String, String)>,
    /// Tab-separated names.
    pub names: Vec<(String, String)>,
}

impl Sources {
    /// The files in the binary.
    pub fn embedded() -> Self {
        let owned = |files: &[(&str, &str)]| files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        Self {
            ontology: owned(embedded::ONTOLOGY),
            rules: owned(embedded::RULES),
            names: owned(crate::ontology::gazetteer::EMBEDDED),
        }
    }
    /// Adds another set of files.
    pub fn extend(&mut self, other: Self) {
        self.ontology.extend(other.ontology);
        self.rules.extend(other.rules);
        self.names.extend(other.names);
    }
    /// A digest of every file: part of the key of cached extractions.
    pub fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for (name, text) in self.ontology.iter().chain(&self.rules).chain(&self.names) {
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(text.as_bytes());
            hash.update([0]);
        }
        format!("{:x}", hash.finalize())
    }
}

impl Knowledge {
    /// Loads and checks; the annotator's lemmatizer tells rules whose lemmas could never match.
    ///
    /// # Errors
    /// Every fault of the files, each with its place.
    pub fn load(sources: &Sources, annotator: &Annotator) -> Result<Self, Vec<Diagnostic>> {
        let ontology = Ontology::load(&borrowed(&sources.ontology))?;
        let rules =
            RuleSet::load(&ontology, &borrowed(&sources.rules), |form: &str, upos| annotator.lemma(form, upos))?;
        let gazetteer = Gazetteer::load(&borrowed(&sources.names))?;
        let event_nouns = ontology
            .event_classes()
            .iter()
            .flat_map(|class| &class.evocations)
            .filter(|evocation| evocation.upos.contains(&Upos::Noun))
            .flat_map(|evocation| evocation.lemmas.iter().map(ToString::to_string))
            .collect();
        Ok(Self { ontology, rules, gazetteer, event_nouns })
    }
    /// Is the word in the named list?
    pub fn listed(&self, list: &str, word: &str) -> bool {
        self.ontology.lexicon(list).is_some_and(|words| words.contains(word))
    }
    /// The value of a key in the named table.
    pub fn entry(&self, table: &str, key: &str) -> Option<&str> {
        self.ontology.table(table)?.get(key).map(String::as_str)
    }
    /// Is the noun the name of an event of some class?
    pub fn is_event_word(&self, lemma: &str) -> bool {
        self.event_nouns.contains(lemma)
    }
    /// The whole named table.
    pub fn table(&self, table: &str) -> Option<&BTreeMap<String, String>> {
        self.ontology.table(table)
    }
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

impl Words for Knowledge {
    fn is_light_verb(&self, lemma: &str) -> bool {
        self.listed("light-verbs", lemma)
    }
    fn is_happening_verb(&self, lemma: &str) -> bool {
        self.listed("happening-verbs", lemma)
    }
    fn is_part_noun(&self, lemma: &str) -> bool {
        self.listed("event-part-nouns", lemma)
    }
    fn is_event_noun(&self, lemma: &str) -> bool {
        self.event_nouns.contains(lemma)
    }
    fn is_verdict_verb(&self, lemma: &str) -> bool {
        self.listed("verdict-verbs", lemma)
    }
    fn is_calling_verb(&self, lemma: &str) -> bool {
        self.listed("calling-verbs", lemma)
    }
}
