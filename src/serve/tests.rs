//! The server over loopback, with a client of a few lines.

mod w3c;

use super::*;
use crate::{
    dossier::{Article, Dossier, Settings as Made},
    model::{Attribution, CharSpan, Document, DocumentId, EntityClass, Extraction, Metadata},
};
use std::{
    io::{Read, Write},
    path::Path,
    sync::Mutex,
};

/// An article in which one person is named, without the engine.
fn article(text: &str, name: &str) -> (Document, Extraction) {
    use crate::model::{
        ByteSpan, EventClaim, Evidence, Filler, Interval, LocalEntity, LocalEntityId, LocalEventId, Name, Status,
    };
    let at = text.find(name).expect("the name is in the text");
    let metadata = Metadata {
        title: Some(format!("On {name}")),
        published: "2031-03-04".parse().ok(),
        publisher: Some("Harbour Times".to_owned()),
        url: None,
    };
    let document = Document {
        id: DocumentId::of(text),
        file: "a.txt".to_owned(),
        text: text.to_owned(),
        body: ByteSpan::new(0, text.len()),
        metadata,
    };
    let entity = |class: EntityClass, label: &str| LocalEntity {
        class,
        label: label.to_owned(),
        aliases: Vec::new(),
        gazetteer: None,
        affiliation: None,
        points: None,
        named: true,
        mentions: vec![ByteSpan::new(at, at + name.len())],
    };
    let day = "2031-03-03".parse().expect("a date");
    let event = EventClaim {
        event: LocalEventId(0),
        class: Name::from("Meeting"),
        status: Status::Occurred,
        roles: vec![Filler { role: Name::from("participant"), entity: LocalEntityId(0) }],
        place: vec![LocalEntityId(1)],
        time: Some(Interval::days(day, day, "Monday")),
        about: Vec::new(),
        quantities: Vec::new(),
        attribution: Attribution::default(),
        said: None,
        evidence: vec![Evidence {
            document: document.id.clone(),
            bytes: ByteSpan::new(0, text.len()),
            chars: CharSpan::new(0, text.chars().count()),
            quote: text.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
        }],
        rule: Name::from("Meeting/frame:meet"),
        confidence: 90,
    };
    let entities = vec![entity(EntityClass::Person, name), entity(EntityClass::City, "Port Amber")];
    let (statements, relations, gaps) = (Vec::new(), Vec::new(), Vec::new());
    let document_record = document.record();
    (
        document,
        Extraction {
            document: document_record,
            entities,
            events: vec![event],
            statements,
            relations,
            gaps,
            sentences: 1,
            signature: crate::model::Signature::default(),
        },
    )
}

fn gazetteer() -> Gazetteer {
    Gazetteer::load(crate::ontology::gazetteer::EMBEDDED).expect("the embedded names")
}

fn write(path: &Path, articles: &[(Document, Extraction)]) {
    let mut dossier =
        if path.exists() { Dossier::open_to_change(path) } else { Dossier::create(path, false) }.expect("a dossier");
    let articles: Vec<Article<'_>> =
        articles.iter().map(|(document, extraction)| Article::Read { document, extraction }).collect();
    let made = Made { base: crate::rdf::DEFAULT_BASE.to_owned(), knowledge: "test".to_owned(), ..Made::default() };
    dossier.write(&made, &articles).expect("written");
}

struct Running {
    server: Option<Server>,
    dossier: tempfile::TempDir,
    said: Arc<Mutex<Vec<String>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }
}

fn start(change: impl FnOnce(&mut Settings)) -> Running {
    start_with(&[article("Ada Brand met officials in Port Amber on Monday.", "Ada Brand")], change)
}

fn start_with(articles: &[(Document, Extraction)], change: impl FnOnce(&mut Settings)) -> Running {
    let dossier = tempfile::tempdir().expect("a folder");
    let path = dossier.path().join("d");
    write(&path, articles);
    let mut settings = Settings { bind: "127.0.0.1:0".to_owned(), ..Settings::new(&path, gazetteer()) };
    change(&mut settings);
    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let say: Say = {
        let said = Arc::clone(&said);
        Arc::new(move |message: Diagnostic| said.lock().expect("not poisoned").push(message.to_string()))
    };
    Running { server: Some(Server::start(settings, say).expect("a server")), dossier, said }
}

struct Got {
    status: u16,
    head: String,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.lines().find(|l| l.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }
}

impl Running {
    fn address(&self) -> SocketAddr {
        self.server.as_ref().expect("running").address
    }
    fn raw(&self, request: &[u8]) -> Got {
        let mut stream = TcpStream::connect(self.address()).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        stream.write_all(request).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        Got { status, head: head.to_owned(), body: body.to_owned() }
    }
    fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let mut request = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (name, value) in headers {
            request = format!("{request}{name}: {value}\r\n");
        }
        if !body.is_empty() {
            request = format!("{request}Content-Length: {}\r\n", body.len());
        }
        self.raw(format!("{request}\r\n{body}").as_bytes())
    }
    fn get(&self, target: &str, accept: &str) -> Got {
        self.ask("GET", target, &[("Accept", accept)], "")
    }
    fn query(&self, text: &str) -> Got {
        self.ask("POST", "/sparql", &[("Content-Type", "application/sparql-query")], text)
    }
}

#[test]
fn protocol() {
    let server = start(|_| {});
    let json = "application/sparql-results+json";
    let select = "SELECT%20?l%20%7B%20?s%20a%20rap:Person%20;%20rdfs:label%20?l%20%7D";
    let get = |rest: &str, accept: &str| server.get(&format!("/sparql?query={select}{rest}"), accept);
    // (accept, status, content type, a piece of the body)
    let check = |accept: &str, status: u16, media: &str, piece: &str| {
        let got = get("", accept);
        assert_eq!(got.status, status, "{accept}: {}", got.body);
        assert_eq!(got.header("content-type"), Some(media), "{accept}");
        assert!(got.body.contains(piece), "{accept}: {}", got.body);
    };
    check("", 200, json, "\"value\":\"Ada Brand\"");
    check("application/sparql-results+xml", 200, "application/sparql-results+xml", "<literal>Ada Brand</literal>");
    check("text/csv, */*;q=0.1", 200, "text/csv; charset=utf-8", "l\r\nAda Brand\r\n");
    check("text/tab-separated-values", 200, "text/tab-separated-values; charset=utf-8", "?l\n\"Ada Brand\"\n");
    check("text/turtle", 406, "text/plain; charset=utf-8", "application/sparql-results+json");
    check("image/png", 406, "text/plain; charset=utf-8", "can be had as");
    assert_eq!(get("&format=csv", "image/png").status, 200);
    // As SPARQLWrapper asks.
    for form in ["tsv", "text/tab-separated-values", "text/x-none,text/tab-separated-values"] {
        assert!(get(&format!("&format={form}"), "*/*").body.starts_with("?l\n"), "{form}");
    }
    assert_eq!(get("&format=dwg", "*/*").status, 400);

    let form =
        |body: &str| server.ask("POST", "/query", &[("Content-Type", "application/x-www-form-urlencoded")], body);
    assert!(form("query=ASK+%7B+%3Fs+a+rap%3APerson+%7D").body.contains("\"boolean\":true"));
    assert_eq!(form("quary=ASK+%7B%7D").status, 400);
    assert_eq!(form("query=ASK+%7B%7D&query=ASK+%7B%7D").status, 400);
    assert_eq!(form("update=CLEAR+ALL").status, 405);
    assert!(server.query("ASK { ?s a rap:Country }").body.contains("false"));
    assert_eq!(
        server.ask("POST", "/sparql", &[("Content-Type", "application/sparql-update")], "CLEAR ALL").status,
        405
    );
    assert_eq!(server.ask("POST", "/sparql", &[("Content-Type", "text/plain")], "ASK {}").status, 415);
    assert_eq!(server.ask("PUT", "/sparql", &[], "").status, 405);
    let wrong = server.query("SELECT * {\n  ?s ?p }");
    assert_eq!((wrong.status, wrong.header("x-rapporteur-position")), (400, Some("2:10")), "{}", wrong.body);
    assert!(wrong.body.contains("query:2:10: error"), "{}", wrong.body);

    let construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a rap:Person ; rdfs:label ?l }";
    for (accept, piece) in [
        ("text/turtle", "@prefix"),
        ("application/n-triples", "> \"Ada Brand\" ."),
        ("application/ld+json", "@context"),
        ("application/rdf+xml", "<rdf:RDF"),
    ] {
        let headers = [("Content-Type", "application/sparql-query"), ("Accept", accept)];
        let got = server.ask("POST", "/sparql", &headers, construct);
        assert_eq!(got.status, 200, "{accept}");
        assert!(got.header("content-type").is_some_and(|media| media.starts_with(accept)));
        assert!(got.body.contains(piece), "{accept}: {}", got.body);
    }
    let headers = [("Content-Type", "application/sparql-query"), ("Accept", "text/csv")];
    assert_eq!(server.ask("POST", "/sparql", &headers, construct).status, 406);
}

#[test]
fn graphs_and_parameters() {
    let server = start(|_| {});
    let names = server.query("SELECT DISTINCT ?g { GRAPH ?g { ?c a rap:Claim } }").body;
    let json: serde_json::Value = serde_json::from_str(&names).expect("JSON");
    let graph = json["results"]["bindings"][0]["g"]["value"].as_str().expect("a graph").to_owned();
    let ask = |parameters: &str, query: &str| {
        let got = server.ask(
            "POST",
            &format!("/sparql?{parameters}"),
            &[("Content-Type", "application/sparql-query")],
            query,
        );
        assert_eq!(got.status, 200, "{}", got.body);
        got.body.contains("true")
    };
    assert!(!ask("", "ASK { ?c a rap:Claim }"));
    assert!(ask("union-default-graph=true", "ASK { ?c a rap:Claim }"));
    assert!(ask(&format!("default-graph-uri={graph}"), "ASK { ?c a rap:Claim }"));
    assert!(!ask(&format!("default-graph-uri={graph}"), "ASK { GRAPH ?g { ?c a rap:Claim } }"));
    assert!(ask(&format!("named-graph-uri={graph}"), "ASK { GRAPH ?g { ?c a rap:Claim } }"));
    assert!(!ask(&format!("named-graph-uri={graph}"), "ASK { ?s ?p ?o }"));
    assert!(!ask("named-graph-uri=http://e.example/none", "ASK { GRAPH ?g { ?c a rap:Claim } }"));
    assert_eq!(server.get("/sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri", "*/*").status, 400);
    let bound = "/sparql?format=csv&query=SELECT%20?s%20?l%20%7B?s%20rdfs:label%20?l%7D&$l=Ada%20Brand";
    assert!(server.get(bound, "").body.contains("person/ada-brand"));

    let store = |target: &str, accept: &str| server.get(target, accept);
    assert!(store("/store?default", "text/turtle").body.contains("Ada Brand"));
    assert!(store(&format!("/store?graph={graph}"), "application/n-triples").body.contains("Claim"));
    assert_eq!(store("/store?graph=http://e.example/none", "*/*").status, 404);
    assert_eq!(store("/store?graph=none", "*/*").status, 400);
    assert_eq!(store("/store?default", "image/png").status, 406);
    assert!(store("/store", "application/n-quads").body.contains(&format!("<{graph}> .")));
    let put = server.ask("PUT", "/store?default", &[("Content-Type", "text/turtle")], "<a:a> <a:b> <a:c> .");
    assert_eq!((put.status, put.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    let head = server.ask("HEAD", "/store?default", &[], "");
    assert!(head.body.is_empty() && head.header("content-length").is_some_and(|n| n != "0"));
}

#[test]
fn pages_and_machines() {
    let server = start(|_| {});
    let page = server.get("/", "text/html");
    assert!(page.body.contains("Ada Brand") && page.body.contains("\"query\":\"query.html\""));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let query = server.get("/query.html", "text/html");
    assert!(query.body.contains("who-met-whom"));
    let policy = query.header("content-security-policy").expect("a policy");
    assert!(policy.contains("connect-src 'self'") && policy.contains("'sha256-"));
    let description = server.get("/sparql", "text/turtle");
    assert!(description.body.contains("sd:SPARQL11Query"), "{}", description.body);
    assert!(description.body.contains("http://localhost/sparql"));
    let void = server.get("/.well-known/void", "text/turtle");
    assert!(void.body.contains("a void:Dataset") && void.body.contains("void:class rap:Meeting"), "{}", void.body);
    assert_eq!(server.get("/.well-known/void", "image/png").status, 406);
    let questions = server.get("/questions", "text/turtle");
    assert!(
        questions.body.contains("question:who-met-whom") && questions.body.contains("sh:select"),
        "{}",
        questions.body
    );
    assert_eq!(server.get("/sparql", "text/html,*/*;q=0.8").header("location"), Some("/query.html"));
    assert!(server.get("/healthz", "").body.contains("\"status\":\"ok\""));
    let metrics = server.get("/metrics", "").body;
    assert!(metrics.contains("rapporteur_requests_total{route=\"/query.html\",status=\"200\"} 1"), "{metrics}");
    assert_eq!(server.get("/nothing", "").status, 404);
    assert_eq!(server.get("/../../etc/passwd", "").status, 404);
    assert_eq!(server.ask("DELETE", "/", &[], "").status, 405);
    assert_eq!(server.ask("OPTIONS", "/sparql", &[], "").header("allow"), Some("GET, HEAD, OPTIONS, POST"));
}

#[test]
fn other_sites_are_kept_out() {
    let closed = start(|_| {});
    assert_eq!(closed.raw(b"GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").status, 421);
    assert_eq!(closed.ask("GET", "/healthz?x", &[("Sec-Fetch-Site", "cross-site")], "").status, 403);
    assert_eq!(closed.get("/healthz", "").header("access-control-allow-origin"), None);
    let open = start(|settings| settings.cors = true);
    let got = open.ask("GET", "/healthz", &[("Sec-Fetch-Site", "cross-site"), ("Origin", "http://o.example")], "");
    assert_eq!((got.status, got.header("access-control-allow-origin")), (200, Some("*")));
}

#[test]
fn broken_requests() {
    let server = start(|settings| settings.max_body = 100_000);
    let status = |request: &[u8]| server.raw(request).status;
    assert_eq!(status(b"nonsense\r\n\r\n"), 400);
    assert_eq!(status(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: \x01\r\n\r\n"), 400);
    let long = format!("GET /?{} HTTP/1.1\r\n\r\n", "a".repeat(50_000));
    assert_eq!(status(long.as_bytes()), 431);
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(100));
    assert_eq!(status(many.as_bytes()), 431);
    let post = |rest: &str| {
        status(format!("POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n{rest}").as_bytes())
    };
    assert_eq!(post("Content-Length: 1000000\r\n\r\n"), 413);
    assert_eq!(post("Content-Length: -4\r\n\r\n"), 400);
    assert_eq!(post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    assert_eq!(post("Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n3;x=y\r\n {}\r\n0\r\n\r\n"), 200);
    assert_eq!(post("Transfer-Encoding: chunked\r\n\r\nfffff\r\n"), 413);
    assert_eq!(post("Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), 400);
    assert_eq!(post(&format!("Content-Length: 80000\r\n\r\n{}", " ".repeat(80_000))), 413);
    // Two requests on one connection.
    let two = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(server.raw(two).body.matches("\"status\":\"ok\"").count(), 2);
}

#[test]
fn hostile_queries_are_cut_off_and_the_server_stays() {
    let server = start(|settings| {
        settings.timeout = Duration::from_millis(400);
        settings.max_rows = 1000;
        settings.max_queries = 3;
    });
    let check = |query: &str, status: u16| {
        let start = Instant::now();
        let got = server.query(query);
        assert_eq!(got.status, status, "{query:.100}: {}", got.body);
        assert!(start.elapsed() < Duration::from_secs(60), "{query:.100}: {:?}", start.elapsed());
        // What was given up ends soon, too, and gives its place back.
        let running = &server.server.as_ref().expect("running").shared.queries;
        while running.load(Ordering::Relaxed) > 0 {
            assert!(start.elapsed() < Duration::from_secs(120), "{query:.100} still runs");
            thread::sleep(Duration::from_millis(20));
        }
        got
    };
    // Cross products: counted, sorted, and as rows.
    let product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o";
    check(&format!("SELECT (COUNT(*) AS ?n) {{ {product} }}"), 503);
    check(&format!("SELECT * {{ {product} }} ORDER BY ?c ?f"), 503);
    let rows = check(&format!("SELECT * {{ {product} }}"), 200);
    assert_eq!(rows.header("x-rapporteur-truncated"), Some("true"));
    check(
        "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>|^!<a:a>)* ?b . ?c (!<a:a>|^!<a:a>)* ?d . ?e (!<a:a>|^!<a:a>)+ ?f }",
        503,
    );
    let doubled = (0..40).map(|n| format!("BIND(CONCAT(?x{n}, ?x{n}) AS ?x{}) ", n + 1)).collect::<Vec<_>>().concat();
    check(&format!("SELECT (STRLEN(?x40) AS ?n) {{ BIND('0123456789' AS ?x0) {doubled} }}"), 503);
    check(&format!("ASK {{ FILTER({}1{}) }}", "(".repeat(20_000), ")".repeat(20_000)), 400);
    check(&format!("ASK {{ {} {} }}", "{".repeat(30), "}".repeat(30)), 200);
    check(&format!("SELECT * {{ ?s ?p ?o FILTER({}true) }}", "true && ".repeat(6_000)), 200);
    check(&format!("SELECT * {{ ?s ?p ?o {} }}", "OPTIONAL { ?s a ?t } ".repeat(2_500)), 503);
    let tables = (0..20).map(|n| format!("VALUES ?v{n} {{ 1 2 3 4 }} ")).collect::<Vec<_>>().concat();
    check(&format!("SELECT (COUNT(*) AS ?n) {{ {tables} }}"), 503);
    check(&format!("SELECT * {{ {tables} }} ORDER BY ?v19"), 503);
    let unions = "{ { BIND(1 AS ?a) } UNION { BIND(2 AS ?a) } } ".replace("?a", "?_");
    let unions = (0..30).map(|n| unions.replace("?_", &format!("?u{n}"))).collect::<Vec<_>>().concat();
    check(&format!("SELECT (COUNT(*) AS ?n) {{ {unions} }}"), 503);
    check("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400);
    check("LOAD <http://127.0.0.1:1/>", 400);
    // All have ended, or will; the places for queries come back.
    let start = Instant::now();
    while server.query("ASK { ?s ?p ?o }").status != 200 {
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn only_so_many_queries_at_once() {
    let server = start(|settings| {
        settings.timeout = Duration::from_secs(2);
        settings.patience = Duration::from_millis(200);
        settings.max_queries = 1;
    });
    thread::scope(|scope| {
        let slow = scope.spawn(|| {
            server
                .query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }")
                .status
        });
        thread::sleep(Duration::from_millis(500));
        let busy = server.query("ASK {}");
        assert_eq!((busy.status, busy.header("retry-after")), (503, Some("5")));
        assert_eq!(server.get("/healthz", "").status, 200);
        assert_eq!(slow.join().expect("ended"), 503);
    });
}

#[test]
fn the_dossier_is_read_again_when_it_changes() {
    let server = start(|_| {});
    let asks = "ASK { ?s rdfs:label \"Bo Lund\" }";
    assert!(server.query(asks).body.contains("false"));
    let path = server.dossier.path().join("d");
    let first = article("Ada Brand met officials in Port Amber on Monday.", "Ada Brand");
    write(&path, &[first, article("Bo Lund met officials in Port Amber on Monday.", "Bo Lund")]);
    let start = Instant::now();
    while server.query(asks).body.contains("false") {
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", server.said);
        thread::sleep(Duration::from_millis(50));
    }
    assert!(server.get("/", "").body.contains("Bo Lund"));
    assert!(server.said.lock().expect("not poisoned").iter().any(|m| m.contains("now 2 articles")));
}

#[test]
fn it_ends_cleanly() {
    let mut server = start(|_| {});
    let address = server.address();
    // A connection without a request does not keep it.
    let _idle = TcpStream::connect(address).expect("a connection");
    let start = Instant::now();
    server.server.take().expect("running").stop();
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert!(TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err());
}

#[test]
fn what_is_inferred_is_served_where_it_is_asked_for() {
    let ask = "/sparql?query=ASK%20%7B%20%3Fm%20schema%3Aattendee%20%3Fa%20%7D";
    let answer = |server: &Running| server.get(ask, "application/sparql-results+json").body;
    assert!(answer(&start(|_| {})).contains("false"));
    let text = include_str!("../../ontology/rapporteur.ttl");
    let ontology = crate::ontology::Ontology::load(&[("rapporteur.ttl", text)]).expect("the ontology");
    let server = start(|settings| {
        settings.ontology = Some(ontology.into());
        settings.infer = true;
    });
    assert!(answer(&server).contains("true"), "{}", answer(&server));
    let graph = server.get("/store?graph=https%3A%2F%2Fw3id.org%2Frapporteur%2Fid%2Fgraph%2Finferred", "text/turtle");
    assert!(graph.body.contains("schema:attendee"), "{}", graph.body);
}
