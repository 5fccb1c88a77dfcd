//! Real headless Chromium by its own driver.

use std::{
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, Key, WebDriver};

use crate::{Walked, process::Process};

/// Finds things through every open shadow root, as a person's eyes do.
const EYES: &str = r"
    const all = (root, out = []) => { for (const e of root.querySelectorAll('*')) { out.push(e); if (e.shadowRoot) all(e.shadowRoot, out); } return out; };
    const named = (e) => (e.getAttribute('aria-label') || e.textContent || '').trim();
    const seen = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
    const ours = (e) => { const host = e.getRootNode().host; return !!host && host.localName.startsWith('unstuck'); };
    const links = () => all(document).filter((e) => (e.localName === 'button' || e.localName === 'a') && ours(e) && seen(e));
    const panel = () => all(document).find((e) => e.localName === 'dialog' && e.open && ours(e));
    const focus = () => { let e = document.activeElement; while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement; return e; };
";

/// A browser with one page.
pub struct Browser {
    driver: WebDriver,
    // Dropped after the driver, so that the session ends before its server does.
    _process: Process,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts Chromium with a new profile, speaking `language`, 1280 × 800.
    ///
    /// # Errors
    /// When Chromium or its driver is missing or does not start.
    pub async fn start(language: &str) -> Walked<Self> {
        let from = |variable: &str, usual: &str| {
            std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
        };
        let profile = tempfile::tempdir()?;
        let (process, port) = Process::start(
            Command::new(from("CHROMEDRIVER", "/usr/bin/chromedriver")).arg("--port=0"),
            |line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse::<u16>().ok()
            },
        )?;
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary(&from("CHROMIUM", "/usr/bin/chromium").to_string_lossy())?;
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,800",
            &format!("--lang={language}"),
            &format!("--accept-lang={language}"),
            &format!("--user-data-dir={}", profile.path().display()),
        ] {
            wishes.add_arg(flag)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await?;
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

    /// Ends the session.
    ///
    /// # Errors
    /// When the driver is gone already.
    pub async fn quit(self) -> Walked {
        Ok(self.driver.quit().await?)
    }
}
