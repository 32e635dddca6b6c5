//! Turtle and `TriG` for people: prefixes, one block a subject, types and label first, everything else sorted. Written here
//! because a stable, readable order is the point; the syntax is proved by reading it back with oxttl.

use crate::rdf::{
    Options,
    vocabulary::{OTHER_PREFIXES, PREFIXES},
};
use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab};
use std::{collections::BTreeMap, io};

/// Writes sorted quads; named graphs come as `TriG` blocks.
pub(super) fn write(quads: &[Quad], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut prefixes = Prefixes::new(&options.base);
    prefixes.add(quads);
    prefixes.write(out)?;
    write_graphs(quads, &prefixes, out)
}

/// Writes the blocks of sorted quads, whose prefixes are all known.
pub(super) fn write_graphs(quads: &[Quad], prefixes: &Prefixes, out: &mut dyn io::Write) -> io::Result<()> {
    for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let name = graph.first().map(|q| &q.graph_name);
        let indent = match name {
            Some(GraphName::NamedNode(name)) => {
                write!(out, "\n{} {{", prefixes.show(name))?;
                "    "
            }
            _ => "",
        };
        for subject in graph.chunk_by(|a, b| a.subject == b.subject) {
            write_subject(subject, prefixes, indent, out)?;
        }
        if !indent.is_empty() {
            out.write_all(b"}\n")?;
        }
    }
    Ok(())
}

fn write_subject(quads: &[Quad], prefixes: &Prefixes, indent: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(first) = quads.first() else { return Ok(()) };
    let subject = match &first.subject {
        NamedOrBlankNode::NamedNode(node) => prefixes.show(node),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    write!(out, "\n{indent}{subject}\n")?;
    let mut groups: Vec<&[Quad]> = quads.chunk_by(|a, b| a.predicate == b.predicate).collect();
    groups.sort_by_key(|group| {
        let predicate = group[0].predicate.as_ref();
        (predicate != vocab::rdf::TYPE, predicate != vocab::rdfs::LABEL)
    });
    for (at, group) in groups.iter().enumerate() {
        let predicate = &group[0].predicate;
        let is_type = predicate.as_ref() == vocab::rdf::TYPE;
        let predicate = if is_type { "a".to_owned() } else { prefixes.show(predicate) };
        let mut objects: Vec<String> = group.iter().map(|q| prefixes.term(&q.object)).collect();
        if is_type {
            // Our own class first, the most specific one before `rap:Event`.
            objects.sort_by_key(|object| (!object.starts_with("rap:"), object == "rap:Event"));
        }
        let end = if at + 1 == groups.len() { "." } else { ";" };
        let between = if objects.iter().map(String::len).sum::<usize>() > 100 {
            format!(",\n{indent}        ")
        } else {
            ", ".to_owned()
        };
        writeln!(out, "{indent}    {predicate} {} {end}", objects.join(&between))?;
    }
    Ok(())
}

/// Standard prefixes, plus one for each class of minted IRI (`person:` for `…/id/person/`); only those in use.
pub(super) struct Prefixes {
    base: String,
    used: BTreeMap<String, String>,
    by_iri: BTreeMap<String, String>,
}

impl Prefixes {
    pub(super) fn new(base: &str) -> Self {
        let known = PREFIXES.iter().chain(OTHER_PREFIXES).map(|(name, iri)| ((*iri).to_owned(), (*name).to_owned()));
        Self { base: base.to_owned(), used: BTreeMap::new(), by_iri: known.collect() }
    }

    /// Takes in what these quads use.
    pub(super) fn add(&mut self, quads: &[Quad]) {
        for iri in quads.iter().flat_map(iris_of) {
            let class = iri.strip_prefix(&self.base).and_then(|rest| rest.split_once('/')).map(|(class, _)| class);
            let fits = |class: &&str| class.bytes().all(|b| b.is_ascii_lowercase()) && !class.is_empty();
            if let Some(class) = class.filter(fits)
                && !PREFIXES.iter().chain(OTHER_PREFIXES).any(|(name, _)| *name == class)
            {
                let namespace = format!("{}{class}/", self.base);
                self.by_iri.entry(namespace).or_insert_with(|| class.to_owned());
            }
            if let Some((name, local)) = self.split(iri)
                && !self.used.contains_key(name)
            {
                let (name, namespace) = (name.to_owned(), iri[..iri.len() - local.len()].to_owned());
                self.used.insert(name, namespace);
            }
        }
    }

    pub(super) fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.used.iter().try_for_each(|(name, iri)| writeln!(out, "@prefix {name}: <{iri}> ."))
    }

    /// The prefix and the local name of an IRI that can be written with one.
    fn split<'a>(&'a self, iri: &'a str) -> Option<(&'a str, &'a str)> {
        let at = iri.rfind(['/', '#'])? + 1;
        let (namespace, local) = (iri.get(..at)?, iri.get(at..)?);
        let name = self.by_iri.get(namespace)?;
        is_local_name(local).then_some((name.as_str(), local))
    }

    fn show(&self, node: &NamedNode) -> String {
        self.split(node.as_str()).map_or_else(|| node.to_string(), |(name, local)| format!("{name}:{local}"))
    }

    #[allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant")]
    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.show(node),
            Term::Literal(literal) => self.literal(literal),
            // Blank nodes, and what RDF 1.2 may add.
            other => other.to_string(),
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        let (value, datatype) = (literal.value(), literal.datatype());
        if is_bare(literal) {
            value.to_owned()
        } else if datatype == vocab::xsd::STRING || literal.language().is_some() {
            literal.to_string()
        } else {
            let quoted = Literal::new_simple_literal(value);
            format!("{quoted}^^{}", self.show(&datatype.into_owned()))
        }
    }
}

/// Every IRI of a quad, data types included.
#[allow(clippy::match_wildcard_for_single_variants, reason = "RDF 1.2 adds a variant")]
fn iris_of(quad: &Quad) -> impl Iterator<Item = &str> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &quad.object {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) if is_bare(literal) || literal.datatype() == vocab::xsd::STRING => None,
        Term::Literal(literal) => Some(literal.datatype().as_str()),
        _ => None,
    };
    let graph = match &quad.graph_name {
        GraphName::NamedNode(node) => Some(node.as_str()),
        _ => None,
    };
    let predicate = Some(quad.predicate.as_str()).filter(|p| *p != vocab::rdf::TYPE.as_str());
    [subject, predicate, object, graph].into_iter().flatten()
}

/// Is it written without quotes and type?
fn is_bare(literal: &Literal) -> bool {
    let (value, datatype) = (literal.value(), literal.datatype());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    match datatype {
        vocab::xsd::BOOLEAN => matches!(value, "true" | "false"),
        vocab::xsd::INTEGER => digits(unsigned),
        vocab::xsd::DECIMAL => unsigned.split_once('.').is_some_and(|(a, b)| digits(a) && digits(b)),
        _ => false,
    }
}

/// Can it follow a prefix without escapes (a safe part of Turtle's `PN_LOCAL`)?
fn is_local_name(local: &str) -> bool {
    let inner = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '_'
            || c == '-'
            || c == '.'
            || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
                | '\u{37f}'..='\u{1fff}' | '\u{3001}'..='\u{d7ff}')
    };
    !local.is_empty() && !local.starts_with(['-', '.']) && !local.ends_with('.') && local.chars().all(inner)
}
