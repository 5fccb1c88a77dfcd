//! Real headless Firefox by geckodriver.

use std::process::Command;

use thirtyfour::{DesiredCapabilities, WebDriver, common::capabilities::firefox::FirefoxPreferences};

use super::engine::{Started, program};
use crate::{Walked, process::Process, root};

/// What would reach out of the machine, or speak over the page.
const QUIET: [&str; 4] = [
    "app.normandy.enabled",
    "datareporting.policy.dataSubmissionEnabled",
    "network.captive-portal-service.enabled",
    "network.connectivity-service.enabled",
];

pub(super) async fn start(language: &str) -> Walked<Started> {
    let profile = tempfile::tempdir()?;
    let built = root().join("target/tools/bin/geckodriver");
    let (process, port) = Process::start(
        Command::new(program("GECKODRIVER", &built.to_string_lossy()))
            .args(["--port", "0", "--profile-root"])
            .arg(profile.path()),
        |line| {
            let (_, address) = line.split_once("Listening on ")?;
            address.rsplit(':').next()?.trim().parse::<u16>().ok()
        },
    )?;
    let mut preferences = FirefoxPreferences::new();
    preferences.set("intl.accept_languages", language.to_owned())?;
    for name in QUIET {
        preferences.set(name, false)?;
    }
    let mut wishes = DesiredCapabilities::firefox();
    wishes.set_firefox_binary(&program("FIREFOX", "/usr/bin/firefox-esr").to_string_lossy())?;
    wishes.set_preferences(preferences)?;
    for flag in ["-headless", "--width=1280", "--height=800"] {
        wishes.add_arg(flag)?;
    }
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await?;
    Ok(Started { driver, process, profile })
}
