//! Firefox and its driver: the second engine of the journeys.

use std::path::PathBuf;
use std::process::Command;

use super::{Step, browser, debian};
use crate::{Outcome, place, process};

pub(super) const STEP: Step = Step { name: "Firefox and driver", check, install };

/// The driver comes from the crate registry, since Debian has none; the version that speaks to the ESR of today.
const DRIVER: &str = "0.37.1";

const NEXT: &str = "Check that the crate registry can be reached and that `cargo install geckodriver` works; or let GECKODRIVER name a driver that is there.";

fn firefox() -> Result<PathBuf, String> {
    browser::choose("FIREFOX", &["firefox-esr", "firefox"])
}

/// What `GECKODRIVER` names, else what was built here.
fn driver() -> Result<PathBuf, String> {
    if std::env::var_os("GECKODRIVER").is_some() {
        return browser::choose("GECKODRIVER", &["geckodriver"]);
    }
    let built = place::at("target/tools/bin/geckodriver");
    let said = process::output(Command::new(&built).arg("--version"), "UNSTUCK-X170", "").unwrap_or_default();
    if said.starts_with(&format!("geckodriver {DRIVER}")) {
        Ok(built)
    } else {
        Err(format!("geckodriver {DRIVER} is not built"))
    }
}

/// Browser and driver.
pub(crate) fn find() -> Result<(PathBuf, PathBuf), String> {
    Ok((firefox()?, driver()?))
}

fn check() -> Result<String, String> {
    let (firefox, _) = find()?;
    Ok(format!("{}, geckodriver {DRIVER}", firefox.display()))
}

fn install() -> Outcome {
    if firefox().is_err() {
        debian::install(&["firefox-esr"], "the journeys run in a second engine")?;
    }
    if driver().is_ok() {
        return Ok(());
    }
    let mut command = process::cargo("target/tools/build");
    command.args(["install", "geckodriver", "--version", DRIVER, "--locked", "--force", "--root"]);
    command.arg(place::at("target/tools"));
    process::run(&mut command, "UNSTUCK-X170", NEXT)
}
