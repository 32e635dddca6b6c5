//! `query`: questions to a dossier, in SPARQL or by name.

use super::{
    Global, Outcome, Result,
    choice::one_of,
    knowledge::{self, unreadable},
    open, output,
    terminal::Terminal,
};
use clap::Args;
use rapporteur::{
    diagnostic::Diagnostic,
    dossier::Dossier,
    model::Date,
    rdf,
    store::{Answer, AnswerFormat, QueryError, QueryOptions, Question, Store, question, questions, sees_claims},
};
use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    time::Duration,
};

const AFTER: &str = "\
Examples:
  rapporteur query dossier                                          the named questions and what they can be given
  rapporteur query dossier --name who-met-whom --param place=\"Geneva\"
  rapporteur query dossier --name who-met-whom --as-of 2031-03-01   what was known on that day
  rapporteur query dossier 'SELECT ?person WHERE { ?person a rap:Person }'
  rapporteur query dossier question.rq --format csv > answer.csv
  rapporteur query dossier --union-default-graph 'SELECT (COUNT(*) AS ?claims) { ?claim a rap:Claim }'

Prefixes that need no declaration: rap, sem, schema, org, prov, oa, skos, foaf, geo, rdf, rdfs, xsd, wd.
The default graph is the merged view; GRAPH ?article { … } reaches what each article says. With --infer it is the merged view
with superclasses, superproperties, inverses, rap:metWith and rap:representedActor (ontology/inference/*.rq).
Without --format, terminals get a table, and pipes and files get TSV (Turtle for CONSTRUCT and DESCRIBE).";

/// Ask a dossier, in SPARQL or by the name of a question
#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Query {
    /// The dossier
    #[arg(value_name = "DIR")]
    dossier: PathBuf,
    /// SPARQL, a file that ends in .rq, or - for standard input
    #[arg(value_name = "QUERY", conflicts_with = "name")]
    text: Option<String>,
    /// A named question
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What a question is given; an IRI stands between < and >
    #[arg(long = "param", value_name = "KEY=VALUE", value_parser = parameter)]
    params: Vec<(String, String)>,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", value_parser = one_of(AnswerFormat::ALL, AnswerFormat::as_str))]
    format: Option<AnswerFormat>,
    /// Only what articles told that were published on or before this day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Patterns without GRAPH see the triples of all graphs, not the merged view alone
    #[arg(long)]
    union_default_graph: bool,
    /// Let patterns without GRAPH see what follows by the rules of inference, too
    #[arg(long)]
    infer: bool,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    timeout: Option<u32>,
}

impl Query {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> Result<Outcome> {
        let dossier = Dossier::open(&self.dossier)?;
        if self.text.is_none() && self.name.is_none() {
            output::to(None, |out| Ok(list(&self.dossier, out)?))?;
            return Ok(Outcome::Done);
        }
        // A wrong name is found before the graph is loaded.
        let named = self.name.as_deref().map(question).transpose()?;
        let asked = match (&named, &self.text) {
            (Some(question), _) => (String::new(), question.text.clone()),
            (None, query) => text(query.as_deref().unwrap_or_default())?,
        };
        // Without its claims, a graph takes a quarter of the time and of the memory.
        let claims = self.union_default_graph || sees_claims(&asked.1);
        let store = self.store(global, terminal, &dossier, claims)?;
        let params: BTreeMap<String, String> = self.params.iter().cloned().collect();
        let options = QueryOptions {
            union_default_graph: self.union_default_graph,
            timeout: self.timeout.map(|seconds| Duration::from_secs(seconds.into())),
            max_rows: None,
        };
        let answer = match &named {
            Some(question) => question.ask(&store, &params, &options),
            None => store.query_named(&asked.0, &asked.1, &params, &options),
        };
        let answer = answer.map_err(refused)?;
        let format = self.format.unwrap_or_else(|| default_format(&answer));
        output::to(None, |out| {
            answer.write(format, out).map_err(|error| match error.kind() {
                io::ErrorKind::InvalidInput => Diagnostic::error(error.to_string()).hint(forms(&answer)).into(),
                _ => error.into(),
            })
        })?;
        Ok(Outcome::Done)
    }

    fn store(&self, global: &Global, terminal: &Terminal, dossier: &Dossier, claims: bool) -> Result<Store> {
        let unreadable = |error: io::Error| {
            Diagnostic::error(format!("the graph of the dossier cannot be read: {error}"))
                .in_file(self.dossier.display().to_string())
        };
        let ontology = knowledge::ontology(global)?;
        let rdf = open::rdf_options(dossier, None, &ontology)?;
        let graph = open::graph(global, terminal, dossier, self.as_of)?;
        let store = Store::from_graph(&graph, &rdf, claims).map_err(unreadable)?;
        if !self.infer {
            return Ok(store);
        }
        let inferred = open::inferred(&rdf::merged(&graph, &rdf), &ontology, &rdf)?;
        store.extend(inferred).map_err(unreadable)?;
        Ok(store.seeing(rdf::inferred_graph(&rdf)))
    }
}

fn refused(error: QueryError) -> super::Failure {
    match error {
        QueryError::Invalid(diagnostic) => diagnostic.into(),
        QueryError::Timeout(_) => {
            Diagnostic::error(error.to_string()).hint("give it more time with --timeout, or ask for less").into()
        }
        QueryError::Failed(_) => Diagnostic::error(error.to_string()).into(),
    }
}

fn default_format(answer: &Answer) -> AnswerFormat {
    match answer {
        Answer::Graph { .. } => AnswerFormat::Turtle,
        Answer::Table { .. } if !io::stdout().is_terminal() => AnswerFormat::Tsv,
        _ => AnswerFormat::Table,
    }
}

/// The formats that an answer has.
fn forms(answer: &Answer) -> &'static str {
    match answer {
        Answer::Graph { .. } => "a graph is written as turtle, ntriples, rdfxml or jsonld",
        _ => "a table is written as table, tsv, csv, json or xml",
    }
}

/// The query's text, and what messages call it.
fn text(query: &str) -> Result<(String, String)> {
    if query == "-" {
        let mut text = String::new();
        let read = io::stdin().lock().read_to_string(&mut text);
        read.map_err(|error| unreadable(Path::new("-"), &error))?;
        return Ok(("-".into(), text));
    }
    let file = Path::new(query);
    if file.extension().is_some_and(|extension| extension == "rq") {
        let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
        return Ok((query.to_owned(), text));
    }
    Ok(("query".into(), query.to_owned()))
}

fn parameter(text: &str) -> std::result::Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write KEY=VALUE, such as place=\"Geneva\"")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// The named questions with what they can be given.
fn list(dossier: &Path, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Named questions, asked with --name NAME [--param KEY=VALUE]…:")?;
    for Question { name, title, parameters, example, .. } in questions() {
        writeln!(out, "\n{name}\n  {title}")?;
        for parameter in parameters {
            let must = if parameter.optional { "" } else { " (needed)" };
            writeln!(out, "  --param {}=\"{}\"{must}", parameter.name, parameter.example)?;
        }
        if let Some(example) = example {
            writeln!(out, "  {}", example.replacen("DIR", &dossier.display().to_string(), 1))?;
        }
    }
    Ok(())
}
