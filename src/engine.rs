//! The stages put together: the one place, beside the command line, that composes them.

use crate::{
    annotate::{Annotator, ModelError},
    diagnostic::Diagnostic,
    extract,
    graph::KnowledgeGraph,
    knowledge::{Knowledge, Sources},
    model::{AnnotatedDocument, Decision, Document, Extraction},
    resolve,
};
use rayon::prelude::*;

/// Weights and knowledge, loaded and checked: reads articles.
pub struct Engine {
    /// The linguistic engine.
    pub annotator: Annotator,
    /// Ontology, rules, gazetteer.
    pub knowledge: Knowledge,
}

/// Why the engine cannot start.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The weights cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The knowledge has faults.
    #[error("the ontology, rules or names have {} faults, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Knowledge(Vec<Diagnostic>),
}

impl Engine {
    /// Loads the embedded weights and the knowledge.
    ///
    /// # Errors
    /// If a file of the knowledge has faults.
    pub fn new(sources: &Sources) -> Result<Self, EngineError> {
        Self::with_annotator(Annotator::embedded()?, sources)
    }
    /// The same with other weights.
    ///
    /// # Errors
    /// If a file of the knowledge has faults.
    pub fn with_annotator(annotator: Annotator, sources: &Sources) -> Result<Self, EngineError> {
        let knowledge = Knowledge::load(sources, &annotator).map_err(EngineError::Knowledge)?;
        Ok(Self { annotator, knowledge })
    }
    /// Sentences, tags, trees and names of one article, the trees mended by what the knowledge tells of words.
    pub fn annotate(&self, document: Document) -> AnnotatedDocument {
        let mut annotated = self.annotator.annotate(document);
        extract::mend(&mut annotated, &self.knowledge);
        annotated
    }
    /// What one article says.
    pub fn extract(&self, document: Document) -> Extraction {
        extract::extract(&self.annotate(document), &self.knowledge)
    }
    /// What each article says, on all cores, in the order given.
    pub fn read(&self, documents: Vec<Document>) -> Vec<Extraction> {
        documents.into_par_iter().map(|document| self.extract(document)).collect()
    }
    /// What all of them say together.
    pub fn graph(&self, extractions: &[Extraction]) -> KnowledgeGraph {
        self.graph_with(extractions, &[])
    }
    /// The same, with what a person decided about identity.
    pub fn graph_with(&self, extractions: &[Extraction], decisions: &[Decision]) -> KnowledgeGraph {
        KnowledgeGraph::new(resolve::resolve_with(extractions, &self.knowledge.gazetteer, decisions))
    }
}
