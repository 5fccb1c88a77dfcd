//! A page and a worker in Rust, with the SDK alone: what is recorded of them, and what they never notice.

use std::path::PathBuf;

use serde_json::Value;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

async fn visit() -> Walked<(Browser, Service, Site)> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::folder(built()).await?;
    let browser = open(&service, &site).await?;
    Ok((browser, service, site))
}

/// Where the page and its module are.
fn built() -> PathBuf {
    std::env::var_os("UNSTUCK_PAGE_APP").map_or_else(|| root().join("target/page"), PathBuf::from)
}

async fn open(service: &Service, site: &Site) -> Walked<Browser> {
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/index.html?endpoint={}", site.url, service.url)).await?;
    browser.until("the app", "return !!window.app").await?;
    Ok(browser)
}

fn trail(report: &Value) -> Vec<String> {
    let steps = report["context"]["breadcrumbs"].as_array().into_iter().flatten();
    steps.filter_map(|step| step["message"].as_str().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_a_page_is_the_trail_of_its_next_error_and_nothing_that_was_typed() -> Walked {
    let (browser, service, _site) = visit().await?;
    browser.click("return document.querySelector('button')").await?;
    browser.click("return document.querySelector('input')").await?;
    browser.write("correct horse").await?;
    browser
        .ask(
            "history.pushState(null, '', '/orders/4711/pay?card=4111111111111111'); \
             console.error('the basket is', new RangeError('too heavy')); \
             dispatchEvent(new Event('offline')); \
             const own = document.createElement('script'); \
             own.textContent = \"Promise.reject(new TypeError('nobody caught me'))\"; \
             document.body.append(own); \
             const x = new XMLHttpRequest(); x.open('put', '/api/basket/17'); x.send(); \
             window.broken = []; addEventListener('error', (e) => broken.push(e.message)); \
             x.addEventListener('loadend', () => { x.open('put', '/api/basket/17'); x.send(); }, { once: true }); \
             return fetch('/api/pay?token=abc', { method: 'post' }).then(() => new Promise((r) => setTimeout(r, 500)))",
        )
        .await?;
    let payload = browser
        .ask("return app.capture(new TypeError('the payment failed \\ud800', { cause: new AggregateError([new DOMException('not now', 'NotAllowedError')], 'all ways failed') }))")
        .await?;
    // A regression: who used a request a second time met an error of ours.
    assert_eq!(browser.ask("return broken.join()").await?, "");
    let payload = payload.as_str().unwrap_or_default();
    let report: Value = serde_json::from_str(payload)?;
    let trail = trail(&report);
    for step in [
        "button “Pay now”",
        "input “Password”",
        "/orders/{id}/pay",
        "the basket is RangeError: too heavy",
        "the network went away",
        "TypeError: nobody caught me",
    ] {
        assert!(trail.iter().any(|other| other == step), "{step:?} is missing in {trail:?}");
    }
    for step in ["PUT /api/basket/{id} → 4", "POST /api/pay → 4"] {
        assert!(trail.iter().any(|other| other.starts_with(step)), "{step:?} is missing in {trail:?}");
    }
    for secret in ["hunter2", "correct", "token", "4111"] {
        assert!(!payload.contains(secret), "{secret:?} stands in {payload}");
    }
    let problem = &report["problem"];
    assert_eq!(
        (&problem["type"], &problem["message"]),
        (&"TypeError".into(), &"the payment failed \u{fffd}".into())
    );
    assert_eq!(problem["causes"][0]["message"], "all ways failed");
    assert_eq!(
        (&problem["causes"][1]["type"], &problem["causes"][1]["message"]),
        (&"NotAllowedError".into(), &"not now".into())
    );
    assert_eq!(report["context"]["route"], "/orders/{id}/pay");
    assert!(service.row("SELECT body FROM reports")?.contains("the payment failed"));
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_watched_gets_the_answers_streams_and_errors_that_it_would_have_got() -> Walked {
    let (browser, _service, _site) = visit().await?;
    let told = browser
        .ask(
            "return (async () => { \
               const answer = await fetch('/index.html'); \
               const reader = answer.body.getReader(); \
               const first = await reader.read(); \
               const gone = new AbortController(); \
               const asked = fetch('/index.html', { signal: gone.signal }); \
               gone.abort(); \
               const given_up = await asked.then(() => '', (e) => e.name); \
               const broken = await fetch('http://127.0.0.1:9/').then(() => '', (e) => e.constructor.name); \
               const none = await fetch().then(() => '', (e) => e.constructor.name); \
               return [fetch.name, fetch.length, first.value.length > 100, given_up, broken, none].join(); \
             })()",
        )
        .await?;
    assert_eq!(told, "fetch,1,true,AbortError,TypeError,TypeError");
    let report = browser.ask("return app.capture('a text')").await?;
    let report: Value = serde_json::from_str(report.as_str().unwrap_or_default())?;
    // Who gives up a request met no failure.
    let failed: Vec<_> = trail(&report).into_iter().filter(|step| step.contains('→')).collect();
    assert_eq!(failed, ["GET / → no answer"]);
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_module_breaks_has_its_last_words_told() -> Walked {
    let (browser, service, _site) = visit().await?;
    browser.ask("try { app.fail(); } catch {}").await?;
    let stored = service.row("SELECT body FROM reports")?;
    assert!(
        stored.contains("the ledger does not balance") && stored.contains("\"type\":\"panic\""),
        "{stored}"
    );
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_tells_of_its_errors_as_a_page_does() -> Walked {
    let (browser, service, _site) = visit().await?;
    browser
        .ask(
            "const code = `globalThis.endpoint = '${endpoint}'; \
               const app = await import('${glue}'); \
               await app.default({ module_or_path: '${wasm}' }); \
               await fetch('${location.origin}/missing').catch(() => {}); \
               setTimeout(() => app.capture(new Error('the worker failed')), 300);`; \
             window.worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' }); \
             window.worker.onerror = (e) => { window.broken = e.message; }",
        )
        .await?;
    let stored = service.row("SELECT body FROM reports");
    let broken = browser.ask("return window.broken || ''").await?;
    let stored = stored.map_err(|trouble| format!("{trouble}; the worker says {broken}"))?;
    assert!(stored.contains("the worker failed") && stored.contains("GET /missing"), "{stored}");
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_pages_policy_blocks_is_a_step_of_its_trail_without_what_the_address_says() -> Walked {
    let (browser, service, _site) = visit().await?;
    browser
        .ask(
            "const policy = document.createElement('meta'); \
             policy.httpEquiv = 'Content-Security-Policy'; policy.content = \"img-src 'self'\"; \
             document.head.append(policy); \
             addEventListener('securitypolicyviolation', (e) => { window.blocked = e.effectiveDirective; }); \
             const card = new Image(); card.src = 'http://pictures.example/cards/4111111111111111?token=hunter2'; \
             document.body.append(card)",
        )
        .await?;
    assert_eq!(browser.until("the violation", "return window.blocked").await?, "img-src");
    let payload = browser.ask("return app.capture(new Error('no picture of the card'))").await?;
    let payload = payload.as_str().unwrap_or_default();
    let trail = trail(&serde_json::from_str(payload)?);
    let said: Vec<_> = trail.iter().filter(|step| step.contains("policy")).collect();
    assert_eq!(said.len(), 1, "{trail:?}");
    assert!(said[0].starts_with("img-src of the page's policy blocked http://pictures.example"), "{said:?}");
    for secret in ["hunter2", "4111"] {
        assert!(!payload.contains(secret), "{secret:?} stands in {payload}");
    }
    assert!(service.row("SELECT body FROM reports")?.contains("img-src of the page's policy blocked"));
    browser.quit().await
}

/// A service worker imports what it needs before it runs, and awaits within its events alone.
fn service_worker(module: &str) -> String {
    format!(
        "import start, * as app from '/{module}.js'; \
         globalThis.endpoint = new URL(location).searchParams.get('endpoint'); \
         const failing = async () => {{ \
           await start({{ module_or_path: '/{module}.wasm' }}); \
           await fetch('/missing'); \
           try {{ await fetch('http://127.0.0.1:9/ledger/4711?token=hunter2'); }} catch (error) {{ return app.told(error); }} \
         }}; \
         addEventListener('install', () => skipWaiting()); \
         addEventListener('message', (event) => event.waitUntil(failing().then( \
           (told) => event.source.postMessage(told), \
           (error) => event.source.postMessage(String(error)))));"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_worker_tells_of_its_requests_that_failed() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let module = std::fs::read_dir(built())?.flatten().map(|entry| entry.path());
    let module = module.into_iter().find(|path| path.extension().is_some_and(|end| end == "wasm"));
    let module = module.ok_or("the page is not built: `cargo xtask build`")?;
    let module = module.file_stem().unwrap_or_default().to_string_lossy();
    let site = Site::folder_with(built(), "worker.js", service_worker(&module)).await?;
    let browser = open(&service, &site).await?;
    browser
        .ask(
            "navigator.serviceWorker.onmessage = (e) => { window.said = String(e.data); }; \
             navigator.serviceWorker.register('/worker.js?endpoint=' + encodeURIComponent(endpoint), { type: 'module' }) \
               .then(() => navigator.serviceWorker.ready) \
               .then((all) => all.active.postMessage('')) \
               .catch((e) => { window.said = String(e); })",
        )
        .await?;
    assert_eq!(browser.until("the worker's word", "return window.said").await?, "true");
    let stored = service.row("SELECT body FROM reports")?;
    let report: Value = serde_json::from_str(&stored)?;
    let trail = trail(&report);
    for step in ["GET /missing → 404", "GET /ledger/{id} → no answer"] {
        assert!(trail.iter().any(|other| other == step), "{step:?} is missing in {trail:?}");
    }
    assert_eq!(report["problem"]["type"], "TypeError");
    assert_eq!(report["context"]["operation"]["route"], "/ledger/{id}");
    assert!(!stored.contains("hunter2"), "{stored}");
    browser.quit().await
}

/// What is kept under the names of ours, in the browser's database and beside it.
const KEPT: &str = "return indexedDB.databases().then((all) => [...all.map((one) => one.name), ...Object.keys(localStorage)].filter((name) => name.startsWith('unstuck')).length)";

async fn offline(browser: &Browser, service: &Service, site: &Site) -> Walked {
    browser.open(&format!("{}/index.html?endpoint={}&offline=1", site.url, service.url)).await?;
    browser.until("the app", "return !!window.app").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_could_not_deliver_is_kept_once_the_person_agreed_and_delivered_by_the_next() -> Walked {
    let (browser, service, site) = visit().await?;
    offline(&browser, &service, &site).await?;
    browser.ask("app.capture(new Error('before anybody agreed'))").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(browser.ask(KEPT).await?, 0, "something is kept on a device whose person never agreed");
    offline(&browser, &service, &site).await?;
    browser.ask("app.agree(); app.capture(new Error('the network was away'))").await?;
    browser.until("the kept report", KEPT).await?;
    browser.open(&format!("{}/index.html?endpoint={}", site.url, service.url)).await?;
    browser.until("the app", "return !!window.app").await?;
    // Nobody asked this page's person yet, so that it does not even look.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(service.row("SELECT CAST(count(*) AS TEXT) FROM reports")?, "0");
    browser.ask("app.agree()").await?;
    assert!(service.row("SELECT body FROM reports")?.contains("the network was away"));
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn last_words_that_no_beacon_takes_are_delivered_by_the_next_page() -> Walked {
    let (browser, service, site) = visit().await?;
    offline(&browser, &service, &site).await?;
    browser.ask("app.agree(); try { app.fail(); } catch {}").await?;
    browser.open(&format!("{}/index.html?endpoint={}", site.url, service.url)).await?;
    browser.until("the app", "return !!window.app").await?;
    browser.ask("app.agree()").await?;
    assert!(service.row("SELECT body FROM reports")?.contains("the ledger does not balance"));
    browser.quit().await
}
