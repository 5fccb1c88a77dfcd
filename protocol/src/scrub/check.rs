//! Checksums by which private numbers tell themselves from others.

/// Luhn's check over ASCII digits, as payment cards have it.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 13616's check (mod 97) over letters and digits without spaces.
pub(super) fn iban(text: &[u8]) -> bool {
    let Some((head, tail)) = text.split_at_checked(4) else { return false };
    let rest = tail.iter().chain(head).fold(0_u32, |rest, &b| {
        let value = match b {
            b'0'..=b'9' => u32::from(b - b'0'),
            _ => u32::from(b.to_ascii_uppercase().saturating_sub(b'A')) + 10,
        };
        (if value > 9 { rest * 100 } else { rest * 10 } + value) % 97
    });
    rest == 1
}

/// GB 11643's check (mod 11-2) of a Chinese resident's number: 17 digits and a digit or X, with a birth date inside.
pub(super) fn resident(text: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if text.len() != 18 || !text[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let two = |at: usize| (text[at] - b'0') * 10 + (text[at + 1] - b'0');
    let born = matches!(two(6), 18..=20) && (1..=12).contains(&two(10)) && (1..=31).contains(&two(12));
    let sum: u32 = WEIGHTS.iter().zip(text).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    born && b"10X98765432"[(sum % 11) as usize] == text[17].to_ascii_uppercase()
}

/// The check of a Taiwanese identity number: a letter and nine digits.
pub(super) fn taiwan(text: &[u8]) -> bool {
    const LETTERS: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let &[letter, ref digits @ ..] = text else { return false };
    if digits.len() != 9 || !digits.iter().all(u8::is_ascii_digit) || !b"1289".contains(&digits[0]) {
        return false;
    }
    let Some(order) = LETTERS.iter().position(|&l| l == letter.to_ascii_uppercase()) else { return false };
    let area = order as u32 + 10;
    let weights = [8, 7, 6, 5, 4, 3, 2, 1, 1];
    let sum: u32 = weights.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    (sum + area / 10 + area % 10 * 9).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_digit_fails_every_check() {
        assert!(luhn(b"4111111111111111") && !luhn(b"4111111111111112"));
        assert!(iban(b"DE89370400440532013000") && !iban(b"DE89370400440532013001"));
        assert!(resident(b"11010519491231002X") && !resident(b"110105194912310021"));
        assert!(taiwan(b"A123456789") && !taiwan(b"A123456788"));
    }
}
