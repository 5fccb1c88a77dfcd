//! Where things are in the repository.

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::fault::Fault;

/// A path from the repository's root, absolute.
pub(crate) fn at(relative: impl AsRef<Path>) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the repository")
        .join(relative)
}

/// The path as a person would type it from the root.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(at("")).unwrap_or(path).display().to_string()
}

pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| Fault::file(path, &error))
}

pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| Fault::file(path, &error))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Fault::file(folder, &error))?;
    }
    std::fs::write(path, bytes).map_err(|error| Fault::file(path, &error))
}

/// Every file below a folder, as sorted paths relative to it; an absent folder has none.
pub(crate) fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = match std::fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && next == folder => return Ok(found),
            Err(error) => return Err(Fault::file(&next, &error)),
        };
        for entry in entries {
            let path = entry.map_err(|error| Fault::file(&next, &error))?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// An empty folder at this place, whatever was there before.
pub(crate) fn fresh_folder(path: &Path) -> Outcome {
    remove_folder(path)?;
    std::fs::create_dir_all(path).map_err(|error| Fault::file(path, &error))
}

pub(crate) fn remove_folder(path: &Path) -> Outcome {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::file(path, &error)),
        _ => Ok(()),
    }
}

pub(crate) fn rename(from: &Path, to: &Path) -> Outcome {
    std::fs::rename(from, to).map_err(|error| Fault::file(to, &error))
}
