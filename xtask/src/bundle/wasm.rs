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

const NEXT: &str = "If it speaks of a feature: rustc began to use it; add its --enable flag to FEATURES in xtask/src/bundle/wasm.rs.";

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
    if bundle.spare {
        // `unsaid` needs to know what the linker knows of each datum.
        command.args(["--", "-C", "link-arg=--emit-relocs"]);
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

/// Takes out arguments that nobody reads, such as those of functions without a body, and changes nothing else: `unsaid`
/// looks for numbers as the linker wrote them.
pub(super) fn forget_arguments(module: &Path) -> Outcome {
    let mut command = setup::tool("wasm-opt")?;
    // Twice, for what is handed on from one such function to the next.
    for _ in 0..2 {
        command.args(["--dae", "--simplify-locals", "--vacuum"]);
    }
    command.args(["--remove-unused-module-elements", "--debuginfo"]).args(FEATURES);
    command.arg(module).arg("-o").arg(module);
    process::output(&mut command, "UNSTUCK-X204", NEXT).map(drop)
}

pub(super) fn optimise(module: &Path, work: &Path) -> Outcome<PathBuf> {
    let optimised = work.join("optimised.wasm");
    let mut command = setup::tool("wasm-opt")?;
    // Control flow built anew from flat code, then optimised again, is a hundredth smaller than one round alone. Functions
    // of one crate resemble each other, so the module packs better with them side by side. The linker puts the stack first, so
    // that nothing but its very end is below 1,024: offsets may be folded into loads and stores.
    command
        .arg("--low-memory-unused")
        .args([
            "-Oz",
            "--flatten",
            "--rereloop",
            "-Oz",
            "--gufa-optimizing",
            "-Oz",
            "--converge",
            "--rse",
            "--vacuum",
            "-Oz",
        ])
        .arg("--reorder-functions-by-name")
        .args(FEATURES)
        .args(["--strip-producers", "--strip-target-features"]);
    // Names are there until `forget_names`, to tell what weighs how much.
    command.arg("--debuginfo");
    command.arg(module).arg("-o").arg(&optimised);
    process::output(&mut command, "UNSTUCK-X204", NEXT)?;
    Ok(optimised)
}

/// Takes the functions' names out; `UNSTUCK_NAMES=1 cargo xtask build widget` keeps them.
pub(super) fn forget_names(module: &Path) -> Outcome {
    if std::env::var_os("UNSTUCK_NAMES").is_some() {
        return Ok(());
    }
    let mut command = setup::tool("wasm-opt")?;
    command.arg("--strip-debug").args(FEATURES).arg(module).arg("-o").arg(module);
    process::output(&mut command, "UNSTUCK-X204", NEXT).map(drop)
}
