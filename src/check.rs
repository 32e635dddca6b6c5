//! Rules' examples → verdicts: every example runs through the whole chain, as an article of its own, and what comes out is
//! compared with what the example promises. Used by `rapporteur check` and by the tests.
//!
//! An example speaks of the class of its own rule (and of the classes that it names); what other rules find in its text is
//! theirs to test. A frame serves many classes, so of its examples all events count.

use crate::{
    Engine,
    diagnostic::Diagnostic,
    graph::{ClaimRef, KnowledgeGraph},
    model::{Bound, Document, DocumentId, EntityId, Interval, Metadata, Name, Quantity, Status},
    rules::{Difference, Example, Expected, compare},
};
use rayon::prelude::*;

/// What became of one example.
#[derive(Clone, Debug)]
pub struct Verdict<'a> {
    /// The example.
    pub example: &'a Example,
    /// Its number among the examples of its rule, from 1.
    pub number: usize,
    /// How the claims differ from what it expects.
    pub difference: Difference,
}

impl Verdict<'_> {
    /// Does the program keep the example's promise?
    pub fn passed(&self) -> bool {
        self.difference.is_empty()
    }
    /// A name for the check: `meeting/hold-talks example 2`.
    pub fn name(&self) -> String {
        format!("{} example {}", self.example.rule, self.number)
    }
    /// The failure as a message with its place; none where it passed.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        let text = &self.example.text;
        let message = format!("{} fails: {text}\n{}", self.name(), self.difference.to_string().trim_end());
        (!self.passed()).then(|| {
            let explain = format!("rapporteur explain --text {text:?} shows what the rules did");
            Diagnostic::error(message).at_place(self.example.place.clone()).hint(explain)
        })
    }
}

/// Runs all examples, on all cores; verdicts come in the order of the examples.
pub fn run(engine: &Engine) -> Vec<Verdict<'_>> {
    let examples: Vec<&Example> = engine.knowledge.rules.examples().collect();
    let mut numbered = Vec::with_capacity(examples.len());
    for example in examples {
        let number = match numbered.last() {
            Some(&(before, number)) if same_rule(before, example) => number + 1,
            _ => 1,
        };
        numbered.push((example, number));
    }
    let verdict = |(example, number)| Verdict { example, number, difference: difference(engine, example) };
    numbered.into_par_iter().map(verdict).collect()
}

fn same_rule(one: &Example, other: &Example) -> bool {
    one.rule == other.rule && one.place.file == other.place.file
}

fn difference(engine: &Engine, example: &Example) -> Difference {
    let got = claims(engine, &example.text, example.published);
    let own = example.target.as_ref().map(|target| target.class().clone());
    let named = |class: &Name| example.expect.iter().any(|expected| expected.class == *class);
    let events = engine.knowledge.ontology.event_classes();
    let counts = |class: &Name| match &own {
        Some(own) => class == own || named(class),
        None => named(class) || events.iter().any(|event| event.name == *class),
    };
    let got: Vec<Expected> = got.into_iter().filter(|claim| counts(&claim.class)).collect();
    compare(&example.expect, &got)
}

/// What a text gives, as an article of its own, in the short form of examples.
pub fn claims(engine: &Engine, text: &str, published: Option<crate::model::Date>) -> Vec<Expected> {
    let body = crate::model::ByteSpan::new(0, text.len());
    let metadata = Metadata { published, ..Metadata::default() };
    let document =
        Document { id: DocumentId("example".into()), file: "example".into(), text: text.to_owned(), body, metadata };
    short_forms(&engine.graph(&[engine.extract(document)]))
}

/// All claims of a graph in the short form of examples: `Meeting(participant=X, place=Y, time=2031-03-10) occurred`.
pub fn short_forms(graph: &KnowledgeGraph) -> Vec<Expected> {
    graph.claims().map(|claim| short_form(graph, claim)).collect()
}

/// One claim in the short form of examples.
pub fn short_form(graph: &KnowledgeGraph, claim: ClaimRef) -> Expected {
    let mut slots = Slots { graph, found: Vec::new() };
    slots.time(graph.time(claim));
    slots.entities("attribution", &graph.attribution(claim).0);
    let (class, manner) = match claim {
        ClaimRef::Event(at) => {
            let claim = &graph.event_claims()[at as usize];
            claim.roles.iter().for_each(|filler| slots.entities(&filler.role, &[filler.entity]));
            slots.entities("place", &claim.place);
            slots.entities("about", &claim.about);
            claim.quantities.iter().for_each(|quantity| slots.add(&quantity.role, number(quantity)));
            claim.said.iter().for_each(|said| slots.add("said", said.edtf.clone()));
            (claim.class.clone(), Some(status(claim.status)))
        }
        ClaimRef::Statement(at) => {
            let claim = &graph.statements()[at as usize];
            slots.entities("speaker", claim.speaker.as_slice());
            slots.entities("addressee", claim.addressee.as_slice());
            slots.entities("about", &claim.about);
            slots.add("quote", claim.quote.clone());
            claim.medium.iter().for_each(|medium| slots.add("medium", medium.0.clone()));
            (Name::from("Statement"), Some(Name::from(if claim.direct { "direct" } else { "reported" })))
        }
        ClaimRef::Relation(at) => {
            let claim = &graph.relation_claims()[at as usize];
            slots.entities("subject", &[claim.subject]);
            slots.entities("object", claim.object.as_slice());
            claim.title.iter().for_each(|title| slots.add("title", title.clone()));
            (claim.class.clone(), claim.former.then(|| Name::from("former")))
        }
    };
    Expected::new(class, slots.found, manner)
}

fn status(status: Status) -> Name {
    Name::from(status.as_str())
}

/// `6`, `at least 6`.
fn number(quantity: &Quantity) -> String {
    let hedge = quantity.bound.map(Bound::as_str).map(|bound| format!("{bound} ")).unwrap_or_default();
    format!("{hedge}{}", quantity.value)
}

struct Slots<'a> {
    graph: &'a KnowledgeGraph,
    found: Vec<(Name, String)>,
}

impl Slots<'_> {
    fn add(&mut self, role: &str, value: String) {
        self.found.push((Name::from(role), value));
    }
    fn entities(&mut self, role: &str, ids: &[EntityId]) {
        for &id in ids {
            self.add(role, self.graph.entity(id).label.clone());
        }
    }
    fn time(&mut self, time: Option<&Interval>) {
        if let Some(time) = time {
            self.add("time", time.edtf.clone());
        }
    }
}
