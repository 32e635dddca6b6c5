//! The RDF of the example articles against the ontology, the standards and the shapes.

use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab};
use rapporteur::{
    Engine, ingest,
    knowledge::Sources,
    model::EntityClass,
    ontology::shapes::{Constraint, Path as Way, Shape, Shapes, Target},
    rdf::{
        self,
        syntax::Syntax,
        vocabulary::{self, RAP},
    },
    shacl::{self, Data},
    store,
};
use std::{collections::BTreeSet, path::Path, sync::LazyLock};

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(&Sources::embedded()).unwrap_or_else(|error| panic!("{error}")));

/// The quads of the example articles.
static EXAMPLES: LazyLock<Vec<Quad>> = LazyLock::new(|| quads(&["examples/articles"]));

fn options() -> rdf::Options {
    rdf::Options::default().with_ontology(&ENGINE.knowledge.ontology)
}

fn quads(inputs: &[&str]) -> Vec<Quad> {
    let inputs: Vec<_> = inputs.iter().map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).collect();
    let documents = ingest::read(&inputs, &ingest::Options::default()).documents;
    assert!(!documents.is_empty(), "no articles in {inputs:?}");
    rdf::quads(&ENGINE.graph(&ENGINE.read(documents)), &options())
}

fn names(quad: &Quad) -> Vec<&str> {
    let mut names = vec![quad.predicate.as_str()];
    if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
        names.push(node.as_str());
    }
    if let Term::NamedNode(node) = &quad.object {
        names.push(node.as_str());
    }
    names
}

#[test]
fn every_own_term_in_the_output_is_declared() {
    let ontology = &ENGINE.knowledge.ontology;
    let declared: BTreeSet<String> = ontology
        .quads()
        .filter(|quad| quad.predicate.as_ref() == vocab::rdf::TYPE)
        .filter_map(|quad| match quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.into_string()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    let corpus = quads(&["tests/corpus/articles"]);
    let used: BTreeSet<&str> = EXAMPLES.iter().chain(&corpus).flat_map(names).filter(|n| n.starts_with(RAP)).collect();
    assert!(used.len() > 60, "only {} own terms are used", used.len());
    let undeclared: Vec<&&str> = used.iter().filter(|name| !declared.contains(**name)).collect();
    assert!(undeclared.is_empty(), "not declared in ontology/: {undeclared:?}");
}

#[test]
fn the_tables_of_numbers_name_declared_properties() {
    let ontology = &ENGINE.knowledge.ontology;
    let tables = [
        "weapon-quantities",
        "casualty-verbs",
        "casualty-adjectives",
        "casualty-count-nouns",
        "count-nouns",
        "point-verbs",
    ];
    let roles: BTreeSet<&String> = tables.iter().filter_map(|t| ontology.table(t)).flat_map(|t| t.values()).collect();
    assert!(roles.len() > 20, "{roles:?}");
    let properties: BTreeSet<&str> = ontology.properties().map(|p| p.name.as_str()).collect();
    let undeclared: Vec<_> = roles.iter().filter(|role| !properties.contains(role.as_str())).collect();
    assert!(undeclared.is_empty(), "not declared in ontology/lexicon/measures.ttl: {undeclared:?}");
}

#[test]
fn the_standard_types_of_entities_lie_above_their_classes() {
    for class in EntityClass::ALL {
        let above = ENGINE.knowledge.ontology.superclasses(class.as_str());
        for standard in &vocabulary::types(*class)[1..] {
            assert!(above.iter().any(|iri| iri == standard.as_str()), "{class} is written as a {standard}");
        }
    }
}

#[test]
fn events_have_the_standard_types_and_their_category() {
    let merged = |quad: &&Quad| quad.graph_name == GraphName::DefaultGraph;
    let event = NamedNode::new_unchecked(format!("{RAP}Event"));
    let is_event = |q: &&Quad| q.predicate.as_ref() == vocab::rdf::TYPE && q.object == Term::from(event.clone());
    let events: BTreeSet<_> = EXAMPLES.iter().filter(merged).filter(is_event).map(|q| q.subject.to_string()).collect();
    assert!(events.len() > 40);
    for expected in ["http://schema.org/Event", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"] {
        let have = EXAMPLES.iter().filter(|q| names(q).contains(&expected)).map(|q| q.subject.to_string());
        let have: BTreeSet<_> = have.collect();
        assert!(events.is_subset(&have), "not every event is a {expected}");
    }
    let plover = format!("{RAP}plover");
    let have = EXAMPLES.iter().filter(|q| q.predicate.as_str() == plover).map(|q| q.subject.to_string());
    assert_eq!(events, have.collect::<BTreeSet<_>>(), "events with a PLOVER category");
}

fn shapes() -> Shapes {
    ENGINE.knowledge.ontology.shapes().unwrap_or_else(|errors| panic!("{errors:#?}"))
}

#[test]
fn the_articles_conform_to_the_shapes() {
    let shapes = shapes();
    for inputs in ["examples/articles", "tests/corpus/articles"] {
        let data = Data::new(quads(&[inputs]).into_iter().chain(ENGINE.knowledge.ontology.quads()));
        let report = shacl::validate(&shapes, &data);
        assert!(report.nodes > 500, "{inputs}: only {} nodes are checked", report.nodes);
        assert!(report.conforms(), "{inputs}: {:#?}", report.violations);
    }
}

#[test]
fn every_type_in_the_output_has_a_shape() {
    let shapes = shapes();
    let aimed: BTreeSet<&NamedNode> = shapes
        .with_targets()
        .flat_map(|shape| &shape.targets)
        .filter_map(|target| match target {
            Target::Class(class) => Some(class),
            _ => None,
        })
        .collect();
    let above = |class: &NamedNode| {
        let own = class.as_str().strip_prefix(RAP).unwrap_or_default();
        let above = ENGINE.knowledge.ontology.superclasses(own);
        aimed.iter().any(|aim| *aim == class || above.iter().any(|above| above == aim.as_str()))
    };
    let types = EXAMPLES.iter().filter(|q| q.predicate.as_ref() == vocab::rdf::TYPE).filter_map(|q| match &q.object {
        Term::NamedNode(class) => Some(class),
        _ => None,
    });
    // The standard classes that a node bears beside its own.
    let beside = |class: &&NamedNode| {
        let known = ENGINE.knowledge.ontology.classes().flat_map(|own| &own.supers);
        !known.into_iter().any(|iri| iri == class.as_str()) && class.as_str() != "http://schema.org/Place"
    };
    let missing: BTreeSet<&NamedNode> = types.filter(beside).filter(|class| !above(class)).collect();
    assert!(missing.is_empty(), "no shape is for {missing:?}");
}

/// A node that a shape is for, and nothing else.
fn bare(target: &Target, focus: &NamedOrBlankNode) -> Quad {
    let nobody = Term::from(ex("nobody"));
    let (subject, predicate, object) = match target {
        Target::Class(class) => (focus.clone(), vocab::rdf::TYPE.into_owned(), class.clone().into()),
        Target::SubjectsOf(property) => (focus.clone(), property.clone(), nobody),
        other => panic!("no shape of ours has {other:?}"),
    };
    Quad::new(subject, predicate, object, GraphName::DefaultGraph)
}

fn ex(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("http://example.org/{name}"))
}

/// Values that break a constraint, and what else must be said for that.
fn breaking(shapes: &Shapes, constraint: &Constraint, focus: &NamedOrBlankNode) -> (Vec<Term>, Vec<Quad>) {
    let number = |text: &str| Term::from(Literal::new_typed_literal(text, vocab::xsd::INTEGER));
    let odd = || Term::from(Literal::new_typed_literal("odd", ex("odd")));
    let beside = |property: &NamedNode, value: Term| {
        vec![Quad::new(focus.clone(), property.clone(), value, GraphName::DefaultGraph)]
    };
    match constraint {
        Constraint::MinCount(_) | Constraint::HasValue(_) => (Vec::new(), Vec::new()),
        Constraint::MaxCount(most) => ((0..=*most).map(|n| ex(&format!("value{n}")).into()).collect(), Vec::new()),
        Constraint::MinInclusive(_) => (vec![number("-1000")], Vec::new()),
        Constraint::MaxInclusive(_) => (vec![number("1000")], Vec::new()),
        Constraint::MinLength(_) => (vec![Literal::new_simple_literal("").into()], Vec::new()),
        Constraint::LessThan(other) | Constraint::LessThanOrEquals(other) => {
            (vec![number("2")], beside(other, number("1")))
        }
        Constraint::Disjoint(other) => (vec![number("1")], beside(other, number("1"))),
        Constraint::Not(inner) => match shapes.get(*inner).constraints.as_slice() {
            [Constraint::Class(class)] => {
                let value = ex("fits");
                let class = class.clone();
                (vec![value.clone().into()], vec![Quad::new(value, vocab::rdf::TYPE, class, GraphName::DefaultGraph)])
            }
            other => panic!("a test for {other:?} is missing"),
        },
        Constraint::Class(_)
        | Constraint::Datatype(_)
        | Constraint::NodeKind(_)
        | Constraint::Pattern(_)
        | Constraint::In(_)
        | Constraint::Or(_) => (vec![odd()], Vec::new()),
    }
}

/// Breaks one constraint of a shape: of its values, or of the node itself.
fn is_shown_to_fail(shapes: &Shapes, target: &Target, shape: &Shape, constraint: &Constraint) -> bool {
    // What is said of the node itself must be said of the node of the target.
    let focus: NamedOrBlankNode = match (&shape.path, constraint) {
        (None, Constraint::NodeKind(_)) => BlankNode::new_unchecked("focus").into(),
        (None, Constraint::Not(_)) => ex("fits").into(),
        _ => ex("focus").into(),
    };
    let (values, beside) = breaking(shapes, constraint, &focus);
    let mut quads = vec![bare(target, &focus)];
    quads.extend(beside);
    for value in values {
        let graph = GraphName::DefaultGraph;
        match (&shape.path, value) {
            (Some(Way::Forward(property)), value) => {
                quads.push(Quad::new(focus.clone(), property.clone(), value, graph));
            }
            (Some(Way::Inverse(property)), _) => {
                quads.push(Quad::new(ex("nobody"), property.clone(), focus.clone(), graph));
            }
            (None, _) => {}
        }
    }
    let order = ENGINE.knowledge.ontology.quads().filter(|q| q.predicate.as_ref() == vocab::rdfs::SUB_CLASS_OF);
    let data = Data::new(quads.into_iter().chain(order));
    let report = shacl::validate(shapes, &data);
    report.violations.iter().any(|v| {
        v.focus == Term::from(focus.clone())
            && v.component == constraint.component()
            && v.path == shape.path
            && v.shape == shape.node
    })
}

#[test]
fn every_constraint_of_every_shape_is_shown_to_fail() {
    let shapes = shapes();
    let (mut shown, mut missing) = (0, Vec::new());
    for shape in shapes.with_targets() {
        let inner = shape.properties.iter().map(|inner| shapes.get(*inner));
        for part in std::iter::once(shape).chain(inner) {
            for constraint in &part.constraints {
                shown += 1;
                // A target that names the property itself cannot be without it.
                if !shape.targets.iter().any(|target| is_shown_to_fail(&shapes, target, part, constraint)) {
                    missing.push(format!("{} {:?} {constraint:?}", shape.node, part.path));
                }
            }
        }
    }
    assert!(shown > 200, "only {shown} constraints");
    assert!(missing.is_empty(), "{} of {shown} cannot fail:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_syntax_carries_every_kind_of_literal() {
    let odd = [
        Literal::new_simple_literal("a \"b\"\n\\ é 🕊️"),
        Literal::new_language_tagged_literal_unchecked("mots", "fr"),
        Literal::new_typed_literal("https://example.org/", vocab::xsd::ANY_URI),
        Literal::new_typed_literal("2031-03-14", vocab::xsd::DATE),
        Literal::new_typed_literal("0.10", vocab::xsd::DECIMAL),
        Literal::new_typed_literal("1e3", vocab::xsd::DOUBLE),
        Literal::new_typed_literal("007", vocab::xsd::INTEGER),
        Literal::new_typed_literal("-7", vocab::xsd::INTEGER),
        Literal::new_typed_literal("nine", vocab::xsd::INTEGER),
        Literal::from(true),
        Literal::new_typed_literal("odd", ex("type")),
    ];
    let quad =
        |(at, literal): (usize, Literal)| Quad::new(ex("s"), ex(&format!("p{at}")), literal, GraphName::DefaultGraph);
    let quads = rdf::sorted(odd.into_iter().enumerate().map(quad).collect());
    let endings = [
        (Syntax::Turtle, "ttl"),
        (Syntax::Trig, "trig"),
        (Syntax::Nquads, "nq"),
        (Syntax::Ntriples, "nt"),
        (Syntax::Rdfxml, "rdf"),
        (Syntax::Jsonld, "jsonld"),
    ];
    for (syntax, ending) in endings {
        let mut text = Vec::new();
        rdf::syntax::write(syntax, &quads, &options(), &mut text).expect("memory takes it");
        let read = rdf::syntax::read(&format!("odd.{ending}"), &text);
        let read = read.unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&text)));
        assert_eq!(rdf::sorted(read), quads, "{syntax}: {}", String::from_utf8_lossy(&text));
    }
    assert!(rdf::syntax::read("odd.png", b"").is_err_and(|error| error.hint.is_some()));
    let fault = rdf::syntax::read("odd.ttl", b"<s> <p> .\n").expect_err("no object");
    assert!(fault.to_string().starts_with("odd.ttl:1:"), "{fault}");
}

#[test]
fn questions_and_description_are_data() {
    let executables = store::executables();
    let of = |class: &str| {
        let class = format!("http://www.w3.org/ns/shacl#{class}");
        executables.iter().filter(|quad| names(quad).contains(&class.as_str())).count()
    };
    assert_eq!(of("SPARQLSelectExecutable"), store::questions().len());
    assert!(of("PrefixDeclaration") >= vocabulary::PREFIXES.len());
    let described = rdf::describe(&EXAMPLES, &rdf::dataset(&options()), &options().base);
    let number = |property: &str, of: &str| {
        let triple =
            described.iter().find(|q| q.predicate.as_str().ends_with(property) && q.subject.to_string().contains(of));
        triple.map(|quad| quad.object.to_string()).unwrap_or_default()
    };
    let merged = EXAMPLES.iter().filter(|quad| quad.graph_name.is_default_graph());
    assert!(number("void#triples", "graph/all>").starts_with(&format!("\"{}\"", merged.clone().count())));
    let persons = merged.filter(|quad| names(quad).contains(&"https://w3id.org/rapporteur/ns#Person")).count();
    assert!(number("void#entities", "class-rap-Person>").starts_with(&format!("\"{persons}\"")));
}

#[test]
fn rdf_1_2_says_which_claim_states_what() {
    let inputs = [Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles")];
    let graph = ENGINE.graph(&ENGINE.read(ingest::read(&inputs, &ingest::Options::default()).documents));
    let stated = rdf::reifications(&graph, &options());
    assert!(stated.len() > 150, "only {}", stated.len());
    for one in &stated {
        let quad = one.triple.clone().in_graph(GraphName::DefaultGraph);
        assert!(EXAMPLES.contains(&quad), "{} states what the merged view does not have: {quad}", one.claim);
    }
    for (syntax, expected) in [
        (Syntax::Ntriples, "#reifies> <<( <"),
        (Syntax::Turtle, ")>> .\n"),
        (Syntax::Nquads, ")>> <https://w3id.org/rapporteur/id/article/"),
        (Syntax::Trig, " {\n    <https://w3id.org/rapporteur/id/claim/"),
    ] {
        let mut text = Vec::new();
        rdf::write_reifications(syntax, &stated, &mut text).expect("memory takes it");
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(text.contains(expected) && text.matches("<<(").count() == stated.len(), "{syntax}: {text}");
    }
    assert!(rdf::write_reifications(Syntax::Jsonld, &stated, &mut Vec::new()).is_err());
}
