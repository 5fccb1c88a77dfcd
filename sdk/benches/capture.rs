//! What telling of an error costs the thread that met it: `cargo bench -p unstuck --features test,tracing`.

use std::{hint::black_box, io};

use criterion::{Criterion, criterion_group, criterion_main};
use tracing_subscriber::layer::SubscriberExt as _;
use unstuck::{BreadcrumbKind, Options, Scope, integrations, test::Captured};

/// A trail as long as one gets, a person and some facts.
fn live() -> Captured {
    // What a hundred thousand captures leave behind is of no use here.
    let captured = Captured::begin(Options::new("pk_test").release("1.2.0").before_send(|_| None));
    for n in 0..60 {
        unstuck::add_breadcrumb(BreadcrumbKind::Click, format!("button “Pay {n} of 60 to the tea house”"));
    }
    unstuck::set_route("/orders/4711/pay");
    unstuck::set_tag("plan", "pro");
    unstuck::set_context("cart", serde_json::json!({ "items": 3, "currency": "EUR" }));
    captured
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

criterion_group!(benches, capturing, events);
criterion_main!(benches);
