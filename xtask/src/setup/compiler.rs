//! A C compiler, for the SQLite that the service carries.

use std::process::Command;

use super::{Step, debian};
use crate::Outcome;
use crate::process;

pub(super) const STEP: Step = Step { name: "C compiler", check, install };

fn check() -> Result<String, String> {
    let program = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    process::output(Command::new(&program).arg("--version"), "UNSTUCK-X120", "")
        .map(|said| said.lines().next().unwrap_or_default().to_owned())
        .map_err(|_| format!("`{}` does not run", program.to_string_lossy()))
}

fn install() -> Outcome {
    debian::install(&["gcc", "libc6-dev"], "a C compiler builds the SQLite inside the service")
}
