//! The npm package as an app has it: packed, installed beside Vite, checked by TypeScript, built, and walked through.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use unstuck_tests::{
    Walked,
    browser::Browser,
    packages::{self, run, tool},
    root,
    service::Service,
    site::Site,
};

/// The Vite app of `tests/vite` with the packed package in it, under `target/vite/`; made once for all journeys here.
fn app() -> Walked<PathBuf> {
    static APP: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = APP.get_or_init(|| packages::app("vite").map_err(|trouble| trouble.to_string()));
    made.clone().map_err(Into::into)
}

/// Holds the package's types to resolutions as they really come, which TypeScript checks property by property.
fn typed(app: &Path, resolutions: &str) -> Walked {
    let folder = app.join("real");
    std::fs::create_dir_all(&folder)?;
    let code = format!(
        "import type {{ Resolution }} from '@unstuck/widget';\nexport const real: Resolution[] = {resolutions};\n"
    );
    std::fs::write(folder.join("real.ts"), code)?;
    std::fs::write(
        folder.join("tsconfig.json"),
        r#"{ "extends": "../tsconfig.json", "files": ["real.ts"] }"#,
    )?;
    run(tool(app, "tsc").args(["--noEmit", "--project", "real"])).map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vite_app_with_the_npm_package_leads_from_its_dialog_to_the_outcome() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let app = app()?;
    let mut build = tool(&app, "vite");
    run(build.args(["build", "--logLevel", "warn"]).env("VITE_UNSTUCK_ENDPOINT", &service.url))?;

    let site = Site::folder(app.join("dist")).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/index.html", site.url)).await?;
    browser.ask("document.getElementById('pay').click()").await?;
    let panel = browser.follow_link().await?;
    assert!(panel.contains("Your bank card has expired"), "the panel says {panel:?}");
    browser.ask("[...panel().querySelectorAll('button')].find((b) => named(b) === 'Yes').click()").await?;

    let kind = service.row("SELECT kind FROM outcomes WHERE solution = 'card-expired'")?;
    assert_eq!(kind, "claimed");
    let told = browser.until("the event", "return document.body.dataset.outcome").await?;
    assert_eq!(told, "card-expired claimed");
    let report = service.row("SELECT body FROM reports WHERE body LIKE '%\"declared\"%'")?;
    assert!(report.contains("1.4.0") && report.contains("\"plan\":\"pro\""), "{report}");
    assert!(!report.contains("employee-77"), "the person's id left the page: {report}");

    browser.ask("window.quietly()").await?;
    let told = browser.until("the answers to report()", "return document.body.dataset.quietly").await?;
    let told = told.as_str().unwrap_or_default();
    assert!(told.contains(r#""solution":"card-expired""#) && told.contains("abstention"), "{told}");
    typed(&app, told)?;
    browser.quit().await
}

#[test]
fn the_npm_packages_types_hold_what_they_promise() -> Walked {
    run(tool(&app()?, "tsc").args(["--noEmit", "--project", "."])).map(drop)
}

/// What a script says that Node runs beside the installed package; an unhandled rejection ends it as a failure.
fn node(script: &str) -> Walked<String> {
    run(Command::new("node").args(["--input-type=module", "--eval", script]).current_dir(app()?))
}

#[test]
fn a_server_may_import_the_npm_package_and_start_it() -> Walked {
    let said = node(
        "const { init, on, report } = await import('@unstuck/widget');
        await report('too early').catch((error) => console.log(error.message));
        const unstuck = await init({ endpoint: 'https://help.example.com', key: 'pk_shop' });
        on('open', () => {})();
        console.log((await report('it failed')).by, unstuck.version === '');",
    )?;
    assert!(said.contains("UNSTUCK-W003") && said.ends_with("nobody true\n"), "it said {said:?}");
    Ok(())
}

#[test]
fn an_app_whose_help_is_away_is_told_once_and_may_try_again() -> Walked {
    let said = node(
        "const { init, identify } = await import('@unstuck/widget');
        globalThis.window = {};
        globalThis.location = { href: 'https://app.example.com/' };
        const answers = ['onerror', 'onload', 'onload'];
        const head = { append(script) {
            const answer = answers.shift();
            // The last address has the loader; the one before it answers with some page.
            if (answers.length === 0) window.unstuck = { version: '1', identify() {} };
            queueMicrotask(script[answer]);
        } };
        globalThis.document = { createElement: () => ({ dataset: {} }), head };
        for (const endpoint of ['https://blocked.example.com', 'https://page.example.com/', 'https://help.example.com/x/']) {
            init({ endpoint, key: 'pk_shop' });
            identify(null);
            await new Promise((later) => setTimeout(later, 20));
        }
        console.log((await init({})).version);",
    )?;
    let told = said.matches("UNSTUCK-W002").count();
    assert!(told == 2 && said.contains("https://page.example.com/unstuck.js"), "it said {said:?}");
    assert!(said.ends_with("\n1\n"), "a later try did not go through: {said:?}");
    Ok(())
}
