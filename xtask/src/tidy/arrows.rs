//! Who may know whom.

use cargo_metadata::{Metadata, Package};

use super::Violation;

/// Members of the workspace and which of them each may depend on; the journeys may know everything.
const ARROWS: &[(&str, &[&str])] = &[
    ("unstuck-protocol", &[]),
    ("unstuck-resolver", &["unstuck-protocol"]),
    ("unstuck", &["unstuck-protocol", "unstuck-resolver"]),
    ("unstuck-widget", &["unstuck", "unstuck-protocol"]),
    ("unstuck-service", &["unstuck-protocol", "unstuck-resolver"]),
    ("unstuck-console", &["unstuck-protocol"]),
    ("unstuck-demo-api", &[]),
    ("unstuck-demo-app", &[]),
    ("unstuck-tests-leptos", &["unstuck-widget"]),
    ("unstuck-tests-page", &["unstuck"]),
    ("unstuck-tests-sentry", &["unstuck"]),
    ("unstuck-tests-yew", &[]),
    ("unstuck-tests-ranking", &["unstuck-protocol", "unstuck-resolver"]),
    ("unstuck-tests-tantivy", &["unstuck-resolver"]),
    ("xtask", &[]),
];

/// Crates that make requests; the widget has none of them.
const REQUESTS: &[&str] = &["gloo-net", "gloo", "reqwest", "ureq", "leptos-fetch", "ehttp"];
/// Browser bindings that make requests.
const REQUEST_BINDINGS: &[&str] =
    &["Request", "RequestInit", "Response", "XmlHttpRequest", "WebSocket", "EventSource"];

pub(super) fn check(metadata: &Metadata) -> Vec<Violation> {
    let packages = metadata.workspace_packages();
    let members: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut found = Vec::new();
    for package in &packages {
        let file = manifest(package, metadata);
        for dependency in &package.dependencies {
            found.extend(look(package.name.as_str(), &dependency.name, &members, &file));
            found.extend(features(&dependency.name, &dependency.features, &file));
            if package.name.as_str() == "unstuck-widget" && dependency.name == "web-sys" {
                found.extend(
                    dependency
                        .features
                        .iter()
                        .filter(|name| REQUEST_BINDINGS.contains(&name.as_str()))
                        .map(|name| requests(&format!("web-sys's `{name}`"), &file)),
                );
            }
        }
        for enabled in package.features.values().flatten() {
            if let Some((name, feature)) = enabled.split_once('/') {
                found.extend(features(name.trim_end_matches('?'), &[feature.to_owned()], &file));
            }
        }
    }
    found
}

/// The manifest's path from the root.
pub(super) fn manifest(package: &Package, metadata: &Metadata) -> String {
    package.manifest_path.strip_prefix(&metadata.workspace_root).unwrap_or(&package.manifest_path).to_string()
}

fn look(member: &str, dependency: &str, members: &[&str], file: &str) -> Option<Violation> {
    if member == "unstuck-widget" && REQUESTS.contains(&dependency) {
        return Some(requests(&format!("`{dependency}`"), file));
    }
    if !members.contains(&dependency) {
        return None;
    }
    // A crate's documentation may name the crate itself.
    let allowed = ARROWS.iter().find(|(name, _)| *name == member)?.1;
    (member != dependency && !allowed.contains(&dependency)).then(|| Violation {
        file: file.to_owned(),
        line: 0,
        what: format!(
            "`{member}` depends on `{dependency}`, and may know only: {}",
            if allowed.is_empty() { "nothing of ours".to_owned() } else { allowed.join(", ") }
        ),
        why: "the parts agree through `protocol` alone, so that each can change without the others",
        mend: "say what both need in `unstuck-protocol`, or move the code to the side that may know both",
    })
}

fn requests(what: &str, file: &str) -> Violation {
    Violation {
        file: file.to_owned(),
        line: 0,
        what: format!("the widget depends on {what}, which makes requests"),
        why: "everything that leaves the page goes through the SDK, which scrubs, queues and limits it",
        mend: "ask the SDK for it",
    }
}

fn features(dependency: &str, enabled: &[String], file: &str) -> Option<Violation> {
    let feature = enabled
        .iter()
        .find(|feature| dependency == "leptos" && ["ssr", "hydrate"].contains(&feature.as_str()))?;
    Some(Violation {
        file: file.to_owned(),
        line: 0,
        what: format!("turns on `leptos/{feature}`"),
        why: "features are shared in a workspace, and this one makes handlers of client-rendered apps panic",
        mend: "use `csr` alone",
    })
}

#[cfg(test)]
mod tests {
    use super::{features, look};

    const MEMBERS: &[&str] = &[
        "unstuck-protocol",
        "unstuck-resolver",
        "unstuck",
        "unstuck-widget",
        "unstuck-service",
        "unstuck-tests",
    ];

    #[test]
    fn sdk_and_service_never_see_each_other() {
        assert!(look("unstuck", "unstuck-service", MEMBERS, "f").is_some());
        assert!(look("unstuck-service", "unstuck", MEMBERS, "f").is_some());
        assert!(look("unstuck-protocol", "unstuck-resolver", MEMBERS, "f").is_some());
        assert!(look("unstuck-service", "unstuck-resolver", MEMBERS, "f").is_none());
        assert!(look("unstuck-tests", "unstuck-service", MEMBERS, "f").is_none());
        assert!(look("unstuck-protocol", "serde", MEMBERS, "f").is_none());
    }

    #[test]
    fn the_widget_makes_no_request() {
        assert!(look("unstuck-widget", "gloo-net", MEMBERS, "f").is_some());
        assert!(look("unstuck", "gloo-net", MEMBERS, "f").is_none());
    }

    #[test]
    fn leptos_is_client_rendered() {
        assert!(features("leptos", &["csr".to_owned(), "ssr".to_owned()], "f").is_some());
        assert!(features("leptos", &["csr".to_owned()], "f").is_none());
    }
}
