//! Real headless Chromium by its own driver.

use std::process::Command;

use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

use super::engine::{Started, program};
use crate::{Walked, process::Process};

pub(super) async fn start(language: &str) -> Walked<Started> {
    let profile = tempfile::tempdir()?;
    let (process, port) = Process::start(
        Command::new(program("CHROMEDRIVER", "/usr/bin/chromedriver")).arg("--port=0"),
        |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        },
    )?;
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary(&program("CHROMIUM", "/usr/bin/chromium").to_string_lossy())?;
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
    Ok(Started { driver, process, profile })
}
