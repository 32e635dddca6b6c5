//! `changes`: what a dossier knows that it did not know before, or that another did not.

use super::{
    Global, Outcome, Result,
    choice::one_of,
    open, output,
    table::{counted, shortened},
    terminal::Terminal,
};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::Dossier,
    graph::{Change, ChangeKind, ClaimRef, KnowledgeGraph, changes},
    model::Date,
    rdf::{self, Iris, syntax},
};
use serde_json::{Value, json};
use std::{
    io::{self, Write},
    path::PathBuf,
};

const AFTER: &str = "\
Examples:
  rapporteur changes dossier --since 2031-03-14          what came on that day and after it
  rapporteur changes yesterday today                     what the second dossier says that the first does not
  rapporteur changes dossier --since 2031-03-14 --format jsonl | grep '\"contradicted\"'

A day is one of publication. Articles that tell none count as known before; from that day on it is a plain comparison.
Confirmed: more independent sources say the same (one outlet, or one text, counts once). Contradicted: a new claim cannot
be true together with an older one. Superseded: the best supported reading has another value.";

/// Tell what changed since a day, or between two dossiers
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Changes {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// A later dossier, to compare with
    #[arg(value_name = "OTHER_DIR", conflicts_with = "since")]
    other: Option<PathBuf>,
    /// Compare with what was known before this day
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&Form::ALL, Form::as_str))]
    format: Form,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Jsonl,
    Turtle,
}

impl Form {
    const ALL: [Self; 3] = [Self::Text, Self::Jsonl, Self::Turtle];
    fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Turtle => "turtle",
        }
    }
}
impl Changes {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        if self.other.is_none() && self.since.is_none() {
            let message = Diagnostic::error("nothing to compare the dossier with");
            return Err(message.hint("give a day with --since, or a second dossier").into());
        }
        let dossier = Dossier::open(&self.dossier)?;
        let (before, after, options) = match (&self.other, self.since) {
            (Some(other), _) => {
                let other = Dossier::open(other)?;
                let before = open::graph(global, terminal, &dossier, None)?;
                (before, open::graph(global, terminal, &other, None)?, open::base(&other)?)
            }
            (None, since) => {
                let (before, after) = open::before_and_after(global, terminal, &dossier, since)?;
                (before, after, open::base(&dossier)?)
            }
        };
        let undated = after.documents().iter().filter(|document| document.metadata.published.is_none()).count();
        if undated > 0 && self.since.is_some() {
            let told = if undated == 1 { "tells" } else { "tell" };
            let message =
                format!("{} {told} no day of publication: taken for known before", counted(undated, "article"));
            terminal.say(&Diagnostic::note(message));
        }
        let found = changes(&before, &after);
        let page = Page { before: &before, after: &after, options: &options, changes: &found };
        output::to(self.output.as_deref(), |out| {
            match self.format {
                Form::Text => page.text(out)?,
                Form::Jsonl => page.lines(out)?,
                Form::Turtle => {
                    let quads = rdf::changes(&before, &after, &found, &options);
                    syntax::write(syntax::Syntax::Turtle, &quads, &options, out)?;
                }
            }
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

struct Page<'a> {
    before: &'a KnowledgeGraph,
    after: &'a KnowledgeGraph,
    options: &'a rdf::Options,
    changes: &'a [Change],
}

/// So many sources of one change are shown to people.
const SHOWN: usize = 3;

impl Page<'_> {
    fn graph(&self, change: &Change) -> &KnowledgeGraph {
        if change.kind == ChangeKind::Gone { self.before } else { self.after }
    }

    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.changes.is_empty() {
            return writeln!(out, "Nothing changed.");
        }
        for kind in ChangeKind::ALL {
            let of_kind: Vec<&Change> = self.changes.iter().filter(|change| change.kind == *kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            writeln!(out, "{} ({})\n", capital(kind.as_str()), of_kind.len())?;
            for change in of_kind {
                self.one(change, out)?;
            }
        }
        Ok(())
    }

    fn one(&self, change: &Change, out: &mut dyn Write) -> io::Result<()> {
        let graph = self.graph(change);
        let value = match (&change.slot, &change.before, &change.after) {
            (slot, Some(before), Some(after)) => {
                let slot = slot.as_ref().map(|slot| format!("{slot} ")).unwrap_or_default();
                let link = if change.kind == ChangeKind::Contradicted { "against" } else { "→" };
                format!(": {slot}{before} {link} {after}")
            }
            (Some(slot), _, Some(after)) => format!(": {slot}, {after}"),
            (None, _, Some(after)) => format!(": {after}"),
            (Some(slot), _, None) => format!(": {slot}"),
            (None, _, None) => String::new(),
        };
        writeln!(out, "  {}{value}", shortened(&graph.label(change.about), 160))?;
        let sources = sources(graph, &change.claims);
        for source in sources.iter().take(SHOWN) {
            let outlet = source.publisher.unwrap_or(source.file);
            let day = source.published.map(|date| format!(", {date}")).unwrap_or_default();
            writeln!(out, "      {outlet}{day}: {}", shortened(source.quote, 160))?;
        }
        if sources.len() > SHOWN {
            writeln!(out, "      and {} more", sources.len() - SHOWN)?;
        }
        writeln!(out)
    }

    fn lines(&self, out: &mut dyn Write) -> io::Result<()> {
        let (was, is) = (Iris::new(self.before, self.options), Iris::new(self.after, self.options));
        for change in self.changes {
            let graph = self.graph(change);
            let iris = if change.kind == ChangeKind::Gone { &was } else { &is };
            let mut line = json!({
                "kind": "change",
                "change": change.kind.as_str(),
                "id": iris.node(change.about).as_str(),
                "label": graph.label(change.about),
            });
            for (key, value) in [("slot", &change.slot), ("before", &change.before), ("after", &change.after)] {
                if let Some(value) = value {
                    line[key] = json!(value);
                }
            }
            let source = |source: &Source<'_>| {
                let known = [
                    ("document", Some(iris.document(source.document).as_str().to_owned())),
                    ("file", Some(source.file.to_owned())),
                    ("publisher", source.publisher.map(str::to_owned)),
                    ("published", source.published.map(|date| date.to_string())),
                    ("claim", Some(iris.claim(source.claim).as_str().to_owned())),
                    ("quote", Some(source.quote.to_owned())),
                ];
                known.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))).collect::<Value>()
            };
            line["sources"] = sources(graph, &change.claims).iter().map(source).collect();
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// An article's words.
struct Source<'a> {
    document: u32,
    claim: ClaimRef,
    file: &'a str,
    publisher: Option<&'a str>,
    published: Option<Date>,
    quote: &'a str,
}

/// The words of the claims, by day of publication.
fn sources<'a>(graph: &'a KnowledgeGraph, claims: &[ClaimRef]) -> Vec<Source<'a>> {
    let mut found: Vec<Source<'a>> = Vec::new();
    for &claim in claims {
        let Some(evidence) = graph.evidence(claim).first() else { continue };
        let Some(document) = graph.document_index(&evidence.document) else { continue };
        let Some(record) = graph.documents().get(document as usize) else { continue };
        let metadata = &record.metadata;
        found.push(Source {
            document,
            claim,
            file: &record.file,
            publisher: metadata.publisher.as_deref(),
            published: metadata.published,
            quote: &evidence.quote,
        });
    }
    found.sort_by_key(|source| (source.published, source.document, source.claim));
    found.dedup_by_key(|source| (source.document, source.quote));
    found
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
