//! What a query takes in a page: the resolver as WebAssembly in a real browser, over a thousand solutions.

use crate::{Walked, browser::Browser, root, site::Site};

/// How many solutions, queries of a round, and rounds.
const SOLUTIONS: u32 = 1_000;
const QUERIES: u32 = 2_000;
const ROUNDS: u32 = 7;

/// Figures of one browser.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    /// Milliseconds for a query, of the median round.
    pub millis: f64,
    /// Milliseconds to make the solutions up, pack them, read them and index them.
    pub built: f64,
    /// Share of queries whose solution comes first.
    pub right: f64,
}

/// Measures it on the page that `cargo xtask build ranking` makes; `None` where it was not built.
///
/// # Errors
/// When the browser does not start, or the page gives no figures.
pub async fn ranked() -> Walked<Option<Ranked>> {
    let folder = root().join("target/ranking");
    if !folder.join("index.html").is_file() {
        return Ok(None);
    }
    let site = Site::folder(folder).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/index.html", site.url)).await?;
    browser.until("the WebAssembly", "return !!window.rank").await?;
    let told = browser.ask(&format!("return window.rank({SOLUTIONS}, {QUERIES}, {ROUNDS})")).await?;
    browser.quit().await?;
    let rounds = told["millis"].as_array().ok_or("no times were told")?;
    let mut millis: Vec<f64> = rounds.iter().filter_map(serde_json::Value::as_f64).collect();
    millis.sort_by(f64::total_cmp);
    let figure = |name: &str| told[name].as_f64().ok_or("a figure is missing");
    let millis = *millis.get(millis.len() / 2).ok_or("no times were told")?;
    Ok(Some(Ranked { millis, built: figure("built")?, right: figure("hits")? / f64::from(QUERIES) }))
}
