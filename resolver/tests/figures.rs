//! How good the answers are on real catalogues, by text alone. Says so and passes where the data is absent.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "author", feature = "learn"))]

use std::path::Path;

use unstuck_resolver::{
    Resolver,
    author::{Source, read},
    eval::{Metrics, Row, judge},
};

/// Learns the set's train rows and judges its dev rows.
fn figures(set: &str) -> Option<Metrics> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/eval").join(set);
    let Ok(text) = std::fs::read_to_string(folder.join("solutions.jsonl")) else {
        println!("{set}: skipped, {} is absent", folder.display());
        return None;
    };
    let catalogue = read(&[Source { path: "solutions.jsonl".into(), text }]).unwrap();
    let queries = std::fs::read_to_string(folder.join("queries.jsonl")).unwrap();
    let rows: Vec<Row> = queries.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (train, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.split == "train");
    let dev: Vec<Row> = rest.into_iter().filter(|row| row.split == "dev").collect();
    let cases: Vec<_> = train.iter().flat_map(Row::cases).collect();
    let judged = judge(&Resolver::learned(catalogue, &cases), &dev, true);
    let metrics = Metrics::of(&judged, &judged);
    println!("{set}: {}", serde_json::to_string(&metrics).unwrap());
    Some(metrics)
}

/// The share of first candidates that are right, and how far confidence may be from it.
fn reaches(set: &str, top1: f64, ece: f64) {
    let Some(metrics) = figures(set) else { return };
    assert!(metrics.ranking.top1 >= top1, "{set}: top1 {} is below {top1}", metrics.ranking.top1);
    let error = metrics.ece.unwrap();
    assert!(error <= ece, "{set}: the calibration error {error} is above {ece}");
}

#[test]
fn error_pages_of_a_web_framework() {
    reaches("nextjs", 0.97, 0.13);
}

#[test]
fn error_pages_in_chinese() {
    // More than half of these messages are variants that no page quotes, and nobody confirmed any.
    reaches("openharmony", 0.715, 0.19);
}

#[test]
fn questions_of_bank_customers() {
    reaches("banking77", 0.92, 0.03);
}

#[test]
fn diagnostics_of_a_compiler() {
    reaches("rust", 0.81, 0.12);
}

#[test]
fn requests_to_an_assistant() {
    reaches("clinc150", 0.935, 0.03);
}

#[test]
fn messy_questions_to_a_shop() {
    reaches("hint3_sofmattress", 0.87, 0.10);
}
