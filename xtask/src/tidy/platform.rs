//! Clock, randomness, storage and sockets are asked for in two folders.

use super::Violation;
use super::tokens::TARGET;
use super::tree::{File, Tree};

/// The product's own code; the demo is someone else's app, and tests and tools run on one machine.
const PRODUCT: &[&str] =
    &["protocol/src/", "resolver/src/", "sdk/src/", "widget/src/", "service/src/", "console/src/"];

const SDK: &str = "sdk/src/platform";
const SERVICE: &str = "service/src/edge";

/// What asks for each.
const ASKED: &[(&str, &[&str])] = &[
    (
        "the clock",
        &[
            "std::time::Instant",
            "std::time::SystemTime",
            "tokio::time::Instant",
            "web_time",
            "js_sys::Date",
            "web_sys::Performance",
            "Utc::now",
            "chrono::Utc::now",
            "Local::now",
            "Timestamp::now",
            "Zoned::now",
        ],
    ),
    (
        "randomness",
        &[
            "rand",
            "getrandom",
            "fastrand",
            "uuid::Uuid::new_v4",
            "Uuid::new_v4",
            "uuid::Uuid::now_v7",
            "Uuid::now_v7",
            "js_sys::Math::random",
            "Math::random",
            "web_sys::Crypto",
        ],
    ),
    (
        "storage",
        &["std::fs", "tokio::fs", "rusqlite", "web_sys::Storage", "web_sys::IdbFactory", "gloo_storage"],
    ),
    (
        "sockets",
        &[
            "std::net::TcpStream",
            "std::net::TcpListener",
            "std::net::UdpSocket",
            "tokio::net",
            "gloo_net",
            "reqwest",
            "ureq",
            "web_sys::WebSocket",
            "web_sys::EventSource",
            "web_sys::XmlHttpRequest",
            "web_sys::RequestInit",
        ],
    ),
];

/// Every path that asks the outside for something.
pub(super) fn asked() -> impl Iterator<Item = &'static str> {
    ASKED.iter().flat_map(|(_, paths)| paths.iter().copied())
}

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    PRODUCT.iter().flat_map(|folder| tree.below(folder)).flat_map(look).collect()
}

fn look(file: &File) -> Vec<Violation> {
    let in_sdk = within(&file.path, SDK);
    let mut found = Vec::new();
    for mention in &file.mentions {
        if mention.path == TARGET && !in_sdk {
            found.push(Violation {
                file: file.path.clone(),
                line: mention.line,
                what: format!("`{TARGET}` outside {SDK}/"),
                why: "two platforms meet in one folder, so that the rest reads as one program",
                mend: "give both sides one function in sdk/src/platform/ and call it",
            });
        }
        let asks = ASKED.iter().find(|(_, paths)| paths.iter().any(|path| mention.is_under(path)));
        if let Some((what, _)) = asks
            && !in_sdk
            && !within(&file.path, SERVICE)
        {
            found.push(Violation {
                file: file.path.clone(),
                line: mention.line,
                what: format!("asks for {what} (`{}`) outside {SDK}/ and {SERVICE}/", mention.path),
                why: "decisions that take time, chance and storage as arguments can be tested without them",
                mend: "ask in the platform or edge folder and hand the value in",
            });
        }
    }
    found
}

/// The folder itself, or the module file beside it.
fn within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::tidy::tree::File;

    #[test]
    fn asks_only_in_the_two_folders() {
        let source = "fn f() { let now = std::time::Instant::now(); }";
        assert_eq!(look(&File::new("service/src/route.rs", source)).len(), 1);
        assert!(look(&File::new("service/src/edge/clock.rs", source)).is_empty());
        assert!(look(&File::new("sdk/src/platform.rs", source)).is_empty());
        assert_eq!(look(&File::new("sdk/src/platforms.rs", source)).len(), 1);
    }

    #[test]
    fn conditions_on_the_target_stand_in_the_sdk_alone() {
        let source = "#[cfg(target_arch = \"wasm32\")] fn f() {}";
        assert_eq!(look(&File::new("service/src/edge/clock.rs", source)).len(), 1);
        assert!(look(&File::new("sdk/src/platform/browser.rs", source)).is_empty());
    }
}
