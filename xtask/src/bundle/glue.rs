//! JavaScript made small: esbuild bundles and lowers it, terser then finds some five per cent more.

use std::path::{Path, PathBuf};

use crate::{Outcome, place, process, setup};

const NEXT: &str = "esbuild names file and line above; the browsers of the last three years are the target.";

const SMALLER: &str = "terser names line and column of what esbuild wrote to target/bundle.";

/// The bindings with all they import, as one minified module.
///
/// With a folder of scripts its `glue.js` is the entry: it takes the bindings as `bindings`, and these their scripts by name.
pub(super) fn minify(script: &Path, scripts: Option<&Path>, into: &Path) -> Outcome<PathBuf> {
    let mut command = setup::tool("esbuild")?;
    let entry = scripts.map_or_else(|| script.to_path_buf(), |folder| folder.join("glue.js"));
    command.arg(entry).args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    if let Some(folder) = scripts {
        command.arg(format!("--alias:bindings={}", script.display()));
        for file in self::scripts(folder)? {
            if let Some(name) = file.file_stem() {
                command.arg(format!("--alias:{}={}", name.to_string_lossy(), file.display()));
            }
        }
    }
    command.arg(format!("--outfile={}", into.display()));
    process::output(&mut command, "UNSTUCK-X205", NEXT)?;
    // wasm-bindgen's warnings are for whoever serves its files by hand.
    smaller(into, "passes=2,pure_funcs=['console.warn']", &["--module", "--ecma", "2022"])?;
    Ok(into.to_path_buf())
}

/// Makes a script smaller in its place.
fn smaller(script: &Path, compress: &str, kind: &[&str]) -> Outcome {
    let mut command = setup::tool("terser")?;
    command.arg(script).args(["--compress", compress, "--mangle"]).args(kind).arg("--output").arg(script);
    process::output(&mut command, "UNSTUCK-X207", SMALLER).map(drop)
}

/// The scripts of a folder.
pub(super) fn scripts(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let files = place::files_below(folder)?;
    Ok(files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "js"))
        .map(|file| folder.join(file))
        .collect())
}

/// A classic script, minified by itself: its `import()` is left for the browser.
pub(super) fn minify_script(script: &Path, into: &Path) -> Outcome {
    let mut command = setup::tool("esbuild")?;
    command.arg(script).args(["--minify", "--target=es2020", "--legal-comments=none", "--log-level=warning"]);
    command.arg(format!("--outfile={}", into.display()));
    process::output(&mut command, "UNSTUCK-X206", NEXT)?;
    smaller(into, "passes=2", &["--ecma", "2020"])
}
