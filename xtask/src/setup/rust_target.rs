//! Rust's standard library for the browser.

use std::path::Path;
use std::process::Command;

use super::Step;
use crate::Outcome;
use crate::process;

pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

pub(super) const STEP: Step = Step { name: "Rust for WebAssembly", check, install };

fn check() -> Result<String, String> {
    // Asking rustc instead of rustup also fits toolchains from a distribution.
    let asked = process::output(
        Command::new("rustc").args(["--print", "target-libdir", "--target", TRIPLE]),
        "UNSTUCK-X110",
        "",
    );
    match asked {
        Ok(folder) if Path::new(folder.trim()).is_dir() => Ok(TRIPLE.to_owned()),
        _ => Err(format!("{TRIPLE} is not installed")),
    }
}

fn install() -> Outcome {
    process::run(
        Command::new("rustup").args(["target", "add", TRIPLE]),
        "UNSTUCK-X110",
        "With rustup: check that static.rust-lang.org can be reached (a proxy goes into HTTPS_PROXY) and run `rustup target add wasm32-unknown-unknown`.\n\
         With Rust from Debian: `apt-get install libstd-rust-dev-wasm32`. With Rust from elsewhere: install its wasm32-unknown-unknown standard library.",
    )
}
