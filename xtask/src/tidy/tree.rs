//! The source tree as git sees it.

use std::path::Path;

use ignore::WalkBuilder;

use super::tokens::{self, Mention};
use crate::Outcome;
use crate::fault::Fault;

/// Endings of the text files that rules speak of.
const ENDINGS: &[&str] = &["rs", "js", "mjs", "ts", "css", "html", "toml", "md", "sh"];

pub(super) struct File {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// What Rust code outside of tests speaks of; empty for other files.
    pub(super) mentions: Vec<Mention>,
}

impl File {
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let tested = path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/");
        let mentions = if path.ends_with(".rs") && !tested { tokens::mentions(&text) } else { Vec::new() };
        Self { path, text, mentions }
    }

    pub(super) fn is(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
    }
}

pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

impl Tree {
    /// Reads every file that git would keep, also where there is no git.
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let mut files = Vec::new();
        let walk = WalkBuilder::new(root)
            .require_git(false)
            .hidden(false)
            .filter_entry(|entry| entry.file_name() != ".git")
            .build();
        for entry in walk {
            let entry = entry.map_err(|error| {
                Fault::new(
                    "UNSTUCK-X603",
                    format!("the source tree can't be read: {error}"),
                    "Look at the file it names.",
                )
            })?;
            let path = entry.path();
            let known = path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| ENDINGS.contains(&ending));
            if !known || !path.is_file() {
                continue;
            }
            let text = crate::place::read_text(path)?;
            let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            files.push(File::new(shown, text));
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    /// Files below a folder, named from the root with a closing `/`.
    pub(super) fn below<'tree>(&'tree self, folder: &'tree str) -> impl Iterator<Item = &'tree File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder))
    }
}
