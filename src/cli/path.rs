//! `path`: how two actors are connected, each step with the words that it stands on.

use super::{
    Global, Outcome, Result, named, open, output,
    table::{counted, shortened},
    terminal::Terminal,
};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::Dossier,
    graph::{ClaimRef, Edge, EdgeKind, KnowledgeGraph, Node, Step},
    model::EntityId,
    rdf::Iris,
};
use std::{
    io::{self, Write},
    path::PathBuf,
};

const AFTER: &str = "\
Examples:
  rapporteur path dossier \"Ilse Marquardt\" \"Tomas Reyk\"
  rapporteur path dossier Norland Suderia --max 10
  rapporteur path dossier id:person/tomas-reyk id:country/norland

Ways lead through events that are not denied, statements, lasting ties, plans, bodies and people; never through a place or
an article alone. The shortest come first; a way through an entity that has many ties counts as longer than one through an
entity that has few. No two ways share an event or a statement.";

/// Tell how two actors are connected
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Path {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// One of the two, by name or IRI
    #[arg(value_name = "A")]
    from: String,
    /// The other
    #[arg(value_name = "B")]
    to: String,
    /// Show at most so many ways
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    max: u32,
}

impl Path {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let dossier = Dossier::open(&self.dossier)?;
        let graph = open::graph(global, terminal, &dossier, None)?;
        let iris = Iris::new(&graph, &open::base(&dossier)?);
        let from = named::entity(&graph, &iris, &self.from)?;
        let to = named::entity(&graph, &iris, &self.to)?;
        if from == to {
            let label = &graph.entity(from).label;
            return Err(Diagnostic::error(format!("both names are those of {label}")).hint("name two actors").into());
        }
        let ways = graph.connections(from, to, self.max as usize);
        let page = Page { graph: &graph, ends: [from, to] };
        output::to(None, |out| Ok(page.write(&ways, out)?))?;
        Ok(Outcome::Done)
    }
}

struct Page<'a> {
    graph: &'a KnowledgeGraph,
    ends: [EntityId; 2],
}

impl Page<'_> {
    fn write(&self, ways: &[Vec<Step<'_>>], out: &mut dyn Write) -> io::Result<()> {
        let [from, to] = self.ends.map(|id| &self.graph.entity(id).label);
        if ways.is_empty() {
            return writeln!(out, "Nothing that the articles say connects {from} and {to}.");
        }
        writeln!(out, "{from} and {to}: {}", counted(ways.len(), "way"))?;
        for (number, way) in (1..).zip(ways) {
            writeln!(out, "\n{number}. in {}", counted(way.len(), "step"))?;
            writeln!(out, "   {}", self.label(Node::Entity(self.ends[0])))?;
            way.iter().try_for_each(|step| self.step(step, out))?;
        }
        Ok(())
    }

    /// What ties the two nodes, the node that the step leads to, and the words of one claim.
    fn step(&self, step: &Step<'_>, out: &mut dyn Write) -> io::Result<()> {
        let said: Vec<String> = step.edges.iter().map(|edge| self.says(edge, step)).collect();
        writeln!(out, "   — {} — {}", said.join(", "), self.label(step.to))?;
        let claims = step.edges.iter().flat_map(|edge| &edge.claims);
        // The surest claim; of equals the first.
        let best = claims.max_by_key(|&&claim| (self.graph.confidence(claim), std::cmp::Reverse(claim)));
        best.map_or(Ok(()), |&claim| self.evidence(claim, out))
    }

    /// Away from an event its role, towards it "participant in".
    fn says(&self, edge: &Edge, step: &Step<'_>) -> String {
        let title = edge.claims.iter().find_map(|claim| match claim {
            ClaimRef::Relation(at) => self.graph.relation_claims().get(*at as usize)?.title.clone(),
            ClaimRef::Event(_) | ClaimRef::Statement(_) => None,
        });
        let name = title.as_deref().unwrap_or(edge.kind.as_str());
        let back = edge.target == step.from;
        match (&edge.kind, back) {
            (EdgeKind::Role(_), true) => format!("{name} in"),
            (EdgeKind::About, true) => "topic of".to_owned(),
            (EdgeKind::Speaker | EdgeKind::Addressee, true) => format!("{name} of"),
            (EdgeKind::Relation(_), true) => format!("{name}:"),
            _ => name.to_owned(),
        }
    }

    fn label(&self, node: Node) -> String {
        match node {
            Node::Entity(id) => {
                let entity = self.graph.entity(id);
                format!("{} ({})", entity.label, entity.class)
            }
            Node::Event(id) => {
                let merged = self.graph.merged(id);
                format!("{} ({})", shortened(&merged.label, 120), merged.status)
            }
            Node::Statement(at) => self.statement(at),
            Node::Document(_) => String::new(),
        }
    }

    fn statement(&self, at: u32) -> String {
        let Some(claim) = self.graph.statements().get(at as usize) else { return String::new() };
        let speaker = claim.speaker.map_or("somebody", |id| &self.graph.entity(id).label);
        let kind = if claim.direct { "quotation" } else { "statement" };
        format!("{kind} of {speaker}")
    }

    fn evidence(&self, claim: ClaimRef, out: &mut dyn Write) -> io::Result<()> {
        let Some(evidence) = self.graph.evidence(claim).first() else { return Ok(()) };
        writeln!(out, "       “{}”", shortened(&evidence.quote, 240))?;
        let at = self.graph.document_index(&evidence.document);
        let Some(record) = at.and_then(|at| self.graph.documents().get(at as usize)) else { return Ok(()) };
        let outlet = record.metadata.publisher.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
        let day = record.metadata.published.map(|date| format!(", {date}")).unwrap_or_default();
        writeln!(out, "       {}{outlet}{day}", record.file)
    }
}
