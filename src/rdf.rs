//! `KnowledgeGraph` → RDF quads: the default graph holds the merged view, one named graph an article holds that article's
//! claims and evidence, one graph describes the run. IRIs are minted here ([`Iris`]) and nowhere else.
//!
//! Plain RDF 1.1 without blank nodes, so that every tool reads it and every node can be linked. No clock, no counters, no hash
//! order: equal graphs give equal quads. Vocabularies: SEM, schema.org, W3C ORG, PROV-O, Web Annotation, SKOS, `GeoSPARQL`.

mod changes;
mod claims;
mod iri;
mod merged;
mod order;
mod reify;
mod schema;
pub mod syntax;
mod text;
pub mod vocabulary;
mod void;

pub use changes::changes;
pub use iri::{Iris, slug};
pub(crate) use merged::{base_name, statement_label, wikidata};
pub use reify::{Reification, reifications, write_reifications};
pub use schema::Schema;
pub use text::clean;
pub use void::describe;

use crate::{diagnostic::Diagnostic, graph::KnowledgeGraph, model::Interval, ontology::Ontology};
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab};
use std::convert::Infallible;

/// Where minted IRIs start unless asked otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/rapporteur/id/";

/// How to write RDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Start of every minted IRI; ends with `/` or `#`.
    pub base: String,
    /// What the ontology says of classes and roles; without it events have no `rap:plover`, and whoever acts fills every role as
    /// an actor.
    pub schema: Schema,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: DEFAULT_BASE.to_owned(), schema: Schema::default() }
    }
}

impl Options {
    /// Options with another base.
    ///
    /// # Errors
    /// If `base` is no absolute IRI.
    pub fn with_base(base: &str) -> Result<Self, Diagnostic> {
        let base = if base.ends_with(['/', '#']) { base.to_owned() } else { format!("{base}/") };
        match NamedNode::new(&base) {
            Ok(_) => Ok(Self { base, schema: Schema::default() }),
            Err(error) => Err(Diagnostic::error(format!("“{base}” cannot start an IRI: {error}"))
                .hint("give an absolute one, such as https://example.org/id/")),
        }
    }

    /// The same with what an ontology says.
    pub fn with_ontology(self, ontology: &Ontology) -> Self {
        Self { schema: Schema::of(ontology), ..self }
    }
}

/// All quads, sorted by graph (the default graph first), subject, predicate and object; each once. Of thousands of articles they
/// take gigabytes: see [`by_graph`].
pub fn quads(graph: &KnowledgeGraph, options: &Options) -> Vec<Quad> {
    let mut all = Vec::new();
    let done: Result<(), Infallible> = by_graph(graph, options, |mut quads| {
        all.append(&mut quads);
        Ok(())
    });
    match done {
        Ok(()) => all,
    }
}

/// The quads of one graph after another, as [`quads`] has them: those of the merged view, then those of each article and of the
/// run. No more than one graph's are held at a time.
///
/// # Errors
/// What `each` fails with.
pub fn by_graph<E>(
    graph: &KnowledgeGraph,
    options: &Options,
    mut each: impl FnMut(Vec<Quad>) -> Result<(), E>,
) -> Result<(), E> {
    let iris = Iris::new(graph, options);
    each(merged_quads(graph, &iris, options))?;
    claims::by_graph(graph, &iris, |quads| each(sorted(quads)))
}

/// The quads in no order and some of them more than once, in handfuls, for whoever sorts them himself: those of the merged view,
/// and with `claims` those of the articles.
pub fn in_handfuls(graph: &KnowledgeGraph, options: &Options, claims: bool, each: &mut dyn FnMut(Vec<Quad>)) {
    let iris = Iris::new(graph, options);
    let mut sink = Sink { quads: Vec::new(), graph: GraphName::DefaultGraph, spill: Some(&mut *each) };
    merged::write(graph, &iris, &options.schema, &mut sink);
    let rest = std::mem::take(&mut sink.quads);
    each(rest);
    if claims {
        let done: Result<(), Infallible> = claims::by_graph(graph, &iris, |quads| {
            each(quads);
            Ok(())
        });
        match done {
            Ok(()) => {}
        }
    }
}

/// The merged view alone: what [`quads`] has in the default graph.
pub fn merged(graph: &KnowledgeGraph, options: &Options) -> Vec<Quad> {
    merged_quads(graph, &Iris::new(graph, options), options)
}

fn merged_quads(graph: &KnowledgeGraph, iris: &Iris, options: &Options) -> Vec<Quad> {
    let mut sink = Sink { quads: Vec::new(), graph: GraphName::DefaultGraph, spill: None };
    merged::write(graph, iris, &options.schema, &mut sink);
    sorted(sink.quads)
}

/// The graph of what follows from the merged view by the rules of inference.
pub fn inferred_graph(options: &Options) -> NamedNode {
    Iris::graph(options, "inferred")
}

/// What a description calls the whole of the quads.
pub fn dataset(options: &Options) -> NamedNode {
    Iris::graph(options, "all")
}

/// Sorts quads as [`quads`] does and drops repetitions.
pub fn sorted(mut quads: Vec<Quad>) -> Vec<Quad> {
    quads.sort_by(order::of_quads);
    quads.dedup();
    quads
}

/// Collects quads of one graph after another.
struct Sink<'s> {
    quads: Vec<Quad>,
    graph: GraphName,
    /// Who takes them, a handful at a time.
    spill: Option<&'s mut dyn FnMut(Vec<Quad>)>,
}

/// Quads that are handed on together.
const HANDFUL: usize = 1 << 15;

impl Sink<'_> {
    fn add<'a>(&mut self, subject: &NamedNode, predicate: impl Into<NamedNodeRef<'a>>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate.into().into_owned(), object, self.graph.clone()));
        if let Some(spill) = self.spill.as_mut().filter(|_| self.quads.len() >= HANDFUL) {
            spill(std::mem::take(&mut self.quads));
        }
    }
    fn types(&mut self, subject: &NamedNode, types: &[NamedNodeRef<'_>]) {
        for class in types {
            self.add(subject, vocab::rdf::TYPE, class.into_owned());
        }
    }
    fn text<'a>(&mut self, subject: &NamedNode, predicate: impl Into<NamedNodeRef<'a>>, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(clean(text)));
    }
    /// Earliest and latest day, always as `xsd:date`; the expression and its EDTF.
    fn time(&mut self, subject: &NamedNode, time: &Interval) {
        use vocabulary::{rap, sem};
        self.add(subject, sem::HAS_EARLIEST_BEGIN, date(time.earliest));
        self.add(subject, sem::HAS_LATEST_END, date(time.latest));
        self.text(subject, rap::EDTF, &time.edtf);
        if !time.text.is_empty() {
            self.text(subject, rap::TIME_TEXT, &time.text);
        }
    }
}

fn date(date: crate::model::Date) -> Literal {
    Literal::new_typed_literal(date.to_string(), vocab::xsd::DATE)
}

/// A number as `xsd:integer` where it is whole, else `xsd:decimal`; none where it is not finite.
fn number(value: f64) -> Option<Literal> {
    if !value.is_finite() {
        return None;
    }
    // `{}` of a float never uses an exponent, as both types ask.
    let datatype = if value.fract() == 0.0 { vocab::xsd::INTEGER } else { vocab::xsd::DECIMAL };
    Some(Literal::new_typed_literal(value.to_string(), datatype))
}

fn integer(value: usize) -> Literal {
    Literal::new_typed_literal(value.to_string(), vocab::xsd::INTEGER)
}

fn decimal(value: f64) -> Literal {
    let text = value.to_string();
    let text = if text.contains('.') { text } else { format!("{text}.0") };
    Literal::new_typed_literal(text, vocab::xsd::DECIMAL)
}

/// A confidence of 0 to 100 as a decimal of 0 to 1.
fn confidence(percent: u8) -> Literal {
    decimal(f64::from(percent) / 100.0)
}
