//! What a typed text wants of the conversation, told by tables alone; whatever is not in them is a question.

use unstuck_protocol::letters::small;

use super::words::{self, Meaning, texts};
use crate::tokens;

/// Marks that end the first clause of a text.
const CLAUSE: &[char] =
    &[',', '，', '、', '،', '.', '。', ';', '；', '؛', '!', '！', '?', '？', '؟', ':', '：', '—', '\n'];
/// Longest text, characters, that may be about the conversation alone: longer ones tell something.
const LONGEST: usize = 80;
/// Clauses at the beginning of a text that may be about the conversation.
const CLAUSES: usize = 4;

/// A typed text, understood as far as the conversation goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Understood<'a> {
    /// It says nothing: no letter and no digit.
    Nothing,
    /// It is about the conversation; what it goes on with may be a question.
    Said(Meaning, &'a str),
    /// It corrects what was understood before: this was meant.
    Meant(&'a str),
    /// It is about the product.
    Question(&'a str),
}

/// Understands a typed text, of which no more than a few first clauses are about the conversation.
pub(super) fn understand(text: &str) -> Understood<'_> {
    let mut text = text.trim();
    let mut refused = false;
    for _ in 0..CLAUSES {
        match first(text) {
            First::All(Understood::Question(rest) | Understood::Meant(rest)) if refused => {
                return Understood::Said(Meaning::NotThat, rest);
            }
            First::All(understood) => return understood,
            First::Courtesy(rest) => text = rest,
            First::No(rest) => (text, refused) = (rest, true),
        }
    }
    if refused { Understood::Said(Meaning::NotThat, text) } else { Understood::Question(text) }
}

/// What the first clause of a text comes to.
enum First<'a> {
    /// The text is understood.
    All(Understood<'a>),
    /// It is only polite; what follows is meant.
    Courtesy(&'a str),
    /// It says no; what follows is meant instead.
    No(&'a str),
}

fn first(text: &str) -> First<'_> {
    if says_nothing(text) {
        return First::All(Understood::Nothing);
    }
    if let Some(meaning) = meaning(text) {
        return First::All(Understood::Said(meaning, ""));
    }
    if let Some(rest) = meant(text) {
        return First::All(Understood::Meant(rest));
    }
    let clause = text.split_once(CLAUSE).map(|(first, rest)| (first, rest.trim_start_matches(CLAUSE).trim()));
    if let Some((first, rest)) = clause.filter(|(_, rest)| !says_nothing(rest)) {
        match meaning(first) {
            // "Hello, where is my money?" asks; "No, my card" corrects; "Yes, I think so" says yes.
            Some(Meaning::Hello | Meaning::Thanks | Meaning::Repeat) => return First::Courtesy(rest),
            Some(Meaning::No | Meaning::NotThat) => return First::No(rest),
            Some(Meaning::Yes) if meaning(rest).is_none() => {
                return First::All(Understood::Said(Meaning::Yes, rest));
            }
            Some(known) if meaning(rest) == Some(Meaning::Thanks) => {
                return First::All(Understood::Said(known, ""));
            }
            _ => {}
        }
    }
    First::All(Understood::Question(text))
}

/// What a whole text means, where it is in a table, politely or not.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let whole = plain(text);
    words::ALL.iter().find_map(|table| {
        let find = |text: &str| {
            let row = table.said.iter().find(|(_, row)| texts(row).any(|one| one == text));
            row.map(|(meaning, _)| *meaning)
        };
        let mut rest = whole.as_str();
        loop {
            if let Some(meaning) = find(rest) {
                return Some(meaning);
            }
            rest = texts(table.polite).find_map(|polite| without(rest, polite))?;
        }
    })
}

/// Which choice a text names by its place, from 0.
pub(super) fn place(text: &str) -> Option<usize> {
    let whole = plain(text);
    if let Ok(number) = whole.parse::<usize>() {
        return number.checked_sub(1);
    }
    words::ALL.iter().find_map(|table| table.places.iter().position(|row| texts(row).any(|one| one == whole)))
}

/// What stands behind words such as "I meant"; nothing where the text ends with them or goes on within a word.
fn meant(text: &str) -> Option<&str> {
    let head = Head::of(text);
    words::ALL
        .iter()
        .flat_map(|table| texts(table.meant))
        .filter_map(|prefix| behind(text, head.cut(prefix)?))
        .min_by_key(|rest| rest.len())
}

/// The beginning of a text as it is compared, read once for all that it is compared with.
struct Head {
    plain: String,
    /// After each character, how far the text was read and how long `plain` was.
    read: Vec<(usize, usize)>,
}

impl Head {
    fn of(text: &str) -> Self {
        let (mut plain, mut read) = (Plain::default(), Vec::new());
        for (at, c) in text.char_indices().take(LONGEST) {
            plain.push(c);
            read.push((at + c.len_utf8(), plain.out.len()));
        }
        Self { plain: plain.out, read }
    }

    /// Where the text has just said these plain words.
    fn cut(&self, words: &str) -> Option<usize> {
        if !self.plain.starts_with(words) {
            return None;
        }
        self.read.iter().find(|(_, long)| *long == words.len()).map(|(cut, _)| *cut)
    }
}

fn behind(text: &str, cut: usize) -> Option<&str> {
    let rest = &text[cut..];
    let (before, after) = (text[..cut].chars().last()?, rest.chars().next()?);
    let parted = !after.is_alphanumeric() || tokens::is_ideograph(before) || tokens::is_ideograph(after);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || CLAUSE.contains(&c));
    (parted && !says_nothing(rest)).then_some(rest)
}

/// A text without these words at its start or its end; nothing where it has them at neither, or is nothing else.
fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let whole = |rest: &str, edge: Option<char>| {
        rest.starts_with(' ') || rest.ends_with(' ') || edge.is_some_and(tokens::is_ideograph)
    };
    let front = text.strip_prefix(words).filter(|rest| whole(rest, words.chars().last()));
    let back = text.strip_suffix(words).filter(|rest| whole(rest, words.chars().next()));
    front.or(back).map(str::trim).filter(|rest| !rest.is_empty())
}

/// A text as it is compared: small letters and digits, words parted by one blank, ideographs by none; without accents,
/// apostrophes and vowel signs, the forms of an Arabic letter as one.
pub(super) fn plain(text: &str) -> String {
    let mut plain = Plain::default();
    text.chars().for_each(|c| plain.push(c));
    plain.out
}

/// Whether a text has no letter and no digit.
fn says_nothing(text: &str) -> bool {
    let mut plain = Plain::default();
    text.chars().all(|c| {
        plain.push(c);
        plain.out.is_empty()
    })
}

/// A text that is being made plain, a character after another.
#[derive(Default)]
struct Plain {
    out: String,
    folded: String,
    gap: bool,
}

impl Plain {
    fn push(&mut self, c: char) {
        if matches!(c, '\'' | '’' | '‘' | '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}')
        {
            return;
        }
        if !c.is_alphanumeric() {
            self.gap = true;
            return;
        }
        self.folded.clear();
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => self.folded.push('ا'),
            'ى' => self.folded.push('ي'),
            'ة' => self.folded.push('ه'),
            'ؤ' => self.folded.push('و'),
            'ئ' => self.folded.push('ي'),
            _ => tokens::fold(small(c).encode_utf8(&mut [0; 4]), &mut self.folded),
        }
        let before = self.out.chars().last();
        if self.gap && before.is_some_and(|before| !(tokens::is_ideograph(before) || tokens::is_ideograph(c)))
        {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push_str(&self.folded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_texts_as_they_are_compared_and_each_once() {
        for table in words::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for (meaning, row) in table.said {
                for text in texts(row) {
                    assert_eq!(plain(text), text, "{meaning:?}");
                    if let Some(other) = seen.insert(text, *meaning) {
                        panic!("`{text}` means {other:?} and {meaning:?}");
                    }
                }
            }
            let rows = table.places.iter().chain([&table.meant, &table.polite]);
            rows.flat_map(|row| texts(row)).for_each(|text| assert_eq!(plain(text), text));
        }
    }

    #[test]
    fn the_same_wish_is_understood_in_every_language() {
        for (meaning, texts) in [
            (Meaning::NotThat, ["That's not it!", "不是這個", "都不是", "ليس هذا"]),
            (Meaning::Back, ["Please go back", "请返回上一步", "上一步吧", "أريد رجوع"]),
            (
                Meaning::Person,
                ["Can I talk to a person, please?", "我要转人工", "請轉人工", "أريد التحدث مع موظف"],
            ),
            (Meaning::Yes, ["Yes!", "是的", "對", "نعم"]),
            (Meaning::No, ["no", "不是", "沒有", "لا"]),
            (Meaning::Cancel, ["Never mind.", "算了吧", "取消", "إلغاء"]),
            (Meaning::Repeat, ["could you say that again?", "再说一遍", "請再說一次", "مرة أخرى"]),
            (Meaning::Skip, ["I don't know", "不知道", "跳過", "لا أعرف"]),
            (Meaning::Hello, ["Hi there", "你好", "您好", "مرحبًا"]),
            (Meaning::Thanks, ["thank you very much", "谢谢", "謝謝您", "شُكْرًا"]),
        ] {
            for text in texts {
                assert_eq!(understand(text), Understood::Said(meaning, ""), "{text}");
            }
        }
    }

    #[test]
    fn a_correction_brings_what_was_meant() {
        for (text, rest) in [
            ("No, I meant my card", "my card"),
            ("i mean: the monthly limit", "the monthly limit"),
            ("我的意思是提现限额", "提现限额"),
            ("不是，我是說銀行卡", "銀行卡"),
            ("كنت أقصد البطاقة", "البطاقة"),
        ] {
            assert_eq!(understand(text), Understood::Meant(rest), "{text}");
        }
        assert_eq!(understand("no, my card is gone"), Understood::Said(Meaning::NotThat, "my card is gone"));
        assert_eq!(understand("no, go back"), Understood::Said(Meaning::Back, ""));
    }

    #[test]
    fn questions_stay_questions() {
        for text in [
            "how do I cancel my order?",
            "back button does not work",
            "is a person allowed two cards?",
            "no money arrived",
            "怎样取消订单",
            "为什么不能返回首页",
            "meantime",
        ] {
            assert_eq!(understand(text), Understood::Question(text), "{text}");
        }
        assert_eq!(understand("Hello, where is my money?"), Understood::Question("where is my money?"));
        assert_eq!(understand(" …?! "), Understood::Nothing);
    }

    #[test]
    fn a_text_of_many_greetings_takes_no_more_than_a_few_readings() {
        let time = |work: &dyn Fn()| {
            let once = || {
                let began = std::time::Instant::now();
                work();
                began.elapsed()
            };
            (0..5).map(|_| once()).min().unwrap_or_default()
        };
        for clause in ["hi, ", "n,", "no, ", "thanks! ", "i meant ", "where is my money "] {
            let text = clause.repeat(1_000 / clause.len());
            let reading = time(&|| {
                std::hint::black_box(plain(&text));
            });
            let whole = time(&|| {
                std::hint::black_box(understand(&text));
            });
            assert!(whole < reading * 60, "{clause}: {whole:?} where to read it takes {reading:?}");
        }
        assert_eq!(understand("hi, hi, hi, my card"), Understood::Question("my card"));
        assert_eq!(understand("hi, no, hi, my card"), Understood::Said(Meaning::NotThat, "my card"));
        assert_eq!(understand("hi, hi, hi, hi, hi, my card"), Understood::Question("hi, my card"));
    }

    #[test]
    fn choices_are_named_by_their_place() {
        for (text, at) in [("2", 1), ("the second one", 1), ("第三个", 2), ("الأول", 0)] {
            assert_eq!(place(text), Some(at), "{text}");
        }
        assert_eq!(place("twice"), None);
        assert_eq!(place("0"), None);
    }
}
