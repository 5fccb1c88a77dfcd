//! Whether a bundle's inputs are those of the last build.

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::{Outcome, place, setup};

/// The identity of everything a bundle is made from, the tools and this program included.
pub(super) fn of(sources: &[PathBuf], fixed: Option<&Path>) -> Outcome<String> {
    let mut hash = Xxh3::new();
    let mut take = |path: &Path| -> Outcome {
        let content = place::read(path)?;
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(&(content.len() as u64).to_le_bytes());
        hash.update(&content);
        Ok(())
    };
    for source in sources {
        take(source)?;
    }
    if let Some(folder) = fixed {
        for file in place::files_below(folder)? {
            take(&folder.join(file))?;
        }
    }
    // The pipeline's code and its wasm-bindgen are this very program.
    if let Ok(program) = std::env::current_exe() {
        take(&program)?;
    }
    hash.update(setup::tools_lock()?.as_bytes());
    Ok(format!("{:032x}", hash.digest128()))
}

/// True when the last build had these inputs and its files are all still there as it left them.
pub(super) fn holds(name: &str, inputs: &str, output: &Path) -> Outcome<bool> {
    let Ok(stamp) = std::fs::read_to_string(file(name)) else { return Ok(false) };
    Ok(stamp == text(inputs, output)?)
}

pub(super) fn write(name: &str, inputs: &str, output: &Path) -> Outcome {
    place::write(&file(name), text(inputs, output)?)
}

fn file(name: &str) -> PathBuf {
    place::at("target/bundle").join(format!("{name}.stamp"))
}

fn text(inputs: &str, output: &Path) -> Outcome<String> {
    let mut hash = Xxh3::new();
    for file in place::files_below(output)? {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(&place::read(&output.join(&file))?);
    }
    Ok(format!("{inputs}\n{:032x}\n", hash.digest128()))
}
