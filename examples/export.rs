//! From articles to files for other programs: `cargo run --example export -- FOLDER examples/articles`.

use rapporteur::{
    Engine,
    export::{self, Format, Options, Projection},
    ingest,
    knowledge::Sources,
};
use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: export FOLDER ARTICLES…")?);
    let inputs: Vec<_> = arguments.map(Into::into).collect();
    let engine = Engine::new(&Sources::embedded())?;
    let graph = engine.graph(&engine.read(ingest::read(&inputs, &ingest::Options::default()).documents));
    fs::create_dir_all(&folder)?;

    // One file, into anything that takes bytes …
    export::write(Format::Turtle, &graph, &Options::default(), &mut fs::File::create(folder.join("graph.ttl"))?)?;
    // … who is tied to whom, for Gephi …
    let actors = Options { projection: Projection::Actors, ..Options::default() };
    export::write(Format::Gexf, &graph, &actors, &mut fs::File::create(folder.join("actors.gexf"))?)?;
    // … and a format of several files.
    for file in export::files(Format::Csv, &graph, &Options::default())? {
        fs::write(folder.join(file.name), file.content)?;
    }
    Ok(())
}
