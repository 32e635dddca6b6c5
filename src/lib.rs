//! Rapporteur reads news articles and reports who met whom, where, when, about which plan, and who says so.

pub mod diagnostic;
pub mod dossier;
pub mod ingest;
pub mod model;
pub mod ontology;
