//! Chromium and its driver, for the tests.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Step, debian};
use crate::fault::Fault;
use crate::{Outcome, process};

pub(super) const STEP: Step = Step { name: "Chromium and driver", check, install };

/// A browser and the driver of the same version.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// What `CHROMIUM` and `CHROMEDRIVER` name, else what stands on `PATH`.
pub(crate) fn find() -> Result<Browser, String> {
    let chromium = choose(
        "CHROMIUM",
        &["chromium", "google-chrome-stable", "google-chrome", "chromium-browser", "chrome"],
    )?;
    let driver = choose("CHROMEDRIVER", &["chromedriver"])?;
    let (browser_version, driver_version) = (version(&chromium)?, version(&driver)?);
    if major(&browser_version) != major(&driver_version) {
        return Err(format!("the browser is {browser_version} but its driver {driver_version}"));
    }
    Ok(Browser { chromium, driver })
}

fn check() -> Result<String, String> {
    let browser = find()?;
    Ok(format!("{} ({})", version(&browser.chromium)?, browser.chromium.display()))
}

fn install() -> Outcome {
    let lack = find().err().unwrap_or_default();
    if std::env::var_os("CHROMIUM").is_some() || std::env::var_os("CHROMEDRIVER").is_some() {
        return Err(Fault::new(
            "UNSTUCK-X160",
            lack,
            "Let CHROMIUM and CHROMEDRIVER name a browser and a driver of the same version, or unset both.",
        ));
    }
    if debian::is_ubuntu() {
        return Err(Fault::new(
            "UNSTUCK-X161",
            format!(
                "{lack}; Ubuntu's `chromium` package is only a pointer to a snap, which cannot be driven with a profile of our own"
            ),
            "Fetch a browser with its driver and name them:\n\
             npx @puppeteer/browsers install chrome@stable --path ~/browsers\n\
             npx @puppeteer/browsers install chromedriver@stable --path ~/browsers\n\
             export CHROMIUM=~/browsers/chrome/<version>/chrome-linux64/chrome\n\
             export CHROMEDRIVER=~/browsers/chromedriver/<version>/chromedriver-linux64/chromedriver\n\
             The libraries that a browser needs: sudo apt-get install libnss3 libgbm1 libasound2t64",
        ));
    }
    debian::install(
        &["chromium", "chromium-driver", "fonts-noto-cjk"],
        "the journeys run in a real browser, also in Chinese",
    )
}

/// The program that the variable names, else the first on `PATH` that is no snap.
pub(super) fn choose(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os(variable).filter(|value: &OsString| !value.is_empty()) {
        let path = PathBuf::from(named);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("{variable} names {}, which is no file", path.display()))
        };
    }
    let found = names.iter().filter_map(|name| process::on_path(&[name])).find(|path| !is_snap(path));
    found.ok_or_else(|| format!("no {} on PATH", names[0]))
}

/// Ubuntu's stub is a small shell script which speaks of snap; a snap itself lives under /snap.
fn is_snap(path: &Path) -> bool {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if path.starts_with("/snap") || real.ends_with("bin/snap") {
        return true;
    }
    let small = std::fs::metadata(&real).is_ok_and(|meta| meta.len() < 16 * 1024);
    small
        && std::fs::read_to_string(&real)
            .is_ok_and(|text| text.starts_with("#!") && text.contains("/snap/bin/"))
}

fn version(program: &Path) -> Result<String, String> {
    let said = process::output(Command::new(program).arg("--version"), "UNSTUCK-X160", "")
        .map_err(|_| format!("`{} --version` failed", program.display()))?;
    Ok(number(&said).unwrap_or_default().to_owned())
}

/// The first word that looks like `128.0.6613.84`.
fn number(said: &str) -> Option<&str> {
    said.split_whitespace()
        .find(|word| word.contains('.') && word.starts_with(|first: char| first.is_ascii_digit()))
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{major, number};

    #[test]
    fn reads_versions_as_browsers_print_them() {
        assert_eq!(number("Chromium 128.0.6613.84 built on Debian"), Some("128.0.6613.84"));
        assert_eq!(number("ChromeDriver 128.0.6613.84 (606aa55 …)"), Some("128.0.6613.84"));
        assert_eq!(major("128.0.6613.84"), "128");
    }
}
