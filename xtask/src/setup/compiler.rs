//! A C compiler, for the SQLite that the service carries, and one of C++, for libFuzzer.

use std::process::Command;

use super::{Step, debian};
use crate::Outcome;
use crate::process;

pub(super) const STEP: Step = Step { name: "C compiler", check, install };
pub(super) const PLUS: Step = Step { name: "C++ compiler", check: check_plus, install: install_plus };

fn check() -> Result<String, String> {
    runs("CC", "cc")
}

fn check_plus() -> Result<String, String> {
    runs("CXX", "c++")
}

fn runs(variable: &str, usual: &str) -> Result<String, String> {
    let program = std::env::var_os(variable).unwrap_or_else(|| usual.into());
    process::output(Command::new(&program).arg("--version"), "UNSTUCK-X120", "")
        .map(|said| said.lines().next().unwrap_or_default().to_owned())
        .map_err(|_| format!("`{}` does not run", program.to_string_lossy()))
}

fn install() -> Outcome {
    debian::install(&["gcc", "libc6-dev"], "a C compiler builds the SQLite inside the service")
}

fn install_plus() -> Outcome {
    debian::install(&["g++"], "a C++ compiler builds libFuzzer, which `cargo xtask fuzz` runs")
}
