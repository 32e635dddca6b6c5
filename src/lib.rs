//! Rapporteur reads news articles and reports who met whom, where, when, about which plan, and who says so: a knowledge graph
//! with evidence for every fact.
//!
//! # How a document travels
//!
//! | step | verb | takes → gives |
//! |---|---|---|
//! | 1 | [`ingest`] | files, folders, standard input → [`model::Document`] |
//! | 2 | [`annotate`] | document → [`model::AnnotatedDocument`]: sentences, tags, dependencies, names |
//! | 3 | [`extract`] | + [`knowledge::Knowledge`] → [`model::Extraction`]: what this article says, as claims with evidence |
//! | 4 | [`resolve`] | all extractions → [`model::Resolution`]: the same person, place and event across articles |
//! | 5 | [`graph`] | resolution → [`graph::KnowledgeGraph`] |
//! | 6 | [`rdf`], [`store`], [`export`], [`serve`] | graph → quads, SPARQL, files, HTTP |
//!
//! Between 2 and 3 the [`Engine`] has trees mended by what words mean ([`extract::mend`]).
//! [`decide`] finds what a person's decisions about identity speak of.
//! [`shacl`] holds the quads against the shapes of the [`ontology`], and [`mod@reference`] shows it as a page.
//! [`dossier`] keeps articles, extractions and graph in a folder; [`check`] runs every example of every rule.
//!
//! A wrong date? `extract/time`. A wrong speaker? `extract/quotation.rs`. A missed meeting? `ontology/events/consult.ttl` and
//! `ontology/rules/`, then `rapporteur explain`. Two nodes for one person? `resolve/people.rs`, for one meeting?
//! `resolve/likeness.rs`.
//!
//! Steps 2 and 3 see one article at a time and run on all cores; no step between ingest and graph does I/O or can fail.
//!
//! # An example
//!
//! ```
//! use rapporteur::{Engine, ingest, knowledge::Sources, rdf, store::{AnswerFormat, Store}};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let engine = Engine::new(&Sources::embedded())?;
//! let articles = ingest::read(&["examples/articles".into()], &ingest::Options::default());
//! let graph = engine.graph(&engine.read(articles.documents));
//!
//! let store = Store::from_quads(rdf::quads(&graph, &rdf::Options::default()))?;
//! let text = "SELECT ?who { ?meeting a rap:Meeting ; rap:participant/rdfs:label ?who } ORDER BY ?who LIMIT 3";
//! let answer = store.query(text, &Default::default(), &Default::default())?;
//! let mut table = Vec::new();
//! answer.write(AnswerFormat::Csv, &mut table)?;
//! assert!(table.starts_with(b"who"));
//! # Ok(())
//! # }
//! ```
//!
//! More: `examples/extract.rs` (from a string), `examples/query.rs` (a graph, its figures, questions), `examples/export.rs`
//! (files for other programs), `examples/serve.rs` (over HTTP).
//!
//! # Stability
//!
//! Versions follow semantic versioning: until 1.0 a minor version may change what is public here, and the changelog says so. What
//! the program *reads out of a text* may change with any version; `Cargo.lock` and the version of the program make a graph again.

pub mod annotate;
pub mod check;
pub mod decide;
pub mod diagnostic;
pub mod dossier;
pub mod export;
pub mod extract;
pub mod graph;
pub mod ingest;
pub mod knowledge;
pub mod model;
pub mod ontology;
pub mod rdf;
pub mod reference;
pub mod resolve;
pub mod rules;
pub mod serve;
pub mod shacl;
pub mod store;

mod engine;

pub use engine::{Engine, EngineError};
