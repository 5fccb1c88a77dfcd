//! What telling of an error costs the thread that met it: `cargo bench -p unstuck --features test,tracing`.

use std::{future::pending, hint::black_box, io, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use tracing_subscriber::layer::SubscriberExt as _;
use unstuck::{
    BreadcrumbKind, Options, Problem, Scope, SurfaceKind, Transport, Waiting, integrations, test::Captured,
};

/// A trail as long as one gets, a person and some facts.
fn live() -> Captured {
    // What a hundred thousand captures leave behind is of no use here.
    let captured = Captured::begin(Options::new("pk_test").release("1.2.0").before_send(|_| None));
    meet();
    captured
}

fn meet() {
    for n in 0..60 {
        unstuck::add_breadcrumb(BreadcrumbKind::Click, format!("button “Pay {n} of 60 to the tea house”"));
    }
    unstuck::set_route("/orders/4711/pay");
    unstuck::set_tag("plan", "pro");
    unstuck::set_context("cart", serde_json::json!({ "items": 3, "currency": "EUR" }));
}

/// A service that never answers, so that all that is captured waits.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: String, _: Option<String>) -> Waiting {
        Box::pin(pending())
    }
}

/// Each report is written and put into the queue, which is full: the oldest makes room. Each is of an error of its own, since only
/// some of one error are kept.
fn keeping(bench: &mut Criterion) {
    let guard =
        unstuck::init(Options::new("pk_test").in_memory().release("1.2.0").transport(Box::new(Silent)));
    meet();
    let mut met = 0_u64;
    let mut capture = || {
        met += 1;
        let refused = Problem::new("the payment of order 4711 was refused by bank.example.com");
        unstuck::capture_problem(refused.code(format!("REFUSED_{met}")), SurfaceKind::None)
    };
    // The first of them are questions, and the delivery waits for the answer to one of those.
    (0..200).for_each(|_| drop(capture()));
    bench.bench_function("capture of a report that is kept, with a full trail", |bench| {
        bench.iter(&mut capture)
    });
    bench.bench_function("the same, and its text is shown", |bench| {
        bench.iter(|| black_box(capture()).payload().map(str::len));
    });
    assert!(!unstuck::flush(Duration::ZERO), "nothing was kept");
    // Nobody will ever deliver what waits.
    std::mem::forget(guard);
}

fn capturing(bench: &mut Criterion) {
    let _live = live();
    let error = io::Error::other("the payment of order 4711 was refused by bank.example.com");
    bench.bench_function("capture, with a full trail", |bench| {
        bench.iter(|| unstuck::capture(black_box(&error)));
    });
    bench.bench_function("a breadcrumb", |bench| {
        bench.iter(|| unstuck::add_breadcrumb(BreadcrumbKind::Custom, black_box("opened the ledger")));
    });
    bench.bench_function("a scope entered and left, with a full trail", |bench| {
        bench.iter(|| drop(Scope::current().enter()));
    });
}

fn events(bench: &mut Criterion) {
    let registry = || tracing_subscriber::registry().with(integrations::tracing::layer());
    let event = || tracing::info!(order = black_box(4711), "paying");
    tracing::subscriber::with_default(registry(), || {
        bench.bench_function("an event, the SDK not started", |bench| bench.iter(event));
    });
    let _live = live();
    tracing::subscriber::with_default(registry(), || {
        bench.bench_function("an event that is too detailed", |bench| {
            bench.iter(|| tracing::debug!(order = black_box(4711), "paying"));
        });
        bench.bench_function("an event that becomes a breadcrumb", |bench| bench.iter(event));
    });
    tracing::subscriber::with_default(tracing_subscriber::registry(), || {
        bench.bench_function("an event without the layer", |bench| bench.iter(event));
    });
}

criterion_group!(benches, capturing, events, keeping);
criterion_main!(benches);
