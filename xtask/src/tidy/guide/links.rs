//! Every chapter is in the table of contents, and every relative link leads to a file.

use std::collections::BTreeSet;

use super::{BOOK, chapter};
use crate::tidy::Violation;
use crate::tidy::tree::{File, Tree};

/// Every file of the book stands in its `SUMMARY.md`.
pub(super) fn chapters(tree: &Tree) -> Vec<Violation> {
    let (summary, file) = chapter(tree, "SUMMARY.md");
    let bound: BTreeSet<String> = file
        .into_iter()
        .flat_map(|file| targets(&file.text).into_iter().filter_map(|(_, target)| below(&file.path, &target)))
        .collect();
    let loose = tree.below(BOOK).filter(|file| file.path != summary && !bound.contains(&file.path));
    loose
        .map(|file| Violation {
            file: file.path.clone(),
            line: 0,
            what: format!("is a chapter that {summary} does not name"),
            why: "mdBook leaves out what its table of contents does not name, and says nothing",
            mend: "name it there, or remove it",
        })
        .collect()
}

/// Every relative link of a document leads to something that `exists`.
pub(super) fn check(tree: &Tree, exists: impl Fn(&str) -> bool) -> Vec<Violation> {
    let documents = tree.files.iter().filter(|file| file.is("md"));
    documents.flat_map(|file| dead(file, &exists)).collect()
}

fn dead(file: &File, exists: impl Fn(&str) -> bool) -> Vec<Violation> {
    let links = targets(&file.text).into_iter().filter(|(_, target)| is_relative(target));
    links
        .filter(|(_, target)| !below(&file.path, target).is_some_and(|path| exists(&path)))
        .map(|(line, target)| Violation {
            file: file.path.clone(),
            line,
            what: format!("links to {target}, and no such file is there"),
            why: "a document that leads nowhere is not believed in the rest either",
            mend: "write the path from this document's own folder",
        })
        .collect()
}

/// Not an address, not a route of an app, not a place in the same document.
fn is_relative(target: &str) -> bool {
    let scheme = target.split(['/', '#']).next().is_some_and(|first| first.contains(':'));
    !scheme && !target.is_empty() && !target.starts_with(['/', '#'])
}

/// The path from the repository's root; `None` when it leads out of it.
fn below(from: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

/// The targets of `[text](target)` with their lines; code is no link.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced || line.starts_with("    ") && !line.trim_start().starts_with(['-', '[']) {
            continue;
        }
        // Every second part stands between backticks.
        let spoken: Vec<&str> = line.split('`').step_by(2).collect();
        for part in spoken.join("`").split("](").skip(1) {
            if let Some((target, _)) = part.split_once(')') {
                found.push((at + 1, target.split(' ').next().unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{chapters, check};
    use crate::tidy::tree::{File, Tree};

    fn tree(files: &[(&str, &str)]) -> Tree {
        Tree { files: files.iter().map(|(path, text)| File::new(*path, *text)).collect() }
    }

    #[test]
    fn a_chapter_outside_the_table_of_contents_is_found() {
        let bound = ("docs/src/SUMMARY.md", "- [Start](start.md)\n    - [More](more/a.md)");
        let files = [bound, ("docs/src/start.md", ""), ("docs/src/more/a.md", ""), ("docs/src/loose.md", "")];
        let found = chapters(&tree(&files));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].file, "docs/src/loose.md");
        assert_eq!(chapters(&tree(&files[1..])).len(), 3, "without a table of contents none is bound");
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        let text = "[a](start.md#x) [b `c`](../book.toml) [d](https://example.com) [e](/cards) [f](#g)\n\
                    `[h](no.md)`\n```\n[i](no.md)\n```\n[j](gone.md \"title\") [k](../../../out.md)";
        let exists = |path: &str| ["docs/src/start.md", "docs/book.toml"].contains(&path);
        let lines: Vec<usize> =
            check(&tree(&[("docs/src/a.md", text)]), exists).iter().map(|violation| violation.line).collect();
        assert_eq!(lines, [6, 6]);
        assert_eq!(check(&tree(&[("README.md", "[a](docs)")]), exists).len(), 1);
    }
}
