//! Knowledge → the reference of the ontology: one HTML page without script that shows every class and property with its
//! definition, its place among the standard vocabularies, the roles of a class, the words that evoke it, and examples from the
//! rules. Anchors are local names, so that `https://w3id.org/rapporteur/ns#Meeting` can lead to `#Meeting` of this page.

mod html;
mod terms;

use crate::{
    knowledge::Knowledge,
    model::Name,
    ontology::{EventClass, Evocation, Ontology, OntologyTerm, Range, RelationClass, Slot},
    store::{Question, questions},
};
use html::Html;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Terms, link, links};

const STYLE: &str = include_str!("reference/page.css");
/// So many examples of a class are shown.
const EXAMPLES: usize = 3;

/// The page.
pub fn page(knowledge: &Knowledge) -> String {
    let page = Page::new(knowledge);
    let mut out = Html::default();
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<title>Rapporteur vocabulary</title>\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n");
    head(&mut out);
    out.raw("<main>\n");
    page.classes(&mut out);
    page.events(&mut out);
    page.relations(&mut out);
    page.properties(&mut out);
    asked(&mut out);
    out.raw("</main>\n</body>\n</html>\n");
    out.finish()
}

struct Page<'a> {
    ontology: &'a Ontology,
    terms: Terms,
    /// Text and what it gives, by class.
    examples: BTreeMap<Name, Vec<(String, String)>>,
}

impl<'a> Page<'a> {
    fn new(knowledge: &'a Knowledge) -> Self {
        let mut examples: BTreeMap<Name, Vec<(String, String)>> = BTreeMap::new();
        for example in knowledge.rules.examples() {
            // One claim a sentence shows best what a class is.
            if let [expected] = example.expect.as_slice() {
                let shown = examples.entry(expected.class.clone()).or_default();
                if shown.len() < EXAMPLES && !shown.iter().any(|(text, _)| *text == example.text) {
                    shown.push((example.text.clone(), expected.to_string()));
                }
            }
        }
        Self { ontology: &knowledge.ontology, terms: Terms::of(&knowledge.ontology), examples }
    }

    fn is_event(&self, term: &OntologyTerm) -> bool {
        term.name == *"Event" || self.ontology.event_class(&term.name).is_some()
    }

    fn classes(&self, out: &mut Html) {
        heading(out, "things", "Things and records");
        let is_tie = |term: &OntologyTerm| self.ontology.relation_class(&term.name).is_some();
        for term in self.ontology.classes().filter(|term| !self.is_event(term) && !is_tie(term)) {
            open(out, &term.name, &term.label, "class");
            self.describe(out, term);
            close(out);
        }
    }

    fn events(&self, out: &mut Html) {
        heading(out, "events", "Events");
        out.raw("<p>A tree after the <a href=\"https://osf.io/preprints/socarxiv/rm5dw/\">PLOVER</a> event ontology; ");
        out.raw("a claim has one of the classes that are not abstract.</p>\n");
        self.tree(out, "Event");
        for term in self.ontology.classes().filter(|term| self.is_event(term)) {
            open(out, &term.name, &term.label, "class");
            self.describe(out, term);
            if let Some(class) = self.ontology.event_class(&term.name) {
                self.event(out, class);
            }
            close(out);
        }
    }

    /// The classes below one, each under its parent.
    fn tree(&self, out: &mut Html, above: &str) {
        let iri = format!("{}{above}", crate::ontology::vocabulary::RAP);
        let below: Vec<&OntologyTerm> = self.ontology.classes().filter(|term| term.supers.contains(&iri)).collect();
        if below.is_empty() {
            return;
        }
        out.raw("<ul class=\"tree\">\n");
        for term in below {
            out.raw("<li>");
            link(out, &term.iri);
            self.tree(out, &term.name);
            out.raw("</li>\n");
        }
        out.raw("</ul>\n");
    }

    fn event(&self, out: &mut Html, class: &EventClass) {
        out.raw("<dl>\n");
        if !class.plover.is_empty() {
            out.raw("<dt>PLOVER</dt><dd>").text(&class.plover).raw("</dd>\n");
        }
        out.raw("</dl>\n");
        roles(out, &class.slots);
        words(out, &class.evocations);
        self.examples(out, &class.name);
    }

    fn relations(&self, out: &mut Html) {
        heading(out, "ties", "Ties");
        for term in self.ontology.classes() {
            let Some(class) = self.ontology.relation_class(&term.name) else { continue };
            open(out, &term.name, &term.label, "class");
            self.describe(out, term);
            self.relation(out, class);
            close(out);
        }
    }

    fn relation(&self, out: &mut Html, class: &RelationClass) {
        if let Some(property) = &class.property {
            out.raw("<dl>\n<dt>as one triple</dt><dd>");
            link(out, property);
            out.raw("</dd>\n</dl>\n");
        }
        words(out, &class.evocations);
        self.examples(out, &class.name);
    }

    fn properties(&self, out: &mut Html) {
        heading(out, "properties", "Properties");
        for term in self.ontology.properties() {
            open(out, &term.name, &term.label, "property");
            self.describe(out, term);
            out.raw("<dl>\n");
            for (name, values) in self.terms.bounds(&term.iri) {
                out.raw("<dt>").text(name).raw("</dt><dd>");
                links(out, &values);
                out.raw("</dd>\n");
            }
            let users: Vec<String> = self
                .ontology
                .event_classes()
                .iter()
                .filter(|class| class.slots.iter().any(|slot| slot.iri == term.iri && !slot.inherited))
                .map(|class| class.iri.clone())
                .collect();
            if !users.is_empty() {
                out.raw("<dt>role of</dt><dd>");
                links(out, &users);
                out.raw("</dd>\n");
            }
            out.raw("</dl>\n");
            close(out);
        }
    }

    /// Definition, IRI, and what lies above, in our own vocabulary and in others.
    fn describe(&self, out: &mut Html, term: &OntologyTerm) {
        out.raw("<p>").text(&term.definition);
        if self.terms.is_abstract(&term.iri) {
            out.raw(" <em>Abstract: nothing is only this.</em>");
        }
        out.raw("</p>\n");
        if !term.supers.is_empty() {
            out.raw("<dl>\n<dt>below</dt><dd>");
            links(out, &term.supers);
            out.raw("</dd>\n</dl>\n");
        }
    }

    fn examples(&self, out: &mut Html, class: &Name) {
        let Some(examples) = self.examples.get(class) else { return };
        out.raw("<ul class=\"examples\">\n");
        for (text, expected) in examples {
            out.raw("<li><q>").text(text).raw("</q><br><code>").text(expected).raw("</code></li>\n");
        }
        out.raw("</ul>\n");
    }
}

/// Title, what it is, and where to go.
fn head(out: &mut Html) {
    out.raw("<header>\n<h1>Rapporteur vocabulary</h1>\n");
    out.raw("<p>What news articles can be said to tell: things, events, ties, statements, claims and their evidence. ");
    out.raw("Namespace <code>https://w3id.org/rapporteur/ns#</code>, prefix <code>rap:</code>. ");
    out.raw("Made by <code>rapporteur ontology --format html</code> from <code>ontology/</code>; ");
    out.raw(
        "the shapes of the data are in <code>ontology/shapes.ttl</code>.</p>\n<nav aria-label=\"Sections\">\n<ul>\n",
    );
    let sections = [
        ("things", "Things and records"),
        ("events", "Events"),
        ("ties", "Ties"),
        ("properties", "Properties"),
        ("questions", "Questions"),
    ];
    for (id, name) in sections {
        out.raw("<li><a href=\"#").text(&section(id)).raw("\">").text(name).raw("</a></li>\n");
    }
    out.raw("</ul>\n</nav>\n</header>\n");
}

/// The named questions.
fn asked(out: &mut Html) {
    heading(out, "questions", "Questions");
    out.raw("<p>Named questions, asked by <code>rapporteur query DIR --name NAME</code>.</p>\n<table>\n");
    out.raw("<thead><tr><th scope=\"col\">name</th><th scope=\"col\">asks</th><th scope=\"col\">takes</th></tr></thead>\n<tbody>\n");
    for Question { name, title, parameters, .. } in questions() {
        let takes: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        out.raw("<tr><td><code>").text(&name).raw("</code></td><td>").text(&title).raw("</td><td>");
        out.text(&takes.join(", ")).raw("</td></tr>\n");
    }
    out.raw("</tbody>\n</table>\n</section>\n");
}

/// The roles of a class.
fn roles(out: &mut Html, slots: &[Slot]) {
    if slots.is_empty() {
        return;
    }
    out.raw("<table>\n<thead><tr><th scope=\"col\">role</th><th scope=\"col\">filled by</th>");
    out.raw("<th scope=\"col\">number</th></tr></thead>\n<tbody>\n");
    for slot in slots {
        let number = match (slot.min, slot.max) {
            (0, None) => "any".to_owned(),
            (min, None) => format!("at least {min}"),
            (min, Some(max)) => format!("{min} to {max}"),
        };
        out.raw("<tr><td>");
        link(out, &slot.iri);
        out.raw("</td><td>").text(&filled_by(&slot.ranges)).raw("</td><td>").text(&number).raw("</td></tr>\n");
    }
    out.raw("</tbody>\n</table>\n");
}

fn filled_by(range: &Range) -> String {
    match range {
        Range::Any => "anything".to_owned(),
        Range::Classes(classes) => classes.iter().map(|class| class.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// The words that evoke a class, by part of speech.
fn words(out: &mut Html, evocations: &[Evocation]) {
    let mut by_tag: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for evocation in evocations {
        let tags: Vec<&str> = evocation.upos.iter().map(|tag| tag.as_str()).collect();
        by_tag.entry(tags.join("/")).or_default().extend(evocation.lemmas.iter().map(String::as_str));
    }
    if by_tag.is_empty() {
        return;
    }
    out.raw("<dl class=\"words\">\n");
    for (tags, lemmas) in by_tag {
        let lemmas: Vec<&str> = lemmas.into_iter().collect();
        out.raw("<dt>").text(&tags.to_lowercase()).raw("</dt><dd>").text(&lemmas.join(", ")).raw("</dd>\n");
    }
    out.raw("</dl>\n");
}

/// An anchor that is no local name.
fn section(id: &str) -> String {
    format!("section-{id}")
}

fn heading(out: &mut Html, id: &str, name: &str) {
    if id != "things" {
        // Each section but the first closes the one before; the last closes itself.
        out.raw("</section>\n");
    }
    out.raw("<section aria-labelledby=\"").text(&section(id)).raw("\">\n<h2 id=\"").text(&section(id)).raw("\">");
    out.text(name).raw("</h2>\n");
}

fn open(out: &mut Html, name: &str, label: &str, kind: &str) {
    out.raw("<article class=\"").text(kind).raw("\">\n<h3 id=\"").text(name).raw("\"><a href=\"#").text(name);
    out.raw("\">rap:").text(name).raw("</a> <small>").text(label).raw("</small></h3>\n");
}

fn close(out: &mut Html) {
    out.raw("</article>\n");
}
