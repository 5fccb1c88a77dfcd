//! Running other programs, with errors that say what to do.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::fault::Fault;
use crate::place;

/// Cargo on this repository, for the native target unless the arguments say otherwise.
pub(crate) fn cargo(target_folder: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // An own target folder set by the caller would hide what the later steps read.
    command.current_dir(place::at("")).env("CARGO_TARGET_DIR", place::at(target_folder));
    command
}

/// The first of these names that stands on `PATH` as a file.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word: &OsStr| {
            let word = word.to_string_lossy();
            let word = Path::new(word.as_ref())
                .strip_prefix(place::at(""))
                .map_or(word.to_string(), |short| short.display().to_string());
            if word.contains(' ') { format!("'{word}'") } else { word }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs to the end with the terminal's own output.
pub(crate) fn run(command: &mut Command, code: &'static str, next: &str) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Fault::new(code, format!("`{}` ended with {status}", shown(command)), next))
    }
}

/// Runs quietly and gives what was printed; on failure the fault carries the program's own words.
pub(crate) fn output(command: &mut Command, code: &'static str, next: &str) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said =
        said.lines().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
    Err(Fault::new(code, format!("`{}` ended with {}\n{said}", shown(command), output.status), next))
}

/// Runs quietly; whether it ended well, and the last of what it said on standard error.
pub(crate) fn quiet(command: &mut Command) -> Outcome<(bool, String)> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = said.lines().rev().take(60).collect();
    Ok((output.status.success(), last.into_iter().rev().collect::<Vec<_>>().join("\n")))
}

/// Runs while passing each line of standard output on to the terminal and to `each`; true when it ended well.
pub(crate) fn stream(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome<bool> {
    lines(command, |line| {
        // A closed terminal must not end the run before its exit code is known.
        let _ = writeln!(std::io::stdout(), "{line}");
        each(line);
    })
}

/// Runs while handing each line of standard output to `each`; true when it ended well.
pub(crate) fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            each(&String::from_utf8_lossy(&line));
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

fn not_started(command: &Command, error: &std::io::Error) -> Fault {
    let program = command.get_program().to_string_lossy();
    let next = if error.kind() == std::io::ErrorKind::NotFound {
        format!(
            "Install `{program}` so that it stands on PATH (`cargo xtask setup` installs what the build needs), then run the command again."
        )
    } else {
        format!("Look at what `{program}` is and whether your user may run it.")
    };
    Fault::new("UNSTUCK-X002", format!("`{}` could not be started: {error}", shown(command)), next)
}
