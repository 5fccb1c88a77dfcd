//! What a page does without: what panics and programmers' views do, and long names between the module and its glue.
//!
//! A page can show nobody a panic's words, and what makes them is a large part of a small module. The stable compiler has
//! no setting that leaves them out of the standard library, so the functions that begin a panic lose their bodies here.
//! A check that fails still ends the module at that very place; no check is taken away.

use std::collections::HashSet;
use std::path::Path;

use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

use super::wasm::Bound;
use crate::Outcome;
use crate::fault::Fault;
use crate::place;

/// The crates of the standard library, one of which every function that begins a panic belongs to.
const CRATES: [&str; 3] = ["core", "alloc", "std"];
/// The last parts of such functions' names, beside all of `core::panicking`. None of them ever returns.
const ENDINGS: [&str; 18] = [
    "option::unwrap_failed",
    "option::expect_failed",
    "result::unwrap_failed",
    "str::slice_error_fail",
    "str::slice_error_fail_rt",
    "slice::index::slice_index_fail",
    "copy_from_slice_impl::len_mismatch_fail",
    "cell::panic_already_borrowed",
    "cell::panic_already_mutably_borrowed",
    "cell::once::reentrant_init",
    "cell::lazy::panic_poisoned",
    "smallsort::panic_on_ord_violation",
    "raw_vec::capacity_overflow",
    "raw_vec::handle_error",
    "alloc::handle_alloc_error",
    "local::panic_access_error",
    "panicking::panic_with_hook",
    "panicking::begin_panic_handler",
];

/// Rewrites module and glue in place; the module's names must still be there.
pub(super) fn out(bound: &Bound) -> Outcome {
    let mut module = Module::from_file(&bound.module).map_err(|error| trouble(&bound.module, &error))?;
    // The loader starts the module by the default export alone.
    let glue = place::read_text(&bound.script)?.replace("export { initSync, ", "export { ");
    let glue = without_debug(glue);
    let glue = shorten(&mut module, glue);
    if panics_to_traps(&mut module) == 0 {
        return Err(Fault::new(
            "UNSTUCK-X212",
            format!("{} names no function that begins a panic", place::shown(&bound.module)),
            "The standard library may have renamed them: look at its panicking.rs and mend the list in xtask/src/bundle/spare.rs.",
        ));
    }
    unshown_to_traps(&mut module);
    // What the linker noted for `unsaid` no longer holds from here on.
    let notes: Vec<_> = module.customs.iter().map(|(id, section)| (id, section.name().to_owned())).collect();
    for (id, _) in notes.iter().filter(|(_, name)| name == "linking" || name.starts_with("reloc.")) {
        module.customs.delete(*id);
    }
    place::write(&bound.script, glue)?;
    module.emit_wasm_file(&bound.module).map_err(|error| trouble(&bound.module, &error))
}

fn trouble(module: &Path, error: &dyn std::fmt::Display) -> Fault {
    Fault::new(
        "UNSTUCK-X211",
        format!("{} can't be rewritten: {error:#}", place::shown(module)),
        "walrus in Cargo.toml must be the version that wasm-bindgen-cli-support uses; `cargo tree -i walrus` shows it.",
    )
}

/// The glue without the function that shows a value to a programmer, which nothing calls once panics have no words.
fn without_debug(glue: String) -> String {
    let Some(begin) = glue.find("__wbg___wbindgen_debug_string") else { return glue };
    match glue[begin..].find("\n        },\n") {
        Some(length) => [&glue[..begin], &glue[begin + length + "\n        },\n".len()..]].concat(),
        None => glue,
    }
}

/// Gives every function that the module imports a name of two or three letters, in module and glue alike.
fn shorten(module: &mut Module, mut glue: String) -> String {
    let imports: Vec<_> = module.imports.iter().map(|import| (import.id(), import.name.clone())).collect();
    for (at, (id, name)) in imports.into_iter().enumerate() {
        // A name that the glue does not spell exactly once as a key stays as it is.
        let key = format!("{name}: function(");
        if glue.matches(&key).count() == 1 && glue.matches(&name).count() <= 2 {
            let short = format!("i{}", base36(at));
            glue = glue.replace(&key, &format!("{short}: function("));
            module.imports.get_mut(id).name = short;
        }
    }
    glue
}

fn base36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Takes the bodies away; the answer is how many.
fn panics_to_traps(module: &mut Module) -> usize {
    let beginnings: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(begins_a_panic))
        .collect();
    to_traps(module, &beginnings);
    beginnings.len()
}

fn to_traps(module: &mut Module, functions: &[FunctionId]) {
    for id in functions {
        let kind = module.types.get(module.funcs.get(*id).ty());
        let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &takes, &gives);
        trap.func_body().unreachable();
        let arguments = takes.iter().map(|kind| module.locals.add(*kind)).collect();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(trap.local_func(arguments));
    }
}

/// Takes the bodies of what shows a value to a person where nothing ever calls it by name, and nothing else fills in a format:
/// only the words of panics still mention it.
fn unshown_to_traps(module: &mut Module) {
    // What the traps have left without a caller counts no more.
    walrus::passes::gc::run(module);
    let name = |id: FunctionId| module.funcs.get(id).name.as_deref().map(without_hashes).unwrap_or_default();
    let mut called = HashSet::new();
    let mut filling = Vec::new();
    for (id, function) in module.funcs.iter_local() {
        let mut calls = Calls::default();
        dfs_in_order(&mut calls, function, function.entry_block());
        if calls.0.iter().any(|callee| name(*callee) == "core::fmt::write") {
            filling.push(id);
        }
        called.extend(calls.0);
    }
    let shows = |id: &FunctionId| !called.contains(id) && name(*id).ends_with(" as core::fmt::Display>::fmt");
    let unshown: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).filter(shows).collect();
    if filling.iter().any(|id| !unshown.contains(id)) {
        return;
    }
    to_traps(module, &unshown);
}

/// The functions that one calls by name.
#[derive(Default)]
struct Calls(Vec<FunctionId>);

impl<'i> Visitor<'i> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.0.push(call.func);
    }
}

/// Whether a demangled name, such as `core[0123]::panicking::panic_fmt`, is that of a function which begins a panic.
fn begins_a_panic(name: &str) -> bool {
    let plain = without_hashes(name);
    let Some((first, rest)) = plain.split_once("::") else { return false };
    // What only a panic's words would show: nothing in a page prints a value for a programmer.
    let shown = plain.ends_with(" as core::fmt::Debug>::fmt") || rest.starts_with("fmt::builders::");
    shown
        || CRATES.contains(&first)
            && (first == "core" && rest.starts_with("panicking::")
                || ENDINGS.iter().any(|ending| rest.ends_with(ending)))
}

/// The name without the hashes that tell versions of a crate apart.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    match plain.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            path.to_owned()
        }
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, Module};

    use super::{base36, begins_a_panic, unshown_to_traps};

    #[test]
    fn only_what_never_returns_is_a_beginning() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::result::unwrap_failed::h0123456789abcdef",
            "core[c5930c85a12de822]::str::slice_error_fail",
            "alloc[c5930c85a12de822]::raw_vec::handle_error",
            "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
        ] {
            assert!(begins_a_panic(name), "{name}");
        }
        for name in [
            "std[c5930c85a12de822]::panicking::panic_count::is_zero_slow_path",
            "core::fmt::write",
            "unstuck_widget::panicking::panic_fmt",
            "<core::panicking::X as core::fmt::Display>::fmt",
            "<unstuck::Error as core::fmt::Display>::fmt",
        ] {
            assert!(!begins_a_panic(name), "{name}");
        }
    }

    /// A module of functions with these names, all of which are exported; the last one calls the first.
    fn module(names: &[&str]) -> Module {
        let mut module = Module::default();
        let mut ids = Vec::new();
        for name in names {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            if let (Some(first), true) = (ids.first(), ids.len() + 1 == names.len()) {
                function.func_body().call(*first);
            }
            let id = function.finish(Vec::new(), &mut module.funcs);
            module.funcs.get_mut(id).name = Some((*name).to_owned());
            module.exports.add(name, id);
            ids.push(id);
        }
        module
    }

    fn traps(module: &Module, name: &str) -> bool {
        let function = module.funcs.by_name(name).map(|id| module.funcs.get(id).kind.unwrap_local());
        function.is_some_and(|function| function.size() == 1)
    }

    #[test]
    fn what_shows_values_traps_where_nothing_calls_it_and_nothing_else_fills_in_a_format() {
        let (called, unshown) = ("<X as core[01]::fmt::Display>::fmt", "<Y as core[01]::fmt::Display>::fmt");
        let mut calls = module(&[called, unshown, "work"]);
        unshown_to_traps(&mut calls);
        assert_eq!((traps(&calls, called), traps(&calls, unshown)), (false, true));
        let mut fills = module(&["core[01]::fmt::write", unshown, "work"]);
        unshown_to_traps(&mut fills);
        assert!(!traps(&fills, unshown), "`work` fills in formats, which may show anything");
        let mut shows = module(&["core[01]::fmt::write", unshown]);
        unshown_to_traps(&mut shows);
        assert!(traps(&shows, unshown), "only what is never shown fills in formats");
    }

    #[test]
    fn short_names_differ() {
        let names: std::collections::BTreeSet<String> = (0..5000).map(base36).collect();
        assert_eq!(names.len(), 5000);
    }
}
