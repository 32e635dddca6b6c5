//! Puts load on a server: clients that ask the named questions one after another, or strangers' worst queries, and what came of it.
//!
//! ```text
//! rapporteur serve dossier &
//! cargo run --release --example load -- 127.0.0.1:7878 --clients 50 --seconds 60 [--distinct] [--slowest MS]
//! cargo run --release --example load -- 127.0.0.1:7878 --hostile
//! ```

use rapporteur::store::{Question, questions};
use std::{
    collections::BTreeMap,
    error::Error,
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

/// Queries that would never end, or fill the memory, or break a parser.
fn hostile() -> Vec<(&'static str, String)> {
    let any = |n: usize| (0..n).map(|i| format!("?s{i} ?p{i} ?o{i} . ")).collect::<Vec<_>>().concat();
    let deep = |n: usize| format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(n), ")".repeat(n));
    vec![
        ("cross product, counted", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", any(6))),
        ("cross product, sorted", format!("SELECT * {{ {} }} ORDER BY ?o1", any(3))),
        ("cross product, grouped", format!("SELECT ?o0 (GROUP_CONCAT(?o1) AS ?all) {{ {} }} GROUP BY ?o0", any(3))),
        ("endless path", "SELECT (COUNT(*) AS ?n) { ?a (!rap:none|^!rap:none)* ?b }".to_owned()),
        (
            "path of paths",
            "SELECT (COUNT(*) AS ?n) { ?a ((!rap:none)*/(!rap:none)*)* ?b . ?b (^!rap:none)* ?c }".to_owned(),
        ),
        ("closure of who acts", "SELECT (COUNT(*) AS ?n) { ?a (sem:hasActor|^sem:hasActor)* ?b }".to_owned()),
        ("closure of one property", "SELECT (COUNT(*) AS ?n) { ?a rdf:type+ ?b }".to_owned()),
        ("huge result", "SELECT * { GRAPH ?g { ?s ?p ?o } }".to_owned()),
        ("huge construct", "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }".to_owned()),
        ("everything described", "DESCRIBE ?s { ?s ?p ?o }".to_owned()),
        (
            "slow regular expressions",
            "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), CONCAT(\"(a*)*b\", STR(?r)))) }".to_owned(),
        ),
        ("long strings", "SELECT (GROUP_CONCAT(?o) AS ?x) { ?s ?p ?o . ?t ?q ?r }".to_owned()),
        ("deep brackets", deep(20_000)),
        ("deep but allowed", deep(39)),
        ("the network", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }".to_owned()),
        ("an update", "DROP ALL".to_owned()),
    ]
}

struct Got {
    status: u16,
    took: Duration,
    bytes: usize,
    body: String,
}

/// One request on a connection of its own, as most scripts do it.
fn ask(address: &str, target: &str, form: &str) -> Result<Got, std::io::Error> {
    let start = Instant::now();
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    let method = if form.is_empty() { "GET" } else { "POST" };
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    );
    stream.write_all(head.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Ok(Got { status, took: start.elapsed(), bytes: bytes.len(), body: body.to_owned() })
}

fn encode(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect::<Vec<_>>().concat()
}

/// A question with its parameters empty, or with those of its head; the latter are what people ask.
fn form(question: &Question, given: bool) -> String {
    let value = |example: &str| if given { encode(example) } else { String::new() };
    let parameters = question.parameters.iter().map(|p| format!("&%24{}={}", p.name, value(&p.example)));
    format!("query={}{}", encode(&question.text), parameters.collect::<Vec<_>>().concat())
}

fn metric(address: &str, name: &str) -> f64 {
    let text = ask(address, "/metrics", "").map(|got| got.body).unwrap_or_default();
    let value = |line: &str| line.strip_prefix(name)?.trim().parse().ok();
    text.lines().find_map(value).unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let address = arguments.first().ok_or("usage: load ADDRESS:PORT [--clients N] [--seconds N] | --hostile")?;
    let number = |name: &str, usual: u64| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    if arguments.iter().any(|argument| argument == "--hostile") {
        return attack(address);
    }
    let distinct = arguments.iter().any(|argument| argument == "--distinct");
    let (clients, seconds) = (number("--clients", 50), number("--seconds", 60));
    let questions = questions();
    alone(address, &questions, Duration::from_millis(number("--slowest", 60_000)))?;
    let until = Instant::now() + Duration::from_secs(seconds);
    let one = |client: usize| {
        let mut seen = Vec::new();
        for turn in 0.. {
            let question = &questions[(client + turn) % questions.len()];
            if Instant::now() >= until {
                break;
            }
            // A comment that nobody else sends keeps the server from giving an answer that it gave before.
            let mark = if distinct { encode(&format!("# {client} {turn}\n")) } else { String::new() };
            let got =
                ask(address, "/sparql", &form(question, turn % 4 != 3).replacen("query=", &format!("query={mark}"), 1));
            seen.push((
                question.name.clone(),
                got.map_or((0, Duration::ZERO, 0), |got| (got.status, got.took, got.bytes)),
            ));
        }
        seen
    };
    let start = Instant::now();
    let seen: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..clients as usize).map(|client| scope.spawn(move || one(client))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    report(address, &seen, start.elapsed());
    Ok(())
}

/// Each question by itself, for all that it can give; none may take longer than this.
fn alone(address: &str, questions: &[Question], slowest: Duration) -> Result<(), Box<dyn Error>> {
    println!("{:24} {:>8} {:>9}", "question, alone", "ms", "bytes");
    for question in questions {
        let got = ask(address, "/sparql", &form(question, false))?;
        println!("{:24} {:8} {:9}", question.name, got.took.as_millis(), got.bytes);
        if got.status != 200 || got.took > slowest {
            return Err(format!("{}: {} after {} ms", question.name, got.status, got.took.as_millis()).into());
        }
    }
    println!();
    Ok(())
}

fn report(address: &str, seen: &[(String, (u16, Duration, usize))], took: Duration) {
    let mut by_name: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for (name, (status, took, _)) in seen {
        *statuses.entry(*status).or_default() += 1;
        if *status == 200 {
            by_name.entry("all").or_default().push(*took);
            by_name.entry(name).or_default().push(*took);
        }
    }
    println!("{:24} {:>7} {:>8} {:>8} {:>8}", "question", "answers", "p50 ms", "p99 ms", "max ms");
    for (name, times) in &mut by_name {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_millis();
        println!("{name:24} {:7} {:8} {:8} {:8}", times.len(), at(50), at(99), at(100));
    }
    let bytes: usize = seen.iter().map(|(_, (_, _, bytes))| bytes).sum();
    let rate = seen.len() as f64 / took.as_secs_f64();
    println!("\n{} requests in {:.1} s: {rate:.1} a second, {} MB", seen.len(), took.as_secs_f64(), bytes >> 20);
    println!("by status: {statuses:?}");
    println!("server: {:.0} MB resident", metric(address, "rapporteur_resident_bytes") / 1e6);
}

/// All at once and twice, then one by one; in between the server must answer.
fn attack(address: &str) -> Result<(), Box<dyn Error>> {
    let queries = hostile();
    thread::scope(|scope| {
        for _ in 0..2 {
            for (_, query) in &queries {
                scope.spawn(move || ask(address, "/sparql", &format!("query={}", encode(query))).map(|got| got.status));
            }
        }
        for _ in 0..20 {
            thread::sleep(Duration::from_millis(500));
            let health = ask(address, "/healthz", "").map_or(0, |got| got.status);
            assert_eq!(health, 200, "the server does not answer in between");
        }
    });
    for (name, query) in &queries {
        let got = ask(address, "/sparql", &format!("query={}", encode(query)))?;
        let line = got.body.lines().next().unwrap_or_default();
        let shown: String = line.chars().take(60).collect();
        println!("{name:26} {} after {:6} ms, {:9} bytes  {shown}", got.status, got.took.as_millis(), got.bytes);
        assert_ne!(got.status, 0, "{name}: no answer");
    }
    let rest = Instant::now();
    while metric(address, "rapporteur_queries_running") > 0.0 {
        assert!(rest.elapsed() < Duration::from_secs(60), "queries go on a minute after they were cut off");
        thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(ask(address, "/sparql", &format!("query={}", encode("ASK { ?s ?p ?o }")))?.status, 200);
    println!(
        "nothing runs any more; the server answers; {:.0} MB resident",
        metric(address, "rapporteur_resident_bytes") / 1e6
    );
    Ok(())
}
