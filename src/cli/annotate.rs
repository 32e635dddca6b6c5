//! `annotate`: what the linguistic engine makes of articles.

use super::{
    Global, Outcome, Result,
    build::{Published, ingest},
    knowledge, output,
    terminal::Terminal,
};
use clap::{Args, ValueEnum};
use rapporteur::{
    annotate::{conllu, json},
    diagnostic::Diagnostic,
    extract::time,
    model::AnnotatedDocument,
};
use rayon::prelude::*;
use std::{io, path::PathBuf};

const AFTER: &str = "\
Examples:
  rapporteur annotate talks.txt                      CoNLL-U; names are in the last column as NER=B-PERSON
  echo 'She met him on Friday.' | rapporteur annotate -
  rapporteur annotate examples/articles --format json > sentences.jsonl
  rapporteur annotate talks.txt --timex              temporal expressions with their TIMEX3 values and days
  rapporteur annotate talks.txt --model other.rapmodel";

/// Print sentences, tags, trees and names of articles
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Annotate {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "conllu", value_enum)]
    format: Format,
    /// Print temporal expressions instead: file, sentence, first byte, end, type, value, days, words; tab-separated
    #[arg(long, conflicts_with = "format")]
    timex: bool,
    /// Weights other than the embedded ones
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    #[command(flatten)]
    published: Published,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// CoNLL-U
    Conllu,
    /// One JSON object an article
    Json,
}

impl Annotate {
    pub(super) fn run(&self, _: &Global, terminal: &Terminal) -> Result<Outcome> {
        let annotator = knowledge::annotator(self.model.as_deref())?;
        let (documents, refused) = ingest(&self.inputs, &self.published, terminal)?;
        if documents.is_empty() {
            return Err(Diagnostic::error("no article could be read").into());
        }
        let progress = terminal.progress("reading", documents.len());
        let annotate = |document| {
            let annotated = annotator.annotate(document);
            progress.step();
            annotated
        };
        let annotated: Vec<AnnotatedDocument> = documents.into_par_iter().map(annotate).collect();
        drop(progress);
        output::to(None, |mut out| {
            for document in &annotated {
                match self.format {
                    _ if self.timex => timex(document, out)?,
                    Format::Conllu => conllu::write(document, &mut out)?,
                    Format::Json => json::write(document, &mut out)?,
                }
            }
            Ok(())
        })?;
        Ok(Outcome::refused_if(refused > 0))
    }
}

/// One temporal expression a line.
fn timex(annotated: &AnnotatedDocument, out: &mut dyn io::Write) -> io::Result<()> {
    let file = &annotated.document.file;
    for anchored in time::anchor_document(&annotated.sentences, annotated.document.metadata.published) {
        let expression = &anchored.expression;
        let tokens = annotated.sentences.get(anchored.sentence).and_then(|s| s.tokens.get(expression.tokens.range()));
        let [Some(first), Some(last)] = [tokens.and_then(<[_]>::first), tokens.and_then(<[_]>::last)] else { continue };
        let kind = match expression.kind {
            time::Kind::Date => "DATE",
            time::Kind::Time => "TIME",
            time::Kind::Duration => "DURATION",
            time::Kind::Set => "SET",
        };
        let value = time::value(expression, &anchored.anchor);
        let days = time::resolve(expression, &anchored.anchor).map_or_else(|| "-".into(), |interval| interval.edtf);
        let (sentence, start, end) = (anchored.sentence + 1, first.span.start, last.span.end);
        writeln!(out, "{file}\t{sentence}\t{start}\t{end}\t{kind}\t{value}\t{days}\t{}", expression.text)?;
    }
    Ok(())
}
