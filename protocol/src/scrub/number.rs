//! Cards, phones, identity numbers and addresses made of digits.

use super::{Found, check, shape};

/// Most digits that any of these numbers has.
const DIGITS: usize = 24;
const GROUPS: usize = 8;
/// What parts groups; the last two bytes are a blank at which no line breaks.
const SEPARATORS: &[u8] = b" -.()\xc2\xa0";

/// Groups of digits with one or two separators between them.
struct Groups {
    digits: Vec<u8>,
    /// Of each group: its length, where it ends in the text, and the separator before it.
    groups: Vec<(usize, usize, u8)>,
}

fn groups(bytes: &[u8], mut at: usize) -> Option<Groups> {
    let mut found = Groups { digits: Vec::with_capacity(DIGITS), groups: Vec::with_capacity(GROUPS) };
    let mut separator = 0;
    loop {
        let length = bytes[at..].iter().take(DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
        if length == 0 || found.digits.len() + length > DIGITS || found.groups.len() == GROUPS {
            break;
        }
        found.digits.extend(&bytes[at..at + length]);
        at += length;
        found.groups.push((length, at, separator));
        separator = bytes.get(at).copied().unwrap_or_default();
        at += bytes[at..].iter().take(2).take_while(|b| SEPARATORS.contains(b)).count();
    }
    (!found.groups.is_empty()).then_some(found)
}

/// What the number that begins at `at` is, if it is private; nothing before `floor` is looked at. Order numbers, amounts and
/// codes are not private.
pub(super) fn at(text: &str, floor: usize, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let before = bytes[floor..at].last().copied().unwrap_or_default();
    let glued = before.is_ascii_alphanumeric();
    let start = at + usize::from(!bytes[at].is_ascii_digit());
    if before.is_ascii_digit() || !bytes.get(start).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    if start == at
        && !glued
        && let Some(found) = shape::ip(text, floor, at)
    {
        return Some(found);
    }
    let found = groups(bytes, start)?;
    let money = text[..at].ends_with(['¥', '￥', '$', '€', '£', '₹']);
    for count in (1..=found.groups.len()).rev() {
        let groups = &found.groups[..count];
        let end = groups[count - 1].1;
        let digits = &found.digits[..groups.iter().map(|group| group.0).sum()];
        let after = bytes.get(end).copied().unwrap_or_default();
        // a bracket that only opens the number's surroundings stays
        let from = if bytes[at] == b'(' && !bytes[at..end].contains(&b')') { start } else { at };
        if digits.len() == 17 && matches!(after, b'x' | b'X') {
            let mut whole = digits.to_vec();
            whole.push(after);
            if check::resident(&whole) {
                return Some(Found::new(from, end + 1, "[id]"));
            }
        }
        if after.is_ascii_alphanumeric() || (after == b'@' && shape::domain(text, end + 1).is_some()) {
            continue;
        }
        let marker = if bytes[at] == b'+' {
            (!glued && international(digits, groups)).then_some("[phone]")
        } else if check::resident(digits) || (!glued && social_security(digits, groups)) {
            Some("[id]")
        } else if card(digits, groups) {
            Some("[card]")
        } else {
            let amount = money || text[end..].starts_with(['元', '円', '€', '₫']);
            (!glued && !amount && phone(digits, groups, bytes[at] == b'(')).then_some("[phone]")
        };
        if let Some(marker) = marker {
            return Some(Found::new(from, end, marker));
        }
    }
    None
}

fn card(digits: &[u8], groups: &[(usize, usize, u8)]) -> bool {
    (13..=19).contains(&digits.len())
        && matches!(digits[0], b'2'..=b'6')
        && groups.len() <= 5
        && groups[..groups.len() - 1].iter().all(|group| group.0 >= 4)
        && groups.iter().all(|group| matches!(group.2, 0 | b' ' | b'-' | 0xc2))
        // UnionPay has numbers without a check digit
        && (check::luhn(digits) || (digits.starts_with(b"62") && digits.len() >= 16))
}

fn social_security(digits: &[u8], groups: &[(usize, usize, u8)]) -> bool {
    sizes(groups, &[3, 2, 4])
        && groups[1].2 == groups[2].2
        && matches!(groups[1].2, b'-' | b' ' | 0xc2)
        && !matches!(&digits[..3], b"000" | b"666" | [b'9', ..])
        && &digits[3..5] != b"00"
        && &digits[5..] != b"0000"
}

fn international(digits: &[u8], groups: &[(usize, usize, u8)]) -> bool {
    let decimal = groups.last().is_some_and(|group| group.2 == b'.' && group.0 <= 2);
    (8..=15).contains(&digits.len()) && !decimal
}

fn phone(digits: &[u8], groups: &[(usize, usize, u8)], bracket: bool) -> bool {
    let dotted = groups.iter().any(|group| group.2 == b'.');
    let split = groups.len() > 1;
    let north_america = digits.len() == 10
        && sizes(groups, &[3, 3, 4])
        && matches!((digits[0], digits[3]), (b'2'..=b'9', b'2'..=b'9'));
    let mainland =
        |digits: &[u8]| digits.len() == 11 && digits[0] == b'1' && matches!(digits[1], b'3'..=b'9');
    let abroad = digits.starts_with(b"00");
    let national = digits.strip_prefix(b"00").unwrap_or(digits);
    let chinese = !dotted
        && (mainland(digits) || national.strip_prefix(b"86").is_some_and(mainland))
        && (!split || groups[0].0 == 3 || groups[0].0 == 2 || abroad);
    let taiwanese = !dotted && digits.len() == 10 && digits.starts_with(b"09");
    let trunk = !dotted
        && split
        && (9..=if abroad { 17 } else { 12 }).contains(&digits.len())
        && digits[0] == b'0'
        && (2..=5).contains(&groups[0].0)
        && !(groups.len() >= 3 && sizes(&groups[..3], &[2, 2, 4]));
    let bracketed =
        bracket && split && (9..=12).contains(&digits.len()) && groups[0].0 <= 4 && groups[1].2 == b')';
    north_america || chinese || taiwanese || trunk || bracketed
}

fn sizes(groups: &[(usize, usize, u8)], wanted: &[usize]) -> bool {
    groups.len() == wanted.len() && groups.iter().zip(wanted).all(|(group, size)| group.0 == *size)
}
