//! `cargo xtask tidy`: the repository's rules, tested on its own source.

mod arrows;
mod guide;
mod leftovers;
mod limits;
mod lints;
mod literals;
mod names;
mod platform;
mod purity;
mod tokens;
mod tree;

use std::fmt;

use cargo_metadata::{Metadata, MetadataCommand};

use self::tree::Tree;
use crate::fault::Fault;
use crate::{Outcome, place};

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    file: String,
    /// From 1; 0 when the whole file is meant.
    line: usize,
    what: String,
    /// Why the rule is there.
    why: &'static str,
    /// What to do.
    mend: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}:{}: {}\n    why: {}\n    do:  {}",
            self.file,
            self.line.max(1),
            self.what,
            self.why,
            self.mend
        )
    }
}

pub(crate) fn command() -> Outcome {
    let tree = Tree::read(&place::at(""))?;
    let metadata = metadata()?;
    let mut found = Vec::new();
    found.extend(arrows::check(&metadata));
    found.extend(purity::check(&tree, &metadata));
    found.extend(platform::check(&tree));
    found.extend(limits::check(&tree));
    found.extend(guide::check(&tree));
    found.extend(lints::check(&tree));
    found.extend(names::check(&tree));
    found.extend(leftovers::check(&tree));
    found.sort();
    found.dedup();
    for violation in &found {
        println!("{violation}");
    }
    if found.is_empty() {
        println!("tidy: {} files, 0 violations", tree.files.len());
        return Ok(());
    }
    Err(Fault::new(
        "UNSTUCK-X601",
        format!("{} violations in {} files looked at", found.len(), tree.files.len()),
        "Each stands above with its reason and its remedy.",
    ))
}

/// What cargo says about the members; nothing is downloaded for it.
pub(crate) fn metadata() -> Outcome<Metadata> {
    MetadataCommand::new().manifest_path(place::at("Cargo.toml")).no_deps().exec().map_err(|error| {
        Fault::new(
            "UNSTUCK-X602",
            format!("cargo can't read the workspace: {error}"),
            "Mend the manifest it names; `cargo metadata --no-deps` shows the same.",
        )
    })
}
