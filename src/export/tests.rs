//! Every format is read back by a reader that is not its writer.

use super::*;
use crate::graph::sample;
use oxrdf::{GraphName, Literal, Quad};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use quick_xml::{Reader, events::Event};
use std::collections::{BTreeMap, BTreeSet};

fn export(format: Format, options: &Options) -> String {
    let files = files(format, &sample::graph(), options).expect("writes to memory");
    files.into_iter().map(|file| String::from_utf8(file.content).expect("UTF-8")).collect()
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
            let (all, flat) =
                (shown(&rdf::quads(&graph, &options.rdf)), shown(&triples(rdf::quads(&graph, &options.rdf), &options)));
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

fn json(format: Format) -> serde_json::Value {
    serde_json::from_str(&export(format, &Options::default())).expect("JSON")
}

#[test]
fn gexf_declares_before_it_uses() {
    let text = export(Format::Gexf, &Options::default());
    let mut reader = Reader::from_str(&text);
    let (mut order, mut edges, mut declared, mut class) = (Vec::new(), BTreeSet::new(), BTreeSet::new(), String::new());
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
            b"attributes" => {
                class = attribute("class");
                order.push(class.clone());
            }
            b"nodes" | b"edges" => order.push(String::from_utf8_lossy(element.name().as_ref()).into_owned()),
            b"attribute" => assert!(declared.insert((class.clone(), attribute("id"))), "declared twice"),
            b"node" => {
                class = "node".to_owned();
                assert!(!attribute("label").contains('\n'));
            }
            b"edge" => {
                class = "edge".to_owned();
                let unique = (attribute("source"), attribute("target"), attribute("kind"));
                assert!(edges.insert(unique.clone()), "{unique:?}");
            }
            b"attvalue" => assert!(declared.contains(&(class.clone(), attribute("for")))),
            b"spell" => assert!(attribute("start") <= attribute("end")),
            _ => {}
        }
    }
    assert_eq!(order, ["node", "edge", "nodes", "edges"]);
}

#[test]
fn cytoscape_ids_are_strings_of_one_space() {
    let document = json(Format::Cytoscape);
    let mut ids = BTreeSet::new();
    for group in ["nodes", "edges"] {
        for element in document["elements"][group].as_array().expect("elements") {
            let data = element["data"].as_object().expect("data");
            assert!(ids.insert(data["id"].as_str().expect("a string").to_owned()));
            assert!(["parent", "SUID", "selected"].iter().all(|name| !data.contains_key(*name)));
            if group == "edges" {
                assert!(["source", "target"].iter().all(|end| ids.contains(data[*end].as_str().expect("an id"))));
            }
        }
    }
    assert!(ids.len() > 20);
}

#[test]
fn graphology_nodes_have_places() {
    let document = json(Format::Graphology);
    assert_eq!(document["options"]["multi"], true);
    let mut places = BTreeSet::new();
    for node in document["nodes"].as_array().expect("nodes") {
        let attributes = &node["attributes"];
        assert!(attributes["x"].is_number() && attributes["y"].is_number() && attributes.get("type").is_none());
        assert!(places.insert((attributes["x"].to_string(), attributes["y"].to_string())), "two on one spot");
    }
}

#[test]
fn tables_have_as_many_cells_in_each_row() {
    for format in [Format::Csv, Format::Neo4j] {
        for file in files(format, &sample::graph(), &Options::default()).expect("files") {
            if file.name != "load.cypher" {
                // The reader refuses rows of unequal length.
                let mut reader = csv::Reader::from_reader(&*file.content);
                assert!(reader.records().collect::<Result<Vec<_>, _>>().expect("rows").len() > 5, "{}", file.name);
            }
        }
        assert!(write(format, &sample::graph(), &Options::default(), &mut Vec::new()).is_err());
    }
}

#[test]
fn dot_strings_are_closed() {
    let text = export(Format::Dot, &Options::default());
    for line in text.lines() {
        let plain = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(plain.matches('"').count() % 2, 0, "{line}");
    }
    assert!(text.contains("\\\"uo'te") && text.ends_with("}\n"));
}

#[test]
fn geojson_puts_east_first() {
    let document = json(Format::Geojson);
    let features = document["features"].as_array().expect("features");
    let meeting = features.iter().find(|f| f["properties"]["kind"] == "Meeting").expect("the meeting");
    assert_eq!(meeting["geometry"]["coordinates"], serde_json::json!([-54.25, 24.5]));
}

#[test]
fn calendars_fold_long_lines() {
    let text = export(Format::Ical, &Options::default());
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20310303\r\nDTEND;VALUE=DATE:20310304\r\n"));
}

#[test]
fn notes_have_safe_names_and_links_that_lead_somewhere() {
    let files = files(Format::Obsidian, &sample::graph(), &Options::default()).expect("files");
    let names: BTreeSet<&str> = files.iter().filter_map(|f| f.name.strip_suffix(".md")).collect();
    assert!(
        names.contains("Port Amber")
            && names.iter().all(|n| !n.contains(['*', '"', '/', '<', ':', '|', '#', '[', '\n']))
    );
    for file in &files {
        let text = String::from_utf8_lossy(&file.content);
        let body = text.split("\n---\n").nth(1).expect("a head and a body");
        for link in body.split("[[").skip(1) {
            let target = link.split('|').next().unwrap_or_default();
            assert!(names.contains(target), "{} links to “{target}”", file.name);
        }
    }
}

#[test]
fn yed_and_markdown_hold_the_labels() {
    let yed = export(Format::Yed, &Options::default());
    let mut reader = Reader::from_str(&yed);
    while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {}
    assert!(yed.contains("<y:NodeLabel>Port Amber</y:NodeLabel>"));
    let markdown = export(Format::Markdown, &Options::default());
    assert!(markdown.contains("> Officials from Norland and Suderia met in Port Amber on Monday\n"), "{markdown}");
    assert!(markdown.contains("The sources contradict one another.") && !markdown.contains(" <b>"));
}
