//! An app's sources from disk, as git sees them.

use std::path::Path;

use ignore::WalkBuilder;

use crate::sources::Survey;

/// Largest file that is read, bytes: a larger one was written by a machine.
const FILE: u64 = 1024 * 1024;
/// Most files that are read.
const FILES: usize = 100_000;
/// Endings of sources, and of what describes an interface.
const ENDINGS: &[&str] = &[
    "astro",
    "c",
    "cc",
    "clj",
    "cpp",
    "cs",
    "cts",
    "dart",
    "ets",
    "ex",
    "exs",
    "fs",
    "go",
    "gql",
    "graphql",
    "groovy",
    "h",
    "hpp",
    "java",
    "js",
    "json",
    "jsx",
    "kt",
    "kts",
    "lua",
    "m",
    "mjs",
    "mm",
    "mts",
    "php",
    "properties",
    "proto",
    "py",
    "rb",
    "rs",
    "scala",
    "svelte",
    "swift",
    "toml",
    "ts",
    "tsx",
    "vue",
    "yaml",
    "yml",
];
/// Folders, or a part of a file's name, that hold tests and other people's code.
const TESTS: &[&str] = &[
    "test",
    "tests",
    "__tests__",
    "testing",
    "spec",
    "specs",
    "e2e",
    "fixtures",
    "__fixtures__",
    "testdata",
    "mocks",
    "__mocks__",
    "examples",
    "example",
    "benches",
    "benchmarks",
    "bench",
    "vendor",
    "third_party",
    "node_modules",
];

/// Reads the sources below a folder into a survey, but for those below `but`.
///
/// # Errors
/// What can't be read, with its path.
pub fn read(folder: &Path, but: &Path, survey: &mut Survey) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    folder.metadata().map_err(|error| fault(&error))?;
    let but = but.canonicalize().map_err(|error| fault(&error))?;
    let walk = WalkBuilder::new(folder).require_git(false).sort_by_file_path(Ord::cmp).build();
    let mut left = FILES;
    for entry in walk {
        let entry = entry.map_err(|error| fault(&error))?;
        let path = entry.path();
        let known = path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ENDINGS.contains(&ending));
        let small = || entry.metadata().is_ok_and(|about| about.is_file() && about.len() <= FILE);
        if !known
            || generated(path)
            || !small()
            || path.canonicalize().is_ok_and(|path| path.starts_with(&but))
        {
            continue;
        }
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        if bytes.contains(&0) {
            continue;
        }
        left = left.checked_sub(1).ok_or_else(|| fault(&format!("more than {FILES} files")))?;
        let below = path.strip_prefix(folder).unwrap_or(path);
        survey.read(&path.display().to_string(), &String::from_utf8_lossy(&bytes), tested(below));
    }
    Ok(())
}

/// Written by a tool, by its name.
fn generated(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.contains(".min.") || name.contains("-lock.") || name.contains(".lock")
}

fn tested(path: &Path) -> bool {
    let part = |part: &str| TESTS.contains(&part);
    let folder = path.parent().into_iter().flat_map(Path::components);
    let mut folders = folder.map(|one| one.as_os_str().to_string_lossy().into_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // `limit.test.ts`, `limit_test.go`, `test_limit.py`, `tests.rs`
    folders.any(|one| part(&one)) || name.split(['.', '_', '-']).any(part)
}

#[cfg(test)]
mod tests {
    use super::tested;
    use std::path::Path;

    #[test]
    fn tests_are_known_by_their_names() {
        for path in [
            "tests/a.rs",
            "src/limit.test.ts",
            "limit_test.go",
            "test_limit.py",
            "a/__tests__/b.js",
            "tests.rs",
        ] {
            assert!(tested(Path::new(path)), "{path}");
        }
        assert!(!tested(Path::new("src/latest/attest.rs")));
    }
}
