//! What a typed text wants of the conversation, told by tables alone; whatever is not in them is a question.

use unstuck_protocol::letters::small;

use super::words::{self, Meaning, texts};
use crate::tokens;

/// Marks that end the first clause of a text.
const CLAUSE: &[char] =
    &[',', '，', '、', '،', '.', '。', ';', '；', '؛', '!', '！', '?', '？', '؟', ':', '：', '—', '\n'];
/// Longest text, characters, that may be about the conversation alone: longer ones tell something.
const LONGEST: usize = 80;

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

/// Understands a typed text.
pub(super) fn understand(text: &str) -> Understood<'_> {
    let text = text.trim();
    let whole = plain(text);
    if whole.is_empty() {
        return Understood::Nothing;
    }
    if let Some(meaning) = meaning(text) {
        return Understood::Said(meaning, "");
    }
    if let Some(rest) = meant(text) {
        return Understood::Meant(rest);
    }
    let clause = text.split_once(CLAUSE).map(|(first, rest)| (first, rest.trim_start_matches(CLAUSE).trim()));
    if let Some((first, rest)) = clause.filter(|(_, rest)| !plain(rest).is_empty()) {
        match meaning(first) {
            // "Hello, where is my money?" asks; "No, my card" corrects; "Yes, I think so" says yes.
            Some(Meaning::Hello | Meaning::Thanks | Meaning::Repeat) => return understand(rest),
            Some(Meaning::No | Meaning::NotThat) => {
                return match understand(rest) {
                    Understood::Question(rest) | Understood::Meant(rest) => {
                        Understood::Said(Meaning::NotThat, rest)
                    }
                    said => said,
                };
            }
            Some(Meaning::Yes) if meaning(rest).is_none() => return Understood::Said(Meaning::Yes, rest),
            Some(known) if meaning(rest) == Some(Meaning::Thanks) => return Understood::Said(known, ""),
            _ => {}
        }
    }
    Understood::Question(text)
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

/// What stands behind words such as "I meant".
fn meant(text: &str) -> Option<&str> {
    words::ALL
        .iter()
        .flat_map(|table| texts(table.meant))
        .filter_map(|prefix| behind(text, prefix))
        .min_by_key(|rest| rest.len())
}

/// The rest of a text that begins with these plain words; nothing where it ends with them or goes on within a word.
fn behind<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut cuts = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let cut = cuts.find(|cut| plain(&text[..*cut]) == prefix)?;
    let rest = &text[cut..];
    let (before, after) = (text[..cut].chars().last()?, rest.chars().next()?);
    let parted = !after.is_alphanumeric() || tokens::is_ideograph(before) || tokens::is_ideograph(after);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || CLAUSE.contains(&c));
    (parted && !plain(rest).is_empty()).then_some(rest)
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
    let mut out = String::new();
    let mut gap = false;
    let mut folded = String::new();
    for c in text.chars() {
        if matches!(c, '\'' | '’' | '‘' | '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}')
        {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        folded.clear();
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ؤ' => folded.push('و'),
            'ئ' => folded.push('ي'),
            _ => tokens::fold(small(c).encode_utf8(&mut [0; 4]), &mut folded),
        }
        let before = out.chars().last();
        if gap && before.is_some_and(|before| !(tokens::is_ideograph(before) || tokens::is_ideograph(c))) {
            out.push(' ');
        }
        gap = false;
        out.push_str(&folded);
    }
    out
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
    fn choices_are_named_by_their_place() {
        for (text, at) in [("2", 1), ("the second one", 1), ("第三个", 2), ("الأول", 0)] {
            assert_eq!(place(text), Some(at), "{text}");
        }
        assert_eq!(place("twice"), None);
        assert_eq!(place("0"), None);
    }
}
