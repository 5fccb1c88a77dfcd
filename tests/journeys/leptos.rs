//! A Leptos app which takes the component and the fallback of its error boundaries from the widget's crate.

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

#[tokio::test(flavor = "multi_thread")]
async fn a_leptos_app_offers_the_way_out_where_its_error_boundary_and_its_declaration_stand() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let folder = std::env::var_os("UNSTUCK_LEPTOS_APP")
        .map_or_else(|| root().join("target/leptos"), std::path::PathBuf::from);
    let site = Site::folder(folder).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/index.html", site.url)).await?;
    let tag = format!(
        "const s = document.createElement('script'); s.src = '{}/unstuck.js'; s.dataset.key = 'pk_dev_local'; document.head.append(s)",
        service.url
    );
    browser.ask(&tag).await?;
    browser
        .until("the loader and the app", "return !!window.unstuck && !!document.querySelector('#amount')")
        .await?;
    assert_eq!(browser.ask("return links().length").await?, 0);

    let type_words = "const i = document.querySelector('#amount'); i.value = 'ten'; \
        i.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.ask(type_words).await?;
    let panel = browser.follow_link().await?;
    assert!(panel.contains("You froze payments"), "the panel says {panel:?}");
    // What the app registered in Rust runs here.
    let press = |act: &str| {
        format!("const b = panel().querySelector('[data-act={act}]'); if (b) b.click(); return !!b")
    };
    browser.until("the fix", &press("fix-0")).await?;
    browser.until("what it does", "return panel().innerText.includes('Payments can leave again.')").await?;
    browser.until("the way to agree", &press("go-0")).await?;
    browser.until("its end", "return panel().innerText.includes('Payments flow again.')").await?;
    assert_eq!(browser.ask("return document.title").await?, "thawed");
    browser.ask("panel().close()").await?;
    browser.until("the closed panel", "return !panel()").await?;

    // The boundary recovers, and its link goes with it.
    browser.ask(&type_words.replace("'ten'", "'10'")).await?;
    browser.until("the link's end", "return links().length === 0").await?;

    browser.ask("document.querySelector('#declare').click()").await?;
    let panel = browser.follow_link().await?;
    assert!(panel.contains("Your bank card has expired"), "the panel says {panel:?}");
    browser.quit().await
}
