//! Rust to WebAssembly, its bindings, and the smallest module that does the same.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::Bundle;
use crate::fault::Fault;
use crate::setup::{self, TRIPLE};
use crate::{Outcome, place, process};

/// What rustc's output uses; wasm-opt refuses instructions it was not told of.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The bindings and the module which belongs to them.
pub(super) struct Bound {
    pub(super) script: PathBuf,
    pub(super) module: PathBuf,
}

/// Lets cargo build the crate for the browser; cargo itself knows whether anything changed.
pub(super) fn compile(bundle: &Bundle) -> Outcome<PathBuf> {
    let mut command = process::cargo("target/wasm");
    command.args(["rustc", "--package", bundle.package, "--profile", "wasm", "--target", TRIPLE]);
    if bundle.library {
        command.args(["--lib", "--crate-type", "cdylib"]);
    } else {
        command.args(["--bin", bundle.package]);
    }
    process::run(
        &mut command,
        "UNSTUCK-X201",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;
    let artifact = place::at("target/wasm").join(TRIPLE).join("wasm").join(bundle.artifact);
    if artifact.exists() {
        return Ok(artifact);
    }
    Err(Fault::new(
        "UNSTUCK-X202",
        format!("cargo built {} but left no {}", bundle.package, place::shown(&artifact)),
        format!(
            "Check the names in {}'s manifest against the table of bundles in xtask/src/bundle.rs.",
            bundle.package
        ),
    ))
}

pub(super) fn bind(compiled: &Path, into: &Path, name: &str) -> Outcome<Bound> {
    let mut bindgen = Bindgen::new();
    let made = bindgen
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .input_path(compiled)
                .out_name(name)
                .typescript(false)
                // The page always says where the module is, since its name holds a hash.
                .omit_default_module_path(true)
                // `spare` finds functions by their names; wasm-opt takes the names out.
                .remove_name_section(false)
                .remove_producers_section(true)
                .generate(into)
        })
        .map_err(|error| {
            Fault::new(
                "UNSTUCK-X203",
                format!("wasm-bindgen refused {}: {error:#}", place::shown(compiled)),
                "If it speaks of versions: wasm-bindgen and wasm-bindgen-cli-support must be pinned to the same one in Cargo.toml; run `cargo update -p wasm-bindgen` after mending it.",
            )
        });
    made?;
    Ok(Bound { script: into.join(format!("{name}.js")), module: into.join(format!("{name}_bg.wasm")) })
}

pub(super) fn optimise(module: &Path, work: &Path) -> Outcome<PathBuf> {
    let optimised = work.join("optimised.wasm");
    let mut command = setup::tool("wasm-opt")?;
    // Control flow built anew from flat code, then optimised again, is a hundredth smaller than one round alone.
    command
        .args(["-Oz", "--flatten", "--rereloop", "-Oz"])
        .args(FEATURES)
        .args(["--strip-producers", "--strip-target-features"]);
    // `UNSTUCK_NAMES=1 cargo xtask build widget` keeps the functions' names, to see what weighs how much.
    command.arg(if std::env::var_os("UNSTUCK_NAMES").is_some() { "--debuginfo" } else { "--strip-debug" });
    command.arg(module).arg("-o").arg(&optimised);
    process::output(
        &mut command,
        "UNSTUCK-X204",
        "If it speaks of a feature: rustc began to use it; add its --enable flag to FEATURES in xtask/src/bundle/wasm.rs.",
    )?;
    Ok(optimised)
}
