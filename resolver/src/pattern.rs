//! Message templates as authors write them: `daily limit of {amount} reached`.
//!
//! What stands between the holes must stand in the message, word for word and in order; case, punctuation and
//! diacritics do not count, and the message may say more before and after, as dialogs do.

use unstuck_protocol::template::HOLE;

use crate::tokens::{self, Piece};

/// A compiled template.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// The literal words between the holes.
    runs: Vec<Vec<String>>,
    /// A hole before the first, and after the last.
    open: (bool, bool),
}

impl Pattern {
    /// Compiles a template; `None` where it has no literal word and would fit everything.
    pub(crate) fn new(template: &str) -> Option<Self> {
        let mut runs = vec![Vec::new()];
        let mut rest = template;
        while let Some((literal, after)) = hole(rest) {
            runs.last_mut()?.extend(words(literal));
            runs.push(Vec::new());
            rest = after;
        }
        runs.last_mut()?.extend(words(rest));
        let open = (runs.first()?.is_empty(), runs.last()?.is_empty());
        runs.retain(|run| !run.is_empty());
        (!runs.is_empty()).then_some(Self { runs, open })
    }

    /// How many literal words it asks for: the more, the more specific.
    pub(crate) fn literals(&self) -> usize {
        self.runs.iter().map(Vec::len).sum()
    }

    /// The longest literal word: a message without it can't fit, so patterns are found by it.
    pub(crate) fn key(&self) -> &str {
        self.runs.iter().flatten().max_by_key(|word| word.len()).map_or("", String::as_str)
    }

    /// Whether a message, given as its [`words`], has this form.
    pub(crate) fn fits(&self, message: &[String]) -> bool {
        let mut at = 0;
        let mut first = 0;
        for (index, run) in self.runs.iter().enumerate() {
            let Some(found) = message[at..].windows(run.len()).position(|window| window == run) else {
                return false;
            };
            if index == 0 {
                first = found;
            }
            at += found + run.len();
        }
        // A single word is found in too much; then it must be all the message says beside its holes.
        let whole = (first == 0 || self.open.0) && (at == message.len() || self.open.1);
        self.literals() > 1 || whole
    }
}

/// A message's words as patterns compare them.
pub(crate) fn words(message: &str) -> Vec<String> {
    let mut out = Vec::new();
    tokens::pieces(message, &mut |piece| {
        let mut word = String::new();
        match piece {
            Piece::Word(written) => tokens::fold(written, &mut word),
            Piece::Ideograph(c) => word.push(c),
        }
        if !word.is_empty() {
            out.push(word);
        }
    });
    out
}

/// Whether a template has a hole.
pub(crate) fn has_hole(template: &str) -> bool {
    hole(template).is_some()
}

/// A template whose holes have no names, as the form of a message has them.
pub(crate) fn nameless(template: &str) -> String {
    let (mut out, mut rest) = (String::new(), template);
    while let Some((literal, after)) = hole(rest) {
        out.push_str(literal);
        out.push_str(HOLE);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text before the first `{name}` and after it.
fn hole(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| at + from) {
        let name = &text[open + 1..];
        match name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ' ')) {
            Some(close) if name[close..].starts_with('}') => {
                return Some((&text[..open], &name[close + 1..]));
            }
            _ => from = open + 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(template: &str, message: &str) -> bool {
        Pattern::new(template).is_some_and(|pattern| pattern.fits(&words(message)))
    }

    #[test]
    fn holes_stand_for_anything_anywhere() {
        assert!(fits("daily limit of {amount} reached", "Daily limit of ¥5,000.00 reached."));
        assert!(fits("{name} is frozen", "The account of Ann Li is frozen"));
        assert!(fits("could not open {file}", "Error: could not open \"/tmp/a b.txt\""));
        assert!(fits("单笔不能超过{amount}元", "提示:单笔不能超过 200 元!"));
        assert!(!fits("daily limit of {amount} reached", "weekly limit of ¥5 reached"));
        assert!(!fits("daily limit of {amount} reached", "reached daily limit of"));
    }

    #[test]
    fn one_word_must_be_the_whole_message() {
        assert!(fits("timeout", "Timeout!"));
        assert!(fits("timeout {seconds}", "timeout 30"));
        assert!(!fits("timeout", "the timeout was changed"));
        assert!(Pattern::new("{anything} {else}").is_none());
        assert!(Pattern::new("").is_none());
    }

    #[test]
    fn braces_that_are_no_hole_are_literal() {
        assert!(!has_hole("expected `{` or `}`, found { x: 1 }"));
        assert!(has_hole("a {b} c"));
    }
}
