//! Keyboard, languages and a service that is gone.

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const APP: &str = r"
    <dialog id=d role=alertdialog aria-labelledby=t><h2 id=t>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
    You have reached the daily limit of ¥200.</p><form method=dialog><button id=ok>OK</button></form></dialog>
    <script>window.fail = () => d.showModal();</script>";

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_reaches_the_link_and_escape_closes_the_panel_only() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.ask("window.fail()").await?;
    browser.link().await?;
    for _ in 0..6 {
        if browser.ask("return links().includes(focus())").await? == true {
            break;
        }
        browser.press(Key::Tab).await?;
    }
    assert_eq!(browser.ask("return links().includes(focus())").await?, true, "Tab never reached the link");
    browser.press(Key::Enter).await?;
    browser.panel().await?;
    assert_eq!(browser.ask("return panel().contains(focus())").await?, true, "the focus is not in the panel");
    browser.press(Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;
    assert_eq!(browser.ask("return d.open").await?, true, "Escape closed the host's dialog too");
    browser.until("the focus on the link", "return links().includes(focus())").await?;

    // The panel's own buttons, by the other key that presses a button.
    browser.write(" ").await?;
    browser.panel().await?;
    browser.press(Key::Tab).await?;
    assert_eq!(browser.ask("return named(focus())").await?, "Close");
    browser.press(Key::Enter).await?;
    browser.until("the closed panel", "return !panel()").await?;
    browser.until("the focus on the link", "return links().includes(focus())").await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_speaks_the_readers_language() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    for (language, starts) in [("zh-CN", "查看解决方案"), ("zh-TW", "檢視解決方案")] {
        let browser = Browser::start(language).await?;
        browser.open(&format!("{}/red-packet", site.url)).await?;
        browser.ask("document.documentElement.removeAttribute('lang'); window.fail()").await?;
        let link = browser.link().await?;
        assert!(link.starts_with(starts), "in {language} the link's name is {link:?}");
        browser.quit().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn once_warm_the_device_answers_while_the_service_is_gone() -> Walked {
    let mut service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.ask("window.fail()").await?;
    browser.link().await?;
    service.kill();
    browser.ask("d.close(); setTimeout(window.fail, 300)").await?;
    browser.until("the dialog again", "return d.open").await?;
    let panel = browser.follow_link().await?;
    assert!(!panel.is_empty());
    browser.quit().await
}
