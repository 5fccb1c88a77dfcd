//! A real browser with one page, looked at as a person does.

mod chromium;
mod engine;
mod firefox;
mod webkit;

use std::time::{Duration, Instant};

use engine::Started;
use thirtyfour::{Key, WebDriver};

pub use engine::Engine;

use crate::{Walked, process::Process};

/// Finds things through every open shadow root and every frame of the same origin, as a person's eyes do.
const EYES: &str = r"
    const inside = (e) => { try { return e.shadowRoot || e.contentDocument; } catch { return null; } };
    const all = (root, out = []) => { for (const e of root.querySelectorAll('*')) { out.push(e); if (inside(e)) all(inside(e), out); } return out; };
    const named = (e) => (e.getAttribute('aria-label') || e.textContent || '').trim();
    const seen = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
    const ours = (e) => { const host = e.getRootNode().host; return !!host && host.localName.startsWith('unstuck'); };
    const links = () => all(document).filter((e) => (e.localName === 'button' || e.localName === 'a') && ours(e) && seen(e));
    const panel = () => all(document).find((e) => e.localName === 'dialog' && e.open && ours(e));
    const focus = () => { let e = document.activeElement; while (e && inside(e) && inside(e).activeElement) e = inside(e).activeElement; return e; };
    const frames = (e) => { const out = []; for (let f = e.ownerDocument.defaultView.frameElement; f; f = f.ownerDocument.defaultView.frameElement) out.unshift(f); return out; };
    const spot = (e) => {
        let r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
        for (const f of frames(e)) { r = f.getBoundingClientRect(); x += r.x + f.clientLeft; y += r.y + f.clientTop; }
        return [x, y];
    };
    const at = ([x, y]) => {
        let e = document.elementFromPoint(x, y);
        for (let next, depth = 0; e && inside(e) && depth < 30; e = next, depth += 1) {
            if (e.contentDocument) { const r = e.getBoundingClientRect(); x -= r.x + e.clientLeft; y -= r.y + e.clientTop; }
            next = inside(e).elementFromPoint(x, y);
            if (!next || next === e) break;
        }
        return e;
    };
    const hit = (e) => { for (let it = at(spot(e)); it; it = it.parentNode || it.host) if (it === e) return true; return false; };
";

/// A browser with one page.
pub struct Browser {
    driver: WebDriver,
    // Dropped after the driver, so that the session ends before its server does.
    _process: Process,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts the engine that was asked for with a new profile, speaking `language`, 1280 × 800.
    ///
    /// # Errors
    /// When browser or driver is missing or does not start.
    pub async fn start(language: &str) -> Walked<Self> {
        let Started { driver, process, profile } = Engine::chosen()?.start(language).await?;
        Ok(Self { driver, _process: process, _profile: profile })
    }

    /// Opens a page and waits until all of it is there.
    ///
    /// # Errors
    /// When the page can't be reached.
    pub async fn open(&self, url: &str) -> Walked {
        // From an empty page, so that what is asked next is never answered by the page before.
        self.driver.goto("about:blank").await?;
        self.driver.goto(url).await?;
        self.until(
            "the whole page",
            "return location.href !== 'about:blank' && document.readyState === 'complete'",
        )
        .await?;
        Ok(())
    }

    /// Runs a script in the page, with the eyes at hand, and gives what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn ask(&self, script: &str) -> Walked<serde_json::Value> {
        let answer = self.driver.execute(format!("{EYES}{script}"), Vec::new()).await?;
        Ok(answer.json().clone())
    }

    /// Waits, 15 s at most, until the script returns something other than null, false or the empty text.
    ///
    /// # Errors
    /// When it never does; `what` says what was waited for.
    pub async fn until(&self, what: &str, script: &str) -> Walked<serde_json::Value> {
        let started = Instant::now();
        loop {
            let answer = self.ask(script).await?;
            if !matches!(answer, serde_json::Value::Null | serde_json::Value::Bool(false)) && answer != "" {
                return Ok(answer);
            }
            if started.elapsed() > Duration::from_secs(15) {
                let page = self.ask("return document.body.innerText.slice(0, 400)").await?;
                return Err(format!("{what} did not come within 15 s; the page says: {page}").into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The text of the link that stands in the page, once there is one.
    ///
    /// # Errors
    /// When none comes.
    pub async fn link(&self) -> Walked<String> {
        let name = self
            .until(
                "the link",
                "const l = links().find((e) => !panel() || !panel().contains(e)); return l && named(l)",
            )
            .await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Has the widget start over an element, and the whole page looked at as it stands.
    ///
    /// What is waited for is a timer of the page, which comes after those of the widget on however slow a machine.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn warm(&self, element: &str) -> Walked {
        self.ask(&format!(
            "return unstuck.explain({element}).then(() => new Promise((r) => setTimeout(r, 1000)))"
        ))
        .await?;
        Ok(())
    }

    /// Clicks the link and gives the panel's text.
    ///
    /// # Errors
    /// When there is no link, or no panel opens.
    pub async fn follow_link(&self) -> Walked<String> {
        self.link().await?;
        self.ask("links()[0].click()").await?;
        self.panel().await
    }

    /// The text of the open panel, once it has a heading.
    ///
    /// # Errors
    /// When none opens.
    pub async fn panel(&self) -> Walked<String> {
        let text = self
            .until("the panel", "const p = panel(); return p && p.querySelector('h1,h2') && p.innerText")
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn press(&self, key: Key) -> Walked {
        Ok(self.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Writes, key by key, where the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn write(&self, text: &str) -> Walked {
        Ok(self.driver.action_chain().send_keys(text).perform().await?)
    }

    /// Clicks with the mouse whatever is there at the middle of the element that the script gives; false when it gives
    /// none.
    ///
    /// # Errors
    /// When the middle is outside of the window, or the driver refuses.
    pub async fn click(&self, element: &str) -> Walked<bool> {
        // As text: some drivers let a page's own `toJSON` say what an array is.
        let script = format!("const e = (() => {{ {element} }})(); return e ? spot(e).join(' ') : null");
        let place = self.ask(&script).await?;
        if place.is_null() {
            return Ok(false);
        }
        let (x, y) = place.as_str().and_then(|place| place.split_once(' ')).ok_or("no place was told")?;
        let (x, y): (f64, f64) = (x.parse()?, y.parse()?);
        // Half a hand's usual slowness: pages that act on hovering still get their turn.
        let mouse = self.driver.action_chain_with_delay(None, Some(Duration::from_millis(30)));
        mouse.move_to(x as i64, y as i64).click().perform().await?;
        Ok(true)
    }

    /// Ends the session.
    ///
    /// # Errors
    /// When the driver is gone already.
    pub async fn quit(self) -> Walked {
        Ok(self.driver.quit().await?)
    }
}
