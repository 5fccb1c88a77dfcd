//! Amounts in fen: read from a field, and shown.

/// The fen that a person typed, such as `1,234.5`; nothing where it is no amount.
pub(crate) fn read(text: &str) -> Option<i64> {
    let text: String =
        text.trim().trim_start_matches('¥').chars().filter(|c| *c != ',' && *c != ' ').collect();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

/// `¥1,234.50`, with a sign in front where it is below nothing.
pub(crate) fn show(fen: i64) -> String {
    let (sign, fen) = (if fen < 0 { "−" } else { "" }, fen.unsigned_abs());
    let digits = (fen / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}¥{grouped}.{:02}", fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        assert_eq!(read(" ¥1,234.5 "), Some(123_450));
        assert_eq!(read("0.01"), Some(1));
        for wrong in ["", "-5", "1.234", "ten", "1e3", "9999999999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for fen in [0, 5, 99, 100_000, 123_456_789] {
            assert_eq!(read(&show(fen)), Some(fen));
        }
        assert_eq!(show(-123_450), "−¥1,234.50");
    }
}
