//! Where nothing fits, nothing shows; where nothing failed, nothing is even fetched.

use std::time::Duration;

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

use crate::surfaces::visit;

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

/// A regression: kits tell screen readers of an error a second time, off the page or cut off to nothing.
#[tokio::test(flavor = "multi_thread")]
async fn what_only_screen_readers_are_told_has_no_link_of_its_own() -> Walked {
    let (browser, _running) = visit(
        r#"<main></main><script>window.fail = (style) => {
            const said = 'The payment failed. Your balance of ¥10.00 does not cover this. ¥5.00 is missing.';
            document.querySelector('main').innerHTML = `<div role=alert>${said}</div><div aria-live=assertive style="${style}">${said}</div>`;
        };</script>"#,
    )
    .await?;
    for style in [
        "position: fixed; clip: rect(0 0 0 0)",
        "position: fixed; left: -100%; right: 100%",
        "position: absolute; top: -9999px; left: -9999px",
        "position: absolute; width: 1px; height: 1px; overflow: hidden",
    ] {
        browser.ask(&format!("fail({style:?})")).await?;
        browser.link().await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let links = browser
            .ask("return [...document.querySelectorAll('unstuck-link')].map((l) => l.parentNode.role)")
            .await?;
        assert_eq!(links, serde_json::json!(["alert"]), "with {style}");
    }
    browser.quit().await
}

/// A regression: a menu of an app's own elements said “report a problem”, a moment after some script had failed.
#[tokio::test(flavor = "multi_thread")]
async fn a_menu_that_opens_after_a_script_failed_gets_no_link() -> Walked {
    let (browser, _running) = visit(
        r"<main></main><script>
        customElements.define('x-menu', class extends HTMLElement {
            connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<style>:host { position: fixed }</style><slot></slot>'; }
        });
        window.show = () => {
            setTimeout(() => { throw new Error('Your balance of ¥10.00 does not cover this. ¥5.00 is missing.'); });
            setTimeout(() => { document.querySelector('main').innerHTML = '<x-menu><x-menu-item>Rename</x-menu-item><x-menu-item>Report a problem</x-menu-item></x-menu>'; }, 50);
        };</script>",
    )
    .await?;
    browser.warm("document.body").await?;
    browser.ask("show()").await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(browser.ask("return links().length").await?, 0);
    let told = browser.ask("return unstuck.explain(document.querySelector('x-menu'))").await?;
    assert_eq!(told["error"], false, "{told}");
    browser.quit().await
}
