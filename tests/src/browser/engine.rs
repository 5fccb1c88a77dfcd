//! The browsers that journeys are walked in, each by its own driver.

use std::path::PathBuf;

use thirtyfour::WebDriver;

use super::{chromium, firefox, webkit};
use crate::{Walked, process::Process};

/// A browser's engine; `UNSTUCK_ENGINE` names it, Chromium's where nothing is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Blink, by chromedriver.
    Chromium,
    /// Gecko, by geckodriver.
    Firefox,
    /// WebKitGTK, by its own driver.
    Webkit,
}

/// A started browser, and all that ends with it.
pub(super) struct Started {
    pub(super) driver: WebDriver,
    pub(super) process: Process,
    pub(super) profile: tempfile::TempDir,
}

impl Engine {
    /// The one that was asked for.
    ///
    /// # Errors
    /// When it is none that is known.
    pub fn chosen() -> Walked<Self> {
        let asked = std::env::var("UNSTUCK_ENGINE").unwrap_or_default();
        Ok(match asked.as_str() {
            "" | "chromium" => Self::Chromium,
            "firefox" => Self::Firefox,
            "webkit" => Self::Webkit,
            other => {
                return Err(format!(
                    "UNSTUCK_ENGINE is `{other}`; there are `chromium`, `firefox` and `webkit`"
                )
                .into());
            }
        })
    }

    pub(super) async fn start(self, language: &str) -> Walked<Started> {
        match self {
            Self::Chromium => chromium::start(language).await,
            Self::Firefox => firefox::start(language).await,
            Self::Webkit => webkit::start(language).await,
        }
    }
}

/// A program by the variable that names it, or where its package puts it.
pub(super) fn program(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
}
