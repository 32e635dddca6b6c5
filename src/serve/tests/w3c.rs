//! The test cases of SPARQL 1.1 Protocol (its list of `mf:ProtocolTest`s: the names are theirs, the requests are ours), on a
//! dossier of two articles whose named graphs stand for `data1` and `data2`. Updates are refused here, so that of the cases of
//! updates each holds if it is refused and nothing has changed.

use super::{Got, Running, article, start_with};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const DIRECT: (&str, &str) = ("Content-Type", "application/sparql-query");

struct Cases {
    server: Running,
    /// Names of the two articles' graphs, percent-encoded.
    data: [String; 2],
}

fn cases() -> Cases {
    let articles = ["Ada Brand", "Bo Lund"].map(|name| article(&format!("{name} met officials in Port Amber."), name));
    let server = start_with(&articles, |_| {});
    let names = server.query("SELECT DISTINCT ?g { GRAPH ?g { ?c a rap:Claim } } ORDER BY ?g").body;
    let json: serde_json::Value = serde_json::from_str(&names).expect("JSON");
    let name = |at: usize| encode(json["results"]["bindings"][at]["g"]["value"].as_str().expect("a graph"));
    Cases { data: [name(0), name(1)], server }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl Cases {
    fn get(&self, parameters: &str, accept: &str) -> Got {
        self.server.get(&format!("/sparql?{parameters}"), accept)
    }
    fn post(&self, target: &str, media: (&str, &str), body: &str) -> Got {
        self.server.ask("POST", target, &[media, ("Accept", "application/sparql-results+xml")], body)
    }
    fn is_true(name: &str, got: &Got) {
        assert_eq!(got.status, 200, "{name}: {}", got.body);
        assert_eq!(got.header("content-type"), Some("application/sparql-results+xml"), "{name}");
        assert!(got.body.contains("<boolean>true</boolean>"), "{name}: {}", got.body);
    }
    /// A query of a dataset, by GET and as a form.
    fn holds(&self, name: &str, dataset: &str, query: &str) {
        let parameters = format!("query={}{dataset}", encode(query));
        Self::is_true(name, &self.get(&parameters, "application/sparql-results+xml"));
        Self::is_true(name, &self.post("/sparql", FORM, &parameters));
        Self::is_true(name, &self.post(&format!("/sparql?{}", dataset.trim_start_matches('&')), DIRECT, query));
    }
    fn refused(name: &str, got: &Got) {
        assert!((400..500).contains(&got.status), "{name}: {} {}", got.status, got.body);
    }
}

#[test]
fn query_by_get_and_post() {
    let cases = cases();
    Cases::is_true("query_get", &cases.get("query=ASK%20%7B%7D", "application/sparql-results+xml"));
    Cases::is_true("query_post_form", &cases.post("/sparql/", FORM, "query=ASK%20%7B%7D"));
    Cases::is_true("query_post_direct", &cases.post("/sparql/", DIRECT, "ASK {}"));
}

#[test]
fn query_of_a_dataset() {
    let cases = cases();
    let [one, two] = &cases.data;
    cases.holds("query_dataset_default_graph", &format!("&default-graph-uri={one}"), "ASK { ?c a rap:Claim }");
    let both = format!("&default-graph-uri={one}&default-graph-uri={two}");
    let two_claims = "ASK { ?a a rap:Claim . ?b a rap:Claim FILTER(?a != ?b) }";
    cases.holds("query_dataset_default_graphs_get, query_dataset_default_graphs_post", &both, two_claims);
    let named = format!("&named-graph-uri={one}&named-graph-uri={two}");
    let only_named = "ASK { GRAPH ?g { ?a a rap:Claim } GRAPH ?h { ?b a rap:Claim } FILTER(?g != ?h) FILTER NOT EXISTS { ?s ?p ?o } }";
    cases.holds("query_dataset_named_graphs_get, query_dataset_named_graphs_post", &named, only_named);
    let full = format!("&default-graph-uri={one}&named-graph-uri={two}");
    let apart = "ASK { ?a a rap:Claim . GRAPH ?g { ?b a rap:Claim } FILTER(?a != ?b) FILTER NOT EXISTS { GRAPH ?h { ?a a rap:Claim } } }";
    cases.holds("query_dataset_full", &full, apart);
    // What the protocol says goes before what the query says.
    let from = "ASK FROM <http://e.example/none> { ?c a rap:Claim }";
    cases.holds("query_multiple_dataset", &format!("&default-graph-uri={one}"), from);
}

#[test]
fn content_types() {
    let cases = cases();
    let check = |name: &str, query: &str, wanted: &[&str]| {
        let got = cases.get(&format!("query={}", encode(query)), "");
        let media = got.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
        assert!(got.status == 200 && wanted.contains(&media.as_str()), "{name}: {} {media}", got.status);
    };
    let results = ["application/sparql-results+xml", "application/sparql-results+json"];
    let graphs = ["application/rdf+xml", "application/rdf+json", "text/turtle"];
    check("query_content_type_select", "SELECT (1 AS ?value) {}", &results);
    check("query_content_type_ask", "ASK {}", &results);
    check("query_content_type_describe", "DESCRIBE <http://example.org/>", &graphs);
    check("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", &graphs);
}

#[test]
fn bad_queries() {
    let cases = cases();
    let refused = Cases::refused;
    refused("bad_query_method", &cases.server.ask("PUT", "/sparql?query=ASK%20%7B%7D", &[], ""));
    refused("bad_multiple_queries", &cases.get("query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", ""));
    refused("bad_query_wrong_media_type", &cases.post("/sparql", ("Content-Type", "text/plain"), "ASK {}"));
    refused("bad_query_missing_form_type", &cases.post("/sparql", ("X-None", ""), "query=ASK%20%7B%7D"));
    refused("bad_query_missing_direct_type", &cases.post("/sparql", ("X-None", ""), "ASK {}"));
    let utf16: Vec<u8> =
        "ASK {}".encode_utf16().flat_map(|unit| [0xff].into_iter().chain(unit.to_le_bytes())).collect();
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query; \
         charset=UTF-16\r\nContent-Length: {}\r\n\r\n",
        utf16.len()
    );
    refused("bad_query_non_utf8", &cases.server.raw(&[head.as_bytes(), &utf16].concat()));
    refused("bad_query_syntax", &cases.get("query=ASK%20%7B", ""));
}

#[test]
fn updates_change_nothing() {
    let cases = cases();
    let update = ("Content-Type", "application/sparql-update");
    let before = cases.server.get("/store", "application/n-quads").body;
    let insert = "INSERT DATA { <http://e.example/s> <http://e.example/p> 1 }";
    let form = format!("update={}", encode(insert));
    let graph = "http%3A%2F%2Fe.example%2Fg";
    let check = |name: &str, target: &str, media: (&str, &str), body: &str| {
        Cases::refused(name, &cases.post(target, media, body));
    };
    check("update_post_form", "/sparql", FORM, &form);
    check("update_post_direct", "/sparql", update, insert);
    check("update_dataset_default_graph", "/sparql", FORM, &format!("{form}&using-graph-uri={graph}"));
    let two = format!("{form}&using-graph-uri={graph}&using-graph-uri={graph}2");
    check("update_dataset_default_graphs", "/sparql", FORM, &two);
    check("update_dataset_named_graphs", "/sparql", FORM, &format!("{form}&using-named-graph-uri={graph}"));
    let full = format!("{form}&using-graph-uri={graph}&using-named-graph-uri={graph}2");
    check("update_dataset_full", "/sparql", FORM, &full);
    check("update_base_uri", "/sparql", update, "CLEAR GRAPH <g> ; INSERT DATA { GRAPH <g> { <s> <p> <o> } }");
    check("bad_update_get", "/sparql?update=CLEAR%20ALL", FORM, "");
    Cases::refused("bad_update_get", &cases.get("update=CLEAR%20ALL", ""));
    check("bad_multiple_updates", "/sparql", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT");
    check("bad_update_wrong_media_type", "/sparql", ("Content-Type", "text/plain"), "CLEAR NAMED");
    check("bad_update_missing_form_type", "/sparql", ("X-None", ""), "update=CLEAR%20NAMED");
    check("bad_update_missing_direct_type", "/sparql", ("X-None", ""), "CLEAR NAMED");
    check(
        "bad_update_non_utf8",
        "/sparql",
        ("Content-Type", "application/sparql-update; charset=UTF-16"),
        "\u{0}C\u{0}L",
    );
    check("bad_update_syntax", "/sparql", update, "CLEAR XYZ");
    let conflict = "INSERT DATA { <s> <p> <o> } USING <g> WHERE {}";
    check("bad_update_dataset_conflict", "/sparql?using-named-graph-uri=x", update, conflict);
    assert_eq!(cases.server.get("/store", "application/n-quads").body, before);
}
