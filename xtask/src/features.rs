//! `cargo xtask features`: the SDK with no feature, each one alone and all of them, natively and in the browser.
//!
//! A loop over what cargo knows rather than cargo-hack: that one takes most of a minute to build on a fresh machine, has
//! to be told which features a target is without, and sees no warning unless everything is compiled anew for it.

use std::collections::BTreeMap;
use std::time::Instant;

use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{CompilerMessage, Message, Metadata, Package};
use serde_json::Value;

use crate::fault::Fault;
use crate::setup::{self, TRIPLE};
use crate::{Outcome, process, tidy};

const PACKAGE: &str = "unstuck";

struct Target {
    name: &'static str,
    /// Other steps compile the same dependencies there.
    folder: &'static str,
    arguments: &'static [&'static str],
    /// The key of `[package.metadata.unstuck]` which names the features that make no sense on this target.
    without: &'static str,
}

const TARGETS: &[Target] = &[
    Target { name: "native", folder: "target", arguments: &[], without: "browser-only" },
    Target { name: TRIPLE, folder: "target/wasm", arguments: &["--target", TRIPLE], without: "native-only" },
];

/// Features that are switched on together.
#[derive(Debug, PartialEq, Eq)]
struct Choice {
    name: String,
    features: Vec<String>,
}

pub(crate) fn command() -> Outcome {
    setup::browser_target()?;
    let mut count = 0;
    each(|_| count += 1)?;
    println!("features: {count} of {count} compile without a warning");
    Ok(())
}

/// Checks every choice on every target and tells `seen` of each whether it was well.
pub(crate) fn each(mut seen: impl FnMut(bool)) -> Outcome {
    let metadata = tidy::metadata()?;
    let package = metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name.as_str() == PACKAGE)
        .ok_or_else(|| manifest(format!("the workspace has no package `{PACKAGE}`")))?;
    let mut wrong = Vec::new();
    for target in TARGETS {
        let without = listed(package, target.without)?;
        for choice in choices(&package.features, &without) {
            let start = Instant::now();
            let verdict = check(&metadata, target, &choice)?;
            seen(verdict.is_none());
            let (name, on) = (&choice.name, target.name);
            let word = verdict.as_deref().unwrap_or("ok");
            println!("features  {on:<24} {name:<20} {word} ({:.1} s)", start.elapsed().as_secs_f64());
            wrong.extend(verdict.map(|verdict| format!("{name} on {on}: {verdict}")));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Fault::new(
        "UNSTUCK-X420",
        format!("`{PACKAGE}` is not well with\n{}", wrong.join("\n")),
        "The compiler's words stand above. A feature that makes no sense on a target is named in sdk/Cargo.toml under \
         [package.metadata.unstuck], in `native-only` or `browser-only`.",
    ))
}

/// What is wrong with this choice, if anything; the compiler's words are printed.
fn check(metadata: &Metadata, target: &Target, choice: &Choice) -> Outcome<Option<String>> {
    let mut command = process::cargo(target.folder);
    command.args(["check", "--quiet", "--package", PACKAGE, "--lib", "--message-format", "json"]);
    command.args(["--no-default-features", "--features", &choice.features.join(",")]).args(target.arguments);
    let mut warnings = 0;
    let compiles = process::lines(&mut command, |line| {
        let Ok(Message::CompilerMessage(said)) = serde_json::from_str(line) else { return };
        // Cargo tells again what it told when the crate was compiled, so that a warning is seen in every run.
        warnings += u32::from(is_warning(&said) && metadata.workspace_members.contains(&said.package_id));
        print!("{}", said.message.rendered.as_deref().unwrap_or_default());
    })?;
    Ok(match (compiles, warnings) {
        (false, _) => Some("does not compile".to_owned()),
        (true, 0) => None,
        (true, 1) => Some("one warning".to_owned()),
        (true, _) => Some(format!("{warnings} warnings")),
    })
}

/// The sum that closes a crate's warnings has no place in the code.
fn is_warning(said: &CompilerMessage) -> bool {
    said.message.level == DiagnosticLevel::Warning
        && !(said.message.spans.is_empty() && said.message.message.ends_with("emitted"))
}

/// None, each alone, and all, but for those that the target is without.
fn choices(features: &BTreeMap<String, Vec<String>>, without: &[String]) -> Vec<Choice> {
    let there: Vec<String> = features.keys().filter(|name| !without.contains(name)).cloned().collect();
    let each = there.iter().map(|name| Choice { name: format!("`{name}`"), features: vec![name.clone()] });
    let none = Choice { name: "no feature".to_owned(), features: Vec::new() };
    let all = Choice { name: "all features".to_owned(), features: there.clone() };
    std::iter::once(none).chain(each).chain([all]).collect()
}

/// The features under a key of `[package.metadata.unstuck]`; an absent key has none.
fn listed(package: &Package, key: &str) -> Outcome<Vec<String>> {
    named(&package.metadata, key, &package.features)
        .map_err(|what| manifest(format!("[package.metadata.unstuck] of `{PACKAGE}`: {what}")))
}

fn named(
    metadata: &Value,
    key: &str,
    features: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<String>, String> {
    let Some(value) = metadata.get("unstuck").and_then(|ours| ours.get(key)) else { return Ok(Vec::new()) };
    let names = value.as_array().ok_or_else(|| format!("`{key}` is no list"))?;
    let known = |name: &Value| name.as_str().filter(|name| features.contains_key(*name)).map(str::to_owned);
    names
        .iter()
        .map(|name| known(name).ok_or_else(|| format!("`{key}` names {name}, which is no feature")))
        .collect()
}

fn manifest(what: String) -> Fault {
    Fault::new("UNSTUCK-X421", what, "Mend sdk/Cargo.toml; the names of its features stand under [features].")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::{choices, named};

    fn features() -> BTreeMap<String, Vec<String>> {
        ["default", "http", "tower"].map(|name| (name.to_owned(), Vec::new())).into()
    }

    #[test]
    fn a_new_feature_is_checked_alone_and_with_all_others() {
        let names = |without: &[String]| -> Vec<String> {
            choices(&features(), without).iter().map(|choice| choice.features.join("+")).collect()
        };
        assert_eq!(names(&[]), ["", "default", "http", "tower", "default+http+tower"]);
        assert_eq!(names(&["tower".to_owned()]), ["", "default", "http", "default+http"]);
    }

    #[test]
    fn the_crate_tells_what_a_target_is_without() {
        let told = |value| named(&json!({ "unstuck": { "native-only": value } }), "native-only", &features());
        assert_eq!(told(json!(["tower"])), Ok(vec!["tower".to_owned()]));
        assert!(told(json!(["towel"])).unwrap_err().contains("towel"));
        assert!(told(json!("tower")).is_err());
        assert_eq!(named(&json!(null), "native-only", &features()), Ok(Vec::new()));
    }
}
