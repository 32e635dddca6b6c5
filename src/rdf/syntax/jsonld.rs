//! Compact JSON-LD: one object a subject, short names from `ontology/context.jsonld`, which is written inline so that the file
//! stands alone. Decimals and dates are strings whose type the context gives: a bare `0.92` would be read as a double.

use crate::rdf::Options;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, io};

/// The published context.
pub const CONTEXT: &str = include_str!("../../../ontology/context.jsonld");

pub(super) fn write(triples: &[Quad], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let context = Context::new(&options.base)?;
    let subjects =
        triples.chunk_by(|a, b| a.subject == b.subject).map(|quads| context.subject(quads)).collect::<Vec<_>>();
    let document = json!({"@context": context.inline, "@graph": subjects});
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// A term of the context: the name that stands for a property and what its values are taken for.
struct Name {
    key: String,
    coerced: Option<String>,
}

struct Context {
    inline: Map<String, Value>,
    prefixes: Vec<(String, String)>,
    vocabulary: String,
    names: BTreeMap<String, Name>,
    /// What relative IRIs stand on; none where a base ending in `#` allows none.
    base: Option<String>,
}

impl Context {
    fn new(base: &str) -> io::Result<Self> {
        let published: Value = serde_json::from_str(CONTEXT)?;
        let mut inline = published["@context"].as_object().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let vocabulary = inline.get("@vocab").map(text).unwrap_or_default();
        let prefixes: Vec<(String, String)> = inline
            .iter()
            .filter(|(key, value)| !key.starts_with('@') && value.as_str().is_some_and(|v| v.contains("://")))
            .map(|(key, value)| (key.clone(), text(value)))
            .collect();
        let expand = |short: &str| {
            let (prefix, local) = short.split_once(':').unwrap_or(("", short));
            let iri = prefixes.iter().find(|(name, _)| name == prefix).map_or("", |(_, iri)| iri);
            format!("{iri}{local}")
        };
        let name = |(key, value): (&String, &Value)| {
            let coerced = value.get("@type").map(|t| if t == "@id" { "@id".to_owned() } else { expand(&text(t)) });
            Some((expand(value.get("@id")?.as_str()?), Name { key: key.clone(), coerced }))
        };
        let names = inline.iter().filter_map(name).collect();
        let base = base.ends_with('/').then(|| base.to_owned());
        if let Some(base) = &base {
            inline.insert("@base".to_owned(), base.clone().into());
        }
        Ok(Self { inline, prefixes, vocabulary, names, base })
    }

    fn subject(&self, quads: &[Quad]) -> Value {
        let mut object = Map::new();
        if let Some(quad) = quads.first() {
            let id = match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => self.reference(node),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            object.insert("id".to_owned(), id.into());
        }
        let types = |q: &&[Quad]| q[0].predicate.as_ref() == vocab::rdf::TYPE;
        let groups: Vec<&[Quad]> = quads.chunk_by(|a, b| a.predicate == b.predicate).collect();
        for group in groups.iter().filter(|g| types(g)) {
            let types: Vec<Value> = group.iter().map(|q| self.class(&q.object)).collect();
            object.insert("type".to_owned(), types.into());
        }
        for group in groups.iter().filter(|g| !types(g)) {
            let (key, values) = self.property(&group[0].predicate, group);
            object.insert(key, values);
        }
        Value::Object(object)
    }

    /// The key and the values of a property: short where the context's type fits all values.
    fn property(&self, predicate: &NamedNode, quads: &[Quad]) -> (String, Value) {
        let short = self.names.get(predicate.as_str());
        let short = short.and_then(|name| {
            let values: Option<Vec<Value>> =
                quads.iter().map(|q| self.coerced(&q.object, name.coerced.as_deref())).collect();
            Some((name.key.clone(), values?))
        });
        let long = || (self.compact(predicate.as_str()), quads.iter().map(|q| self.value(&q.object)).collect());
        let (key, mut values) = short.unwrap_or_else(long);
        let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
        (key, value)
    }

    fn coerced(&self, term: &Term, to: Option<&str>) -> Option<Value> {
        match (term, to) {
            (Term::NamedNode(node), Some("@id")) => Some(self.reference(node).into()),
            (Term::Literal(literal), Some(datatype)) if literal.datatype().as_str() == datatype => {
                Some(literal.value().into())
            }
            (_, None) => Some(self.value(term)),
            _ => None,
        }
    }

    #[allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant")]
    fn value(&self, term: &Term) -> Value {
        match term {
            Term::NamedNode(node) => json!({"id": self.reference(node)}),
            Term::Literal(literal) => self.literal(literal),
            // Blank nodes, and what RDF 1.2 may add.
            other => json!({"id": other.to_string()}),
        }
    }

    fn literal(&self, literal: &Literal) -> Value {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return json!({"@value": value, "@language": language});
        }
        let native: Option<Value> = match literal.datatype() {
            vocab::xsd::STRING => Some(value.into()),
            vocab::xsd::BOOLEAN => value.parse::<bool>().ok().map(Value::from),
            // Beyond 2^53 a reader would round.
            vocab::xsd::INTEGER => {
                value.parse::<i64>().ok().filter(|n| n.abs() < 1 << 53 && n.to_string() == value).map(Value::from)
            }
            _ => None,
        };
        native.unwrap_or_else(|| json!({"@value": value, "@type": self.compact(literal.datatype().as_str())}))
    }

    fn class(&self, term: &Term) -> Value {
        match term {
            Term::NamedNode(node) => self.compact(node.as_str()).into(),
            _ => Value::Null,
        }
    }

    /// A property or class: by its own name where it is ours and no term of the context has that name, else with a prefix.
    fn compact(&self, iri: &str) -> String {
        let own =
            iri.strip_prefix(&self.vocabulary).filter(|local| !local.is_empty() && !self.inline.contains_key(*local));
        if let Some(local) = own {
            return local.to_owned();
        }
        let prefixed =
            self.prefixes.iter().find_map(|(name, start)| Some(format!("{name}:{}", iri.strip_prefix(start)?)));
        prefixed.unwrap_or_else(|| iri.to_owned())
    }

    /// A thing: relative to the base where it is minted by us.
    fn reference(&self, node: &NamedNode) -> String {
        let relative = self.base.as_ref().and_then(|base| node.as_str().strip_prefix(base.as_str()));
        relative.filter(|r| !r.is_empty()).unwrap_or(node.as_str()).to_owned()
    }
}
