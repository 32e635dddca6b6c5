//! Every format is read back by a reader that is not its writer.

use super::*;
use crate::graph::sample;
use oxrdf::{GraphName, Literal, Quad};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use quick_xml::{Reader, events::Event};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn export(format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    write(format, &sample::graph(), options, &mut out).expect("writes to memory");
    String::from_utf8(out).expect("UTF-8")
}

fn read(format: RdfFormat, text: &str) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
    quads.map(|q| q.unwrap_or_else(|e| panic!("{e}\n{text}")).to_string()).collect()
}

fn shown(quads: &[Quad]) -> BTreeSet<String> {
    quads.iter().map(ToString::to_string).collect()
}

#[test]
fn rdf_formats_carry_what_the_graph_says() {
    let graph = sample::graph();
    for base in [rdf::DEFAULT_BASE, "https://e.example/x#"] {
        for graphs in [Graphs::Merged, Graphs::Union] {
            let rdf = rdf::Options::with_base(base).expect("a base");
            let options = Options { rdf, graphs, ..Options::default() };
            let (all, flat) = (shown(&rdf::quads(&graph, &options.rdf)), shown(&triples(&graph, &options)));
            let check = |format: Format, syntax: RdfFormat, expected: &BTreeSet<String>| {
                let read = read(syntax, &export(format, &options));
                let difference: Vec<_> = read.symmetric_difference(expected).take(6).collect();
                assert!(difference.is_empty(), "{format} {graphs}: {difference:#?}");
            };
            check(Format::Turtle, RdfFormat::Turtle, &flat);
            check(Format::Ntriples, RdfFormat::NTriples, &flat);
            check(Format::Rdfxml, RdfFormat::RdfXml, &flat);
            check(Format::Jsonld, RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }, &flat);
            check(Format::Trig, RdfFormat::TriG, &all);
            check(Format::Nquads, RdfFormat::NQuads, &all);
            assert!(all.len() > flat.len() || graphs == Graphs::Union);
        }
    }
}

#[test]
fn quads_are_sorted_unique_and_free_of_blank_nodes() {
    let quads = rdf::quads(&sample::graph(), &rdf::Options::default());
    let again = rdf::sorted(quads.iter().cloned().rev().chain(quads.iter().cloned()).collect());
    assert_eq!(quads, again);
    assert!(quads.iter().all(|q| !q.subject.is_blank_node() && !q.object.is_blank_node()));
    let foreign = |q: &Quad| !matches!(&q.object, oxrdf::Term::Literal(l) if l.language().is_some());
    assert!(quads.iter().all(foreign), "texts are plain strings: their language is not known");
    let graphs: BTreeSet<String> = quads.iter().map(|q| q.graph_name.to_string()).collect();
    assert_eq!(graphs.len(), 4, "merged, two articles, the run: {graphs:?}");
}

#[test]
fn nasty_strings_survive_in_the_graph() {
    let quads = rdf::quads(&sample::graph(), &rdf::Options::default());
    let expected = Literal::new_simple_literal(sample::NASTY.replace('\u{1}', ""));
    let found = quads.iter().filter(|q| q.object == expected.clone().into()).count();
    assert!(found >= 3, "as a label, an alias and a quotation: {found}");
    assert!(quads.iter().all(|q| q.graph_name != GraphName::DefaultGraph || !q.object.to_string().contains('\u{1}')));
}

#[test]
fn every_format_is_the_same_twice() {
    for &format in Format::ALL {
        for projection in [Projection::Events, Projection::Actors] {
            let options = Options { projection, ..Options::default() };
            assert_eq!(export(format, &options), export(format, &options), "{format}");
        }
    }
}

#[test]
fn turtle_is_readable() {
    let turtle = export(Format::Turtle, &Options::default());
    let office = "    org:organization country:norland ;\n    org:role role:foreign-minister ;\n";
    assert!(turtle.contains(office), "{turtle}");
    assert!(turtle.contains("plan:28-point-peace-plan\n    a rap:Plan, prov:Entity, prov:Plan ;\n"), "{turtle}");
}

#[test]
fn graphml_declares_each_key_and_knows_each_end() {
    for projection in [Projection::Events, Projection::Actors] {
        let text = export(Format::Graphml, &Options { projection, ..Options::default() });
        let (mut keys, mut ids) = (BTreeMap::new(), BTreeSet::new());
        let mut reader = Reader::from_str(&text);
        let mut inside = String::new();
        loop {
            let event = reader.read_event().expect("well-formed");
            let (Event::Start(element) | Event::Empty(element)) = &event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let attribute = |name: &str| {
                let found = element.try_get_attribute(name).expect("attributes");
                found.map(|a| a.unescape_value().expect("escapes").into_owned()).unwrap_or_default()
            };
            match element.name().as_ref() {
                b"key" => assert!(keys.insert(attribute("id"), attribute("for")).is_none(), "two keys of one id"),
                b"node" | b"edge" => {
                    inside = String::from_utf8_lossy(element.name().as_ref()).into_owned();
                    assert!(ids.insert(attribute("id")), "two things of one id");
                    assert!(
                        inside == "node" || (ids.contains(&attribute("source")) && ids.contains(&attribute("target")))
                    );
                }
                b"data" => assert_eq!(keys.get(&attribute("key")), Some(&inside)),
                _ => {}
            }
        }
        assert!(ids.iter().all(|id| !id.is_empty()) && ids.len() > 3);
    }
}
