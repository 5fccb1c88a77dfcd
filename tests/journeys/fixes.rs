//! Fixes that run where the error is.

use std::path::PathBuf;

use thirtyfour::Key;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site, wallet::Wallet};

/// The card that leads through the page, and what it says.
pub(crate) const CARD: &str = "const card = () => all(document).find((e) => e.className === 'card' && ours(e)); \
    const ring = () => all(document).find((e) => e.className === 'ring' && ours(e) && !e.hidden); ";

pub(crate) fn act(name: &str) -> String {
    format!("return all(document).find((e) => e.dataset && e.dataset.act === '{name}' && seen(e))")
}

/// The panel's button with these words.
pub(crate) fn button(words: &str) -> String {
    format!(
        "return [...panel().querySelectorAll('button,a')].find((e) => e.textContent === {words:?} && seen(e))"
    )
}

pub(crate) struct Pages {
    pub(crate) service: Service,
    pub(crate) site: Site,
    pub(crate) browser: Browser,
    _folder: tempfile::TempDir,
}

const HEAD: &str = "---\nid: refused\ntitle: It was refused\ncodes: [REFUSED]\n";

impl Pages {
    /// A service over one solution with this front matter and text, and pages that load its widget.
    pub(crate) async fn of(
        front: &str,
        text: &str,
        attributes: &str,
        pages: &[(&str, &str)],
    ) -> Walked<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("refused.md"), format!("{HEAD}{front}\n---\n{text}\n"))?;
        let other =
            "---\nid: other\ntitle: Something else was refused\nquestions: [\"refused again\"]\n---\nWait.\n";
        std::fs::write(folder.path().join("other.md"), other)?;
        let service = Service::over(&PathBuf::from(folder.path()))?;
        let site = Site::of(&service.url, attributes, pages).await?;
        Ok(Self { browser: Browser::start("en").await?, service, site, _folder: folder })
    }

    pub(crate) async fn open(&self, page: &str) -> Walked {
        self.browser.open(&format!("{}/{page}", self.site.url)).await?;
        self.browser.follow_link().await?;
        Ok(())
    }
}

pub(crate) const REFUSED: &str =
    "<main><p id=e role=alert data-unstuck-code=REFUSED>It was refused again.</p></main>";

/// An action that counts how often it ran and waits until the page lets it go on.
const ACTIONS: &str = "<script>
    window.ran = []; window.gate = Promise.resolve();
    window.unstuckActions = {
        raise: {
            label: (args) => 'Raise it to ' + args.to, preview: (args) => 'Your limit becomes ' + args.to + '.',
            schema: { properties: { to: { type: 'integer', maximum: 500 } }, required: ['to'] },
            run: async (args, { run, progress }) => { ran.push(run); progress(0.5); await gate; if (window.broken) throw new Error('The bank is away.'); return 'It is ' + args.to + ' now.'; },
            undo: async (args, { run, result }) => { ran.push('undo ' + (run === ran[0]) + ' ' + result); },
        },
    };
    </script>";

#[tokio::test(flavor = "multi_thread")]
async fn a_fix_says_what_it_does_runs_once_tells_how_it_goes_and_is_taken_back() -> Walked {
    let page = format!("{REFUSED}{ACTIONS}");
    let walk =
        Pages::of("actions: [{ run: raise, with: { to: 500 } }]", "Raise it.", "", &[("pay", &page)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.ask("window.gate = new Promise((go) => { window.release = go; })").await?;
    browser.until("the fix", &button("Raise it to 500")).await?;
    // All of it by keyboard, from where the focus is when the panel opens.
    let reach = "return focus().dataset.act === 'fix-0'";
    for _ in 0..6 {
        if browser.ask(reach).await? == true {
            break;
        }
        browser.press(Key::Tab).await?;
    }
    assert_eq!(browser.ask(reach).await?, true, "the Tab key does not reach the fix");
    browser.press(Key::Enter).await?;
    browser.until("what it will do", "return panel().innerText.includes('Your limit becomes 500.')").await?;
    assert_eq!(browser.ask("return ran.length").await?, 0, "it ran before it was agreed to");
    assert_eq!(browser.ask("return focus().textContent").await?, "Your limit becomes 500.");
    browser.press(Key::Tab).await?;
    browser.press(Key::Enter).await?;
    browser.press(Key::Enter).await?;
    browser.until("how it goes", "return panel().innerText.includes('Working… 50 %')").await?;
    browser.ask("all(document).filter((e) => e.dataset && e.dataset.act === 'go-0').forEach((e) => { e.click(); e.click(); })").await?;
    assert_eq!(browser.ask("return ran.length").await?, 1, "one click ran it more than once");
    browser.ask("release()").await?;
    browser.until("its end", "return panel().innerText.includes('It is 500 now.')").await?;
    assert_eq!(browser.ask("return focus().getAttribute('role')").await?, "status");
    assert!(browser.click(&button("Undo")).await?, "it can't be taken back");
    browser.until("that it was undone", "return panel().innerText.includes('It was undone.')").await?;
    assert_eq!(browser.ask("return ran.slice(1).join()").await?, "undo true It is 500 now.");
    walk.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fix_that_fails_leads_on_to_other_solutions_and_a_person() -> Walked {
    let page = format!("{REFUSED}{ACTIONS}<script>window.broken = true</script>");
    let contact = "data-contact=\"mailto:help@shop.example\"";
    let walk = Pages::of(
        "messages: [\"it was refused again\"]\nactions: [{ run: raise, with: { to: 500 } }]",
        "Raise it.",
        contact,
        &[("pay", &page)],
    )
    .await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("the fix", &button("Raise it to 500")).await?;
    browser.click(&button("Raise it to 500")).await?;
    browser.until("the preview", &act("go-0")).await?;
    browser.click(&act("go-0")).await?;
    browser
        .until("why it failed", "return panel().innerText.includes('It did not work. The bank is away.')")
        .await?;
    assert_eq!(browser.ask("return focus().getAttribute('role')").await?, "alert");
    browser.until("a person", &button("Talk to a person")).await?;
    assert_eq!(
        browser.ask("return panel().querySelector('.others a').href").await?,
        "mailto:help@shop.example"
    );
    walk.browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_app_did_not_register_or_its_schema_does_not_admit_is_not_offered() -> Walked {
    let page = format!("{REFUSED}{ACTIONS}<script>console.info = (said) => (window.said = said)</script>");
    let front = "actions: [unknown, { run: raise, with: { to: 501 } }, { run: raise, with: { to: 5, also: 1 } }, { run: raise }, toString, retry, { open: \"https://elsewhere.example/\" }, { copy: TX-1 }]";
    let walk = Pages::of(front, "Raise it.", "", &[("pay", &page)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("what is offered", &button("Copy")).await?;
    let offered = "return [...panel().querySelectorAll('.fixes button')].map((e) => e.textContent).join()";
    assert_eq!(browser.ask(offered).await?, "Copy");
    let said = browser.ask("return window.said || ''").await?;
    assert!(said.as_str().is_some_and(|said| said.starts_with("UNSTUCK-W004")), "{said}");
    browser.click(&button("Copy")).await?;
    browser.until("that it was copied", "return panel().innerText.includes('Done.')").await?;
    walk.browser.quit().await
}

pub(crate) const FORM: &str = "<form id=f action=/sent><label>Amount <input id=amount value=1></label><label>To <input id=to></label><label>Code <input type=password id=code></label><button>Send</button></form>
    <script>window.heard = []; for (const e of f.elements) for (const t of ['input', 'change']) e.addEventListener(t, () => heard.push(e.id + ' ' + t + ' ' + e.value)); f.addEventListener('submit', () => heard.push('submit'));</script>";

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_filled_in_for_the_person_to_look_at_and_to_send() -> Walked {
    let page = format!("{REFUSED}{FORM}");
    let walk = Pages::of(
        "actions: [{ fill: { Amount: 10, To: Mei, Code: 1234 } }]",
        "Send less.",
        "",
        &[("pay", &page)],
    )
    .await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.until("the fix", &button("Fill in")).await?;
    browser.click(&button("Fill in")).await?;
    browser.until("what it will do", "return panel().innerText.includes('Fills in Amount: 10')").await?;
    browser.click(&act("go-0")).await?;
    browser.until("the closed panel", "return !panel()").await?;
    browser.until("the values", "return amount.value === '10' && to.value === 'Mei'").await?;
    assert_eq!(browser.ask("return code.value").await?, "", "a password was filled in");
    let heard = "amount input 10,amount change 10,to input Mei,to change Mei";
    assert_eq!(browser.ask("return heard.join()").await?, heard);
    assert_eq!(browser.ask(&format!("{CARD} return !!ring()")).await?, true, "nothing shows which field");
    walk.browser.quit().await
}

/// The demo wallet where the day's limit was met, with the panel of its solution open.
pub(crate) struct Refused {
    pub(crate) browser: Browser,
    _wallet: Wallet,
    _service: Service,
}

pub(crate) async fn refused() -> Walked<Refused> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let wallet = Wallet::with_help_from(&service.url)?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet?to=sam&amount=188", wallet.url)).await?;
    let filled = "const f = document.querySelector('main form'); \
        return f && f.querySelector('select').value && f.querySelector('input').value === '188' && window.unstuck";
    browser.until("the form", filled).await?;
    browser.ask("document.querySelector('main form [type=submit]').click()").await?;
    browser.follow_link().await?;
    Ok(Refused { browser, _wallet: wallet, _service: service })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wallets_limit_is_raised_in_place_and_the_packet_goes_out() -> Walked {
    let refused = refused().await?;
    let browser = &refused.browser;
    browser.until("the fix", &button("Raise it to ¥2,000.00")).await?;
    browser.click(&button("Raise it to ¥2,000.00")).await?;
    browser
        .until("what it will do", "return panel().innerText.includes('Your limit changes at once.')")
        .await?;
    browser.click(&act("go-0")).await?;
    browser.until("its end", "return panel().innerText.includes('Your settings are saved.')").await?;
    let limit = "return fetch('/api/wallet').then((r) => r.json()).then((w) => w.limits.red_packet_daily)";
    assert_eq!(browser.ask(limit).await?, 200_000);
    browser.click(&act("close")).await?;
    browser.ask("document.querySelector('dialog[open]').close()").await?;
    browser.ask("document.querySelector('main form [type=submit]').click()").await?;
    browser.until("the notice", "return document.body.innerText.includes('is on its way')").await?;
    refused.browser.quit().await
}

/// A regression: what ran was forgotten with its panel, so that it could be run twice and its row was lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_fix_that_ends_after_its_panel_was_closed_is_told_as_itself_and_is_not_run_twice() -> Walked {
    let page = format!("{REFUSED}{ACTIONS}");
    let walk =
        Pages::of("actions: [{ run: raise, with: { to: 500 } }]", "Raise it.", "", &[("pay", &page)]).await?;
    walk.open("pay").await?;
    let browser = &walk.browser;
    browser.ask("window.gate = new Promise((go) => { window.release = go; })").await?;
    let press = |words: &str| {
        format!(
            "const b = [...panel().querySelectorAll('.fixes button')].find((e) => e.textContent === {words:?}); if (b) b.click(); return !!b"
        )
    };
    let agree = "const b = all(document).find((e) => e.dataset && /^go-/.test(e.dataset.act)); if (b) b.click(); return !!b";
    for _ in 0..2 {
        browser.until("the fix", &press("Raise it to 500")).await?;
        browser.until("the way to agree", agree).await?;
        browser.until("that it runs", "return ran.length === 1").await?;
        browser.ask("panel().close()").await?;
        browser.until("the closed panel", "return !panel()").await?;
        browser.follow_link().await?;
    }
    browser.ask("release()").await?;
    let told = walk.service.row("SELECT run || ' ' || state || ' ' || name FROM runs")?;
    let ran = browser.ask("return ran.join()").await?;
    assert_eq!(told, format!("{} done raise", ran.as_str().unwrap_or_default()), "or it ran twice");
    walk.browser.quit().await
}
