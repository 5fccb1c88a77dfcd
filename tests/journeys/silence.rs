//! Where nothing fits, nothing shows; where nothing failed, nothing is even fetched.

use std::time::Duration;

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const APP: &str = r"
    <dialog id=d><h2></h2><p></p><form method=dialog><button>OK</button></form></dialog>
    <script>window.show = (title, text) => { d.querySelector('h2').textContent = title; d.querySelector('p').textContent = text; d.showModal(); };</script>";

const FETCHED: &str = "return performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.includes('.wasm')).length";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_errors_fetches_no_wasm() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("app", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/app", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck").await?;
    browser.ask("window.show('Delete this draft?', 'You can restore it for 30 days.')").await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(browser.ask(FETCHED).await?, 0);
    assert_eq!(browser.ask("return links().length").await?, 0);
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_no_solution_fits_gets_no_link() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("app", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/app", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck").await?;
    browser
        .ask("window.show('Error', 'Failed to unmarshal the quorum vector of shard zebra: parity mismatch')")
        .await?;
    browser.until("the wasm", FETCHED).await?;
    // The report reaches the disk, so the decision has been made by then.
    service.row("SELECT id FROM reports")?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(browser.ask("return links().length").await?, 0);
    browser.quit().await
}
