//! The command line: one file a command under `cli/`. Commands compose the library's stages, speak to the user and choose the exit
//! code; what a stage can do is in the library. Results go to standard output, progress and messages to standard error.

mod add;
mod annotate;
mod build;
mod changes;
mod check;
mod choice;
mod explain;
mod export;
mod failure;
mod knowledge;
mod list;
mod named;
mod ontology;
mod open;
mod output;
mod path;
mod query;
mod remove;
mod report;
mod rewrite;
mod serve;
mod stats;
mod status;
mod table;
mod terminal;
mod validate;

use clap::{Args, Parser, Subcommand};
use failure::Failure;
use rapporteur::diagnostic::Diagnostic;
use std::{path::PathBuf, process::ExitCode};
use terminal::{Color, Terminal};

const AFTER: &str = "\
Examples:
  rapporteur build examples/articles -o dossier
  rapporteur query dossier --name who-met-whom
  rapporteur export dossier --format turtle -o graph.ttl

Every command has its own examples: rapporteur build --help

Exit codes: 0 all well; 1 done, but some input was refused (each with a message); 2 could not run.";

/// Reads news articles and reports who met whom, where, when, about which plan, and who says so.
#[derive(Parser)]
#[command(name = "rapporteur", version, after_help = AFTER, max_term_width = 110, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
struct Global {
    /// Number of threads (default: one for each core); results do not depend on it
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say more: notes on inputs, times
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Colours in messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_enum)]
    color: Color,
    /// A folder of Turtle, TOML and names (.tsv) that is added to the embedded knowledge; may be repeated
    #[arg(long, global = true, value_name = "DIR")]
    ontology: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and make a dossier of what they say
    Build(build::Build),
    /// Add articles to a dossier
    Add(add::Add),
    /// Remove articles from a dossier, without a trace
    Remove(remove::Remove),
    /// List the articles of a dossier
    List(list::List),
    /// Tell what a dossier holds and whether it is sound
    Status(status::Status),
    /// Ask a dossier, in SPARQL or by the name of a question
    Query(query::Query),
    /// Tell what changed since a day, or between two dossiers
    Changes(changes::Changes),
    /// Write a dossier's graph in another format
    Export(export::Export),
    /// Tell why: what a sentence gave, or what is known of a thing
    Explain(explain::Explain),
    /// Tell who stands where among the actors, and who belongs together
    Stats(stats::Stats),
    /// Tell how two actors are connected
    Path(path::Path),
    /// Tell what was not understood
    Report(report::Report),
    /// Check the ontology, the rules and their examples
    Check(check::Check),
    /// Check a dossier's graph against the shapes of the ontology
    Validate(validate::Validate),
    /// Print the vocabulary: classes, properties, shapes, words, questions
    Ontology(ontology::Ontology),
    /// Print sentences, tags, trees and names of articles
    Annotate(annotate::Annotate),
    /// Serve a dossier over HTTP: SPARQL, graphs, an explorer
    Serve(serve::Serve),
}

/// How a command ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All well.
    Done,
    /// Some of the input was refused, or some check failed.
    Refused,
}

impl Outcome {
    fn refused_if(refused: bool) -> Self {
        if refused { Self::Refused } else { Self::Done }
    }
}

type Result<T> = std::result::Result<T, Failure>;

pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, the rest is a usage error; a closed pipe is nobody's fault.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let terminal = Terminal::new(&cli.global);
    match run(&cli, &terminal) {
        Ok(Outcome::Done) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(Failure::Told(diagnostics)) => {
            terminal.say_all(&diagnostics);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, terminal: &Terminal) -> Result<Outcome> {
    if let Some(threads) = cli.global.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|error| Diagnostic::error(format!("cannot start {threads} threads: {error}")))?;
    }
    let global = &cli.global;
    match &cli.command {
        Command::Build(command) => command.run(global, terminal),
        Command::Add(command) => command.run(global, terminal),
        Command::Remove(command) => command.run(global, terminal),
        Command::List(command) => command.run(),
        Command::Status(command) => command.run(global),
        Command::Query(command) => command.run(global, terminal),
        Command::Changes(command) => command.run(global, terminal),
        Command::Export(command) => command.run(global, terminal),
        Command::Explain(command) => command.run(global, terminal),
        Command::Stats(command) => command.run(global, terminal),
        Command::Path(command) => command.run(global, terminal),
        Command::Report(command) => command.run(global),
        Command::Check(command) => command.run(global, terminal),
        Command::Validate(command) => command.run(global, terminal),
        Command::Ontology(command) => command.run(global),
        Command::Annotate(command) => command.run(global, terminal),
        Command::Serve(command) => command.run(global, terminal),
    }
}
