//! What a team sets on the script tag changes what its users see.

use std::time::Duration;

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const EXPIRED: &str = "Your bank card has expired";

async fn visit(attributes: &str, page: &str) -> Walked<(Browser, (Service, Site))> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, attributes, &[("pay", page)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/pay", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    Ok((browser, (service, site)))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_team_asks_for_it_a_browsers_alert_is_looked_at_as_well() -> Walked {
    // The browser's own box would stop the page; this one only remembers what it was told.
    let page = "<script>window.alert = function heard(text) { window.told = text; };</script>";
    let (browser, _running) = visit("data-alert=on", page).await?;
    browser.until("the wrapped alert", "return window.alert.name !== 'heard'").await?;
    browser.ask("alert('Transfer complete')").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(browser.ask("return links().length").await?, 0, "a link for good news");
    browser.ask("alert('Your card has expired (CARD_EXPIRED)')").await?;
    assert_eq!(browser.ask("return told").await?, "Your card has expired (CARD_EXPIRED)");
    let link = browser.link().await?;
    assert!(link.ends_with(EXPIRED), "the link's name is {link:?}");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_with_a_code_that_the_team_ignores_get_neither_link_nor_report() -> Walked {
    let page = "<main id=app></main>";
    let (browser, (service, _site)) = visit("data-ignore-codes='CARD_EXPIRED, OTHER'", page).await?;
    let show = |code: &str, text: &str| {
        format!("app.innerHTML = '<p role=alert data-unstuck-code={code}>{text}</p>'")
    };
    browser.ask(&show("CARD_EXPIRED", "Your card has expired.")).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.ask("return links().length").await?, 0);
    browser.ask(&show("TRANSFER_ACCOUNT_FROZEN", "Your account is frozen.")).await?;
    browser.link().await?;
    assert_eq!(
        service.row("SELECT CAST(count(*) AS TEXT) FROM reports WHERE body LIKE '%CARD_EXPIRED%'")?,
        "0"
    );
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_person_agreed_nothing_leaves_and_known_errors_have_their_link_all_the_same() -> Walked {
    let (browser, (service, _site)) = visit("data-consent=pending", "<main id=app></main>").await?;
    browser
        .ask("app.innerHTML = '<p role=alert data-unstuck-code=CARD_EXPIRED>Your card has expired.</p>'")
        .await?;
    let link = browser.link().await?;
    assert!(link.ends_with(EXPIRED), "the link's name is {link:?}");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(service.row("SELECT CAST(count(*) AS TEXT) FROM reports")?, "0");
    browser.follow_link().await?;
    browser.click("return panel().querySelector('summary')").await?;
    let shown = browser.ask("return panel().querySelector('details[open] pre').textContent").await?;
    browser.ask("unstuck.setConsent('granted')").await?;
    let stored = service.row("SELECT body FROM reports LIMIT 1")?;
    assert!(stored.contains("CARD_EXPIRED"), "{stored}");
    assert_eq!(shown, stored.as_str(), "another report was sent than the person was shown");
    browser.quit().await
}
