//! Articles → a dossier's new state: what is new is read, what was read by the same program with the same knowledge is kept, and
//! the dossier changes at one moment or not at all.

use super::{Result, table::counted, terminal::Terminal};
use rapporteur::{
    Engine,
    dossier::{Article, Dossier, Settings},
    knowledge::Sources,
    model::{Document, DocumentId, Extraction},
    rdf,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What is to be in the dossier.
pub(super) struct State {
    /// Articles that are there and stay.
    kept: Vec<DocumentId>,
    /// Articles that are new, or must be read again.
    read: Vec<Document>,
    /// What those say, in the same order.
    extractions: Vec<Extraction>,
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
        let replaced: BTreeSet<&DocumentId> = new.iter().map(|document| &document.id).collect();
        let stays = |id: &DocumentId| !gone.contains(id) && !replaced.contains(id);
        let stale: BTreeSet<DocumentId> = dossier.stale(fingerprint)?.into_iter().filter(|id| stays(id)).collect();
        let kept = dossier.ids().into_iter().filter(|id| stays(id) && !stale.contains(id)).collect();
        let mut read = stale.iter().map(|id| dossier.document(id)).collect::<std::result::Result<Vec<_>, _>>()?;
        if !read.is_empty() {
            let message = "read again: the program or its knowledge changed";
            terminal.whisper(&format!("{} {message}", counted(read.len(), "article")));
        }
        read.extend(new);
        let progress = terminal.progress("reading", read.len());
        let extract = |document: &Document| {
            let extraction = engine.extract(document.clone());
            progress.step();
            extraction
        };
        let extractions = read.par_iter().map(extract).collect();
        Ok(Self { kept, read, extractions })
    }

    /// Makes it the dossier's state; what was read for it is given back.
    pub(super) fn write(
        self,
        dossier: &mut Dossier,
        sources: &Sources,
        base: &rdf::Options,
    ) -> Result<Vec<Extraction>> {
        let read = self.read.iter().zip(&self.extractions);
        let articles: Vec<Article<'_>> = read
            .map(|(document, extraction)| Article::Read { document, extraction })
            .chain(self.kept.iter().map(Article::Kept))
            .collect();
        let settings =
            Settings { base: base.base.clone(), knowledge: sources.fingerprint(), ..dossier.settings().clone() };
        dossier.write(&settings, &articles)?;
        Ok(self.extractions)
    }
}
