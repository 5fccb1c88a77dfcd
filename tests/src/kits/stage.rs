//! A kit's page in the browser: it shows surfaces when it is told to, and is looked at.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::texts::{DECLARED, Texts};
use crate::{Walked, browser::Browser};

/// What is seen of a surface and its link, on top of the browser's own eyes.
const EYES: &str = r"
    const flat = (text) => String(text || '').replace(/\s+/g, ' ').trim();
    const above = (e) => e.assignedSlot || e.parentElement || e.getRootNode().host;
    // A box of its own, shown, and within the window; a text that only screen readers get has one of a pixel.
    const laid = (e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
    const stands = (e) => {
        // Without a box of its own it is where its text is.
        if (e && getComputedStyle(e).display === 'contents' && laid(e).height < 2) return false;
        while (e && getComputedStyle(e).display === 'contents') e = above(e);
        if (!e || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
        const r = e.getBoundingClientRect(), [x, y] = spot(e);
        return r.width > 2 && r.height > 2 && x + r.width / 2 > 0 && y + r.height / 2 > 0
            && x - r.width / 2 < innerWidth && y - r.height / 2 < innerHeight;
    };
    const reads = (words) => all(document).some((e) => {
        const said = (e) => { const text = flat(e.textContent); return words.some((word) => text.includes(word)); };
        return e.localName !== 'script' && !ours(e) && said(e) && ![...e.children].some(said) && stands(e);
    });
    const linked = () => links().filter((e) => !(panel() && panel().contains(e)));
    const called = (e) => e ? '<' + [e.localName, e.id && '#' + e.id, ...[...e.classList].slice(0, 3).map((c) => '.' + c)].filter(Boolean).join('') + '>' : 'nothing';
";

/// A kit's page in one language.
pub struct Stage<'a> {
    /// The browser which shows it.
    pub browser: &'a Browser,
    /// The site's address.
    pub site: &'a str,
    /// What the pages say.
    pub texts: &'a Texts,
    /// The kit's name.
    pub kit: &'a str,
    /// The language of the page.
    pub language: &'a str,
}

impl Stage<'_> {
    /// Opens the page anew and gives the kinds of its errors and of its calm surfaces.
    ///
    /// # Errors
    /// When the page does not say what it shows.
    pub async fn open(&self) -> Walked<(Vec<String>, Vec<String>)> {
        self.browser.open(&format!("{}/{}?lang={}", self.site, self.kit, self.language)).await?;
        if !self.soon("return !!window.kit", Duration::from_secs(5)).await? {
            return Err(format!("it declares nothing; {}", self.troubles().await?).into());
        }
        let kinds = self.ask("return [window.kit.errors, window.kit.calm]").await?;
        Ok(serde_json::from_value(kinds)?)
    }

    /// Runs a script with the eyes at hand.
    ///
    /// # Errors
    /// When it throws.
    pub async fn ask(&self, script: &str) -> Walked<Value> {
        self.browser.ask(&format!("{EYES}{script}")).await
    }

    /// Whether the script comes to return true within that time.
    ///
    /// # Errors
    /// When it throws.
    pub async fn soon(&self, script: &str, within: Duration) -> Walked<bool> {
        let started = Instant::now();
        loop {
            if self.ask(script).await? == true {
                return Ok(true);
            }
            if started.elapsed() > within {
                return Ok(false);
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Clicks with the mouse the element that the script gives; false when it gives none.
    ///
    /// # Errors
    /// When it is outside of the window.
    pub async fn click(&self, element: &str) -> Walked<bool> {
        self.browser.click(&format!("{EYES}{element}")).await
    }

    /// Lets the page show a surface and waits for its text.
    ///
    /// # Errors
    /// When the text never shows.
    pub async fn show(&self, kind: &str) -> Walked {
        // Nobody waits for what the page's own function waits for, which may be the person's answer.
        self.ask(&format!("window.kit.show({}).catch((e) => troubles.push(String(e)))", json!(kind))).await?;
        if self.soon(&format!("return {}", self.reads(kind)), Duration::from_secs(8)).await? {
            return Ok(());
        }
        Err(format!("its text never shows; {}", self.troubles().await?).into())
    }

    /// Lets the page take it away; whether its text is gone.
    ///
    /// # Errors
    /// When the page throws.
    pub async fn hide(&self, kind: &str) -> Walked<bool> {
        self.ask(&format!("window.kit.hide({})", json!(kind))).await?;
        self.soon(&format!("return !{}", self.reads(kind)), Duration::from_secs(2)).await
    }

    /// The script's expression for whether the surface's text shows.
    #[must_use]
    pub fn reads(&self, kind: &str) -> String {
        format!("reads({})", json!(self.texts.words(self.language, kind)))
    }

    /// How many links stand in the page.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn links(&self) -> Walked<usize> {
        let count = self.ask("return linked().length").await?;
        Ok(count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }

    /// Makes the page load the WebAssembly: before it is there nothing can show, so nothing would be proven by silence.
    ///
    /// # Errors
    /// When an error that the page declares gets no link, or keeps it.
    pub async fn warm(&self) -> Walked {
        self.ask(&format!(
            "const e = document.createElement('unstuck-help'); e.setAttribute('code', '{DECLARED}'); \
             e.setAttribute('message', 'It was declared.'); document.querySelector('main').append(e)"
        ))
        .await?;
        if !self.soon("return linked().length > 0", Duration::from_secs(10)).await? {
            return Err("an error which the page declares gets no link".into());
        }
        self.ask("document.querySelector('unstuck-help').remove()").await?;
        if self.soon("return !linked().length", Duration::from_secs(2)).await? {
            return Ok(());
        }
        Err("the link of a declared error stays when the declaration goes".into())
    }

    async fn troubles(&self) -> Walked<String> {
        let troubles = self.ask("return [...new Set(troubles)].join(' | ').slice(0, 300)").await?;
        Ok(match troubles.as_str() {
            Some(said) if !said.is_empty() => format!("the page's own errors: {said}"),
            _ => "the page tells of no error".to_owned(),
        })
    }
}
