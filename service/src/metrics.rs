//! Counters, in the text form that Prometheus reads. A handful of sums needs no registry of its own.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use unstuck_protocol::{ActionKind, RunState};

/// What was counted since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    /// By route and status. A pair is entered once; from then on counting takes no lock that excludes others.
    requests: RwLock<BTreeMap<String, BTreeMap<u16, Requests>>>,
    answers: Answers,
}

#[derive(Debug, Default)]
struct Requests {
    count: AtomicU64,
    micros: AtomicU64,
}

impl Requests {
    fn add(&self, took: Duration) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

#[derive(Debug, Default)]
struct Answers {
    recorded: AtomicU64,
    unrecorded: AtomicU64,
}

/// Fixes that were run, each state of a run once.
#[derive(Debug, Default)]
pub struct Runs([[AtomicU64; STATES.len()]; KINDS]);

/// Places of [`ActionKind::at`], the one for what is not known with them.
const KINDS: usize = 7;
const STATES: [RunState; 3] = [RunState::Done, RunState::Failed, RunState::Undone];

impl Runs {
    /// Counts runs by their kind and state.
    pub fn add(&self, runs: &[(ActionKind, RunState)]) {
        for (kind, state) in runs {
            let place = STATES.iter().position(|one| one == state);
            let count = self.0.get(usize::from(kind.place())).zip(place).and_then(|(row, at)| row.get(at));
            if let Some(count) = count {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// All counters as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from("# TYPE unstuck_runs_total counter\n");
        for (place, row) in (0_u8..).zip(&self.0) {
            for (state, count) in STATES.iter().zip(row) {
                let (kind, state) = (ActionKind::at(place).word(), state.word());
                let count = count.load(Ordering::Relaxed);
                // Writing to a String cannot fail.
                let _ = writeln!(out, "unstuck_runs_total{{kind=\"{kind}\",state=\"{state}\"}} {count}");
            }
        }
        out
    }
}

impl Metrics {
    /// Counts one request by its route (the pattern, never the address itself) and status.
    pub fn request(&self, route: &str, status: u16, took: Duration) {
        {
            let known = self.requests.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(requests) = known.get(route).and_then(|by_status| by_status.get(&status)) {
                return requests.add(took);
            }
        }
        let mut all = self.requests.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(route.to_owned()).or_default().entry(status).or_default().add(took);
    }

    /// Counts one answer, by whether its report was on the disk when it went out.
    pub fn answer(&self, recorded: bool) {
        let count = if recorded { &self.answers.recorded } else { &self.answers.unrecorded };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// All counters as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from(
            "# TYPE unstuck_requests_total counter\n# TYPE unstuck_request_seconds_total counter\n",
        );
        for (route, by_status) in self.requests.read().unwrap_or_else(PoisonError::into_inner).iter() {
            for (status, requests) in by_status {
                let labels = format!("{{route=\"{route}\",status=\"{status}\"}}");
                let count = requests.count.load(Ordering::Relaxed);
                let seconds = Duration::from_micros(requests.micros.load(Ordering::Relaxed)).as_secs_f64();
                // Writing to a String cannot fail.
                let _ = writeln!(out, "unstuck_requests_total{labels} {count}");
                let _ = writeln!(out, "unstuck_request_seconds_total{labels} {seconds:.6}");
            }
        }
        out += "# TYPE unstuck_answers_total counter\n";
        for (recorded, count) in [(true, &self.answers.recorded), (false, &self.answers.unrecorded)] {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(out, "unstuck_answers_total{{recorded=\"{recorded}\"}} {count}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_add_up_by_route_and_status() {
        let metrics = Metrics::default();
        for status in [200, 200, 404] {
            metrics.request("/v1/resolve", status, Duration::from_millis(250));
        }
        metrics.answer(false);
        let text = metrics.text();
        for line in [
            "unstuck_requests_total{route=\"/v1/resolve\",status=\"200\"} 2",
            "unstuck_request_seconds_total{route=\"/v1/resolve\",status=\"200\"} 0.500000",
            "unstuck_requests_total{route=\"/v1/resolve\",status=\"404\"} 1",
            "unstuck_answers_total{recorded=\"true\"} 0",
            "unstuck_answers_total{recorded=\"false\"} 1",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} in {text}");
        }
    }

    #[test]
    fn every_kind_and_state_of_a_run_has_its_counter() {
        let runs = Runs::default();
        runs.add(&[(ActionKind::Unknown, RunState::Undone), (ActionKind::Unknown, RunState::Undone)]);
        runs.add(&[(ActionKind::App, RunState::Done)]);
        let text = runs.text();
        for line in [
            "unstuck_runs_total{kind=\"unknown\",state=\"undone\"} 2",
            "unstuck_runs_total{kind=\"app\",state=\"done\"} 1",
            "unstuck_runs_total{kind=\"webhook\",state=\"failed\"} 0",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} in {text}");
        }
        assert_eq!(text.lines().count(), 1 + KINDS * STATES.len());
    }
}
