//! Panics: what was said, and where.

use std::{
    any::Any,
    cell::Cell,
    panic::{PanicHookInfo, set_hook, take_hook},
    sync::Once,
    time::Duration,
};

use unstuck_protocol::{Cause, Problem, Severity, SurfaceKind};

use crate::{capture, client::Client, flush, platform};

/// How long a process that a panic ends waits for its report to leave.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// What a panic is called where errors have a type.
const KIND: &str = "panic";

thread_local! {
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

/// From now on panics are captured, after the hook that was there before has said its own.
///
/// Where a panic ends everything, as in a browser and with `panic = "abort"`, what waits leaves first: natively for two
/// seconds at most. Elsewhere nothing is waited for: the thread unwinds, and the delivery goes on. A second call does nothing.
///
/// ```
/// let reports = unstuck::test::with_captured(|| {
///     unstuck::integrations::panic::install();
///     let _ = std::panic::catch_unwind(|| panic!("no such account"));
/// });
/// assert_eq!(reports[0].problem.message, "no such account");
/// assert_eq!(reports[0].problem.kind.as_deref(), Some("panic"));
/// ```
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            before(panic);
            // One that the SDK itself causes is not told by it.
            if Client::is_on() && !TELLING.replace(true) {
                tell(panic);
                TELLING.set(false);
            }
        }));
    });
}

fn tell(panic: &PanicHookInfo<'_>) {
    let problem = problem(panic.payload(), panic.location().map(ToString::to_string));
    if platform::PANIC_ENDS {
        flush::depart(problem, LAST_WORDS);
    } else {
        let _ = capture::capture_problem(problem, SurfaceKind::None);
    }
}

/// A panic as we speak of it, by its payload and the place in the sources.
#[must_use]
pub fn problem(payload: &dyn Any, place: Option<String>) -> Problem {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let mut problem =
        Problem::new(text.unwrap_or("a panic without words")).kind(KIND).severity(Severity::Fatal);
    problem.causes.extend(place.map(|message| Cause { kind: Some("at".into()), message }));
    problem
}
