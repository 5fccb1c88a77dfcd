//! `cargo xtask pack-npm`: the package @unstuck/widget, as one file that npm installs.

use std::process::Command;

use serde_json::Value;

use crate::fault::Fault;
use crate::{Outcome, place, process};

pub(crate) fn command() -> Outcome {
    // The package loads the widget from the service, so that both are always of one version; it holds none of it.
    let into = place::at("target/npm");
    place::fresh_folder(&into)?;
    let packed = process::output(
        Command::new("npm")
            .args(["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination"])
            .arg(&into)
            .current_dir(place::at("widget/npm")),
        "UNSTUCK-X801",
        "npm's words stand above; widget/npm/package.json is what it reads.",
    )?;
    let (name, size) = describe(&packed).ok_or_else(|| {
        Fault::new(
            "UNSTUCK-X802",
            "npm pack did not say what it packed",
            "Run `cd widget/npm && npm pack --dry-run` and look.",
        )
    })?;
    println!("packed: target/npm/{name}, {size} bytes");
    Ok(())
}

/// File name and size from `npm pack --json`, which older versions print as a list and newer ones by package name.
fn describe(json: &str) -> Option<(String, u64)> {
    let said: Value = serde_json::from_str(json).ok()?;
    let entry = match &said {
        Value::Array(list) => list.first()?,
        Value::Object(named) if !named.contains_key("filename") => named.values().next()?,
        other => other,
    };
    Some((entry["filename"].as_str()?.to_owned(), entry["size"].as_u64()?))
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn reads_both_forms_of_npm() {
        let expected = Some(("unstuck-widget-0.1.0.tgz".to_owned(), 7));
        assert_eq!(describe(r#"[{"filename":"unstuck-widget-0.1.0.tgz","size":7}]"#), expected);
        assert_eq!(
            describe(r#"{"@unstuck/widget":{"filename":"unstuck-widget-0.1.0.tgz","size":7}}"#),
            expected
        );
        assert_eq!(describe("npm notice"), None);
    }
}
