//! The demo wallet, served as `cargo xtask demo` serves it.

use std::{path::PathBuf, process::Command};

use crate::{Walked, process::Process, root};

/// A running wallet.
#[derive(Debug)]
pub struct Wallet {
    _process: Process,
    /// Its address, such as `http://127.0.0.1:40125`.
    pub url: String,
}

impl Wallet {
    /// Starts the wallet's API and app on a free port; its page loads its help from `service`.
    ///
    /// # Errors
    /// When it does not start.
    pub fn with_help_from(service: &str) -> Walked<Self> {
        let place = |variable: &str, usual: &str| {
            std::env::var_os(variable).map_or_else(|| root().join(usual), PathBuf::from)
        };
        let mut command = Command::new(place("UNSTUCK_DEMO_BIN", "target/debug/unstuck-demo-api"));
        // A bank that is slow on purpose need not be as slow as in the demo.
        command.args(["--listen", "127.0.0.1:0", "--patience", "1", "--service", service, "--static"]);
        command.arg(place("UNSTUCK_DEMO_STATIC", "target/demo"));
        let (process, url) = Process::start(&mut command, |line| {
            line.strip_prefix("demo wallet on ").map(|url| url.trim().trim_end_matches('/').to_owned())
        })?;
        Ok(Self { _process: process, url })
    }
}
