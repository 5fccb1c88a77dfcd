//! Hashes and random numbers as text. Without the standard library's formatting, of which a page would carry the whole.

/// The number as 32 hexadecimal digits.
///
/// ```
/// assert_eq!(unstuck_protocol::hex::digits(0xbeef), "0000000000000000000000000000beef");
/// ```
#[must_use]
pub fn digits(number: u128) -> String {
    let mut text = String::with_capacity(32);
    for byte in number.to_be_bytes() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn digits_are_those_of_the_standard_library(number: u128) {
            proptest::prop_assert_eq!(super::digits(number), format!("{number:032x}"));
        }
    }
}
