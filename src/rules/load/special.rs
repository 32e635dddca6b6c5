//! `[[rule]]` tables → rules.

use super::{Class, Loader};
use crate::{
    model::{Name, Status},
    rules::{
        Target, example,
        file::{Located, RawRule},
        find::{RolePath, Rule, RuleSlot},
    },
};
use std::collections::BTreeSet;

impl<'a> Loader<'a> {
    pub(super) fn special_rules(&mut self, rules: Vec<RawRule>) {
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
        let (before, reported) = (self.examples.len(), self.diagnostics.len());
        for raw in raw.examples {
            let example = example::read(self.ontology, name.clone(), target.clone(), raw, &mut self.diagnostics);
            self.examples.push(example);
        }
        // An example with an error may be the one that would be missed.
        if let (Some(target), Some(examples)) = (&target, self.examples.get(before..))
            && self.diagnostics.len() == reported
        {
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
            names_lemma: compiled.keys.lemmas.is_some(),
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
        let is_kind = |class: &Class| matches!(class.target, Target::Event(_)) == is_event && !class.is_abstract;
        let classes: Vec<Class<'a>> = self.classes().into_iter().filter(is_kind).collect();
        let at = classes.iter().position(|class| **class.target.class() == *name);
        if at.is_none() {
            let kind = if is_event { "an event class that is not abstract" } else { "a relation class" };
            let known = classes.iter().map(|class| class.target.class().as_str());
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
}
