//! A node of the graph → the words that it comes from: its own evidence, or that of the nearest claim that leads to it.

use super::{Data, subject};
use crate::rdf::vocabulary::{oa, prov, rap};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef};
use std::collections::BTreeSet;

/// So many steps against the arrows lead from a thing to a claim: thing, event, claim.
const STEPS: usize = 3;

/// Words of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Name of the article's file, or its IRI.
    pub article: String,
    /// SHA-256 of its text, where the graph tells.
    pub text_sha256: String,
    /// The range, in code points.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// A few characters before.
    pub prefix: String,
    /// A few characters after.
    pub suffix: String,
}

/// The words that a node comes from; of several the first by article and place.
pub fn origin(data: &Data, node: &Term) -> Option<Origin> {
    let mut level: BTreeSet<String> = BTreeSet::new();
    let mut nodes = vec![subject(node)?];
    for _ in 0..=STEPS {
        let found = nodes.iter().flat_map(|node| data.evidence(node)).filter_map(|node| data.origin(&node)).min();
        if found.is_some() {
            return found;
        }
        nodes = nodes.iter().flat_map(|node| data.before(node)).filter(|node| level.insert(node.to_string())).collect();
    }
    None
}

impl Data {
    /// Whatever leads to a node.
    fn before(&self, node: &NamedOrBlankNode) -> Vec<NamedOrBlankNode> {
        let leads = self.graph.triples_for_object(node);
        leads.map(|triple| triple.subject.into_owned()).collect()
    }

    /// The evidence of a claim; a stretch of evidence is its own.
    fn evidence(&self, node: &NamedOrBlankNode) -> Vec<NamedOrBlankNode> {
        let mut found: Vec<NamedOrBlankNode> =
            self.follow(node, prov::WAS_DERIVED_FROM).iter().filter_map(subject).collect();
        if !self.follow(node, oa::HAS_SELECTOR).is_empty() {
            found.push(node.clone());
        }
        found
    }

    fn follow(&self, node: &NamedOrBlankNode, property: NamedNodeRef<'_>) -> Vec<Term> {
        let node: NamedOrBlankNodeRef<'_> = node.as_ref();
        self.graph.objects_for_subject_predicate(node, property).map(TermRef::into_owned).collect()
    }

    fn text(&self, node: &NamedOrBlankNode, property: NamedNodeRef<'_>) -> Option<String> {
        let mut texts: Vec<String> = self
            .follow(node, property)
            .into_iter()
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
            .collect();
        texts.sort();
        texts.into_iter().next()
    }

    fn origin(&self, evidence: &NamedOrBlankNode) -> Option<Origin> {
        let selectors: Vec<NamedOrBlankNode> =
            self.follow(evidence, oa::HAS_SELECTOR).iter().filter_map(subject).collect();
        let of = |property| selectors.iter().find_map(|selector| self.text(selector, property));
        let number = |property| of(property).and_then(|text| text.parse().ok()).unwrap_or_default();
        let article = self.follow(evidence, oa::HAS_SOURCE).into_iter().find_map(|term| match term {
            Term::NamedNode(article) => Some(article),
            _ => None,
        });
        let told = |property| article.as_ref().and_then(|a: &NamedNode| self.text(&a.clone().into(), property));
        Some(Origin {
            article: told(rap::FILE).or_else(|| article.as_ref().map(|a| a.as_str().to_owned()))?,
            text_sha256: told(rap::TEXT_SHA256).unwrap_or_default(),
            start: number(oa::START),
            end: number(oa::END),
            quote: of(oa::EXACT)?,
            prefix: of(oa::PREFIX).unwrap_or_default(),
            suffix: of(oa::SUFFIX).unwrap_or_default(),
        })
    }
}
