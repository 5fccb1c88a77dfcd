//! Packages from npm, installed by the lock that is committed beside the journeys.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Walked, root};

/// Installs what `tests/<name>/package-lock.json` names into `target/<name>/`, where it is not there yet, and gives
/// that folder.
///
/// # Errors
/// When npm can't install it.
pub fn installed(name: &str) -> Walked<PathBuf> {
    let (source, folder) = (root().join("tests").join(name), root().join("target").join(name));
    std::fs::create_dir_all(&folder)?;
    // One at a time, also among processes; closing the file ends it.
    let turn = File::create(folder.with_extension("lock"))?;
    turn.lock()?;
    let lock = std::fs::read(source.join("package-lock.json"))?;
    // npm ends before this copy is written, so a broken installation is never taken for a whole one.
    let done = folder.join("installed.json");
    if std::fs::read(&done).ok().as_ref() == Some(&lock) && folder.join("node_modules").is_dir() {
        return Ok(folder);
    }
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(source.join(file), folder.join(file))?;
    }
    // Bootstrap's bundle carries popper, its peer, inside; no package needs its install scripts.
    npm(&folder, &["ci", "--legacy-peer-deps", "--ignore-scripts"])?;
    std::fs::write(done, lock)?;
    Ok(folder)
}

/// The app of `tests/<name>` in `target/<name>/`, with its packages and the widget's own, packed as a team gets it.
///
/// # Errors
/// When something can't be copied, packed or installed.
pub fn app(name: &str) -> Walked<PathBuf> {
    let folder = installed(name)?;
    copied(&root().join("tests").join(name), &folder)?;
    let into = folder.to_string_lossy();
    let packed = npm(&root().join("widget/npm"), &["pack", "--ignore-scripts", "--pack-destination", &into])?;
    let packed = format!("./{}", packed.lines().last().unwrap_or_default().trim());
    // npm takes a package of the same name and version for the same one, and this one may have changed.
    let known = folder.join("node_modules/@unstuck");
    if known.exists() {
        std::fs::remove_dir_all(known)?;
    }
    npm(&folder, &["install", "--no-save", "--legacy-peer-deps", "--ignore-scripts", &packed])?;
    Ok(folder)
}

fn copied(from: &Path, into: &Path) -> Walked {
    std::fs::create_dir_all(into)?;
    for entry in std::fs::read_dir(from)?.flatten() {
        let target = into.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A command that an app's packages brought.
#[must_use]
pub fn tool(app: &Path, name: &str) -> Command {
    let mut command = Command::new(app.join("node_modules/.bin").join(name));
    command.current_dir(app);
    command
}

/// Runs npm in a folder and gives what it printed.
///
/// # Errors
/// When npm is missing or fails; its own words are in the error.
pub fn npm(folder: &Path, arguments: &[&str]) -> Walked<String> {
    let quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(arguments).args(quiet).current_dir(folder))
}

/// Runs a command to its end and gives what it printed.
///
/// # Errors
/// When it can't be started or fails; its own words are in the error.
pub fn run(command: &mut Command) -> Walked<String> {
    let output = command.output().map_err(|error| format!("`{command:?}`: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    Err(format!("`{command:?}` failed: {said}{}", String::from_utf8_lossy(&output.stderr)).into())
}
