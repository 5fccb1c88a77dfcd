//! `cargo xtask test`: every check and test, in one run which shows every failure.

mod steps;
mod tally;

use std::time::Instant;

use clap::Args;

pub(crate) use self::steps::surroundings;
use self::tally::Tally;
use crate::fault::Fault;
use crate::{Outcome, place};

#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the benchmarks; under five minutes when everything is built.
    #[arg(long)]
    quick: bool,
}

/// A headline and what stands under it. The work counts what it ran; a step which counts nothing is one test itself.
struct Step {
    name: String,
    work: Box<dyn FnOnce(&mut Tally) -> Outcome>,
}

impl Step {
    fn new(name: impl Into<String>, work: impl FnOnce(&mut Tally) -> Outcome + 'static) -> Self {
        Self { name: name.into(), work: Box::new(work) }
    }
}

pub(crate) fn command(options: &Options) -> Outcome {
    let start = Instant::now();
    let mut whole = Tally::default();
    let mut failures = Vec::new();
    for step in steps::all(options.quick)? {
        println!("\n── {}", step.name);
        let begun = Instant::now();
        let mut tally = Tally::default();
        let outcome = (step.work)(&mut tally);
        tally.settle(outcome.is_ok());
        if let Err(fault) = &outcome {
            println!("{fault}");
        }
        let word = if tally.failed == 0 { "ok" } else { "FAILED" };
        println!("── {}: {word}, {tally}, {:.1} s{}", step.name, begun.elapsed().as_secs_f64(), room());
        if tally.failed > 0 {
            failures.push(step.name);
        }
        whole.add(tally);
    }
    println!("\n{:.0} s in all", start.elapsed().as_secs_f64());
    let fault = Fault::new(
        "UNSTUCK-X401",
        format!("failed: {}", failures.join(", ")),
        "Each stands above under its headline, with the reason.",
    );
    if whole.failed == 0 {
        println!("{whole}");
        return Ok(());
    }
    // The fault goes out before the closing line, which stands alone at the very end.
    println!("{fault}\n{whole}");
    std::process::exit(1)
}

/// What the disk has left: a full one makes compilers and browsers fail with words that hardly tell.
fn room() -> String {
    fs4::available_space(place::at("."))
        .map_or_else(|_| String::new(), |bytes| format!(", {:.1} GB free", bytes as f64 / 1e9))
}
