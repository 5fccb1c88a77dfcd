//! A message without what varies: numbers, ids, paths and quoted values taken out.

use crate::scrub;

/// What stands for anything that varies.
pub const HOLE: &str = "{}";

/// Longest quoted part that counts as one value, bytes.
const QUOTED: usize = 256;
/// Readings after which a template counts as stable.
const PASSES: usize = 8;
const CURRENCIES: [char; 9] = ['$', '¥', '￥', '€', '£', '₹', '₩', '₫', '₽'];

/// The message's template: everything that varies from case to case becomes [`HOLE`], neighbouring holes become one,
/// and blanks fold. Works inside Chinese text, which has no blanks.
///
/// ```
/// use unstuck_protocol::template::template;
/// assert_eq!(template("Order 4711 not found"), template("Order 9 not found"));
/// assert_eq!(template("每日限额200元"), "每日限额{}元");
/// ```
#[must_use]
pub fn template(message: &str) -> String {
    // a hole can lay bare another beside it, so it is read again until nothing changes; each reading only shortens it
    let mut form = pass(message);
    if form == message {
        return form;
    }
    for _ in 0..PASSES {
        let next = pass(&form);
        if next == form {
            break;
        }
        form = next;
    }
    form
}

fn pass(message: &str) -> String {
    let mut out = Out { text: String::with_capacity(message.len()), blank: false };
    let mut at = 0;
    while let Some(c) = message[at..].chars().next() {
        let end = varying(message, at, c);
        if end > at {
            out.hole();
            at = end;
        } else if c.is_whitespace() {
            out.blank = true;
            at += c.len_utf8();
        } else if word(c) {
            // a word without digits stays as it is, in one piece
            let end = run(message, at);
            out.push(&message[at..end]);
            at = end;
        } else {
            out.push(&message[at..at + c.len_utf8()]);
            at += c.len_utf8();
        }
    }
    out.text
}

struct Out {
    text: String,
    blank: bool,
}

impl Out {
    fn space(&mut self) {
        if std::mem::take(&mut self.blank) && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    fn push(&mut self, text: &str) {
        self.space();
        self.text.push_str(text);
    }

    /// A list of values is one hole, however long it is.
    fn hole(&mut self) {
        let listed = self.text.trim_end_matches([' ', ',', '、']);
        if listed.ends_with(HOLE) {
            let length = listed.len();
            self.text.truncate(length);
            self.blank = false;
            return;
        }
        self.push(HOLE);
    }
}

fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || ('０'..='９').contains(&c)
}

fn run(text: &str, at: usize) -> usize {
    text[at..].find(|c| !word(c)).map_or(text.len(), |length| at + length)
}

/// Where what varies and begins at `at` with `first` ends; `at` itself where nothing does.
fn varying(text: &str, at: usize, first: char) -> usize {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let starts = !before.is_some_and(word);
    if rest.starts_with(HOLE) {
        return at + HOLE.len();
    }
    if let Some(marker) = scrub::MARKERS.iter().find(|marker| rest.starts_with(*marker)) {
        return at + marker.len();
    }
    if let Some(end) = quoted(rest, first, starts) {
        return at + end;
    }
    if starts
        && (first.is_ascii_alphanumeric() || "/~.\\:".contains(first))
        && let Some(end) = place(text, at, before)
    {
        return end;
    }
    let mut from = at;
    if starts && matches!(first, '-' | '+' | '−') {
        from += first.len_utf8();
    }
    if let Some(symbol) = text[from..].chars().next().filter(|c| CURRENCIES.contains(c)) {
        from += symbol.len_utf8();
        from += text[from..].bytes().take(1).take_while(|&b| b == b' ').count();
    }
    number(text, from).unwrap_or(at)
}

/// Length of a quoted part. An apostrophe is no quote.
fn quoted(rest: &str, open: char, starts: bool) -> Option<usize> {
    let close = match open {
        '"' | '`' => open,
        '\'' if starts => open,
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '«' => '»',
        _ => return None,
    };
    let width = open.len_utf8();
    let inner = &rest[width..scrub::floor(rest, QUOTED)];
    inner
        .char_indices()
        .take_while(|&(_, c)| c != '\n')
        .find(|&(at, c)| c == close && at > 0 && !(close == '\'' && inner[at + 1..].starts_with(word)))
        .map(|(at, _)| width + at + close.len_utf8())
}

/// The end of a URL, an e-mail address, a path or an IPv6 address.
fn place(text: &str, at: usize, before: Option<char>) -> Option<usize> {
    if let Some(end) = scrub::ipv6(text, 0, at) {
        return Some(end);
    }
    // only the first word of a chunk looks at all of it, which keeps the whole linear
    if before.is_some_and(|c| {
        c.is_ascii_graphic() && !"([<=,;{|\"'`".contains(c) && !(c == '}' && text[..at].ends_with(HOLE))
    }) {
        return None;
    }
    let rest = &text[at..];
    let until =
        |ends: &str| rest.find(|c: char| !c.is_ascii_graphic() || ends.contains(c)).unwrap_or(rest.len());
    let mut length = until("\"'`<>()[],;{}|=");
    if rest[..length].contains("://") {
        length = until("\"'`<>()[]{}|");
    }
    let chunk = rest[..length].trim_end_matches(['.', ':', '!', '?', ',', ';']);
    let address = chunk.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && domain.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
    });
    let slashes = chunk.bytes().filter(|&b| b == b'/' || b == b'\\').count();
    let rooted = ["/", "./", "../", "~/", "\\\\"].iter().any(|root| chunk.starts_with(root));
    let drive = chunk.len() > 3 && chunk.as_bytes()[1] == b':' && matches!(chunk.as_bytes()[2], b'\\' | b'/');
    let path = (rooted && chunk.bytes().any(|b| b.is_ascii_alphanumeric())) || drive || slashes >= 2;
    (chunk.contains("://") || address || path).then_some(at + chunk.len())
}

/// The end of a number, date, time, version or id: words with digits, and the signs that join digits.
fn number(text: &str, at: usize) -> Option<usize> {
    let mut end = run(text, at);
    let first = &text[at..end];
    let hexadecimal = first.len() >= 12 && first.bytes().all(|b| b.is_ascii_hexdigit());
    let amount = text[end..].starts_with('$') && text[end + 1..].starts_with(digit) && first.len() <= 3;
    if end > at && amount {
        end = run(text, end + 1);
    } else if end == at || !(hexadecimal || first.contains(digit)) {
        return None;
    }
    loop {
        let mut rest = text[end..].chars();
        let joins = rest.next().is_some_and(|c| ".,:-/+−–_~*xX'’ \u{a0}\u{202f}".contains(c));
        let next = rest.as_str();
        let blank = text[end..].starts_with([' ', '\u{a0}', '\u{202f}']);
        let digits = next.bytes().take_while(u8::is_ascii_digit).count().min(4);
        // blanks only part thousands; dashes also part the words of a UUID
        let joined = if blank {
            digits == 3 && text[..end].ends_with(digit)
        } else if text[end..].starts_with('-') {
            let tail = &next[..next.find(|c| !word(c)).unwrap_or(next.len())];
            tail.contains(digit) || (tail.len() >= 4 && tail.bytes().all(|b| b.is_ascii_hexdigit()))
        } else {
            next.starts_with(digit) && text[..end].ends_with(|c: char| digit(c) || c.is_ascii_alphabetic())
        };
        if !(joins && joined) {
            break;
        }
        end = run(text, text.len() - next.len());
    }
    let unit = text[end..].chars().next().filter(|c| "%‰°℃".contains(*c) || CURRENCIES.contains(c));
    Some(end + unit.map_or(0, char::len_utf8))
}
