//! What is private is taken out before anything leaves: by shape and checksum, and by the name a value stands under.
//!
//! Each pass reads a text once with bounded look-ahead and look-behind, so its time grows with the text's length alone.

mod check;
mod key;
mod network;
mod number;
mod pair;
mod report;
mod shape;
mod url;

use std::borrow::Cow;

pub use key::key;
pub use report::{clean, context, outcome, report};
pub use url::url;

pub(crate) use shape::ipv6;

/// Every word that stands for something taken out.
pub const MARKERS: [&str; 8] =
    ["[email]", "[phone]", "[card]", "[iban]", "[id]", "[ip]", "[token]", "[secret]"];

/// Passes after which a text counts as stable; a second one only ever sees what the first one laid bare.
const PASSES: usize = 8;

/// The text with everything private replaced by one of [`MARKERS`], and without control and direction characters.
///
/// ```
/// use unstuck_protocol::scrub;
/// assert_eq!(scrub::text("no account for jo@example.com"), "no account for [email]");
/// assert_eq!(scrub::text("daily limit of ¥5,000.00 reached"), "daily limit of ¥5,000.00 reached");
/// ```
#[must_use]
pub fn text(input: &str) -> Cow<'_, str> {
    if !suspicious(input) {
        return Cow::Borrowed(input);
    }
    let mut now: Cow<'_, str> = if input.chars().any(unseen) {
        Cow::Owned(input.chars().filter(|&c| !unseen(c)).collect())
    } else {
        Cow::Borrowed(input)
    };
    for _ in 0..PASSES {
        match pass(&now) {
            Some(next) if *next != *now => now = Cow::Owned(next),
            _ => break,
        }
    }
    now
}

/// Control characters and those that turn or hide text; line breaks and tabs stay.
fn unseen(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// Cheap and wide: false only where none of the rules can apply.
fn suspicious(input: &str) -> bool {
    let (mut digits, mut run) = (0_u32, 0_u32);
    for (at, &b) in input.as_bytes().iter().enumerate() {
        match b {
            b'@' | b':' | b'=' | b'%' => return true,
            b'\n' | b'\t' => run = 0,
            0..=0x1f | 0x7f => return true,
            // the first bytes of fullwidth signs and of all control and direction characters outside ASCII
            0xc2 | 0xd8 | 0xe2 | 0xef
                if input[at..].starts_with(|c: char| unseen(c) || "：＝＠".contains(c)) =>
            {
                return true;
            }
            b'0'..=b'9' => (digits, run) = (digits + 1, run + 1),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'-' | b'.' => run += 1,
            _ => run = 0,
        }
        if digits >= 4 || run >= 12 {
            return true;
        }
    }
    ["earer ", "EARER ", "-----BEGIN"].iter().any(|word| input.contains(word))
}

/// A stretch of the text and what takes its place.
pub(crate) struct Found {
    from: usize,
    to: usize,
    put: Cow<'static, str>,
}

impl Found {
    fn new(from: usize, to: usize, put: &'static str) -> Self {
        Self { from, to, put: Cow::Borrowed(put) }
    }
}

/// One reading of the text; `None` when nothing was found.
fn pass(input: &str) -> Option<String> {
    let bytes = input.as_bytes();
    let (mut out, mut done, mut at) = (String::new(), 0, 0);
    while at < bytes.len() {
        let found = match bytes[at] {
            b'0'..=b'9' | b'+' | b'(' => number::at(input, done, at),
            b'a'..=b'z' | b'A'..=b'Z' => shape::word(input, done, at),
            b'@' => shape::email(input, done, at, 1),
            b':' => url::at(input, done, at)
                .or_else(|| pair::at(input, done, at, 1))
                .or_else(|| shape::ip(input, done, at)),
            b'=' => pair::at(input, done, at, 1),
            b'%' if input[at..].starts_with("%40") => shape::email(input, done, at, 3),
            b'?' => url::query(input, at),
            b'-' => shape::private_key(input, at),
            0xef => match input[at..].chars().next() {
                Some('：' | '＝') => pair::at(input, done, at, 3),
                Some('＠') => shape::email(input, done, at, 3),
                _ => None,
            },
            _ => None,
        };
        if let Some(found) = found {
            out.push_str(&input[done..found.from]);
            out.push_str(&found.put);
            (done, at) = (found.to, found.to);
        } else {
            at = next(bytes, at);
        }
    }
    (done > 0).then(|| out + &input[done..])
}

/// Past the run of digits or of letters at `at`, or past one byte.
fn next(bytes: &[u8], at: usize) -> usize {
    let run = |same: fn(&u8) -> bool| at + bytes[at..].iter().take_while(|b| same(b)).count();
    match bytes[at] {
        b'0'..=b'9' => run(u8::is_ascii_digit),
        b'a'..=b'z' | b'A'..=b'Z' => run(u8::is_ascii_alphabetic),
        _ => at + 1,
    }
}

/// Leaves the text's first `limit` bytes, cut at a character.
///
/// ```
/// let mut text = String::from("错误");
/// unstuck_protocol::scrub::cut(&mut text, 4);
/// assert_eq!(text, "错");
/// ```
pub fn cut(text: &mut String, limit: usize) {
    if text.len() > limit {
        text.truncate(floor(text, limit));
    }
}

/// The last place up to `limit` where a character begins or the text ends.
pub(crate) fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
