//! The errors chapter has the very codes of the code.

use std::collections::{BTreeMap, BTreeSet};

use super::chapter;
use crate::tidy::Violation;
use crate::tidy::literals::literals;
use crate::tidy::tree::{File, Tree};

const CHAPTER: &str = "errors.md";
/// Spelled in halves, so that this file doesn't accuse itself.
const PREFIX: &str = concat!("UNSTUCK", "-");
const WHY: &str = "a person who looks up the code that an error shows must find it, and find it true";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let (path, file) = chapter(tree, CHAPTER);
    let used = used(tree);
    let told: BTreeMap<String, usize> = file.map(|file| told(&file.text)).unwrap_or_default();
    let rows: BTreeSet<String> = file.map(|file| rows(&file.text)).unwrap_or_default();
    let missing = used.iter().filter(|(code, _)| !rows.contains(*code));
    let missing = missing.map(|(code, (file, line))| Violation {
        file: file.clone(),
        line: *line,
        what: format!("shows {code}, which has no row in {path}"),
        why: WHY,
        mend: "add a row that begins with the code: what happened, what to do",
    });
    let stale = told.iter().filter(|(code, _)| !used.contains_key(*code));
    let stale = stale.map(|(code, line)| Violation {
        file: path.clone(),
        line: *line,
        what: format!("speaks of {code}, which nothing shows"),
        why: WHY,
        mend: "remove it; its number stays unused, for somebody may still hold it",
    });
    missing.chain(stale).collect()
}

/// The codes that the product shows, each with the first place where it does.
fn used(tree: &Tree) -> BTreeMap<String, (String, usize)> {
    let mut found = BTreeMap::new();
    for file in tree.files.iter().filter(|file| !is_test(file)) {
        let said: Vec<(usize, String)> = if file.is("rs") {
            literals(&file.text).into_iter().map(|literal| (literal.line, literal.text)).collect()
        } else if file.is("js") || file.is("mjs") {
            file.text.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned())).collect()
        } else {
            continue;
        };
        for (line, text) in said {
            for code in codes(&text) {
                found.entry(code).or_insert_with(|| (file.path.clone(), line));
            }
        }
    }
    found
}

fn is_test(file: &File) -> bool {
    file.path.starts_with("tests/") || file.path.contains("/tests/") || file.path.ends_with("/tests.rs")
}

/// Every code that the chapter speaks of, with its first line.
fn told(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        for code in codes(line) {
            found.entry(code).or_insert(at + 1);
        }
    }
    found
}

/// The codes that begin a row of a table.
fn rows(text: &str) -> BTreeSet<String> {
    text.lines().filter_map(|line| line.strip_prefix('|')?.split('|').next()).flat_map(codes).collect()
}

/// The prefix, a capital letter and three digits.
fn codes(text: &str) -> Vec<String> {
    let parts = text.split(PREFIX).skip(1);
    parts
        .filter_map(|rest| {
            let code = rest.get(..4)?;
            let (letter, digits) = code.split_at(1);
            let whole = !rest[4..].starts_with(|next: char| next.is_ascii_alphanumeric());
            let fits = letter.bytes().all(|b| b.is_ascii_uppercase())
                && digits.bytes().all(|b| b.is_ascii_digit())
                && whole;
            fits.then(|| format!("{PREFIX}{code}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{PREFIX, check, codes};
    use crate::tidy::tree::{File, Tree};

    fn tree(files: &[(&str, &str)]) -> Tree {
        let file = |(path, text): &(&str, &str)| File::new(*path, text.replace('§', PREFIX));
        Tree { files: files.iter().map(file).collect() }
    }

    #[test]
    fn a_code_without_a_row_and_a_row_without_a_code_are_found() {
        let found = check(&tree(&[
            ("a/src/x.rs", "/// §A009\nfn f() {\n  say(\"§A001: no\"); say(\"§A002\") }"),
            ("a/src/y.rs", "#[cfg(test)]\nmod tests { const X: &str = \"§A003\"; }"),
            ("a/tests/z.rs", "const X: &str = \"§A004\";"),
            ("tests/src/z.rs", "const X: &str = \"§A004\";"),
            ("w/x.js", "\nthrow new Error('§W001: no');"),
            (
                "docs/src/errors.md",
                "| code | what |\n|---|---|\n| `§A001` | no, see §A002 |\n| `§B001` | x |",
            ),
        ]));
        let told: Vec<String> = found.iter().map(|one| format!("{}:{}", one.file, one.line)).collect();
        assert_eq!(told, ["a/src/x.rs:3", "w/x.js:2", "docs/src/errors.md:4"]);
    }

    #[test]
    fn every_code_is_missing_where_the_chapter_is() {
        assert_eq!(check(&tree(&[("a/src/x.rs", "const X: &str = \"§A001\";")])).len(), 1);
    }

    #[test]
    fn only_whole_codes_count() {
        let text =
            ["P001", "P0012", "p001", "P01", "PP01", "X…", "P002"].map(|code| format!("{PREFIX}{code}"));
        assert_eq!(codes(&text.join(" ")), [format!("{PREFIX}P001"), format!("{PREFIX}P002")]);
    }
}
