//! How good the answers are on real catalogues, by text alone. Says so and passes where the data is absent.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "author")]

use std::path::Path;

use unstuck_protocol::SolutionId;
use unstuck_resolver::{
    Resolver,
    author::{Source, id_text, read},
    eval::{Metrics, Row, evaluate},
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
    let mut resolver = Resolver::new(catalogue);
    let known: Vec<(String, SolutionId)> = train
        .iter()
        .flat_map(|row| {
            row.gold_solution_ids.iter().map(|id| (row.text.clone(), SolutionId::new(id_text(id)).unwrap()))
        })
        .collect();
    resolver.learn_all(known.iter().map(|(text, id)| (text.as_str(), id)));
    let metrics = evaluate(&resolver, &dev, true);
    println!("{set}: {}", serde_json::to_string(&metrics).unwrap());
    Some(metrics)
}

fn at_least(set: &str, top1: f64) {
    if let Some(metrics) = figures(set) {
        assert!(metrics.top1 >= top1, "{set}: top1 {} is below {top1}", metrics.top1);
    }
}

#[test]
fn error_pages_of_a_web_framework() {
    at_least("nextjs", 0.80);
}

#[test]
fn error_pages_in_chinese() {
    // More than half of these messages are variants that no page quotes.
    at_least("openharmony", 0.70);
}

#[test]
fn questions_of_bank_customers() {
    at_least("banking77", 0.80);
}

#[test]
fn diagnostics_of_a_compiler() {
    at_least("rust", 0.70);
}

#[test]
fn requests_to_an_assistant() {
    at_least("clinc150", 0.85);
}

#[test]
fn messy_questions_to_a_shop() {
    at_least("hint3_sofmattress", 0.75);
}
