//! A thing of a dossier: its names, where they come from, and every claim about it with evidence, article and attribution.

use super::super::{
    Global, Outcome, Result, Terminal, named, open, output,
    table::{counted, shortened},
};
use rapporteur::{
    check,
    dossier::Dossier,
    graph::{ClaimRef, KnowledgeGraph, Node, Stand},
    model::{EntityId, EventId, Extraction},
    rdf::Iris,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::Path,
};

/// Prints what is known of a thing.
pub(super) fn explain(global: &Global, terminal: &Terminal, path: &Path, name: &str) -> Result<Outcome> {
    let dossier = Dossier::open(path)?;
    let graph = open::graph(global, terminal, &dossier, None)?;
    let extractions = open::extractions(&dossier)?;
    let iris = Iris::new(&graph, &open::base(&dossier)?);
    let page = Page { graph: &graph, iris: &iris, extractions: &extractions };
    let node = named::find(&graph, &iris, name)?;
    output::to(None, |out| Ok(page.write(node, out)?))?;
    Ok(Outcome::Done)
}

struct Page<'a> {
    graph: &'a KnowledgeGraph,
    iris: &'a Iris,
    extractions: &'a [Extraction],
}

impl Page<'_> {
    fn write(&self, node: Node, out: &mut dyn Write) -> io::Result<()> {
        match node {
            Node::Entity(id) => self.entity(id, out),
            Node::Event(id) => self.event(id, out),
            Node::Statement(at) => self.claim(ClaimRef::Statement(at), out),
            Node::Document(at) => self.document(at, out),
        }
    }

    fn entity(&self, id: EntityId, out: &mut dyn Write) -> io::Result<()> {
        let entity = self.graph.entity(id);
        let articles = counted(entity.documents.len(), "article");
        writeln!(
            out,
            "{} ({}), {} in {articles}",
            entity.label,
            entity.class,
            counted(entity.mentions as usize, "mention")
        )?;
        writeln!(out, "  <{}>", self.iris.entity(id).as_str())?;
        if let Some(whole) = entity.affiliation {
            writeln!(out, "  belongs to {}", self.graph.entity(whole).label)?;
        }
        if let Some(place) = entity.contained_in {
            writeln!(out, "  lies in {}", self.graph.entity(place).label)?;
        }
        if let Some((north, east)) = entity.coordinates {
            writeln!(out, "  at {north}, {east}")?;
        }
        entity.same_as.iter().try_for_each(|link| writeln!(out, "  the same as {link}"))?;
        self.names(id, out)?;
        let claims: BTreeSet<ClaimRef> = self.graph.claims().filter(|&claim| self.concerns(claim, id)).collect();
        writeln!(out, "\n{} about it", counted(claims.len(), "claim"))?;
        claims.into_iter().try_for_each(|claim| self.claim(claim, out))
    }

    /// Every name with the articles that use it: what was taken for one thing.
    fn names(&self, id: EntityId, out: &mut dyn Write) -> io::Result<()> {
        let entity = self.graph.entity(id);
        let own = |name: &String| *name == entity.label || entity.aliases.contains(name);
        let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for extraction in self.extractions.iter().filter(|e| entity.documents.contains(&e.document.id)) {
            // A thing of the article is this one if it has its class and one of its names.
            let same = extraction.entities.iter().filter(|local| local.class == entity.class && own(&local.label));
            for name in same.flat_map(|local| std::iter::once(&local.label).chain(&local.aliases)) {
                used.entry(name).or_default().insert(&extraction.document.file);
            }
        }
        writeln!(out, "\nNames taken for one thing")?;
        for (name, files) in used {
            writeln!(out, "  {name}: {}", files.into_iter().collect::<Vec<_>>().join(", "))?;
        }
        let merges = self.graph.entity_merges(id);
        if !merges.is_empty() {
            writeln!(out, "\nWhy they are one")?;
        }
        for merge in merges {
            let names =
                if merge.one == merge.other { merge.one.clone() } else { format!("{} = {}", merge.one, merge.other) };
            writeln!(out, "  {names}: {} ({})", merge.because, counted(merge.articles as usize, "article"))?;
        }
        Ok(())
    }

    fn concerns(&self, claim: ClaimRef, id: EntityId) -> bool {
        let named = self.graph.attribution(claim).0.contains(&id);
        named
            || match claim {
                ClaimRef::Event(at) => {
                    let claim = &self.graph.event_claims()[at as usize];
                    claim.roles.iter().any(|filler| filler.entity == id)
                        || claim.place.contains(&id)
                        || claim.about.contains(&id)
                }
                ClaimRef::Statement(at) => {
                    let claim = &self.graph.statements()[at as usize];
                    claim.speaker == Some(id) || claim.addressee == Some(id) || claim.about.contains(&id)
                }
                ClaimRef::Relation(at) => {
                    let claim = &self.graph.relation_claims()[at as usize];
                    claim.subject == id || claim.object == Some(id)
                }
            }
    }

    fn event(&self, id: EventId, out: &mut dyn Write) -> io::Result<()> {
        let merged = self.graph.merged(id);
        writeln!(out, "{}: {}, told by {}", merged.label, merged.status, counted(merged.sources, "source"))?;
        writeln!(out, "  <{}>", self.iris.event(id).as_str())?;
        if let Some(time) = &merged.time {
            writeln!(out, "  when: {}", time.edtf)?;
        }
        for line in self.graph.chosen(&merged) {
            writeln!(out, "  {line}")?;
        }
        for tie in self.graph.ties(id) {
            let (one, other) = (self.short(tie.from), self.short(tie.to));
            match tie.stand {
                Stand::Contradicts => writeln!(out, "  in conflict about {}: {one} and {other}", tie.slot)?,
                Stand::Updates => writeln!(out, "  brought up to date, {}: {one} after {other}", tie.slot)?,
            }
        }
        self.told_alike(id, out)?;
        writeln!(out, "\n{}", counted(merged.claims.len(), "claim"))?;
        merged.claims.iter().try_for_each(|&claim| self.claim(claim, out))
    }

    /// Why tellings of several articles are of one event.
    fn told_alike(&self, id: EventId, out: &mut dyn Write) -> io::Result<()> {
        let merges = self.graph.event_merges(id);
        if !merges.is_empty() {
            writeln!(out, "\nWhy they are one")?;
        }
        let file = |claim: u32| {
            let article = self.graph.told_by(&[ClaimRef::Event(claim)]).first().copied();
            article.and_then(|at| self.graph.documents().get(at as usize)).map_or("", |d| d.file.as_str())
        };
        for merge in merges {
            let because: Vec<String> = merge.because.iter().map(ToString::to_string).collect();
            writeln!(out, "  {} = {}: {}", file(merge.one), file(merge.other), because.join("; "))?;
        }
        Ok(())
    }

    fn document(&self, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let Some(record) = self.graph.documents().get(at as usize) else { return Ok(()) };
        writeln!(out, "{}", record.metadata.title.as_deref().unwrap_or(&record.file))?;
        writeln!(out, "  <{}>\n  {}", self.iris.document(at).as_str(), record.file)?;
        let told = |claim: &ClaimRef| self.graph.told_by(&[*claim]).contains(&at);
        let claims: Vec<ClaimRef> = self.graph.claims().filter(told).collect();
        writeln!(out, "\n{}", counted(claims.len(), "claim"))?;
        claims.into_iter().try_for_each(|claim| self.claim(claim, out))
    }

    fn short(&self, claim: ClaimRef) -> String {
        shortened(&check::short_form(self.graph, claim).to_string(), 160)
    }

    /// A claim, the words that it stands on, the article, who vouches for it, and the rule that found it.
    fn claim(&self, claim: ClaimRef, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n  {}", self.short(claim))?;
        for evidence in self.graph.evidence(claim) {
            writeln!(out, "    “{}”", shortened(&evidence.quote, 240))?;
        }
        let files = self.graph.told_by(&[claim]).into_iter().filter_map(|at| self.graph.documents().get(at as usize));
        for record in files {
            let day = record.metadata.published.map(|date| format!(", {date}")).unwrap_or_default();
            let outlet = record.metadata.publisher.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
            writeln!(out, "    in {}{outlet}{day}", record.file)?;
        }
        let sources: Vec<&str> =
            self.graph.attribution(claim).0.iter().map(|&id| self.graph.entity(id).label.as_str()).collect();
        if !sources.is_empty() {
            let said = self.graph.said(claim).map(|time| format!(", said {}", time.edtf)).unwrap_or_default();
            writeln!(out, "    according to {}{said}", sources.join(", after "))?;
        }
        writeln!(out, "    found by {}, confidence {}%", self.graph.rule(claim), self.graph.confidence(claim))
    }
}
