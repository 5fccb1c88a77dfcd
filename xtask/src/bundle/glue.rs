//! JavaScript made small by esbuild.

use std::path::{Path, PathBuf};

use crate::{Outcome, process, setup};

const NEXT: &str = "esbuild names file and line above; the browsers of the last three years are the target.";

/// The bindings with all they import, as one minified module.
pub(super) fn minify(script: &Path, into: &Path) -> Outcome<PathBuf> {
    let mut command = setup::tool("esbuild")?;
    command.arg(script).args([
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    command.arg(format!("--outfile={}", into.display()));
    process::output(&mut command, "UNSTUCK-X205", NEXT)?;
    Ok(into.to_path_buf())
}

/// A classic script, minified by itself: its `import()` is left for the browser.
pub(super) fn minify_script(script: &Path, into: &Path) -> Outcome {
    let mut command = setup::tool("esbuild")?;
    command.arg(script).args(["--minify", "--target=es2020", "--legal-comments=none", "--log-level=warning"]);
    command.arg(format!("--outfile={}", into.display()));
    process::output(&mut command, "UNSTUCK-X206", NEXT).map(drop)
}
