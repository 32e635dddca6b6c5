//! Writes articles about a simulated world whose truth is known, and measures how much of it a dossier got right. For tests of
//! scale and of identity across articles: countries, people and plans are invented, some cities are real, and nothing in it
//! happened. The same number and seed give the same files, and a longer corpus begins with the shorter one.
//!
//! ```text
//! cargo run --release --example synthesize -- write 1000 /tmp/corpus
//! rapporteur build /tmp/corpus/articles -o /tmp/corpus/dossier
//! rapporteur export /tmp/corpus/dossier --format facts -o /tmp/corpus/facts.jsonl
//! cargo run --release --example synthesize -- measure /tmp/corpus/truth /tmp/corpus/facts.jsonl
//! ```
//!
//! Of truth there are three files: `articles.jsonl` (each article's names and event sentences, and what each stands for),
//! `entities.jsonl` (over all articles, in the form of our gold facts) and `duplicates.jsonl` (copies and versions of one text).

mod article;
mod measure;
mod names;
mod random;
mod truth;
mod world;

use std::{path::Path, process::ExitCode};

const USAGE: &str = "usage: synthesize write COUNT FOLDER [SEED]
       synthesize measure TRUTH_FOLDER FACTS.jsonl [--errors]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["write", count, folder, rest @ ..] => match (count.parse(), rest.first().map_or(Ok(1), |seed| seed.parse())) {
            (Ok(count), Ok(seed)) => truth::write(count, Path::new(folder), seed).map_err(|error| error.to_string()),
            _ => Err(USAGE.to_owned()),
        },
        ["measure", truth, facts, rest @ ..] => {
            measure::run(Path::new(truth), Path::new(facts), rest.contains(&"--errors"))
        }
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
