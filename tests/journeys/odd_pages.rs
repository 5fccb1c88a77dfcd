//! Pages as they were written long ago, or in haste, or for readers who block what they can.

use std::time::Duration;

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const DAILY: &str = "You have reached today's red packet limit";

const ERROR: &str = "<dialog id=\"d\" role=\"alertdialog\"><h2>Red packet not sent</h2><p data-unstuck-code=\"RP_LIMIT_DAILY\">\
                     You have reached the daily limit.</p><button>OK</button></dialog>";

/// Keeps what goes wrong, from before the widget is there.
const KEEP: &str = "<script>window.broken = [];
    addEventListener('error', function (e) { broken.push(e.message || 'something'); }, true);
    addEventListener('unhandledrejection', function (e) { broken.push(String(e.reason)); });</script>";

/// A person on the page `/red-packet`, and what must run meanwhile.
async fn visit(
    headers: &[(&str, &str)],
    page: impl Fn(&str) -> String,
) -> Walked<(Browser, (Service, Site))> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::whole(headers, &[("red-packet", &page(&service.url))]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    Ok((browser, (service, site)))
}

fn tag(service: &str) -> String {
    format!("<script src=\"{service}/unstuck.js\" data-key=\"pk_dev_local\"></script>")
}

/// From the error to the panel by the mouse, back by its button, and the dialog still stands.
async fn leads_there_and_back(browser: &Browser) -> Walked {
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    browser.ask("document.getElementById('d').showModal()").await?;
    let link = browser.link().await?;
    assert!(link.ends_with(DAILY), "the link's name is {link:?}");
    browser.click("return links()[0]").await?;
    let panel = browser.panel().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    browser.click("return panel().querySelector('[data-act=close]')").await?;
    browser.until("the closed panel", "return !panel()").await?;
    browser.until("the focus on the link", "return links().includes(focus())").await?;
    assert_eq!(browser.ask("return document.getElementById('d').open").await?, true);
    assert_eq!(browser.ask("return links().length").await?, 1);
    assert_eq!(browser.ask("return broken.join()").await?, "");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_quirks_mode_gets_its_link() -> Walked {
    let (browser, _running) = visit(&[], |service| {
        format!(
            "<HTML><HEAD><TITLE>An app</TITLE>{KEEP}{}<BODY BGCOLOR=white><CENTER>{ERROR}</CENTER>",
            tag(service)
        )
    })
    .await?;
    assert_eq!(browser.ask("return document.compatMode").await?, "BackCompat");
    leads_there_and_back(&browser).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_xhtml_gets_its_link() -> Walked {
    let (browser, _running) = visit(&[("content-type", "application/xhtml+xml")], |service| {
        format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>An app</title>{}{}</head>\
             <body>{ERROR}</body></html>",
            KEEP.replace("<script>", "<script>//<![CDATA[\n").replace("</script>", "\n//]]></script>"),
            tag(service)
        )
    })
    .await?;
    assert_eq!(browser.ask("return document.contentType").await?, "application/xhtml+xml");
    leads_there_and_back(&browser).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_writes_the_tag_itself_gets_its_link() -> Walked {
    let (browser, _running) = visit(&[], |service| {
        let written = tag(service).replace("</script>", "<\\/script>");
        format!("<!doctype html><title>An app</title>{KEEP}<body>{ERROR}<script>document.write('{written}')</script>")
    })
    .await?;
    leads_there_and_back(&browser).await?;
    browser.quit().await
}

/// A regression: who writes a page anew forgets all who listened, and the panel could not be closed by its button.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_written_anew_gets_its_link() -> Walked {
    let (browser, _running) = visit(&[], |service| {
        format!("<!doctype html><title>An app</title>{KEEP}{}<body><main>Once</main>", tag(service))
    })
    .await?;
    // The widget is warm by the time.
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    browser.warm("document.querySelector('main')").await?;
    let page = format!("<!doctype html><title>The same app</title><body>{ERROR}");
    browser.ask(&format!("document.open(); document.write({page:?}); document.close()")).await?;
    leads_there_and_back(&browser).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_copy_that_came_first_is_left_in_charge() -> Walked {
    let (browser, _running) = visit(&[], |service| {
        format!("<!doctype html><title>An app</title>{KEEP}<script>window.unstuck = {{ version: '0.0.1' }};</script>{}<body>{ERROR}", tag(service))
    })
    .await?;
    browser.ask("document.getElementById('d').showModal()").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.ask("return unstuck.version").await?, "0.0.1");
    assert_eq!(browser.ask("return links().length").await?, 0, "a second widget is at work");
    assert_eq!(browser.ask("return broken.join()").await?, "");
    browser.quit().await
}

/// As ad blockers do: the loader may come, what it sends and asks for may not.
const BLOCKING: &str = "<script>(function () {
    var real = window.fetch;
    window.asked = 0;
    window.fetch = function (request) {
        if (!/\\/v1\\//.test(request.url || request)) return real.apply(this, arguments);
        asked += 1;
        return Promise.reject(new TypeError('Failed to fetch'));
    };
    navigator.sendBeacon = function () { return false; };
})();</script>";

#[tokio::test(flavor = "multi_thread")]
async fn where_the_service_is_blocked_the_page_works_as_without_us() -> Walked {
    let (browser, _running) = visit(&[], |service| {
        format!("<!doctype html><title>An app</title>{KEEP}{BLOCKING}{}<body>{ERROR}", tag(service))
    })
    .await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    browser.ask("document.getElementById('d').showModal()").await?;
    browser.until("a question to the service", "return asked > 0").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.ask("return links().length").await?, 0, "a link without an answer");
    assert_eq!(browser.ask("return broken.join()").await?, "");
    let told = browser.ask("return unstuck.explain(document.getElementById('d'))").await?;
    assert_eq!(told["error"], true, "{told}");
    browser.press(Key::Escape).await?;
    browser.until("the closed dialog", "return !document.getElementById('d').open").await?;
    browser.quit().await
}
