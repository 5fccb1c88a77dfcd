//! 简体 and 繁體 match each other: characters that one script writes differently are read as one.
//!
//! The pairs stand in the catalogue, and in its pack, only for characters that its texts hold, so that a page needs no table
//! of the whole script.

use std::borrow::Cow;
use std::sync::Arc;

use crate::Solution;

/// Characters and what they are read as, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Variants(Arc<[(char, char)]>);

impl Variants {
    /// Of pairs in the order of their first characters; `None` where they are in another order.
    pub(crate) fn sorted(pairs: Vec<(char, char)>) -> Option<Self> {
        pairs.is_sorted_by(|one, next| one.0 < next.0).then(|| Self(pairs.into()))
    }

    pub(crate) fn pairs(&self) -> &[(char, char)] {
        &self.0
    }

    /// A text in the characters that all of its variants are read as.
    pub(crate) fn fold<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.0.is_empty() || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().map(|c| self.one(c)).collect())
    }

    fn one(&self, c: char) -> char {
        self.0.binary_search_by_key(&c, |(from, _)| *from).map_or(c, |at| self.0[at].1)
    }

    /// Solutions as they are searched.
    pub(crate) fn fold_all<'a>(&self, solutions: &'a [Solution]) -> Cow<'a, [Solution]> {
        if self.0.is_empty() {
            return Cow::Borrowed(solutions);
        }
        let mut folded = solutions.to_vec();
        for solution in &mut folded {
            let texts = solution.messages.iter_mut().chain(&mut solution.questions);
            texts.for_each(|text| *text = self.fold(text).into_owned());
            for text in &mut solution.texts {
                text.title = self.fold(&text.title).into_owned();
                let mut nodes = text.body.0.to_vec();
                self.fold_nodes(&mut nodes);
                text.body = nodes.into();
            }
        }
        Cow::Owned(folded)
    }

    fn fold_nodes(&self, nodes: &mut [unstuck_protocol::Node]) {
        for node in nodes {
            node.text = self.fold(&node.text).into_owned();
            self.fold_nodes(&mut node.nodes);
        }
    }
}

#[cfg(feature = "author")]
mod table {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use super::Variants;
    use crate::Solution;

    /// Every character that is written differently in 简体, with that.
    static ALL: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let simple = |c: char| fast2s::convert(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c);
        let script = ('\u{3400}'..='\u{9fff}').map(|c| (c, simple(c)));
        script.filter(|(from, to)| from != to).collect()
    });

    impl Variants {
        /// The pairs whose either side stands in a text of these solutions.
        pub(crate) fn of(solutions: &[Solution]) -> Self {
            let mut held = BTreeSet::new();
            let mut hold = |text: &str| held.extend(text.chars().filter(|c| *c >= '\u{3400}'));
            for solution in solutions {
                solution.messages.iter().chain(&solution.questions).for_each(|text| hold(text));
                for text in &solution.texts {
                    hold(&text.title);
                    hold(&text.body.plain());
                }
            }
            if held.is_empty() {
                return Self::default();
            }
            let simple: BTreeSet<char> =
                ALL.iter().filter(|(from, _)| held.contains(from)).map(|(_, to)| *to).collect();
            let wanted = |(_, to): &&(char, char)| held.contains(to) || simple.contains(to);
            Self(ALL.iter().filter(wanted).copied().collect())
        }
    }
}
