//! wasm-opt, esbuild and terser, at the versions of the committed lock file, under `target/tools/`.

use std::path::PathBuf;
use std::process::Command;

use super::Step;
use crate::fault::Fault;
use crate::{Outcome, place, process};

pub(super) const STEP: Step = Step { name: "wasm-opt, esbuild and terser", check, install };

fn check() -> Result<String, String> {
    let wanted = lock().map_err(|fault| fault.to_string())?;
    // npm ends before this copy is written, so a broken installation is never taken for a whole one.
    if std::fs::read_to_string(folder().join("installed.json")).ok().as_deref() != Some(&wanted) {
        return Err("not installed at the locked versions".to_owned());
    }
    let missing = ["wasm-opt", "esbuild", "terser"].map(node_script).into_iter().find(|file| !file.exists());
    match missing {
        Some(file) => Err(format!("{} is gone", place::shown(&file))),
        None => Ok(versions(&wanted)),
    }
}

fn install() -> Outcome {
    for name in ["package.json", "package-lock.json"] {
        place::write(&folder().join(name), place::read(&place::at("xtask/tools").join(name))?)?;
    }
    process::run(
        // All of them run without their install scripts, so none is given the chance.
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder()),
        "UNSTUCK-X140",
        "Check that the npm registry can be reached (`npm ping`; a mirror goes into `npm config set registry URL`, a proxy into HTTPS_PROXY).\n\
         By hand: `cp xtask/tools/*.json target/tools/ && cd target/tools && npm ci`, then run the command again.",
    )?;
    place::write(&folder().join("installed.json"), lock()?)
}

/// The lock file's text: the identity of the tools.
pub(crate) fn lock() -> Outcome<String> {
    place::read_text(&place::at("xtask/tools/package-lock.json"))
}

/// The script of an installed tool, to be started with `node`.
fn node_script(name: &str) -> PathBuf {
    folder().join("node_modules/.bin").join(name)
}

fn folder() -> PathBuf {
    place::at("target/tools")
}

fn versions(lock: &str) -> String {
    let lock: serde_json::Value = serde_json::from_str(lock).unwrap_or_default();
    let version = |name: &str| {
        lock["packages"][format!("node_modules/{name}")]["version"].as_str().unwrap_or("?").to_owned()
    };
    format!("binaryen {}, esbuild {}, terser {}", version("binaryen"), version("esbuild"), version("terser"))
}

/// Starts an installed tool.
pub(crate) fn tool(name: &str) -> Outcome<Command> {
    let script = node_script(name);
    if !script.exists() {
        return Err(Fault::new(
            "UNSTUCK-X141",
            format!("{} is not installed", place::shown(&script)),
            "Run `cargo xtask setup`.",
        ));
    }
    Ok(Command::new(script))
}
