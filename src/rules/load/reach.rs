//! Does every part of the knowledge have a use? Slots that nothing can fill, frame roles that do not exist, classes that
//! nothing evokes and frames that nobody names are slips.

use super::{Class, Loader};
use crate::{
    diagnostic::{Diagnostic, Place},
    model::Name,
    ontology::Slot,
    rules::Target,
};
use std::collections::BTreeSet;

impl Loader<'_> {
    /// Reports what has no use.
    pub(super) fn check_reach(&mut self) {
        let frames = self.frames.values();
        let roles = frames.flatten().flat_map(|frame| frame.roles.iter().map(|(role, _)| role.clone()));
        // The roles of a frame with errors are not known.
        let frame_roles: Option<BTreeSet<Name>> = self.frames.values().all(Option::is_some).then(|| roles.collect());
        for class in self.classes() {
            let is_used =
                class.is_abstract || !class.evocations.is_empty() || self.filled.contains_key(class.target.class());
            if !is_used {
                self.check_evoked(&class);
            } else if let Some(frame_roles) = &frame_roles {
                for slot in class.slots.iter().filter(|slot| !slot.inherited) {
                    self.check_slot(&class, slot, frame_roles);
                }
            }
        }
        self.check_frames();
    }

    /// Relations are also found without rules (offices in titles and appositions), events are not.
    fn check_evoked(&mut self, class: &Class<'_>) {
        if let Target::Event(name) = &class.target {
            let hint = "add rap:evokedBy [ … ] or a rule, or mark it rap:abstract true";
            self.error(format!("nothing evokes rap:{name}"), class.place, hint);
        }
    }

    fn check_slot(&mut self, class: &Class<'_>, slot: &Slot, frame_roles: &BTreeSet<Name>) {
        let name = class.target.class();
        let is_filled = self.filled.get(name).is_some_and(|filled| filled.contains(&slot.role));
        let unknown = slot.fills.iter().find(|role| !frame_roles.contains(*role));
        if let (Some(role), Some(place)) = (unknown, &slot.place) {
            let message = format!("slot {} is filled by “{role}”, which is no role of any frame", slot.role);
            self.unknown(message, place, role, frame_roles.iter().map(Name::as_str));
        } else if !slot.fills.is_empty() && !is_filled && !class.is_abstract {
            let hint = "no frame that evokes the class has such a role: name another role in rap:fills, or add a rule";
            self.error(format!("nothing can fill slot {} of rap:{name}", slot.role), slot.place.as_ref(), hint);
        }
    }

    fn check_frames(&mut self) {
        let is_idle = |name: &&Name| !self.used.contains(*name);
        let idle: Vec<(Name, Option<Place>)> = self
            .frames
            .iter()
            .filter(|(name, _)| is_idle(name))
            .map(|(name, frame)| (name.clone(), frame.as_ref().map(|frame| frame.place.clone())))
            .collect();
        for (name, place) in idle {
            let diagnostic = Diagnostic::warning(format!("no class is evoked in frame {name}"));
            let diagnostic = diagnostic.hint("name it in a rap:evokedBy block, or take it out");
            self.diagnostics.push(Diagnostic { place, ..diagnostic });
        }
    }
}
