//! Files of knowledge that the user adds, and the engine made of all of them.

use super::{Global, Result};
use rapporteur::{Engine, annotate::Annotator, diagnostic::Diagnostic, knowledge::Sources, ontology::Ontology};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The engine with all knowledge, and a model of the user's where there is one.
pub(super) fn engine_with(global: &Global, model: Option<&Path>) -> Result<Engine> {
    Ok(Engine::with_annotator(annotator(model)?, &sources(global)?)?)
}

/// The linguistic engine alone.
pub(super) fn annotator(model: Option<&Path>) -> Result<Annotator> {
    let Some(path) = model else { return Ok(Annotator::embedded().map_err(rapporteur::EngineError::from)?) };
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let refused = |error: rapporteur::annotate::ModelError| {
        Diagnostic::error(error.to_string()).in_file(path.display().to_string()).hint(error.hint())
    };
    Ok(Annotator::from_bytes(&bytes).map_err(refused)?)
}

/// The ontology alone: what may be said.
pub(super) fn ontology(global: &Global) -> Result<Ontology> {
    let sources = sources(global)?;
    let files: Vec<(&str, &str)> = sources.ontology.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Ok(Ontology::load(&files)?)
}

/// The embedded files of knowledge and those of the folders of `--ontology`.
pub(super) fn sources(global: &Global) -> Result<Sources> {
    let mut sources = Sources::embedded();
    let mut problems = Vec::new();
    for folder in &global.ontology {
        if folder.is_dir() {
            add(&mut sources, folder, &mut problems);
        } else {
            let message = Diagnostic::error("there is no such folder of knowledge");
            problems.push(message.in_file(folder.display().to_string()).hint("--ontology takes a folder"));
        }
    }
    if problems.is_empty() { Ok(sources) } else { Err(problems.into()) }
}

/// Adds a file, or every file of a folder and its folders in the order of their names.
pub(super) fn add(sources: &mut Sources, path: &Path, problems: &mut Vec<Diagnostic>) {
    let mut waiting = vec![(path.to_owned(), true)];
    while let Some((path, named)) = waiting.pop() {
        if path.is_dir() {
            match inside(&path) {
                Ok(inside) => waiting.extend(inside.into_iter().rev().map(|path| (path, false))),
                Err(error) => problems.push(unreadable(&path, &error)),
            }
            continue;
        }
        let list = match path.extension().and_then(|extension| extension.to_str()) {
            Some("ttl") => &mut sources.ontology,
            Some("toml") => &mut sources.rules,
            Some("tsv") => &mut sources.names,
            _ if named => {
                let message = Diagnostic::error("this is no file of knowledge").in_file(path.display().to_string());
                problems.push(message.hint("knowledge is Turtle (.ttl), rules (.toml) or names (.tsv)"));
                continue;
            }
            _ => continue,
        };
        match fs::read_to_string(&path) {
            Ok(text) => list.push((path.display().to_string(), text)),
            Err(error) => problems.push(unreadable(&path, &error)),
        }
    }
}

fn inside(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    found.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    found.sort();
    Ok(found)
}

/// A file that cannot be read, in words.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::InvalidData => "this is no text in UTF-8".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    Diagnostic::error(message).in_file(path.display().to_string())
}
