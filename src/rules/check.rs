//! Does a pattern name only what exists? Labels, parts of speech, features, classes, name types, word lists and captures must
//! be known, and lemmas must be what the lemmatizer gives: a pattern with a slip would silently never match.

use super::{
    labels::{FEATURES, is_known_label, is_known_relation, known_labels, marked_labels},
    pattern::{Atom, Constraint, Key, Label, Offset, Pattern, Test, Value},
};
use crate::{
    diagnostic::{Diagnostic, Place},
    model::{EntityClass, Name, NameKind, Upos},
    ontology::Ontology,
};

/// Gives the dictionary form of a word with a part of speech.
pub(super) type LemmaOf<'a> = &'a dyn Fn(&str, Upos) -> String;

/// Parts of speech whose words have more than one form.
const INFLECTED: &[Upos] = &[Upos::Verb, Upos::Noun, Upos::Adj, Upos::Adv, Upos::Aux, Upos::Propn];

/// Checks patterns against the ontology and the lemmatizer.
pub(super) struct Checker<'a> {
    pub(super) ontology: &'a Ontology,
    pub(super) lemma_of: LemmaOf<'a>,
}

/// A pattern's text and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) place: &'a Place,
}

impl Written<'_> {
    /// The diagnostic, placed at an offset of the text.
    pub(super) fn at(self, offset: usize, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.at_place(self.place.after(self.text.get(..offset).unwrap_or(self.text)))
    }
}

impl Checker<'_> {
    /// Parses and checks a pattern that may recall `captures`.
    pub(super) fn read(
        &self,
        written: Written<'_>,
        captures: &[Name],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Pattern> {
        match written.text.parse::<Pattern>() {
            Ok(pattern) => {
                let before = diagnostics.len();
                let mut visit = Visit { checker: self, written, diagnostics: &mut *diagnostics };
                visit.pattern(&pattern, captures);
                (diagnostics.len() == before).then_some(pattern)
            }
            Err(error) => {
                let diagnostic = Diagnostic::error(format!("not a pattern: {}", error.message));
                let diagnostic = written.at(error.offset, diagnostic);
                diagnostics.push(Diagnostic { hint: error.hint, ..diagnostic });
                None
            }
        }
    }

    /// What is wrong with a lemma that has one of these parts of speech (or any), if something is.
    pub(super) fn lemma_error(&self, lemma: &str, upos: &[Upos]) -> Option<Diagnostic> {
        if lemma.contains(char::is_whitespace) {
            let diagnostic = Diagnostic::error(format!("“{lemma}” is not one word, so it is no token's lemma"));
            return Some(diagnostic.hint("match the head word and reach the others by steps"));
        }
        let candidates = if upos.is_empty() { INFLECTED } else { upos };
        let given: Vec<String> = candidates.iter().map(|&upos| (self.lemma_of)(lemma, upos)).collect();
        let wrong = given.iter().find(|given| *given != lemma)?;
        // Without a part of speech it is enough that the lemma exists as some word; with some, each must have it.
        if upos.is_empty() && given.iter().any(|given| given == lemma) {
            return None;
        }
        let diagnostic = Diagnostic::error(format!("“{lemma}” is no lemma: the lemmatizer makes “{wrong}” of it"));
        Some(diagnostic.hint(format!("write “{wrong}”, or `form={lemma}` for just this form")))
    }
}

/// One walk over one pattern.
struct Visit<'a, 'd> {
    checker: &'a Checker<'a>,
    written: Written<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Visit<'_, '_> {
    fn report(&mut self, at: Offset, diagnostic: Diagnostic) {
        self.diagnostics.push(self.written.at(at.0, diagnostic));
    }

    /// `captures` are those that are named before the pattern begins.
    fn pattern(&mut self, pattern: &Pattern, captures: &[Name]) {
        for sequence in &pattern.alternatives {
            let mut captures = captures.to_vec();
            for item in &sequence.items {
                match &item.atom {
                    Atom::Step(step) => self.label(&step.label, item.at),
                    Atom::Test(constraint) => self.constraint(constraint, &captures),
                    Atom::Group(group) => self.pattern(group, &captures),
                    Atom::Recall(name) if captures.contains(name) => {}
                    Atom::Recall(name) => {
                        let diagnostic = Diagnostic::error(format!("nothing is captured as @{name}"));
                        let known = captures.iter().map(Name::as_str);
                        let diagnostic =
                            diagnostic.hint("capture it in the trigger: `>obj@name`").did_you_mean(name, known);
                        self.report(item.at, diagnostic);
                    }
                }
                captures.extend(captured_by(&item.atom));
                captures.extend(item.capture.clone());
            }
        }
    }

    fn label(&mut self, label: &Label, at: Offset) {
        let (name, is_known) = match label {
            Label::Any => return,
            Label::Exact(name) => (name, is_known_label(name)),
            Label::Family(name) => (name, is_known_relation(name) || is_known_label(name)),
        };
        if !is_known {
            let diagnostic = Diagnostic::error(format!("no edge ever bears the label `{name}`"));
            let marked = marked_labels(name);
            let mut known: Vec<&str> = known_labels().collect();
            known.extend(marked.iter().map(String::as_str));
            self.report(at, diagnostic.did_you_mean(name, known));
        }
    }

    fn constraint(&mut self, constraint: &Constraint, captures: &[Name]) {
        let upos: Vec<Upos> = positive(constraint, &Key::Upos).filter_map(|value| value.text.parse().ok()).collect();
        for term in &constraint.terms {
            match &term.test {
                Test::Path(pattern) => self.pattern(pattern, captures),
                Test::Values(key, values) => {
                    if let Key::Feature(name) = key
                        && !FEATURES.iter().any(|(known, _)| *name == **known)
                    {
                        let diagnostic = Diagnostic::error(format!("English has no feature `{name}`"));
                        let known = FEATURES.iter().map(|(known, _)| *known);
                        self.report(term.at, diagnostic.did_you_mean(name, known));
                        continue;
                    }
                    for value in values {
                        self.value(key, value, &upos);
                    }
                }
            }
        }
    }

    fn value(&mut self, key: &Key, value: &Value, upos: &[Upos]) {
        let text = value.text.as_str();
        let ontology = self.checker.ontology;
        match key {
            Key::Lemma => {
                if let Some(diagnostic) = self.checker.lemma_error(text, upos) {
                    self.report(value.at, diagnostic);
                }
            }
            Key::Form | Key::Case => {}
            Key::Deprel => match text.strip_suffix(":*") {
                Some(relation) => self.label(&Label::Family(relation.into()), value.at),
                None => self.label(&Label::Exact(text.into()), value.at),
            },
            Key::Upos => {
                self.known(key, value, text.parse::<Upos>().is_ok(), Upos::ALL.iter().map(|upos| upos.as_str()));
            }
            Key::NameKind => {
                let is_known = text.parse::<NameKind>().is_ok();
                self.known(key, value, is_known, NameKind::ALL.iter().map(|kind| kind.as_str()));
            }
            Key::Class => {
                let known = EntityClass::ALL.iter().map(|class| class.as_str());
                let known = known.chain(ontology.classes().map(|term| term.name.as_str()));
                self.known(key, value, ontology.entity_range(text).is_some(), known);
            }
            Key::Lexicon => self.known(key, value, ontology.lexicon(text).is_some(), ontology.lexicon_names()),
            Key::Feature(name) => {
                let values = FEATURES.iter().find(|(known, _)| *name == **known).map_or(&[][..], |(_, values)| values);
                self.known(key, value, values.contains(&text), values.iter().copied());
            }
        }
    }

    fn known<'k>(&mut self, key: &Key, value: &Value, is_known: bool, known: impl Iterator<Item = &'k str>) {
        if !is_known {
            let diagnostic = Diagnostic::error(format!("`{}` is no value of {key}", value.text));
            self.report(value.at, diagnostic.did_you_mean(&value.text, known));
        }
    }
}

/// The values of a key that a token must have one of, from terms that are not negated.
pub(super) fn positive<'a>(constraint: &'a Constraint, wanted: &'a Key) -> impl Iterator<Item = &'a Value> {
    let values = move |term: &'a super::pattern::Term| match &term.test {
        Test::Values(key, values) if key == wanted && !term.negated => values.as_slice(),
        _ => &[],
    };
    constraint.terms.iter().flat_map(values)
}

/// Names that a whole pattern captures, sorted.
pub(super) fn captures(pattern: &Pattern) -> Vec<Name> {
    let mut names: Vec<Name> = pattern
        .alternatives
        .iter()
        .flat_map(|sequence| &sequence.items)
        .flat_map(|item| captured_by(&item.atom).into_iter().chain(item.capture.clone()))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Names that a whole pattern captures, look-aheads included, whose captures are seen only inside them; sorted.
pub(super) fn all_captures(pattern: &Pattern) -> Vec<Name> {
    let mut names = captures(pattern);
    for item in pattern.alternatives.iter().flat_map(|sequence| &sequence.items) {
        match &item.atom {
            Atom::Group(group) => names.extend(all_captures(group)),
            Atom::Test(constraint) => {
                for term in &constraint.terms {
                    if let Test::Path(path) = &term.test {
                        names.extend(all_captures(path));
                    }
                }
            }
            Atom::Step(_) | Atom::Recall(_) => {}
        }
    }
    names.sort();
    names.dedup();
    names
}

fn captured_by(atom: &Atom) -> Vec<Name> {
    match atom {
        Atom::Group(group) => captures(group),
        // What a look-ahead captures is forgotten when it is done.
        Atom::Step(_) | Atom::Test(_) | Atom::Recall(_) => Vec::new(),
    }
}
