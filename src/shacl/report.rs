//! What was found, sorted; and as a report in SHACL's own vocabulary.

use crate::ontology::shapes::{Constraint, Path, Shape};
use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// What does not fit its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The node at fault.
    pub focus: Term,
    /// Along which property.
    pub path: Option<Path>,
    /// Which value; none where it is the number of values.
    pub value: Option<Term>,
    /// Local name of the constraint component.
    pub component: &'static str,
    /// The shape that is broken; often a part of another.
    pub shape: NamedOrBlankNode,
    /// The shape that the node is checked by.
    pub root: NamedOrBlankNode,
    /// `sh:Violation`, `sh:Warning` or `sh:Info`.
    pub severity: NamedNode,
    /// What is wrong, in words.
    pub message: String,
}

impl Violation {
    pub(super) fn new(
        shape: &Shape,
        constraint: &Constraint,
        focus: &Term,
        value: Option<Term>,
        values: usize,
    ) -> Self {
        Self {
            focus: focus.clone(),
            path: shape.path.clone(),
            message: shape.message.clone().unwrap_or_else(|| words(constraint, values)),
            value,
            component: constraint.component(),
            shape: shape.node.clone(),
            root: shape.node.clone(),
            severity: shape.severity.clone(),
        }
    }

    fn key(&self) -> impl Ord + use<> {
        let path = self.path.as_ref().map(|path| (path.property().clone(), matches!(path, Path::Inverse(_))));
        let value = self.value.as_ref().map(ToString::to_string);
        (
            self.focus.to_string(),
            path,
            self.component,
            value,
            self.message.clone(),
            self.root.to_string(),
            self.shape.to_string(),
        )
    }
}

/// The result of a validation.
#[derive(Clone, Debug)]
pub struct Report {
    /// What does not fit, sorted by node, property and constraint.
    pub violations: Vec<Violation>,
    /// Number of nodes that some shape is for.
    pub nodes: usize,
    /// Number of triples.
    pub triples: usize,
}

impl Report {
    pub(super) fn new(mut violations: Vec<Violation>, nodes: usize, triples: usize) -> Self {
        violations.sort_by_cached_key(Violation::key);
        violations.dedup();
        Self { violations, nodes, triples }
    }

    /// Does everything fit?
    pub fn conforms(&self) -> bool {
        self.violations.is_empty()
    }

    /// The report as SHACL has it.
    pub fn quads(&self) -> Vec<Quad> {
        let mut quads = Vec::new();
        let report = BlankNode::new_unchecked("report");
        let mut add = |subject: &BlankNode, predicate: NamedNode, object: Term| {
            quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
        };
        add(&report, vocab::rdf::TYPE.into_owned(), sh("ValidationReport").into());
        add(&report, sh("conforms"), Literal::from(self.conforms()).into());
        for (at, violation) in self.violations.iter().enumerate() {
            let node = BlankNode::new_unchecked(format!("result{}", at + 1));
            add(&report, sh("result"), node.clone().into());
            add(&node, vocab::rdf::TYPE.into_owned(), sh("ValidationResult").into());
            add(&node, sh("focusNode"), violation.focus.clone());
            match &violation.path {
                Some(Path::Forward(property)) => add(&node, sh("resultPath"), property.clone().into()),
                Some(Path::Inverse(property)) => {
                    let path = BlankNode::new_unchecked(format!("path{}", at + 1));
                    add(&node, sh("resultPath"), path.clone().into());
                    add(&path, sh("inversePath"), property.clone().into());
                }
                None => {}
            }
            if let Some(value) = &violation.value {
                add(&node, sh("value"), value.clone());
            }
            add(&node, sh("sourceConstraintComponent"), sh(violation.component).into());
            add(&node, sh("sourceShape"), violation.shape.clone().into());
            add(&node, sh("resultSeverity"), violation.severity.clone().into());
            add(&node, sh("resultMessage"), Literal::new_simple_literal(&violation.message).into());
        }
        quads
    }
}

fn sh(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{name}"))
}

/// What a constraint asks for, in words that follow the value.
fn words(constraint: &Constraint, values: usize) -> String {
    let name = |node: &NamedNode| node.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
    match constraint {
        Constraint::Class(class) => format!("is no {}", name(class)),
        Constraint::Datatype(datatype) => format!("is no well-formed {}", name(datatype)),
        Constraint::NodeKind(kind) => {
            let kinds = [(kind.iri, "an IRI"), (kind.blank, "a blank node"), (kind.literal, "a literal")];
            let allowed: Vec<&str> = kinds.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
            format!("is not {}", allowed.join(" or "))
        }
        Constraint::MinCount(least) => format!("has {values} of at least {least}"),
        Constraint::MaxCount(most) => format!("has {values} of at most {most}"),
        Constraint::MinInclusive(bound) => format!("is not at least {}", bound.value()),
        Constraint::MaxInclusive(bound) => format!("is not at most {}", bound.value()),
        Constraint::MinLength(least) => format!("is shorter than {least}"),
        Constraint::Pattern(pattern) => format!("does not match {pattern}"),
        Constraint::HasValue(wanted) => match wanted {
            oxrdf::Term::NamedNode(node) => format!("is not {}", name(node)),
            other => format!("is not {other}"),
        },
        Constraint::In(members) => {
            let members: Vec<String> = members.iter().map(ToString::to_string).collect();
            format!("is none of {}", members.join(", "))
        }
        Constraint::LessThan(other) => format!("is not less than {}", name(other)),
        Constraint::LessThanOrEquals(other) => format!("is greater than {}", name(other)),
        Constraint::Disjoint(other) => format!("is a value of {}, too", name(other)),
        Constraint::Or(shapes) => format!("fits none of {} shapes", shapes.len()),
        Constraint::Not(_) => "fits a shape that it must not fit".to_owned(),
    }
}
