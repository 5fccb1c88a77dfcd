//! tantivy's BM25 beside our resolver: the same rows, the same history, the same run, one thread.
//!
//! `cargo run --release -p unstuck-tests-tantivy -- FOLDER…` prints for each folder with `solutions.jsonl` and `queries.jsonl` how
//! often the first answer to a row of the split `dev` is right, by the text alone, and what processor time a query takes. Rows of `train` are
//! history. It ends with an error where tantivy is better or faster.
// A tool for those who work on the resolver: what it can't read, it may say by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod engine;
mod words;

use std::{path::Path, process::ExitCode, sync::LazyLock, time::Instant};

use unstuck_resolver::{
    Catalogue, Query, Resolver,
    author::{Source, id_text, read},
    eval::Row,
    learn::Case,
};

use engine::Engine;
use words::Cut;

/// Rounds over all rows; the quickest counts, as the others were disturbed.
const ROUNDS: usize = 5;
/// Least queries of a round: the system tells processor time in steps of milliseconds.
const QUERIES: usize = 5_000;

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    assert!(!folders.is_empty(), "name folders with solutions.jsonl and queries.jsonl");
    println!("{:<14} {:>5} {:<26} {:>6} {:>9}", "set", "rows", "", "top1", "µs/query");
    let mut lost = Vec::new();
    for folder in &folders {
        lost.extend(compare(Path::new(folder)));
    }
    lost.iter().for_each(|why| println!("{why}"));
    if lost.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a set's figures; what was lost.
fn compare(folder: &Path) -> Vec<String> {
    let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (catalogue, rows) = load(folder);
    let train: Vec<&Row> = rows.iter().filter(|row| row.split == "train").collect();
    let asked: Vec<&Row> =
        rows.iter().filter(|row| row.split == "dev" && !row.gold_solution_ids.is_empty()).collect();
    let mut measured = Vec::new();
    for (name, cut) in [("tantivy", Cut::Plain), ("tantivy, parts and pairs", Cut::Fine)] {
        let engine = Engine::new(&catalogue, &train, cut);
        measured.push((name, measure(&asked, |text| engine.first(text))));
    }
    let cases: Vec<Case> = train.iter().flat_map(|row| row.cases()).collect();
    let resolver = Resolver::learned(catalogue, &cases);
    resolver.warm();
    let first = |text: &str| {
        let decision = resolver.rank(&Query { message: text, ..Query::default() });
        decision.ranked.first().map(|best| best.solution.to_string())
    };
    let ours = measure(&asked, first);
    measured.push(("ours", ours));
    for (name, (right, micros)) in &measured {
        println!("{set:<14} {:>5} {name:<26} {right:>6.3} {micros:>9.1}", asked.len());
    }
    let theirs = &measured[..measured.len() - 1];
    // All right on both sides is a draw that nobody can win.
    let better = theirs.iter().all(|(_, (right, _))| *right < ours.0 || ours.0 == 1.0);
    let faster = theirs.iter().all(|(_, (_, micros))| *micros > ours.1);
    [(better, "as often right"), (faster, "as fast")]
        .into_iter()
        .filter(|(won, _)| !won)
        .map(|(_, what)| format!("{set}: tantivy is at least {what} as ours"))
        .collect()
}

fn load(folder: &Path) -> (Catalogue, Vec<Row>) {
    let text = std::fs::read_to_string(folder.join("solutions.jsonl")).expect("solutions.jsonl");
    let catalogue = read(&[Source { path: "solutions.jsonl".into(), text }]).expect("good solutions");
    let queries = std::fs::read_to_string(folder.join("queries.jsonl")).expect("queries.jsonl");
    let rows = queries.lines().map(|line| serde_json::from_str(line).expect("a query a line")).collect();
    (catalogue, rows)
}

/// The share of right first answers, and microseconds for a query.
fn measure(asked: &[&Row], first: impl Fn(&str) -> Option<String>) -> (f64, f64) {
    let right = |row: &&&Row| {
        first(&row.text).is_some_and(|id| row.gold_solution_ids.iter().any(|gold| id_text(gold) == id))
    };
    let right = asked.iter().filter(right).count();
    let rows = asked.len().max(1);
    let again = QUERIES.div_ceil(rows);
    let round = |_| {
        let start = clock();
        for _ in 0..again {
            asked.iter().for_each(|row| drop(std::hint::black_box(first(&row.text))));
        }
        clock() - start
    };
    let quickest = (0..ROUNDS).map(round).fold(f64::INFINITY, f64::min);
    (right as f64 / rows as f64, quickest * 1e6 / (rows * again) as f64)
}

/// Seconds that this thread spent on a processor, where the system tells; else seconds on the wall. A busy machine disturbs
/// the first one less.
fn clock() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| START.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}
