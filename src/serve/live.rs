//! The dossier in memory, and how it is read again: a changed manifest or decisions file is seen within a second, the new state is built beside the
//! old one and takes its place at one moment. A dossier that cannot be read (somebody is writing it) leaves the old state.

use super::{Settings, cache::Cache};
use crate::{
    decide,
    diagnostic::Diagnostic,
    dossier::{DECISIONS, Dossier},
    export::{self, html},
    graph::KnowledgeGraph,
    model::DocumentId,
    rdf, resolve,
    store::{self, Store},
};
use oxrdf::Quad;
use std::{
    collections::BTreeMap,
    fs, io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock},
    time::{Duration, Instant, SystemTime},
};

/// How often the manifest is looked at.
const EVERY: Duration = Duration::from_millis(700);

/// A state of the dossier.
pub(super) struct State {
    pub(super) store: Store,
    pub(super) articles: usize,
    pub(super) rdf: rdf::Options,
    pub(super) cache: Cache,
    graph: KnowledgeGraph,
    texts: BTreeMap<DocumentId, String>,
    page: OnceLock<Arc<[u8]>>,
    description: OnceLock<Vec<Quad>>,
}

impl State {
    fn load(settings: &Settings) -> Result<Self, Diagnostic> {
        let dossier = Dossier::open(&settings.dossier)?;
        let rdf = rdf::Options::with_base(&dossier.settings().base)?;
        let rdf = settings.ontology.iter().fold(rdf, |rdf, ontology| rdf.with_ontology(ontology));
        let extractions = dossier.extractions()?;
        let articles = extractions.len();
        let texts = dossier.documents()?.into_iter().map(|document| (document.id, document.text)).collect();
        let written = dossier.decisions()?;
        // Whoever wants to change it need not wait for what follows.
        drop(dossier);
        let decided = decide::decide(&written, &extractions, &settings.gazetteer, &rdf);
        let graph = KnowledgeGraph::new(resolve::resolve_all(extractions, &settings.gazetteer, &decided.decisions));
        let failed = |error: io::Error| Diagnostic::error(format!("the graph cannot be loaded: {error}"));
        let mut store = Store::from_graph(&graph, &rdf, true).map_err(failed)?;
        if let Some(ontology) = settings.ontology.as_ref().filter(|_| settings.infer) {
            let inferred = store::infer(&rdf::merged(&graph, &rdf), ontology.quads(), &rdf);
            store.extend(inferred.map_err(|error| Diagnostic::error(error.to_string()))?).map_err(failed)?;
            store = store.seeing(rdf::inferred_graph(&rdf));
        }
        Ok(Self {
            store,
            articles,
            rdf,
            cache: Cache::default(),
            graph,
            texts,
            page: OnceLock::new(),
            description: OnceLock::new(),
        })
    }

    /// What the dossier holds, counted when it is first asked for.
    pub(super) fn description(&self) -> &[Quad] {
        self.description.get_or_init(|| {
            let quads: Vec<Quad> = self.store.quads().collect();
            rdf::describe(&quads, &rdf::dataset(&self.rdf), &self.rdf.base)
        })
    }

    /// The explorer, made when it is first asked for.
    pub(super) fn page(&self) -> Arc<[u8]> {
        let make = || {
            let options = export::Options { rdf: self.rdf.clone(), ..export::Options::default() };
            let extras = html::Extras { texts: self.texts.clone(), query_page: Some("query.html".to_owned()) };
            let mut page = Vec::new();
            // Memory does not fail.
            html::write(&self.graph, &options, &extras, &mut page).ok();
            page.into()
        };
        Arc::clone(self.page.get_or_init(make))
    }
}

/// What tells a state of the manifest and of the decisions from a later one.
type Stamp = Option<(SystemTime, u64, Option<(SystemTime, u64)>)>;

fn stamp(dossier: &Path) -> Stamp {
    let of = |name: &str| {
        let metadata = fs::metadata(dossier.join(name)).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    let (changed, length) = of("dossier.json")?;
    Some((changed, length, of(DECISIONS)))
}

/// The state that is served.
pub(super) struct Live {
    state: RwLock<Arc<State>>,
    seen: Mutex<(Stamp, Instant)>,
}

impl Live {
    pub(super) fn load(settings: &Settings) -> Result<Self, Diagnostic> {
        // Taken before: a change while it is read is then seen later.
        let seen = (stamp(&settings.dossier), Instant::now());
        Ok(Self { state: RwLock::new(Arc::new(State::load(settings)?)), seen: Mutex::new(seen) })
    }

    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn seen(&self) -> MutexGuard<'_, (Stamp, Instant)> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the dossier again, if it changed; what came of it is for people.
    pub(super) fn refresh(&self, settings: &Settings) -> Option<Diagnostic> {
        let mut seen = self.seen();
        if seen.1.elapsed() < EVERY {
            return None;
        }
        seen.1 = Instant::now();
        let now = stamp(&settings.dossier);
        if now.is_none() || now == seen.0 {
            return None;
        }
        match State::load(settings) {
            Ok(state) => {
                seen.0 = now;
                let message = Diagnostic::note(format!("the dossier changed: now {} articles", state.articles));
                *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
                Some(message)
            }
            // Somebody is writing it: the next look will find it.
            Err(_)
                if Dossier::open(&settings.dossier).is_err_and(|e| matches!(e, crate::dossier::Error::Locked(_))) =>
            {
                None
            }
            Err(error) => {
                seen.0 = now;
                Some(
                    Diagnostic::warning(format!("the changed dossier cannot be read: {}", error.message))
                        .hint("the state before is still served"),
                )
            }
        }
    }
}
