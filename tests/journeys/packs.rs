//! Packs in the page: signed, kept for when the service is away, and fetched by parts.

use unstuck_tests::{
    Walked,
    browser::Browser,
    root,
    service::{Service, keygen},
    site::Site,
};

const DAILY: &str = "You have reached today's red packet limit";

/// A dialog whose code can be chosen, and who answered.
const APP: &str = r"
    <dialog id=d role=alertdialog><h2>Not sent</h2><p></p><form method=dialog><button>OK</button></form></dialog>
    <script>
    window.said = [];
    window.fail = (code) => {
        unstuck.on('resolution', (r) => said.push([r.by, r.answer?.article.solution ?? ''].join(' ')));
        window.fail = window.again;
        again(code);
    };
    window.again = (code) => { d.close(); const p = d.querySelector('p'); p.dataset.unstuckCode = code; p.textContent = 'It failed with ' + code; d.showModal(); };
    </script>";

/// The addresses of what the page keeps.
const KEPT: &str = "return Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => r.url))).then((all) => all.flat())";

async fn kept(browser: &Browser) -> Walked<Vec<String>> {
    let script = format!("return (async () => {{ {KEPT} }})()");
    let all = browser.ask(&script).await?;
    Ok(all.as_array().into_iter().flatten().filter_map(|url| url.as_str().map(str::to_owned)).collect())
}

async fn opened(site: &Site) -> Walked<Browser> {
    let browser = Browser::start("en").await?;
    again(&browser, site).await?;
    Ok(browser)
}

async fn again(browser: &Browser, site: &Site) -> Walked {
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    Ok(())
}

/// Meets an error, and says who answered it and with what.
async fn fail(browser: &Browser, code: &str) -> Walked<String> {
    browser.ask(&format!("said.length = 0; fail('{code}')")).await?;
    let said = browser.until("the resolution", "return said[0]").await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_here_before_knows_its_errors_while_the_service_is_away() -> Walked {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("pack.key");
    let key = keygen(&file)?;
    let options = ["--signing-key", file.to_str().ok_or("the path is no text")?];
    let mut service = Service::with(&root().join("demo/solutions"), &options)?;
    let site = Site::of(&service.url, &format!("data-pack-key=\"{key}\""), &[("red-packet", APP)]).await?;
    let browser = opened(&site).await?;
    fail(&browser, "RP_LIMIT_DAILY").await?;
    browser
        .until(
            "the kept pack",
            &format!("return (async () => {{ {} }})()", KEPT.replace(".flat())", ".flat().length > 0)")),
        )
        .await?;
    assert_eq!(kept(&browser).await?, [format!("{}/v1/packs/pk_dev_local/pack", service.url)]);
    assert_eq!(fail(&browser, "CARD_EXPIRED").await?, "device card-expired");

    service.kill();
    again(&browser, &site).await?;
    assert_eq!(fail(&browser, "RP_LIMIT_DAILY").await?, "device red-packet-daily-limit");
    let panel = browser.follow_link().await?;
    assert!(panel.contains(DAILY), "the panel says {panel:?}");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_with_another_signature_is_refused_and_the_service_answers() -> Walked {
    let folder = tempfile::tempdir()?;
    let (file, other) = (folder.path().join("pack.key"), folder.path().join("other.key"));
    keygen(&file)?;
    let other = keygen(&other)?;
    let options = ["--signing-key", file.to_str().ok_or("the path is no text")?];
    let service = Service::with(&root().join("demo/solutions"), &options)?;
    let site = Site::of(&service.url, &format!("data-pack-key=\"{other}\""), &[("red-packet", APP)]).await?;
    let browser = opened(&site).await?;
    for code in ["RP_LIMIT_DAILY", "CARD_EXPIRED"] {
        let said = fail(&browser, code).await?;
        assert!(said.starts_with("service ") && said.len() > 10, "{code}: {said}");
        // The pack was there, and was not taken.
        let fetched = "return performance.getEntriesByType('resource').some((e) => e.name.endsWith('/pack'))";
        browser.until("the pack", fetched).await?;
    }
    assert!(kept(&browser).await?.is_empty());
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_is_seldom_met_is_fetched_by_its_part_and_kept_too() -> Walked {
    let folder = tempfile::tempdir()?;
    let line = |number: usize| {
        let body = format!("Look at setting {number} of your device, then try again. ").repeat(20);
        serde_json::json!({ "id": format!("s{number:04}"), "title": format!("Part {number} does not answer"), "codes": [format!("E{number}")], "body": body }).to_string()
    };
    let lines: Vec<String> = (0..1_500).map(line).collect();
    std::fs::write(folder.path().join("many.jsonl"), lines.join("\n"))?;
    let mut service = Service::over(folder.path())?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    let browser = opened(&site).await?;
    fail(&browser, "E1400").await?;
    browser
        .until(
            "the kept pack",
            &format!("return (async () => {{ {} }})()", KEPT.replace(".flat())", ".flat().length > 0)")),
        )
        .await?;
    // The first ones are in the pack, the last ones are not.
    let before = kept(&browser).await?.len();
    assert_eq!(fail(&browser, "E3").await?, "device s0003");
    assert_eq!(kept(&browser).await?.len(), before);
    assert_eq!(fail(&browser, "E1300").await?, "device s1300");
    let more = "return (await caches.keys()).length && (await (await caches.open((await caches.keys())[0])).keys()).length";
    let script = format!("return (async () => {{ {more} > {before} }})()");
    browser.until("the kept part", &script).await?;

    service.kill();
    again(&browser, &site).await?;
    assert_eq!(fail(&browser, "E1300").await?, "device s1300");
    assert_eq!(fail(&browser, "E4").await?, "device s0004");
    browser.quit().await
}
