//! Error codes printed among other words.

/// The first token of the text that looks like an error code, such as `RP_LIMIT_DAILY`, `E1234` or `PAY-402`.
pub(crate) fn printed(text: &str) -> Option<String> {
    text.split_whitespace().find_map(code)
}

fn code(token: &str) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let upper = token.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = token.get(letters..)?.trim_start_matches('-');
    let numbered = (1..=6).contains(&letters)
        && (3..=6).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_digit());
    let worded = letters > 0 && token.contains('_') && token.len() > 4;
    (upper && (numbered || worded)).then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn codes_are_told_from_words() {
        for code in ["RP_LIMIT_DAILY", "E1234", "PAY-402", "(ERR_TIMEOUT)", "Code: E1234."] {
            assert!(printed(code).is_some(), "{code}");
        }
        for word in ["HTTP", "2024-01-02", "ERROR", "hello_world", "12345", "A1", "", "___"] {
            assert_eq!(printed(word), None, "{word}");
        }
    }
}
