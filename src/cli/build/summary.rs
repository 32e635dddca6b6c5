//! What is in a graph, in numbers, and what to ask it next.

use super::super::{
    Result, output,
    table::{Table, counted},
};
use rapporteur::{
    dossier::Dossier,
    graph::KnowledgeGraph,
    model::{Copies, EntityId, Extraction, GapKind, Status},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::Path,
};

/// A graph and where it is kept.
pub(super) struct Summary<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) sentences: usize,
    pub(super) dossier: &'a Path,
}

/// What `add` and `remove` say: what came, what went, what there is now. The graph is not made for it, so that it takes no time.
pub(in super::super) fn changed(dossier: &Dossier, read: &[Extraction], gone: usize) -> Result<()> {
    let total = |of: fn(&Extraction) -> usize| read.iter().map(of).sum::<usize>();
    output::to(None, |out| {
        if !read.is_empty() {
            let claims = [
                counted(total(|e| e.events.len()), "event claim"),
                counted(total(|e| e.statements.len()), "statement"),
                counted(total(|e| e.relations.len()), "relation"),
            ];
            writeln!(out, "{} read: {}", counted(read.len(), "article"), claims.join(", "))?;
        }
        if gone > 0 {
            writeln!(out, "{} removed", counted(gone, "article"))?;
        }
        let path = dossier.path().display();
        Ok(writeln!(out, "{} in {path}", counted(dossier.ids().len(), "article"))?)
    })
}

impl Summary<'_> {
    pub(super) fn print(&self) -> Result<()> {
        output::to(None, |out| {
            self.numbers(out)?;
            Ok(self.next(out)?)
        })
    }

    /// Articles, entities, events, statements, relations, and what was not understood.
    fn numbers(&self, out: &mut dyn Write) -> io::Result<()> {
        let graph = self.graph;
        let (articles, publishers) = (graph.documents().len(), self.publishers());
        let silent = self.gaps(GapKind::Sentence);
        writeln!(
            out,
            "{}{} from {}, {}, {silent} of which gave nothing",
            counted(articles, "article"),
            copied(graph.copies()),
            counted(publishers, "source"),
            counted(self.sentences, "sentence")
        )?;
        writeln!(out)?;
        let mut table = Table::default();
        self.entity_rows(&mut table);
        self.event_rows(&mut table);
        let direct = graph.statements().iter().filter(|claim| claim.direct).count();
        let statements = graph.statements().len();
        table.row([
            "statements".into(),
            statements.to_string(),
            format!("{direct} direct, {} reported", statements - direct),
        ]);
        let relations = count(graph.relation_claims().iter().map(|claim| claim.class.as_str()));
        let total: usize = relations.values().sum();
        table.row(["relations".into(), total.to_string(), listed(&relations)]);
        table.write(0, out)
    }

    fn entity_rows(&self, table: &mut Table) {
        let classes = count(self.graph.entities().map(|(_, entity)| entity.class.as_str()));
        let total: usize = classes.values().sum();
        table.row(["entities".into(), total.to_string(), listed(&classes)]);
    }

    fn event_rows(&self, table: &mut Table) {
        let mut classes: BTreeMap<&str, BTreeMap<Status, usize>> = BTreeMap::new();
        for (id, event) in self.graph.events() {
            let status = self.graph.merged(id).status;
            *classes.entry(event.class.as_str()).or_default().entry(status).or_default() += 1;
        }
        let total: usize = classes.values().flat_map(BTreeMap::values).sum();
        table.row([
            "events".into(),
            total.to_string(),
            format!("told in {}", counted(self.graph.event_claims().len(), "claim")),
        ]);
        for (class, statuses) in classes {
            let words: Vec<String> = statuses.iter().map(|(status, n)| format!("{n} {status}")).collect();
            table.row([format!("  {class}"), statuses.values().sum::<usize>().to_string(), words.join(", ")]);
        }
    }

    fn publishers(&self) -> usize {
        let name = |record: &rapporteur::model::DocumentRecord| {
            record.metadata.publisher.clone().unwrap_or_else(|| record.id.0.clone())
        };
        self.graph.documents().iter().map(name).collect::<BTreeSet<_>>().len()
    }

    fn gaps(&self, kind: GapKind) -> usize {
        self.graph.gaps().iter().filter(|(_, gap)| gap.kind == kind).count()
    }

    /// Commands that work on this very dossier.
    fn next(&self, out: &mut dyn Write) -> io::Result<()> {
        let dossier = self.dossier.display();
        let place = most(self.graph.events().flat_map(|(id, event)| {
            let places = if event.class == "Meeting" { self.graph.merged(id).place } else { Vec::new() };
            places.into_iter().map(|place| place.value)
        }));
        let speaker = most(self.graph.statements().iter().filter_map(|claim| claim.speaker));
        writeln!(out, "\nNext:")?;
        if let Some(place) = place.map(|id| self.label(id)) {
            writeln!(out, "  rapporteur query {dossier} --name who-met-whom --param place=\"{place}\"")?;
        } else {
            writeln!(out, "  rapporteur query {dossier} --name sources")?;
        }
        if let Some(speaker) = speaker.map(|id| self.label(id)) {
            writeln!(out, "  rapporteur explain {dossier} \"{speaker}\"")?;
        }
        writeln!(out, "  rapporteur export {dossier} --format turtle -o graph.ttl")?;
        writeln!(out, "  rapporteur report {dossier}")
    }

    fn label(&self, id: EntityId) -> &str {
        &self.graph.entity(id).label
    }
}

/// ", 3 of them copies or versions of others," if there are such.
pub(in super::super) fn copied(copies: &Copies) -> String {
    match copies.groups().iter().map(|group| group.len() - 1).sum::<usize>() {
        0 => String::new(),
        1 => ", 1 of them a copy or version of another,".to_owned(),
        more => format!(", {more} of them copies or versions of others,"),
    }
}

fn count<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    names.fold(BTreeMap::new(), |mut counts, name| {
        *counts.entry(name).or_default() += 1;
        counts
    })
}

/// "12 Person, 3 City", the most first.
fn listed(counts: &BTreeMap<&str, usize>) -> String {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(name, n)| (Reverse(**n), **name));
    counts.iter().map(|(name, n)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}

/// What comes most often; of equals the first.
fn most(ids: impl Iterator<Item = EntityId>) -> Option<EntityId> {
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    ids.for_each(|id| *counts.entry(id).or_default() += 1);
    counts.into_iter().max_by_key(|&(id, n)| (n, Reverse(id))).map(|(id, _)| id)
}
