//! The way through an app that a solution shows, step by step, over its pages.

use thirtyfour::Key;
use unstuck_tests::Walked;

use crate::fixes::{CARD, FORM, Pages, REFUSED, act, button, refused};

const ELSEWHERE: &str = "<main style='height:3000px'></main><div id=late></div><script>setTimeout(() => { late.innerHTML = '<button id=b>Raise the limit</button><button>Raise the limit of others</button>'; }, 700)</script>";

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_another_page_shows_what_to_use_there_once_it_is_there() -> Walked {
    let front =
        "actions: [{ open: /limits, at: { role: button, name: raise the limit }, label: Go to limits }]";
    let walk = Pages::of(front, "Go there.", "", &[("pay", REFUSED), ("limits", ELSEWHERE)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("the fix", &button("Go to limits")).await?;
    browser.click(&button("Go to limits")).await?;
    browser
        .until(
            "the other page",
            "return location.pathname === '/limits' && document.readyState === 'complete'",
        )
        .await?;
    let around = format!(
        "{CARD} if (!ring() || !window.b) return false; const [r, t] = [ring(), b].map((e) => e.getBoundingClientRect()); \
        return Math.abs(r.left - t.left) < 6 && Math.abs(r.top - t.top) < 6 && t.top > 0 && t.bottom < innerHeight"
    );
    browser.until("the ring around it", &around).await?;
    assert_eq!(
        browser
            .ask(&format!("{CARD} return card().innerText"))
            .await?
            .as_str()
            .map(|said| said.starts_with("Go to limits")),
        Some(true)
    );
    assert_eq!(browser.ask("return sessionStorage.length").await?, 0, "something is left behind");
    browser.click(&act("way-there")).await?;
    browser.until("the focus on it", "return focus() === b").await?;
    browser.click("return b").await?;
    browser.until("the end of the way", &format!("{CARD} return !card()")).await?;
    // A page that is opened later shows nothing.
    browser.open(&format!("{}/limits", walk.site.url)).await?;
    browser.until("the late button", "return window.b").await?;
    assert_eq!(browser.ask(&format!("{CARD} return !!card()")).await?, false);
    walk.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wallets_steps_are_shown_one_after_the_other_and_the_person_does_them() -> Walked {
    let refused = refused().await?;
    let browser = &refused.browser;
    browser.until("the way", &button("Show me where")).await?;
    browser.ask("window.before = 1").await?;
    browser.click(&button("Show me where")).await?;
    let says =
        |what: &str| format!("{CARD} return card() && card().innerText.includes({what:?}) && !!ring()");
    browser.until("the first step", &says("Step 1 of 3")).await?;
    // It moves along while the page scrolls to the place.
    let rest = format!(
        "{CARD} const was = window.top_of_card; window.top_of_card = card().getBoundingClientRect().top; return was === window.top_of_card"
    );
    browser.until("the card at rest", &rest).await?;
    assert_eq!(
        browser
            .ask(
                "return [location.pathname, !!window.before, !!document.querySelector('dialog[open]')].join()"
            )
            .await?,
        "/cards,true,false"
    );
    browser.click(&act("way-next")).await?;
    browser.until("the second step", &says("Step 2 of 3")).await?;
    assert_eq!(
        browser.ask("return document.querySelector('#daily-limit').value").await?,
        "50000",
        "help chose for the person"
    );
    // The person chooses; the next step comes by itself, on its own page.
    browser.ask("const s = document.querySelector('#daily-limit'); s.value = '200000'; s.dispatchEvent(new Event('change', { bubbles: true }))").await?;
    // The next step is on another page, and nothing goes there by itself: it might cut off what the person just began.
    browser
        .until("the third step", &format!("{CARD} return card() && card().innerText.includes('Step 3 of 3')"))
        .await?;
    assert_eq!(browser.ask("return location.pathname").await?, "/cards");
    browser.click(&act("way-there")).await?;
    browser.until("the third step where it is", &says("Step 3 of 3")).await?;
    assert_eq!(browser.ask("return location.pathname").await?, "/red-packet");
    browser.click(&act("way-back")).await?;
    browser.until("the second step again", &says("Step 2 of 3")).await?;
    browser.ask(&format!("{CARD} card().focus()")).await?;
    browser.press(Key::Escape).await?;
    browser.until("the end", &format!("{CARD} return !card()")).await?;
    refused.browser.quit().await
}

/// A regression: a page that led elsewhere was opened again and again.
#[tokio::test(flavor = "multi_thread")]
async fn a_way_to_a_page_that_leads_elsewhere_ends_there() -> Walked {
    let front = "actions: [{ open: /limits, at: { role: button, name: Raise }, label: Go to limits }]";
    let moved = "<script>document.documentElement.dataset.moved = 1; location.replace('/login')</script>";
    let login = "<main><h1>Sign in</h1></main><script>sessionStorage.loads = +(sessionStorage.loads || 0) + 1</script>";
    let walk =
        Pages::of(front, "Go there.", "", &[("pay", REFUSED), ("limits", moved), ("login", login)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("the fix", &button("Go to limits")).await?;
    browser.click(&button("Go to limits")).await?;
    browser
        .until(
            "the words alone",
            &format!("{CARD} return card() && card().innerText.includes('It is not on this page')"),
        )
        .await?;
    assert_eq!(browser.ask("return [location.pathname, sessionStorage.loads].join()").await?, "/login,1");
    walk.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_steps_are_walked_by_keyboard_alone_and_their_parts_have_names() -> Walked {
    let front = "steps: [{ name: Amount }, { role: button, name: Send }]";
    let page = format!("{REFUSED}{FORM}");
    let walk = Pages::of(front, "1. Change the amount.\n2. Send it.", "", &[("pay", &page)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("the way", &button("Show me where")).await?;
    let tab_to = async |words: &str| -> Walked {
        for _ in 0..12 {
            if browser.ask("return named(focus())").await? == words {
                return browser.press(Key::Enter).await;
            }
            browser.press(Key::Tab).await?;
        }
        Err(format!("the Tab key does not reach {words:?}").into())
    };
    tab_to("Show me where").await?;
    browser
        .until(
            "the first step",
            &format!("{CARD} return card() && card().innerText.includes('Step 1 of 2') && !!ring()"),
        )
        .await?;
    let names = "return [card().getAttribute('role'), named(card()), ...[...card().querySelectorAll('button')].map(named)].join()";
    assert_eq!(browser.ask(&format!("{CARD} {names}")).await?, "dialog,Steps,Take me there,Next,Close");
    tab_to("Take me there").await?;
    browser.until("the focus on the field", "return focus() === amount").await?;
    // What is typed there and left is the step done; the person stays where they went.
    browser.press(Key::End).await?;
    browser.write("0").await?;
    browser.press(Key::Tab).await?;
    browser
        .until(
            "the second step",
            &format!("{CARD} return card().innerText.includes('Step 2 of 2') && !!ring()"),
        )
        .await?;
    assert_eq!(browser.ask("return focus() === to").await?, true, "the focus was taken away");
    browser.ask(&format!("{CARD} card().focus()")).await?;
    tab_to("Close").await?;
    browser.until("the end", &format!("{CARD} return !card()")).await?;
    let on = browser.ask("return named(focus())").await?;
    assert_eq!(on, "Send", "the focus is not where the person goes on");
    walk.browser.quit().await
}
