//! The explorer: one HTML file that opens from the disk and shows the graph, a timeline, a map, what sources disagree on, and
//! for everything the sentences that it stands on. It asks nothing of the network and holds no code but ours.
//!
//! An article's text is data here and never code: it travels as JSON in a `<script type="application/json">` whose markup
//! characters are escaped, the page builds itself with `textContent` only, and its content security policy names the digests of
//! the one script and the one style sheet, so that a browser refuses any other.

mod base64;
mod context;
mod data;
mod lights;

pub use context::around;

use super::Options;
use crate::{graph::KnowledgeGraph, model::DocumentId};
use data::Data;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, io};

const PAGE: &str = include_str!("html/explorer.html");
const STYLE: &str = include_str!("html/explorer.css");
/// One function around all parts: nothing of it is global.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("html/model.js"),
    include_str!("html/filter.js"),
    include_str!("html/viewport.js"),
    include_str!("html/graph.js"),
    include_str!("html/timeline.js"),
    include_str!("html/map.js"),
    include_str!("html/conflicts.js"),
    include_str!("html/detail.js"),
    include_str!("html/page.js"),
    "})();\n",
);

/// What the page can show beyond the graph itself.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// The articles' texts, where they are at hand: evidence is then shown with its whole sentence. Only the sentences around
    /// evidence go into the page.
    pub texts: BTreeMap<DocumentId, String>,
    /// Address of a page for queries, for a page that a server gives.
    pub query_page: Option<String>,
}

/// Writes the page.
///
/// # Errors
/// If `out` fails.
pub fn write(graph: &KnowledgeGraph, options: &Options, extras: &Extras, out: &mut dyn io::Write) -> io::Result<()> {
    let data = serde_json::to_string(&Data::new(graph, options, extras))?;
    let (script, style) = (digest(SCRIPT), digest(STYLE));
    let pieces = [
        ("script-digest", script.as_str()),
        ("style-digest", style.as_str()),
        ("style", STYLE),
        ("script", SCRIPT),
        ("data", &escape(&data)),
    ];
    fill(PAGE, &pieces, out)
}

/// Writes a page with its `{{name}}`s replaced.
pub(crate) fn fill(page: &str, pieces: &[(&str, &str)], out: &mut dyn io::Write) -> io::Result<()> {
    for (at, part) in page.split("{{").enumerate() {
        let (name, rest) = if at == 0 { ("", part) } else { part.split_once("}}").unwrap_or(("", part)) };
        let value = pieces.iter().find(|(piece, _)| *piece == name).map_or("", |(_, value)| value);
        out.write_all(value.as_bytes())?;
        out.write_all(rest.as_bytes())?;
    }
    Ok(())
}

/// How a content security policy names a script or style.
pub(crate) fn digest(text: &str) -> String {
    format!("'sha256-{}'", base64::encode(&Sha256::digest(text)))
}

/// JSON that cannot end the element that holds it: these characters stand in strings only, where an escape means the same.
pub(crate) fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    fn page() -> String {
        let mut out = Vec::new();
        write(&sample::graph(), &Options::default(), &Extras::default(), &mut out).expect("writes to memory");
        String::from_utf8(out).expect("UTF-8")
    }

    fn inside<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
        let start = page.find(open).expect(open) + open.len();
        &page[start..start + page[start..].find(close).expect(close)]
    }

    #[test]
    fn text_of_articles_cannot_become_markup() {
        let page = page();
        let data = inside(&page, "<script type=\"application/json\" id=\"data\">", "</script>");
        assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        let json: serde_json::Value = serde_json::from_str(data).expect("JSON");
        let labels = json["nodes"].as_array().expect("nodes").iter().filter_map(|n| n["label"].as_str());
        assert!(labels.into_iter().any(|label| label.contains("<b>&amp;</b>")), "the string itself is there");
    }

    #[test]
    fn the_policy_names_what_is_in_the_page() {
        let page = page();
        let policy = inside(&page, "Content-Security-Policy\" content=\"", "\"");
        for (open, close) in [("<script>", "</script>"), ("<style>", "</style>")] {
            let digest = base64::encode(&Sha256::digest(inside(&page, open, close)));
            assert!(policy.contains(&format!("'sha256-{digest}'")), "{open} {policy}");
        }
        assert!(policy.starts_with("default-src 'none'"));
        assert_eq!(page.matches("<script").count(), 2);
        for word in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("]
        {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let page = page();
        let shell = page.replace(inside(&page, "id=\"data\">", "</script>"), "");
        for word in [" src=", "url(", "@import", "<link", "XMLHttpRequest", "WebSocket", "sendBeacon"] {
            assert!(!shell.contains(word), "{word}");
        }
    }

    #[test]
    fn equal_graphs_give_equal_bytes() {
        assert_eq!(page(), page());
    }
}
