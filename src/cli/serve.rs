//! `serve`: a dossier over HTTP.

use super::{Global, Outcome, Result, knowledge, terminal::Terminal};
use clap::Args;
use rapporteur::{ontology::Gazetteer, serve};
use std::{
    num::{NonZeroU64, NonZeroUsize},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

const AFTER: &str = "\
Examples:
  rapporteur serve dossier
  rapporteur serve dossier --bind 127.0.0.1:9000 --timeout 10
  curl -s http://127.0.0.1:7878/sparql --data-urlencode 'query=SELECT ?m WHERE { ?m a rap:Meeting }' -H 'Accept: text/csv'

The explorer is at /, a page for queries at /query.html, SPARQL 1.1 Protocol at /sparql, the graphs at /store, what they
hold at /.well-known/void, the named questions as data at /questions. Nothing can be
changed through it, and it is read again when the dossier changes. Ctrl-C ends it.";

/// Serve a dossier over HTTP: SPARQL, graphs, an explorer
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Serve {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// Address and port to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = serve::DEFAULT_BIND)]
    bind: String,
    /// A query may take so many seconds
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    timeout: NonZeroU64,
    /// An answer may have so many rows or triples; it says when it was cut off
    #[arg(long, value_name = "N", default_value = "100000")]
    max_rows: NonZeroUsize,
    /// So many queries run at once (default: two a core); more wait a little, and are then refused
    #[arg(long, value_name = "N")]
    max_queries: Option<NonZeroUsize>,
    /// Let plain patterns see what follows by the rules of inference, too
    #[arg(long)]
    infer: bool,
    /// Let pages of other sites read the answers
    #[arg(long)]
    cors: bool,
}

impl Serve {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let sources = knowledge::sources(global)?;
        let tables: Vec<(&str, &str)> = sources.names.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let usual = serve::Settings::new(&self.dossier, Gazetteer::load(&tables)?);
        let settings = serve::Settings {
            bind: self.bind.clone(),
            timeout: Duration::from_secs(self.timeout.get()),
            max_rows: self.max_rows.get(),
            max_queries: self.max_queries.map_or(usual.max_queries, NonZeroUsize::get),
            cors: self.cors,
            infer: self.infer,
            ontology: Some(Arc::new(knowledge::ontology(global)?)),
            ..usual
        };
        let terminal = terminal.clone();
        serve::run(settings, move |message| terminal.say(&message))?;
        Ok(Outcome::Done)
    }
}
