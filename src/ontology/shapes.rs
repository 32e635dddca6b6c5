//! SHACL shapes: those of `shapes.ttl`, the slots of the classes, and whatever a user's files add. Reads exactly the parts of
//! SHACL Core that the validator checks; any other constraint is an error with its place, because a shape that is silently not
//! checked promises what nobody keeps. Source: W3C SHACL (2017).

use super::{
    turtle::{Fact, Facts, local_name},
    vocabulary as v,
};
use crate::diagnostic::{Diagnostic, Place};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, vocab};
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Index of a shape within [`Shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShapeId(usize);

/// All shapes, those inside others included.
#[derive(Debug, Default)]
pub struct Shapes {
    all: Vec<Shape>,
}

impl Shapes {
    /// One of them.
    pub fn get(&self, id: ShapeId) -> &Shape {
        &self.all[id.0]
    }
    /// Those that name nodes to check, in the order of their names.
    pub fn with_targets(&self) -> impl Iterator<Item = &Shape> {
        self.all.iter().filter(|shape| !shape.targets.is_empty())
    }
}

/// A shape and what it asks for.
#[derive(Debug)]
pub struct Shape {
    /// Its name.
    pub node: NamedOrBlankNode,
    /// What it is checked on.
    pub targets: Vec<Target>,
    /// For a property shape: the way from the node to its values.
    pub path: Option<Path>,
    /// What must hold of the values (of the node itself, without a path).
    pub constraints: Vec<Constraint>,
    /// Shapes for properties of the values.
    pub properties: Vec<ShapeId>,
    /// How bad a result is.
    pub severity: NamedNode,
    /// What to say, in place of the usual words.
    pub message: Option<String>,
    /// Is it switched off?
    pub deactivated: bool,
}

/// Where a shape is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Instances of a class and of those below it.
    Class(NamedNode),
    /// One node.
    Node(Term),
    /// Whatever has the property.
    SubjectsOf(NamedNode),
    /// Whatever the property leads to.
    ObjectsOf(NamedNode),
}

/// The way from a node to its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// Along a property.
    Forward(NamedNode),
    /// Against a property.
    Inverse(NamedNode),
}

/// What kinds of term `sh:nodeKind` allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeKind {
    /// IRIs?
    pub iri: bool,
    /// Blank nodes?
    pub blank: bool,
    /// Literals?
    pub literal: bool,
}

/// What must hold.
#[derive(Clone, Debug)]
pub enum Constraint {
    /// Each value is an instance of the class.
    Class(NamedNode),
    /// Each value is a literal of this type, and well formed.
    Datatype(NamedNode),
    /// Each value is of this kind.
    NodeKind(NodeKind),
    /// So many values at least.
    MinCount(usize),
    /// So many values at most.
    MaxCount(usize),
    /// No value is less.
    MinInclusive(Literal),
    /// No value is greater.
    MaxInclusive(Literal),
    /// No value is shorter.
    MinLength(usize),
    /// Each value matches.
    Pattern(Regex),
    /// This is among the values.
    HasValue(Term),
    /// Each value is one of these.
    In(Vec<Term>),
    /// Each value is less than each value of the other property.
    LessThan(NamedNode),
    /// Each value is at most each value of the other property.
    LessThanOrEquals(NamedNode),
    /// No value is a value of the other property.
    Disjoint(NamedNode),
    /// Each value fits one of the shapes.
    Or(Vec<ShapeId>),
    /// No value fits the shape.
    Not(ShapeId),
}

impl Constraint {
    /// The local name of SHACL's constraint component.
    pub fn component(&self) -> &'static str {
        match self {
            Self::Class(_) => "ClassConstraintComponent",
            Self::Datatype(_) => "DatatypeConstraintComponent",
            Self::NodeKind(_) => "NodeKindConstraintComponent",
            Self::MinCount(_) => "MinCountConstraintComponent",
            Self::MaxCount(_) => "MaxCountConstraintComponent",
            Self::MinInclusive(_) => "MinInclusiveConstraintComponent",
            Self::MaxInclusive(_) => "MaxInclusiveConstraintComponent",
            Self::MinLength(_) => "MinLengthConstraintComponent",
            Self::Pattern(_) => "PatternConstraintComponent",
            Self::HasValue(_) => "HasValueConstraintComponent",
            Self::In(_) => "InConstraintComponent",
            Self::LessThan(_) => "LessThanConstraintComponent",
            Self::LessThanOrEquals(_) => "LessThanOrEqualsConstraintComponent",
            Self::Disjoint(_) => "DisjointConstraintComponent",
            Self::Or(_) => "OrConstraintComponent",
            Self::Not(_) => "NotConstraintComponent",
        }
    }
}

const CONSTRAINTS: &[&str] = &[
    "class",
    "datatype",
    "nodeKind",
    "minCount",
    "maxCount",
    "minInclusive",
    "maxInclusive",
    "minLength",
    "pattern",
    "hasValue",
    "in",
    "lessThan",
    "lessThanOrEquals",
    "disjoint",
    "or",
    "not",
    "property",
];
/// What says where, how bad and in which words, or is for forms only.
const OTHER_KEYS: &[&str] = &[
    "path",
    "targetClass",
    "targetNode",
    "targetSubjectsOf",
    "targetObjectsOf",
    "severity",
    "message",
    "deactivated",
    "flags",
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
];

/// Reads all shapes.
pub(super) fn read(facts: &Facts) -> Result<Shapes, Vec<Diagnostic>> {
    let mut reader = Reader { facts, shapes: Vec::new(), index: BTreeMap::new(), open: Vec::new(), faults: Vec::new() };
    for subject in reader.roots() {
        reader.shape(&subject, None);
    }
    let Reader { shapes, mut faults, .. } = reader;
    if faults.is_empty() {
        return Ok(Shapes { all: shapes });
    }
    faults.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
    faults.dedup();
    Err(faults)
}

struct Reader<'a> {
    facts: &'a Facts,
    shapes: Vec<Shape>,
    index: BTreeMap<String, ShapeId>,
    /// The shapes that are being read: one inside itself has no meaning in SHACL.
    open: Vec<String>,
    faults: Vec<Diagnostic>,
}

fn shacl(fact: &Fact) -> Option<&str> {
    fact.predicate().strip_prefix(v::SH)
}

impl<'a> Reader<'a> {
    /// What is called a shape, or has a target.
    fn roots(&self) -> BTreeSet<String> {
        let is_root = |fact: &&Fact| {
            let called = fact.predicate() == v::RDF_TYPE
                && fact.iri().and_then(|iri| iri.strip_prefix(v::SH)).is_some_and(|name| name.ends_with("Shape"));
            called || shacl(fact).is_some_and(|name| name.starts_with("target"))
        };
        self.facts.iter().filter(is_root).map(|fact| fact.subject().to_owned()).collect()
    }

    fn fault(&mut self, fact: &Fact, message: impl Into<String>) {
        self.faults.push(Diagnostic::error(message).at_place(self.facts.predicate_place(fact)));
    }

    fn shape(&mut self, key: &str, from: Option<&Fact>) -> Option<ShapeId> {
        if let Some(known) = self.index.get(key) {
            return Some(*known);
        }
        if self.open.iter().any(|open| open == key) {
            let message = format!("the shape {} is inside itself", local_name(key));
            self.faults.push(Diagnostic { place: self.place(key, from), ..Diagnostic::error(message) });
            return None;
        }
        self.open.push(key.to_owned());
        let mut shape = Shape {
            node: node(key),
            targets: self.implicit_target(key),
            path: None,
            constraints: Vec::new(),
            properties: Vec::new(),
            severity: NamedNode::new_unchecked(format!("{}Violation", v::SH)),
            message: None,
            deactivated: false,
        };
        for fact in self.facts.about(key) {
            if let Some(name) = shacl(fact) {
                self.part(&mut shape, name, fact);
            }
        }
        self.open.pop();
        let counts = |c: &Constraint| matches!(c, Constraint::MinCount(_) | Constraint::MaxCount(_));
        if shape.path.is_none() && shape.constraints.iter().any(counts) {
            let message = "sh:minCount and sh:maxCount need an sh:path";
            self.faults.push(Diagnostic { place: self.place(key, from), ..Diagnostic::error(message) });
        }
        let id = ShapeId(self.shapes.len());
        self.shapes.push(shape);
        self.index.insert(key.to_owned(), id);
        Some(id)
    }

    fn place(&self, key: &str, from: Option<&Fact>) -> Option<Place> {
        from.map(|fact| self.facts.predicate_place(fact)).or_else(|| self.facts.subject_place(key))
    }

    /// A shape that is a class itself is for its instances.
    fn implicit_target(&self, key: &str) -> Vec<Target> {
        let types: Vec<&str> = self.facts.values(key, v::RDF_TYPE).filter_map(Fact::iri).collect();
        let is_shape = types.iter().any(|iri| iri.strip_prefix(v::SH).is_some_and(|name| name.ends_with("Shape")));
        let is_class = types.iter().any(|iri| v::CLASS_TYPES.contains(iri));
        if is_shape && is_class && key.contains(':') {
            vec![Target::Class(NamedNode::new_unchecked(key))]
        } else {
            Vec::new()
        }
    }

    fn part(&mut self, shape: &mut Shape, name: &str, fact: &'a Fact) {
        match name {
            "path" => shape.path = self.path(fact),
            "targetClass" => shape.targets.extend(self.named(fact).map(Target::Class)),
            "targetSubjectsOf" => shape.targets.extend(self.named(fact).map(Target::SubjectsOf)),
            "targetObjectsOf" => shape.targets.extend(self.named(fact).map(Target::ObjectsOf)),
            "targetNode" => shape.targets.push(Target::Node(fact.triple.object.clone())),
            "severity" => {
                if let Some(severity) = self.named(fact) {
                    shape.severity = severity;
                }
            }
            "message" if fact.is_english() => shape.message = fact.literal().map(str::to_owned),
            "deactivated" => shape.deactivated = fact.literal() == Some("true"),
            "property" => {
                let inner = fact.node().and_then(|key| self.shape(key, Some(fact)));
                if let Some(inner) = inner.filter(|inner| self.shapes[inner.0].path.is_some()) {
                    shape.properties.push(inner);
                } else if inner.is_some() {
                    self.fault(fact, "this sh:property has no sh:path");
                }
            }
            name if CONSTRAINTS.contains(&name) => shape.constraints.extend(self.constraint(name, fact)),
            name if OTHER_KEYS.contains(&name) => {}
            name => {
                let known = CONSTRAINTS.iter().chain(OTHER_KEYS).copied();
                let diagnostic = Diagnostic::error(format!("sh:{name} cannot be checked here"));
                let diagnostic = diagnostic.at_place(self.facts.predicate_place(fact)).did_you_mean(name, known);
                let usual = format!("these constraints are checked: {}", CONSTRAINTS.join(", "));
                self.faults.push(if diagnostic.hint.is_some() { diagnostic } else { diagnostic.hint(usual) });
            }
        }
    }

    fn constraint(&mut self, name: &str, fact: &'a Fact) -> Option<Constraint> {
        Some(match name {
            "class" => Constraint::Class(self.named(fact)?),
            "datatype" => Constraint::Datatype(self.named(fact)?),
            "nodeKind" => Constraint::NodeKind(self.node_kind(fact)?),
            "minCount" => Constraint::MinCount(self.count(fact)?),
            "maxCount" => Constraint::MaxCount(self.count(fact)?),
            "minInclusive" => Constraint::MinInclusive(self.bound(fact)?),
            "maxInclusive" => Constraint::MaxInclusive(self.bound(fact)?),
            "minLength" => Constraint::MinLength(self.count(fact)?),
            "pattern" => Constraint::Pattern(self.pattern(fact)?),
            "hasValue" => Constraint::HasValue(fact.triple.object.clone()),
            "in" => Constraint::In(self.members(fact).into_iter().map(|member| member.triple.object.clone()).collect()),
            "lessThan" => Constraint::LessThan(self.named(fact)?),
            "lessThanOrEquals" => Constraint::LessThanOrEquals(self.named(fact)?),
            "disjoint" => Constraint::Disjoint(self.named(fact)?),
            "or" => {
                let members = self.members(fact);
                let shapes = members.into_iter().map(|member| self.shape(member.node()?, Some(fact)));
                Constraint::Or(shapes.collect::<Option<_>>()?)
            }
            _ => Constraint::Not(fact.node().and_then(|key| self.shape(key, Some(fact)))?),
        })
    }

    fn named(&mut self, fact: &Fact) -> Option<NamedNode> {
        if let Term::NamedNode(node) = &fact.triple.object {
            return Some(node.clone());
        }
        self.fault(fact, format!("sh:{} takes an IRI", local_name(fact.predicate())));
        None
    }

    fn count(&mut self, fact: &Fact) -> Option<usize> {
        let count = fact.literal().and_then(|text| text.parse().ok());
        if count.is_none() {
            self.fault(fact, format!("sh:{} takes a whole number", local_name(fact.predicate())));
        }
        count
    }

    fn bound(&mut self, fact: &Fact) -> Option<Literal> {
        if let Term::Literal(literal) = &fact.triple.object {
            return Some(literal.clone());
        }
        self.fault(fact, format!("sh:{} takes a literal", local_name(fact.predicate())));
        None
    }

    fn node_kind(&mut self, fact: &Fact) -> Option<NodeKind> {
        let name = fact.iri().and_then(|iri| iri.strip_prefix(v::SH)).unwrap_or_default();
        let known = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "IRIOrLiteral", "BlankNodeOrLiteral"];
        if !known.contains(&name) {
            let diagnostic = Diagnostic::error("sh:nodeKind takes one of SHACL's node kinds");
            self.faults.push(diagnostic.at_place(self.facts.predicate_place(fact)).did_you_mean(name, known));
            return None;
        }
        let has = |part: &str| name.contains(part);
        Some(NodeKind { iri: has("IRI"), blank: has("BlankNode"), literal: has("Literal") })
    }

    fn pattern(&mut self, fact: &Fact) -> Option<Regex> {
        let flag = format!("{}flags", v::SH);
        let flags: String = self.facts.values(fact.subject(), &flag).filter_map(Fact::literal).collect();
        let mut builder = RegexBuilder::new(fact.literal().unwrap_or_default());
        for letter in flags.chars() {
            match letter {
                'i' => builder.case_insensitive(true),
                's' => builder.dot_matches_new_line(true),
                'm' => builder.multi_line(true),
                'x' => builder.ignore_whitespace(true),
                other => {
                    self.fault(fact, format!("sh:flags has no “{other}”: i, m, s and x are known"));
                    return None;
                }
            };
        }
        builder.build().map_err(|error| self.fault(fact, format!("this is no regular expression: {error}"))).ok()
    }

    fn members(&mut self, fact: &'a Fact) -> Vec<&'a Fact> {
        let members = fact.node().map(|head| self.facts.list(head)).unwrap_or_default();
        if members.is_empty() {
            self.fault(fact, format!("sh:{} takes a list", local_name(fact.predicate())));
        }
        members
    }

    fn path(&mut self, fact: &'a Fact) -> Option<Path> {
        if let Term::NamedNode(node) = &fact.triple.object {
            return Some(Path::Forward(node.clone()));
        }
        let inverse = format!("{}inversePath", v::SH);
        let parts: Vec<&Fact> = fact.node().map(|key| self.facts.about(key).collect()).unwrap_or_default();
        if let [part] = parts.as_slice() {
            if let (true, Term::NamedNode(node)) = (part.predicate() == inverse, &part.triple.object) {
                return Some(Path::Inverse(node.clone()));
            }
        }
        self.fault(fact, "this sh:path cannot be followed here: a property, or [ sh:inversePath property ]");
        None
    }
}

fn node(key: &str) -> NamedOrBlankNode {
    // Names of our blank nodes have no colon.
    if key.contains(':') { NamedNode::new_unchecked(key).into() } else { BlankNode::new_unchecked(key).into() }
}

impl Path {
    /// The property itself, whichever way it is followed.
    pub fn property(&self) -> &NamedNode {
        match self {
            Self::Forward(property) | Self::Inverse(property) => property,
        }
    }
}

/// Is the literal one of its type? Types that are not known here count as well formed.
pub(crate) fn is_well_formed(literal: &Literal) -> bool {
    let (value, datatype) = (literal.value(), literal.datatype());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    match datatype {
        vocab::xsd::BOOLEAN => matches!(value, "true" | "false" | "1" | "0"),
        vocab::xsd::INTEGER => digits(unsigned),
        vocab::xsd::DECIMAL => match unsigned.split_once('.') {
            Some((whole, part)) => {
                (digits(whole) && (part.is_empty() || digits(part))) || (whole.is_empty() && digits(part))
            }
            None => digits(unsigned),
        },
        vocab::xsd::DATE => {
            let day = value.strip_suffix('Z').or_else(|| value.get(..10)).unwrap_or_default();
            let zone = value.get(day.len()..).unwrap_or_default();
            let is_zone = zone.is_empty() || zone == "Z" || (zone.len() == 6 && zone.starts_with(['+', '-']));
            is_zone && day.parse::<crate::model::Date>().is_ok()
        }
        _ => true,
    }
}
