//! SPARQL 1.1 Protocol: a query in the address, in a form or as a body; the graphs it is to see; the answer in the form that the
//! client asks for. Beyond the standard: `$name=value` binds a selected variable, `format=csv` goes before `Accept`,
//! `timeout=5` asks for less time, `union-default-graph=true` lets plain patterns see all graphs.

use super::{
    Pass, Shared, cache, description,
    http::{Request, Response, pairs},
    negotiate::choose,
};
use crate::{
    diagnostic::Diagnostic,
    rdf::{self, syntax::Syntax},
    store::{Answer, AnswerFormat, Evaluation, QueryError, QueryOptions},
};
use std::time::{Duration, Instant};

/// A longer query is a mistake; a parser's stack must hold it.
const LONGEST_QUERY: usize = 64 << 10;

/// Forms of an answer, each with its media types, the first the usual one.
pub(super) type Offers<'a> = &'a [(AnswerFormat, &'a [&'a str])];

const TABLES: Offers<'static> = &[
    (AnswerFormat::Json, &["application/sparql-results+json", "application/json", "text/json"]),
    (AnswerFormat::Xml, &["application/sparql-results+xml", "application/xml", "text/xml"]),
    (AnswerFormat::Csv, &["text/csv"]),
    (AnswerFormat::Tsv, &["text/tab-separated-values"]),
];
pub(super) const GRAPHS: Offers<'static> = &[
    (AnswerFormat::Turtle, &["text/turtle", "application/x-turtle"]),
    (AnswerFormat::Ntriples, &["application/n-triples", "text/plain"]),
    (AnswerFormat::Jsonld, &["application/ld+json", "application/json"]),
    (AnswerFormat::Rdfxml, &["application/rdf+xml", "application/xml", "text/xml"]),
];

/// The media type of a form: the first of its names.
pub(super) fn media(format: AnswerFormat) -> String {
    let names = TABLES.iter().chain(GRAPHS).find(|(f, _)| *f == format).and_then(|(_, names)| names.first());
    let name = names.copied().unwrap_or("text/plain");
    if name.starts_with("text/") { format!("{name}; charset=utf-8") } else { name.to_owned() }
}

/// The form of a name: ours, what other servers call it, or media types as in `Accept`.
fn named(offers: Offers<'_>, name: &str) -> Option<AnswerFormat> {
    if name.contains('/') {
        return choose(Some(name), offers).copied();
    }
    let other = match name {
        "xml" | "rdf" | "rdf+xml" => AnswerFormat::Rdfxml,
        "json" | "json-ld" => AnswerFormat::Jsonld,
        "ttl" | "n3" => AnswerFormat::Turtle,
        "nt" => AnswerFormat::Ntriples,
        _ => return offers.iter().map(|(f, _)| *f).find(|f| f.as_str() == name),
    };
    let fits = |(f, _): &&(AnswerFormat, &[&str])| f.as_str() == name || *f == other;
    offers.iter().find(fits).map(|(f, _)| *f)
}

pub(super) fn not_acceptable(offers: Offers<'_>) -> Response {
    let names: Vec<&str> = offers.iter().filter_map(|(_, names)| names.first().copied()).collect();
    Response::text(406, format!("this answer can be had as {}", names.join(", ")))
}

pub(super) fn answer(request: &Request, shared: &Shared) -> Response {
    match read(request) {
        Ok(None) => description::answer(request, shared),
        Ok(Some(asked)) => evaluate(asked, request, shared),
        Err(refusal) => refusal,
    }
}

/// What a client asks.
#[derive(Default)]
struct Asked {
    evaluation: Evaluation,
    /// A form's name or media type.
    format: Option<String>,
    timeout: Option<Duration>,
}

/// None for a bare `GET`.
fn read(request: &Request) -> Result<Option<Asked>, Response> {
    let wrong = |message: &str| Response::text(400, message);
    let garbled = || wrong("the parameters are no UTF-8");
    let mut given = pairs(&request.query).ok_or_else(garbled)?;
    if request.method == "POST" {
        let body = || std::str::from_utf8(&request.body).map_err(|_| wrong("the body is no UTF-8"));
        let media = request.header("content-type").unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match media.as_str() {
            "application/sparql-query" => given.push(("query".to_owned(), body()?.to_owned())),
            "application/x-www-form-urlencoded" => given.extend(pairs(body()?).ok_or_else(garbled)?),
            "application/sparql-update" => given.push(("update".to_owned(), String::new())),
            _ => {
                return Err(Response::text(415, "send application/sparql-query or application/x-www-form-urlencoded"));
            }
        }
    } else if given.is_empty() {
        return Ok(None);
    }
    if given.iter().any(|(name, _)| name == "update") {
        return Err(Response::text(405, "nothing can be changed here: rapporteur add and remove change a dossier")
            .with("Allow", "GET, HEAD, OPTIONS, POST"));
    }
    let queries = given.iter().filter(|(name, _)| name == "query").count();
    if queries != 1 {
        return Err(wrong(if queries == 0 {
            "there is no parameter “query”"
        } else {
            "there is more than one query"
        }));
    }
    let mut asked = Asked::default();
    for (name, value) in given {
        take(&mut asked, &name, value)?;
    }
    Ok(Some(asked))
}

fn take(asked: &mut Asked, name: &str, value: String) -> Result<(), Response> {
    let wrong = |message: String| Response::text(400, message);
    match name {
        "query" if value.len() > LONGEST_QUERY => return Err(Response::text(413, "the query is too long")),
        "query" => asked.evaluation.text = value,
        "default-graph-uri" => asked.evaluation.default_graphs.push(value),
        "named-graph-uri" => asked.evaluation.named_graphs.push(value),
        "union-default-graph" => asked.evaluation.options.union_default_graph = value != "false",
        "format" => {
            if named(TABLES, &value).or(named(GRAPHS, &value)).is_none() {
                return Err(wrong(format!("there is no format “{value}”")));
            }
            asked.format = Some(value);
        }
        "timeout" => {
            let seconds = value.parse::<f64>().ok().filter(|s| (0.0..1e6).contains(s) && *s > 0.0);
            let seconds = seconds.ok_or_else(|| wrong(format!("“{value}” is no number of seconds")))?;
            asked.timeout = Some(Duration::from_secs_f64(seconds));
        }
        // The protocol lets a client send what it likes.
        name => {
            if let Some(variable) = name.strip_prefix('$') {
                asked.evaluation.params.insert(variable.to_owned(), value);
            }
        }
    }
    Ok(())
}

fn evaluate(asked: Asked, request: &Request, shared: &Shared) -> Response {
    let Asked { mut evaluation, format, timeout } = asked;
    let accept = request.headers("accept");
    // Some clients always name a table's form, also for graphs: then what they accept decides.
    let pick = |offers: Offers<'_>| {
        let named = format.as_deref().and_then(|name| named(offers, name));
        named.or_else(|| choose(accept.as_deref(), offers).copied())
    };
    // Nobody need wait for an answer that cannot be given.
    if pick(TABLES).is_none() && pick(GRAPHS).is_none() {
        return not_acceptable(TABLES);
    }
    let (state, start, most) = (shared.live.state(), Instant::now(), shared.settings.timeout);
    evaluation.options = QueryOptions {
        timeout: Some(timeout.map_or(most, |asked| asked.min(most))),
        max_rows: Some(shared.settings.max_rows),
        ..evaluation.options
    };
    evaluation.base = Some(description::address(request, shared));
    let key = cache::key(&evaluation, [pick(TABLES), pick(GRAPHS)]);
    let kept = || {
        let kept = state.cache.get(&key);
        kept.inspect(|_| shared.metrics.query("kept", start.elapsed()))
    };
    if let Some(response) = kept() {
        return response;
    }
    let Some(pass) = Pass::wait(&shared.queries, shared.settings.max_queries, shared.settings.patience) else {
        shared.metrics.query("busy", Duration::ZERO);
        return Response::text(503, "too many queries are running; try again later").with("Retry-After", "5");
    };
    // Somebody else may have asked the same while this one waited.
    if let Some(response) = kept() {
        return response;
    }
    evaluation.max_growth = Some(shared.settings.max_growth);
    evaluation.pass = Some(Box::new(pass));
    let result = state.store.evaluate(evaluation);
    let (outcome, response) = match result {
        Ok(answer) => ("answered", write(&answer, &pick, &state.rdf)),
        Err(QueryError::Invalid(diagnostic)) => ("invalid", explain(&diagnostic)),
        Err(error @ QueryError::Timeout(_)) => ("timeout", Response::text(503, error.to_string())),
        Err(error @ QueryError::Failed(_)) => ("failed", Response::text(503, error.to_string())),
    };
    shared.metrics.query(outcome, start.elapsed());
    state.cache.put(key, &response);
    response
}

/// What is wrong with a query: in words, and where in headers for programs.
fn explain(diagnostic: &Diagnostic) -> Response {
    let mut response = Response::text(400, diagnostic.to_string());
    let place = diagnostic.place.as_ref().and_then(|place| place.line.zip(place.column));
    if let Some((line, column)) = place {
        response = response.with("X-Rapporteur-Position", format!("{line}:{column}"));
    }
    response
}

fn write(answer: &Answer, pick: &dyn Fn(Offers<'_>) -> Option<AnswerFormat>, options: &rdf::Options) -> Response {
    let offers = if matches!(answer, Answer::Graph { .. }) { GRAPHS } else { TABLES };
    let Some(format) = pick(offers) else { return not_acceptable(offers) };
    let mut body = Vec::new();
    let written = match answer {
        Answer::Graph { triples, .. } => {
            let quads = triples.iter().map(|t| t.clone().in_graph(oxrdf::GraphName::DefaultGraph)).collect();
            rdf::syntax::write(syntax(format), &rdf::sorted(quads), options, &mut body)
        }
        _ => answer.write(format, &mut body),
    };
    match written {
        Ok(()) => {
            let response = Response::new(200, &media(format), body);
            if answer.truncated() { response.with("X-Rapporteur-Truncated", "true") } else { response }
        }
        // RDF/XML cannot write every predicate.
        Err(error) => Response::text(406, format!("the answer cannot be written so: {error}")),
    }
}

pub(super) fn syntax(format: AnswerFormat) -> Syntax {
    match format {
        AnswerFormat::Ntriples => Syntax::Ntriples,
        AnswerFormat::Rdfxml => Syntax::Rdfxml,
        AnswerFormat::Jsonld => Syntax::Jsonld,
        _ => Syntax::Turtle,
    }
}
