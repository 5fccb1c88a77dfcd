//! URLs and routes without what tells of a person.

use std::borrow::Cow;

use super::{Found, PASSES, key, pass, shape, text};

const ID: &str = "{id}";

/// A path or URL without credentials, query and fragment, its varying segments as `{id}`.
///
/// ```
/// use unstuck_protocol::scrub::url;
/// assert_eq!(url("https://jo:pw@example.com/users/4711?token=x#top"), "https://example.com/users/{id}");
/// assert_eq!(url("/red-packet/settings"), "/red-packet/settings");
/// ```
#[must_use]
pub fn url(input: &str) -> String {
    let bare = |text: &str| text.split(['?', '#']).next().unwrap_or_default().trim().to_owned();
    let mut now = bare(input);
    // What was cleaned may lay something bare.
    for _ in 0..PASSES {
        let next = bare(&path(&bare(&text(&now))));
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// As [`url`], for one whose place is known: a harmless fragment, such as an error code, stays.
fn link(input: &str) -> String {
    let (rest, fragment) = input.split_once('#').unwrap_or((input, ""));
    let mut out = path(rest.split('?').next().unwrap_or_default());
    let harmless = (1..=64).contains(&fragment.len())
        && fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !key(fragment)
        && !varies(fragment)
        && pass(fragment).is_none();
    if harmless {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

fn path(input: &str) -> String {
    let (scheme, rest) = match input.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => (Some(scheme), rest),
        _ => (None, input),
    };
    let mut out = String::with_capacity(input.len());
    let mut segments = rest.split('/');
    if let Some(scheme) = scheme {
        let authority = segments.next().unwrap_or_default();
        let host = host(authority.rsplit('@').next().unwrap_or_default());
        out.push_str(scheme);
        out.push_str("://");
        out.push_str(&text(host));
        if rest.len() > authority.len() {
            out.push('/');
        }
    }
    let clean: Vec<Cow<'_, str>> = segments
        .map(|segment| match text(segment) {
            clean if varies(segment) || varies(&clean) => Cow::Borrowed(ID),
            clean => clean,
        })
        .collect();
    out.push_str(&clean.join("/"));
    out
}

/// A host without what follows its colon and is no port: a password that was cut by a sign of its own.
fn host(host: &str) -> &str {
    match host.split_once(':') {
        Some((name, port)) if !host.starts_with('[') && !port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether a segment names one thing among many: a number, a UUID, a long hexadecimal or random word, an address.
fn varies(segment: &str) -> bool {
    let bytes = segment.as_bytes();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let hex = bytes.iter().filter(|b| b.is_ascii_hexdigit()).count();
    let uuid = bytes.len() == 36 && hex == 32 && [8, 13, 18, 23].iter().all(|&at| bytes[at] == b'-');
    let word = bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'-');
    let mixed = bytes.iter().any(u8::is_ascii_uppercase) && bytes.iter().any(u8::is_ascii_lowercase);
    (digits > 0 && digits == bytes.len())
        || uuid
        || (bytes.len() >= 8 && hex == bytes.len() && digits > 0)
        || (bytes.len() >= 20 && word && digits >= 3 && mixed)
        || segment.find('@').is_some_and(|at| shape::domain(segment, at + 1).is_some())
        || segment.contains("%40")
        || super::MARKERS.iter().any(|marker| segment.contains(marker))
}

/// The URL whose `://` is at `at`, cleaned.
pub(super) fn at(input: &str, floor: usize, at: usize) -> Option<Found> {
    if !input[at..].starts_with("://") {
        return None;
    }
    let scheme =
        input.as_bytes()[floor..at].iter().rev().take(16).take_while(|b| b.is_ascii_alphanumeric()).count();
    let from = at - scheme;
    let to = end(input, at);
    // taken even when nothing changes, so that no part of it is read again
    (scheme > 0).then(|| Found { from, to, put: Cow::Owned(link(&input[from..to])) })
}

/// The query that begins at `at`, where it follows a path and has a value.
pub(super) fn query(input: &str, at: usize) -> Option<Found> {
    let bytes = input.as_bytes();
    let follows = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"/_-.}])".contains(&bytes[at - 1]));
    let name = bytes[at + 1..]
        .iter()
        .take(64)
        .take_while(|b| b.is_ascii_alphanumeric() || b"_-.[]%".contains(b))
        .count();
    (follows && name > 0 && bytes.get(at + 1 + name) == Some(&b'='))
        .then(|| Found::new(at, end(input, at), ""))
}

/// Where a URL in running text ends.
fn end(input: &str, from: usize) -> usize {
    let rest = &input[from..];
    let length = rest
        .find(|c: char| c.is_whitespace() || "\"'`<>\\^|".contains(c) || c >= '\u{2e80}')
        .unwrap_or(rest.len());
    from + rest[..length].trim_end_matches(['.', ',', ';', '!', '?', ')', ':']).len().max(1)
}
