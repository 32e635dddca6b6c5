//! The page for queries: the named questions, prefixes, results as table, CSV, JSON and graph. Written by hand, embedded whole.

use super::http::Response;
use crate::{
    export::html::{digest, escape, fill},
    rdf::vocabulary::PREFIXES,
    store::questions,
};
use serde_json::json;

const PAGE: &str = include_str!("page/query.html");
const STYLE: &str = include_str!("page/query.css");
const SCRIPT: &str = include_str!("page/query.js");

pub(super) fn answer() -> Response {
    let question = |question: crate::store::Question| {
        let parameter =
            |p: &crate::store::Parameter| json!({"name": p.name, "example": p.example, "optional": p.optional});
        let parameters: Vec<_> = question.parameters.iter().map(parameter).collect();
        json!({"name": question.name, "title": question.title, "parameters": parameters, "text": question.text})
    };
    let all: Vec<_> = questions().into_iter().map(question).collect();
    let prefixes: Vec<_> = PREFIXES.iter().map(|(name, iri)| json!([name, iri])).collect();
    let data = json!({"questions": all, "prefixes": prefixes}).to_string();
    let mut body = Vec::new();
    let pieces = [("style", STYLE), ("script", SCRIPT), ("data", &escape(&data))];
    // Memory does not fail.
    fill(PAGE, &pieces, &mut body).ok();
    let (script, style) = (digest(SCRIPT), digest(STYLE));
    let policy = format!(
        "default-src 'none'; script-src {script}; style-src {style}; connect-src 'self'; img-src data:; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    Response::new(200, "text/html; charset=utf-8", body).with("Content-Security-Policy", policy)
}
