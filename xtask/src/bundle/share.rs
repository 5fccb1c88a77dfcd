//! How much of a module's code is one crate's: told by the functions' names, before those are taken out.
//!
//! What the compiler put into another crate's function counts there, and code of the standard library that only this crate
//! needs counts nowhere, so it is a share and no exact sum.

use std::path::Path;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::fault::Fault;
use crate::{Outcome, place};

/// Where the bytes of a bundle's code are written down: those of the crate, and all.
pub(crate) const FILE: &str = "target/bundle/resolver-share";
/// The crate whose share is told.
const CRATE: &str = "unstuck_resolver::";

/// Writes down the share of the resolver in a module that has its names.
pub(super) fn note(module: &Path) -> Outcome {
    let bytes = place::read(module)?;
    let (of_crate, all) = share(&bytes).map_err(|error| {
        Fault::new(
            "UNSTUCK-X213",
            format!("{}: its functions can't be told apart: {error}", place::shown(module)),
            "wasmparser in Cargo.toml must read what wasm-opt writes; look at xtask/src/bundle/share.rs.",
        )
    })?;
    place::write(&place::at(FILE), format!("{of_crate} {all}\n"))
}

/// The bytes of the crate's functions, and of all.
fn share(module: &[u8]) -> wasmparser::Result<(usize, usize)> {
    let (mut imported, mut sizes, mut ours) = (0, Vec::new(), Vec::new());
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
                        if function.name.contains(CRATE) {
                            ours.push(function.index as usize);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let size = |index: usize| index.checked_sub(imported).and_then(|at| sizes.get(at)).copied();
    Ok((ours.into_iter().filter_map(size).sum(), sizes.iter().sum()))
}
