//! Rule files + ontology → [`RuleSet`]: compiles each frame once, each evocation in its frame, each special rule; reports what
//! does not fit together.

use super::{
    Example, RuleSet, Target, example,
    check::{Checker, LemmaOf, Written, captures},
    file::{self, Located, RawFile, RawFrame, RawRole, RawRule},
    find::{RolePath, Rule, RuleSlot},
    pattern::Pattern,
    program::{Compiler, MOST_CAPTURES, Program, bit},
    trigger::{Keys, is_specific, keys},
};
use crate::{
    diagnostic::{Diagnostic, Place, Severity},
    model::{Name, Status},
    ontology::{Evocation, Ontology, Slot},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub(super) fn load(ontology: &Ontology, files: &[(&str, &str)], lemma_of: LemmaOf<'_>) -> Result<RuleSet, Vec<Diagnostic>> {
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

    fn frame(&mut self, raw: RawFrame) {
        let name: Name = raw.name.text.as_str().into();
        if self.frames.contains_key(&name) {
            let message = format!("there are two frames called {name}");
            self.error(message, Some(&raw.name.place), "rename one of them, or join the two");
            return;
        }
        if raw.examples.is_empty() {
            let message = format!("frame {name} has no example");
            self.error(message, Some(&raw.name.place), &format!("add [[frame.{name}.example]] with text and expect"));
        }
        if raw.roles.is_empty() {
            self.error(format!("frame {name} has no role"), Some(&raw.name.place), "add role.agent = \">nsubj\" or the like");
        }
        let compiled = self.compile(raw.trigger.as_ref(), raw.roles, &raw.name);
        let frame = compiled.map(|compiled| Frame {
            place: raw.name.place.clone(),
            trigger: compiled.trigger,
            keys: compiled.keys,
            roles: compiled.roles.into_iter().map(|(role, path)| (role.text.into(), path)).collect(),
            is_specific: compiled.is_specific,
        });
        self.frames.insert(name.clone(), frame);
        for raw in raw.examples {
            let rule = format!("frame:{name}").into();
            self.examples.push(example::read(self.ontology, rule, None, raw, &mut self.diagnostics));
        }
    }

    /// Checks and compiles a trigger with its role paths; every error in them is reported.
    fn compile(&mut self, trigger: Option<&Located>, roles: Vec<RawRole>, owner: &Located) -> Option<Compiled> {
        let Some(trigger) = trigger else {
            self.error(format!("{} has no trigger", owner.text), Some(&owner.place), "add trigger = \"[upos=VERB]\" or the like");
            return None;
        };
        let pattern = self.checker.read(written(trigger), &[], &mut self.diagnostics);
        let captures = pattern.as_ref().map(captures).unwrap_or_default();
        if captures.len() > MOST_CAPTURES {
            let message = format!("{} captures more than {MOST_CAPTURES} tokens", owner.text);
            self.error(message, Some(&trigger.place), "split the rule");
        }
        let mut paths: Vec<(Located, Pattern)> = Vec::new();
        let mut is_complete = captures.len() <= MOST_CAPTURES;
        for role in roles {
            // With a broken trigger nobody knows which captures there are.
            let path = match &pattern {
                Some(_) => self.checker.read(written(&role.path), &captures, &mut self.diagnostics),
                None => None,
            };
            match path {
                Some(path) => paths.push((role.name, path)),
                None => is_complete = false,
            }
        }
        let pattern = pattern?;
        let keys = match keys(&pattern) {
            Ok(keys) => keys,
            Err(offset) => {
                let diagnostic = Diagnostic::error("a trigger begins with a constraint on the word that evokes");
                let diagnostic = written(trigger).at(offset.0, diagnostic);
                self.diagnostics.push(diagnostic.hint("write `[lemma=…] >…` or the like"));
                return None;
            }
        };
        let compiler = Compiler { ontology: self.ontology, captures: &captures };
        is_complete.then(|| Compiled {
            trigger: compiler.shared(&pattern),
            keys,
            is_specific: is_specific(&pattern),
            roles: paths.into_iter().map(|(role, path)| (role, compiler.shared(&path))).collect(),
        })
    }

    /// One rule for one `rap:evokedBy` block.
    fn evocation(&mut self, class: &Class<'a>, evocation: &'a Evocation) {
        let name = class.target.class();
        let place = &evocation.position;
        let upos: Vec<_> = evocation.upos.iter().copied().collect();
        for lemma in &evocation.lemmas {
            if let Some(mut diagnostic) = self.checker.lemma_error(lemma, &upos) {
                diagnostic = diagnostic.at_place(place.clone());
                let given = upos.iter().map(|&upos| (self.checker.lemma_of)(lemma, upos)).find(|given| given != lemma);
                self.diagnostics.push(match given {
                    Some(given) => diagnostic.hint(format!("write “{given}”, or take out the part of speech that changes it")),
                    None => diagnostic,
                });
            }
        }
        let requires = evocation.requires.as_ref().and_then(|text| {
            let place = evocation.requires_position.as_ref().unwrap_or(place);
            let pattern = self.checker.read(Written { text, place }, &[], &mut self.diagnostics)?;
            if let Some(capture) = captures(&pattern).first() {
                let message = format!("nothing can recall @{capture}, which is captured in rap:requires");
                self.error(message, Some(place), "captures belong in triggers of frames and rules");
            }
            Some(Compiler { ontology: self.ontology, captures: &[] }.program(&pattern))
        });
        if class.is_abstract {
            let hint = "let the words evoke a class below it, or take out rap:abstract";
            self.error(format!("rap:{name} is abstract, so nothing can evoke it"), Some(place), hint);
        }
        self.used.insert(evocation.frame.clone());
        let Some(frame) = self.frames.get(&evocation.frame) else {
            let known: Vec<String> = self.frames.keys().map(Name::to_string).collect();
            let message = format!("there is no frame {}", evocation.frame);
            self.unknown(message, place, &evocation.frame, known.iter().map(String::as_str));
            return;
        };
        let Some(frame) = frame else { return };
        let bits = evocation.upos.iter().fold(0, |bits, &upos| bits | bit(upos as usize));
        let lemmas = evocation.lemmas.iter().filter(|lemma| frame.keys.lemmas.as_ref().is_none_or(|keys| keys.contains(*lemma)));
        let keys = Keys { lemmas: Some(lemmas.cloned().collect()), upos: bits & frame.keys.upos };
        let paths = frame.roles.iter().flat_map(|(role, path)| {
            let slots = class.slots.iter().enumerate().filter(move |(_, slot)| slot.fills.contains(role));
            slots.map(move |(slot, filled)| {
                let label = if *role == filled.role { role.clone() } else { format!("{} ({role})", filled.role).into() };
                RolePath { slot, label, path: path.clone() }
            })
        });
        let rule = Rule {
            name: format!("{name}/frame:{}", evocation.frame).into(),
            target: class.target.clone(),
            upos: keys.upos,
            trigger: frame.trigger.clone(),
            roles: paths.collect(),
            slots: class.slots.iter().map(RuleSlot::of).collect(),
            status: evocation.status,
            is_specific: requires.is_some() || frame.is_specific,
            requires,
        };
        if keys.upos == 0 || keys.lemmas.as_ref().is_some_and(|lemmas| lemmas.len() < evocation.lemmas.len()) {
            let message = format!("the trigger of frame {} can never be such a word", evocation.frame);
            let hint = format!("it is written at {}; name another frame", frame.place);
            self.error(message, Some(place), &hint);
        }
        self.add(keys, rule, place);
    }

    /// Takes a rule up, if it can ever match.
    fn add(&mut self, keys: Keys, rule: Rule, place: &Place) {
        let class = rule.target.class().clone();
        let roles: BTreeSet<Name> =
            rule.roles.iter().filter_map(|role| Some(rule.slots.get(role.slot)?.role.clone())).collect();
        let unfilled = rule.slots.iter().find(|slot| slot.min > 0 && !roles.contains(&slot.role));
        if let Some(slot) = unfilled {
            let message = format!("rap:{class} must have {}, and {} has no path to it", slot.role, rule.name);
            self.error(message, Some(place), "let a role fill it (rap:fills, or role.… of the rule), or take out its sh:minCount");
        } else if roles.is_empty() {
            let message = format!("{} fills no slot of rap:{class}", rule.name);
            self.error(message, Some(place), "let a role fill one (rap:fills, or role.… of the rule)");
        }
        self.filled.entry(class).or_default().extend(roles);
        self.rules.push((keys, rule));
    }

    fn special_rules(&mut self, rules: Vec<RawRule>) {
        let mut names = BTreeSet::new();
        for rule in rules {
            if !names.insert(rule.name.text.clone()) {
                let message = format!("there are two rules called {}", rule.name.text);
                self.error(message, Some(&rule.name.place), "rename one of them");
            }
            self.special_rule(rule);
        }
    }

    fn special_rule(&mut self, raw: RawRule) {
        let name: Name = raw.name.text.as_str().into();
        let class = self.target(&raw);
        let status = raw.status.as_ref().and_then(|status| self.status(status));
        let compiled = self.compile(raw.trigger.as_ref(), raw.roles, &raw.name);
        let target = class.as_ref().map(|class| class.target.clone());
        let before = self.examples.len();
        for raw in raw.examples {
            let example = example::read(self.ontology, name.clone(), target.clone(), raw, &mut self.diagnostics);
            self.examples.push(example);
        }
        if let (Some(target), Some(examples)) = (&target, self.examples.get(before..)) {
            example::check_signs(&raw.name, target, examples, &mut self.diagnostics);
        }
        let (Some(class), Some(compiled)) = (class, compiled) else { return };
        let mut roles = Vec::new();
        for (role, path) in compiled.roles {
            if let Some(slot) = class.slots.iter().position(|slot| *slot.role == *role.text) {
                roles.push(RolePath { slot, label: role.text.into(), path });
            } else {
                let message = format!("rap:{} has no slot {}", class.target.class(), role.text);
                self.unknown(message, &role.place, &role.text, class.slots.iter().map(|slot| slot.role.as_str()));
            }
        }
        let rule = Rule {
            name,
            target: class.target,
            upos: compiled.keys.upos,
            trigger: compiled.trigger,
            requires: None,
            status,
            roles,
            slots: class.slots.iter().map(RuleSlot::of).collect(),
            is_specific: compiled.is_specific,
        };
        self.add(compiled.keys, rule, &raw.name.place);
    }

    /// The class that a special rule names.
    fn target(&mut self, raw: &RawRule) -> Option<Class<'a>> {
        let (written, is_event) = match (&raw.event, &raw.relation) {
            (Some(event), None) => (event, true),
            (None, Some(relation)) => (relation, false),
            (Some(_), Some(relation)) => {
                self.error("a rule is about an event or a relation, not both", Some(&relation.place), "split the rule");
                return None;
            }
            (None, None) => {
                let message = format!("rule {} does not say what it finds", raw.name.text);
                self.error(message, Some(&raw.name.place), "add event = \"rap:…\" or relation = \"rap:…\"");
                return None;
            }
        };
        let Some(name) = written.text.strip_prefix("rap:") else {
            let hint = format!("write \"rap:{}\"", written.text);
            self.error(format!("“{}” is not a class of ours", written.text), Some(&written.place), &hint);
            return None;
        };
        let classes = self.classes();
        let known: Vec<&Class> = classes
            .iter()
            .filter(|class| matches!(class.target, Target::Event(_)) == is_event && !class.is_abstract)
            .collect();
        let at = classes.iter().position(|class| {
            **class.target.class() == *name && matches!(class.target, Target::Event(_)) == is_event && !class.is_abstract
        });
        if at.is_none() {
            let kind = if is_event { "an event class that is not abstract" } else { "a relation class" };
            let known = known.iter().map(|class| class.target.class().as_str());
            self.unknown(format!("rap:{name} is not {kind}"), &written.place, name, known);
        }
        classes.into_iter().nth(at?)
    }

    fn status(&mut self, written: &Located) -> Option<Status> {
        let status = written.text.parse().ok();
        if status.is_none() {
            let known = Status::ALL.iter().map(|status| status.as_str());
            self.unknown(format!("“{}” is no status", written.text), &written.place, &written.text, known);
        }
        status
    }

    /// Slots that nothing can fill, frame roles that do not exist, classes that nothing evokes, frames that nobody names.
    fn check_reach(&mut self) {
        let has_broken_frame = self.frames.values().any(Option::is_none);
        let frame_roles: BTreeSet<Name> =
            self.frames.values().flatten().flat_map(|frame| frame.roles.iter().map(|(role, _)| role.clone())).collect();
        for class in self.classes() {
            let name = class.target.class();
            let filled = self.filled.get(name).cloned();
            if filled.is_none() && !class.is_abstract && class.evocations.is_empty() {
                let message = format!("nothing evokes rap:{name}");
                let hint = "add rap:evokedBy [ … ] or a rule, or mark it rap:abstract true";
                if matches!(class.target, Target::Event(_)) {
                    self.error(message, class.place, hint);
                }
                continue;
            }
            for slot in class.slots.iter().filter(|slot| !slot.inherited && !has_broken_frame) {
                let place = slot.place.as_ref();
                let unknown = slot.fills.iter().find(|role| !frame_roles.contains(*role));
                if let (Some(role), Some(place)) = (unknown, place) {
                    let known: Vec<&str> = frame_roles.iter().map(Name::as_str).collect();
                    let message = format!("slot {} is filled by “{role}”, which is no role of any frame", slot.role);
                    self.unknown(message, place, role, known);
                } else if !slot.fills.is_empty() && !filled.as_ref().is_some_and(|filled| filled.contains(&slot.role)) {
                    let message = format!("nothing can fill slot {} of rap:{name}", slot.role);
                    let hint = "no frame that evokes the class has such a role: name another role in rap:fills, or add a rule";
                    self.error(message, place, hint);
                }
            }
        }
        let idle: Vec<(Name, Place)> = self
            .frames
            .iter()
            .filter(|(name, _)| !self.used.contains(*name))
            .filter_map(|(name, frame)| Some((name.clone(), frame.as_ref()?.place.clone())))
            .collect();
        for (name, place) in idle {
            let diagnostic = Diagnostic::warning(format!("no class is evoked in frame {name}")).at_place(place);
            self.diagnostics.push(diagnostic.hint("name it in a rap:evokedBy block, or take it out"));
        }
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
