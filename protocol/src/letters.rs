//! Letters without case, by arithmetic: the tables for all of Unicode weigh more than the rest of what a page matches with.
//!
//! Latin (with the letters of Vietnamese, Romanian and Pinyin), Greek, Cyrillic and the fullwidth forms have case
//! here; other letters are left as they are.

/// The small form of a letter; anything else is itself. Always one character, so `İ` becomes a plain `i`.
///
/// ```
/// use unstuck_protocol::letters::small;
/// assert_eq!(['A', 'É', 'Ж', 'Ａ', '码'].map(small), ['a', 'é', 'ж', 'ａ', '码']);
/// ```
#[must_use]
pub fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = c as u32;
    let small = match code {
        0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => code + 32,
        0xff21..=0xff3a => code + 32,
        0x130 => 0x69,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e..=0x38f => code + 63,
        0x400..=0x40f => code + 80,
        0x4c0 => 0x4cf,
        0x1e9e => 0xdf,
        // here a capital at an even place stands before its small letter …
        0x100..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a5
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        // … and here at an odd one
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code + (code & 1),
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

/// A text in small letters.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

/// Whether a letter is one that has a capital form, as far as [`small`] knows.
#[must_use]
pub fn is_small(c: char) -> bool {
    let cased = c < '\u{530}' || ('\u{1e00}'..='\u{1eff}').contains(&c) || ('ａ'..='ｚ').contains(&c);
    cased && c.is_alphabetic() && small(c) == c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_unicode() {
        let ranges = [
            ('\0', '\u{17f}'),
            ('\u{1cd}', '\u{1dc}'),
            ('\u{1f8}', '\u{21f}'),
            ('\u{386}', '\u{3ce}'),
            ('\u{400}', '\u{52f}'),
            ('\u{1e00}', '\u{1e95}'),
            ('\u{1ea0}', '\u{1eff}'),
            ('\u{2e80}', '\u{9fff}'),
            ('\u{ff00}', '\u{ffef}'),
        ];
        // std gives two characters for `İ`, and Greenlandic's old ĸ and Afrikaans' ŉ have no capital
        for c in
            ranges.into_iter().flat_map(|(from, to)| from..=to).filter(|c| !"\u{130}\u{220}".contains(*c))
        {
            assert_eq!(vec![small(c)], c.to_lowercase().collect::<Vec<_>>(), "{c} {:x}", c as u32);
            if c.is_alphabetic() && c < '\u{250}' {
                assert_eq!(is_small(c), c.is_lowercase(), "{c}");
            }
        }
        assert_eq!(small('İ'), 'i');
    }

    #[test]
    fn every_character_has_one_small_form() {
        for c in '\0'..=char::MAX {
            assert_eq!(small(small(c)), small(c), "{c:?}");
        }
        assert_eq!(lower("RP_Limit Été ΩΣ Ж"), "rp_limit été ωσ ж");
    }
}
