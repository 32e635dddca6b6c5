//! `build`: articles to a new dossier.

mod summary;

use super::{Global, Outcome, Result, knowledge, open, rewrite::State, terminal::Terminal};
use clap::Args;
use rapporteur::{
    Engine,
    diagnostic::Diagnostic,
    dossier::Dossier,
    ingest,
    model::{Date, Document},
    ontology::Gazetteer,
    rdf,
};
use std::{collections::BTreeSet, path::PathBuf, time::Instant};

use summary::Summary;
pub(super) use summary::{changed, copied};

const AFTER: &str = "\
Examples:
  rapporteur build examples/articles -o dossier         all articles of a folder and its folders
  rapporteur build a.txt b.md -o dossier --force        two files, in place of an older dossier
  curl -s https://… | rapporteur build - -o dossier --published 2031-03-14

Inputs are plain text and Markdown. A head of `title:`, `published:`, `publisher:` and `url:` between two lines of
`---` tells what the text does not; a date may also stand in the file's name (2031-03-14-talks.txt) or in a table:
  rapporteur build articles -o dossier --metadata articles.csv      columns file, published, publisher, title, url";

/// Read articles and make a dossier of what they say
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Build {
    /// Files, folders (with all folders in them), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The folder to make
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    published: Published,
    /// Start of the IRIs that are minted
    #[arg(long, value_name = "IRI", default_value = rdf::DEFAULT_BASE, hide_default_value = true)]
    base: String,
    /// Replace the dossier that is there (nothing but a dossier is ever replaced)
    #[arg(long)]
    force: bool,
}

/// The option that `build` and `add` share.
#[derive(Args)]
pub(super) struct Published {
    /// Day of publication, of articles that tell none themselves: what "yesterday" is counted from
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<Date>,
    /// A table of what articles do not tell themselves, by `file`: published, publisher, title, url (.csv, .tsv, .json, .jsonl)
    #[arg(long, value_name = "TABLE")]
    pub(super) metadata: Option<PathBuf>,
}

/// No article is larger; a larger file is a mistake, and would take minutes to read.
const LARGEST: u64 = 8_000_000;

/// Reads the inputs and says what there is to say; how many were refused is the second value.
pub(super) fn ingest(inputs: &[PathBuf], published: &Published, terminal: &Terminal) -> Result<(Vec<Document>, usize)> {
    let metadata = match &published.metadata {
        Some(path) => {
            let (table, said) = ingest::Table::read(path)?;
            terminal.say_all(&said);
            table
        }
        None => ingest::Table::default(),
    };
    let options = ingest::Options { published: published.published, metadata, limit: LARGEST };
    let ingested = ingest::read(inputs, &options);
    terminal.say_all(&ingested.diagnostics);
    Ok((ingested.documents, ingested.refused))
}

/// Of an engine that has read all: the rest of it is large.
fn gazetteer_of(engine: Engine) -> Gazetteer {
    engine.knowledge.gazetteer
}

impl Build {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let start = Instant::now();
        let base = rdf::Options::with_base(&self.base)?;
        let sources = knowledge::sources(global)?;
        let mut dossier = Dossier::create(&self.output, self.force)?;
        let engine = Engine::new(&sources)?;
        terminal.whisper(&format!("the engine was ready after {:.2} s", start.elapsed().as_secs_f32()));
        let (documents, refused) = ingest(&self.inputs, &self.published, terminal)?;
        if documents.is_empty() {
            return Err(Diagnostic::error("no article could be read: no dossier was made")
                .hint("give text or Markdown files, or folders of them")
                .into());
        }
        // `--force` replaces: nothing of the old dossier stays.
        let gone: BTreeSet<_> = dossier.ids().into_iter().collect();
        let state = State::read(&dossier, &engine, &sources.fingerprint(), documents, &gone, terminal)?;
        let extractions = state.write(&mut dossier, &sources, &base)?;
        terminal.whisper(&format!("the dossier was written after {:.2} s", start.elapsed().as_secs_f32()));
        if !global.quiet {
            let gazetteer = gazetteer_of(engine);
            let sentences = extractions.iter().map(|extraction| extraction.sentences as usize).sum();
            // A dossier that was replaced may have decisions.
            let graph = open::decided(&dossier, extractions, &gazetteer, terminal)?;
            Summary { graph: &graph, sentences, dossier: &self.output }.print()?;
        }
        terminal.whisper(&format!("all took {:.2} s", start.elapsed().as_secs_f32()));
        Ok(Outcome::refused_if(refused > 0))
    }
}
