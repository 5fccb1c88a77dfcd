//! Figures, as ratios of one run: `cargo run --release -p unstuck-tests --bin bench [answering|frames]`.
//!
//! 1. `answering`: `POST /v1/resolve` over 1,000 solutions beside an axum handler that returns a constant.
//! 2. `frames`: animation frames from a dialog's show to its link, in Chromium, once the WebAssembly is warm.

use std::process::Command;

use unstuck_tests::{
    Walked,
    answering::{self, Shares},
    browser::Browser,
    root,
    service::Service,
    site::Site,
};

/// The least share of the constant handler's rate that answering reaches, whether the same few errors come again and
/// again or no message comes twice.
const SHARE: f64 = 1.0 / 3.0;
/// Most animation frames from the dialog to its link, once the WebAssembly is warm.
const FRAMES: u64 = 1;

const APP: &str = r"
    <dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
    You have reached the daily limit.</p><form method=dialog><button>OK</button></form></dialog>
    <script>
    window.frames_to_link = () => new Promise((done) => {
        let frames = 0;
        const began = performance.now();
        const there = () => !!d.querySelector('unstuck-link');
        const look = () => { frames += 1; if (there() || frames > 300) done([frames, performance.now() - began]); else requestAnimationFrame(look); };
        d.showModal();
        requestAnimationFrame(look);
    });
    </script>";

#[tokio::main]
async fn main() -> Walked {
    let asked = std::env::args().nth(1);
    match asked.as_deref() {
        Some("constant") => return answering::constant().await,
        None | Some("answering" | "frames") => {}
        Some(other) => {
            return Err(format!("`{other}` is not measured; name `answering`, `frames` or nothing").into());
        }
    }
    let both = asked.is_none();
    let mut missed = Vec::new();
    if both || asked.as_deref() == Some("answering") {
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
    if both || asked.as_deref() == Some("frames") {
        let frames = frames_to_link().await?;
        println!("bench: link after {frames} frame(s) (≤ {FRAMES})");
        if frames > FRAMES {
            missed.push("the frames to the link");
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
