//! File names say one thing, and files hold one.

use super::Violation;
use super::tree::{File, Tree};

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

/// Past this a file holds two ideas.
const MOST_LINES: usize = 400;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files.iter().flat_map(|file| [name(file), length(file)]).flatten().collect()
}

fn name(file: &File) -> Option<Violation> {
    let empty = file
        .path
        .split('/')
        .find(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default()))?;
    Some(Violation {
        file: file.path.clone(),
        line: 0,
        what: format!("`{empty}` says nothing about what is inside"),
        why: "whatever is called so grows without end, and nobody finds anything in it",
        mend: "name the file after the one idea that it holds",
    })
}

fn length(file: &File) -> Option<Violation> {
    let lines = file.text.lines().count();
    let counted = ["rs", "js", "mjs", "ts"].iter().any(|ending| file.is(ending));
    (counted && lines > MOST_LINES).then(|| Violation {
        file: file.path.clone(),
        line: lines,
        what: format!("{lines} lines, past {MOST_LINES}"),
        why: "a file that long holds two ideas",
        mend: "move one of them to a file of its own; a type stays with its documentation",
    })
}

#[cfg(test)]
mod tests {
    use super::{length, name};
    use crate::tidy::tree::File;

    #[test]
    fn refuses_names_that_say_nothing() {
        assert!(name(&File::new("sdk/src/utils.rs", "")).is_some());
        assert!(name(&File::new("sdk/src/common/a.rs", "")).is_some());
        assert!(name(&File::new("sdk/src/commons.rs", "")).is_none());
    }

    #[test]
    fn refuses_long_files() {
        assert!(length(&File::new("a/b.js", "x\n".repeat(401))).is_some());
        assert!(length(&File::new("a/b.js", "x\n".repeat(400))).is_none());
        assert!(length(&File::new("a/b.md", "x\n".repeat(900))).is_none());
    }
}
