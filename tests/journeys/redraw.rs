//! Apps draw their errors anew: what is drawn again has its link again, whatever had made it an error.

use std::time::Duration;

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser};

use crate::surfaces::{DAILY, FUNDS, leads_to, visit};

/// The app puts the same words into the element, and the link that stood there goes with the old ones.
async fn drawn_anew(browser: &Browser, element: &str) -> Walked {
    assert_eq!(browser.ask(&format!("return !!{element}.querySelector('unstuck-link')")).await?, true);
    // What is new is looked at a second time after half a second.
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser.ask(&format!("const html = {element}.dataset.html; {element}.innerHTML = html")).await?;
    browser.until("the link again", "return links().length === 1").await?;
    leads_to(browser, FUNDS).await
}

/// A regression: nothing but its border told that it is an error, and what is drawn within has no border.
#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_only_its_colour_gave_away_is_drawn_anew_and_has_its_link_again() -> Walked {
    let (browser, _running) = visit(
        r#"<main id=app></main><script>
        const html = '<span>The payment failed. Your balance of ¥10.00 does not cover this. ¥5.00 is missing.</span>';
        window.fail = () => { app.innerHTML = '<div id=box style="border-left: 4px solid red">' + html + '</div>'; box.dataset.html = html; };
        </script>"#,
    )
    .await?;
    browser.warm("document.body").await?;
    browser.ask("fail()").await?;
    browser.link().await?;
    drawn_anew(&browser, "box").await?;
    browser.quit().await
}

/// A regression: the words were met before the box around them was, which was looked at instead of them from then on.
#[tokio::test(flavor = "multi_thread")]
async fn an_error_whose_frame_is_met_after_it_is_drawn_anew_and_has_its_link_again() -> Walked {
    let (browser, _running) = visit(
        r#"<div id=frame style="position: fixed; right: 0; bottom: 0"><div><p id=words></p></div></div><script>
        window.fail = () => {
            words.innerHTML = words.dataset.html = 'The payment failed. Your balance of ¥10.00 does not cover this. ¥5.00 is missing.';
        };</script>"#,
    )
    .await?;
    browser.warm("document.body").await?;
    browser.ask("fail()").await?;
    browser.link().await?;
    browser.ask("frame.style.right = '1px'").await?;
    drawn_anew(&browser, "words").await?;
    browser.quit().await
}

/// A regression: what was written into the panel counted as typing in the page, where nobody who types is disturbed.
#[tokio::test(flavor = "multi_thread")]
async fn who_writes_into_the_panel_is_not_typing_in_the_page() -> Walked {
    let (browser, _running) = visit(
        r"<label>Amount <input id=amount aria-invalid=true aria-errormessage=told></label><p id=told></p><script>
        window.say = (text) => { window.since = performance.now(); told.textContent = text; };
        </script>",
    )
    .await?;
    browser.ask("say('Your daily red packet limit is ¥200.00. You can still send ¥0.00 today.')").await?;
    leads_to(&browser, DAILY).await?;
    browser.click("return panel().querySelector('[data-act=no]')").await?;
    browser.click("return panel().querySelector('textarea')").await?;
    browser.write("Why?").await?;
    browser.press(Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;
    browser
        .ask("amount.focus(); say('Your balance of ¥10.00 does not cover this. ¥5.00 is missing.')")
        .await?;
    let came = format!(
        "return links().length === 1 && named(links()[0]).endsWith({FUNDS:?}) && performance.now() - since"
    );
    let came = browser.until("the other link", &came).await?.as_f64().unwrap_or_default();
    assert!(came < 1500.0, "the link came after {came} ms");
    browser.quit().await
}
