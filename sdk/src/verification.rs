//! Whether it worked: an operation that failed is watched once a solution for it was seen.
//!
//! That it succeeds within the window makes the outcome *verified*; the same error again makes it *failed*, also one that was
//! verified before: a fix that came undone was none.

use unstuck_protocol::{
    Fingerprint, Operation, OutcomeKind, Report, ReportId, SolutionId, UnixMillis, limits,
};

/// Milliseconds within which an error that comes again is the one whose solution is being looked at.
const REDRAWN: u64 = 2_000;

/// What is known of the errors of late, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Verification(Vec<Met>);

#[derive(Debug)]
struct Met {
    report: ReportId,
    fingerprint: Fingerprint,
    operation: Option<Operation>,
    seen: Option<Seen>,
}

#[derive(Debug)]
struct Seen {
    solution: SolutionId,
    /// An app that draws its error anew meets it no second time.
    since: UnixMillis,
    until: UnixMillis,
    verified: bool,
}

/// What became of a solution.
pub(crate) type Ended = (ReportId, SolutionId, OutcomeKind);

impl Verification {
    /// An error was met: where it was met before, what was tried against it did not help.
    pub(crate) fn met(&mut self, report: &Report) -> Vec<Ended> {
        let ended = self.end(report.at, OutcomeKind::Failed, |met| met.fingerprint == report.fingerprint);
        if self.0.len() == limits::WATCHED_ERRORS {
            self.0.remove(0);
        }
        self.0.push(Met {
            report: report.id.clone(),
            fingerprint: report.fingerprint.clone(),
            operation: report.context.operation.clone(),
            seen: None,
        });
        ended
    }

    /// A solution was shown for it, or tried.
    pub(crate) fn seen(&mut self, report: &ReportId, solution: &SolutionId, now: UnixMillis) {
        if let Some(met) = self.0.iter_mut().find(|met| met.report == *report) {
            let verified = met.seen.as_ref().is_some_and(|seen| seen.verified && seen.solution == *solution);
            met.seen = Some(Seen {
                solution: solution.clone(),
                since: now.saturating_add(REDRAWN),
                until: now.saturating_add(limits::VERIFICATION_MILLIS),
                verified,
            });
        }
    }

    /// The person said that it did not help: a later success is owed to something else.
    pub(crate) fn refuted(&mut self, report: &ReportId) {
        self.0.iter_mut().filter(|met| met.report == *report).for_each(|met| met.seen = None);
    }

    /// An operation went well.
    pub(crate) fn succeeded(&mut self, operation: &Operation, now: UnixMillis) -> Vec<Ended> {
        self.end(now, OutcomeKind::Verified, |met| {
            met.operation
                .as_ref()
                .is_some_and(|other| other.method == operation.method && other.route == operation.route)
        })
    }

    /// Ends what was seen and is still watched. What failed is watched no more, since only what follows its next showing tells
    /// about it; what was verified is, as it may come undone.
    fn end(&mut self, now: UnixMillis, kind: OutcomeKind, of: impl Fn(&Met) -> bool) -> Vec<Ended> {
        let failed = kind == OutcomeKind::Failed;
        let mut ended = Vec::new();
        for met in &mut self.0 {
            let fits = of(met);
            let watched = |seen: &&mut Seen| {
                fits && (seen.since..=seen.until).contains(&now) && (failed || !seen.verified)
            };
            let Some(seen) = met.seen.as_mut().filter(watched) else { continue };
            seen.verified = true;
            ended.push((met.report.clone(), seen.solution.clone(), kind));
            if failed {
                met.seen = None;
            }
        }
        ended
    }
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::{Context, Problem};

    use super::*;

    fn report(id: &str, code: &str, route: &str, at: UnixMillis) -> Report {
        let problem = Problem::new("it failed").code(code);
        let operation = Operation { method: "POST".into(), route: route.into(), status: Some(409) };
        Report {
            id: ReportId::new(id).unwrap(),
            at,
            fingerprint: Fingerprint::of(&problem),
            problem,
            context: Context { operation: Some(operation), ..Context::default() },
            surface: None,
            on_device: None,
            sdk: String::new(),
        }
    }

    fn post(route: &str) -> Operation {
        Operation { method: "POST".into(), route: route.into(), status: Some(200) }
    }

    fn seen_at(at: UnixMillis) -> (Verification, SolutionId) {
        let solution = SolutionId::new("the-fix").unwrap();
        let mut watch = Verification::default();
        assert!(watch.met(&report("r1", "A", "/transfers", at)).is_empty());
        watch.seen(&ReportId::new("r1").unwrap(), &solution, at);
        (watch, solution)
    }

    #[test]
    fn what_succeeds_after_its_solution_was_seen_is_verified_once() {
        let (mut watch, solution) = seen_at(0);
        assert!(watch.succeeded(&post("/other"), 9_000).is_empty());
        let ended = watch.succeeded(&post("/transfers"), 9_000);
        assert_eq!(ended, [(ReportId::new("r1").unwrap(), solution, OutcomeKind::Verified)]);
        assert!(watch.succeeded(&post("/transfers"), 9_001).is_empty());
    }

    #[test]
    fn what_comes_again_has_failed_also_after_it_was_verified_and_once() {
        for verified in [false, true] {
            let (mut watch, solution) = seen_at(0);
            assert!(!verified || !watch.succeeded(&post("/transfers"), 5_000).is_empty());
            let ended = watch.met(&report("r2", "A", "/transfers", 9_000));
            assert_eq!(ended, [(ReportId::new("r1").unwrap(), solution, OutcomeKind::Failed)]);
            assert!(watch.met(&report("r3", "A", "/transfers", 9_500)).is_empty());
        }
    }

    #[test]
    fn another_error_an_error_that_is_drawn_anew_and_one_much_later_tell_nothing() {
        let (mut watch, _) = seen_at(0);
        assert!(watch.met(&report("r2", "B", "/transfers", 9_000)).is_empty());
        assert!(watch.met(&report("r3", "A", "/transfers", REDRAWN - 1)).is_empty());
        let late = limits::VERIFICATION_MILLIS + 1;
        assert!(watch.met(&report("r4", "A", "/transfers", late)).is_empty());
        assert!(watch.succeeded(&post("/transfers"), late).is_empty());
    }

    #[test]
    fn what_nobody_saw_a_solution_of_is_not_watched_and_a_flood_is_bounded() {
        let mut watch = Verification::default();
        for n in 0..10_000 {
            watch.met(&report(&format!("r{n}"), "A", "/transfers", n));
        }
        assert!(watch.succeeded(&post("/transfers"), 10_000).is_empty());
        assert_eq!(watch.0.len(), limits::WATCHED_ERRORS);
    }
}
