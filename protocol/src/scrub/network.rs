//! Addresses of networks, told without building them: std's parser gives values that nobody here needs.

/// Whether the whole text is an IPv6 address: eight groups of up to four hexadecimal digits, `::` once for at least one
/// group of zeros, the last two groups also as an IPv4 address.
pub(super) fn is_v6(text: &str) -> bool {
    match text.split_once("::") {
        None => groups(text, true) == Some(8),
        Some((head, tail)) => {
            let (head, tail) = (groups(head, false), groups(tail, true));
            head.zip(tail).is_some_and(|(head, tail)| head + tail < 8)
        }
    }
}

/// How many groups stand in the text; `None` where something else does.
fn groups(text: &str, last: bool) -> Option<usize> {
    if text.is_empty() {
        return Some(0);
    }
    let mut count = 0;
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next() {
        if (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit()) {
            count += 1;
        } else if last && parts.peek().is_none() && is_v4(part) {
            count += 2;
        } else {
            return None;
        }
    }
    Some(count)
}

/// Whether the whole text is an IPv4 address: four numbers up to 255, without zeros before them.
fn is_v4(text: &str) -> bool {
    text.split('.').count() == 4
        && text.split('.').all(|part| {
            let value =
                part.bytes().take(4).fold(0_u32, |value, b| value * 10 + u32::from(b.wrapping_sub(b'0')));
            (1..=3).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_digit())
                && value <= 255
                && (part.len() == 1 || !part.starts_with('0'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn addresses_are_those_of_std(
            parts in prop::collection::vec(prop::sample::select(vec![
                ":", ":", ":", ":", "::", "0", "1", "ab", "12ef", "1.2.3.4", "255.0.0.1", "256.1.1.1", "01.1.1.1", ".", "fffff", "",
            ]), 0..18),
        ) {
            let text = parts.concat();
            prop_assert_eq!(is_v6(&text), text.parse::<std::net::Ipv6Addr>().is_ok(), "{}", text);
        }

        #[test]
        fn so_are_whole_ones(groups in prop::collection::vec("[0-9a-f]{1,4}", 8..9), gap in 0_usize..9, skip in 0_usize..9) {
            let (head, tail) = groups.split_at(gap.min(8));
            let text = [head.join(":"), tail.iter().skip(skip).cloned().collect::<Vec<_>>().join(":")].join("::");
            prop_assert_eq!(is_v6(&text), text.parse::<std::net::Ipv6Addr>().is_ok(), "{}", text);
            prop_assert!(is_v6(&groups.join(":")));
        }
    }
}
