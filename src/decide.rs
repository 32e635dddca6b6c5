//! The lines of a dossier's `decisions.toml` → decisions that [`resolve`] understands: what each name or IRI
//! stands for. Names are what articles call things; IRIs and labels of events are those that the dossier has without decisions,
//! or else with them, so that both stay good when a decision changes them. A line that means nothing gets a warning.

use crate::{
    diagnostic::Diagnostic,
    dossier::{Named, Written},
    graph::{ClaimRef, KnowledgeGraph, Node},
    model::{Decision, DocumentId, Extraction, Selector, Verdict},
    ontology::Gazetteer,
    rdf::{self, Iris},
    resolve,
};

/// What was decided, and what of it means nothing here.
#[derive(Debug, Default)]
pub struct Decided {
    /// For [`resolve::resolve_with`].
    pub decisions: Vec<Decision>,
    /// One for each thing that nothing is called.
    pub warnings: Vec<Diagnostic>,
}

/// Finds what the lines speak of.
pub fn decide(written: &[Written], extractions: &[Extraction], gazetteer: &Gazetteer, rdf: &rdf::Options) -> Decided {
    if written.is_empty() {
        return Decided::default();
    }
    let finder = Finder { extractions, gazetteer, rdf };
    let mut undecided = None;
    let mut found: Vec<Vec<Vec<Selector>>> = Vec::new();
    for line in written {
        found.push(line.things.iter().map(|thing| finder.thing(thing, &mut undecided, &[])).collect());
    }
    // What has its IRI or label from a decision is found once the others hold.
    let open = |things: &Vec<Vec<Selector>>| things.iter().any(Vec::is_empty);
    if found.iter().any(open) {
        let known: Vec<Decision> = written.iter().zip(&found).map(|(line, things)| decision(line, things)).collect();
        let mut decided = None;
        for (line, things) in written.iter().zip(&mut found) {
            for (thing, selectors) in line.things.iter().zip(things).filter(|(_, s)| s.is_empty()) {
                *selectors = finder.thing(thing, &mut decided, &known);
            }
        }
    }
    let mut result = Decided::default();
    for (line, things) in written.iter().zip(&found) {
        result
            .warnings
            .extend(line.things.iter().zip(things).filter(|(_, s)| s.is_empty()).map(|(t, _)| finder.unknown(t)));
        result.warnings.extend(unfit(line, things));
        result.decisions.push(decision(line, things));
    }
    result
}

fn decision(line: &Written, things: &[Vec<Selector>]) -> Decision {
    let place = format!("{}:{}", base_name(&line.place.file), line.place.line.unwrap_or(1));
    Decision { verdict: line.verdict.clone(), things: things.to_vec(), place, comment: line.comment.clone() }
}

fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// An event has no name of its own, and an event and a person are never one.
fn unfit(line: &Written, things: &[Vec<Selector>]) -> Option<Diagnostic> {
    let event = |s: &Vec<Selector>| s.iter().any(|s| matches!(s, Selector::Told(..)));
    let events = things.iter().filter(|s| event(s)).count();
    let renamed = matches!(line.verdict, Verdict::Rename(_)) && events > 0;
    let mixed = events > 0 && events < things.iter().filter(|s| !s.is_empty()).count();
    let message = if renamed {
        "an event cannot be renamed: its label is made of what is told of it"
    } else if mixed {
        "an event and a thing that is none are never one: the line does nothing"
    } else {
        return None;
    };
    Some(Diagnostic::warning(message).at_place(line.place.clone()))
}

/// A graph and its IRIs.
type View = (KnowledgeGraph, Iris);

struct Finder<'a> {
    extractions: &'a [Extraction],
    gazetteer: &'a Gazetteer,
    rdf: &'a rdf::Options,
}

impl Finder<'_> {
    /// What a line's thing is; `view` is made when it is first needed, with the decisions that hold so far.
    fn thing(&self, thing: &Named, view: &mut Option<View>, decisions: &[Decision]) -> Vec<Selector> {
        let is_iri = thing.name.contains("://") || thing.name.starts_with("id:");
        if !is_iri {
            let called = self.called(thing);
            if !called.is_empty() || thing.article.is_some() {
                return called;
            }
        }
        let (graph, iris) = view.get_or_insert_with(|| {
            let graph = KnowledgeGraph::new(resolve::resolve_with(self.extractions, self.gazetteer, decisions));
            let iris = Iris::new(&graph, self.rdf);
            (graph, iris)
        });
        if is_iri { by_iri(graph, iris, &thing.name, decisions.is_empty()) } else { by_label(graph, &thing.name) }
    }

    fn called(&self, thing: &Named) -> Vec<Selector> {
        let fits = |e: &&Extraction| {
            let of = |name: &String| {
                *name == e.document.file
                    || *name == *base_name(&e.document.file)
                    || (name.len() >= 4 && e.document.id.0.starts_with(name.as_str()))
            };
            thing.article.as_ref().is_none_or(of)
        };
        let mut articles = self.extractions.iter().filter(fits).filter(|e| resolve::is_called(e, &thing.name));
        if thing.article.is_none() {
            return articles.next().map(|_| Selector::Called(thing.name.clone())).into_iter().collect();
        }
        articles.map(|e| Selector::CalledIn(thing.name.clone(), e.document.id.clone())).collect()
    }

    fn unknown(&self, thing: &Named) -> Diagnostic {
        let whose = thing.article.as_ref().map(|a| format!(" in “{a}”")).unwrap_or_default();
        let message = Diagnostic::warning(format!("nothing is called “{}”{whose}: the line does nothing", thing.name));
        let labels =
            self.extractions.iter().flat_map(|e| e.entities.iter().filter(|e| e.named).map(|e| e.label.as_str()));
        message.at_place(thing.place.clone()).did_you_mean(&thing.name, labels)
    }
}

/// The event of that label, or the thing that a decision calls so.
fn by_label(graph: &KnowledgeGraph, name: &str) -> Vec<Selector> {
    let events: Vec<_> = graph.events().filter(|(id, _)| graph.merged(*id).label == name).map(|(id, _)| id).collect();
    let told = events.into_iter().flat_map(|id| told(graph, graph.claims_of(id).map(|(at, _)| ClaimRef::Event(at))));
    let entities = graph.entities().filter(|(_, e)| e.label == name).map(|(id, _)| id);
    told.chain(entities.flat_map(|id| in_articles(graph, id))).collect()
}

fn by_iri(graph: &KnowledgeGraph, iris: &Iris, name: &str, undecided: bool) -> Vec<Selector> {
    let wanted = name.trim_start_matches('<').trim_end_matches('>');
    let tail = wanted.strip_prefix("id:").map(|local| format!("/{local}"));
    let fits = |iri: &str| iri == wanted || tail.as_ref().is_some_and(|tail| iri.ends_with(tail.as_str()));
    match graph.nodes().find(|&node| fits(iris.node(node).as_str())) {
        Some(Node::Entity(id)) if undecided => {
            let entity = graph.entity(id);
            let (label, discriminator) = (entity.label.clone(), entity.discriminator.clone());
            vec![Selector::Entity { class: entity.class.to_string(), label, discriminator }]
        }
        Some(Node::Entity(id)) => in_articles(graph, id),
        Some(Node::Event(id)) => told(graph, graph.claims_of(id).map(|(at, _)| ClaimRef::Event(at))),
        _ => {
            let claim = graph.claims().find(|&claim| fits(iris.claim(claim).as_str()));
            told(graph, claim.into_iter().filter(|c| matches!(c, ClaimRef::Event(_))))
        }
    }
}

fn told(graph: &KnowledgeGraph, claims: impl Iterator<Item = ClaimRef>) -> Vec<Selector> {
    let evidence = claims.flat_map(|claim| graph.evidence(claim));
    evidence.map(|e| Selector::Told(e.document.clone(), e.bytes)).collect()
}

/// An entity by its names in its articles.
fn in_articles(graph: &KnowledgeGraph, id: crate::model::EntityId) -> Vec<Selector> {
    let entity = graph.entity(id);
    let names: Vec<&String> = std::iter::once(&entity.label).chain(&entity.aliases).collect();
    let of = |document: &DocumentId| {
        names.iter().map(|n| Selector::CalledIn((*n).clone(), document.clone())).collect::<Vec<_>>()
    };
    entity.documents.iter().flat_map(of).collect()
}
