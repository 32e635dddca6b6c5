//! Path → who answers; who may ask; the headers that every answer has.

use super::{
    Shared, description, graph_store,
    http::{Request, Response},
    page, protocol,
};
use std::net::IpAddr;

const READING: &str = "GET, HEAD, OPTIONS";
const QUERYING: &str = "GET, HEAD, OPTIONS, POST";

pub(super) fn answer(request: &Request, shared: &Shared) -> Response {
    let (route, response) = route(request, shared);
    shared.metrics.request(route, response.status);
    finish(response, shared)
}

fn route(request: &Request, shared: &Shared) -> (&'static str, Response) {
    if let Some(refusal) = foreign(request, shared) {
        return ("foreign", refusal);
    }
    let (route, allowed): (&'static str, &str) = match request.path.as_str() {
        "/" | "/index.html" => ("/", READING),
        "/sparql" | "/sparql/" => ("/sparql", QUERYING),
        "/query" | "/query/" => ("/query", QUERYING),
        "/store" => ("/store", READING),
        "/query.html" => ("/query.html", READING),
        "/.well-known/void" => ("/.well-known/void", READING),
        "/questions" => ("/questions", READING),
        "/healthz" => ("/healthz", READING),
        "/metrics" => ("/metrics", READING),
        "/favicon.ico" => ("/favicon.ico", READING),
        _ => return ("other", Response::text(404, "there is nothing here; try /, /query.html, /sparql or /store")),
    };
    let response = match request.method.as_str() {
        "OPTIONS" => Response::new(204, "text/plain", "").with("Allow", allowed),
        "GET" | "HEAD" => read(route, request, shared),
        "POST" if allowed == QUERYING => protocol::answer(request, shared),
        _ => Response::text(405, "nothing can be changed here: rapporteur add and remove change a dossier")
            .with("Allow", allowed),
    };
    (route, response)
}

fn read(route: &str, request: &Request, shared: &Shared) -> Response {
    match route {
        "/" => Response::new(200, "text/html; charset=utf-8", &*shared.live.state().page()),
        "/query.html" => page::answer(),
        "/store" => graph_store::answer(request, shared),
        "/.well-known/void" => description::dataset(request, shared),
        "/questions" => description::questions(request),
        "/healthz" => {
            let state = shared.live.state();
            let body = serde_json::json!({"status": "ok", "articles": state.articles, "quads": state.store.len()});
            Response::new(200, "application/json", format!("{body}\n"))
        }
        "/metrics" => Response::new(200, "text/plain; version=0.0.4; charset=utf-8", shared.metrics.show(shared)),
        "/favicon.ico" => Response::new(204, "image/x-icon", ""),
        _ => protocol::answer(request, shared),
    }
}

/// Refuses what a page of another site makes a browser ask: by a name that was bent to this computer, or from another origin.
fn foreign(request: &Request, shared: &Shared) -> Option<Response> {
    let host = request.header("host").unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let known = name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    // HTTP/1.0 has no Host; browsers always send one.
    if shared.local && !known && !host.is_empty() {
        return Some(Response::text(421, "this server answers for localhost only; see --bind"));
    }
    let cross = request.header("sec-fetch-site") == Some("cross-site");
    let opened =
        request.header("sec-fetch-mode") == Some("navigate") && request.method == "GET" && request.query.is_empty();
    (cross && !opened && !shared.settings.cors)
        .then(|| Response::text(403, "pages of other sites may not ask; see --cors"))
}

fn finish(mut response: Response, shared: &Shared) -> Response {
    let mut add = |name: &'static str, value: &str| {
        if !response.headers.iter().any(|(n, _)| *n == name) {
            response.headers.push((name, value.to_owned()));
        }
    };
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Cache-Control", "no-cache");
    // The pages name their own scripts; no other answer is to run any.
    add("Content-Security-Policy", "frame-ancestors 'none'");
    add("Vary", "Accept");
    if shared.settings.cors {
        add("Access-Control-Allow-Origin", "*");
        add("Access-Control-Allow-Methods", QUERYING);
        add("Access-Control-Allow-Headers", "Accept, Content-Type");
        add("Access-Control-Expose-Headers", "X-Rapporteur-Truncated");
    } else {
        add("Cross-Origin-Resource-Policy", "same-origin");
    }
    response
}
