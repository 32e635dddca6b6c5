//! Annotates a text file, or the words of a CoNLL-U file, and prints CoNLL-U. For measurements:
//!
//! ```text
//! annotate FILE                    raw text
//! annotate --gold-tokens FILE      words and sentences of a CoNLL-U file (a sentence is a paragraph)
//! annotate --iob FILE              the same of a UNER or CoNLL file
//! annotate --speed FOLDER          tokens a second over all files below a folder, three passes
//! ```

use anyhow::{Context, Result};
use rapporteur::annotate::{Annotator, WordSpan, conllu};
use rapporteur::model::{ByteSpan, Document, DocumentId, Metadata};
use std::{fs, io, path::Path, time::Instant};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let annotator = Annotator::embedded()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--gold-tokens" | "--iob", file] => {
            let (text, paragraphs) = words(&fs::read_to_string(file).context("cannot read the file")?);
            conllu::write(&annotator.annotate_words(document(file, text), &paragraphs), &mut out)?;
        }
        ["--speed", folder] => speed(&annotator, Path::new(folder))?,
        [file] => {
            let text = fs::read_to_string(file).context("cannot read the file")?;
            conllu::write(&annotator.annotate(document(file, text)), &mut out)?;
        }
        _ => anyhow::bail!("usage: annotate [--gold-tokens|--iob] FILE | --speed FOLDER"),
    }
    Ok(())
}

fn document(file: &str, text: String) -> Document {
    let body = ByteSpan::new(0, text.len());
    Document { id: DocumentId(String::new()), file: file.to_owned(), text, body, metadata: Metadata::default() }
}

/// Text and words of a file with one word a line; each sentence is a paragraph.
fn words(file: &str) -> (String, Vec<Vec<WordSpan>>) {
    let (mut text, mut paragraphs, mut paragraph) = (String::new(), Vec::new(), Vec::new());
    let (mut first, mut last, mut tight) = (0, 0, false);
    for line in file.lines().chain([""]) {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.is_empty() && !paragraph.is_empty() {
            text.push('\n');
            paragraphs.push(std::mem::take(&mut paragraph));
            (first, last) = (0, 0);
        }
        let Some((id, rest)) = columns.split_first().filter(|(_, rest)| !rest.is_empty() && !line.starts_with("# "))
        else {
            continue;
        };
        let no_space = columns.get(9).is_some_and(|misc| misc.split('|').any(|item| item == "SpaceAfter=No"));
        if let Some((from, to)) = id.split_once('-').filter(|(from, _)| from.parse::<u32>().is_ok()) {
            (first, last) = (from.parse::<u32>().unwrap_or(0), to.parse::<u32>().unwrap_or(0));
            tight = no_space;
            continue;
        }
        if id.contains('.') && columns.len() > 3 {
            continue;
        }
        let number: u32 = id.parse().unwrap_or(u32::MAX);
        let start = text.len();
        text.push_str(rest[0]);
        let span = ByteSpan::new(start, text.len());
        paragraph.push(WordSpan { span, glued: number > first && number <= last });
        let inside = number >= first && number < last;
        if !(inside || number == last && tight || number > last && no_space) {
            text.push(' ');
        }
    }
    (text, paragraphs)
}

fn speed(annotator: &Annotator, folder: &Path) -> Result<()> {
    let mut texts = Vec::new();
    read_all(folder, &mut texts)?;
    for _ in 0..3 {
        let (begin, mut tokens) = (Instant::now(), 0);
        for text in &texts {
            let annotated = annotator.annotate(document("", text.clone()));
            tokens += annotated.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        }
        let seconds = begin.elapsed().as_secs_f64();
        eprintln!("{tokens} tokens in {seconds:.2} s: {:.0} tokens/s", tokens as f64 / seconds);
    }
    Ok(())
}

fn read_all(folder: &Path, texts: &mut Vec<String>) -> Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_all(&path, texts)?;
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            texts.push(fs::read_to_string(path)?);
        }
    }
    Ok(())
}
