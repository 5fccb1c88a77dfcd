//! Secrets of every kind, made at random so that their checksums hold, with the marker that takes their place.

use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

/// A secret and its marker.
pub(crate) type Secret = (String, &'static str);

/// Any kind, as likely as any other.
pub(crate) fn any_kind() -> BoxedStrategy<Secret> {
    prop_oneof![email(), phone(), card(), iban(), resident(), taiwan(), social(), address(), signed(), key()]
        .boxed()
}

/// Any kind that can stand in a path as it is.
pub(crate) fn in_path() -> BoxedStrategy<Secret> {
    any_kind().prop_filter("what parts a path", |(secret, _)| !secret.contains([' ', '\u{a0}', '/'])).boxed()
}

fn marked(made: impl Strategy<Value = String> + 'static, marker: &'static str) -> BoxedStrategy<Secret> {
    made.prop_map(move |secret| (secret, marker)).boxed()
}

fn email() -> BoxedStrategy<Secret> {
    marked(
        "[a-z][a-z0-9]{0,7}([.+_-][a-z][a-z0-9]{0,7})?@[a-z0-9][a-z0-9-]{0,8}[a-z0-9]\\.(com|co\\.uk|de|com\\.tw|museum)",
        "[email]",
    )
}

fn phone() -> BoxedStrategy<Secret> {
    marked(
        prop_oneof![
            "\\+[1-9][0-9]{9,12}",
            "\\+1 [2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}",
            "\\+1 \\([2-9][0-9]{2}\\) [2-9][0-9]{2}-[0-9]{4}",
            "\\+49 1[5-7][0-9] [0-9]{8}",
            "1[3-9][0-9]{9}",
            "1[3-9][0-9]-[0-9]{4}-[0-9]{4}",
            "1[3-9][0-9]\u{a0}[0-9]{4}\u{a0}[0-9]{4}",
            "0086 ?1[3-9][0-9]{9}",
            "00 44 20 [1-9][0-9]{3} [0-9]{4}",
            "09[0-9]{8}",
            "09[0-9]{2}-[0-9]{3}-[0-9]{3}",
            "0[1-9][0-9]-[0-9]{4}-[0-9]{4}",
            "\\([2-9][0-9]{2}\\) [2-9][0-9]{2}-[0-9]{4}",
            "[2-9][0-9]{2}[-. ][2-9][0-9]{2}-[0-9]{4}",
        ],
        "[phone]",
    )
}

fn card() -> BoxedStrategy<Secret> {
    let made =
        ("(4[0-9]{11}|4[0-9]{14}|5[1-5][0-9]{13}|2[2-7][0-9]{13}|3[47][0-9]{12}|6[0-9]{14,17})", 0..4_usize);
    let made = made.prop_map(|(mut digits, style)| {
        let sum: u32 = digits.bytes().rev().enumerate().fold(0, |sum, (at, b)| {
            let value = u32::from(b - b'0') * if at % 2 == 0 { 2 } else { 1 };
            sum + value / 10 + value % 10
        });
        digits.push(char::from(b'0' + ((10 - sum % 10) % 10) as u8));
        match style {
            0 => digits,
            1 => grouped(&digits, " "),
            2 => grouped(&digits, "-"),
            _ => grouped(&digits, "\u{a0}"),
        }
    });
    marked(made, "[card]")
}

fn grouped(digits: &str, separator: &str) -> String {
    let groups: Vec<&str> =
        (0..digits.len()).step_by(4).map(|at| &digits[at..digits.len().min(at + 4)]).collect();
    groups.join(separator)
}

fn iban() -> BoxedStrategy<Secret> {
    let made = prop_oneof![
        ("DE", "[0-9]{18}"),
        ("GB", "[A-Z]{4}[0-9]{14}"),
        ("FR", "[0-9]{10}[A-Z0-9]{11}[0-9]{2}"),
        ("ES", "[0-9]{20}"),
        ("NO", "[0-9]{11}"),
        ("NL", "[A-Z]{4}[0-9]{10}"),
    ];
    let made = (made, any::<bool>()).prop_map(|((country, account), spaced)| {
        let rest = format!("{account}{country}00").bytes().fold(0_u32, |rest, b| {
            let value = u32::from(b) - if b.is_ascii_digit() { 48 } else { 55 };
            (rest * if value > 9 { 100 } else { 10 } + value) % 97
        });
        let whole = format!("{country}{:02}{account}", 98 - rest);
        if spaced { grouped(&whole, " ") } else { whole }
    });
    marked(made, "[iban]")
}

fn resident() -> BoxedStrategy<Secret> {
    let made = ("[1-6][1-5][0-9]{4}", 1930..2020_u32, 1..=12_u32, 1..=28_u32, 0..1000_u32);
    let made = made.prop_map(|(area, year, month, day, order)| {
        let digits = format!("{area}{year}{month:02}{day:02}{order:03}");
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = digits.bytes().zip(weights).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        format!("{digits}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
    });
    marked(made, "[id]")
}

fn taiwan() -> BoxedStrategy<Secret> {
    let made = ("[A-Z]", "[1289][0-9]{7}").prop_map(|(letter, digits)| {
        let order = "ABCDEFGHJKLMNPQRSTUVXYWZIO".find(&letter).unwrap_or_default() as u32 + 10;
        let weighed: u32 =
            digits.bytes().zip((1..=8).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        let last = (10 - (weighed + order / 10 + order % 10 * 9) % 10) % 10;
        format!("{letter}{digits}{last}")
    });
    marked(made, "[id]")
}

fn social() -> BoxedStrategy<Secret> {
    marked("(00[1-9]|[1-578][0-9]{2})-(0[1-9]|[1-9][0-9])-[0-9]{3}[1-9]", "[id]")
}

fn address() -> BoxedStrategy<Secret> {
    let v6 = prop_oneof![
        any::<[u16; 8]>(),
        any::<[u16; 3]>().prop_map(|[a, b, c]| [0x2001, a, 0, 0, 0, b, 0, c]),
        any::<u16>().prop_map(|a| [0xfe80, 0, 0, 0, 0, 0, 0, a]),
    ];
    let v6 = v6.prop_map(|groups| Ipv6Addr::from(groups).to_string());
    let v6 = v6.prop_filter("letters alone are code", |text| text.contains(|c: char| c.is_ascii_digit()));
    marked(prop_oneof![any::<u32>().prop_map(|bits| Ipv4Addr::from(bits).to_string()), v6], "[ip]")
}

fn signed() -> BoxedStrategy<Secret> {
    marked("eyJ[A-Za-z0-9_-]{8,40}\\.[A-Za-z0-9_-]{2,60}\\.[A-Za-z0-9_-]{2,43}", "[token]")
}

fn key() -> BoxedStrategy<Secret> {
    marked(
        prop_oneof![
            "(sk|rk|pk)_live_[A-Za-z0-9]{24,32}",
            "whsec_[A-Za-z0-9+/]{12}[A-Za-z0-9]{20}",
            "gh[pousr]_[A-Za-z0-9]{36}",
            "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}",
            "glpat-[A-Za-z0-9_-]{19}[a-z]",
            "xox[bp]-[0-9]{11}-[0-9]{12}-[A-Za-z0-9]{24}",
            "(AKIA|ASIA)[A-Z2-7]{16}",
            "AIza[A-Za-z0-9_-]{35}",
            "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}",
            "npm_[A-Za-z0-9]{36}",
            "pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40}",
            "hf_[A-Za-z]{34}",
            "sk-ant-api03-[A-Za-z0-9_-]{40}AA",
            "sk-proj-[A-Za-z0-9_-]{40}",
            "LTAI[A-Za-z0-9]{16,20}",
            "AKID[A-Za-z0-9]{32}",
        ],
        "[token]",
    )
}
