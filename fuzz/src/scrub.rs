//! Any text: what is private goes, once and for all, and what leaves is not much longer than what came.

use unstuck_protocol::scrub;

/// Put into the text, each must be gone: one of each kind, with the name before the last.
const SECRETS: [&str; 12] = [
    "jo.doe@example.com",
    "+12025550123",
    "13812345678",
    "4111111111111111",
    "DE89370400440532013000",
    "11010519491231002X",
    "078-05-1120",
    "192.168.10.24",
    "2001:db8::8a2e:370:7334",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "password=Tr0ub4dor&",
];

/// Scrubs the input as a text and as a route, then with a secret at a place that the first byte tells.
pub fn any(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let clean = bounded(&text);
    assert_eq!(scrub::text(&clean), clean);
    let route = scrub::url(&text);
    assert_eq!(scrub::url(&route), route);
    let Some(first) = input.first() else { return };
    let secret = SECRETS[usize::from(*first) % SECRETS.len()];
    let near = usize::from(*first) * text.len() / 256;
    let at = (0..=near).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    // A line of its own: a page's surface and a log's entry part it so.
    let clean = bounded(&format!("{}\n{secret}\n{}", &text[..at], &text[at..]));
    // The input may say the same where it is no secret, such as within a longer number; the line of its own is one.
    assert!(clean.lines().all(|line| line != secret), "{secret} in {clean:?}");
}

/// What is left of a text, at most three times as long: `/1` of an address becomes `/{id}`, and `pin=1` becomes `pin=[secret]`;
/// whatever else is private is longer than half of what takes its place.
fn bounded(text: &str) -> String {
    let clean = scrub::text(text).into_owned();
    assert!(clean.len() <= 3 * text.len(), "{} of {}", clean.len(), text.len());
    clean
}
