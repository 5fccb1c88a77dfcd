//! Error codes: how they are compared, and where a message prints one.

use unstuck_protocol::letters::lower;

/// Most pieces of a message that are tried.
const TRIED: usize = 64;
/// Fewest digits of a code that is nothing but digits: shorter ones are amounts and years.
const DIGITS: usize = 5;
/// Fewest capitals of a code that is nothing but them.
const CAPITALS: usize = 4;

/// A code as it is compared: neither case nor what parts its words counts. What parts two numbers, or stands before the
/// first, stays.
///
/// ```
/// use unstuck_resolver::code::fold;
/// assert_eq!(fold("RP_LIMIT_DAILY"), fold("rp-limit-daily"));
/// assert_eq!(fold("RP_LIMIT_DAILY"), fold("RpLimitDaily"));
/// assert_ne!(fold("1.12"), fold("11.2"));
/// assert_ne!(fold("-32600"), fold("32600"));
/// ```
#[must_use]
pub fn fold(code: &str) -> String {
    let (mut folded, mut parted) = (String::new(), false);
    for c in lower(code.trim()).chars() {
        if matches!(c, '_' | '-' | '.' | ' ' | ':' | '/') {
            parted = true;
            continue;
        }
        if parted && c.is_ascii_digit() && folded.bytes().last().is_none_or(|before| before.is_ascii_digit())
        {
            folded.push('_');
        }
        parted = false;
        folded.push(c);
    }
    folded
}

/// The code that a problem's type names where it is the address of a code's page, `…/help/{product}/e/{code}`; else the type.
pub(crate) fn of_type(kind: &str) -> &str {
    let below = kind.split_once("/help/").and_then(|(_, below)| below.split_once("/e/"));
    let code = below.filter(|(product, _)| !product.contains('/')).map(|(_, code)| code);
    code.map_or(kind, |code| code.split(['?', '#']).next().unwrap_or_default())
}

/// The one known code that a message prints; none where it prints several.
pub(crate) fn printed<'a>(message: &'a str, known: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let mut found: Option<&str> = None;
    let mut one = true;
    pieces(message, &mut |piece| {
        if known(piece) {
            one &= found.is_none_or(|found| fold(found) == fold(piece));
            found = found.or(Some(piece));
        }
    });
    found.filter(|_| one)
}

/// Whether a message prints anything that may be a code.
pub(crate) fn prints(message: &str) -> bool {
    let mut any = false;
    pieces(message, &mut |_| any = true);
    any
}

/// Calls `take` with each piece of a message that looks like a code and like no word of a sentence.
fn pieces<'a>(message: &'a str, take: &mut dyn FnMut(&'a str)) {
    let bytes = message.as_bytes();
    let shouted = !bytes.iter().any(u8::is_ascii_lowercase);
    let (mut at, mut tried) = (0, 0);
    while at < bytes.len() && tried < TRIED {
        // a piece begins and ends with a letter or a digit
        let (from, mut end) = (at, at);
        let (mut digits, mut capitals, mut letters, mut joined) = (0, 0, 0, false);
        while let Some(b) = bytes.get(at) {
            if b.is_ascii_alphanumeric() {
                digits += usize::from(b.is_ascii_digit());
                capitals += usize::from(b.is_ascii_uppercase());
                letters += usize::from(b.is_ascii_alphabetic());
                joined |= end < at && bytes[end..at].iter().any(|b| matches!(b, b'_' | b'/'));
                end = at + 1;
            } else if end == from || !matches!(b, b'_' | b'-' | b'.' | b'/') {
                break;
            }
            at += 1;
        }
        at = at.max(from + 1);
        let length = end - from;
        if length > 0 {
            tried += 1;
            // amounts, dates and versions are numbers with something in between
            let number = digits == length && length >= DIGITS;
            let shouting = capitals == length && !shouted && length >= CAPITALS;
            if number || letters > 0 && (digits > 0 || joined) || shouting {
                take(&message[from..end]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_code_are_one() {
        for writing in ["rp_limit_daily", "rp-limit-daily", "RpLimitDaily", " RP.LIMIT.DAILY "] {
            assert_eq!(fold(writing), fold("RP_LIMIT_DAILY"), "{writing}");
        }
        assert_eq!(fold("auth/invalid-email"), fold("AUTH_INVALID_EMAIL"));
        for (one, other) in [("E-1-2", "E-12"), ("1.2", "12"), ("E1", "E2"), ("-1", "1"), ("ÄRGER", "ARGER")]
        {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn an_address_of_a_code_is_the_code() {
        for (kind, code) in [
            ("https://help.example/help/shop/e/CARD_LIMIT", "CARD_LIMIT"),
            ("https://shop.example/support/help/shop/e/auth/card?lang=ar#x", "auth/card"),
            ("/help/team%2Fbank/e/CARD", "CARD"),
            ("https://help.example/help/a/b/e/CARD", "https://help.example/help/a/b/e/CARD"),
            ("https://errors.example/card-limit", "https://errors.example/card-limit"),
            ("CardError", "CardError"),
        ] {
            assert_eq!(of_type(kind), code, "{kind}");
        }
    }

    #[test]
    fn a_printed_code_is_found_and_a_word_is_none() {
        let known = |code: &str| {
            ["e0603", "rplimitdaily", "12300001", "authinvalidemail", "enoent", "timeout", "401", "e2"]
                .contains(&fold(code).as_str())
        };
        for (message, code) in [
            ("error[E0603]: type `T` is private", Some("E0603")),
            ("Payment failed (RP_LIMIT_DAILY).", Some("RP_LIMIT_DAILY")),
            ("错误码12300001，请重试", Some("12300001")),
            ("Firebase: Error (auth/invalid-email).", Some("auth/invalid-email")),
            ("Error: ENOENT: no such file", Some("ENOENT")),
            ("at billing::E0603", Some("E0603")),
            ("E0603 and e0603", Some("E0603")),
            ("E0603, not E2", None),
            ("there was a timeout", None),
            ("THERE WAS A TIMEOUT", None),
            ("you owe 401 yuan", None),
            ("", None),
        ] {
            assert_eq!(printed(message, &known), code, "{message}");
            assert!(code.is_none() || prints(message), "{message}");
        }
        for message in ["Daily limit of ¥5,000.00 reached", "since 2026-11-28 or 28/11/2026", "the ID is off"]
        {
            assert!(!prints(message), "{message}");
        }
    }
}
