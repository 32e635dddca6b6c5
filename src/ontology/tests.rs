//! The loader on a small ontology of its own, and on that ontology with one thing broken at a time.

use super::{Ontology, Range};
use crate::model::{EntityClass, Status, Upos};
use proptest::prelude::*;

const SMALL: &str = r#"@prefix rap: <https://w3id.org/rapporteur/ns#> .
@prefix frame: <https://w3id.org/rapporteur/frame#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .

rap:Thing a owl:Class ; rdfs:label "thing"@en ; skos:definition "Anything."@en .
rap:Actor a owl:Class ; rdfs:subClassOf rap:Thing , sem:Actor ; rdfs:label "actor"@en ; skos:definition "Who acts."@en .
rap:Person a owl:Class ; rdfs:subClassOf rap:Actor ; rdfs:label "person"@en ; skos:definition "A human being."@en .
rap:Group a owl:Class ; rdfs:subClassOf rap:Actor ; rdfs:label "group"@en ; skos:definition "Unnamed people."@en .
rap:City a owl:Class ; rdfs:subClassOf rap:Thing ; rdfs:label "city"@en ; skos:definition "A city."@en .
rap:Event a owl:Class ; rdfs:subClassOf sem:Event ; rdfs:label "event"@en ; skos:definition "What happens."@en ;
  sh:property [ sh:path rap:about ; sh:class rap:Thing ; rap:fills "topic" ] .
rap:Relation a owl:Class ; rdfs:label "relation"@en ; skos:definition "What holds."@en .
rap:Consult a owl:Class ; rdfs:subClassOf rap:Event ; rap:plover "CONSULT" ; rap:abstract true ;
  rdfs:label "consultation"@en ; skos:definition "Parties consult."@en .
# A comment that says rap:Meeting before it comes.
rap:Meeting a owl:Class , sh:NodeShape ; rdfs:subClassOf rap:Consult ;
  rdfs:label "meeting"@en , "Treffen"@de ; skos:definition "Parties talk."@en ;
  sh:property [ sh:path rap:participant ; sh:class rap:Actor ; sh:minCount 1 ; rap:fills "agent" , "partner" ] ,
              [ sh:path rap:host ; sh:or ( [ sh:class rap:City ] [ sh:class rap:Person ] ) ; sh:maxCount 1 ] ;
  rap:evokedBy [ rap:lemma "meet" , "negotiate" ; rap:upos "VERB" ; rap:frame frame:meet ] ,
               [ rap:lemma "reach" ; rap:upos "VERB" ; rap:requires ">obj [lemma=deal]" ;
                 rap:frame frame:transitive ; rap:status "occurred" ] .
rap:HoldsRole a owl:Class ; rdfs:subClassOf rap:Relation ; rdfs:label "office"@en ; skos:definition "Holds an office."@en .
rap:KinOf a owl:Class ; rdfs:subClassOf rap:Relation ; rdfs:label "kinship"@en ; skos:definition "Is kin."@en ;
  rap:property rap:relative ; sh:property [ sh:path rap:object ; sh:class rap:Person ; sh:minCount 1 ] .

rap:participant a owl:ObjectProperty ; rdfs:subPropertyOf sem:hasActor ; rdfs:label "participant"@en ; skos:definition "Takes part."@en .
rap:host a owl:ObjectProperty ; rdfs:subPropertyOf rap:participant ; rdfs:label "host"@en ; skos:definition "Hosts."@en .
rap:about a owl:ObjectProperty ; rdfs:label "about"@en ; skos:definition "Topic."@en .
rap:holdsRole a owl:ObjectProperty ; rdfs:domain rap:Person ; rdfs:label "holds"@en ; skos:definition "Holds office in."@en .
rap:relative a owl:ObjectProperty ; rdfs:label "relative"@en ; skos:definition "Is kin of."@en .
rap:object a owl:ObjectProperty ; rdfs:label "object"@en ; skos:definition "To what."@en .

[] a rap:Lexicon ; rap:name "speech-verbs" ; rap:lemma "say" , "tell" .
[] a rap:Lexicon ; rap:name "speech-verbs" ; rap:lemma "add" .
[] a rap:Lexicon ; rap:name "demonyms" ; rap:entry [ rap:key "Norlander" , "Norlandic" ; rap:value "Norland" ] .
"#;

fn small() -> Ontology {
    Ontology::load(&[("small.ttl", SMALL)]).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Replaces a piece of the small ontology and returns what is then reported.
fn broken(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    let text = SMALL.replacen(from, to, 1);
    let errors = Ontology::load(&[("small.ttl", &text)]).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn classes_are_typed() {
    let ontology = small();
    let names: Vec<&str> = ontology.event_classes().iter().map(|class| class.name.as_str()).collect();
    assert_eq!(names, ["Consult", "Meeting"]);
    let meeting = ontology.event_class("Meeting").unwrap();
    assert_eq!((meeting.plover.as_str(), meeting.label.as_str(), meeting.is_abstract), ("CONSULT", "meeting", false));
    assert_eq!(meeting.parents, ["Consult"]);
    let slots: Vec<String> = meeting
        .slots
        .iter()
        .map(|slot| format!("{} {}..{:?} {:?} {}", slot.role, slot.min, slot.max, slot.fills, slot.inherited))
        .collect();
    assert_eq!(
        slots,
        [
            r#"about 0..None ["topic"] true"#,
            "host 0..Some(1) [] false",
            r#"participant 1..None ["agent", "partner"] false"#
        ]
    );
    let accepts = |slot: usize, class| meeting.slots[slot].ranges.accepts(class);
    assert!(accepts(0, None) && accepts(1, Some(EntityClass::City)) && accepts(2, Some(EntityClass::Group)));
    assert!(!accepts(1, Some(EntityClass::Group)) && !accepts(2, Some(EntityClass::City)) && !accepts(2, None));
}

#[test]
fn evocations_know_where_they_are() {
    let ontology = small();
    let [meet, reach] = ontology.event_class("Meeting").unwrap().evocations.as_slice() else { panic!() };
    assert_eq!(meet.lemmas.iter().collect::<Vec<_>>(), ["meet", "negotiate"]);
    assert_eq!((meet.frame.as_str(), meet.requires.as_deref(), meet.status), ("meet", None, None));
    assert!(meet.upos.contains(&Upos::Verb));
    assert_eq!((reach.requires.as_deref(), reach.status), (Some(">obj [lemma=deal]"), Some(Status::Occurred)));
    let line = |wanted: &str| SMALL.lines().position(|line| line.contains(wanted)).unwrap() as u32 + 1;
    assert_eq!((reach.position.line, reach.position.column), (Some(line("\"reach\"")), Some(29)));
    let requires = reach.requires_position.as_ref().unwrap();
    assert_eq!((requires.line, requires.column), (Some(line("\"reach\"")), Some(70)));
}

#[test]
fn relations_take_what_they_do_not_say_from_their_property() {
    let ontology = small();
    let office = ontology.relation_class("HoldsRole").unwrap();
    assert_eq!(office.property.as_deref(), Some("https://w3id.org/rapporteur/ns#holdsRole"));
    let roles: Vec<&str> = office.slots.iter().map(|slot| slot.role.as_str()).collect();
    assert_eq!(roles, ["object", "subject", "title"]);
    assert_eq!(office.slots[1].ranges, Range::Classes([EntityClass::Person].into()));
    assert_eq!((office.slots[1].min, &office.slots[2].ranges), (1, &Range::Any));
    let kin = ontology.relation_class("KinOf").unwrap();
    assert_eq!(kin.property.as_deref(), Some("https://w3id.org/rapporteur/ns#relative"));
    assert_eq!((kin.slots[0].min, kin.slots[0].inherited), (1, false));
}

#[test]
fn order_lists_and_triples_are_there() {
    let ontology = small();
    let above = ontology.superclasses("Meeting");
    assert_eq!(
        above,
        [
            "http://semanticweb.cs.vu.nl/2009/11/sem/Event",
            "https://w3id.org/rapporteur/ns#Consult",
            "https://w3id.org/rapporteur/ns#Event"
        ]
    );
    assert!(ontology.superproperties("host").iter().any(|iri| iri.ends_with("hasActor")));
    assert_eq!(ontology.lexicon("speech-verbs").unwrap().iter().collect::<Vec<_>>(), ["add", "say", "tell"]);
    assert_eq!(ontology.table("demonyms").unwrap()["Norlandic"], "Norland");
    assert!(ontology.lexicon("none").is_none());
    assert_eq!(ontology.properties().count(), 6);
    let quads = |ontology: &Ontology| ontology.quads().map(|quad| quad.to_string()).collect::<Vec<_>>();
    assert_eq!(quads(&ontology), quads(&small()), "blank nodes bear the same names each time");
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn slips_are_reported_with_place_and_hint() {
    let cases = [
        ("rap:plover \"CONSULT\" ; ", "", "event class rap:Meeting has no PLOVER type"),
        (
            "rdfs:label \"meeting\"@en",
            "rdfs:label \"meeting\"@fr",
            "small.ttl:20:5: error: class rap:Meeting has no rdfs:label",
        ),
        ("skos:definition \"Hosts.\"@en", "rdfs:comment \"Hosts.\"@en", "property rap:host has no skos:definition"),
        ("sh:path rap:host", "sh:path rap:hots", "small.ttl:23:29: error: sh:path names hots"),
        ("sh:path rap:host", "sh:path rap:hots", "did you mean `host`?"),
        ("sh:class rap:Actor", "sh:class rap:Acter", "Acter is not a declared class\n  hint: did you mean `Actor`?"),
        ("sh:class rap:Actor ; sh:minCount", "sh:minCount", "does not say what may fill it"),
        ("sh:class rap:Actor", "sh:class rap:Relation", "no kind of entity is a Relation"),
        ("sh:minCount 1", "sh:minCont 1", "a slot has no sh:minCont\n  hint: did you mean `minCount`?"),
        ("rap:fills \"agent\"", "rap:fils \"agent\"", "a slot has no rap:fils\n  hint: did you mean `fills`?"),
        ("sh:minCount 1", "rap:minCount 1", "a slot has no rap:minCount\n  hint: did you mean `minCount`?"),
        ("sh:minCount 1 ;", "sh:minCount 3 ; sh:maxCount 2 ;", "asks for at least 3"),
        ("sh:minCount 1", "sh:minCount \"one\"", "must be a whole number"),
        ("rap:lemma \"meet\"", "rap:lema \"meet\"", "an evocation has no rap:lema\n  hint: did you mean `lemma`?"),
        ("\"meet\" , ", "\"meet with\" , ", "small.ttl:24:29: error: “meet with” is not one word"),
        ("\"meet\" , ", "\"negotiate\" , ", "“negotiate” stands here twice"),
        ("rap:upos \"VERB\"", "rap:upos \"VREB\"", "“VREB” is no value of rap:upos\n  hint: did you mean `VERB`?"),
        ("; rap:upos \"VERB\"", "", "this evocation has no rap:upos"),
        ("; rap:frame frame:meet ", "", "this evocation has no rap:frame"),
        ("rap:frame frame:meet ", "rap:frame rap:meet ", "rap:frame must name a frame"),
        ("rap:status \"occurred\"", "rap:status \"occured\"", "hint: did you mean `occurred`?"),
        (
            "rdfs:subClassOf rap:Consult",
            "rdfs:subClassOf rap:Consul",
            "rap:Consul is not a declared class\n  hint: did you mean",
        ),
        ("rdfs:subClassOf sem:Event", "rdfs:subClassOf rap:Meeting", "Consult is above itself"),
        ("rdfs:subPropertyOf sem:hasActor", "rdfs:subPropertyOf rap:host", "host is above itself"),
        ("a rap:Lexicon", "a rap:Lexikon", "rap:Lexikon is not a declared class\n  hint: did you mean `Lexicon`?"),
        ("rap:name \"demonyms\" ;", "", "this word list has no rap:name"),
        ("rap:value \"Norland\"", "rap:vaule \"Norland\"", "an entry has no rap:vaule\n  hint: did you mean `value`?"),
        (
            "rap:abstract true",
            "rap:abstrakt true",
            "rap:abstrakt is not a declared property\n  hint: did you mean `abstract`?",
        ),
        ("rap:property rap:relative", "rap:property rap:relativ", "relativ is not a declared property"),
        ("sh:path rap:object", "sh:path rap:host", "a relation has no slot host"),
        ("rap:Actor a owl:Class", "rap:Actor owl:Class", "not well-formed Turtle"),
        (
            "rdfs:subClassOf rap:Actor ; rdfs:label \"group\"",
            "rap:evokedBy [ ] ; rdfs:label \"group\"",
            "neither an event nor",
        ),
    ];
    for (from, to, wanted) in cases {
        let got = broken(from, to);
        assert!(got.contains(wanted), "{from:?} → {to:?}\nwanted {wanted:?}\ngot {got}");
    }
}

#[test]
fn syntax_errors_have_the_parsers_place() {
    let got = broken("rap:City a owl:Class ;", "rap:City a owl:Class ; ; ) ");
    assert!(got.starts_with("small.ttl:13:"), "{got}");
    assert!(Ontology::load(&[("empty.ttl", "")]).is_ok());
    let got = Ontology::load(&[("a.ttl", SMALL), ("b.ttl", "<urn:x> <urn:y> ")]).unwrap_err();
    assert_eq!(got[0].place.as_ref().map(|place| (place.file.as_str(), place.line)), Some(("b.ttl", Some(1))));
}

#[test]
fn a_class_may_be_spread_over_files() {
    let more = "@prefix rap: <https://w3id.org/rapporteur/ns#> .\n@prefix frame: <https://w3id.org/rapporteur/frame#> .\n\
                rap:Meeting rap:evokedBy [ rap:lemma \"summit\" ; rap:upos \"NOUN\" , \"PROPN\" ; rap:frame frame:nominal ] .";
    let ontology = Ontology::load(&[("a.ttl", SMALL), ("b.ttl", more)]).unwrap();
    let evocations = &ontology.event_class("Meeting").unwrap().evocations;
    assert_eq!(
        (evocations.len(), evocations[2].position.file.as_str(), evocations[2].position.line),
        (3, "b.ttl", Some(3))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_torn_file_is_read_or_refused(from in 0..SMALL.len(), length in 0_usize..200, put in "[a-z:;,.\\[\\]\" ]{0,6}") {
        let torn = format!("{}{put}{}", &SMALL[..from], SMALL.get(from + length..).unwrap_or_default());
        if let Err(errors) = Ontology::load(&[("torn.ttl", &torn)]) {
            prop_assert!(!errors.is_empty());
        }
    }
}
