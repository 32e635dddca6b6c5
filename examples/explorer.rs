//! Reads articles and writes the one-page explorer: `cargo run --example explorer -- examples/articles > explorer.html`.

use rapporteur::{
    Engine,
    export::{Options, html},
    ingest,
    knowledge::Sources,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let inputs: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    let engine = Engine::new(&Sources::embedded())?;
    let documents = ingest::read(&inputs, &ingest::Options::default()).documents;
    let texts = documents.iter().map(|d| (d.id.clone(), d.text.clone())).collect();
    let graph = engine.graph(&engine.read(documents));
    let extras = html::Extras { texts, query_page: None };
    html::write(&graph, &Options::default(), &extras, &mut std::io::stdout().lock())?;
    Ok(())
}
