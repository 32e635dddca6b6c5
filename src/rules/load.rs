//! Rule files + ontology → [`RuleSet`]: compiles each frame once, each evocation in its frame, each special rule; reports what
//! does not fit together.

mod evocations;
mod frames;
mod reach;
mod special;

use super::{
    Example, RuleSet, Target,
    check::{Checker, LemmaOf, Written},
    file::{self, Located, RawFile},
    find::Rule,
    program::Program,
    trigger::Keys,
};
use crate::{
    diagnostic::{Diagnostic, Place, Severity},
    model::Name,
    ontology::{Evocation, Ontology, Slot},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub(super) fn load(
    ontology: &Ontology,
    files: &[(&str, &str)],
    lemma_of: LemmaOf<'_>,
) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut loader = Loader {
        ontology,
        checker: Checker { ontology, lemma_of },
        diagnostics: Vec::new(),
        frames: BTreeMap::new(),
        used: BTreeSet::new(),
        filled: BTreeMap::new(),
        rules: Vec::new(),
        examples: Vec::new(),
    };
    let mut raw = RawFile::default();
    for &(name, text) in files {
        let file = file::read(name, text, &mut loader.diagnostics);
        raw.frames.extend(file.frames);
        raw.rules.extend(file.rules);
    }
    // Without what a broken file holds, the other errors would mislead.
    if loader.diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with(file::NOT_TOML)) {
        return loader.finish();
    }
    for frame in raw.frames {
        loader.frame(frame);
    }
    for class in loader.classes() {
        for evocation in class.evocations {
            loader.evocation(&class, evocation);
        }
    }
    loader.special_rules(raw.rules);
    loader.check_reach();
    loader.finish()
}

/// What event and relation classes have in common.
struct Class<'a> {
    target: Target,
    slots: &'a [Slot],
    evocations: &'a [Evocation],
    is_abstract: bool,
    place: Option<&'a Place>,
}

struct Frame {
    place: Place,
    trigger: Arc<Program>,
    keys: Keys,
    roles: Vec<(Name, Arc<Program>)>,
    is_specific: bool,
}

struct Loader<'a> {
    ontology: &'a Ontology,
    checker: Checker<'a>,
    diagnostics: Vec<Diagnostic>,
    /// `None`: it exists, but with errors that have been reported.
    frames: BTreeMap<Name, Option<Frame>>,
    /// Frames that a class names.
    used: BTreeSet<Name>,
    /// Class → slots that a rule can fill.
    filled: BTreeMap<Name, BTreeSet<Name>>,
    rules: Vec<(Keys, Rule)>,
    examples: Vec<Example>,
}

/// A trigger and role paths, compiled together because they share captures.
struct Compiled {
    trigger: Arc<Program>,
    keys: Keys,
    is_specific: bool,
    roles: Vec<(Located, Arc<Program>)>,
}

impl<'a> Loader<'a> {
    fn error(&mut self, message: impl Into<String>, place: Option<&Place>, hint: &str) {
        let mut diagnostic = Diagnostic::error(message);
        diagnostic.place = place.cloned();
        self.diagnostics.push(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }
    fn unknown<'k>(&mut self, message: String, place: &Place, word: &str, known: impl IntoIterator<Item = &'k str>) {
        self.diagnostics.push(Diagnostic::error(message).at_place(place.clone()).did_you_mean(word, known));
    }

    fn classes(&self) -> Vec<Class<'a>> {
        let events = self.ontology.event_classes().iter().map(|class| Class {
            target: Target::Event(class.name.clone()),
            slots: &class.slots,
            evocations: &class.evocations,
            is_abstract: class.is_abstract,
            place: class.place.as_ref(),
        });
        let relations = self.ontology.relation_classes().iter().map(|class| Class {
            target: Target::Relation(class.name.clone()),
            slots: &class.slots,
            evocations: &class.evocations,
            is_abstract: false,
            place: class.place.as_ref(),
        });
        events.chain(relations).collect()
    }

    /// Takes a rule up, if it can ever match.
    fn add(&mut self, keys: Keys, rule: Rule, place: &Place) {
        let class = rule.target.class().clone();
        let roles: BTreeSet<Name> =
            rule.roles.iter().filter_map(|role| Some(rule.slots.get(role.slot)?.role.clone())).collect();
        let unfilled = rule.slots.iter().find(|slot| slot.min > 0 && !roles.contains(&slot.role));
        if let Some(slot) = unfilled {
            let message = format!("rap:{class} must have {}, and {} has no path to it", slot.role, rule.name);
            self.error(
                message,
                Some(place),
                "let a role fill it (rap:fills, or role.… of the rule), or take out its sh:minCount",
            );
        } else if roles.is_empty() {
            let message = format!("{} fills no slot of rap:{class}", rule.name);
            self.error(message, Some(place), "let a role fill one (rap:fills, or role.… of the rule)");
        }
        self.filled.entry(class).or_default().extend(roles);
        self.rules.push((keys, rule));
    }

    fn finish(self) -> Result<RuleSet, Vec<Diagnostic>> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
        diagnostics.dedup();
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(diagnostics);
        }
        let mut set = RuleSet { examples: self.examples, warnings: diagnostics, ..RuleSet::default() };
        for (keys, rule) in self.rules {
            let number = set.rules.len() as u32;
            match keys.lemmas {
                Some(lemmas) => {
                    for lemma in lemmas {
                        set.by_lemma.entry(lemma.into()).or_default().push(number);
                    }
                }
                None => set.by_any_lemma.push(number),
            }
            set.rules.push(rule);
        }
        Ok(set)
    }
}

fn written(located: &Located) -> Written<'_> {
    Written { text: &located.text, place: &located.place }
}
