//! `stats`: who stands where among the actors, and who is named together with whom.

use super::{
    Global, Outcome, Result,
    choice::one_of,
    open, output,
    table::{Table, counted, shortened},
    terminal::Terminal,
};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::Dossier,
    graph::{ActorFigures, Community, Figures, KnowledgeGraph, Window},
    model::{Date, EntityId},
    rdf::Iris,
};
use serde_json::json;
use std::{
    cmp::Reverse,
    io::{self, Write},
    path::PathBuf,
};

const AFTER: &str = "\
Examples:
  rapporteur stats dossier                                       the best connected, and the communities
  rapporteur stats dossier --since 2031-03-01 --until 2031-03-31
  rapporteur stats dossier --format csv > actors.csv             every actor, one a line
  rapporteur stats dossier --format json --top 5

Two actors are tied by each event that both take part in and that is not denied; an event falls into a stretch of time by
its date, or where it has none by the days on which articles told of it. degree: others with whom there is an event;
weighted: events shared with them; betweenness: share of the shortest ways between others that lead through this actor;
pagerank: share of the visits of somebody who wanders along the ties. Communities are those of Louvain's method.
The figures say how often articles name people together, not how important anybody is.";

/// So many rows has a table unless told otherwise.
const TOP: usize = 15;

/// Tell who stands where among the actors, and who belongs together
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Stats {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// Only events on or after this day
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Only events on or before this day
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// No more than this many actors and communities (default: 15 in a table, else all)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = one_of(&FORMATS, |format| format))]
    format: &'static str,
}

const FORMATS: [&str; 3] = ["table", "json", "csv"];

impl Stats {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let window = Window { since: self.since, until: self.until };
        if let (Some(since), Some(until)) = (self.since, self.until) {
            if since > until {
                let message = Diagnostic::error(format!("no day is on or after {since} and on or before {until}"));
                return Err(message.hint("--since is the first day, --until the last").into());
            }
        }
        let dossier = Dossier::open(&self.dossier)?;
        let graph = open::graph(global, terminal, &dossier, None)?;
        let iris = Iris::new(&graph, &open::base(&dossier)?);
        let figures = graph.figures(window);
        let all = if self.format == "table" { TOP } else { usize::MAX };
        let top = self.top.map_or(all, |top| top as usize);
        let page = Page { graph: &graph, iris: &iris, figures: &figures, window, top };
        output::to(None, |out| match self.format {
            "json" => Ok(page.json(out)?),
            "csv" => Ok(page.csv(out)?),
            _ => Ok(page.table(out)?),
        })?;
        Ok(Outcome::Done)
    }
}

struct Page<'a> {
    graph: &'a KnowledgeGraph,
    iris: &'a Iris,
    figures: &'a Figures,
    window: Window,
    top: usize,
}

impl Page<'_> {
    /// The best connected first.
    fn actors(&self) -> Vec<&ActorFigures> {
        let mut actors: Vec<&ActorFigures> = self.figures.actors.iter().collect();
        actors.sort_by(|a, b| {
            let weight = |of: &ActorFigures| Reverse((of.weighted_degree, of.degree));
            weight(a).cmp(&weight(b)).then(b.pagerank.total_cmp(&a.pagerank)).then(a.actor.cmp(&b.actor))
        });
        actors.truncate(self.top);
        actors
    }

    fn label(&self, id: EntityId) -> &str {
        &self.graph.entity(id).label
    }

    fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        let figures = self.figures;
        if figures.actors.is_empty() {
            return writeln!(out, "No event{} has two actors.", self.when());
        }
        let (actors, events) = (counted(figures.actors.len(), "actor"), counted(figures.events, "event"));
        let (ties, parts) = (counted(figures.ties, "tie"), counted(figures.parts, "part"));
        writeln!(out, "{actors} in {events} with others{}, {ties}, {parts}\n", self.when())?;
        let mut table = Table::default();
        let head = ["actor", "class", "events", "degree", "weighted", "betweenness", "pagerank", "community"];
        table.row(head.map(str::to_owned));
        for of in self.actors() {
            table.row([
                shortened(self.label(of.actor), 40),
                self.graph.entity(of.actor).class.to_string(),
                of.events.to_string(),
                of.degree.to_string(),
                of.weighted_degree.to_string(),
                format!("{:.3}", of.betweenness),
                format!("{:.3}", of.pagerank),
                of.community.to_string(),
            ]);
        }
        table.write(0, out)?;
        let count = counted(figures.communities.len(), "community");
        writeln!(out, "\n{count}, modularity {:.2}\n", figures.modularity)?;
        let mut table = Table::default();
        for community in figures.communities.iter().take(self.top) {
            let shown: Vec<String> =
                community.members.iter().take(5).map(|&id| shortened(self.label(id), 30)).collect();
            let more = community.members.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let members = format!("{}{more}", shown.join(", "));
            table.row([community.number.to_string(), counted(community.members.len(), "actor"), members]);
        }
        table.write(0, out)?;
        if !figures.exact {
            writeln!(out, "\nBetweenness is estimated: there are too many actors to follow all paths.")?;
        }
        Ok(())
    }

    fn when(&self) -> String {
        match (self.window.since, self.window.until) {
            (None, None) => String::new(),
            (Some(since), None) => format!(" from {since} on"),
            (None, Some(until)) => format!(" until {until}"),
            (Some(since), Some(until)) => format!(" from {since} to {until}"),
        }
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "actor,iri,class,events,degree,weighted_degree,betweenness,pagerank,community")?;
        for of in self.actors() {
            let (label, iri) = (quoted(self.label(of.actor)), quoted(self.iris.entity(of.actor).as_str()));
            let class = self.graph.entity(of.actor).class;
            let (events, degree, weighted, community) = (of.events, of.degree, of.weighted_degree, of.community);
            let (between, rank) = (of.betweenness, of.pagerank);
            writeln!(out, "{label},{iri},{class},{events},{degree},{weighted},{between:.6},{rank:.6},{community}")?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let rounded = |value: f64| (value * 1e6).round() / 1e6 + 0.0;
        let actor = |of: &&ActorFigures| {
            json!({
                "actor": self.label(of.actor), "iri": self.iris.entity(of.actor).as_str(),
                "class": self.graph.entity(of.actor).class.as_str(), "events": of.events, "degree": of.degree,
                "weighted_degree": of.weighted_degree, "betweenness": rounded(of.betweenness),
                "pagerank": rounded(of.pagerank), "community": of.community,
            })
        };
        let community = |of: &Community| {
            let members: Vec<&str> = of.members.iter().map(|&id| self.label(id)).collect();
            json!({"community": of.number, "members": members, "within": of.within, "across": of.across})
        };
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let document = json!({
            "since": day(self.window.since), "until": day(self.window.until), "events": self.figures.events,
            "ties": self.figures.ties, "parts": self.figures.parts, "modularity": rounded(self.figures.modularity),
            "betweenness_exact": self.figures.exact,
            "actors": self.actors().iter().map(actor).collect::<Vec<_>>(),
            "communities": self.figures.communities.iter().take(self.top).map(community).collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }
}

/// A cell of CSV; what a spreadsheet would run as a formula gets an apostrophe, as in `export --format csv`.
fn quoted(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
