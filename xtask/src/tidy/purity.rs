//! `protocol` and `resolver` decide from what they are given, and from nothing else.

use cargo_metadata::{DependencyKind, Metadata};

use super::tree::{File, Tree};
use super::{Violation, arrows, platform};

const PURE: &[(&str, &str)] = &[("unstuck-protocol", "protocol/src/"), ("unstuck-resolver", "resolver/src/")];

/// What the outside looks like in code, beyond what only the platform folders may ask for.
const OUTSIDE: &[&str] = &[
    "async",
    "std::env",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::os",
    "println",
    "eprintln",
    "print",
    "eprint",
    "tokio",
    "futures",
    "js_sys",
    "web_sys",
    "wasm_bindgen",
];

const CRATES: &[&str] = &[
    "tokio",
    "async-std",
    "async-trait",
    "futures",
    "futures-util",
    "rand",
    "getrandom",
    "fastrand",
    "uuid",
    "ulid",
    "reqwest",
    "ureq",
    "hyper",
    "axum",
    "rusqlite",
    "chrono",
    "time",
    "web-time",
    "js-sys",
    "web-sys",
    "wasm-bindgen",
    "gloo-net",
    "gloo-timers",
];

const WHY: &str = "the same inputs must give the same answer on the device, in the service and in a test, for wasm32 and native";
const MEND: &str = "take what is needed as an argument; the caller's platform or edge folder asks for it";

pub(super) fn check(tree: &Tree, metadata: &Metadata) -> Vec<Violation> {
    let mut found = Vec::new();
    for (member, folder) in PURE {
        found.extend(tree.below(folder).flat_map(look));
        for package in
            metadata.workspace_packages().into_iter().filter(|package| package.name.as_str() == *member)
        {
            let normal =
                package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
            found.extend(normal.filter(|dependency| CRATES.contains(&dependency.name.as_str())).map(
                |dependency| Violation {
                    file: arrows::manifest(package, metadata),
                    line: 0,
                    what: format!("the pure crate `{member}` depends on `{}`", dependency.name),
                    why: WHY,
                    mend: MEND,
                },
            ));
        }
    }
    found
}

fn look(file: &File) -> Vec<Violation> {
    let banned = || OUTSIDE.iter().copied().chain(platform::asked());
    let hits = file.mentions.iter().filter(|mention| banned().any(|path| mention.is_under(path)));
    hits.map(|mention| Violation {
        file: file.path.clone(),
        line: mention.line,
        what: format!("a pure crate names `{}`", mention.path),
        why: WHY,
        mend: MEND,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::tidy::tree::File;

    #[test]
    fn finds_the_outside() {
        for source in [
            "async fn f() {}",
            "use std::time::{Duration, Instant};",
            "fn f() { std::env::var(\"A\"); }",
            "use rand::Rng;",
            "fn f() { println!(\"x\"); }",
        ] {
            assert_eq!(look(&File::new("protocol/src/a.rs", source)).len(), 1, "{source}");
        }
    }

    #[test]
    fn lets_values_and_tests_be() {
        for source in [
            "use std::time::Duration;",
            "use std::net::IpAddr;",
            "#[cfg(test)] mod tests { use std::fs; }",
            "fn print_at(x: u8) {}",
        ] {
            assert!(look(&File::new("protocol/src/a.rs", source)).is_empty(), "{source}");
        }
    }
}
