//! The guide for users says what is true today: its chapters are bound in, its links lead somewhere, and its tables of
//! errors and limits are those of the code.

mod codes;
mod figures;
mod links;

use super::Violation;
use super::tree::{File, Tree};
use crate::place;

/// Where the book's chapters are.
const BOOK: &str = "docs/src/";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = links::chapters(tree);
    found.extend(links::check(tree, |path| place::at(path).exists()));
    found.extend(codes::check(tree));
    found.extend(figures::check(tree));
    found
}

/// A chapter of the book; where it is missing, nothing is told, and every rule about it speaks of its name.
fn chapter<'tree>(tree: &'tree Tree, name: &str) -> (String, Option<&'tree File>) {
    let path = format!("{BOOK}{name}");
    let file = tree.files.iter().find(|file| file.path == path);
    (path, file)
}
