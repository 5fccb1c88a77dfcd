//! Where no solution is sure enough: the closest questions, for teams that ask for it.

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const APP: &str = r"
    <dialog id=d role=alertdialog aria-labelledby=t><h2 id=t>Something went wrong</h2>
    <p>A payment with your bank card or red packet failed in a way that we can't tell.</p>
    <form method=dialog><button>OK</button></form></dialog>
    <script>window.fail = () => d.showModal();</script>";

const CHOICES: &str = "return [...panel().querySelectorAll('li button')].map(named)";

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_nothing_fits_offers_the_closest_three_questions_and_each_leads_on() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "data-help=on", &[("app", APP)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/app", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck").await?;
    browser.ask("window.fail()").await?;
    let link = browser.link().await?;
    assert!(link.starts_with("Get help"), "the link's name is {link:?}");
    let panel = browser.follow_link().await?;
    assert!(panel.contains("Is it one of these?"), "the panel says {panel:?}");
    let choices = browser.ask(CHOICES).await?;
    let choices = choices.as_array().ok_or("no questions")?;
    assert_eq!(choices.len(), 3, "{choices:?}");

    browser.ask("panel().querySelectorAll('li button')[0].click()").await?;
    let title = browser
        .until(
            "the article",
            "const f = panel().querySelector('.foot'); return f && panel().querySelector('h2').textContent",
        )
        .await?;
    assert_eq!(&title, &choices[0]);
    assert_eq!(browser.ask("return panel().contains(focus())").await?, true, "the focus is not in the panel");

    browser.ask("[...panel().querySelectorAll('button')].find((b) => named(b) === 'No').click()").await?;
    browser.until("the question why", "return !!panel().querySelector('textarea')").await?;
    browser
        .ask("panel().querySelector('textarea').value = 'Call me at jo@example.com'; panel().querySelector('[data-act=send]').click()")
        .await?;
    let reason = service.row("SELECT reason FROM outcomes WHERE kind = 'failed' AND reason IS NOT NULL")?;
    assert_eq!(reason, "Call me at [email]");
    browser.quit().await
}
