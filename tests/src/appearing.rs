//! How long a dialog stands before its link is seen: in a browser that knows nothing yet, in one that has the files, and
//! with the WebAssembly running.

use crate::{Walked, browser::Browser, root, service::Service, site::Site};

/// Browsers with a new profile, and dialogs that are shown to a page whose WebAssembly runs.
const NEW: usize = 3;
const AGAIN: usize = 9;

/// Times from the dialog's appearance to its link, medians.
#[derive(Debug, Clone, Copy)]
pub struct Appearing {
    /// In a browser with an empty cache: loader known, WebAssembly and pack not yet; milliseconds.
    pub cold: f64,
    /// On a page opened anew in a browser that has the files; milliseconds.
    pub cached: f64,
    /// On a page which met an error before; milliseconds.
    pub warm: f64,
    /// Of the last: animation frames.
    pub frames: u64,
}

const APP: &str = r"
    <dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>
    You have reached the daily limit.</p><form method=dialog><button>OK</button></form></dialog>
    <script>
    window.frames_to_link = () => new Promise((done) => {
        let frames = 0;
        const began = performance.now();
        const there = () => !!d.querySelector('unstuck-link');
        const look = () => { frames += 1; if (there() || frames > 600) done([frames, performance.now() - began]); else requestAnimationFrame(look); };
        // This observer is younger than the widget's, so what it asks for comes last before the frame is drawn.
        new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(look); }).observe(d, { attributes: true });
        d.showModal();
    });
    </script>";

/// Measures all of it, over loopback.
///
/// # Errors
/// When service or browser do not start.
pub async fn appearing() -> Walked<Appearing> {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", APP)]).await?;
    let (mut cold, mut cached, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..NEW {
        let browser = Browser::start("en").await?;
        for (at, times) in [&mut cold, &mut cached].into_iter().enumerate() {
            browser.open(&format!("{}/red-packet", site.url)).await?;
            browser.until("the loader", "return !!window.unstuck?.version").await?;
            times.push(shown(&browser).await?);
            if at == 0 {
                continue;
            }
            for _ in 0..AGAIN / NEW {
                browser.ask("d.close()").await?;
                browser.until("the link to go", "return !d.querySelector('unstuck-link')").await?;
                warm.push(shown(&browser).await?);
            }
        }
        browser.quit().await?;
    }
    let (frames, warm) = median(warm);
    Ok(Appearing { cold: median(cold).1, cached: median(cached).1, warm, frames })
}

/// Shows the dialog and gives frames and milliseconds until its link.
async fn shown(browser: &Browser) -> Walked<(u64, f64)> {
    let measured = browser.ask("return window.frames_to_link()").await?;
    Ok((measured[0].as_u64().ok_or("no frame came")?, measured[1].as_f64().ok_or("no time was told")?))
}

fn median(mut all: Vec<(u64, f64)>) -> (u64, f64) {
    all.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    all[all.len() / 2]
}
