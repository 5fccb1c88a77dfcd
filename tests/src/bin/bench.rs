//! Figures, as ratios of one run: `cargo run --release -p unstuck-tests --bin bench [answering|frames|watching]`.
//!
//! 1. `answering`: `POST /v1/resolve` over 1,000 solutions beside an axum handler that returns a constant.
//! 2. `frames`: animation frames from a dialog's show to its link, in Chromium, once the WebAssembly is warm.
//! 3. `watching`: milliseconds of each frame that watching costs a page with 10,000 mutations a second, and what the first
//!    error moves and fetches.

use std::process::Command;

use unstuck_tests::{
    Walked,
    answering::{self, Shares},
    browser::Browser,
    root,
    service::Service,
    site::Site,
    watching::{self, Cost},
};

/// The least share of the constant handler's rate that answering reaches, whether the same few errors come again and
/// again or no message comes twice.
const SHARE: f64 = 1.0 / 3.0;
/// Most animation frames from the dialog to its link, once the WebAssembly is warm.
const FRAMES: u64 = 1;
/// Most milliseconds of a frame, in the mean, that watching takes.
const MILLIS: f64 = 1.0;

const APP: &str = r"
    <dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
    You have reached the daily limit.</p><form method=dialog><button>OK</button></form></dialog>
    <script>
    window.frames_to_link = () => new Promise((done) => {
        let frames = 0;
        const began = performance.now();
        const there = () => !!d.querySelector('unstuck-link');
        const look = () => { frames += 1; if (there() || frames > 300) done([frames, performance.now() - began]); else requestAnimationFrame(look); };
        // This observer is younger than the widget's, so what it asks for comes last before the frame is drawn.
        new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(look); }).observe(d, { attributes: true });
        d.showModal();
    });
    </script>";

#[tokio::main]
async fn main() -> Walked {
    let asked = std::env::args().nth(1);
    match asked.as_deref() {
        Some("constant") => return answering::constant().await,
        None | Some("answering" | "frames" | "watching") => {}
        Some(other) => {
            return Err(format!(
                "`{other}` is not measured; name `answering`, `frames`, `watching` or nothing"
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
        let frames = frames_to_link().await?;
        println!("bench: link after {frames} frame(s) (≤ {FRAMES})");
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
    if missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", missed.join(", ")).into()) }
}

async fn frames_to_link() -> Walked<u64> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.ask("d.showModal()").await?;
    browser.link().await?;
    let mut all = Vec::new();
    for _ in 0..9 {
        browser.ask("d.close()").await?;
        browser.until("the link to go", "return !d.querySelector('unstuck-link')").await.ok();
        let measured = browser.ask("return window.frames_to_link()").await?;
        all.push((measured[0].as_u64().unwrap_or(u64::MAX), measured[1].as_f64().unwrap_or(f64::NAN)));
    }
    browser.quit().await?;
    all.sort_by_key(|(frames, _)| *frames);
    let (frames, millis) = all[all.len() / 2];
    println!("  link visible after {frames} frame(s), {millis:.1} ms, median of {}", all.len());
    Ok(frames)
}
