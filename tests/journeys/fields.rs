//! Fields that say what is wrong with them: the link waits until the person has finished, and can be reached.

use std::time::Duration;

use thirtyfour::Key;
use unstuck_tests::Walked;

use crate::surfaces::{DAILY, leads_to, visit};

/// A field that says at once what is wrong, and how long after the last key its link came.
const FIELD: &str = r"
    <form><p><label>Amount <input id=amount aria-errormessage=told></label> <input id=next></p><p id=told></p></form>
    <script>
    let last = 0, came = 0;
    amount.addEventListener('input', () => {
        last = performance.now();
        amount.setAttribute('aria-invalid', 'true');
        told.textContent = 'Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.';
    });
    setInterval(() => { if (!came && document.querySelector('unstuck-link')) came = performance.now(); }, 20);
    window.waited = () => came ? came - last : null;
    </script>";

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_is_typed_in_gets_its_link_when_the_person_has_finished() -> Walked {
    let (browser, _running) = visit(FIELD).await?;
    browser.warm("amount").await?;
    browser.ask("amount.focus()").await?;
    for digit in "300.123456".chars() {
        browser.write(&digit.to_string()).await?;
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    assert_eq!(
        browser.ask("return waited()").await?,
        serde_json::Value::Null,
        "a link while the person types"
    );
    let link = browser.link().await?;
    assert!(link.ends_with(DAILY), "the link's name is {link:?}");
    let waited = browser.ask("return waited()").await?.as_f64().unwrap_or_default();
    assert!((1900.0..3500.0).contains(&waited), "the link came {waited} ms after the last key");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_key_of_all_leaves_the_person_alone_as_well() -> Walked {
    let (browser, _running) = visit(FIELD).await?;
    browser.ask("amount.focus()").await?;
    browser.write("3").await?;
    let waited = browser.until("the link", "return waited()").await?.as_f64().unwrap_or_default();
    assert!(waited > 1900.0, "the link came {waited} ms after the only key");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_is_left_gets_its_link() -> Walked {
    let (browser, _running) = visit(FIELD).await?;
    browser.ask("amount.focus()").await?;
    browser.write("300").await?;
    browser.press(Key::Tab).await?;
    assert_eq!(browser.ask("return document.activeElement === next").await?, true);
    leads_to(&browser, DAILY).await?;
    browser.quit().await
}

/// A field of its own making, whose message floats below it for as long as it has the focus.
const FLEETING: &str = r"<main><pay-field id=f></pay-field><p><input id=next></p></main><script>
    customElements.define('pay-field', class extends HTMLElement {
        connectedCallback() {
            const root = this.attachShadow({ mode: 'open' });
            root.innerHTML = `<input aria-invalid=true aria-label=Amount><div popover=manual><p>Your daily red packet limit is ¥200.00.
                You can still send ¥0.00 today.</p></div>`;
            const told = root.querySelector('div');
            root.addEventListener('focusin', () => told.showPopover());
            root.addEventListener('focusout', () => told.hidePopover());
            this.focus = () => root.querySelector('input').focus();
        }
    });
    window.told = () => f.shadowRoot.querySelector('div').matches(':popover-open');
    </script>";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_shows_while_its_field_has_the_focus_has_a_link_that_can_be_reached() -> Walked {
    let (browser, _running) = visit(FLEETING).await?;
    browser.ask("f.focus()").await?;
    let link = browser.link().await?;
    assert!(link.ends_with(DAILY), "the link's name is {link:?}");
    browser.press(Key::Tab).await?;
    browser.until("the focus on the link", "return links().includes(focus())").await?;
    assert_eq!(browser.ask("return told()").await?, true, "the message is gone");
    browser.press(Key::Enter).await?;
    browser.panel().await?;
    assert_eq!(browser.ask("return told()").await?, true, "the panel took the message away");
    browser.press(Key::Escape).await?;
    browser.until("the focus on the link", "return !panel() && links().includes(focus())").await?;
    // Who goes on leaves the message as ever, and finds the link where it was.
    browser.press(Key::Tab).await?;
    browser.until("the next field", "return document.activeElement === next && !told()").await?;
    assert_eq!(browser.ask("return links().length").await?, 1);
    browser.ask("f.remove()").await?;
    browser.until("the link to go", "return !links().length").await?;
    browser.quit().await
}
