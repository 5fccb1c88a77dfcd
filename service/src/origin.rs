//! Which pages may speak for a product.

use std::net::{Ipv4Addr, Ipv6Addr};

/// One allowed origin.
///
/// ```
/// use unstuck_service::origin::Allowed;
/// let shop = Allowed::new("https://shop.example").expect("an origin");
/// assert!(shop.admits("https://shop.example"));
/// assert!(!shop.admits("https://shop.example.evil.example"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// This origin, to the byte.
    Exact(String),
    /// Any port of this machine; in a configuration the word `loopback`.
    Loopback,
}

impl Allowed {
    /// Reads an origin of a configuration; `None` where it is not `scheme://host[:port]` in lower case, or `loopback`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text == "loopback" {
            return Some(Self::Loopback);
        }
        host(text).map(|_| Self::Exact(text.to_owned()))
    }

    /// Whether a browser's `Origin` header is this one.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        match self {
            Self::Exact(allowed) => allowed == origin,
            Self::Loopback => host(origin).is_some_and(is_loopback),
        }
    }
}

/// The host of a well-formed origin, an IPv6 address with its brackets.
fn host(origin: &str) -> Option<&str> {
    let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"))?;
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
    (!host.is_empty() && (named || numbered) && port_fits).then_some(host)
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
            ("null", false),
        ] {
            assert_eq!(Allowed::Loopback.admits(origin), admitted, "{origin}");
        }
    }

    #[test]
    fn a_configuration_names_origins_and_nothing_wider() {
        for text in ["null", "*", "https://*.example", "https://a.example/path", "a.example", "https://"] {
            assert_eq!(Allowed::new(text), None, "{text}");
        }
    }
}
