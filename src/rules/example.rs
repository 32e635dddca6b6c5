//! Examples as written → [`Example`]s: expectations are read, and every class and slot that they name must exist.

use super::{
    Example, Expected, Target,
    file::{Located, RawExample},
    parse_expectation,
};
use crate::{
    diagnostic::{Diagnostic, Place},
    model::{Bound, Name},
    ontology::Ontology,
};

/// The class of statements, which no ontology class declares slots for.
const STATEMENT: &str = "Statement";
const STATEMENT_SLOTS: &[&str] = &["about", "addressee", "attribution", "medium", "quote", "speaker", "time"];
/// Slots that every event may have, beside its roles and numbers.
const EVENT_SLOTS: &[&str] = &["about", "attribution", "place", "time"];
const RELATION_SLOTS: &[&str] = &["attribution", "time"];

/// Reads an example of a rule.
pub(super) fn read(
    ontology: &Ontology,
    rule: Name,
    target: Option<Target>,
    raw: RawExample,
    diagnostics: &mut Vec<Diagnostic>,
) -> Example {
    let published = raw.published.as_ref().and_then(|published| {
        let date = published.text.parse();
        date.map_err(|error| diagnostics.push(Diagnostic::error(format!("{error}")).at_place(published.place.clone())))
            .ok()
    });
    if raw.text.text.trim().is_empty() {
        diagnostics.push(Diagnostic::error("this example has no text").at_place(raw.text.place.clone()));
    }
    let expect = raw.expect.iter().filter_map(|written| expectation(ontology, written, diagnostics)).collect();
    Example { rule, target, text: raw.text.text, published, expect, place: raw.place }
}

/// A rule must show what it finds and what it must not find; returns what is missing.
pub(super) fn check_signs(rule: &Located, target: &Target, examples: &[Example], diagnostics: &mut Vec<Diagnostic>) {
    let class = target.class();
    let is_positive = |example: &Example| example.expect.iter().any(|expected| expected.class == *class);
    let positive = examples.iter().filter(|example| is_positive(example)).count();
    let mut missing = |kind: &str, hint: String| {
        let diagnostic = Diagnostic::error(format!("rule {} has no {kind} example", rule.text));
        diagnostics.push(diagnostic.at_place(rule.place.clone()).hint(hint));
    };
    if positive == 0 {
        missing("positive", format!("add [[rule.example]] with a text that gives {class}(…)"));
    }
    if positive == examples.len() {
        missing("negative", format!("add [[rule.example]] with a similar text that gives no {class}: expect = []"));
    }
}

fn expectation(ontology: &Ontology, written: &Located, diagnostics: &mut Vec<Diagnostic>) -> Option<Expected> {
    match parse_expectation(&written.text) {
        Ok(expected) => {
            if let Some(diagnostic) = check(ontology, &expected) {
                diagnostics.push(diagnostic.at_place(written.place.clone()));
            }
            Some(expected)
        }
        Err(error) => {
            let column = error.place.as_ref().and_then(|place| place.column).unwrap_or(1);
            let skipped: String = written.text.chars().take(column as usize - 1).collect();
            let place: Place = written.place.after(&skipped);
            diagnostics.push(error.at_place(place));
            None
        }
    }
}

/// What is wrong with an expectation, if something is.
fn check(ontology: &Ontology, expected: &Expected) -> Option<Diagnostic> {
    let event = ontology.event_class(&expected.class);
    let relation = ontology.relation_class(&expected.class);
    let (slots, generic, is_event) = match (event, relation) {
        (Some(class), _) => (class.slots.as_slice(), EVENT_SLOTS, true),
        (None, Some(class)) => (class.slots.as_slice(), RELATION_SLOTS, false),
        (None, None) if expected.class == *STATEMENT => (&[][..], STATEMENT_SLOTS, false),
        (None, None) => {
            let events = ontology.event_classes().iter().map(|class| class.name.as_str());
            let relations = ontology.relation_classes().iter().map(|class| class.name.as_str());
            let diagnostic = Diagnostic::error(format!("{} is no class of claims", expected.class));
            return Some(diagnostic.did_you_mean(&expected.class, events.chain(relations).chain([STATEMENT])));
        }
    };
    let known = slots.iter().map(|slot| slot.role.as_str()).chain(generic.iter().copied());
    // Kinds of number are many (weapons by kind), so a number may bear any name.
    let is_known =
        |role: &Name, value: &str| known.clone().any(|known| *role == *known) || is_event && is_number(value);
    let (role, _) = expected.slots.iter().find(|(role, value)| !is_known(role, value))?;
    let diagnostic = Diagnostic::error(format!("{} has no slot {role}", expected.class));
    Some(diagnostic.did_you_mean(role, known))
}

/// Is it a number, perhaps with a hedge before it?
fn is_number(value: &str) -> bool {
    let hedged = Bound::ALL.iter().find_map(|bound| value.strip_prefix(bound.as_str()));
    hedged.unwrap_or(value).trim_start().starts_with(|c: char| c.is_ascii_digit())
}
