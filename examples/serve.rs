//! Reads articles into a dossier and serves it: `cargo run --example serve -- 127.0.0.1:7878 examples/articles`.

use rapporteur::{
    Engine,
    dossier::{Article, Dossier, Settings},
    ingest,
    knowledge::Sources,
    rdf, serve,
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let bind = arguments.next().ok_or("give an address")?.to_string_lossy().into_owned();
    let inputs: Vec<_> = arguments.map(Into::into).collect();
    let sources = Sources::embedded();
    let engine = Engine::new(&sources)?;
    let documents = ingest::read(&inputs, &ingest::Options::default()).documents;
    let extractions = engine.read(documents.clone());
    let path = std::env::temp_dir().join("rapporteur-example-dossier");
    let settings =
        Settings { base: rdf::DEFAULT_BASE.to_owned(), knowledge: sources.fingerprint(), ..Settings::default() };
    let articles: Vec<_> = documents
        .iter()
        .zip(&extractions)
        .map(|(document, extraction)| Article::Read { document, extraction })
        .collect();
    Dossier::create(&path, true)?.write(&settings, &articles)?;
    let settings = serve::Settings {
        bind,
        ontology: Some(engine.knowledge.ontology.into()),
        ..serve::Settings::new(path, engine.knowledge.gazetteer)
    };
    Ok(serve::run(settings, |message| eprintln!("{message}")).map_err(|message| message.to_string())?)
}
