//! Capturing, breadcrumbs and events of `tracing`, beside the sentry crate: `cargo run --release -p unstuck-tests-sentry`.
//!
//! Both have a full trail and a transport that sends nothing. Rounds take turns, so that a busy machine is busy for both; what
//! counts is the ratio of the medians. It ends with an error where ours is slower.

use std::{hint::black_box, io, process::ExitCode, time::Instant};

use tracing_subscriber::layer::SubscriberExt as _;
use unstuck::{BreadcrumbKind, Options, integrations, test::Captured};

const ROUNDS: usize = 41;
const CRUMBS: usize = 60;

fn main() -> ExitCode {
    // What is captured is dropped at the last moment, so that neither holds a hundred thousand events.
    let _ours = Captured::begin(Options::new("pk_test").release("1.2.0").before_send(|_| None));
    let options = sentry::ClientOptions::new()
        .dsn("https://public@sentry.invalid/1")
        .release("1.2.0")
        .before_send(|_| None)
        .transport(sentry::test::TestTransport::new());
    let _theirs = sentry::init(options);
    for n in 0..CRUMBS {
        let step = format!("button “Pay {n} of 60 to the tea house”");
        unstuck::add_breadcrumb(BreadcrumbKind::Click, step.as_str());
        sentry::add_breadcrumb(sentry::Breadcrumb { message: Some(step), ..Default::default() });
    }
    unstuck::set_tag("plan", "pro");
    sentry::configure_scope(|scope| scope.set_tag("plan", "pro"));
    let error = io::Error::other("the payment of order 4711 was refused by bank.example.com");

    let mut slower = false;
    let mut beside = |name: &str, times: usize, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()| {
        let (ours, theirs) = medians(times, ours, theirs);
        println!("{name:<26} ours {ours:>9.0} ns   sentry {theirs:>9.0} ns   ratio {:.2}", ours / theirs);
        slower |= ours > theirs;
    };
    beside("capture", 200, &mut || drop(unstuck::capture(black_box(&error))), &mut || {
        let _ = sentry::capture_error(black_box(&error));
    });
    beside(
        "a breadcrumb",
        2_000,
        &mut || unstuck::add_breadcrumb(BreadcrumbKind::Custom, black_box("opened the ledger")),
        &mut || {
            let message = Some(black_box("opened the ledger").to_owned());
            sentry::add_breadcrumb(sentry::Breadcrumb { message, ..Default::default() });
        },
    );
    let event = || tracing::info!(order = black_box(4711), "paying");
    let (ours, theirs) = (
        tracing::Dispatch::new(tracing_subscriber::registry().with(integrations::tracing::layer())),
        tracing::Dispatch::new(
            tracing_subscriber::registry().with(sentry::integrations::tracing::BreadcrumbLayer::new()),
        ),
    );
    beside(
        "an event as a breadcrumb",
        2_000,
        &mut || tracing::dispatcher::with_default(&ours, event),
        &mut || tracing::dispatcher::with_default(&theirs, event),
    );
    if slower {
        eprintln!("ours is slower in at least one of them");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The median nanoseconds of one call of each.
fn medians(times: usize, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()) -> (f64, f64) {
    let mut rounds = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        rounds.0.push(round(times, ours));
        rounds.1.push(round(times, theirs));
    }
    (median(rounds.0), median(rounds.1))
}

fn round(times: usize, work: &mut dyn FnMut()) -> f64 {
    let started = Instant::now();
    (0..times).for_each(|_| work());
    started.elapsed().as_nanos() as f64 / times as f64
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}
