//! Quads → answers: SPARQL 1.1 over Oxigraph's in-memory store, with a time limit, a row limit and no way out to the network
//! (Oxigraph is built without its HTTP client, so `SERVICE` fails, and there are no updates, so there is no `LOAD`).
//!
//! Parameters are bound by Oxigraph's variable substitution, never pasted into the text. Two of its habits shape the named
//! questions: a variable must be in the `SELECT` clause to be bound, and `BOUND(?v)` of a variable that no pattern binds is
//! folded to false before parameters are seen, so that a question must say `COALESCE(?v, "")` instead.

mod answer;
mod beat;
mod closure;
mod evaluate;
mod executable;
mod guard;
mod inference;
mod questions;

pub use answer::{Answer, AnswerFormat};
pub use evaluate::Evaluation;
pub(crate) use evaluate::resident;
pub use executable::executables;
pub use inference::infer;
pub use questions::{Parameter, Question, question, questions};

use crate::{
    diagnostic::Diagnostic,
    graph::KnowledgeGraph,
    rdf::{self, vocabulary::PREFIXES},
};
use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{GraphName, Literal, NamedNode, Quad, Term, Variable},
    sparql::{CancellationToken, QueryDataset, QueryEvaluationError, QueryResults, SparqlEvaluator},
    store::Store as Oxigraph,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::mpsc,
    thread,
    time::Duration,
};

/// An in-memory triple store.
#[derive(Clone)]
pub struct Store {
    inner: Oxigraph,
    /// A graph that patterns without `GRAPH` see beside the merged view.
    beside: Option<NamedNode>,
}

/// How to answer.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// Does a plain pattern see the triples of all graphs, or the merged view alone?
    pub union_default_graph: bool,
    /// Stop after this long.
    pub timeout: Option<Duration>,
    /// Give no more rows or triples than this.
    pub max_rows: Option<usize>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The query, or a parameter, is wrong.
    #[error("{0}")]
    Invalid(Diagnostic),
    /// It took too long.
    #[error("the query took longer than {} seconds", .0.as_secs_f32())]
    Timeout(Duration),
    /// Evaluation failed.
    #[error("the query failed: {0}")]
    Failed(String),
}

impl Store {
    /// A store of these quads.
    ///
    /// # Errors
    /// If the store refuses them, which memory does not.
    pub fn from_quads(quads: impl IntoIterator<Item = Quad>) -> io::Result<Self> {
        let inner = Oxigraph::new()?;
        let mut loader = inner.bulk_loader();
        loader.load_quads(quads)?;
        loader.commit()?;
        Ok(Self { inner, beside: None })
    }

    /// A store of a graph's quads, which are made one article after another; without claims where `claims` is false.
    ///
    /// # Errors
    /// If the store refuses them, which memory does not.
    pub fn from_graph(graph: &KnowledgeGraph, rdf: &rdf::Options, claims: bool) -> io::Result<Self> {
        let inner = Oxigraph::new()?;
        let mut loader = inner.bulk_loader();
        let mut done = Ok(());
        rdf::in_handfuls(graph, rdf, claims, &mut |quads| {
            if done.is_ok() {
                done = loader.load_quads(quads);
            }
        });
        done?;
        loader.commit()?;
        Ok(Self { inner, beside: None })
    }

    /// Adds quads.
    ///
    /// # Errors
    /// If the store refuses them, which memory does not.
    pub fn extend(&self, quads: impl IntoIterator<Item = Quad>) -> io::Result<()> {
        Ok(self.inner.extend(quads)?)
    }

    /// A store of an N-Quads file, as `export --format nquads` writes it.
    ///
    /// # Errors
    /// If it cannot be read or is no N-Quads.
    pub fn load_nquads(reader: impl io::Read) -> io::Result<Self> {
        let parser = RdfParser::from_format(RdfFormat::NQuads).for_reader(reader);
        let quads: Result<Vec<Quad>, _> = parser.collect();
        Self::from_quads(quads.map_err(io::Error::from)?)
    }

    /// The same store, whose plain patterns see this graph beside the merged view.
    pub fn seeing(self, graph: NamedNode) -> Self {
        Self { beside: Some(graph), ..self }
    }

    /// Number of quads.
    pub fn len(&self) -> usize {
        self.inner.len().unwrap_or_default()
    }
    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Evaluates a query. The prefixes of [`PREFIXES`] need no declaration. A parameter is a variable of the `SELECT` clause;
    /// its value is a string, or an IRI where it is written `<…>`.
    ///
    /// # Errors
    /// If the query or a parameter is wrong, or the time is over.
    pub fn query(
        &self,
        text: &str,
        params: &BTreeMap<String, String>,
        options: &QueryOptions,
    ) -> Result<Answer, QueryError> {
        self.query_named("query", text, params, options)
    }

    /// The same for a query from a file, which messages name.
    ///
    /// # Errors
    /// As [`Self::query`].
    pub fn query_named(
        &self,
        file: &str,
        text: &str,
        params: &BTreeMap<String, String>,
        options: &QueryOptions,
    ) -> Result<Answer, QueryError> {
        let mut evaluator = SparqlEvaluator::new();
        for (name, iri) in PREFIXES {
            evaluator = evaluator.with_prefix(*name, *iri).map_err(|e| QueryError::Failed(e.to_string()))?;
        }
        let token = CancellationToken::new();
        let evaluator = evaluator.with_cancellation_token(token.clone());
        let mut prepared =
            evaluator.parse_query(text).map_err(|e| QueryError::Invalid(syntax_error(file, text, &e.to_string())))?;
        if options.union_default_graph {
            prepared.dataset_mut().set_default_graph_as_union();
        } else {
            self.widen(prepared.dataset_mut());
        }
        for (name, value) in params {
            let (variable, term) = parameter(name, value).map_err(QueryError::Invalid)?;
            prepared = prepared.substitute_variable(variable, term);
        }
        let max_rows = options.max_rows;
        let bound = prepared.on_store(&self.inner);
        with_deadline(options.timeout, &token, move || {
            let results = bound.execute().map_err(evaluation_error)?;
            collect(results, max_rows)
        })
    }
}

impl Store {
    /// Lets a query that names no graphs of its own see the graph beside the merged view.
    fn widen(&self, dataset: &mut QueryDataset) {
        if let Some(graph) = self.beside.as_ref().filter(|_| dataset.is_default_dataset()) {
            dataset.set_default_graph(vec![GraphName::DefaultGraph, graph.clone().into()]);
        }
    }
}

/// Runs `work`; when the time is over, cancels it and returns. Oxigraph heeds the token where it reads quads, but not within a
/// product of tables that it already holds: such a query is left to its thread, which nobody waits for.
fn with_deadline(
    timeout: Option<Duration>,
    token: &CancellationToken,
    work: impl FnOnce() -> Result<Answer, QueryError> + Send + 'static,
) -> Result<Answer, QueryError> {
    let Some(timeout) = timeout else { return work() };
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name("query".to_owned())
        // The receiver may be gone: then nobody wants the answer.
        .spawn(move || sender.send(work()).ok())
        .map_err(|error| QueryError::Failed(error.to_string()))?;
    match receiver.recv_timeout(timeout) {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            token.cancel();
            Err(QueryError::Timeout(timeout))
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(QueryError::Failed("its thread broke off".to_owned())),
    }
}

fn collect(results: QueryResults<'_>, max_rows: Option<usize>) -> Result<Answer, QueryError> {
    let limit = max_rows.unwrap_or(usize::MAX);
    match results {
        QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let (mut rows, mut truncated) = (Vec::new(), false);
            for solution in solutions {
                let solution = solution.map_err(evaluation_error)?;
                if rows.len() == limit {
                    truncated = true;
                    break;
                }
                rows.push((0..variables.len()).map(|at| solution.get(at).cloned()).collect());
            }
            Ok(Answer::Table { variables, rows, truncated })
        }
        QueryResults::Graph(triples) => {
            let (mut found, mut truncated) = (BTreeMap::new(), false);
            for triple in triples {
                let triple = triple.map_err(evaluation_error)?;
                if found.len() == limit {
                    truncated = true;
                    break;
                }
                found.insert(triple.to_string(), triple);
            }
            Ok(Answer::Graph { triples: found.into_values().collect(), truncated })
        }
    }
}

/// May the query look into a named graph? Where its text has neither of the words that lead there (nor an escape that may hide
/// one), it does not.
pub fn sees_claims(text: &str) -> bool {
    if text.contains("\\u") || text.contains("\\U") {
        return true;
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| word.eq_ignore_ascii_case("graph") || word.eq_ignore_ascii_case("from"))
}

fn evaluation_error(error: QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::NotExistingSubstitutedVariable(variable) => QueryError::Invalid(
            Diagnostic::error(format!("the query has no variable {variable} in its SELECT clause"))
                .hint(format!("a parameter takes the place of a selected variable: add {variable} to SELECT")),
        ),
        QueryEvaluationError::UnsupportedService(name) => QueryError::Invalid(
            Diagnostic::error(format!("SERVICE {name} is not available"))
                .hint("queries never reach the network; download the data and query it beside the dossier's export"),
        ),
        error => QueryError::Failed(error.to_string()),
    }
}

fn parameter(name: &str, value: &str) -> Result<(Variable, Term), Diagnostic> {
    let name = name.trim_start_matches(['?', '$']);
    let variable = Variable::new(name)
        .map_err(|_| Diagnostic::error(format!("“{name}” is no name of a variable")).hint("write --param place=…"))?;
    let iri = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let term = match iri {
        Some(iri) => NamedNode::new(iri)
            .map_err(|error| Diagnostic::error(format!("the parameter {name} is no IRI: {error}")))?
            .into(),
        None => Literal::new_simple_literal(value).into(),
    };
    Ok((variable, term))
}

/// The parser's message with its place taken out of the text and a word on the usual causes.
fn syntax_error(file: &str, text: &str, message: &str) -> Diagnostic {
    // "error at 2:10: expected one of …"
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (place, what) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<u32>().ok()?, column.parse::<u32>().ok()?, what))
    });
    let (diagnostic, around) = match place {
        Some((line, column, what)) => {
            let source = text.lines().nth(line as usize - usize::from(line > 0)).unwrap_or_default();
            let rest: String = source.chars().skip(column.saturating_sub(1) as usize).collect();
            let what: String = what.chars().take(200).collect();
            (Diagnostic::error(format!("this is no SPARQL: {what}")).at(file, line, column), rest)
        }
        None => (Diagnostic::error(format!("this is no SPARQL: {message}")).in_file(file), String::new()),
    };
    diagnostic.hint(hint(text, &around))
}

fn hint(text: &str, around: &str) -> String {
    let first = text.split_whitespace().find(|word| !word.starts_with('#')).unwrap_or_default().to_ascii_uppercase();
    if ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"].contains(&first.as_str()) {
        return "a dossier is changed by `add` and `remove`, not by SPARQL updates".to_owned();
    }
    if let Some(prefix) = undeclared_prefix(text) {
        let known: Vec<&str> = PREFIXES.iter().map(|(name, _)| *name).collect();
        return format!(
            "declare the prefix {prefix}:, or use one of those that need no declaration: {}",
            known.join(", ")
        );
    }
    if text.matches('{').count() != text.matches('}').count() {
        return "the braces { } do not pair".to_owned();
    }
    match around.split_whitespace().next() {
        Some(word) => format!("look at “{word}” and at what stands before it"),
        None if ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE"].contains(&first.as_str()) => {
            "something is missing here, at the end of the line".to_owned()
        }
        None => "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned(),
    }
}

/// A prefix that is used, neither known nor declared.
fn undeclared_prefix(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let declared = |name: &str| lower.contains(&format!("prefix {name}:"));
    let names: BTreeSet<String> = lower
        .split(|c: char| c.is_whitespace() || "{}();,^|/*+".contains(c))
        .filter(|word| !word.starts_with(['<', '"', '\'', '?', '#', '_']) && !word.contains("://"))
        .filter_map(|word| word.split_once(':').map(|(name, _)| name.to_owned()))
        .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .collect();
    names.into_iter().find(|name| !declared(name) && !PREFIXES.iter().any(|(known, _)| known == name))
}

#[cfg(test)]
mod tests;
