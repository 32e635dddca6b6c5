//! Quads → their description in `VoID`: how many triples, of which classes, with which properties, in which vocabularies.
//! Counted over the merged view, which is what plain queries see; the graphs of the articles are counted together.

use super::{
    Iris, integer,
    vocabulary::{OTHER_PREFIXES, PREFIXES},
};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term, vocab};
use std::collections::{BTreeMap, BTreeSet};

const VOID: &str = "http://rdfs.org/ns/void#";
const TITLE: &str = "http://purl.org/dc/terms/title";

/// Describes quads as the dataset of that name; sorted.
pub fn describe(quads: &[Quad], dataset: &NamedNode, base: &str) -> Vec<Quad> {
    let mut found = Vec::new();
    let mut add = |subject: &NamedNode, predicate: &str, object: Term| {
        found.push(Quad::new(subject.clone(), NamedNode::new_unchecked(predicate), object, GraphName::DefaultGraph));
    };
    let void = |name: &str| format!("{VOID}{name}");
    let a = vocab::rdf::TYPE.as_str();
    let count = Counts::of(quads);
    add(dataset, a, NamedNode::new_unchecked(void("Dataset")).into());
    add(dataset, TITLE, Literal::new_simple_literal("What articles say: a dossier of Rapporteur").into());
    add(dataset, &void("uriSpace"), Literal::new_simple_literal(base).into());
    let numbers = [
        ("triples", count.triples),
        ("distinctSubjects", count.subjects.len()),
        ("distinctObjects", count.objects.len()),
        ("classes", count.classes.len()),
        ("properties", count.properties.len()),
        ("documents", count.graphs),
    ];
    for (name, number) in numbers {
        add(dataset, &void(name), integer(number).into());
    }
    for (_, iri) in PREFIXES.iter().filter(|(_, iri)| count.uses(iri)) {
        add(dataset, &void("vocabulary"), NamedNode::new_unchecked(*iri).into());
    }
    let partitions = [("class", "entities", &count.classes), ("property", "triples", &count.properties)];
    for (kind, counted, parts) in partitions {
        for (iri, number) in parts {
            let part = Iris::part(dataset, &format!("{kind}-{}", short(iri)));
            add(dataset, &void(&format!("{kind}Partition")), part.clone().into());
            add(&part, &void(kind), NamedNode::new_unchecked(*iri).into());
            add(&part, &void(counted), integer(*number).into());
        }
    }
    super::sorted(found)
}

/// `rap-Meeting` for one of our classes.
fn short(iri: &str) -> String {
    let mut known = PREFIXES.iter().chain(OTHER_PREFIXES);
    let short = known.find_map(|(name, start)| Some(format!("{name}-{}", iri.strip_prefix(start)?)));
    short.unwrap_or_else(|| iri.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect())
}

#[derive(Default)]
struct Counts<'a> {
    triples: usize,
    graphs: usize,
    subjects: BTreeSet<String>,
    objects: BTreeSet<String>,
    classes: BTreeMap<&'a str, usize>,
    properties: BTreeMap<&'a str, usize>,
}

impl<'a> Counts<'a> {
    fn of(quads: &'a [Quad]) -> Self {
        let mut counts = Self::default();
        let mut graphs = BTreeSet::new();
        for quad in quads {
            if let GraphName::NamedNode(name) = &quad.graph_name {
                graphs.insert(name.as_str());
                continue;
            }
            counts.triples += 1;
            counts.subjects.insert(quad.subject.to_string());
            counts.objects.insert(quad.object.to_string());
            *counts.properties.entry(quad.predicate.as_str()).or_default() += 1;
            if let (true, Term::NamedNode(class)) = (quad.predicate.as_ref() == vocab::rdf::TYPE, &quad.object) {
                *counts.classes.entry(class.as_str()).or_default() += 1;
            }
        }
        counts.graphs = graphs.len();
        counts
    }

    fn uses(&self, namespace: &str) -> bool {
        self.classes.keys().chain(self.properties.keys()).any(|iri| iri.starts_with(namespace))
    }
}
