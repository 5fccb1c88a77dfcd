//! How much of a module's code is whose: told by the functions' names, before those are taken out.
//!
//! What the compiler put into another crate's function counts there, and code of the standard library that only one crate
//! needs counts nowhere, so it is a share and no exact sum.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::fault::Fault;
use crate::{Outcome, place};

/// Where the bytes of a bundle's code are written down, a line for each crate of ours and one for all.
pub(crate) const FILE: &str = "target/bundle/shares";
/// The line of all code, ours or not; no crate has this name.
const ALL: &str = "*";

/// Writes down the shares of our crates in a module that has its names.
pub(super) fn note(module: &Path) -> Outcome {
    let bytes = place::read(module)?;
    let shares = shares(&bytes).map_err(|error| {
        Fault::new(
            "UNSTUCK-X213",
            format!("{}: its functions can't be told apart: {error}", place::shown(module)),
            "wasmparser in Cargo.toml must read what wasm-opt writes; look at xtask/src/bundle/share.rs.",
        )
    })?;
    let lines: String = shares.iter().map(|(name, bytes)| format!("{name} {bytes}\n")).collect();
    place::write(&place::at(FILE), lines)
}

/// The bytes of these crates' functions, and of all; none when the file tells nothing of them.
pub(crate) fn of(crates: &[&str]) -> Outcome<Option<(u64, u64)>> {
    Ok(sums(&place::read_text(&place::at(FILE))?, crates))
}

fn sums(noted: &str, crates: &[&str]) -> Option<(u64, u64)> {
    let shares: HashMap<&str, u64> =
        noted.lines().filter_map(|line| line.split_once(' ')).filter_map(number).collect();
    let ours: u64 = crates.iter().filter_map(|name| shares.get(name)).sum();
    let all = *shares.get(ALL)?;
    (ours > 0 && ours <= all).then_some((ours, all))
}

fn number<'line>((name, bytes): (&'line str, &str)) -> Option<(&'line str, u64)> {
    Some((name, bytes.parse().ok()?))
}

fn shares(module: &[u8]) -> wasmparser::Result<BTreeMap<String, usize>> {
    let (mut imported, mut sizes, mut owners) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for name in names {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        owners.extend(
                            owner(function.name).map(|owner| (function.index as usize, owner.to_owned())),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    let size = |index: usize| index.checked_sub(imported).and_then(|at| sizes.get(at)).copied();
    let mut shares = BTreeMap::from([(ALL.to_owned(), sizes.iter().sum())]);
    for (index, owner) in owners {
        *shares.entry(owner).or_default() += size(index).unwrap_or_default();
    }
    Ok(shares)
}

/// The first crate of ours that a function's name speaks of: in `<a::Type as b::Trait>::method` the type's.
fn owner(function: &str) -> Option<&str> {
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    function.match_indices("unstuck").find_map(|(at, _)| {
        let (before, rest) = function.split_at(at);
        let begins = !before.ends_with(|letter| in_word(letter) || letter == ':');
        let (word, after) = rest.split_at(rest.find(|letter| !in_word(letter))?);
        (begins && after.starts_with("::")).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::{owner, sums};

    #[test]
    fn a_function_belongs_to_the_first_crate_of_ours_in_its_name() {
        for (function, crate_name) in [
            ("unstuck::client::start::{{closure}}::h0123456789abcdef", Some("unstuck")),
            ("<unstuck_widget::panel::Panel as unstuck_protocol::json::Say>::say", Some("unstuck_widget")),
            ("<alloc::vec::Vec<T> as unstuck_protocol::json::Say>::say", Some("unstuck_protocol")),
            ("core::ptr::drop_in_place<unstuck_resolver::pack::Pack>", Some("unstuck_resolver")),
            ("web::unstuck::start", None),
            ("unstuck_start", None),
            ("memcpy", None),
        ] {
            assert_eq!(owner(function), crate_name, "{function}");
        }
    }

    #[test]
    fn a_share_is_the_sum_of_its_crates() {
        let noted = "* 100\nunstuck 20\nunstuck_protocol 5\nunstuck_widget 30\n";
        assert_eq!(sums(noted, &["unstuck", "unstuck_protocol"]), Some((25, 100)));
        assert_eq!(sums(noted, &["unstuck_resolver"]), None);
        assert_eq!(sums("45614 203619\n", &["unstuck"]), None);
    }
}
