//! One query of a stranger: on a thread of its own with a deep stack, over the graphs it asks for, cut off by time, rows and
//! memory.

use super::{
    Answer, QueryError, QueryOptions, Store, beat, closure, collect, evaluation_error, guard, parameter, syntax_error,
};
use crate::{diagnostic::Diagnostic, rdf::vocabulary::PREFIXES};
use oxigraph::{
    model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad},
    sparql::{CancellationToken, SparqlEvaluator},
};
use spargebra::SparqlParser;
use std::{
    collections::BTreeMap,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// Frames of Oxigraph's parser and planner are large, and the text may nest as deep as the guard lets it.
const STACK: usize = 256 << 20;
/// How often the clock and the memory are looked at.
const BEAT: Duration = Duration::from_millis(50);

/// A query with everything that the SPARQL Protocol lets a client say.
#[derive(Default)]
pub struct Evaluation {
    /// The SPARQL.
    pub text: String,
    /// What relative IRIs in it begin with: the address that it was sent to.
    pub base: Option<String>,
    /// Values of selected variables.
    pub params: BTreeMap<String, String>,
    /// Limits. Without a timeout there is none.
    pub options: QueryOptions,
    /// IRIs of the graphs that make up the default graph; with `named_graphs`, takes the place of what the query says.
    pub default_graphs: Vec<String>,
    /// IRIs of the graphs that `GRAPH` sees.
    pub named_graphs: Vec<String>,
    /// Stop when the process has grown by so many bytes (Linux only).
    pub max_growth: Option<u64>,
    /// Lives as long as the query's thread, which may be longer than anybody waits for it.
    pub pass: Option<Box<dyn Send>>,
}

impl Store {
    /// Evaluates a query and gives the answer, or up after its time.
    ///
    /// # Errors
    /// As [`Store::query`], and if it takes too much memory.
    pub fn evaluate(&self, mut evaluation: Evaluation) -> Result<Answer, QueryError> {
        let (timeout, growth) = (evaluation.options.timeout, evaluation.max_growth);
        let (token, store) = (CancellationToken::new(), self.clone());
        let (sender, receiver) = mpsc::channel();
        let inside = token.clone();
        let work = move || {
            // Given back even where the thread unwinds.
            let pass = evaluation.pass.take();
            let answer = store.run(&evaluation, inside);
            drop(pass);
            // Nobody may be waiting any more.
            sender.send(answer).ok();
        };
        let (start, size) = (Instant::now(), resident());
        let thread = thread::Builder::new().name("query".to_owned()).stack_size(STACK);
        thread.spawn(work).map_err(|error| QueryError::Failed(error.to_string()))?;
        loop {
            match receiver.recv_timeout(BEAT) {
                Ok(answer) => return answer,
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(QueryError::Failed("its thread broke off".to_owned()));
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {}
            }
            if let Some(timeout) = timeout.filter(|timeout| start.elapsed() >= *timeout) {
                token.cancel();
                return Err(QueryError::Timeout(timeout));
            }
            let grown = resident().zip(size).map(|(now, before)| now.saturating_sub(before));
            if grown.zip(growth).is_some_and(|(grown, most)| grown > most) {
                token.cancel();
                return Err(QueryError::Failed("it needs too much memory".to_owned()));
            }
        }
    }

    fn run(&self, evaluation: &Evaluation, token: CancellationToken) -> Result<Answer, QueryError> {
        let Evaluation { text, options, .. } = evaluation;
        guard::check(text).map_err(QueryError::Invalid)?;
        let mut parser = SparqlParser::new();
        for (name, iri) in PREFIXES {
            parser = parser.with_prefix(*name, *iri).map_err(|e| QueryError::Failed(e.to_string()))?;
        }
        if let Some(base) = &evaluation.base {
            parser = parser.with_base_iri(base.as_str()).map_err(|e| QueryError::Failed(e.to_string()))?;
        }
        let query =
            parser.parse_query(text).map_err(|e| QueryError::Invalid(syntax_error("query", text, &e.to_string())))?;
        closure::check(&query, &self.inner).map_err(QueryError::Invalid)?;
        let (name, function) = beat::function(token.clone());
        let evaluator = SparqlEvaluator::new().with_cancellation_token(token).with_custom_function(name, function);
        let mut prepared = evaluator.for_query(beat::insert(query));
        let (default, named) = (iris(&evaluation.default_graphs)?, iris(&evaluation.named_graphs)?);
        if !default.is_empty() || !named.is_empty() {
            let dataset = prepared.dataset_mut();
            dataset.set_default_graph(default.into_iter().map(GraphName::from).collect());
            dataset.set_available_named_graphs(named.into_iter().map(Into::into).collect());
        } else if options.union_default_graph {
            prepared.dataset_mut().set_default_graph_as_union();
        } else {
            self.widen(prepared.dataset_mut());
        }
        for (name, value) in &evaluation.params {
            let (variable, term) = parameter(name, value).map_err(QueryError::Invalid)?;
            prepared = prepared.substitute_variable(variable, term);
        }
        collect(prepared.on_store(&self.inner).execute().map_err(evaluation_error)?, options.max_rows)
    }

    /// The triples of a graph as quads of it: of the default graph without a name. None if there is no such graph.
    pub fn graph(&self, name: Option<&NamedNode>) -> Option<Vec<Quad>> {
        let graph = name.map_or(GraphNameRef::DefaultGraph, |name| GraphNameRef::NamedNode(name.as_ref()));
        let quads: Vec<Quad> =
            self.inner.quads_for_pattern(None, None, None, Some(graph)).filter_map(Result::ok).collect();
        (name.is_none() || !quads.is_empty()).then_some(quads)
    }

    /// All quads, in no order.
    pub fn quads(&self) -> impl Iterator<Item = Quad> {
        self.inner.iter().filter_map(Result::ok)
    }

    /// The names of the named graphs, sorted.
    pub fn graph_names(&self) -> Vec<NamedNode> {
        let name = |name| match name {
            NamedOrBlankNode::NamedNode(name) => Some(name),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let mut names: Vec<NamedNode> = self.inner.named_graphs().filter_map(Result::ok).filter_map(name).collect();
        names.sort();
        names
    }
}

fn iris(texts: &[String]) -> Result<Vec<NamedNode>, QueryError> {
    let iri = |text: &String| {
        let wrong = |error| QueryError::Invalid(Diagnostic::error(format!("“{text}” is no IRI of a graph: {error}")));
        NamedNode::new(text).map_err(wrong)
    };
    texts.iter().map(iri).collect()
}

/// Bytes of memory that the process holds, where the system tells.
pub(crate) fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split_whitespace().nth(1)?.parse::<u64>().ok()? * 4096)
}
