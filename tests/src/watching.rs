//! What watching costs a page that never rests, what the link moves, and what comes over the wire.

use serde_json::Value;

use crate::{Walked, browser::Browser, root, service::Service, site::Site};

/// Main-thread milliseconds which the widget takes of each animation frame.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Over all frames.
    pub mean: f64,
    /// Of the frame that only one in twenty exceeds.
    pub p95: f64,
    /// Of the dearest frame.
    pub worst: f64,
}

/// All that was measured.
#[derive(Debug, Clone, Copy)]
pub struct Watched {
    /// Before any WebAssembly was there.
    pub cold: Cost,
    /// After the first error.
    pub warm: Cost,
    /// Mutations a second that the page made meanwhile, the fewer of both.
    pub mutations: f64,
    /// The layout shift outside of the dialog when its link came.
    pub shift: f64,
    /// Bytes from the service before the first error and with it, as they crossed the wire.
    pub bytes: [u64; 2],
}

/// Runs before the widget: what it takes from the page from then on is timed, while the page keeps the originals.
const CLOCK: &str = r"
    const real = { frame: requestAnimationFrame.bind(window), later: setTimeout.bind(window), Observer: MutationObserver };
    let spent = 0, running = false;
    const timed = (f) => typeof f !== 'function' ? f : function (...a) {
        if (running) return f.apply(this, a);
        running = true;
        const began = performance.now();
        try { return f.apply(this, a); } finally { spent += performance.now() - began; running = false; }
    };
    window.requestAnimationFrame = (f) => real.frame(timed(f));
    window.setTimeout = (f, ...a) => real.later(timed(f), ...a);
    window.MutationObserver = class extends real.Observer { constructor(f) { super(timed(f)); } };
    let shifts = [];
    new PerformanceObserver((list) => { shifts.push(...list.getEntries()); }).observe({ type: 'layout-shift', buffered: true });
    window.shift = () => shifts.filter((e) => e.sources.some(({ node }) => !d.contains(node))).reduce((sum, e) => sum + e.value, 0);";

/// A board of rows whose texts, classes, styles and numbers of rows change 10,000 times a second.
const BOARD: &str = r"
    <div id=board></div>
    <dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
    You have reached the daily limit.</p><form method=dialog><button>OK</button></form></dialog>
    <script>
    const row = (n) => { const r = document.createElement('div'); r.className = 'row'; r.innerHTML = `<span>Order ${n}</span> <b>12.50</b> <i>open</i>`; return r; };
    for (let n = 0; n < 300; n += 1) board.append(row(n));
    const changes = [
        (r, n) => { r.children[1].firstChild.data = (n % 1000 / 10).toFixed(2); },
        (r) => { r.classList.toggle('fresh'); },
        (r, n) => { r.style.opacity = n % 2 ? 0.9 : 1; },
        (r, n) => { r.remove(); board.append(row(n)); },
    ];
    window.busy = (millis) => new Promise((done) => {
        const frames = [], began = performance.now();
        let made = 0;
        spent = 0;
        const tick = () => {
            const now = performance.now() - began;
            frames.push(spent);
            spent = 0;
            if (now > millis) return done({ frames: frames.slice(1), rate: made / now * 1000 });
            // A row that goes and comes is two.
            for (const due = Math.min(now * 10, made + 1000); made < due; made += 1) {
                const n = made % changes.length;
                changes[n](board.children[made * 7 % 300], made);
                if (n === 3) made += 1;
            }
            // The page's own layout is the page's own cost, whoever asks for it first.
            board.getBoundingClientRect();
            real.frame(tick);
        };
        real.frame(tick);
    });
    </script>";

/// The addresses and bytes of what came from the service; zero where it does not let pages know.
const RECEIVED: &str = "return performance.getEntriesByType('resource').filter((e) => e.name.startsWith(SERVICE))\
    .map((e) => [e.name, e.transferSize || e.encodedBodySize])";

/// Measures all of it on one page.
///
/// # Errors
/// When service or browser do not start, or the page can't make its mutations.
pub async fn watched() -> Walked<Watched> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>A board</title><script>{CLOCK}</script>\
         <script src=\"{}/unstuck.js\" data-key=pk_dev_local></script><body>{BOARD}</body></html>",
        service.url
    );
    let site = Site::whole(&[], &[("red-packet", &page)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    let received = RECEIVED.replace("SERVICE", &format!("{:?}", service.url));

    let (cold, slow) = cost(&browser.ask("return busy(5000)").await?)?;
    let before = browser.ask(&received).await?;
    if before.to_string().contains(".wasm") {
        return Err("the page without an error fetched the WebAssembly".into());
    }

    browser.ask("shifts = []; d.showModal()").await?;
    browser.link().await?;
    browser.until("a quiet page", "const t = performance.now(); return (window.at ??= t) < t - 1000").await?;
    let shift = browser.ask("return shift()").await?.as_f64().ok_or("no layout shift was told")?;
    let after = browser.ask(&received).await?;

    browser.ask("d.close()").await?;
    let (warm, slower) = cost(&browser.ask("return busy(5000)").await?)?;
    let bytes = [bytes(&browser, &before).await?, bytes(&browser, &after).await?];
    browser.quit().await?;
    Ok(Watched { cold, warm, mutations: slow.min(slower), shift, bytes })
}

fn cost(told: &Value) -> Walked<(Cost, f64)> {
    let mut frames: Vec<f64> =
        told["frames"].as_array().ok_or("no frames")?.iter().filter_map(Value::as_f64).collect();
    frames.sort_by(f64::total_cmp);
    let (Some(worst), Some(p95)) = (frames.last(), frames.get(frames.len() * 95 / 100)) else {
        return Err("no frame came".into());
    };
    let mean = frames.iter().sum::<f64>() / frames.len() as f64;
    Ok((Cost { mean, p95: *p95, worst: *worst }, told["rate"].as_f64().ok_or("no rate")?))
}

/// Adds up what came; what the browser keeps to itself is asked for once more and tells its length.
async fn bytes(browser: &Browser, received: &Value) -> Walked<u64> {
    let mut sum = 0;
    for entry in received.as_array().ok_or("nothing came")? {
        let told = entry[1].as_u64().unwrap_or_default();
        // What was posted is small, and nothing to ask for again.
        let again = told == 0 && !entry[0].as_str().is_some_and(|name| name.ends_with("/v1/reports"));
        let length = format!(
            "return fetch({}).then((r) => Number(r.headers.get('content-length')) || 0, () => 0)",
            entry[0]
        );
        sum += if again { browser.ask(&length).await?.as_u64().unwrap_or_default() } else { told };
    }
    Ok(sum)
}
