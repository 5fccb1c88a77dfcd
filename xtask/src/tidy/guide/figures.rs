//! The limits chapter quotes every constant of `protocol::limits`; that a quoted value is true, `tidy/limits.rs` sees to.

use super::chapter;
use crate::tidy::Violation;
use crate::tidy::limits::{MARK, SOURCE, constant};
use crate::tidy::tree::Tree;

const CHAPTER: &str = "limits.md";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let (path, file) = chapter(tree, CHAPTER);
    let told = file.map(|file| file.text.as_str()).unwrap_or_default();
    let source = tree.files.iter().filter(|file| file.path == SOURCE);
    let declared = source
        .flat_map(|file| file.text.lines().enumerate())
        .filter_map(|(at, line)| Some((at + 1, constant(line)?.0)));
    declared
        .filter(|(_, name)| !told.contains(&format!("{MARK}{name} -->")))
        .map(|(line, name)| Violation {
            file: SOURCE.to_owned(),
            line,
            what: format!("declares {name}, which {path} does not quote"),
            why: "whoever meets a limit must be able to read it beforehand",
            mend: "add a row with the mark of the limit and its value, as its neighbours have it",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{MARK, SOURCE, check};
    use crate::tidy::tree::{File, Tree};

    #[test]
    fn a_limit_that_the_chapter_leaves_out_is_found() {
        let limits = "pub const BODY: usize = 64 * 1024;\n/// Most.\npub const ITEMS: u32 = 100;\npub const TWICE: u32 = 2 * ITEMS;";
        let chapter = format!("| `BODY` | {MARK}BODY -->64 KiB |\n| `ITEMS` | 100 |\n| {MARK}TWICE -->200 |");
        let files = vec![File::new(SOURCE, limits), File::new("docs/src/limits.md", chapter)];
        let lines: Vec<usize> = check(&Tree { files }).iter().map(|one| one.line).collect();
        assert_eq!(lines, [3]);
        assert_eq!(check(&Tree { files: vec![File::new(SOURCE, limits)] }).len(), 3);
    }
}
