//! One `rap:evokedBy` block in its frame → one rule.

use super::{Class, Frame, Loader};
use crate::{
    model::Name,
    ontology::Evocation,
    rules::{
        check::{Written, all_captures, captures},
        find::{RolePath, Rule, RuleSlot},
        program::{Compiler, Program, bit},
        trigger::Keys,
    },
};

impl<'a> Loader<'a> {
    /// Checks a block and takes up its rule.
    pub(super) fn evocation(&mut self, class: &Class<'a>, evocation: &'a Evocation) {
        let name = class.target.class();
        let place = &evocation.position;
        self.check_lemmas(evocation);
        let requires = self.required(evocation);
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
        let keys = shared_keys(frame, evocation);
        let can_match = keys.upos != 0 && keys.lemmas.as_ref().is_some_and(|keys| keys.len() == evocation.lemmas.len());
        let rule = rule_of(frame, class, evocation, requires, keys.upos);
        if !can_match {
            let message = format!("the trigger of frame {} can never be such a word", evocation.frame);
            let hint = format!("it is written at {}; name another frame", frame.place);
            self.error(message, Some(place), &hint);
        }
        self.add(keys, rule, place);
    }

    fn check_lemmas(&mut self, evocation: &Evocation) {
        let upos: Vec<_> = evocation.upos.iter().copied().collect();
        for lemma in &evocation.lemmas {
            if let Some(diagnostic) = self.checker.lemma_error(lemma, &upos) {
                let given = upos.iter().map(|&upos| (self.checker.lemma_of)(lemma, upos)).find(|given| given != lemma);
                let diagnostic = diagnostic.at_place(evocation.position.clone());
                self.diagnostics.push(match given {
                    Some(given) => {
                        diagnostic.hint(format!("write “{given}”, or take out the part of speech that changes it"))
                    }
                    None => diagnostic,
                });
            }
        }
    }

    fn required(&mut self, evocation: &Evocation) -> Option<Program> {
        let text = evocation.requires.as_ref()?;
        let place = evocation.requires_position.as_ref().unwrap_or(&evocation.position);
        let pattern = self.checker.read(Written { text, place }, &[], &mut self.diagnostics)?;
        if let Some(capture) = captures(&pattern).first() {
            let message = format!("nothing can recall @{capture}, which is captured in rap:requires");
            self.error(message, Some(place), "captures belong in triggers of frames and rules");
        }
        Some(Compiler { ontology: self.ontology, captures: &all_captures(&pattern) }.program(&pattern))
    }
}

/// What the trigger can be according to both the frame and the evocation.
fn shared_keys(frame: &Frame, evocation: &Evocation) -> Keys {
    let upos = evocation.upos.iter().fold(0, |bits, &upos| bits | bit(upos as usize));
    let is_allowed = |lemma: &&String| frame.keys.lemmas.as_ref().is_none_or(|keys| keys.contains(*lemma));
    let lemmas = evocation.lemmas.iter().filter(is_allowed).cloned().collect();
    Keys { lemmas: Some(lemmas), upos: upos & frame.keys.upos }
}

fn rule_of(frame: &Frame, class: &Class<'_>, evocation: &Evocation, requires: Option<Program>, upos: u32) -> Rule {
    let mut roles = Vec::new();
    for (role, path) in &frame.roles {
        for (slot, filled) in class.slots.iter().enumerate().filter(|(_, slot)| slot.fills.contains(role)) {
            let label = if *role == filled.role { role.clone() } else { format!("{} ({role})", filled.role).into() };
            roles.push(RolePath { slot, label, path: path.clone() });
        }
    }
    Rule {
        name: format!("{}/frame:{}", class.target.class(), evocation.frame).into(),
        target: class.target.clone(),
        names_lemma: true,
        upos,
        trigger: frame.trigger.clone(),
        is_specific: requires.is_some() || frame.is_specific,
        requires,
        status: evocation.status,
        roles,
        slots: class.slots.iter().map(RuleSlot::of).collect(),
    }
}
