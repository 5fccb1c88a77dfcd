//! Solutions and words as they come out of bytes.

use arbitrary::{Arbitrary, Result, Unstructured};
use unstuck_protocol::{Document, Node, SolutionId, Tag};
use unstuck_resolver::{Solution, Text, When};

/// Words that meet each other often; any text is mixed with them.
const WORDS: &[&str] = &[
    "card",
    "Expired",
    "limit",
    "daily",
    "{x}",
    "{}",
    "{",
    "}",
    "42",
    "¥200",
    "余额不足",
    "每日紅包限額",
    "getInitialProps",
    "…",
    ".",
    ": ",
    "/pay/1",
    "e\u{301}",
    "İ",
    "ß",
    "\u{200d}",
    "a_b",
    "'",
    "the",
    "E0425",
    "\n",
];

/// A text of known words and of any characters.
#[derive(Debug, Clone)]
pub struct Words(pub String);

impl<'a> Arbitrary<'a> for Words {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let mut text = String::new();
        for _ in 0..from.int_in_range(0..=12)? {
            if from.ratio(1, 6)? {
                text += &from.arbitrary::<String>()?.chars().take(40).collect::<String>();
            } else {
                text += from.choose(WORDS)?;
            }
            if from.ratio(3, 4)? {
                text.push(' ');
            }
        }
        Ok(Self(text))
    }
}

/// A solution without regard to what an author may write.
#[derive(Debug, Clone, Arbitrary)]
pub struct Page {
    id: u8,
    codes: Vec<Words>,
    messages: Vec<Words>,
    questions: Vec<Words>,
    release: Option<Circumstance>,
    route: Option<Circumstance>,
    title: Words,
    lines: Vec<Words>,
}

/// A route or release, of its usual characters or of any.
#[derive(Debug, Clone)]
pub struct Circumstance(pub String);

impl<'a> Arbitrary<'a> for Circumstance {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        const PARTS: &[&str] = &[
            "/",
            "a",
            "*",
            "**",
            "{",
            ",",
            "}",
            "[",
            "]",
            "-",
            "!",
            "?",
            "\\",
            ">=",
            "<",
            "~",
            "^",
            "=",
            "1",
            "2.0",
            ".",
            " ",
            "x",
            "v",
            "@",
            "18446744073709551615",
        ];
        let mut text = String::new();
        for _ in 0..from.int_in_range(0..=10)? {
            text += from.choose(PARTS)?;
        }
        if from.ratio(1, 8)? {
            text += &from.arbitrary::<String>()?.chars().take(40).collect::<String>();
        }
        Ok(Self(text))
    }
}

impl Page {
    /// The solution; none where its name can't be one.
    pub fn solution(self) -> Option<Solution> {
        let own = |words: Vec<Words>| words.into_iter().take(4).map(|words| words.0).collect();
        let line = |words: Words| Node::of(Tag::Paragraph, vec![Node::text(words.0)]);
        let body = Document::from(self.lines.into_iter().take(4).map(line).collect::<Vec<_>>());
        Some(Solution {
            id: SolutionId::new(format!("s{}", self.id % 16)).ok()?,
            codes: own(self.codes),
            messages: own(self.messages),
            questions: own(self.questions),
            when: When { release: self.release.map(|one| one.0), route: self.route.map(|one| one.0) },
            texts: vec![Text { locale: "en".into(), title: self.title.0, body, ..Text::default() }],
        })
    }
}
