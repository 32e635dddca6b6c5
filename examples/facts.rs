//! Reads articles with the knowledge of a folder on disk instead of the embedded one, and prints facts: to try out a word list
//! or a rule without building the program again.
//!
//! `cargo run --release --example facts -- ontology examples/articles [--metadata TABLE] [--model FILE]`
//!
//! With `--model`, the weights of a file are used instead of the built-in ones: to judge a newly trained model by facts.

use rapporteur::{Engine, EngineError, annotate::Annotator, export, ingest, knowledge::Sources, ontology::gazetteer};
use std::{fs, io, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: facts ONTOLOGY_FOLDER ARTICLE… [--metadata TABLE] [--model FILE]");
        return ExitCode::from(2);
    };
    let (mut inputs, mut table, mut model) = (Vec::new(), None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--metadata" => table = arguments.next(),
            "--model" => model = arguments.next(),
            _ => inputs.push(argument.into()),
        }
    }
    match run(Path::new(&folder), &inputs, table.as_deref().map(Path::new), model.as_deref().map(Path::new)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(
    folder: &Path,
    inputs: &[std::path::PathBuf],
    table: Option<&Path>,
    model: Option<&Path>,
) -> Result<(), Box<dyn std::error::Error>> {
    let names = gazetteer::EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut ontology = vec![read(&folder.join("rapporteur.ttl"))?];
    ontology.extend(files(&folder.join("events"), "ttl")?);
    ontology.extend(files(&folder.join("lexicon"), "ttl")?);
    let sources = Sources { ontology, rules: files(&folder.join("rules"), "toml")?, names };
    let annotator = match model {
        Some(path) => Annotator::from_bytes(&fs::read(path)?)?,
        None => Annotator::embedded()?,
    };
    let engine = match Engine::with_annotator(annotator, &sources) {
        Ok(engine) => engine,
        Err(EngineError::Knowledge(faults)) => {
            return Err(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into());
        }
        Err(error) => return Err(error.into()),
    };
    let metadata = table.map(ingest::Table::read).transpose().map_err(|error| error.to_string())?.unwrap_or_default().0;
    let options = ingest::Options { metadata, ..ingest::Options::default() };
    let graph = engine.graph(&engine.read(ingest::read(inputs, &options).documents));
    export::write(export::Format::Facts, &graph, &export::Options::default(), &mut io::stdout())?;
    Ok(())
}

fn files(folder: &Path, extension: &str) -> io::Result<Vec<(String, String)>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|e| e.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> io::Result<(String, String)> {
    Ok((path.display().to_string(), fs::read_to_string(path)?))
}
