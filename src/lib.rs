//! Rapporteur reads news articles and reports who met whom, where, when, about which plan, and who says so.

pub mod diagnostic;
pub mod export;
pub mod graph;
pub mod model;
pub mod rdf;
pub mod store;
