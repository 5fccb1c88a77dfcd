//! From an error to a scrubbed report on its way.

use std::error::Error;

use unstuck_protocol::{
    BreadcrumbKind, Fingerprint, Operation, Outcome, OutcomeId, OutcomeKind, Problem, PublicKey, Report,
    ReportId, SolutionId, Surface, SurfaceKind, UnixMillis, User, hex, scrub,
};

use crate::{
    Sighting, chain,
    client::{Client, lock},
    delivery, platform,
};

fn with_scope(change: impl FnOnce(&mut crate::scope::Scope)) {
    if let Some(client) = Client::current() {
        change(&mut lock(&client.scope));
    }
}

/// Adds a step to the trail; the oldest go where there is no room.
pub fn add_breadcrumb(kind: BreadcrumbKind, message: impl Into<String>) {
    add_breadcrumb_at(kind, message, platform::now());
}

/// Adds a step that happened at an earlier moment, such as before the SDK was there.
pub fn add_breadcrumb_at(kind: BreadcrumbKind, message: impl Into<String>, at: UnixMillis) {
    with_scope(|scope| scope.breadcrumb(kind, message.into(), at));
}

/// Says who is using the app; the id is hashed before it leaves.
pub fn set_user(user: Option<User>) {
    let salt = Client::current().map(|client| client.options.key.clone()).unwrap_or_default();
    let hashed = user.map(|mut user| {
        user.id = user
            .id
            .map(|id| hex::digits(xxhash_rust::xxh3::xxh3_128([&salt, "\0", &id].concat().as_bytes())));
        user
    });
    with_scope(|scope| scope.user = hashed);
}

/// Sets a short searchable fact.
pub fn set_tag(key: impl Into<String>, value: impl Into<String>) {
    with_scope(|scope| scope.tag(key.into(), value.into()));
}

/// Sets a named fact that an agent sees.
pub fn set_context(key: impl Into<String>, value: serde_json::Value) {
    with_scope(|scope| scope.extra(key.into(), value));
}

/// Says where in the app the person is; query and fragment are dropped.
pub fn set_route(path: impl Into<String>) {
    let route = scrub::url(&path.into());
    with_scope(|scope| scope.route = Some(route));
}

/// Says which operation is under way or has just failed, by which a later success is recognised; `None` when it is over.
pub fn set_operation(operation: Option<Operation>) {
    with_scope(|scope| scope.operation = operation);
}

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
    let client = Client::current();
    let mut report = Report {
        id: report_id(),
        at: platform::now(),
        fingerprint: Fingerprint::of(&problem),
        problem,
        context: client.as_ref().map(|client| lock(&client.scope).context()).unwrap_or_default(),
        surface: Some(Surface { kind: surface }),
        on_device: None,
        sdk: concat!("unstuck.rust/", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let Some(client) = client else { return Sighting::nobody(report.id) };
    report.context.release.clone_from(&client.options.release);
    report.context.environment.clone_from(&client.options.environment);
    report.context.locales.clone_from(&client.options.locales);
    scrub::report(&mut report);
    // Made from what leaves, so that the service comes to the same.
    report.fingerprint = Fingerprint::of(&report.problem);
    delivery::start(&client, report)
}

/// Says how a sighting ended.
pub fn outcome(report: &ReportId, solution: &SolutionId, kind: OutcomeKind, reason: Option<String>) {
    let Some(client) = Client::current() else { return };
    let Ok(id) = OutcomeId::new(token("o")) else { return };
    let mut outcome =
        Outcome { id, report: report.clone(), solution: solution.clone(), kind, reason, at: platform::now() };
    scrub::outcome(&mut outcome);
    lock(&client.queue).outcome(outcome);
    delivery::kick(&client);
}

pub(crate) fn key(client: &Client) -> Option<PublicKey> {
    PublicKey::new(client.options.key.clone()).ok()
}

fn token(prefix: &str) -> String {
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
