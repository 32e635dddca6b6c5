//! IRIs → links: our own terms to their anchors, those of other vocabularies to themselves, by their prefixes.

use super::html::Html;
use crate::{
    ontology::{Ontology, vocabulary::RAP},
    rdf::vocabulary::{OTHER_PREFIXES, PREFIXES},
};
use oxrdf::{NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// What is shown of a property beside its definition: name on the page, IRI of the predicate.
const BOUNDS: &[(&str, &str)] = &[
    ("kind", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    ("of", "http://www.w3.org/2000/01/rdf-schema#domain"),
    ("leads to", "http://www.w3.org/2000/01/rdf-schema#range"),
    ("inverse", "http://www.w3.org/2002/07/owl#inverseOf"),
];

pub(super) struct Terms {
    /// Subject and predicate → objects, sorted.
    facts: BTreeMap<(String, String), Vec<String>>,
}

impl Terms {
    pub(super) fn of(ontology: &Ontology) -> Self {
        let mut facts: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for quad in ontology.quads() {
            let (NamedOrBlankNode::NamedNode(subject), object) = (quad.subject, quad.object) else { continue };
            let object = match object {
                Term::NamedNode(node) => node.into_string(),
                Term::Literal(literal) => literal.value().to_owned(),
                Term::BlankNode(_) => continue,
            };
            facts.entry((subject.into_string(), quad.predicate.into_string())).or_default().push(object);
        }
        for objects in facts.values_mut() {
            objects.sort();
        }
        Self { facts }
    }

    fn values(&self, subject: &str, predicate: &str) -> &[String] {
        self.facts.get(&(subject.to_owned(), predicate.to_owned())).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_abstract(&self, iri: &str) -> bool {
        self.values(iri, &format!("{RAP}abstract")).iter().any(|value| value == "true")
    }

    pub(super) fn bounds(&self, iri: &str) -> Vec<(&'static str, Vec<String>)> {
        let bound = |(name, predicate): &(&'static str, &str)| (*name, self.values(iri, predicate).to_vec());
        BOUNDS.iter().map(bound).filter(|(_, values)| !values.is_empty()).collect()
    }
}

/// A link to a term, by its short name.
pub(super) fn link(out: &mut Html, iri: &str) {
    let short = PREFIXES.iter().chain(OTHER_PREFIXES).find_map(|(name, start)| Some((name, iri.strip_prefix(start)?)));
    let href = match short {
        Some((_, local)) if iri.starts_with(RAP) => format!("#{local}"),
        _ => iri.to_owned(),
    };
    let shown = short.map_or_else(|| iri.to_owned(), |(name, local)| format!("{name}:{local}"));
    out.raw("<a href=\"").text(&href).raw("\">").text(&shown).raw("</a>");
}

/// Several, with commas between.
pub(super) fn links(out: &mut Html, iris: &[String]) {
    for (at, iri) in iris.iter().enumerate() {
        if at > 0 {
            out.raw(", ");
        }
        link(out, iri);
    }
}
