//! A dossier → its graph: the cached extractions resolved once more, which takes less time than to read the graph back.

use super::{Global, Result, knowledge, terminal::Terminal};
use oxrdf::Quad;
use rapporteur::{
    decide,
    diagnostic::Diagnostic,
    dossier::Dossier,
    graph::KnowledgeGraph,
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
    let tables: Vec<(&str, &str)> = sources.names.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let gazetteer = Gazetteer::load(&tables)?;
    let mut extractions = extractions(dossier)?;
    if let Some(day) = as_of {
        extractions.retain(|extraction| extraction.document.metadata.published.is_some_and(|date| date <= day));
    }
    decided(dossier, &extractions, &gazetteer, terminal)
}

/// What the articles say together, with the decisions in the dossier's folder.
pub(super) fn decided(
    dossier: &Dossier,
    extractions: &[Extraction],
    gazetteer: &Gazetteer,
    terminal: &Terminal,
) -> Result<KnowledgeGraph> {
    let decided = decide::decide(&dossier.decisions()?, extractions, gazetteer, &base(dossier)?);
    terminal.say_all(&decided.warnings);
    Ok(KnowledgeGraph::new(resolve::resolve_with(extractions, gazetteer, &decided.decisions)))
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
    let inferred = store::infer(&quads, ontology.quads(), rdf);
    quads.extend(inferred.map_err(|error| Diagnostic::error(error.to_string()))?);
    Ok(quads)
}
