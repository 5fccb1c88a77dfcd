//! Every member inherits the workspace's lints.

use toml::Table;

use super::Violation;
use super::tree::Tree;

const WHY: &str =
    "lints are not inherited by themselves, and `unsafe_code = \"forbid\"` must hold everywhere";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        let Ok(manifest) = file.text.parse::<Table>() else { continue };
        let what = if manifest.contains_key("workspace") { workspace(&manifest) } else { member(&manifest) };
        found.extend(what.map(|what| Violation {
            file: file.path.clone(),
            line: 0,
            what: what.to_owned(),
            why: WHY,
            mend: "write it as the message says",
        }));
    }
    for file in tree.files.iter().filter(|file| file.path.ends_with("rust-toolchain.toml")) {
        if file.text.parse::<Table>().is_ok_and(|toolchain| {
            toolchain.get("toolchain").and_then(|table| table.get("targets")).is_some()
        }) {
            found.push(Violation {
                file: file.path.clone(),
                line: 0,
                what: "a `targets` list".to_owned(),
                why: "every cargo command would fail where a target can't be downloaded",
                mend: "leave the target to `cargo xtask setup`",
            });
        }
    }
    found
}

fn workspace(manifest: &Table) -> Option<&'static str> {
    let level = manifest["workspace"]
        .get("lints")
        .and_then(|lints| lints.get("rust"))
        .and_then(|rust| rust.get("unsafe_code"));
    (level.and_then(|level| level.as_str()) != Some("forbid"))
        .then_some("the workspace lacks `[workspace.lints.rust] unsafe_code = \"forbid\"`")
}

fn member(manifest: &Table) -> Option<&'static str> {
    let inherits =
        manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(|value| value.as_bool());
    (manifest.contains_key("package") && inherits != Some(true))
        .then_some("the member lacks `[lints] workspace = true`")
}

#[cfg(test)]
mod tests {
    use super::{member, workspace};

    #[test]
    fn members_inherit_and_the_workspace_forbids() {
        assert!(member(&"[package]\nname = \"a\"\n[lints]\nworkspace = true".parse().unwrap()).is_none());
        assert!(
            member(&"[package]\nname = \"a\"\n[lints.rust]\nunsafe_code = \"forbid\"".parse().unwrap())
                .is_some()
        );
        assert!(workspace(&"[workspace.lints.rust]\nunsafe_code = \"forbid\"".parse().unwrap()).is_none());
        assert!(workspace(&"[workspace]\nmembers = []".parse().unwrap()).is_some());
    }
}
