//! A dossier → its graph: the cached extractions resolved once more, which takes less time than to read the graph back.

use super::{Global, Result, knowledge, table::counted, terminal::Terminal};
use oxrdf::Quad;
use rapporteur::{
    decide,
    diagnostic::Diagnostic,
    dossier::Dossier,
    graph::KnowledgeGraph,
    knowledge::Sources,
    model::{Date, Extraction},
    ontology::{Gazetteer, Ontology},
    rdf, resolve, store,
};

/// The graph of a dossier; with `as_of`, of those articles that were out on that day.
pub(super) fn graph(
    global: &Global,
    terminal: &Terminal,
    dossier: &Dossier,
    as_of: Option<Date>,
) -> Result<KnowledgeGraph> {
    let sources = knowledge::sources(global)?;
    if sources.fingerprint() != dossier.settings().knowledge {
        let path = dossier.path().display();
        let message = Diagnostic::warning("the articles were read with another ontology, other rules or names")
            .hint(format!("rapporteur add {path} reads them again; give the --ontology folders of the first build"));
        terminal.say(&message.in_file(path.to_string()));
    }
    let gazetteer = gazetteer(&sources)?;
    let mut extractions = extractions(dossier)?;
    if let Some(day) = as_of {
        let undated = extractions.iter().filter(|e| e.document.metadata.published.is_none()).count();
        if undated > 0 {
            let message = format!("{} without a day of publication: left out", counted(undated, "article"));
            terminal.say(&Diagnostic::note(message).hint("nobody knows when they were out; --published gives a day"));
        }
        extractions.retain(|extraction| extraction.document.metadata.published.is_some_and(|date| date <= day));
    }
    decided(dossier, extractions, &gazetteer, terminal)
}

/// What the articles say together, with the decisions in the dossier's folder.
pub(super) fn decided(
    dossier: &Dossier,
    extractions: Vec<Extraction>,
    gazetteer: &Gazetteer,
    terminal: &Terminal,
) -> Result<KnowledgeGraph> {
    let decided = decide::decide(&dossier.decisions()?, &extractions, gazetteer, &base(dossier)?);
    terminal.say_all(&decided.warnings);
    Ok(KnowledgeGraph::new(resolve::resolve_all(extractions, gazetteer, &decided.decisions)))
}

fn gazetteer(sources: &Sources) -> Result<Gazetteer> {
    let tables: Vec<(&str, &str)> = sources.names.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Ok(Gazetteer::load(&tables)?)
}

/// The graph of a dossier as it was before a day, and as it is. Articles without a day of publication are in both.
pub(super) fn before_and_after(
    global: &Global,
    terminal: &Terminal,
    dossier: &Dossier,
    since: Option<Date>,
) -> Result<(KnowledgeGraph, KnowledgeGraph)> {
    let after = graph(global, terminal, dossier, None)?;
    let gazetteer = gazetteer(&knowledge::sources(global)?)?;
    let mut extractions = extractions(dossier)?;
    let known = |published: Option<Date>| published.is_none_or(|date| since.is_none_or(|since| date < since));
    extractions.retain(|extraction| known(extraction.document.metadata.published));
    Ok((decided(dossier, extractions, &gazetteer, terminal)?, after))
}

/// What each article says, in the order of their identities.
pub(super) fn extractions(dossier: &Dossier) -> Result<Vec<Extraction>> {
    Ok(dossier.extractions()?)
}

/// How the dossier's IRIs are minted.
pub(super) fn base(dossier: &Dossier) -> Result<rdf::Options> {
    Ok(rdf::Options::with_base(&dossier.settings().base)?)
}

/// How the dossier is written as RDF: its base, unless another is asked for, and what the ontology says.
pub(super) fn rdf_options(dossier: &Dossier, base: Option<&str>, ontology: &Ontology) -> Result<rdf::Options> {
    let base = base.unwrap_or(&dossier.settings().base);
    Ok(rdf::Options::with_base(base)?.with_ontology(ontology))
}

/// The quads with what follows from them, in a graph of its own.
pub(super) fn inferring(mut quads: Vec<Quad>, ontology: &Ontology, rdf: &rdf::Options) -> Result<Vec<Quad>> {
    quads.extend(inferred(&quads, ontology, rdf)?);
    Ok(quads)
}

/// What follows from the merged view.
pub(super) fn inferred(merged: &[Quad], ontology: &Ontology, rdf: &rdf::Options) -> Result<Vec<Quad>> {
    Ok(store::infer(merged, ontology.quads(), rdf).map_err(|error| Diagnostic::error(error.to_string()))?)
}
