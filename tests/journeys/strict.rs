//! Pages that allow little, and pages that make it hard.

use std::time::Duration;

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const DAILY: &str = "You have reached today's red packet limit";

const ERROR: &str = "<dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>\
                     You have reached the daily limit.</p><button>OK</button></dialog>";

/// Keeps what goes wrong and what is said, from before the widget is there.
const KEEP: &str = "<script nonce=abc>
    window.violations = []; window.said = []; window.broken = [];
    document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
    for (const name of ['log', 'info', 'warn', 'error']) {
        const real = console[name];
        console[name] = (...a) => { said.push(name + ': ' + a.join(' ')); real.apply(console, a); };
    }
    addEventListener('error', (e) => broken.push(e.message || e.target.src || 'something'), true);
    addEventListener('unhandledrejection', (e) => broken.push(String(e.reason)));
    </script>";

fn page(service: &str, attributes: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>An app</title>{KEEP}\
         <script src=\"{service}/unstuck.js\" data-key=\"pk_dev_local\" {attributes}></script><body>{body}</body></html>"
    )
}

fn policy(service: &str, wasm: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' {service} {wasm} 'nonce-abc'; connect-src 'self' {service}; \
         style-src 'self'; require-trusted-types-for 'script'"
    )
}

/// Opens `/red-packet` of a site with these headers.
async fn visit(headers: &[(&str, &str)], page: &str) -> Walked<(Browser, Site)> {
    let site = Site::whole(headers, &[("red-packet", page)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    Ok((browser, site))
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_strict_policy_link_and_panel_come_and_nothing_is_violated() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let policy = policy(&service.url, "'wasm-unsafe-eval'");
    let headers = [
        ("content-security-policy", policy.as_str()),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    let (browser, _site) = visit(&headers, &page(&service.url, "", ERROR)).await?;
    assert_eq!(browser.ask("return crossOriginIsolated").await?, true, "the page is not isolated");
    browser.ask("d.showModal()").await?;
    let panel = browser.follow_link().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    // It has its own look, which came by no inline style.
    let look = browser.ask("return getComputedStyle(panel()).borderRadius").await?;
    assert_eq!(look, "16px");
    browser.ask("panel().querySelector('[data-act=yes]').click()").await?;
    service.row("SELECT kind FROM outcomes WHERE kind = 'claimed'")?;
    assert_eq!(browser.ask("return violations").await?, serde_json::json!([]));
    assert_eq!(browser.ask("return broken").await?, serde_json::json!([]));
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_wasm_is_refused_a_plain_link_leads_to_the_help_centre() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let policy = policy(&service.url, "");
    let page = page(&service.url, "data-help-center=\"https://help.example.com/search\"", ERROR);
    let (browser, _site) = visit(&[("content-security-policy", &policy)], &page).await?;
    browser.ask("d.showModal()").await?;
    let link = browser.link().await?;
    assert!(link.starts_with("View solution"), "the link's name is {link:?}");
    assert_eq!(browser.ask("return links().length").await?, 1);
    assert_eq!(browser.ask("return d.contains(links()[0].getRootNode().host)").await?, true);
    let href = browser.ask("return links()[0].localName === 'a' && links()[0].href").await?;
    let href = href.as_str().ok_or("the link is no plain link")?;
    assert!(
        href.starts_with("https://help.example.com/search") && href.contains("RP_LIMIT_DAILY"),
        "it leads to {href:?}"
    );

    // Its click is the browser's to follow.
    browser.ask("addEventListener('click', (e) => { window.followed = !e.defaultPrevented; e.preventDefault(); })").await?;
    browser.click("return links()[0]").await?;
    browser.until("the click", "return window.followed === true").await?;

    // A second error is met as well, and not complained about again.
    browser
        .ask("d.close(); d.querySelector('p').dataset.unstuckCode = 'CARD_EXPIRED'; d.showModal()")
        .await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let said = browser.ask("return said").await?;
    let said = said.as_array().ok_or("nothing was kept")?;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].as_str().is_some_and(|line| line.contains("'wasm-unsafe-eval'")), "{said:?}");
    assert_eq!(browser.ask("return broken").await?, serde_json::json!([]));
    let now = browser.ask("return links().map((l) => l.href)").await?;
    assert_eq!(now.as_array().map(Vec::len), Some(1), "{now}");
    assert!(now[0].as_str().is_some_and(|href| href.contains("CARD_EXPIRED")), "{now}");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_pins_the_file_takes_the_tag_which_the_widget_prints() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let (browser, _site) = visit(&[], &page(&service.url, "data-locale=en", ERROR)).await?;
    browser.ask("unstuck.tag().then((tag) => { window.pinned = tag; }); return 0").await?;
    let tag = browser.until("the tag", "return window.pinned").await?;
    let tag = tag.as_str().unwrap_or_default().to_owned();
    assert!(tag.contains(" integrity=\"sha384-") && tag.contains("data-key=\"pk_dev_local\""), "{tag}");
    let said = browser.ask("return said.join()").await?;
    assert!(said.as_str().is_some_and(|said| said.contains(&tag) && said.contains("Unstuck 0.")), "{said}");
    browser.quit().await?;

    let pinning = |tag: &str| {
        format!("<!doctype html><html lang=en><title>An app</title>{KEEP}{tag}<body>{ERROR}</body></html>")
    };
    let (browser, _site) = visit(&[], &pinning(&tag)).await?;
    browser.ask("d.showModal()").await?;
    let panel = browser.follow_link().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    browser.quit().await?;

    // Another file under that name never runs, and the page goes on without it.
    let (start, end) = tag.split_once("sha384-").ok_or("the tag has no digest")?;
    let other = format!("{start}sha384-{}{}", "A".repeat(64), &end[64..]);
    let site = Site::whole(&[], &[("red-packet", &pinning(&other))]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.until("the refusal", "return broken.some((what) => what.endsWith('/unstuck.js'))").await?;
    assert_eq!(browser.ask("d.showModal(); return window.unstuck === undefined").await?, true);
    browser.quit().await
}

/// Names by which a form's fields hide the form's own.
const HIDING: &str = "<input name=matches><input name=closest><input name=querySelectorAll><input name=parentNode>\
                      <input name=children><input name=getRootNode>";

const HOSTILE: &str = r"<script>
    // Old libraries bring their own, seen by `for … in`.
    Array.prototype.find = function (f, self) { for (let i = 0; i < this.length; i += 1) if (f.call(self, this[i], i, this)) return this[i]; };
    Array.prototype.some = function (f, self) { for (let i = 0; i < this.length; i += 1) if (f.call(self, this[i], i, this)) return true; return false; };
    Array.prototype.toJSON = function () { return '[]'; };
    Array.prototype.last = function () { return this[this.length - 1]; };
    </script>
    <base href=https://elsewhere.example/><img name=body alt=''><div id=unstuck></div>";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hides_what_the_browser_gave_it_still_gets_one_link() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let again =
        format!("<script src=\"{}/unstuck.js\" data-key=\"pk_dev_local\" async></script>", service.url);
    let body = format!("<form>{HIDING}</form>{ERROR}");
    // What hides comes before the widget, as in a page that had it for years.
    let page = page(&service.url, "", &body)
        .replace("</title>", &format!("</title>{HOSTILE}"))
        .replace("</body>", &format!("{again}</body>"));
    let (browser, _site) = visit(&[], &page).await?;
    assert_eq!(browser.ask("return document.body.localName").await?, "img", "the page hides nothing");
    browser.ask("d.showModal()").await?;
    let link = browser.link().await?;
    assert!(link.ends_with(DAILY), "the link's name is {link:?}");
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(browser.ask("return links().length").await?, 1);
    browser.click("return links()[0]").await?;
    let panel = browser.panel().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    assert_eq!(browser.ask("return seen(panel())").await?, true, "the panel is open and does not show");
    // Its arrays are no arrays to every driver.
    assert_eq!(browser.ask("return broken.join()").await?, "");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_hides_its_own_methods_hides_no_error() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let whole = page(&service.url, "", "<main id=app></main>");
    let around = page(&service.url, "", &format!("<form>{HIDING}{ERROR}</form>"));
    let form = format!(
        "<form>{HIDING}<div role=alert>Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.</div></form>"
    );
    for (page, fail) in [(&around, "d.showModal()".to_owned()), (&whole, format!("app.innerHTML = {form:?}"))]
    {
        let (browser, _site) = visit(&[], page).await?;
        browser.ask(&fail).await?;
        let link = browser.link().await.map_err(|error| format!("after `{fail}`: {error}"))?;
        assert!(link.ends_with(DAILY), "the link's name is {link:?}");
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(browser.ask("return links().length").await?, 1);
        assert_eq!(browser.ask("return broken").await?, serde_json::json!([]));
        browser.quit().await?;
    }
    Ok(())
}
