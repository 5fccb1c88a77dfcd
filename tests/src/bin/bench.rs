//! Figures, as ratios of one run: `cargo run --release -p unstuck-tests --bin bench [answering|frames|watching|ranking]`.
//!
//! 1. `answering`: `POST /v1/resolve` over 1,000 solutions beside an axum handler that returns a constant.
//! 2. `frames`: animation frames from a dialog's show to its link, in Chromium, once the WebAssembly is warm; and the time of
//!    a page's first error, in a browser that knows nothing yet and in one that has the files.
//! 3. `watching`: milliseconds of each frame that watching costs a page with 10,000 mutations a second, and what the first
//!    error moves and fetches.
//! 4. `ranking`: milliseconds of a query over 1,000 solutions by the resolver as WebAssembly in Chromium.

use std::process::Command;

use unstuck_tests::{
    Walked,
    answering::{self, Shares},
    appearing::{self, Appearing},
    ranking,
    watching::{self, Cost},
};

/// The least share of the constant handler's rate that answering reaches, whether the same few errors come again and
/// again or no message comes twice.
const SHARE: f64 = 1.0 / 3.0;
/// Most animation frames from the dialog to its link, once the WebAssembly is warm.
const FRAMES: u64 = 1;
/// Most milliseconds of a frame, in the mean, that watching takes.
const MILLIS: f64 = 1.0;
/// Most milliseconds of a query in a page that has 1,000 solutions.
const QUERY: f64 = 2.0;

#[tokio::main]
async fn main() -> Walked {
    let asked = std::env::args().nth(1);
    match asked.as_deref() {
        Some("constant") => return answering::constant().await,
        None | Some("answering" | "frames" | "watching" | "ranking") => {}
        Some(other) => {
            return Err(format!(
                "`{other}` is not measured; name `answering`, `frames`, `watching`, `ranking` or nothing"
            )
            .into());
        }
    }
    let all = asked.is_none();
    let mut missed = Vec::new();
    if all || asked.as_deref() == Some("answering") {
        let mut constant = Command::new(std::env::current_exe()?);
        constant.arg("constant");
        let Shares { surge, new } = answering::shares(constant).await?;
        println!(
            "bench: resolve at {surge:.2} of a constant handler's rate, {new:.2} where no message comes twice (≥ {SHARE:.2})"
        );
        if surge.min(new) < SHARE {
            missed.push("the rate of answers");
        }
    }
    if all || asked.as_deref() == Some("frames") {
        let Appearing { cold, cached, warm, frames } = appearing::appearing().await?;
        println!("bench: link after {frames} frame(s) (≤ {FRAMES}), {warm:.1} ms after its dialog");
        println!(
            "  the first of a page: {cold:.0} ms in a new browser, {cached:.0} ms where it has the files; medians, over loopback"
        );
        if frames > FRAMES {
            missed.push("the frames to the link");
        }
    }
    if all || asked.as_deref() == Some("watching") {
        let watched = watching::watched().await?;
        let (cold, warm) = (watched.cold, watched.warm);
        println!(
            "bench: watching costs {:.2} ms per frame (≤ {MILLIS:.2}) cold, {:.2} warm",
            cold.mean, warm.mean
        );
        for (name, Cost { p95, worst, .. }) in [("cold", cold), ("warm", warm)] {
            println!("  {name}: 95 of 100 frames within {p95:.2} ms, the dearest {worst:.2} ms");
        }
        let [before, after] = watched.bytes;
        println!(
            "  {:.0} mutations a second; the link moved the page by {:.4}; {before} bytes before the first error, {after} with it",
            watched.mutations, watched.shift
        );
        if cold.mean.max(warm.mean) > MILLIS {
            missed.push("the cost of watching");
        }
    }
    if all || asked.as_deref() == Some("ranking") {
        match ranking::ranked().await? {
            Some(ranked) => {
                println!(
                    "bench: a query over 1,000 solutions takes {:.3} ms in WebAssembly (≤ {QUERY:.2}), {:.2} of them right",
                    ranked.millis, ranked.right
                );
                println!("  {:.0} ms to make those solutions up, pack, read and index them", ranked.built);
                if ranked.millis > QUERY {
                    missed.push("the time of a query");
                }
            }
            None => println!(
                "bench: ranking skipped, target/ranking is not there; `cargo xtask build ranking` makes it"
            ),
        }
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", missed.join(", ")).into()) }
}
