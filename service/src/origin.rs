//! Which pages may speak for a product.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Schemes under which no app has pages of its own: what lies on the person's disk, what another page made, and what loads no
/// pages at all. To name one would let in everybody who gets a file there.
const NOBODYS: [&str; 11] = [
    "about",
    "blob",
    "content",
    "data",
    "file",
    "filesystem",
    "ftp",
    "javascript",
    "view-source",
    "ws",
    "wss",
];

/// One allowed origin.
///
/// ```
/// use unstuck_service::origin::Allowed;
/// let shop = Allowed::new("https://shop.example").expect("an origin");
/// assert!(shop.admits("https://shop.example"));
/// assert!(!shop.admits("https://shop.example.evil.example"));
/// // The windows of an app that brings its pages along
/// let window = Allowed::new("tauri://localhost").expect("an origin");
/// assert!(window.admits("tauri://localhost") && !window.admits("http://tauri.localhost"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// This origin, to the byte.
    Exact(String),
    /// Any port of this machine over `http` or `https`; in a configuration the word `loopback`.
    Loopback,
}

impl Allowed {
    /// Reads an origin of a configuration; `None` where it is not `scheme://host[:port]` in lower case, or `loopback`. The scheme
    /// may be an app's own, such as `tauri`, `capacitor` or `chrome-extension`, but none whose pages are nobody's, such as `file`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text == "loopback" {
            return Some(Self::Loopback);
        }
        let (scheme, _) = parts(text)?;
        (!NOBODYS.contains(&scheme)).then(|| Self::Exact(text.to_owned()))
    }

    /// The origin itself, where it is one.
    #[must_use]
    pub fn exact(&self) -> Option<&str> {
        match self {
            Self::Exact(origin) => Some(origin),
            Self::Loopback => None,
        }
    }

    /// Whether a browser's `Origin` header is this one.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        match self {
            Self::Exact(allowed) => allowed == origin,
            // What an app calls this machine under a scheme of its own is the app's word, so that it must be named.
            Self::Loopback => parts(origin)
                .is_some_and(|(scheme, host)| matches!(scheme, "http" | "https") && is_loopback(host)),
        }
    }
}

/// Whether it is `scheme://host[:port]` of the web, in lower case.
pub(crate) fn is_origin(text: &str) -> bool {
    parts(text).is_some_and(|(scheme, _)| matches!(scheme, "https" | "http"))
}

/// The scheme and the host of a well-formed origin, an IPv6 address with its brackets.
fn parts(origin: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = origin.split_once("://")?;
    let told = scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-.".contains(&b));
    let end = if rest.starts_with('[') { rest.find(']')? + 1 } else { rest.find(':').unwrap_or(rest.len()) };
    let (host, port) = rest.split_at(end);
    let named = host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b));
    let numbered = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<Ipv6Addr>().is_ok());
    let port_fits = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok());
    (told && !host.is_empty() && (named || numbered) && port_fits).then_some((scheme, host))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_origin_is_admitted() {
        let shop = Allowed::Exact("https://shop.example".into());
        for (origin, admitted) in [
            ("https://shop.example", true),
            ("http://shop.example", false),
            ("https://shop.example:8443", false),
            ("https://shop.example.evil.example", false),
            ("https://evil-shop.example", false),
            ("https://shop.example@evil.example", false),
            ("https://SHOP.example", false),
            ("https://shop.example/", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(shop.admits(origin), admitted, "{origin}");
        }
    }

    #[test]
    fn loopback_is_this_machine_alone() {
        for (origin, admitted) in [
            ("http://localhost:3000", true),
            ("http://127.0.0.1", true),
            ("https://127.8.0.1:443", true),
            ("http://[::1]:80", true),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
            ("http://127.0.0.1@evil.example", false),
            ("http://127.0.0.1:80@evil.example", false),
            ("http://localhost:99999", false),
            ("http://localhost:", false),
            ("http://[::2]", false),
            ("file://localhost", false),
            ("tauri://localhost", false),
            ("capacitor://localhost:80", false),
            ("null", false),
        ] {
            assert_eq!(Allowed::Loopback.admits(origin), admitted, "{origin}");
        }
    }

    #[test]
    fn a_configuration_names_origins_and_nothing_wider() {
        for text in [
            "null",
            "*",
            "https://*.example",
            "https://a.example/path",
            "a.example",
            "https://",
            "https://A.example",
            "://localhost",
            "tauri://",
            "tauri://*",
            "tauri:localhost",
            "tauri://localhost/",
            "tauri://localhost:",
            "tauri://localhost:70000",
            "tauri://me@localhost",
            "Tauri://localhost",
            "tauri://Localhost",
            " tauri://localhost",
            "1tauri://localhost",
            "tau_ri://localhost",
            "chrome-extension://*",
        ] {
            assert_eq!(Allowed::new(text), None, "{text}");
        }
    }

    #[test]
    fn an_app_that_brings_its_pages_along_is_named_to_the_letter() {
        for origin in [
            "tauri://localhost",
            "http://tauri.localhost",
            "capacitor://localhost",
            "ionic://localhost",
            "app://bundle",
            "com.example.shop+beta://bundle:1",
            "chrome-extension://cjpalhdlnbpafiamejdnhcphjbkeiagm",
        ] {
            assert_eq!(Allowed::new(origin), Some(Allowed::Exact(origin.into())), "{origin}");
        }
        let window = Allowed::new("tauri://localhost").unwrap();
        for (origin, admitted) in [
            ("tauri://localhost", true),
            ("TAURI://localhost", false),
            ("tauri://LOCALHOST", false),
            ("tauri://localhost:80", false),
            ("tauri://localhost/", false),
            ("tauri://localhost.evil.example", false),
            ("tauri://evil.example", false),
            ("tauri://localhost@evil.example", false),
            ("xtauri://localhost", false),
            ("http://localhost", false),
            ("http://tauri.localhost", false),
            ("https://tauri.localhost", false),
            ("tauri", false),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(window.admits(origin), admitted, "{origin}");
        }
    }

    #[test]
    fn pages_that_are_nobodys_are_never_let_in() {
        for origin in NOBODYS.map(|scheme| format!("{scheme}://localhost")) {
            assert_eq!(Allowed::new(&origin), None, "{origin}");
        }
        for origin in
            ["file://", "file:///", "file:///index.html", "blob:https://shop.example", "data:text/html"]
        {
            assert_eq!(Allowed::new(origin), None, "{origin}");
        }
    }
}
