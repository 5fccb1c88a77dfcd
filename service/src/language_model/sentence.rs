//! A sentence as words: what is compared of an article and of what a model made of it.

/// Marks that part words, and say nothing by themselves.
const MARKS: &str = ".,;:!?…'’‘\"“”„«»‹›()-–—、。，；：！？（）「」『』《》¿¡";
/// What ends a sentence; behind those of scripts without spaces nothing has to follow.
const ENDS: &str = ".!?…؟।";
const WIDE_ENDS: &str = "。！？";

/// A word as it is written, and in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) written: String,
    pub(super) small: String,
}

impl Word {
    fn new(written: &str) -> Self {
        let written = written.replace(['’', '‘'], "'");
        Self { small: written.to_lowercase(), written }
    }

    /// Whether it is this word of an article: the same, or another ending of it where neither is a name, a number or a code.
    /// `first` is whether it begins its sentence, where each word is written large.
    pub(super) fn is(&self, of: &Self, first: bool) -> bool {
        if self.written == of.written {
            return true;
        }
        if !first && self.written.chars().any(char::is_uppercase) {
            return false;
        }
        self.small == of.small || plain(&self.small) && plain(&of.small) && inflected(&self.small, &of.small)
    }

    /// Whether it may be an address: a letter follows a full stop within it, or it has the sign of mail.
    pub(super) fn is_address(&self) -> bool {
        self.small.contains('@')
            || self.small.split('.').skip(1).any(|part| part.starts_with(char::is_alphabetic))
    }
}

fn plain(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

/// Whether one is the other with at most two letters more, from four letters on.
fn inflected(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= 4 && long.strip_prefix(short).is_some_and(|ending| ending.chars().count() <= 2)
}

/// The words of a sentence. What is no letter, digit or common mark is part of a word, so that an amount keeps its currency and
/// nothing hides between words.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in sentence.split_whitespace() {
        let chars: Vec<(usize, char)> = piece.char_indices().collect();
        let mut start = None;
        for (at, &(byte, c)) in chars.iter().enumerate() {
            let near = |other: Option<&(usize, char)>| other.map_or(' ', |(_, c)| *c);
            let (before, after) =
                (near(at.checked_sub(1).and_then(|at| chars.get(at))), near(chars.get(at + 1)));
            // A mark within a word or number belongs to it, and so does the sign of a number.
            let within = before.is_alphanumeric() && after.is_alphanumeric() && "'’-.".contains(c)
                || before.is_ascii_digit() && after.is_ascii_digit() && ",:".contains(c)
                || before == ' ' && after.is_ascii_digit() && "-–".contains(c);
            if MARKS.contains(c) && !within {
                if let Some(start) = start.take() {
                    words.push(Word::new(&piece[start..byte]));
                }
            } else if start.is_none() {
                start = Some(byte);
            }
        }
        if let Some(start) = start {
            words.push(Word::new(&piece[start..]));
        }
    }
    words
}

/// The sentences of a line of text.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match chars.peek() {
            None => true,
            Some((_, next)) => ENDS.contains(c) && next.is_whitespace() || WIDE_ENDS.contains(c),
        };
        if ends {
            let end = at + c.len_utf8();
            let sentence = line[start..end].trim();
            if !sentence.is_empty() {
                out.push(sentence);
            }
            start = end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.written).collect()
    }

    #[test]
    fn a_word_keeps_what_it_means() {
        assert_eq!(
            written("Don’t pay $5.00 (or 1,000%) to a.b@c.example!"),
            ["Don't", "pay", "$5.00", "or", "1,000%", "to", "a.b@c.example"]
        );
        assert_eq!(written("open ‘Settings’ – it's -5 °C"), ["open", "Settings", "it's", "-5", "°C"]);
        assert_eq!(written("pin\u{200b}code"), ["pin\u{200b}code"], "what is not seen is not nothing");
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(sentences("Wait 2.5 s. Then retry! Fine"), ["Wait 2.5 s.", "Then retry!", "Fine"]);
        assert_eq!(sentences("打开设置。点按重试。"), ["打开设置。", "点按重试。"]);
        assert!(sentences("  ").is_empty());
    }

    #[test]
    fn another_ending_is_the_same_word_and_a_name_or_number_is_not() {
        let is = |one: &str, other: &str| Word::new(one).is(&Word::new(other), false);
        assert!(is("orders", "order") && is("order", "Order") && is("ordered", "order"));
        assert!(
            !is("Order", "order") && !is("50", "500") && !is("E1001", "E100") && !is("locksmith", "lock")
        );
        assert!(Word::new("Order").is(&Word::new("order"), true));
    }
}
