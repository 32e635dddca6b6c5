//! Turtle files → facts (triples that know their line), indexed by subject. Blank nodes get names from the order in which
//! they appear, because the parser's own are random and would show in exports. Source: W3C RDF 1.1 Turtle, by oxttl.

#![allow(clippy::match_wildcard_for_single_variants, reason = "a feature of oxrdf (RDF 1.2) adds a variant to `Term`")]

use super::vocabulary as v;
use crate::diagnostic::{Diagnostic, Place};
use oxrdf::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::{TurtleParser, TurtleSyntaxError};
use std::collections::{BTreeMap, HashMap};

/// So many syntax errors of one file are reported; the rest usually follows from them.
const ERRORS_PER_FILE: usize = 20;
/// A fact is known to be complete only when the next token is read: its text may lie so many lines before.
const LINES_BACK: usize = 12;

/// A triple and where it was written.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) triple: Triple,
    /// Index into the sources.
    file: usize,
    /// Index of the line at whose end it was complete.
    line: usize,
}

impl Fact {
    pub(super) fn subject(&self) -> &str {
        subject_key(&self.triple.subject)
    }
    pub(super) fn predicate(&self) -> &str {
        self.triple.predicate.as_str()
    }
    /// The object as a key for [`Facts::about`]; `None` for a literal.
    pub(super) fn node(&self) -> Option<&str> {
        match &self.triple.object {
            Term::NamedNode(node) => Some(node.as_str()),
            Term::BlankNode(node) => Some(node.as_str()),
            _ => None,
        }
    }
    /// The object's IRI.
    pub(super) fn iri(&self) -> Option<&str> {
        match &self.triple.object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }
    /// The object's text, if it is a literal.
    pub(super) fn literal(&self) -> Option<&str> {
        match &self.triple.object {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        }
    }
    /// Is the object a literal in English, or in no language?
    pub(super) fn is_english(&self) -> bool {
        match &self.triple.object {
            Term::Literal(literal) => literal.language().is_none_or(|language| language.starts_with("en")),
            _ => false,
        }
    }
}

/// IRIs hold a colon and our blank node names do not, so the two share one key space.
fn subject_key(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// All facts of all files, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    all: Vec<Fact>,
    by_subject: BTreeMap<String, Vec<usize>>,
    sources: Vec<(String, String)>,
    /// Byte offset of each line of each source.
    line_starts: Vec<Vec<usize>>,
}

impl Facts {
    pub(super) fn read(files: &[(&str, &str)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut facts = Self::default();
        let mut blank = BlankNames::default();
        for &(name, text) in files {
            facts.sources.push((name.to_owned(), text.to_owned()));
            let starts = text.match_indices('\n').map(|(at, _)| at + 1);
            facts.line_starts.push(std::iter::once(0).chain(starts).collect());
            facts.read_file(name, text, &mut blank, diagnostics);
        }
        for (at, fact) in facts.all.iter().enumerate() {
            facts.by_subject.entry(fact.subject().to_owned()).or_default().push(at);
        }
        facts
    }

    /// Feeds the parser line by line, so that each triple's line is known.
    fn read_file(&mut self, name: &str, text: &str, blank: &mut BlankNames, diagnostics: &mut Vec<Diagnostic>) {
        let file = self.sources.len() - 1;
        let mut parser = TurtleParser::new().low_level();
        let (mut errors, mut lines, mut line) = (0, text.split_inclusive('\n'), 0);
        blank.next_file(file);
        while !parser.is_end() && errors < ERRORS_PER_FILE {
            match lines.next() {
                Some(chunk) => parser.extend_from_slice(chunk.as_bytes()),
                None => parser.end(),
            }
            while let Some(result) = parser.parse_next() {
                match result {
                    Ok(triple) => self.all.push(Fact { triple: blank.rename(triple), file, line }),
                    Err(error) => {
                        errors += 1;
                        diagnostics.push(syntax_error(name, &error));
                        if errors == ERRORS_PER_FILE {
                            break;
                        }
                    }
                }
            }
            line += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.all.iter()
    }
    pub(super) fn sources(&self) -> &[(String, String)] {
        &self.sources
    }
    /// What is said of a subject.
    pub(super) fn about<'a>(&'a self, subject: &str) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.by_subject.get(subject).into_iter().flatten().filter_map(|&at| self.all.get(at))
    }
    /// What is said of a subject by one predicate.
    pub(super) fn values<'a>(&'a self, subject: &str, predicate: &str) -> impl Iterator<Item = &'a Fact> {
        self.about(subject).filter(move |fact| fact.predicate() == predicate)
    }
    /// What is said of a subject by one of our own predicates.
    pub(super) fn ours<'a>(&'a self, subject: &str, name: &str) -> impl Iterator<Item = &'a Fact> {
        self.about(subject).filter(move |fact| fact.predicate().strip_prefix(v::RAP) == Some(name))
    }
    /// The members of an RDF list, as far as it is well formed.
    pub(super) fn list<'a>(&'a self, head: &'a str) -> Vec<&'a Fact> {
        let (mut members, mut node) = (Vec::new(), head);
        while let Some(first) = self.values(node, v::RDF_FIRST).next() {
            members.push(first);
            match self.values(node, v::RDF_REST).next().and_then(Fact::node) {
                // A list that runs in a circle has as many members as there are facts at most.
                Some(rest) if members.len() < self.all.len() => node = rest,
                _ => break,
            }
        }
        members
    }

    /// Where a fact's object is written, as well as can be found.
    pub(super) fn place(&self, fact: &Fact) -> Place {
        match &fact.triple.object {
            Term::NamedNode(node) => self.find(fact, local_name(node.as_str()), 0),
            Term::Literal(literal) => self.find(fact, literal.value(), 0),
            _ => self.predicate_place(fact),
        }
    }
    /// Where a fact's predicate is written, as well as can be found.
    pub(super) fn predicate_place(&self, fact: &Fact) -> Place {
        self.find(fact, local_name(fact.predicate()), LINES_BACK)
    }
    /// Where a subject is first spoken of.
    pub(super) fn subject_place(&self, subject: &str) -> Option<Place> {
        let first = self.about(subject).next()?;
        Some(self.find(first, local_name(subject), LINES_BACK))
    }

    /// Looks for `needle` as a whole word on the fact's line and then upwards.
    fn find(&self, fact: &Fact, needle: &str, further: usize) -> Place {
        let (file, text) = self.sources.get(fact.file).map_or(("", ""), |(name, text)| (name.as_str(), text.as_str()));
        let starts = self.line_starts.get(fact.file).map_or(&[][..], Vec::as_slice);
        let last = fact.line.min(starts.len().saturating_sub(1));
        let first = needle.lines().next().unwrap_or_default();
        let found = (0..=last).rev().take(LINES_BACK + further).find_map(|number| {
            let line = text.get(*starts.get(number)?..)?.lines().next().unwrap_or_default();
            let at = word_position(line, first)?;
            Some((number, line.get(..at)?.chars().count()))
        });
        let (number, column) = found.unwrap_or((last, 0));
        Place { file: file.to_owned(), line: Some(number as u32 + 1), column: Some(column as u32 + 1) }
    }
}

/// The byte offset of a word in a line outside comments, preferring one that is bounded by something other than letters.
fn word_position(line: &str, word: &str) -> Option<usize> {
    if word.is_empty() || line.trim_start().starts_with('#') {
        return None;
    }
    let is_inner = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let mut from = 0;
    while let Some(at) = line.get(from..).and_then(|rest| rest.find(word)).map(|at| at + from) {
        let (before, after) = (line.get(..at)?.chars().next_back(), line.get(at + word.len()..)?.chars().next());
        if !is_inner(before) && !is_inner(after) {
            return Some(at);
        }
        from = at + word.len();
    }
    None
}

/// The part of an IRI after its namespace.
pub(super) fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

fn syntax_error(file: &str, error: &TurtleSyntaxError) -> Diagnostic {
    let start = error.location().start;
    let message = error.message().trim_end_matches('.');
    let diagnostic = Diagnostic::error(format!("not well-formed Turtle: {message}"));
    diagnostic.at(file, start.line as u32 + 1, start.column as u32 + 1)
}

/// Stable names for blank nodes.
#[derive(Default)]
struct BlankNames {
    file: usize,
    names: HashMap<String, BlankNode>,
}

impl BlankNames {
    fn next_file(&mut self, file: usize) {
        self.file = file;
        self.names.clear();
    }
    fn name(&mut self, node: &BlankNode) -> BlankNode {
        let (file, next) = (self.file, self.names.len());
        let fresh = || BlankNode::new_unchecked(format!("f{file}n{next}"));
        self.names.entry(node.as_str().to_owned()).or_insert_with(fresh).clone()
    }
    fn rename(&mut self, triple: Triple) -> Triple {
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(&node).into(),
            subject @ NamedOrBlankNode::NamedNode(_) => subject,
        };
        let object = match triple.object {
            Term::BlankNode(node) => self.name(&node).into(),
            object => object,
        };
        let predicate: NamedNode = triple.predicate;
        Triple { subject, predicate, object }
    }
}
