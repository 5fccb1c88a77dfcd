//! E-mail addresses, tokens, account numbers and network addresses, by their shape.

use super::{Found, check, floor, network};

/// Beginnings of well-known keys, and how many characters follow at least.
const PREFIXES: [(&str, usize); 33] = [
    ("sk_live_", 8),
    ("sk_test_", 8),
    ("pk_live_", 16),
    ("rk_live_", 8),
    ("rk_test_", 8),
    ("whsec_", 12),
    ("sk-", 16),
    ("ghp_", 16),
    ("gho_", 16),
    ("ghu_", 16),
    ("ghs_", 16),
    ("ghr_", 16),
    ("github_pat_", 16),
    ("glpat-", 12),
    ("xoxb-", 8),
    ("xoxp-", 8),
    ("xoxa-", 8),
    ("xoxr-", 8),
    ("xoxs-", 8),
    ("xapp-", 8),
    ("AKIA", 12),
    ("ASIA", 12),
    ("AIza", 16),
    ("ya29.", 12),
    ("npm_", 20),
    ("pypi-", 20),
    ("dop_v1_", 16),
    ("SG.", 20),
    ("LTAI", 12),
    ("AKID", 16),
    ("hf_", 20),
    ("shpat_", 16),
    ("GOCSPX-", 16),
];
/// Longest header of a signed token that is looked through.
const TOKEN_HEADER: usize = 1024;

fn wordy(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'-'
}

/// Which signs come second in the prefixes that begin with each, a bit for each; several share one.
const SECOND: [u32; 128] = {
    let mut second = [0; 128];
    let mut at = 0;
    while at < PREFIXES.len() {
        let prefix = PREFIXES[at].0.as_bytes();
        second[prefix[0] as usize] |= 1 << (prefix[1] & 31);
        at += 1;
    }
    second
};

/// False only where no prefix stands, as at nearly every word.
fn begins(rest: &[u8]) -> bool {
    let &[first, second, ..] = rest else { return false };
    SECOND.get(usize::from(first)).is_some_and(|seconds| seconds >> (second & 31) & 1 == 1)
}

/// What the word that begins at `at` is, if it is private; nothing before `floor` is looked at.
pub(super) fn word(text: &str, floor: usize, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    if bytes[floor..at].last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let rest = &text[at..];
    let known = || PREFIXES.iter().find(|(prefix, _)| rest.starts_with(prefix));
    if let Some((prefix, least)) = if begins(&bytes[at..]) { known() } else { None } {
        let least_end = at + prefix.len() + least;
        // `ASIA_PACIFIC_REGION` and `npm_config_registry` are no keys
        let plain =
            prefix.ends_with(|c: char| c.is_ascii_uppercase()) || (prefix.len() < 5 && prefix.ends_with('_'));
        let signs: &[u8] = if plain { b"" } else { b"_-.+/" };
        let held = |b: u8| b.is_ascii_alphanumeric() || signs.contains(&b);
        // no more than needed is looked at before it is sure
        if bytes.get(at + prefix.len()..least_end).is_some_and(|tail| tail.iter().all(|&b| held(b))) {
            return Some(Found::new(at, tail(text, least_end, held), "[token]"));
        }
    }
    signed_token(text, at)
        .or_else(|| bearer(bytes, at))
        .or_else(|| account(bytes, at))
        .or_else(|| taiwan(bytes, at))
        .or_else(|| ip(text, floor, at))
}

/// Where a token ends whose letters before `from` are known; a full stop after it is none of them.
fn tail(text: &str, from: usize, held: impl Fn(u8) -> bool) -> usize {
    let length = text.as_bytes()[from..].iter().take_while(|&&b| held(b)).count();
    from + text[from..from + length].trim_end_matches('.').len()
}

fn signed_token(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    if !bytes[at..].starts_with(b"eyJ") {
        return None;
    }
    let head = bytes[at..].iter().take(TOKEN_HEADER).take_while(|&&b| wordy(b)).count();
    let dot = at + head;
    if head < 8
        || bytes.get(dot) != Some(&b'.')
        || !bytes.get(dot + 1).is_some_and(|&b| wordy(b) || b == b'.')
    {
        return None;
    }
    Some(Found::new(at, tail(text, dot, |b| wordy(b) || b == b'.'), "[token]"))
}

fn bearer(bytes: &[u8], at: usize) -> Option<Found> {
    let scheme = bytes.get(at..at + 7)?;
    if !scheme.eq_ignore_ascii_case(b"bearer ") {
        return None;
    }
    let token = bytes[at + 7..].iter().take_while(|&&b| wordy(b) || b"._~+/=".contains(&b)).count();
    let secret = token >= 12 || (token >= 6 && bytes[at + 7..at + 7 + token].iter().any(u8::is_ascii_digit));
    secret.then(|| Found::new(at + 7, at + 7 + token, "[token]"))
}

/// An IBAN, in one piece or in groups of four.
fn account(bytes: &[u8], at: usize) -> Option<Found> {
    let head = bytes.get(at..at + 4)?;
    if !(head[..2].iter().all(u8::is_ascii_alphabetic) && head[2..].iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let (mut plain, mut end, mut best) = (Vec::with_capacity(34), at, None);
    while plain.len() < 34 {
        match bytes.get(end) {
            Some(b) if b.is_ascii_alphanumeric() => plain.push(*b),
            Some(b' ' | b'-')
                if plain.len() % 4 == 0
                    && bytes.get(end + 1).is_some_and(|b| {
                        // a whole one is not continued by the next word of a sentence
                        b.is_ascii_alphanumeric() && !(best.is_some() && b.is_ascii_lowercase())
                    }) => {}
            _ => break,
        }
        end += 1;
        let whole = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if whole && plain.len() >= 15 && check::iban(&plain) {
            best = Some(end);
        }
    }
    best.map(|end| Found::new(at, end, "[iban]"))
}

fn taiwan(bytes: &[u8], at: usize) -> Option<Found> {
    let end = at + 10;
    let whole = !bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_');
    (whole && check::taiwan(bytes.get(at..end)?)).then(|| Found::new(at, end, "[id]"))
}

/// The whole e-mail address whose `@` (of `width` bytes, as `%40` in forms) is at `at`; nothing before `floor` is touched.
pub(super) fn email(text: &str, floor: usize, at: usize, width: usize) -> Option<Found> {
    let local = text[floor..at]
        .char_indices()
        .rev()
        .take(64)
        .take_while(|&(_, c)| c.is_ascii_alphanumeric() || "._%+-'".contains(c) || latin(c))
        .last()?
        .0;
    // a quotation mark before it is none of its letters
    let local =
        local + usize::from(text[floor + local..at].len() > 1 && text[floor + local..].starts_with('\''));
    Some(Found::new(floor + local, domain(text, at + width)?, "[email]"))
}

/// Where the domain that begins at `from` ends; it has a dot and ends in letters.
pub(super) fn domain(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let length = rest
        .char_indices()
        .take(253)
        .find(|&(_, c)| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || latin(c)))
        .map_or_else(|| rest.chars().take(253).map(char::len_utf8).sum(), |(end, _)| end);
    let mut name = &rest[..length];
    loop {
        name = name.trim_end_matches(['.', '-']);
        let (host, top) = name.rsplit_once('.')?;
        if !host.is_empty() && top.len() >= 2 && top.starts_with(char::is_alphabetic) {
            return Some(from + name.len());
        }
        // the next sentence may begin right after the full stop
        name = host;
    }
}

/// Letters of scripts that are written with spaces, so that an address ends where a Chinese word begins.
fn latin(c: char) -> bool {
    !c.is_ascii() && c < '\u{2e80}' && c.is_alphabetic()
}

/// An IPv4 or IPv6 address that begins at `at`; nothing before `floor` is looked at.
pub(super) fn ip(text: &str, floor: usize, at: usize) -> Option<Found> {
    let end = ipv6(text, floor, at).or_else(|| ipv4(text.as_bytes(), floor, at))?;
    Some(Found::new(at, end, "[ip]"))
}

fn ipv4(bytes: &[u8], floor: usize, at: usize) -> Option<usize> {
    let before = bytes[floor..at].last().copied().unwrap_or_default();
    let mut end = at;
    for part in 0..4 {
        if part > 0 {
            if bytes.get(end) != Some(&b'.') {
                return None;
            }
            end += 1;
        }
        let digits = bytes[end..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        let value = bytes[end..end + digits].iter().fold(0_u32, |value, b| value * 10 + u32::from(b - b'0'));
        if !(1..=3).contains(&digits) || value > 255 {
            return None;
        }
        end += digits;
    }
    let dotted = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    (!dotted && before != b'.' && !bytes.get(end).is_some_and(u8::is_ascii_alphabetic)).then_some(end)
}

/// Where the IPv6 address that begins at `at` ends; nothing before `floor` is looked at.
pub(crate) fn ipv6(text: &str, floor: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let zeros = bytes[at..].starts_with(b"::");
    if let [head @ .., last] = &bytes[floor..at]
        && (wordy(*last) || *last == b':' && !labelled(head) && !zeros)
    {
        return None;
    }
    if zeros && bytes.get(at + 2) == Some(&b':') {
        return None;
    }
    let length =
        bytes[at..].iter().take(46).take_while(|&&b| b.is_ascii_hexdigit() || b == b':' || b == b'.').count();
    let mut address = text[at..at + length].trim_end_matches('.');
    // what follows it after a colon or a full stop may look like more of it: a port, a word
    loop {
        // `a::b` is a path in code, not an address
        if address.bytes().filter(|&b| b == b':').count() < 2 {
            return None;
        }
        let whole = !bytes.get(at + address.len()).is_some_and(|&b| wordy(b));
        if whole && address.bytes().any(|b| b.is_ascii_digit()) && network::is_v6(address) {
            return Some(at + address.len());
        }
        address = &address[..address.rfind([':', '.'])?];
    }
}

/// Whether what stands before a colon is a word such as `ip`, and no group of an address.
fn labelled(before: &[u8]) -> bool {
    let hex = before.iter().rev().take(5).take_while(|b| b.is_ascii_hexdigit()).count();
    let next = before.len().checked_sub(hex + 1).map(|at| before[at]);
    hex == 5
        || next.is_some_and(|b| wordy(b) || !b.is_ascii())
        || (hex == 0 && !matches!(next, Some(b':' | b']')))
}

/// A private key in PEM armour, to its end or to the end of the text.
pub(super) fn private_key(text: &str, at: usize) -> Option<Found> {
    let rest = text[at..].strip_prefix("-----BEGIN ")?;
    let label = &rest[..floor(rest, 48)];
    label.split("-----").next().filter(|label| label.contains("PRIVATE KEY"))?;
    let end = text[at..].find("-----END ").map_or(text.len(), |from| {
        let tail = at + from + 9;
        text[tail..].find("-----").map_or(text.len(), |more| tail + more + 5)
    });
    Some(Found::new(at, end, "[token]"))
}
