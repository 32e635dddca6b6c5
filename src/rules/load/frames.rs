//! `[frame.NAME]` tables → compiled frames; and the compiling of a trigger with its role paths, which special rules share.

use super::{Compiled, Frame, Loader, written};
use crate::{
    diagnostic::Diagnostic,
    model::Name,
    rules::{
        Pattern,
        check::{all_captures, captures},
        example,
        file::{Located, RawFrame, RawRole},
        program::{Compiler, MOST_CAPTURES},
        trigger::{Keys, is_specific, keys},
    },
};

impl Loader<'_> {
    pub(super) fn frame(&mut self, raw: RawFrame) {
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
            self.error(
                format!("frame {name} has no role"),
                Some(&raw.name.place),
                "add role.agent = \">nsubj\" or the like",
            );
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
    pub(super) fn compile(
        &mut self,
        trigger: Option<&Located>,
        roles: Vec<RawRole>,
        owner: &Located,
    ) -> Option<Compiled> {
        let Some(trigger) = trigger else {
            let hint = "add trigger = \"[upos=VERB]\" or the like";
            self.error(format!("{} has no trigger", owner.text), Some(&owner.place), hint);
            return None;
        };
        // With a broken trigger nobody knows which captures there are.
        let pattern = self.checker.read(written(trigger), &[], &mut self.diagnostics)?;
        let visible = captures(&pattern);
        let count = roles.len();
        let mut paths: Vec<(Located, Pattern)> = Vec::new();
        for role in roles {
            let path = self.checker.read(written(&role.path), &visible, &mut self.diagnostics);
            paths.extend(path.map(|path| (role.name, path)));
        }
        let keys = self.keys(trigger, &pattern)?;
        let mut captures = all_captures(&pattern);
        captures.extend(paths.iter().flat_map(|(_, path)| all_captures(path)));
        captures.sort();
        captures.dedup();
        if captures.len() > MOST_CAPTURES {
            let message = format!("{} captures more than {MOST_CAPTURES} tokens", owner.text);
            self.error(message, Some(&trigger.place), "split the rule");
            return None;
        }
        let compiler = Compiler { ontology: self.ontology, captures: &captures };
        (paths.len() == count).then(|| Compiled {
            trigger: compiler.shared(&pattern),
            keys,
            is_specific: is_specific(&pattern),
            roles: paths.into_iter().map(|(role, path)| (role, compiler.shared(&path))).collect(),
        })
    }

    fn keys(&mut self, trigger: &Located, pattern: &Pattern) -> Option<Keys> {
        let keys = keys(pattern);
        keys.map_err(|offset| {
            let diagnostic = Diagnostic::error("a trigger begins with a constraint on the word that evokes");
            let diagnostic = written(trigger).at(offset.0, diagnostic);
            self.diagnostics.push(diagnostic.hint("write `[lemma=…] >…` or the like"));
        })
        .ok()
    }
}
