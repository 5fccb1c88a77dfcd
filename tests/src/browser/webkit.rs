//! WebKitGTK's own small browser by its driver; it draws into a display, which `xvfb-run` gives where there is none.

use std::{net::TcpListener, process::Command, time::Duration};

use thirtyfour::{Capabilities, WebDriver};

use super::engine::{Started, program};
use crate::{Walked, process::Process};

pub(super) async fn start(language: &str) -> Walked<Started> {
    let profile = tempfile::tempdir()?;
    // The driver does not tell which port it took, so it is told one that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let tag = language.replace('-', "_");
    let mut driver = Command::new(program("WEBKITDRIVER", "/usr/bin/WebKitWebDriver"));
    driver.arg(format!("--port={port}"));
    driver.env("LANGUAGE", &tag).env("LANG", format!("{tag}.UTF-8")).env("HOME", profile.path());
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
