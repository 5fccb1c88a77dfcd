//! The demo wallet, as a visitor walks it: each failure leads to its own way out, and the way out works.

use unstuck_tests::{Trouble, Walked, browser::Browser, root, service::Service, wallet::Wallet};

/// Sends the form that stands in the dialog, or else the one on the screen.
const SEND: &str = "(document.querySelector('dialog[open] form') || document.querySelector('main form')) \
    .querySelector('[type=submit]').click()";
const FILLED: &str = "const f = document.querySelector('dialog[open] form') || document.querySelector('main form'); \
    return !!f && f.checkValidity() && [...f.querySelectorAll('select')].every((s) => s.value)";

/// A form that is filled in so that sending it fails, and the solution that belongs to the failure.
const FAILURES: [(&str, &str); 15] = [
    ("/red-packet?to=sam&amount=188", "red-packet-daily-limit"),
    ("/red-packet?to=mei&amount=66", "red-packet-person-limit"),
    ("/red-packet?to=ava&amount=288", "red-packet-amount"),
    ("/red-packet?to=jonas&amount=18", "recipient-unverified"),
    ("/transfer?to=teahouse&amount=36", "account-frozen"),
    ("/transfer?to=mei&amount=88", "transfer-duplicate"),
    ("/transfer?to=noor&amount=1500", "transfer-review"),
    ("/transfer?to=ava&amount=9000", "insufficient-funds"),
    ("/transfer?to=ava&amount=25000", "transfer-single-limit"),
    ("/withdraw?card=meridian&amount=300", "card-expired"),
    ("/withdraw?card=northwind&amount=300", "bank-maintenance"),
    ("/withdraw?card=prairie&amount=300", "bank-timeout"),
    ("/withdraw?card=harbour&amount=5", "withdraw-minimum"),
    ("/withdraw?card=harbour&amount=2000", "withdraw-monthly-limit"),
    ("/statements?from=2026-01-01&until=2026-12-31&form=csv", "statement-range"),
];

struct Visit {
    service: Service,
    wallet: Wallet,
    browser: Browser,
}

impl Visit {
    async fn begin(language: &str) -> Walked<Self> {
        let service = Service::over(&root().join("demo/solutions"))?;
        let wallet = Wallet::with_help_from(&service.url)?;
        Ok(Self { browser: Browser::start(language).await?, service, wallet })
    }

    /// Opens a screen with its form filled in, and sends it.
    async fn send(&self, path: &str) -> Walked {
        self.browser.open(&format!("{}{path}", self.wallet.url)).await?;
        self.browser.until("the filled form", FILLED).await?;
        // A person is never quicker than the loader; a script may be, and its click would be missing in the trail.
        self.browser.until("the loader", "return !!window.unstuck").await?;
        self.browser.ask(SEND).await?;
        Ok(())
    }

    /// Follows the link, and gives the panel's headline.
    async fn headline(&self) -> Walked<String> {
        self.browser.follow_link().await?;
        let title =
            self.browser.until("the headline", "return panel().querySelector('h2').textContent").await?;
        Ok(title.as_str().unwrap_or_default().to_owned())
    }
}

/// The title in the front matter of one of the demo's solutions.
fn title(file: &str) -> Walked<String> {
    let text = std::fs::read_to_string(root().join("demo/solutions").join(file))?;
    let line = text.lines().find_map(|line| line.strip_prefix("title:"));
    Ok(line.ok_or("no title")?.trim().trim_matches('"').to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_failure_of_the_wallet_leads_to_its_own_way_out() -> Walked {
    let visit = Visit::begin("en").await?;
    let mut wrong = Vec::new();
    for (path, solution) in FAILURES {
        visit.send(path).await.map_err(|trouble| format!("{path}: {trouble}"))?;
        let expected = title(&format!("{solution}.md"))?;
        match visit.headline().await {
            Ok(found) if found == expected => {}
            Ok(found) => wrong.push(format!("{path}: {found:?} instead of {expected:?}")),
            Err(trouble) => wrong.push(format!("{path}: {trouble}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    visit.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_raised_limit_lets_the_red_packet_through_and_the_thanks_are_kept() -> Walked {
    let visit = Visit::begin("en").await?;
    visit.send("/red-packet?to=sam&amount=188").await?;
    visit.headline().await?;
    visit
        .browser
        .ask("[...panel().querySelectorAll('button')].find((b) => named(b) === 'Yes').click()")
        .await?;
    let kept = visit.service.row("SELECT kind FROM outcomes WHERE solution = 'red-packet-daily-limit'")?;
    assert_eq!(kept, "claimed");
    let about = visit.service.row("SELECT body FROM reports WHERE body LIKE '%RP_LIMIT_DAILY%'")?;
    let report: serde_json::Value = serde_json::from_str(&about)?;
    assert_eq!(report["context"]["route"], "/red-packet");
    assert_eq!(report["context"]["operation"]["route"], "/api/red-packets");
    assert!(about.contains("Send red packet"), "the click is not in the trail of {about}");

    // The way out is a link within the app; it leads to the limits, in the same tab.
    visit.browser.ask("panel().querySelector('a[href]').click()").await?;
    visit.browser.until("the limits", "return location.pathname === '/cards'").await?;
    let raise = "return fetch('/api/limits', { method: 'POST', headers: { 'content-type': 'application/json' }, \
        body: JSON.stringify({ red_packet_daily: 200000 }) }).then((r) => r.status)";
    assert_eq!(visit.browser.ask(raise).await?, 200);
    visit.send("/red-packet?to=sam&amount=188").await?;
    visit.browser.until("the success", "return !!document.querySelector('.notice')").await?;
    visit.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_stays_when_the_page_stirs_long_after_the_request_failed() -> Walked {
    let visit = Visit::begin("en").await?;
    // Its words are neutral and show no code: both are known from the answer of the request alone.
    visit.send("/withdraw?card=harbour&amount=5").await?;
    visit.browser.link().await?;
    visit.browser.ask("window.before = document.querySelector('unstuck-link')").await?;
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    let stir = "window.before.closest('[role=alert]').classList.add('stirred'); \
        return new Promise((done) => setTimeout(() => done(window.before.isConnected), 500))";
    assert_eq!(visit.browser.ask(stir).await?, true, "the link went");
    let reports = visit.service.row("SELECT CAST(count(*) AS TEXT) FROM reports")?;
    assert_eq!(reports, "1", "it was reported again");
    visit.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unplugged_network_is_answered_on_the_device() -> Walked {
    let visit = Visit::begin("zh-CN").await?;
    // The first error makes the page fetch what it needs.
    visit.send("/withdraw?card=harbour&amount=5").await?;
    assert_eq!(visit.headline().await?, title("withdraw-minimum.zh-Hans.md")?);
    let mut service = visit.service;
    service.kill();
    visit.browser.ask("panel().close(); document.querySelector('dialog[open]')?.close()").await?;
    let failed: Result<_, Trouble> = visit
        .browser
        .until("the link home", "const a = document.querySelector('header a.brand'); a && a.click(); return location.pathname === '/'")
        .await;
    failed?;
    visit.browser.until("the switch", "const s = document.querySelector('input[role=switch]'); if (s && !s.checked) s.click(); return !!s && s.checked").await?;
    visit.browser.ask("[...document.querySelectorAll('nav a')].find((a) => a.getAttribute('href') === '/red-packet').click()").await?;
    visit.browser.until("the form", "return !!document.querySelector('#packet-amount')").await?;
    visit
        .browser
        .ask("const i = document.querySelector('#packet-amount'); i.value = '20'; i.dispatchEvent(new Event('input', { bubbles: true }))")
        .await?;
    visit.browser.ask(SEND).await?;
    let found = {
        visit.browser.follow_link().await?;
        visit.browser.until("the headline", "return panel().querySelector('h2').textContent").await?
    };
    assert_eq!(found, title("no-connection.zh-Hans.md")?);
    visit.browser.quit().await
}

/// The whole road: the error, its solution, and the next try that goes well, which nobody has to tell.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_try_that_goes_well_is_told_as_verified() -> Walked {
    let visit = Visit::begin("en").await?;
    visit.send("/withdraw?card=harbour&amount=5").await?;
    visit.headline().await?;
    visit.browser.click("return panel().querySelector('[data-act=close]')").await?;
    assert_eq!(visit.service.row("SELECT kind FROM outcomes")?, "silent");
    // What comes within two seconds could be the error whose solution is being read.
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    visit.browser.ask("const amount = document.getElementById('withdraw-amount'); amount.value = '50'; amount.dispatchEvent(new Event('input', { bubbles: true }))").await?;
    visit.browser.ask(SEND).await?;
    assert_eq!(visit.service.row("SELECT kind FROM outcomes WHERE kind = 'verified'")?, "verified");
    visit.browser.quit().await
}
