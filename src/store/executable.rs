//! The named questions as data: `sh:SPARQLSelectExecutable`s with their prefixes and parameters, so that other tools can list,
//! show and run them. Source: W3C SHACL, section 5 (prefix declarations) and SHACL Advanced Features (executables).

use super::questions;
use crate::rdf::{self, vocabulary::PREFIXES};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, vocab};

const QUESTION: &str = "https://w3id.org/rapporteur/question#";
const SH: &str = "http://www.w3.org/ns/shacl#";

/// All named questions, sorted.
pub fn executables() -> Vec<Quad> {
    let mut found = Vec::new();
    let mut add = |subject: &NamedNode, predicate: NamedNode, object: Term| {
        found.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    };
    let sh = |name: &str| NamedNode::new_unchecked(format!("{SH}{name}"));
    let question = |name: &str| NamedNode::new_unchecked(format!("{QUESTION}{name}"));
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let prefixes = question("prefixes");
    for (name, iri) in PREFIXES {
        let declaration = question(&format!("prefixes.{name}"));
        add(&prefixes, sh("declare"), declaration.clone().into());
        add(&declaration, vocab::rdf::TYPE.into_owned(), sh("PrefixDeclaration").into());
        add(&declaration, sh("prefix"), text(name));
        add(&declaration, sh("namespace"), Literal::new_typed_literal(*iri, vocab::xsd::ANY_URI).into());
    }
    for known in questions() {
        let node = question(&known.name);
        for class in ["SPARQLExecutable", "SPARQLSelectExecutable", "Parameterizable"] {
            add(&node, vocab::rdf::TYPE.into_owned(), sh(class).into());
        }
        add(&node, vocab::rdfs::LABEL.into_owned(), text(&known.title));
        add(&node, sh("prefixes"), prefixes.clone().into());
        add(&node, sh("select"), text(&known.text));
        for (at, parameter) in known.parameters.iter().enumerate() {
            let part = question(&format!("{}.{}", known.name, parameter.name));
            add(&node, sh("parameter"), part.clone().into());
            add(&part, vocab::rdf::TYPE.into_owned(), sh("Parameter").into());
            add(&part, sh("path"), question(&parameter.name).into());
            add(&part, sh("name"), text(&parameter.name));
            add(&part, sh("description"), text(&format!("for example {}", parameter.example)));
            add(&part, sh("datatype"), vocab::xsd::STRING.into_owned().into());
            add(&part, sh("optional"), Literal::from(parameter.optional).into());
            add(&part, sh("order"), Literal::new_typed_literal(at.to_string(), vocab::xsd::INTEGER).into());
        }
    }
    rdf::sorted(found)
}
