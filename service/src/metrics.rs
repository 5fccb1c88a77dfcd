//! Counters, in the text form that Prometheus reads. A handful of sums needs no registry of its own.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// What was counted since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), (u64, Duration)>>,
}

impl Metrics {
    /// Counts one request by its route (the pattern, never the address itself) and status.
    pub fn request(&self, route: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = requests.entry((route.to_owned(), status)).or_default();
        entry.0 += 1;
        entry.1 += took;
    }

    /// All counters as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from(
            "# TYPE unstuck_requests_total counter\n# TYPE unstuck_request_seconds_total counter\n",
        );
        for ((route, status), (count, took)) in
            self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter()
        {
            let labels = format!("{{route=\"{route}\",status=\"{status}\"}}");
            // Writing to a String cannot fail.
            let _ = writeln!(out, "unstuck_requests_total{labels} {count}");
            let _ = writeln!(out, "unstuck_request_seconds_total{labels} {:.6}", took.as_secs_f64());
        }
        out
    }
}
