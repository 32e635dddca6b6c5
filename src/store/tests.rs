use super::*;
use crate::{
    graph::sample,
    rdf::{self, syntax::Syntax},
};
use std::time::Instant;

fn store() -> Store {
    Store::from_quads(rdf::quads(&sample::graph(), &rdf::Options::default())).expect("a store")
}

fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn shown(answer: &Answer, format: AnswerFormat) -> String {
    let mut out = Vec::new();
    answer.write(format, &mut out).expect("writes to memory");
    String::from_utf8(out).expect("UTF-8")
}

fn asked(name: &str, params: &[(&str, &str)]) -> (String, usize) {
    let question = question(name).expect("a question");
    let answer = question.ask(&store(), &given(params), &QueryOptions::default()).expect("an answer");
    let Answer::Table { rows, .. } = &answer else { panic!("a table") };
    (shown(&answer, AnswerFormat::Table), rows.len())
}

#[test]
fn named_questions_find_what_the_articles_say() {
    let check = |name: &str, params: &[(&str, &str)], rows: usize, parts: &[&str]| {
        let (text, found) = asked(name, params);
        assert_eq!(found, rows, "{name} {params:?}\n{text}");
        for part in parts {
            assert!(text.contains(part), "{name}: no “{part}” in\n{text}");
        }
    };
    let quote = "Officials from Norland and Suderia met in Port Amber on Monday";
    check("who-met-whom", &[], 2, &["2031-03-03", "Norland; Suderia", "Harbour Times, Norland", quote, "b.txt"]);
    check("who-met-whom", &[("place", "port amber")], 2, &["planned"]);
    check("who-met-whom", &[("place", "nowhere")], 0, &[]);
    check("meetings-without-date", &[], 0, &[]);
    check("who-objects", &[("plan", "28-POINT")], 1, &["Suderia", "rejects", "negated"]);
    check("how-plan-changed", &[], 3, &["revises 28-point peace plan", "proposed", "Norland", "rejected, negated"]);
    check("casualties-by-source", &[], 2, &["at least", "9", "6", "Harbour Times"]);
    check("contradictions", &[], 1, &["killed six", "at least nine", "Suderia"]);
    check("statements-of", &[("speaker", "brand")], 1, &["We are close."]);
    check("statements-of", &[], 2, &["🕊️"]);
    check("offices", &[("of", "norland")], 1, &["Ada Brand", "Foreign minister"]);
    check("timeline-of-place", &[("place", "suderia")], 1, &["Port Amber", "occurred"]);
    check("sources", &[], 2, &["a.txt", "b.txt"]);
}

#[test]
fn every_file_of_questions_is_embedded_and_reads_well() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/queries");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .filter_map(|e| Some(e.ok()?.file_name().to_str()?.strip_suffix(".rq")?.to_owned()))
        .collect();
    files.sort();
    let questions = questions();
    assert_eq!(questions.iter().map(|q| q.name.clone()).collect::<Vec<_>>(), files);
    for question in &questions {
        assert!(question.example.as_ref().is_some_and(|e| e.contains(&question.name)));
        let only: BTreeMap<_, _> = question.parameters.iter().map(|p| (p.name.clone(), p.example.clone())).collect();
        question.ask(&store(), &only, &QueryOptions::default()).unwrap_or_else(|e| panic!("{}: {e}", question.name));
    }
}

#[test]
fn heads_of_questions() {
    let check = |text: &str, expected: &str| match Question::parse("q", text) {
        Ok(question) => assert_eq!(format!("{} {}", question.title, question.parameters.len()), expected),
        Err(diagnostic) => assert!(diagnostic.to_string().contains(expected), "{diagnostic}"),
    };
    check("# title: T\n# param: p \"x\" optional\nASK {}", "T 1");
    check("# title: T\n# param: p x\nASK {}", "q.rq:2:1: error: a parameter is not understood");
    check("# titel: T\nASK {}", "“titel” is no key");
    check("ASK {}", "no `# title:`");
}

#[test]
fn parameters_are_bound_and_cannot_inject() {
    let ask = |text: &str, params: &[(&str, &str)]| store().query(text, &given(params), &QueryOptions::default());
    let count = |answer: Answer| match answer {
        Answer::Table { rows, .. } => rows.len(),
        _ => 0,
    };
    let text = "SELECT ?x ?label WHERE { ?x a rap:City ; rdfs:label ?label }";
    assert_eq!(count(ask(text, &[("label", "Port Amber")]).expect("an answer")), 1);
    assert_eq!(count(ask(text, &[("label", "\" } DROP ALL #")]).expect("an answer")), 0);
    assert_eq!(count(ask(text, &[("x", "<https://w3id.org/rapporteur/id/city/port-amber>")]).expect("an answer")), 1);
    let error =
        ask("SELECT ?x WHERE { ?x a ?class }", &[("class", "<http://schema.org/Place>")]).expect_err("not selected");
    assert!(error.to_string().contains("add ?class to SELECT"), "{error}");
    assert!(ask(text, &[("x", "<no iri>")]).is_err() && ask(text, &[("x y", "z")]).is_err());
}

#[test]
fn mistakes_are_placed_and_explained() {
    let check = |text: &str, place: &str, hint: &str| {
        let error =
            store().query_named("a.rq", text, &BTreeMap::new(), &QueryOptions::default()).expect_err("a mistake");
        let message = error.to_string();
        assert!(message.starts_with(place) && message.contains(hint), "{message}");
    };
    check("SELECT ?x\nWHERE { ?x ?y }", "a.rq:2:16:", "something is missing here");
    check("SELECT ?x { ?x foo:bar ?y }", "a.rq:1:", "declare the prefix foo:");
    check("SELECT ?x { { ?x a ?y }", "a.rq:1:", "do not pair");
    check("LOAD <http://example.org/>", "a.rq:1:", "not by SPARQL updates");
    check("DELETE WHERE { ?s ?p ?o }", "a.rq:1:", "not by SPARQL updates");
    check("SELECT * { SERVICE <http://localhost/sparql> { ?s ?p ?o } }", "error: SERVICE", "never reach the network");
}

#[test]
fn limits_stop_a_query() {
    let rows = QueryOptions { max_rows: Some(3), ..QueryOptions::default() };
    let answer = store().query("SELECT * { ?s ?p ?o }", &BTreeMap::new(), &rows).expect("an answer");
    assert!(answer.truncated());
    let soon = QueryOptions { timeout: Some(Duration::from_millis(20)), ..QueryOptions::default() };
    let start = Instant::now();
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let error = store().query(slow, &BTreeMap::new(), &soon).expect_err("too slow");
    assert!(matches!(error, QueryError::Timeout(_)), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn plain_patterns_see_the_merged_view_unless_asked() {
    let text = "ASK { ?claim a rap:Claim }";
    let ask = |union_default_graph| {
        let options = QueryOptions { union_default_graph, ..QueryOptions::default() };
        store().query(text, &BTreeMap::new(), &options).expect("an answer")
    };
    assert_eq!((ask(false), ask(true)), (Answer::Boolean(false), Answer::Boolean(true)));
}

#[test]
fn answers_in_every_format() {
    let store = store();
    let query = |text: &str| store.query(text, &BTreeMap::new(), &QueryOptions::default()).expect("an answer");
    let table = query("SELECT ?label ?points { ?p rap:points ?points ; rdfs:label ?label } ORDER BY ?points");
    let text = shown(&table, AnswerFormat::Table);
    assert_eq!(
        text,
        "label                points\n───────────────────  ──────\n\
         19-point draft           19\n28-point peace plan      28\n"
    );
    assert!(shown(&table, AnswerFormat::Csv).starts_with("label,points\r\n19-point draft,19"));
    assert!(shown(&table, AnswerFormat::Tsv).starts_with("?label\t?points\n\"19-point draft\"\t19"));
    assert!(shown(&table, AnswerFormat::Json).contains("\"bindings\""));
    assert!(shown(&table, AnswerFormat::Xml).contains("<sparql"));
    assert!(table.write(AnswerFormat::Turtle, &mut Vec::new()).is_err());
    let graph = query("CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a rap:Plan ; rdfs:label ?l }");
    assert!(shown(&graph, AnswerFormat::Turtle).contains("plan:19-point-draft\n    rdfs:label \"19-point draft\" .\n"));
    assert_eq!(shown(&graph, AnswerFormat::Ntriples).lines().count(), 2);
    assert_eq!(shown(&query("ASK {}"), AnswerFormat::Table), "yes\n");
}

#[test]
fn nquads_fill_a_store() {
    let quads = rdf::quads(&sample::graph(), &rdf::Options::default());
    let mut text = Vec::new();
    rdf::syntax::write(Syntax::Nquads, &quads, &rdf::Options::default(), &mut text).expect("writes to memory");
    assert_eq!(Store::load_nquads(&*text).expect("a store").len(), quads.len());
    assert!(Store::load_nquads(&b"<a> <b"[..]).is_err());
}

#[test]
fn a_strangers_query_is_answered_like_any_other() {
    let store = store();
    let check = |text: &str, params: BTreeMap<String, String>| {
        let plain = store.query(text, &params, &QueryOptions::default()).expect(text);
        let evaluation = Evaluation { text: text.to_owned(), params, ..Evaluation::default() };
        assert_eq!(store.evaluate(evaluation).expect(text), plain, "{text}");
    };
    for question in questions() {
        let params = question.parameters.iter().map(|p| {
            let value = if p.optional { "" } else { &p.example };
            (p.name.clone(), value.to_owned())
        });
        check(&question.text, params.collect());
    }
    let one = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT *) AS ?m)";
    for text in [
        "SELECT * { VALUES ?a { 1 2 } VALUES ?b { 3 4 } BIND(?a + ?b AS ?c) } ORDER BY ?a ?b".to_owned(),
        format!("{one} {{ {{ ?s a rap:Claim }} UNION {{ ?s rdfs:label ?l }} OPTIONAL {{ ?s a ?t }} }}"),
        format!("{one} {{ ?s rdfs:label ?l MINUS {{ VALUES ?s {{ rap:x }} BIND(1 AS ?l) }} }}"),
        format!(
            "{one} {{ ?s a/rdfs:subClassOf* ?t {{ SELECT DISTINCT ?s {{ ?s ?p ?o }} }} FILTER EXISTS {{ ?s ?p ?t BIND(2 AS ?z) }} }}"
        ),
        "CONSTRUCT { ?s a ?t } WHERE { { ?s a ?t } { BIND(1 AS ?x) } }".to_owned(),
    ] {
        check(&text, BTreeMap::new());
    }
}

mod inference {
    use crate::{
        graph::sample,
        ontology::Ontology,
        rdf::{self, syntax},
        store::{
            QueryOptions, Store, infer,
            inference::{RULES, infer_by},
        },
    };
    use oxigraph::model::Quad;
    use std::{collections::BTreeMap, fs, path::Path};

    const ONTOLOGY: &str = include_str!("../../ontology/rapporteur.ttl");

    const HEAD: &str = "@prefix ex: <http://example.org/> . @prefix rap: <https://w3id.org/rapporteur/ns#> .
        @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix schema: <http://schema.org/> .\n";

    fn quads(text: &str) -> Vec<Quad> {
        syntax::read("facts.ttl", format!("{HEAD}{text}").as_bytes()).expect("Turtle")
    }

    fn ontology() -> Ontology {
        Ontology::load(&[("rapporteur.ttl", ONTOLOGY)]).expect("the ontology")
    }

    /// "subject property object" of what follows, local names only, of one property.
    fn follows(facts: &str, property: &str) -> Vec<String> {
        let inferred = infer(&quads(facts), ontology().quads(), &rdf::Options::default()).expect("an end");
        let local =
            |text: String| text.trim_matches(['<', '>']).rsplit(['#', '/']).next().unwrap_or_default().to_owned();
        let show =
            |q: &Quad| [q.subject.to_string(), q.predicate.to_string(), q.object.to_string()].map(local).join(" ");
        inferred.iter().map(show).filter(|line| line.contains(&format!(" {property} "))).collect()
    }

    #[test]
    fn every_file_is_embedded_and_only_adds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/inference");
        let mut files: Vec<String> = fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().trim_end_matches(".rq").to_owned())
            .collect();
        files.sort();
        assert_eq!(files, RULES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, text) in RULES {
            assert!(text.starts_with("# title: "), "{name} has no title");
            let words = ["NOT EXISTS", "MINUS", "OPTIONAL", "COUNT", "BNODE", "UUID", "RAND", "NOW", "!BOUND"];
            let upper = text.to_uppercase();
            assert!(
                words.iter().all(|word| !upper.contains(&format!("{word} ")) && !upper.contains(&format!("{word}("))),
                "{name}"
            );
        }
    }

    #[test]
    fn each_rule_gives_what_it_promises() {
        let check = |facts: &str, property: &str, expected: &[&str]| {
            assert_eq!(follows(facts, property), expected, "{property} of {facts}");
        };
        check(
            "ex:g a rap:Group .",
            "type",
            &["g type Thing", "g type Actor", "g type Group", "g type Actor", "g type Thing"],
        );
        check("ex:m rap:participant ex:a .", "hasActor", &["m hasActor a"]);
        check("ex:m rap:participant ex:a .", "attendee", &["m attendee a"]);
        check("ex:a org:memberOf ex:b . ex:b rap:file \"b\" .", "hasMember", &["b hasMember a"]);
        check("ex:a rap:kinOf ex:b . ex:b rap:file \"b\" .", "kinOf", &["b kinOf a"]);
        check("ex:a rap:locatedIn ex:b . ex:b rap:locatedIn ex:c .", "locatedIn", &["a locatedIn c"]);
        // The transitive triple has its superproperty: the rules are asked again.
        check(
            "ex:a rap:locatedIn ex:b . ex:b rap:locatedIn ex:c .",
            "containedInPlace",
            &["a containedInPlace b", "a containedInPlace c", "b containedInPlace c"],
        );
    }

    #[test]
    fn a_country_acts_through_its_group_and_its_office_holder() {
        let world = "ex:n a rap:Country , sem:Actor . ex:s a rap:Country , sem:Actor .
            ex:envoys a rap:Group ; rap:affiliation ex:n . ex:brand a rap:Person .
            ex:office a rap:HoldsRole ; org:member ex:brand ; org:organization ex:s ; rap:former ";
        let meeting = "ex:m a rap:Meeting , rap:Event ; rap:participant ex:envoys , ex:brand ; rap:status ";
        let with = |former: &str, status: &str| format!("{world}{former} . {meeting}\"{status}\" .");
        let now = with("false", "occurred");
        assert_eq!(follows(&now, "representedActor"), ["m representedActor n", "m representedActor s"]);
        assert_eq!(
            follows(&now, "metWith"),
            ["brand metWith envoys", "envoys metWith brand", "n metWith s", "s metWith n"]
        );
        assert_eq!(follows(&with("true", "occurred"), "representedActor"), ["m representedActor n"]);
        for status in ["planned", "possible", "negated"] {
            assert_eq!(follows(&with("false", status), "metWith"), Vec::<String>::new(), "{status}");
        }
    }

    #[test]
    fn the_result_is_a_fixpoint_whatever_the_order_of_the_rules() {
        let (options, ontology) = (rdf::Options::default(), ontology());
        let facts = rdf::quads(&sample::graph(), &options);
        let inferred = infer(&facts, ontology.quads(), &options).expect("an end");
        assert!(inferred.len() > 50, "only {} triples", inferred.len());
        let graph = rdf::inferred_graph(&options);
        assert!(inferred.iter().all(|quad| quad.graph_name == graph.clone().into()));
        let turned: Vec<_> = RULES.iter().rev().copied().collect();
        let mut mixed = facts.clone();
        mixed.reverse();
        assert_eq!(infer_by(&turned, &mixed, ontology.quads(), &options).expect("an end"), inferred);
        let plain = |quad: &Quad| Quad { graph_name: oxigraph::model::GraphName::DefaultGraph, ..quad.clone() };
        let all: Vec<Quad> = facts.iter().cloned().chain(inferred.iter().map(plain)).collect();
        assert_eq!(infer(&all, ontology.quads(), &options).expect("an end"), Vec::new());
    }

    #[test]
    fn a_store_sees_what_is_inferred_only_where_it_is_told_to() {
        let (options, ontology) = (rdf::Options::default(), ontology());
        let facts = rdf::quads(&sample::graph(), &options);
        let inferred = infer(&facts, ontology.quads(), &options).expect("an end");
        let store = Store::from_quads(facts.into_iter().chain(inferred)).expect("a store");
        let count = |store: &Store, query: &str| match store.query(query, &BTreeMap::new(), &QueryOptions::default()) {
            Ok(crate::store::Answer::Boolean(yes)) => yes,
            other => panic!("{other:?}"),
        };
        let plain = "ASK { ?a rap:metWith ?b }";
        assert!(!count(&store, plain));
        assert!(count(&store, "ASK { GRAPH ?g { ?a rap:metWith ?b } }"));
        let seeing = store.seeing(rdf::inferred_graph(&options));
        assert!(count(&seeing, plain) && count(&seeing, "ASK { ?m a rap:Meeting }"));
        assert!(!count(&seeing, "ASK FROM <http://example.org/none> { ?a rap:metWith ?b }"));
    }
}

#[test]
fn a_store_without_claims_answers_what_looks_at_none() {
    for (text, expected) in [
        ("SELECT ?who { ?who a rap:Person }", false),
        ("SELECT ?graph { ?s ?p ?graph_1 }", true),
        ("SELECT * { GRAPH ?article { ?claim a rap:Claim } }", true),
        ("SELECT * from <urn:x> { ?s ?p ?o }", true),
        ("SELECT * { \\u0047RAPH ?g { ?s ?p ?o } }", true),
    ] {
        assert_eq!(sees_claims(text), expected, "{text}");
    }
    let (graph, options) = (sample::graph(), rdf::Options::default());
    let all = Store::from_graph(&graph, &options, true).expect("a store");
    assert_eq!(all.len(), rdf::quads(&graph, &options).len());
    let merged = Store::from_graph(&graph, &options, false).expect("a store");
    assert!(!merged.is_empty() && merged.len() < all.len());
    assert_eq!(merged.len(), rdf::merged(&graph, &options).len());
}
