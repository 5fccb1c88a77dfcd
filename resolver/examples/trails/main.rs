//! Writes made-up trails of the demo's wallet, a JSON object a line, for `unstuck eval --mode predict` and `--mode learning`:
//!
//!     cargo run -p unstuck-resolver --all-features --example trails -- predict 2000 > trails.jsonl
//!     cargo run -p unstuck-resolver --all-features --example trails -- learning 1200 > drift.jsonl
#![allow(clippy::unwrap_used)]

mod chance;
mod drift;
mod wallet;

fn main() {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let count = told.get(1).and_then(|count| count.parse().ok()).unwrap_or(2_000);
    let seed = told.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let rows = match told.first().map(String::as_str) {
        Some("predict") => wallet::rows(count, seed),
        Some("learning") => drift::rows(count, seed),
        _ => {
            eprintln!("Name `predict` or `learning`, and how many rows.");
            std::process::exit(2);
        }
    };
    for row in rows {
        println!("{}", serde_json::to_string(&row).unwrap());
    }
}
