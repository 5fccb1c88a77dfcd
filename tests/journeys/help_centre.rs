//! The help centre in a browser: searched and read by keyboard, on a phone, and what axe says of its pages.

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, packages, root, service::Service};

/// What axe finds on the page that is open. The page itself lets no script run; the driver's are not the page's.
async fn found(browser: &Browser) -> Walked<serde_json::Value> {
    let kits = packages::installed("dialogs")?.join("node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(kits)?;
    let look = "return axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')))";
    browser.ask(&format!("{axe}; {look}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_centre_is_searched_and_read_by_keyboard_alone() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/help", service.url)).await?;
    // The first Tab offers to skip to the content.
    browser.press(Key::Tab).await?;
    let first = browser.ask("return focus().getAttribute('href')").await?;
    assert!(first.as_str().is_some_and(|first| first.starts_with('#')), "{first}");
    let mut reached = false;
    for _ in 0..15 {
        browser.press(Key::Tab).await?;
        reached = browser.ask("return focus().matches('input[name=q]')").await? == true;
        if reached {
            break;
        }
    }
    assert!(reached, "the Tab key does not reach the search");
    browser.write("my card has expired").await?;
    browser.press(Key::Enter).await?;
    browser.until("what was found", "return location.search.includes('q=') && document.querySelector('main a[href*=\"/s/card-expired\"]')").await?;
    browser.ask("document.querySelector('main a[href*=\"/s/card-expired\"]').focus()").await?;
    browser.press(Key::Enter).await?;
    browser
        .until(
            "the article",
            "return document.querySelector('h1').textContent === 'Your bank card has expired'",
        )
        .await?;
    assert_eq!(browser.ask("return document.scripts.length").await?, 0);
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_the_help_centre() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let browser = Browser::start("en").await?;
    for page in [
        "help/dev",
        "help/dev?q=money",
        "help/dev?q=zzz",
        "help/dev/s/bank-timeout",
        "help/dev/e/CARD_EXPIRED",
        "help/dev/e/NONE",
        "help/dev?lang=zh-Hans",
        "help/dev/s/card-expired?lang=ar",
    ] {
        browser.open(&format!("{}/{page}", service.url)).await?;
        assert_eq!(found(&browser).await?, serde_json::json!([]), "{page}");
        let wide = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(browser.ask(wide).await?, false, "{page} scrolls sideways");
    }
    browser.quit().await
}
