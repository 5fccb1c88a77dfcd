//! From an error to a scrubbed report on its way.

use std::{
    cell::Cell,
    error::Error,
    panic::{AssertUnwindSafe, catch_unwind},
};

use unstuck_protocol::{
    Fingerprint, Outcome, OutcomeId, OutcomeKind, Problem, PublicKey, Report, ReportId, SolutionId, Surface,
    SurfaceKind, UnixMillis, hex, limits, scrub,
};

use crate::{
    Consent, Scope, Sighting,
    bounds::shorten,
    chain,
    client::{Client, lock},
    delivery,
    loss::BEFORE_SEND,
    options::BeforeSend,
    platform,
};

/// Captures an error with everything that caused it.
///
/// ```
/// let sighting = unstuck::capture(&std::io::Error::other("the disk is full"));
/// println!("captured as {}", sighting.id());
/// ```
pub fn capture(error: &(dyn Error + 'static)) -> Sighting {
    capture_problem(chain::problem(error), SurfaceKind::None)
}

/// Captures a problem that was seen on a surface.
pub fn capture_problem(problem: Problem, surface: SurfaceKind) -> Sighting {
    let Some(client) = Client::current() else { return Sighting::nobody(report_id()) };
    match report(&client, problem, surface) {
        Ok(report) => delivery::start(&client, report),
        Err(id) => Sighting::nobody(id),
    }
}

/// A problem with the moment's scope, scrubbed; its id alone where the team keeps it, which is then counted as lost.
pub(crate) fn report(client: &Client, problem: Problem, surface: SurfaceKind) -> Result<Report, ReportId> {
    let seen = seen(client, problem, surface);
    if seen.is_err() {
        lock(&client.queue).lose(BEFORE_SEND, 1);
    }
    seen
}

/// The same, and nothing is counted.
pub(crate) fn seen(client: &Client, mut problem: Problem, surface: SurfaceKind) -> Result<Report, ReportId> {
    let options = &client.options;
    let texts = problem.causes.iter_mut().map(|cause| &mut cause.message);
    texts.chain([&mut problem.message]).for_each(|text| shorten(text, limits::MESSAGE_BYTES));
    let mut report = Report {
        id: report_id(),
        at: platform::now(),
        fingerprint: Fingerprint::of(&Problem::default()),
        problem,
        context: Scope::current().context(),
        surface: Some(Surface { kind: surface }),
        on_device: None,
        sdk: concat!("unstuck.rust/", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    report.context.release.clone_from(&options.release);
    report.context.environment.clone_from(&options.environment);
    report.context.locales.clone_from(&options.locales);
    if let Some(id) = report.context.user.as_mut().and_then(|user| user.id.as_mut()) {
        options.hide(id);
    }
    // The trail is scrubbed where it is kept.
    let trail = std::mem::take(&mut report.context.breadcrumbs);
    scrub::report(&mut report);
    report.context.breadcrumbs = trail;
    let Some(change) = &options.before_send else { return Ok(report) };
    let id = report.id.clone();
    let Some(mut report) = look(change, report) else { return Err(id) };
    // The service names it by what leaves.
    report.fingerprint = Fingerprint::of(&report.problem);
    Ok(report)
}

thread_local! {
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// The team's last look. What it captures itself has nobody to look at it and stays here, as does what it panics at: it may be
/// what was to be taken out.
fn look(change: &BeforeSend, report: Report) -> Option<Report> {
    if LOOKING.replace(true) {
        return None;
    }
    let looked = catch_unwind(AssertUnwindSafe(|| change(report)));
    LOOKING.set(false);
    looked.ok().flatten()
}

/// Says how a sighting ended.
pub fn outcome(report: &ReportId, solution: &SolutionId, kind: OutcomeKind, reason: Option<String>) {
    let Some(client) = Client::current() else { return };
    if *lock(&client.consent) == Consent::Denied {
        return;
    }
    if matches!(kind, OutcomeKind::Silent | OutcomeKind::Claimed) {
        lock(&client.verification).seen(report, solution, platform::now());
        // Who opens a solution asked for help.
        delivery::agreed(&client);
    } else if kind == OutcomeKind::Failed {
        lock(&client.verification).refuted(report);
    }
    let Ok(id) = OutcomeId::new(token("o")) else { return };
    let mut outcome = Outcome {
        id,
        report: report.clone(),
        solution: solution.clone(),
        kind,
        reason,
        run: None,
        at: platform::now(),
    };
    scrub::outcome(&mut outcome);
    lock(&client.queue).outcome(outcome);
    delivery::kick(&client);
}

pub(crate) fn key(client: &Client) -> Option<PublicKey> {
    PublicKey::new(client.options.key.clone()).ok()
}

pub(crate) fn token(prefix: &str) -> String {
    // 48 bits of time, so that ids of one sender are in order, and 80 of randomness.
    let number = u128::from(platform::now()) << 80 | platform::random() & (u128::MAX >> 48);
    [prefix, "_", &hex::digits(number)].concat()
}

fn report_id() -> ReportId {
    ReportId::new(token("r")).expect("hexadecimal digits are an identifier")
}

/// Milliseconds that have passed since a moment of the same clock.
#[must_use]
pub fn age(at: UnixMillis) -> u64 {
    platform::now().saturating_sub(at)
}
