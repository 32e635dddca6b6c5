//! Articles → a dossier's new state: what is new is read, what was read by the same program with the same knowledge is kept, all
//! of it is resolved, and the dossier changes at one moment or not at all.

use super::{Result, open, terminal::Terminal};
use rapporteur::{
    Engine, decide,
    dossier::{Article, Dossier, Settings},
    export::{self, Format},
    graph::KnowledgeGraph,
    knowledge::Sources,
    model::{Document, DocumentId, Extraction},
    rdf,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What is to be in the dossier.
pub(super) struct State {
    /// Articles that are there and stay, with what they say.
    kept: Vec<(DocumentId, Extraction)>,
    /// Articles that are new, or must be read again.
    read: Vec<(Document, Extraction)>,
}

impl State {
    /// New articles, and those of the dossier that do not go; reads what has to be read.
    pub(super) fn read(
        dossier: &Dossier,
        engine: &Engine,
        fingerprint: &str,
        new: Vec<Document>,
        gone: &BTreeSet<DocumentId>,
        terminal: &Terminal,
    ) -> Result<Self> {
        let replaced: BTreeSet<DocumentId> = new.iter().map(|document| document.id.clone()).collect();
        let stay = dossier.ids().into_iter().filter(|id| !gone.contains(id) && !replaced.contains(id));
        let (mut kept, mut again) = (Vec::new(), Vec::new());
        let records = dossier.documents()?;
        for id in stay {
            let record = records.iter().find(|record| record.id == id);
            let cached = record.map(|record| dossier.cached(record, fingerprint)).transpose()?.flatten();
            match cached {
                Some(extraction) => kept.push((id, extraction)),
                None => again.push(dossier.document(&id)?),
            }
        }
        if !again.is_empty() {
            terminal.whisper(&format!("{} articles are read again: the program or its knowledge changed", again.len()));
        }
        let documents: Vec<Document> = again.into_iter().chain(new).collect();
        let progress = terminal.progress("reading", documents.len());
        let read = documents.into_par_iter().map(|document| {
            let extraction = engine.extract(document.clone());
            progress.step();
            (document, extraction)
        });
        Ok(Self { kept, read: read.collect() })
    }

    /// What all articles say together, with the dossier's decisions.
    pub(super) fn graph(
        &self,
        dossier: &Dossier,
        engine: &Engine,
        base: &rdf::Options,
        terminal: &Terminal,
    ) -> Result<KnowledgeGraph> {
        let kept = self.kept.iter().map(|(_, extraction)| extraction);
        let all: Vec<Extraction> = kept.chain(self.read.iter().map(|(_, extraction)| extraction)).cloned().collect();
        let decided = decide::decide(&dossier.decisions()?, &all, &engine.knowledge.gazetteer, base);
        terminal.say_all(&decided.warnings);
        Ok(engine.graph_with(&all, &decided.decisions))
    }

    /// Number of sentences in all articles.
    pub(super) fn sentences(&self) -> usize {
        let kept = self.kept.iter().map(|(_, extraction)| extraction.sentences as usize);
        kept.chain(self.read.iter().map(|(_, extraction)| extraction.sentences as usize)).sum()
    }

    /// Makes it the dossier's state.
    pub(super) fn write(
        &self,
        dossier: &mut Dossier,
        sources: &Sources,
        base: &rdf::Options,
        graph: &KnowledgeGraph,
    ) -> Result<()> {
        let kept = self.kept.iter().map(|(id, _)| Article::Kept(id));
        let read = self.read.iter().map(|(document, extraction)| Article::Read { document, extraction });
        let articles: Vec<Article<'_>> = kept.chain(read).collect();
        let mut settings =
            Settings { base: base.base.clone(), knowledge: sources.fingerprint(), ..dossier.settings().clone() };
        match dossier.decisions_fingerprint()? {
            Some(decided) => settings.options.insert(open::DECIDED.to_owned(), decided),
            None => settings.options.remove(open::DECIDED),
        };
        let options = export::Options { rdf: base.clone(), ..export::Options::default() };
        Ok(dossier.write(&settings, &articles, &mut |out| export::write(Format::Nquads, graph, &options, out))?)
    }
}
