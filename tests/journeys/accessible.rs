//! What axe says of link and panel, inside the dialogs of three kits.

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const BOOTSTRAP: &str = r#"
    <link rel=stylesheet href=/kits/bootstrap/dist/css/bootstrap.min.css>
    <script src=/kits/bootstrap/dist/js/bootstrap.bundle.min.js></script>
    <div class="modal fade" id=m tabindex=-1 aria-labelledby=t><div class=modal-dialog><div class=modal-content>
      <div class=modal-header><h1 class="modal-title fs-5" id=t>Payment failed</h1></div>
      <div class=modal-body><div class="alert alert-danger" role=alert>CARD_EXPIRED: your card has expired.</div></div>
      <div class=modal-footer><button class="btn btn-secondary" data-bs-dismiss=modal>Close</button></div>
    </div></div></div>
    <script>window.fail = () => new bootstrap.Modal(m).show();</script>"#;

const SWEETALERT2: &str = r"
    <script src=/kits/sweetalert2/dist/sweetalert2.all.min.js></script>
    <script>window.fail = () => { Swal.fire({ icon: 'error', title: 'Payment failed', text: 'CARD_EXPIRED: your card has expired.' }); };</script>";

const UIKIT: &str = r#"
    <link rel=stylesheet href=/kits/uikit/dist/css/uikit.min.css>
    <script src=/kits/uikit/dist/js/uikit.min.js></script>
    <script>window.fail = () => UIkit.notification('CARD_EXPIRED: your card has expired.', { status: 'danger', timeout: 0 });</script>"#;

/// What axe finds, each as its rule and the element; once it has looked.
async fn found(browser: &Browser, what: &str) -> Walked<serde_json::Value> {
    let look = format!(
        "window.found = null; axe.run({what}).then(({{ violations }}) => {{ \
         window.found = violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | ')); }}, \
         (error) => {{ window.found = [String(error)]; }}); return 0"
    );
    browser.ask(&look).await?;
    browser.until("axe's verdict", "return window.found").await
}

async fn nothing_is_found_in(kit: &str) -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let page = format!("<script src=/kits/axe-core/axe.min.js></script><main><h1>An app</h1></main>{kit}");
    let site = Site::of(&service.url, "", &[("app", &page)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/app", site.url)).await?;
    browser.ask("window.fail()").await?;
    browser.link().await?;
    // What still fades in has no colour to judge yet.
    browser
        .until(
            "the dialog at rest",
            "return document.getAnimations().every((a) => a.playState !== 'running')",
        )
        .await?;
    let nothing = serde_json::json!([]);
    assert_eq!(found(&browser, "document.querySelector('unstuck-link')").await?, nothing, "in the link");

    browser.follow_link().await?;
    let at_rest = "return !panel().getAnimations({ subtree: true }).length";
    browser.until("the panel at rest", at_rest).await?;
    assert_eq!(found(&browser, "document.querySelector('unstuck-panel')").await?, nothing, "in the panel");
    browser.ask("panel().querySelector('[data-act=no]').click()").await?;
    assert_eq!(
        found(&browser, "document.querySelector('unstuck-panel')").await?,
        nothing,
        "where it asks why"
    );
    browser.ask("panel().querySelector('[data-act=send]').click()").await?;
    assert_eq!(found(&browser, "document.querySelector('unstuck-panel')").await?, nothing, "where it thanks");
    browser.quit().await
}

/// A page with a fix of each kind, a field to fill and steps to show, and where everything of ours can be seen.
const FIXES: &str = "<script src=/kits/axe-core/axe.min.js></script><main><h1>An app</h1><p role=alert data-unstuck-code=REFUSED>It was refused.</p><label>Amount <input></label></main>
    <script>window.unstuckActions = { raise: { label: 'Raise', preview: 'It becomes more.', run: () => { throw new Error('It is away.'); } } };</script>";
const SOLUTION: &str = "---\nid: refused\ntitle: It was refused\ncodes: [REFUSED]\nactions: [raise, { fill: { Amount: 5 } }, { copy: TX-1 }, { open: /other }]\nsteps: [{ name: Amount }]\n---\n1. Change the **amount**.\n";

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_fixes_steps_and_the_dialogue_in_any_language() -> Walked {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("refused.md"), SOLUTION)?;
    let service = Service::over(folder.path())?;
    let nothing = serde_json::json!([]);
    for language in ["en", "ar", "zh-Hant"] {
        let attributes = format!("data-launcher=on data-locale={language}");
        let site = Site::of(&service.url, &attributes, &[("app", FIXES)]).await?;
        let browser = Browser::start("en").await?;
        browser.open(&format!("{}/app", site.url)).await?;
        browser.until("the button and the link", "return links().length === 2").await?;
        let ours = "[...document.querySelectorAll('unstuck-link,unstuck-panel')]";
        assert_eq!(found(&browser, ours).await?, nothing, "{language}: the links");
        browser.ask("document.querySelector('[role=alert] ~ unstuck-link, [role=alert] unstuck-link').shadowRoot.querySelector('button').click()").await?;
        browser.panel().await?;
        browser.until("the panel at rest", "return !panel().getAnimations({ subtree: true }).length").await?;
        let direction = browser.ask("return getComputedStyle(panel()).direction").await?;
        assert_eq!(direction, if language == "ar" { "rtl" } else { "ltr" }, "{language}");
        browser.until("the fixes", "return panel().querySelectorAll('.fixes button').length === 5").await?;
        let act = |act: &str| format!("panel().querySelector('[data-act={act}]').click()");
        let panel = "document.querySelector('unstuck-panel')";
        assert_eq!(found(&browser, panel).await?, nothing, "{language}: the fixes");
        browser.ask(&act("fix-0")).await?;
        browser.until("the preview", "return panel().innerText.includes('It becomes more.')").await?;
        assert_eq!(found(&browser, panel).await?, nothing, "{language}: what it will do");
        browser.ask(&act("go-0")).await?;
        browser.until("why it failed", "return panel().querySelector('[role=alert]')").await?;
        assert_eq!(found(&browser, panel).await?, nothing, "{language}: why it failed, and the dialogue");
        browser.ask(&act("fix-4")).await?;
        browser
            .until(
                "the card",
                "return !panel() && all(document).find((e) => e.className === 'card' && ours(e))",
            )
            .await?;
        assert_eq!(found(&browser, panel).await?, nothing, "{language}: the card of a step");
        browser.quit().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_link_and_panel_inside_bootstrap() -> Walked {
    nothing_is_found_in(BOOTSTRAP).await
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_link_and_panel_inside_sweetalert2() -> Walked {
    nothing_is_found_in(SWEETALERT2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_link_and_panel_inside_uikit() -> Walked {
    nothing_is_found_in(UIKIT).await
}
