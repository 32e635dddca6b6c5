//! Shapes and triples → what does not fit: a validator for exactly the parts of SHACL Core that [`crate::ontology::shapes`] reads,
//! and the words of the articles that a faulty node comes from. It gives the same results as pyshacl (`.ci/validate.py` compares
//! them); it does not infer, and does not change the data. Source: W3C SHACL (2017).

#![allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant to `Term`")]

mod origin;
mod report;
#[cfg(test)]
mod tests;

pub use origin::{Origin, origin};
pub use report::{Report, Violation};

use crate::ontology::shapes::{Constraint, NodeKind, Path, Shape, Shapes, Target, is_well_formed};
use oxrdf::{Graph, Literal, NamedNode, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef, vocab};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
};

/// The triples to check: of all graphs of a dossier, and of the ontology, which says what is below what.
#[derive(Debug, Default)]
pub struct Data {
    graph: Graph,
}

impl Data {
    /// The triples of these quads, whatever their graph.
    pub fn new(quads: impl IntoIterator<Item = Quad>) -> Self {
        let mut data = Self::default();
        data.extend(quads);
        data
    }
    /// Number of triples.
    pub fn len(&self) -> usize {
        self.graph.len()
    }
    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.graph.is_empty()
    }
}

impl Extend<Quad> for Data {
    fn extend<I: IntoIterator<Item = Quad>>(&mut self, quads: I) {
        for quad in quads {
            self.graph.insert(&oxrdf::Triple::from(quad));
        }
    }
}

/// Checks every shape on every node that it is for.
pub fn validate(shapes: &Shapes, data: &Data) -> Report {
    let mut validator = Validator { shapes, graph: &data.graph, below: HashMap::new() };
    let mut found = Vec::new();
    let mut checked = BTreeSet::new();
    for shape in shapes.with_targets().filter(|shape| !shape.deactivated) {
        for (name, focus) in validator.focus(shape) {
            let before = found.len();
            validator.check(shape, &focus, &mut found);
            found[before..].iter_mut().for_each(|violation: &mut Violation| violation.root.clone_from(&shape.node));
            checked.insert(name);
        }
    }
    Report::new(found, checked.len(), data.len())
}

struct Validator<'a> {
    shapes: &'a Shapes,
    graph: &'a Graph,
    /// A class and all below it.
    below: HashMap<NamedNode, BTreeSet<NamedNode>>,
}

impl Validator<'_> {
    /// The nodes that a shape is for, each once, sorted.
    fn focus(&mut self, shape: &Shape) -> BTreeMap<String, Term> {
        let mut nodes: Vec<Term> = Vec::new();
        for target in &shape.targets {
            match target {
                Target::Node(node) => nodes.push(node.clone()),
                Target::SubjectsOf(property) => {
                    nodes.extend(self.graph.triples_for_predicate(property).map(|t| t.subject.into_owned().into()));
                }
                Target::ObjectsOf(property) => {
                    nodes.extend(self.graph.triples_for_predicate(property).map(|t| t.object.into_owned()));
                }
                Target::Class(class) => {
                    for class in self.at_or_below(class) {
                        let instances = self.graph.subjects_for_predicate_object(vocab::rdf::TYPE, &class);
                        nodes.extend(instances.map(|subject| subject.into_owned().into()));
                    }
                }
            }
        }
        nodes.into_iter().map(|node| (node.to_string(), node)).collect()
    }

    fn at_or_below(&mut self, class: &NamedNode) -> BTreeSet<NamedNode> {
        if let Some(known) = self.below.get(class) {
            return known.clone();
        }
        let (mut found, mut open) = (BTreeSet::from([class.clone()]), vec![class.clone()]);
        while let Some(above) = open.pop() {
            for lower in self.graph.subjects_for_predicate_object(vocab::rdfs::SUB_CLASS_OF, &above) {
                if let NamedOrBlankNodeRef::NamedNode(lower) = lower {
                    if found.insert(lower.into_owned()) {
                        open.push(lower.into_owned());
                    }
                }
            }
        }
        self.below.insert(class.clone(), found.clone());
        found
    }

    fn check(&mut self, shape: &Shape, focus: &Term, found: &mut Vec<Violation>) {
        if shape.deactivated {
            return;
        }
        let values = match &shape.path {
            None => vec![focus.clone()],
            Some(path) => self.values(focus, path),
        };
        for constraint in &shape.constraints {
            for value in self.faulty(constraint, focus, &values) {
                found.push(Violation::new(shape, constraint, focus, value, values.len()));
            }
        }
        for inner in &shape.properties {
            for value in &values {
                self.check(self.shapes.get(*inner), value, found);
            }
        }
    }

    fn values(&self, focus: &Term, path: &Path) -> Vec<Term> {
        match path {
            Path::Forward(property) => self.objects(focus, property),
            Path::Inverse(property) => {
                let subjects = self.graph.subjects_for_predicate_object(property, focus);
                subjects.map(|subject| subject.into_owned().into()).collect()
            }
        }
    }

    fn objects(&self, node: &Term, property: &NamedNode) -> Vec<Term> {
        let Some(subject) = subject(node) else { return Vec::new() };
        self.graph.objects_for_subject_predicate(&subject, property).map(TermRef::into_owned).collect()
    }

    /// The values that break a constraint; `None` where it is their number that does.
    fn faulty(&mut self, constraint: &Constraint, focus: &Term, values: &[Term]) -> Vec<Option<Term>> {
        match constraint {
            Constraint::HasValue(wanted) if !values.contains(wanted) => vec![None],
            Constraint::HasValue(_) => Vec::new(),
            Constraint::MinCount(least) => {
                if values.len() < *least {
                    vec![None]
                } else {
                    Vec::new()
                }
            }
            Constraint::MaxCount(most) => {
                if values.len() > *most {
                    vec![None]
                } else {
                    Vec::new()
                }
            }
            Constraint::LessThan(other) => self.not_in_order(focus, values, other, &[Ordering::Less]),
            Constraint::LessThanOrEquals(other) => {
                self.not_in_order(focus, values, other, &[Ordering::Less, Ordering::Equal])
            }
            Constraint::Disjoint(other) => {
                let others = self.objects(focus, other);
                values.iter().filter(|value| others.contains(value)).cloned().map(Some).collect()
            }
            _ => values.iter().filter(|value| !self.fits(constraint, value)).cloned().map(Some).collect(),
        }
    }

    /// A value for each value of the other property that it does not stand before.
    fn not_in_order(&self, focus: &Term, values: &[Term], other: &NamedNode, wanted: &[Ordering]) -> Vec<Option<Term>> {
        let others = self.objects(focus, other);
        let pairs = values.iter().flat_map(|value| others.iter().map(move |other| (value, other)));
        let wrong = pairs.filter(|(value, other)| !compare(value, other).is_some_and(|order| wanted.contains(&order)));
        wrong.map(|(value, _)| Some(value.clone())).collect()
    }

    fn fits(&mut self, constraint: &Constraint, value: &Term) -> bool {
        match constraint {
            Constraint::Class(class) => self.is_a(value, class),
            Constraint::Datatype(datatype) => match value {
                Term::Literal(literal) => literal.datatype() == datatype.as_ref() && is_well_formed(literal),
                _ => false,
            },
            Constraint::NodeKind(kind) => is_of_kind(value, *kind),
            Constraint::MinInclusive(bound) => {
                matches!(compare(value, &bound.clone().into()), Some(Ordering::Greater | Ordering::Equal))
            }
            Constraint::MaxInclusive(bound) => {
                matches!(compare(value, &bound.clone().into()), Some(Ordering::Less | Ordering::Equal))
            }
            Constraint::MinLength(least) => text(value).is_some_and(|text| text.chars().count() >= *least),
            Constraint::Pattern(pattern) => text(value).is_some_and(|text| pattern.is_match(text)),
            Constraint::In(members) => members.contains(value),
            Constraint::Or(shapes) => shapes.iter().any(|shape| self.conforms(self.shapes.get(*shape), value)),
            Constraint::Not(shape) => !self.conforms(self.shapes.get(*shape), value),
            // Those are of the values together: see `faulty`.
            Constraint::HasValue(_)
            | Constraint::MinCount(_)
            | Constraint::MaxCount(_)
            | Constraint::LessThan(_)
            | Constraint::LessThanOrEquals(_)
            | Constraint::Disjoint(_) => true,
        }
    }

    fn conforms(&mut self, shape: &Shape, value: &Term) -> bool {
        let mut found = Vec::new();
        self.check(shape, value, &mut found);
        found.is_empty()
    }

    fn is_a(&mut self, value: &Term, class: &NamedNode) -> bool {
        let Some(subject) = subject(value) else { return false };
        let below = self.at_or_below(class);
        let mut types = self.graph.objects_for_subject_predicate(&subject, vocab::rdf::TYPE);
        types.any(|class| matches!(class, TermRef::NamedNode(class) if below.contains(&class.into_owned())))
    }
}

fn subject(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

fn is_of_kind(value: &Term, kind: NodeKind) -> bool {
    match value {
        Term::NamedNode(_) => kind.iri,
        Term::BlankNode(_) => kind.blank,
        Term::Literal(_) => kind.literal,
        #[allow(unreachable_patterns, reason = "RDF 1.2 adds a variant")]
        _ => false,
    }
}

/// What a pattern and a length are measured on: the text of a literal, the IRI; a blank node has none.
fn text(value: &Term) -> Option<&str> {
    match value {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// The order of two literals that can be compared: numbers, days, strings.
fn compare(a: &Term, b: &Term) -> Option<Ordering> {
    let (Term::Literal(a), Term::Literal(b)) = (a, b) else { return None };
    if !is_well_formed(a) || !is_well_formed(b) {
        return None;
    }
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return a.partial_cmp(&b);
    }
    let same = a.datatype() == b.datatype();
    let in_order = [vocab::xsd::DATE, vocab::xsd::STRING].contains(&a.datatype());
    (same && in_order).then(|| a.value().cmp(b.value()))
}

fn number(literal: &Literal) -> Option<f64> {
    let numeric = [vocab::xsd::INTEGER, vocab::xsd::DECIMAL, vocab::xsd::DOUBLE, vocab::xsd::FLOAT];
    numeric.contains(&literal.datatype()).then(|| literal.value().parse().ok()).flatten()
}
