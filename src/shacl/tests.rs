//! Each part of the validator on data of its own; `tests/standards.rs` breaks every shape of the ontology.

use super::{Data, origin, validate};
use crate::{ontology::Ontology, rdf::syntax};
use oxrdf::{NamedNode, Quad};

const HEAD: &str = "@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix rap: <https://w3id.org/rapporteur/ns#> .\n";

fn quads(text: &str) -> Vec<Quad> {
    syntax::read("data.ttl", format!("{HEAD}{text}").as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn ontology(shapes: &str) -> Ontology {
    let text = format!("{HEAD}{shapes}");
    Ontology::load(&[("shapes.ttl", &text)]).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// "focus path component value", one a violation.
fn found(shapes: &str, data: &str) -> Vec<String> {
    let ontology = ontology(shapes);
    let shapes = ontology.shapes().unwrap_or_else(|errors| panic!("{errors:#?}"));
    let report = validate(&shapes, &Data::new(quads(data).into_iter().chain(ontology.quads())));
    let local = |term: &oxrdf::Term| match term {
        oxrdf::Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        oxrdf::Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    let show = |violation: &super::Violation| {
        let path = violation.path.as_ref().map(|path| local(&path.property().clone().into())).unwrap_or_default();
        let component = violation.component.trim_end_matches("ConstraintComponent");
        let value = violation.value.as_ref().map(local).unwrap_or_default();
        format!("{} {path} {component} {value}", local(&violation.focus)).trim_end().to_owned()
    };
    report.violations.iter().map(show).collect()
}

fn check(constraint: &str, good: &str, bad: &str, expected: &[&str]) {
    let shape = format!("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; {constraint} ] .");
    assert_eq!(found(&shape, good), Vec::<String>::new(), "{constraint} on {good}");
    assert_eq!(found(&shape, bad), expected, "{constraint} on {bad}");
}

#[test]
fn each_constraint_holds_and_fails() {
    let sub = "ex:Low rdfs:subClassOf ex:Mid . ex:Mid rdfs:subClassOf ex:High . ex:b a ex:Low .";
    check(
        "sh:class ex:High",
        &format!("{sub} ex:a ex:p ex:b ."),
        &format!("{sub} ex:a ex:p ex:c , 1 ."),
        &["a p Class 1", "a p Class c"],
    );
    check(
        "sh:datatype xsd:integer",
        "ex:a ex:p 1 .",
        "ex:a ex:p 1.0 , ex:b , \"x\"^^xsd:integer .",
        &["a p Datatype 1.0", "a p Datatype x", "a p Datatype b"],
    );
    check(
        "sh:datatype xsd:date",
        "ex:a ex:p \"2031-03-14\"^^xsd:date .",
        "ex:a ex:p \"2031-02-30\"^^xsd:date .",
        &["a p Datatype 2031-02-30"],
    );
    check("sh:nodeKind sh:IRI", "ex:a ex:p ex:b .", "ex:a ex:p 1 , [] .", &["a p NodeKind 1", "a p NodeKind _:n0"]);
    check("sh:minCount 2", "ex:a ex:p 1 , 2 .", "ex:a ex:p 1 .", &["a p MinCount"]);
    check("sh:maxCount 1", "ex:a ex:p 1 .", "ex:a ex:p 1 , 2 .", &["a p MaxCount"]);
    check(
        "sh:minInclusive 2",
        "ex:a ex:p 2 , 10 , 2.5 .",
        "ex:a ex:p 1 , \"z\" , ex:b .",
        &["a p MinInclusive 1", "a p MinInclusive z", "a p MinInclusive b"],
    );
    check("sh:maxInclusive 2.5", "ex:a ex:p 2 , 2.5 .", "ex:a ex:p 10 .", &["a p MaxInclusive 10"]);
    check(
        "sh:minLength 2",
        "ex:a ex:p \"éé\" , ex:b .",
        "ex:a ex:p \"é\" , [] .",
        &["a p MinLength é", "a p MinLength _:n0"],
    );
    check("sh:pattern \"^x+$\" ; sh:flags \"i\"", "ex:a ex:p \"xX\" .", "ex:a ex:p \"xy\" .", &["a p Pattern xy"]);
    check("sh:hasValue 1 , ex:b", "ex:a ex:p 1 , ex:b , 3 .", "ex:a ex:p 1 .", &["a p HasValue"]);
    check("sh:in ( 1 ex:b )", "ex:a ex:p 1 , ex:b .", "ex:a ex:p 2 .", &["a p In 2"]);
    check("sh:lessThan ex:q", "ex:a ex:p 9 ; ex:q 10 .", "ex:a ex:p 10 ; ex:q 10 .", &["a p LessThan 10"]);
    check(
        "sh:lessThanOrEquals ex:q",
        "ex:a ex:p \"2031-01-01\"^^xsd:date ; ex:q \"2031-01-01\"^^xsd:date .",
        "ex:a ex:p \"2031-01-02\"^^xsd:date ; ex:q \"2031-01-01\"^^xsd:date .",
        &["a p LessThanOrEquals 2031-01-02"],
    );
    check("sh:disjoint ex:q", "ex:a ex:p 1 ; ex:q 2 .", "ex:a ex:p 1 , 2 ; ex:q 2 .", &["a p Disjoint 2"]);
    check(
        "sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )",
        "ex:a ex:p 1 , ex:b .",
        "ex:a ex:p \"x\" .",
        &["a p Or x"],
    );
    check("sh:not [ sh:in ( 1 ) ]", "ex:a ex:p 2 .", "ex:a ex:p 1 .", &["a p Not 1"]);
    let nested = "sh:property [ sh:path ex:q ; sh:minCount 1 ]";
    check(nested, "ex:a ex:p ex:b . ex:b ex:q 1 .", "ex:a ex:p ex:b .", &["b q MinCount"]);
}

#[test]
fn targets_and_inverse_paths_find_their_nodes() {
    let asks = "sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:minCount 1 ] .";
    let data = "ex:a a ex:Low ; ex:p ex:b . ex:Low rdfs:subClassOf ex:High .";
    let on = |target: &str| found(&format!("ex:S a sh:NodeShape ; {target} ; {asks}"), data);
    assert_eq!(on("sh:targetClass ex:High"), ["a p MinCount"]);
    assert_eq!(on("sh:targetSubjectsOf ex:p"), ["a p MinCount"]);
    assert_eq!(on("sh:targetObjectsOf ex:p"), Vec::<String>::new());
    assert_eq!(on("sh:targetNode ex:none"), ["none p MinCount"]);
    assert_eq!(on("sh:deactivated true ; sh:targetNode ex:none"), Vec::<String>::new());
    let class = "ex:High a sh:NodeShape , rdfs:Class ; sh:property [ sh:path ex:q ; sh:minCount 1 ] .";
    assert_eq!(found(class, data), ["a q MinCount"]);
}

#[test]
fn a_shape_that_cannot_be_checked_is_an_error_with_its_place() {
    let check = |shape: &str, expected: &str| {
        let faults = ontology(shape).shapes().expect_err(shape);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(told.join("\n").contains(expected), "{shape}\n{told:#?}");
        assert!(told.iter().all(|fault| fault.starts_with("shapes.ttl:6:")), "{told:#?}");
    };
    let property = |inside: &str| format!("\nex:S a sh:NodeShape ; sh:property [ {inside} ] .");
    check("\nex:S a sh:NodeShape ; sh:clased true .", "sh:clased cannot be checked here");
    check("\nex:S sh:targetNode ex:a ; sh:sparql ex:q .", "these constraints are checked: class, datatype");
    check("\nex:S a sh:NodeShape ; sh:minlength 1 .", "did you mean `minLength`?");
    check(&property("sh:minCount 1"), "this sh:property has no sh:path");
    check(&property("sh:path ex:p ; sh:minCount \"one\""), "sh:minCount takes a whole number");
    check(&property("sh:path ( ex:p ex:q ) ; sh:minCount 1"), "this sh:path cannot be followed here");
    check(&property("sh:path ex:p ; sh:class \"c\""), "sh:class takes an IRI");
    check(&property("sh:path ex:p ; sh:pattern \"(\""), "this is no regular expression");
    check(&property("sh:path ex:p ; sh:nodeKind sh:Iri"), "did you mean `IRI`?");
    check(&property("sh:path ex:p ; sh:in ()"), "sh:in takes a list");
    check(&property("sh:path ex:p ; sh:minInclusive ex:one"), "sh:minInclusive takes a literal");
    check("\nex:S a sh:NodeShape ; sh:not ex:S .", "is inside itself");
    check("\nex:S a sh:NodeShape ; sh:minCount 1 .", "need an sh:path");
}

#[test]
fn severity_and_message_are_the_shapes_own() {
    let shape = "ex:S a sh:NodeShape ; sh:targetNode ex:a ;
        sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message \"say p\"@en ] .";
    let ontology = ontology(shape);
    let report = validate(&ontology.shapes().expect("shapes"), &Data::new(quads("ex:a ex:q 1 .")));
    let [violation] = report.violations.as_slice() else { panic!("{report:?}") };
    assert_eq!(
        (violation.message.as_str(), violation.severity.as_str()),
        ("say p", "http://www.w3.org/ns/shacl#Warning")
    );
    assert!(!report.conforms());
}

#[test]
fn words_are_found_from_claim_event_and_thing() {
    let data = Data::new(quads(
        "ex:who ex:name \"n\" . ex:event rap:participant ex:who . ex:claim rap:asserts ex:event ; prov:wasDerivedFrom ex:words .
         ex:words oa:hasSource ex:article ; oa:hasSelector ex:words.p , ex:words.q . ex:article rap:file \"a.txt\" .
         ex:words.p oa:start 3 ; oa:end 7 . ex:words.q oa:exact \"they\" ; oa:prefix \"as \" .",
    ));
    for name in ["who", "event", "claim", "words"] {
        let node = NamedNode::new_unchecked(format!("http://example.org/{name}"));
        let origin = origin(&data, &node.into()).unwrap_or_else(|| panic!("{name} comes from nowhere"));
        assert_eq!((origin.article.as_str(), origin.start, origin.quote.as_str()), ("a.txt", 3, "they"));
    }
    assert_eq!(origin(&data, &NamedNode::new_unchecked("http://example.org/article").into()).map(|o| o.end), Some(7));
    assert_eq!(origin(&data, &NamedNode::new_unchecked("http://example.org/nobody").into()), None);
}
