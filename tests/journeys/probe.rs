use std::time::Duration;
use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};
#[tokio::test(flavor = "multi_thread")]
async fn probe() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", "<h1>Wallet</h1><div id=toasts style='position:fixed;right:1em;bottom:1em'></div>")]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.until("the loader", "return !!window.unstuck?.version").await?;
    browser.ask("unstuck.on('resolution', (r) => { window.r = r; }); toasts.innerHTML = '<div class=\"toast toast--error\"><span>Your balance of ¥10.00 does not cover this. ¥5.00 is missing.</span></div>'").await?;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    for s in ["return performance.getEntriesByType('resource').map((e)=>e.name)", "return window.r || 'none'", "return document.querySelector('.toast').outerHTML",
      "return unstuck.explain(document.querySelector('.toast'))", "return unstuck.explain(document.querySelector('#toasts'))", "return document.body.outerHTML"] {
        println!("{}", browser.ask(s).await?);
    }
    browser.quit().await
}
