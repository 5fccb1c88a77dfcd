//! Folders that change all at once or not at all.

use std::path::Path;

use super::Built;
use crate::fault::Fault;
use crate::{Outcome, place};

/// Copies a folder's files into another; an absent folder has none.
pub(super) fn copy(from: &Path, into: &Path) -> Outcome {
    for relative in place::files_below(from)? {
        place::write(&into.join(&relative), place::read(&from.join(&relative))?)?;
    }
    Ok(())
}

/// Puts a finished folder in another's place. The same content is left as it is, with its times, so that what is
/// built from it isn't built again.
pub(super) fn publish(made: &Path, output: &Path) -> Outcome<Built> {
    if same(made, output)? {
        return Ok(Built::Same);
    }
    if let Some(parent) = output.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Fault::file(parent, &error))?;
    }
    let old = output.with_extension("old");
    place::remove_folder(&old)?;
    if output.exists() {
        place::rename(output, &old)?;
    }
    place::rename(made, output)?;
    place::remove_folder(&old)?;
    Ok(Built::New)
}

fn same(one: &Path, other: &Path) -> Outcome<bool> {
    let files = place::files_below(one)?;
    if files != place::files_below(other)? {
        return Ok(false);
    }
    for file in files {
        if place::read(&one.join(&file))? != place::read(&other.join(&file))? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::{Built, publish};
    use crate::place;

    #[test]
    fn publishes_whole_folders_and_leaves_equal_ones_alone() {
        let base = place::at(format!("target/xtask-tests/publish-{}", std::process::id()));
        place::fresh_folder(&base).unwrap();
        let output = base.join("output");
        for (content, expected) in [("one", Built::New), ("one", Built::Same), ("two", Built::New)] {
            let made = base.join("made");
            place::fresh_folder(&made).unwrap();
            place::write(&made.join(format!("deep/{content}.txt")), content).unwrap();
            assert_eq!(publish(&made, &output).unwrap(), expected);
        }
        assert_eq!(place::files_below(&output).unwrap(), [std::path::PathBuf::from("deep/two.txt")]);
        place::remove_folder(&base).unwrap();
    }
}
