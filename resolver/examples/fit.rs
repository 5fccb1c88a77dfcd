//! The weights that serve several products alike: what the constants in `src/fusion/mod.rs` are.
//!
//! `cargo run --release -p unstuck-resolver --all-features --example fit -- cold FOLDER…` (or `warm`), where a folder holds
//! `solutions.jsonl` and `queries.jsonl`; only rows of the split `train` are read.
// A tool for those who work on the resolver: what it can't read, it may say by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use unstuck_resolver::{
    Catalogue,
    author::{Source, read},
    eval::Row,
    learn::{Case, shared},
};

fn product(folder: &Path) -> (Catalogue, Vec<Case>) {
    let text = std::fs::read_to_string(folder.join("solutions.jsonl")).expect("solutions.jsonl");
    let catalogue = read(&[Source { path: "solutions.jsonl".into(), text }]).expect("good solutions");
    let queries = std::fs::read_to_string(folder.join("queries.jsonl")).expect("queries.jsonl");
    let rows = queries.lines().map(|line| serde_json::from_str::<Row>(line).expect("a query a line"));
    (catalogue, rows.filter(|row| row.split == "train").flat_map(|row| row.cases()).collect())
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let history = arguments.next().is_some_and(|which| which == "warm");
    let products: Vec<_> = arguments.map(|folder| product(Path::new(&folder))).collect();
    println!("{}", shared(&products, history));
}
