//! `password=…`, `token: …`, `"pin":"…"`, `密码：…`, `mot de passe : …`: a secret by the name before it.

use super::{Found, MARKERS, floor as boundary, key};

/// Longest name that is looked back for, bytes.
const NAME: usize = 64;
/// Most words of a name, as in `код подтверждения` and `mot de passe`.
const WORDS: usize = 3;
/// What may stand between a name, the sign and the value.
const BLANKS: [char; 5] = [' ', '\t', '\u{a0}', '\u{202f}', '\u{3000}'];

/// The secret after the sign (of `width` bytes) at `at`; nothing before `floor` is looked at.
pub(super) fn at(text: &str, floor: usize, at: usize, width: usize) -> Option<Found> {
    let colon = text[at..].starts_with([':', '：']);
    let after = &text[at + width..];
    // `token::Kind` is code, `token://` a scheme, `key == value` a comparison
    if after.starts_with([':', '='])
        || text[..at].ends_with([':', '=', '!'])
        || (colon && after.starts_with("//"))
    {
        return None;
    }
    let low = boundary(text, at.saturating_sub(NAME)).max(floor);
    let before = text.get(low..at)?.trim_end_matches(BLANKS).trim_end_matches(['"', '\'', '`', '”', '」']);
    let name = name(before);
    if name.is_empty() {
        return None;
    }
    let value = after.trim_start_matches(BLANKS);
    let from = text.len() - value.len();
    let cookie = name.to_ascii_lowercase().ends_with("cookie");
    let (from, length) = match value.chars().next()? {
        open @ ('"' | '\'' | '`' | '“' | '「') => {
            let close = match open {
                '“' => '”',
                '「' => '」',
                same => same,
            };
            let inner = &value[open.len_utf8()..];
            let end = inner.find([close, '\n']).unwrap_or(inner.len());
            (from + open.len_utf8(), end)
        }
        _ if cookie => (from, value.find('\n').unwrap_or(value.len())),
        // a sentence in Chinese after `密码：` tells what is wrong with it
        first if han(first) || first.is_whitespace() => return None,
        _ => (from, bare(value)),
    };
    let value = &text[from..from + length];
    (length > 0 && !MARKERS.contains(&value)).then(|| Found::new(from, from + length, "[secret]"))
}

/// The name at the end of `before`: one word, or several that make a name together, as in `api key`.
fn name(before: &str) -> &str {
    let word = |text: &str| {
        text.char_indices()
            .rev()
            .take_while(|&(_, c)| c.is_ascii_alphanumeric() || c == '_' || c == '-' || letter(c))
            .last()
            .map_or(text.len(), |(from, _)| from)
    };
    let last = word(before);
    let mut from = last;
    for count in 1..=WORDS {
        // `password is wrong: …` speaks of a secret and shows none
        if key(&before[from..]) && (count < 3 || !key(&before[from..last])) {
            return &before[from..];
        }
        let Some(rest) = before[..from].strip_suffix(' ') else { break };
        from = word(rest);
    }
    ""
}

/// Length of a value without quotes; the word after `Bearer` and the like belongs to it.
fn bare(value: &str) -> usize {
    let end = |text: &str| {
        text.find(|c: char| c.is_whitespace() || ",;&\"'<>".contains(c) || han(c)).unwrap_or(text.len())
    };
    let first = end(value);
    let scheme =
        ["bearer", "basic", "token", "digest"].iter().any(|known| value[..first].eq_ignore_ascii_case(known));
    match value[first..].strip_prefix(' ') {
        Some(next) if scheme => first + 1 + end(next),
        _ => first,
    }
}

/// A letter of any script, or what stands between those of Chinese.
fn letter(c: char) -> bool {
    han(c) || (!c.is_ascii() && c.is_alphabetic())
}

fn han(c: char) -> bool {
    c >= '\u{2e80}'
}
