//! Errors beside each other and upon each other: each has its own link, and nothing else has one.

use unstuck_tests::{Walked, browser::Browser};

use crate::surfaces::{DAILY, FUNDS, visit};

const LIMIT: &str = "Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.";
const BALANCE: &str = "The payment failed. Your balance of ¥10.00 does not cover this. ¥5.00 is missing.";

/// Waits until there are exactly these links, in the page's order.
async fn links_to(browser: &Browser, titles: &[&str]) -> Walked {
    let titles = serde_json::json!(titles);
    let all = format!(
        "const titles = {titles}; const found = links().map(named); \
         return found.length === titles.length && titles.every((title, at) => found[at].endsWith(title))"
    );
    browser.until("these links", &all).await?;
    // None comes later.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    browser.until("these links still", &all).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn toasts_upon_each_other_have_a_link_each() -> Walked {
    let (browser, _running) = visit(
        r"<style>.toast { background: white }</style><div id=toasts style='position: fixed; right: 0; bottom: 0'></div><script>
        window.fail = (text) => { toasts.insertAdjacentHTML('beforeend', '<div class=toast><p></p></div>'); toasts.lastChild.firstChild.textContent = text; };
        </script>",
    )
    .await?;
    browser.ask(&format!("fail({BALANCE:?})")).await?;
    links_to(&browser, &[FUNDS]).await?;
    browser.ask(&format!("fail('The payment failed. ' + {LIMIT:?})")).await?;
    links_to(&browser, &[FUNDS, DAILY]).await?;
    browser.ask("toasts.firstChild.remove()").await?;
    links_to(&browser, &[DAILY]).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_over_a_dialog_has_its_own_link() -> Walked {
    let (browser, _running) = visit(
        r"<dialog id=outer role=alertdialog><h2>Not sent</h2><p></p><button>OK</button></dialog>
        <dialog id=inner role=alertdialog><h2>Not paid</h2><p></p><button>OK</button></dialog>
        <script>window.fail = (dialog, text) => { dialog.querySelector('p').textContent = text; dialog.showModal(); };</script>",
    )
    .await?;
    browser.ask(&format!("fail(outer, {LIMIT:?})")).await?;
    links_to(&browser, &[DAILY]).await?;
    browser.ask(&format!("fail(inner, {BALANCE:?})")).await?;
    links_to(&browser, &[DAILY, FUNDS]).await?;
    browser.ask("inner.close()").await?;
    links_to(&browser, &[DAILY]).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_notification_centre_only_the_error_has_a_link() -> Walked {
    let (browser, _running) = visit(
        r"<aside aria-label=Notifications style='position: fixed; right: 0; top: 0; width: 320px'><ul id=list></ul></aside><script>
        window.note = (kind, title, text) => {
            const item = document.createElement('li');
            item.className = 'notification notification--' + kind;
            item.append(Object.assign(document.createElement('strong'), { textContent: title }), Object.assign(document.createElement('p'), { textContent: text }));
            list.append(item);
        };</script>",
    )
    .await?;
    browser.ask("note('success', 'Payment received', 'Ann sent you ¥20.00.'); note('info', 'A new version', 'It is faster.')").await?;
    browser.ask(&format!("note('error', 'Not paid', {BALANCE:?})")).await?;
    browser.ask("note('info', 'Li wrote to you', 'See you tomorrow?')").await?;
    links_to(&browser, &[FUNDS]).await?;
    let beside = browser.ask("return document.querySelector('unstuck-link').closest('li').className").await?;
    assert_eq!(beside, "notification notification--error");
    browser.quit().await
}

/// The overlay of a development server: an element of its own, whose message is set in type.
#[tokio::test(flavor = "multi_thread")]
async fn a_frameworks_error_overlay_has_a_link() -> Walked {
    let (browser, _running) = visit(
        r"<script>
        customElements.define('x-error-overlay', class extends HTMLElement {
            connectedCallback() {
                this.attachShadow({ mode: 'open' }).innerHTML = `<style>:host { position: fixed; inset: 0; z-index: 9 } .message { color: #ff5555 }</style>
                    <div class=backdrop><div class=window><pre class=message><span class=message-body></span></pre><pre class=file>src/pay.js:3:14</pre></div></div>`;
                this.shadowRoot.querySelector('.message-body').textContent = this.text;
            }
        });
        window.fail = (text) => { document.body.append(Object.assign(document.createElement('x-error-overlay'), { text })); };
        </script>",
    )
    .await?;
    browser.ask(&format!("fail({BALANCE:?})")).await?;
    links_to(&browser, &[FUNDS]).await?;
    browser.quit().await
}
