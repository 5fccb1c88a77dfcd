//! The error pages of a real product, shown in the dialogs of real UI kits.

use unstuck_tests::{Walked, browser::Browser, corpus, service::Service, site::Site};

const SWEETALERT2: &str = r"
    <script src=/kits/sweetalert2/dist/sweetalert2.all.min.js></script>
    <script>window.fail = (text) => { Swal.fire({ icon: 'error', title: 'Build failed', text }); };</script>";

const BOOTSTRAP: &str = r#"
    <link rel=stylesheet href=/kits/bootstrap/dist/css/bootstrap.min.css>
    <script src=/kits/bootstrap/dist/js/bootstrap.bundle.min.js></script>
    <div class="modal fade" id=m tabindex=-1 role=dialog aria-labelledby=t><div class=modal-dialog><div class=modal-content>
      <div class=modal-header><h5 class=modal-title id=t>Build failed</h5></div>
      <div class=modal-body><div class="alert alert-danger" role=alert id=x></div></div>
      <div class=modal-footer><button class="btn btn-secondary" data-bs-dismiss=modal>Close</button></div>
    </div></div></div>
    <script>window.fail = (text) => { x.textContent = text; new bootstrap.Modal(m).show(); };</script>"#;

/// The link appears in the kit's dialog, the right page opens, and what the person says of it is on disk.
async fn walked_through(kit: &str) -> Walked {
    let Some(folder) = corpus::nextjs() else { return Ok(()) };
    let service = Service::over(&folder.join("solutions.jsonl"))?;
    let site = Site::of(&service.url, "", &[("app", kit)]).await?;
    let browser = Browser::start("en").await?;
    let mut right = 0;
    let shown = corpus::messages(&folder, 6)?;
    for case in &shown {
        browser.open(&format!("{}/app", site.url)).await?;
        browser.ask(&format!("window.fail({})", serde_json::Value::from(case.text.clone()))).await?;
        let Ok(link) = browser.link().await else { continue };
        assert!(link.starts_with("View solution"), "the link's name is {link:?}");
        let panel = browser.follow_link().await?;
        if !panel.contains(&case.title) {
            continue;
        }
        right += 1;
        browser
            .ask("[...panel().querySelectorAll('button')].find((b) => /^yes/i.test(named(b))).click()")
            .await?;
        let kind = service.row(&format!("SELECT kind FROM outcomes WHERE solution = '{}'", case.solution))?;
        assert_eq!(kind, "claimed");
    }
    // The answers' quality is measured by `unstuck eval`; here the road must hold for most of what is shown.
    assert!(right * 2 > shown.len(), "{right} of {} messages led to the right page", shown.len());
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_products_error_in_sweetalert2_leads_to_its_page() -> Walked {
    walked_through(SWEETALERT2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_products_error_in_bootstrap_leads_to_its_page() -> Walked {
    walked_through(BOOTSTRAP).await
}
