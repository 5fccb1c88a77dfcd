//! Help that is looked for: likely questions, one's own words, and a dialogue that leads to the article.

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const LOG: &str = "const log = () => panel().querySelector('[role=log]').innerText; \
    const chips = () => [...panel().querySelectorAll('.chips button')].map((e) => e.textContent); ";

struct Help {
    service: Service,
    site: Site,
    browser: Browser,
}

impl Help {
    async fn of(attributes: &str, pages: &[(&str, &str)]) -> Walked<Self> {
        let service = Service::over(&root().join("demo/solutions"))?;
        let site = Site::of(&service.url, attributes, pages).await?;
        Ok(Self { browser: Browser::start("en").await?, service, site })
    }

    async fn open(&self, page: &str) -> Walked {
        self.browser.open(&format!("{}/{page}", self.site.url)).await?;
        self.browser.until("the loader", "return !!window.unstuck").await?;
        Ok(())
    }

    /// Types into the dialogue's field and sends it with the Enter key.
    async fn ask(&self, text: &str) -> Walked {
        self.browser.ask("panel().querySelector('#talk-field').focus()").await?;
        self.browser.write(text).await?;
        self.browser.press(Key::Enter).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_in_ones_own_words_leads_to_its_article_and_says_that_it_helped() -> Walked {
    let help = Help::of("", &[("cards", "<main><h1>Cards</h1></main>")]).await?;
    help.open("cards").await?;
    let browser = &help.browser;
    browser.ask("unstuck.open()").await?;
    assert!(browser.panel().await?.contains("How can we help?"));
    help.ask("my bank card is too old").await?;
    browser.until("something to choose", &format!("{LOG} return chips().length > 1")).await?;
    let said = browser.ask(&format!("{LOG} return log()")).await?;
    assert!(said.as_str().is_some_and(|said| said.contains("my bank card is too old")), "{said}");
    let right =
        "return [...panel().querySelectorAll('.chips button')].find((e) => /expired/.test(e.textContent))";
    assert!(browser.click(right).await?, "the right one is not offered");
    let title = "return panel().querySelector('h2').textContent === 'Your bank card has expired'";
    browser.until("the article", title).await?;
    browser.click("return panel().querySelector('[data-act=talk]')").await?;
    browser.until("the dialogue", &format!("{LOG} return log().includes('my bank card is too old')")).await?;
    help.ask("my bank card has expired").await?;
    help.browser.quit().await?;
    drop(help.service);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_one_is_there_the_dialogue_says_so_and_asks_again() -> Walked {
    let help = Help::of("data-contact=\"mailto:help@shop.example\"", &[("cards", "<main></main>")]).await?;
    help.open("cards").await?;
    let browser = &help.browser;
    browser.ask("unstuck.open()").await?;
    browser.panel().await?;
    browser.ask("window.fetched = fetch; window.fetch = () => Promise.reject(new TypeError('away'))").await?;
    help.ask("where is my money").await?;
    browser.until("why", &format!("{LOG} return log().includes('The help service can')")).await?;
    assert_eq!(browser.ask(&format!("{LOG} return chips()")).await?[0], "where is my money");
    let person = "return panel().querySelector('.ways a').href";
    assert_eq!(browser.ask(person).await?, "mailto:help@shop.example");
    help.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_button_stands_where_the_team_asked_for_it_and_gets_the_focus_back() -> Walked {
    let page = "<main><button id=b>Pay</button></main>";
    let help = Help::of("data-launcher=on", &[("withdraw", page)]).await?;
    help.open("withdraw").await?;
    let browser = &help.browser;
    browser.until("the button", "return links().length === 1 && named(links()[0]) === 'Help'").await?;
    browser.ask("links()[0].focus()").await?;
    browser.press(Key::Enter).await?;
    browser.panel().await?;
    // Nobody has asked anything here yet: what holds on this page is what is likely.
    browser.until("likely questions", "return panel().querySelectorAll('.likely button').length > 0").await?;
    let first = browser.ask("return panel().querySelector('.likely button').textContent").await?;
    browser.click("return panel().querySelector('.likely button')").await?;
    let title = format!("return panel().querySelector('h2').textContent === {first}");
    browser.until("its article", &title).await?;
    browser.press(Key::Escape).await?;
    browser.until("the focus on the button", "return !panel() && links().includes(focus())").await?;
    help.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_machine_put_together_stands_before_its_article_and_is_marked() -> Walked {
    let help = Help::of("", &[("cards", "<main></main>")]).await?;
    help.open("cards").await?;
    let browser = &help.browser;
    browser.ask("unstuck.open()").await?;
    browser.panel().await?;
    let reply = serde_json::json!({
        "kind": "answer", "person": true, "gist": "Take the <b>new</b> card.",
        "article": { "solution": "card-expired", "locale": "en", "title": "Your card", "body": [{ "tag": "paragraph", "text": "Take the new card." }] },
    });
    browser
        .ask(&format!("window.fetched = fetch; window.fetch = (...a) => String(a[0].url || a[0]).endsWith('/v1/conversations') ? Promise.resolve(new Response(JSON.stringify({reply}))) : fetched(...a)"))
        .await?;
    help.ask("my card").await?;
    browser.until("the article", "return panel().querySelector('h2').textContent === 'Your card'").await?;
    let gist = browser.ask("return panel().querySelector('.body > .gist').innerText").await?;
    let gist = gist.as_str().unwrap_or_default();
    assert!(gist.contains("put together by a machine") && gist.contains("<b>new</b>"), "{gist}");
    help.browser.quit().await
}
