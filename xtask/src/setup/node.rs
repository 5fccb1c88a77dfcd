//! Node, which runs the npm tools.

use std::process::Command;

use super::{Step, debian};
use crate::Outcome;
use crate::fault::Fault;
use crate::process;

/// The oldest Node that the pinned tools run on.
const OLDEST: u32 = 18;

pub(super) const STEP: Step = Step { name: "Node and npm", check, install };

fn check() -> Result<String, String> {
    let node = version("node")?;
    let npm = version("npm")?;
    match major(&node) {
        Some(found) if found >= OLDEST => Ok(format!("node {node}, npm {npm}")),
        _ => Err(format!("node {node} is older than {OLDEST}")),
    }
}

fn install() -> Outcome {
    if version("node").is_err() || version("npm").is_err() {
        debian::install(&["nodejs", "npm"], "node runs wasm-opt and esbuild")?;
    }
    check().map(drop).map_err(|lack| {
        Fault::new(
            "UNSTUCK-X131",
            format!("{lack}, and this distribution has no newer one"),
            format!("Install Node {OLDEST} or newer from https://nodejs.org/en/download (or with nvm, fnm or volta) so that `node --version` shows it, then run the command again."),
        )
    })
}

fn version(program: &str) -> Result<String, String> {
    process::output(Command::new(program).arg("--version"), "UNSTUCK-X130", "")
        .map(|said| said.trim().trim_start_matches('v').to_owned())
        .map_err(|_| format!("`{program}` does not run"))
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_the_major_version() {
        assert_eq!(super::major("20.20.2"), Some(20));
        assert_eq!(super::major("nightly"), None);
    }
}
