//! Errors stand in many places: the link comes to each of them, and leads to the solution.

use std::time::Duration;

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

pub(crate) const DAILY: &str = "You have reached today's red packet limit";
pub(crate) const FUNDS: &str = "Your balance does not cover this payment";

/// A person on the page `/red-packet`, and what must run meanwhile.
pub(crate) type Visit = (Browser, (Service, Site));

pub(crate) async fn visit(page: &str) -> Walked<Visit> {
    visit_all(&[("red-packet", page)]).await
}

async fn visit_all(pages: &[(&str, &str)]) -> Walked<Visit> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", pages).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    Ok((browser, (service, site)))
}

/// The link comes, and it and its panel are about this solution.
pub(crate) async fn leads_to(browser: &Browser, title: &str) -> Walked {
    let link = browser.link().await?;
    assert!(link.ends_with(title), "the link's name is {link:?}");
    // By the mouse: without a person's act, Escape would close all that is open at once.
    browser.click("return links()[0]").await?;
    let panel = browser.panel().await?;
    assert!(panel.contains(title), "the panel says {panel:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_within_an_open_shadow_root_gets_its_link() -> Walked {
    let (browser, _running) = visit(
        r"<main id=app></main><script>
        customElements.define('pay-error', class extends HTMLElement {
            connectedCallback() {
                this.attachShadow({ mode: 'open' }).innerHTML = `<div role=alertdialog><h2>Red packet not sent</h2>
                    <p>Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.</p><button>OK</button></div>`;
            }
        });</script>",
    )
    .await?;
    browser.ask("app.append(document.createElement('pay-error'))").await?;
    leads_to(&browser, DAILY).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_within_a_closed_shadow_root_gets_its_link_once_the_app_attaches_it() -> Walked {
    let (browser, _running) = visit(
        r"<pay-box id=pay></pay-box><script>
        addEventListener('error', (e) => { window.broken = e.message; });
        customElements.define('pay-box', class extends HTMLElement {
            connectedCallback() {
                window.closed_root = this.attachShadow({ mode: 'closed' });
                closed_root.innerHTML = '<section><p>Nothing was sent.</p></section>';
            }
        });</script>",
    )
    .await?;
    browser.ask("window.detach = unstuck.attach(closed_root.firstChild, { code: 'RP_LIMIT_DAILY' })").await?;
    let button = "const l = closed_root.querySelector('unstuck-link'); const b = l && l.shadowRoot.querySelector('button');";
    let link = browser.until("the link", &format!("{button} return b && named(b)")).await?;
    assert!(link.as_str().is_some_and(|link| link.ends_with(DAILY)), "the link's name is {link:?}");

    browser.click(&format!("{button} return b")).await?;
    let panel = browser.panel().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    browser.press(Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;

    // Detached and shown again it is none of ours.
    browser.ask("detach(); pay.hidden = true").await?;
    browser.until("the link to go", &format!("{button} return !l")).await?;
    browser.ask("pay.hidden = false").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(browser.ask(&format!("{button} return !!l")).await?, false, "a link without an error");
    assert_eq!(browser.ask("return window.broken || ''").await?, "");
    browser.quit().await
}

// A solution that fits on every route, also on a frame's.
const FRAMED: &str = "<dialog id=d role=alertdialog><h2>Payment failed</h2><p data-unstuck-code=CARD_EXPIRED>\
                      Your card has expired.</p><button>OK</button></dialog>";
const EXPIRED: &str = "Your bank card has expired";

/// From a frame's error to its panel and back: over the whole page, or within a frame that has a widget of its own.
async fn through_the_frame(browser: &Browser, panel_in: &str) -> Walked {
    browser
        .until(
            "the frame",
            "const d = f.contentDocument.getElementById('d'); if (d) d.showModal(); return !!d && d.open",
        )
        .await?;
    let link = browser.link().await?;
    assert!(link.ends_with(EXPIRED), "the link's name is {link:?}");
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(browser.ask("return links().length").await?, 1, "one error, one link");
    assert_eq!(browser.ask("return links()[0].ownerDocument === f.contentDocument").await?, true);

    browser.click("return links()[0]").await?;
    let panel = browser.panel().await?;
    assert!(panel.contains(EXPIRED), "the panel says {panel:?}");
    assert_eq!(
        browser.ask(&format!("return panel().ownerDocument === {panel_in}")).await?,
        true,
        "the panel is not in {panel_in}"
    );
    browser.press(Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;
    assert_eq!(
        browser.ask("return f.contentDocument.getElementById('d').open").await?,
        true,
        "Escape closed the frame's dialog too"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_a_frame_gets_its_link_there_and_its_panel_over_the_page() -> Walked {
    let page = format!("<iframe id=f width=700 height=500 srcdoc='{FRAMED}'></iframe>");
    let (browser, _running) = visit(&page).await?;
    through_the_frame(&browser, "document").await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_with_a_script_tag_of_its_own_gets_one_link() -> Walked {
    let page = "<iframe id=f width=700 height=500 src=/inner></iframe>";
    let (browser, _running) = visit_all(&[("red-packet", page), ("inner", FRAMED)]).await?;
    browser.until("the frame's loader", "return !!f.contentWindow.unstuck?.version").await?;
    through_the_frame(&browser, "f.contentDocument").await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_popover_gets_its_link() -> Walked {
    let (browser, _running) = visit(
        "<div id=p popover role=alert>Your balance of ¥10.00 does not cover this. ¥5.00 is missing.</div>",
    )
    .await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(browser.ask("return !!document.querySelector('unstuck-link')").await?, false, "too early");
    browser.ask("p.showPopover()").await?;
    leads_to(&browser, FUNDS).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_that_is_used_again_gets_the_link_of_what_it_says_now() -> Walked {
    let (browser, _running) = visit(
        r"<dialog id=d><h2>Not sent</h2><p id=t></p><form method=dialog><button>OK</button></form></dialog>
        <script>window.show = (text) => { t.textContent = text; d.showModal(); };</script>",
    )
    .await?;
    browser.ask("show('Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.')").await?;
    let link = browser.link().await?;
    assert!(link.ends_with(DAILY), "the link's name is {link:?}");

    browser.ask("d.close()").await?;
    browser.until("the link to go", "return !d.querySelector('unstuck-link')").await?;
    browser.ask("show('Your balance of ¥10.00 does not cover this. ¥5.00 is missing.')").await?;
    leads_to(&browser, FUNDS).await?;
    browser.press(Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;

    // Other words while it stays open.
    browser
        .ask("t.textContent = 'Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.'")
        .await?;
    let other = format!("return links().length === 1 && named(links()[0]).endsWith({DAILY:?})");
    browser.until("the other link", &other).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_toast_without_a_role_gets_its_link() -> Walked {
    let (browser, _running) =
        visit("<h1>Wallet</h1><div id=toasts style='position:fixed;right:1em;bottom:1em'></div>").await?;
    browser
        .ask(
            "toasts.innerHTML = '<div class=\"toast toast--error\"><span>Your balance of ¥10.00 does not cover this. \
             ¥5.00 is missing.</span></div>'",
        )
        .await?;
    leads_to(&browser, FUNDS).await?;
    browser.quit().await
}

/// A regression: the link was put into the slot that the message fills, where nothing more shows.
#[tokio::test(flavor = "multi_thread")]
async fn a_toast_whose_message_fills_a_slot_has_a_link_that_is_seen() -> Walked {
    let (browser, _running) = visit(
        r"<main></main><script>
        customElements.define('x-toast', class extends HTMLElement {
            connectedCallback() {
                this.attachShadow({ mode: 'open' }).innerHTML = '<style>:host { position: fixed; bottom: 0 }</style><div><slot style=display:block data-unstuck-code=RP_LIMIT_DAILY></slot></div>';
            }
        });</script>",
    )
    .await?;
    browser.ask("document.querySelector('main').innerHTML = '<x-toast>You have reached the daily limit.</x-toast>'").await?;
    leads_to(&browser, DAILY).await?;
    browser.quit().await
}

/// A regression: headline and message were met before the box around them, and each had a link.
#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_without_a_role_that_comes_part_by_part_has_one_link() -> Walked {
    let (browser, _running) =
        visit("<div id=box class=box style='position: fixed; top: 20%'><div class=title></div><div class=content></div><div class=foot><button>OK</button></div></div>")
            .await?;
    browser.warm("document.body").await?;
    browser.ask("box.children[0].textContent = 'The payment failed'").await?;
    browser
        .ask("box.children[1].textContent = 'Your balance of ¥10.00 does not cover this. ¥5.00 is missing.'")
        .await?;
    leads_to(&browser, FUNDS).await?;
    browser.press(Key::Escape).await?;
    browser.until("one link", "return !panel() && links().length === 1").await?;
    browser.quit().await
}

/// A toast whose host the Tab key passes over, with all that is within it.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_within_a_host_that_tab_passes_over_is_reached_by_tab() -> Walked {
    let (browser, _running) = visit(
        r"<button>Before</button><div id=host tabindex=-1></div><script>window.fail = () => { host.attachShadow({ mode: 'open' }).innerHTML =
            '<div role=alert><p data-unstuck-code=RP_LIMIT_DAILY>You have reached the daily limit.</p></div>'; };</script>",
    )
    .await?;
    browser.ask("window.fail()").await?;
    browser.link().await?;
    for _ in 0..5 {
        browser.press(thirtyfour::Key::Tab).await?;
        if browser.ask("return links().includes(focus())").await? == true {
            // With its error it is as it was.
            browser.ask("host.shadowRoot.firstChild.remove()").await?;
            browser.until("the host as it was", "return host.getAttribute('tabindex') === '-1'").await?;
            return browser.quit().await;
        }
    }
    Err("Tab never reached the link".into())
}

/// A regression: what is fixed gives the page no height, and a locked page was taken for one that is cut off.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_locked_and_has_no_height_gets_its_link() -> Walked {
    let (browser, _running) = visit(
        r"<script>window.fail = () => { document.body.style.overflow = 'hidden';
            document.body.innerHTML = '<div role=alertdialog style=position:fixed;inset:20%><p data-unstuck-code=RP_LIMIT_DAILY>You have reached the daily limit.</p></div>'; };</script>",
    )
    .await?;
    browser.ask("window.fail()").await?;
    assert_eq!(browser.ask("return document.body.getBoundingClientRect().height").await?, 0);
    leads_to(&browser, DAILY).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_is_told_why_something_is_an_error_or_none() -> Walked {
    let (browser, _running) = visit(
        "<div id=bad role=alertdialog><p>Your balance of ¥10.00 does not cover this. The payment failed.</p></div>
         <div id=ask role=alertdialog><h2>Delete draft</h2><p>Are you sure you want to delete it?</p>
         <button>Delete</button><button>Cancel</button></div>",
    )
    .await?;
    for (element, error) in [("bad", true), ("ask", false)] {
        let told = browser.ask(&format!("return unstuck.explain({element})")).await?;
        assert_eq!(told["error"], error, "{told}");
        let evidence = told["evidence"].as_array().ok_or("no evidence")?;
        assert!(evidence.iter().all(|each| each[0].is_string()), "{told}");
        let sum: i64 = evidence.iter().filter_map(|each| each[1].as_i64()).sum();
        assert!(!evidence.is_empty() && told["sum"] == sum, "{told}");
        let enough = told["enough"].as_i64().ok_or("nothing is enough")?;
        assert_eq!(sum >= enough, error, "{told}");
    }
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_takes_the_link_out_each_time_is_left_alone_in_the_end() -> Walked {
    let (browser, _running) = visit(
        r"<dialog id=d role=alertdialog><p data-unstuck-code=RP_LIMIT_DAILY>You have reached the daily limit.</p></dialog>
        <script>
        let came = 0, at = 0;
        new MutationObserver((records) => {
            for (const { addedNodes } of records) for (const n of addedNodes) {
                if (n.localName === 'unstuck-link') { came += 1; at = performance.now(); n.remove(); }
            }
        }).observe(document, { childList: true, subtree: true });
        window.settled = () => (came && performance.now() - at > 2000 ? came : null);
        </script>",
    )
    .await?;
    browser.ask("d.showModal()").await?;
    let came = browser.until("an end", "return settled()").await?.as_u64().unwrap_or_default();
    assert!((2..=25).contains(&came), "the link came {came} times");
    // What the page says next is still met.
    browser.ask("d.close(); document.body.insertAdjacentHTML('beforeend', '<button id=b>OK</button>'); b.onclick = () => b.remove()").await?;
    assert!(browser.click("return b").await?);
    assert_eq!(browser.ask("return !document.getElementById('b')").await?, true, "the page does not answer");
    let slow = browser
        .ask("const began = performance.now(); return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))))")
        .await?;
    assert!(slow.as_f64().is_some_and(|slow| slow < 500.0), "two frames took {slow} ms");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_draws_its_error_anew_for_each_link_is_left_alone_in_the_end() -> Walked {
    let (browser, _running) = visit(
        r"<main id=app></main><script>
        window.fresh = `<div role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
            You have reached the daily limit.</p></div>`;
        let came = 0, at = 0;
        new MutationObserver(() => {
            if (!app.querySelector('unstuck-link')) return;
            came += 1;
            at = performance.now();
            // Without an end this page would never answer again.
            if (came < 100) app.innerHTML = fresh;
        }).observe(app, { childList: true, subtree: true });
        window.settled = () => (came && performance.now() - at > 2000 ? came : null);
        </script>",
    )
    .await?;
    browser.ask("app.innerHTML = fresh").await?;
    let came = browser.until("an end", "return settled()").await?.as_u64().unwrap_or_default();
    assert!((2..=25).contains(&came), "the link came {came} times");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_typed_is_in_no_report() -> Walked {
    let (browser, (service, _site)) = visit(
        r"<dialog id=d aria-label='Send a red packet'>
            <h2 id=heading contenteditable=true></h2><input id=short><textarea id=long></textarea><div id=free contenteditable></div>
            <p id=told role=alert></p><button id=send>Send</button></dialog>
        <script>send.onclick = () => { told.textContent = 'Your balance of ¥10.00 does not cover this. ¥5.00 is missing.'; };</script>",
    )
    .await?;
    browser.ask("d.showModal()").await?;
    for (field, words) in
        [("heading", "pomegranate"), ("short", "artichoke"), ("long", "elderberry"), ("free", "tangerine")]
    {
        // A person clicks into the field, which leaves a step of the trail.
        browser.ask(&format!("{field}.style.minHeight = '2em'")).await?;
        browser.click(&format!("return {field}")).await?;
        browser.write(words).await?;
        let typed = browser.ask(&format!("return {field}.value || {field}.textContent")).await?;
        assert_eq!(typed, words);
    }
    browser.click("return send").await?;
    leads_to(&browser, FUNDS).await?;
    // The whole dialog becomes the error, and a report more.
    browser.press(Key::Escape).await?;
    browser.ask("told.textContent = ''; d.setAttribute('data-unstuck-code', 'RP_LIMIT_DAILY')").await?;
    let all = "SELECT group_concat(body) FROM reports HAVING count(*) > 1";
    let reports = service.row(all)?;
    assert!(reports.contains("does not cover this") && reports.contains("RP_LIMIT_DAILY"), "{reports}");
    for words in ["pomegranate", "artichoke", "elderberry", "tangerine"] {
        assert!(!reports.contains(words), "{words:?} was typed and stands in {reports}");
    }
    browser.quit().await
}
