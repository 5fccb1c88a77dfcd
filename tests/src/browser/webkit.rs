//! WebKitGTK's own small browser by its driver; it draws into a display, which `xvfb-run` gives where there is none.

use std::{net::TcpListener, path::Path, process::Command, time::Duration};

use thirtyfour::{Capabilities, WebDriver};

use super::engine::{Started, program};
use crate::{Walked, packages::run, process::Process};

pub(super) async fn start(language: &str) -> Walked<Started> {
    // The driver itself would wait for a browser that ended long ago.
    if ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none()) {
        return Err("WebKitGTK needs a display; `xvfb-run -a` before the command gives one".into());
    }
    let profile = tempfile::tempdir()?;
    // The driver does not tell which port it took, so it is told one that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let locale = locale(language, profile.path())?;
    let mut driver = Command::new(program("WEBKITDRIVER", "/usr/bin/WebKitWebDriver"));
    driver.arg(format!("--port={port}"));
    driver.env("LOCPATH", profile.path()).env("LC_ALL", &locale).env("HOME", profile.path());
    let process = Process::silent(&mut driver)?;
    let mut wishes = Capabilities::new();
    wishes.set("browserName", "MiniBrowser")?;
    let browser = program("MINIBROWSER", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");
    wishes.set(
        "webkitgtk:browserOptions",
        serde_json::json!({ "binary": browser, "args": ["--automation", "--geometry=1280x800"] }),
    )?;
    let address = format!("http://127.0.0.1:{port}");
    for _ in 0..40 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let driver = WebDriver::new(address, wishes).await?;
    Ok(Started { driver, process, profile })
}

/// Makes the system's locale of a language in this folder and gives its name: WebKitGTK speaks the process's language, and
/// Debian has few of them ready.
fn locale(language: &str, folder: &Path) -> Walked<String> {
    let name = if language == "en" { "en_US".to_owned() } else { language.replace('-', "_") };
    let locale = format!("{name}.UTF-8");
    let mut make = Command::new("localedef");
    run(make.args(["-i", &name, "-f", "UTF-8"]).arg(folder.join(&locale)))?;
    Ok(locale)
}
