//! The recipes of the documentation, each an app: what the framework shows leads on, and goes with its error.

use std::{path::PathBuf, sync::OnceLock};

use unstuck_tests::{
    Walked,
    browser::Browser,
    packages::{self, run, tool},
    root,
    service::Service,
    site::Site,
};

const EXPIRED: &str = "Your bank card has expired";

/// The folder of all the apps, with their packages; made once for all journeys here.
fn apps() -> Walked<PathBuf> {
    static APPS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = APPS.get_or_init(|| packages::app("recipes").map_err(|trouble| trouble.to_string()));
    made.clone().map_err(Into::into)
}

/// Builds all apps for a service and serves them; each journey into a folder of its own.
async fn built(service: &str, into: &str) -> Walked<Site> {
    let folder = apps()?;
    let mut build = tool(&folder, "vite");
    let asked = ["build", "--logLevel", "error", "--outDir", into, "--emptyOutDir"];
    run(build.args(asked).env("VITE_UNSTUCK_ENDPOINT", service))?;
    Site::folder(folder.join(into)).await
}

const KEEP: &str = "window.broken = []; for (const name of ['error', 'unhandledrejection']) \
                    addEventListener(name, (e) => broken.push(String(e.message || e.reason)));";

async fn leads_on(browser: &Browser, button: &str) -> Walked {
    assert_eq!(browser.ask("return links().length").await?, 0, "there is a link before #{button}");
    browser.ask(&format!("document.querySelector('#{button}').click()")).await?;
    let panel = browser.follow_link().await.map_err(|error| format!("after #{button}: {error}"))?;
    assert!(panel.contains(EXPIRED), "after #{button} the panel says {panel:?}");
    browser.ask("panel().close()").await?;
    browser.until("the closed panel", "return !panel()").await?;
    assert_eq!(browser.ask("return links().length").await?, 1, "after #{button}");
    browser.ask("document.querySelector('#dismiss').click()").await?;
    browser.until("the end of link and error", "return !links().length").await?;
    Ok(())
}

/// Walks through one app; the `loader` is put into the page where the app itself does not.
async fn walked(site: &Site, page: &str, loader: Option<&str>) -> Walked {
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/{page}", site.url)).await?;
    browser.ask(KEEP).await?;
    if let Some(loader) = loader {
        let tag = format!(
            "const s = document.createElement('script'); s.src = '{loader}'; s.dataset.key = 'pk_dev_local'; document.head.append(s)"
        );
        browser.ask(&tag).await?;
    }
    let ready = "return !!window.unstuck && !!document.querySelector('#pay')";
    browser.until("the loader and the app", ready).await?;
    leads_on(&browser, "pay").await?;
    leads_on(&browser, "show").await?;
    // The same again, since what was attached before must not stand in its way.
    leads_on(&browser, "pay").await?;
    assert_eq!(browser.ask("return broken").await?, serde_json::json!([]));
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_framework_shows_leads_on_and_its_link_goes_with_it() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = built(&service.url, "with").await?;
    for app in ["plain", "react", "vue", "svelte", "angular"] {
        walked(&site, &format!("{app}/index.html"), None).await.map_err(|error| format!("{app}: {error}"))?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_yew_app_shows_leads_on_and_its_link_goes_with_it() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::folder(root().join("target/yew")).await?;
    walked(&site, "index.html", Some(&format!("{}/unstuck.js", service.url))).await
}

#[test]
fn the_documentation_shows_what_the_apps_do() -> Walked {
    let text = std::fs::read_to_string(root().join("docs/src/recipes.md"))?;
    let mut shown = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(file) = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:")) else { continue };
        let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
        let code: Vec<&str> = block.take_while(|line| *line != "```").collect();
        let source = std::fs::read_to_string(root().join("tests").join(file))?;
        assert!(
            !code.is_empty() && source.contains(&code.join("\n")),
            "{file} is not as docs/src/recipes.md shows it"
        );
        shown += 1;
    }
    assert!(shown >= 7, "only {shown} files are shown");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_service_the_apps_show_their_errors_as_ever() -> Walked {
    // A port that nobody listens on, as behind a blocker.
    let site = built("http://127.0.0.1:9", "without").await?;
    let browser = Browser::start("en").await?;
    for app in ["plain", "react", "vue", "svelte", "angular"] {
        browser.open(&format!("{}/{app}/index.html", site.url)).await?;
        browser.ask(KEEP).await?;
        browser.until("the app", "return !!document.querySelector('#pay')").await?;
        for (button, says) in [("pay", "The payment was not taken."), ("show", "The bill can’t be shown.")]
        {
            let shown = format!(
                "document.querySelector('#{button}').click(); \
                 return new Promise((done) => setTimeout(() => done(document.body.innerText), 300))"
            );
            let text = browser.ask(&shown).await?;
            assert!(text.as_str().is_some_and(|text| text.contains(says)), "{app} says {text}");
            browser.ask("document.querySelector('#dismiss').click()").await?;
        }
        assert_eq!(browser.ask("return broken").await?, serde_json::json!([]), "{app}");
    }
    browser.quit().await
}
