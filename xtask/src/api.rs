//! `cargo xtask api`: the public items of the libraries, against the lists that were accepted.
//!
//! What a library promises changes only on purpose: the lists are kept in git, so a change of them is seen in review.

mod listing;

use std::collections::BTreeSet;

use clap::Args;

use crate::fault::Fault;
use crate::{Outcome, place, process};

/// The libraries, with the folders that hold their lists.
const LIBRARIES: &[(&str, &str)] =
    &[("unstuck", "sdk"), ("unstuck-protocol", "protocol"), ("unstuck-resolver", "resolver")];
/// A folder of its own: build scripts look at `RUSTC_BOOTSTRAP`, so in a shared one every other build would begin anew.
const FOLDER: &str = "target/api";

#[derive(Args)]
pub(crate) struct Options {
    /// Write the lists as the code is now.
    #[arg(long)]
    accept: bool,
}

/// A library's items as the code has them, and the file which holds what was accepted.
struct Listing {
    file: String,
    items: Vec<String>,
}

pub(crate) fn command(options: &Options) -> Outcome {
    let listings = listings()?.map_err(|lack| {
        Fault::new(
            "UNSTUCK-X432",
            lack,
            "Run it by the Rust that CI has, or give `public-api` and `rustdoc-types` in xtask/Cargo.toml the versions for yours.",
        )
    })?;
    let count: usize = listings.iter().map(|listing| listing.items.len()).sum();
    if options.accept {
        for listing in &listings {
            place::write(&place::at(&listing.file), text(&listing.items))?;
        }
        println!("api: {count} items accepted");
        return Ok(());
    }
    compare(&listings)?;
    println!("api: {count} items, all as accepted");
    Ok(())
}

/// Compares for the test; the answer is why that can't be done with the compiler at hand, if it can't.
pub(crate) fn check() -> Outcome<Option<String>> {
    match listings()? {
        Ok(listings) => compare(&listings).map(|()| None),
        Err(lack) => Ok(Some(lack)),
    }
}

/// What rustdoc says of each library with all its features; or which format it says that in, when that is not ours.
fn listings() -> Outcome<Result<Vec<Listing>, String>> {
    let mut command = process::cargo(FOLDER);
    command.args(["doc", "--no-deps", "--lib", "--all-features"]);
    for (package, _) in LIBRARIES {
        command.args(["--package", package]);
    }
    // rustdoc of a stable compiler writes JSON too, when told that its form may change.
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTDOCFLAGS", "-Z unstable-options --output-format json");
    process::output(&mut command, "UNSTUCK-X431", "Mend what rustdoc says above; `cargo doc` says it too.")?;
    let mut listings = Vec::new();
    for (package, folder) in LIBRARIES {
        let json = place::at(FOLDER).join("doc").join(format!("{}.json", package.replace('-', "_")));
        match listing::read(&json)? {
            Ok(items) => listings.push(Listing { file: format!("{folder}/api.txt"), items }),
            Err(lack) => return Ok(Err(lack)),
        }
    }
    Ok(Ok(listings))
}

fn compare(listings: &[Listing]) -> Outcome {
    let mut differing = Vec::new();
    for Listing { file, items } in listings {
        let path = place::at(file);
        // A list that is not there yet is an empty one.
        let accepted = if path.exists() { place::read_text(&path)? } else { String::new() };
        if accepted == text(items) {
            continue;
        }
        println!("{file}");
        difference(&accepted, items).iter().for_each(|line| println!("{line}"));
        differing.push(file.as_str());
    }
    if differing.is_empty() {
        return Ok(());
    }
    Err(Fault::new(
        "UNSTUCK-X430",
        format!("public items are not those that were accepted: {}", differing.join(", ")),
        "Each stands above, `-` for what was accepted and `+` for what the code has. If apps should meet the change, accept it with \
         `cargo xtask api --accept` and commit the lists; if one must change its code for it, tell it in CHANGELOG.md.",
    ))
}

fn text(items: &[String]) -> String {
    items.iter().flat_map(|item| [item.as_str(), "\n"]).collect()
}

/// What went and what came; without either, only the order is another.
fn difference(accepted: &str, items: &[String]) -> Vec<String> {
    let before: BTreeSet<&str> = accepted.lines().collect();
    let now: BTreeSet<&str> = items.iter().map(String::as_str).collect();
    let gone = accepted.lines().filter(|line| !now.contains(line)).map(|line| format!("- {line}"));
    let come = items.iter().filter(|item| !before.contains(item.as_str())).map(|item| format!("+ {item}"));
    let lines: Vec<String> = gone.chain(come).collect();
    if lines.is_empty() { vec!["the same items in another order, or some twice".to_owned()] } else { lines }
}

#[cfg(test)]
mod tests {
    use super::{difference, text};

    #[test]
    fn tells_what_went_and_what_came() {
        let items = ["pub fn a::f()".to_owned(), "pub fn a::h()".to_owned()];
        assert_eq!(
            difference("pub fn a::f()\npub fn a::g()\n", &items),
            ["- pub fn a::g()", "+ pub fn a::h()"]
        );
        assert_eq!(text(&items), "pub fn a::f()\npub fn a::h()\n");
        assert!(difference("pub fn a::h()\npub fn a::f()\n", &items)[0].contains("another order"));
    }
}
