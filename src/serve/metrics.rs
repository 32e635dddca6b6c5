//! Counts for Prometheus, in its text format.

use super::Shared;
use crate::store::resident;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, PoisonError, atomic::Ordering},
    time::Duration,
};

/// Upper ends of the histogram's buckets, in seconds.
const BUCKETS: [f64; 8] = [0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0, 30.0];

#[derive(Default)]
struct Counts {
    /// By route and status.
    requests: BTreeMap<(&'static str, u16), u64>,
    /// By outcome.
    queries: BTreeMap<&'static str, u64>,
    buckets: [u64; BUCKETS.len()],
    seconds: f64,
    answered: u64,
}

/// What happened since the start.
#[derive(Default)]
pub(super) struct Metrics(Mutex<Counts>);

impl Metrics {
    fn counts(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
    pub(super) fn request(&self, route: &'static str, status: u16) {
        self.counts(|counts| *counts.requests.entry((route, status)).or_default() += 1);
    }
    pub(super) fn query(&self, outcome: &'static str, took: Duration) {
        self.counts(|counts| {
            *counts.queries.entry(outcome).or_default() += 1;
            let seconds = took.as_secs_f64();
            counts.seconds += seconds;
            counts.answered += 1;
            for (bucket, end) in counts.buckets.iter_mut().zip(BUCKETS) {
                *bucket += u64::from(seconds <= end);
            }
        });
    }

    /// The page at `/metrics`.
    pub(super) fn show(&self, shared: &Shared) -> String {
        let mut text = String::new();
        let state = shared.live.state();
        let gauge = |text: &mut String, name: &str, help: &str, value: u64| {
            // Writing to a string does not fail.
            let _ = write!(
                text,
                "# HELP rapporteur_{name} {help}\n# TYPE rapporteur_{name} gauge\nrapporteur_{name} {value}\n"
            );
        };
        gauge(&mut text, "articles", "Articles of the dossier.", state.articles as u64);
        gauge(&mut text, "quads", "Quads of its graph.", state.store.len() as u64);
        gauge(&mut text, "queries_running", "Queries that run now.", shared.queries.load(Ordering::Relaxed) as u64);
        gauge(&mut text, "connections", "Open connections.", shared.connections.load(Ordering::Relaxed) as u64);
        if let Some(bytes) = resident() {
            gauge(&mut text, "resident_bytes", "Memory that the process holds.", bytes);
        }
        self.counts(|counts| {
            text += "# HELP rapporteur_requests_total Requests.\n# TYPE rapporteur_requests_total counter\n";
            for ((route, status), n) in &counts.requests {
                let _ = writeln!(text, "rapporteur_requests_total{{route=\"{route}\",status=\"{status}\"}} {n}");
            }
            text += "# HELP rapporteur_queries_total Queries by what came of them.\n# TYPE rapporteur_queries_total counter\n";
            for (outcome, n) in &counts.queries {
                let _ = writeln!(text, "rapporteur_queries_total{{outcome=\"{outcome}\"}} {n}");
            }
            text += "# HELP rapporteur_query_seconds Time that queries took.\n# TYPE rapporteur_query_seconds histogram\n";
            for (bucket, end) in counts.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(text, "rapporteur_query_seconds_bucket{{le=\"{end}\"}} {bucket}");
            }
            let (all, sum) = (counts.answered, counts.seconds);
            let _ = writeln!(text, "rapporteur_query_seconds_bucket{{le=\"+Inf\"}} {all}");
            let _ = writeln!(text, "rapporteur_query_seconds_sum {sum}\nrapporteur_query_seconds_count {all}");
        });
        text
    }
}
