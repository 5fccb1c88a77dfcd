//! A typed text as one of the answers that were offered.

use std::collections::BTreeMap;

use super::{
    understand::{meaning, place, plain},
    words::Meaning,
};
use crate::tokens;

/// Most terms of a text that names a choice by a part of it; longer ones tell something of their own.
const WORDS: usize = 8;
/// One of so many terms of a text has to name the choice.
const NAMED: usize = 5;

/// The answer that a text names beyond doubt: by its place, by all its words, or as the only yes or no.
pub(super) fn exact(labels: &[String], text: &str) -> Option<usize> {
    let whole = plain(text);
    let same = labels.iter().position(|label| plain(label) == whole);
    let by_place = || place(text).filter(|at| *at < labels.len());
    same.or_else(by_place).or_else(|| {
        let wanted = meaning(text).filter(|meaning| matches!(meaning, Meaning::Yes | Meaning::No))?;
        let mut alike = labels.iter().enumerate().filter(|(_, label)| tone(label) == Some(wanted));
        let (at, _) = alike.next()?;
        alike.next().is_none().then_some(at)
    })
}

/// The answer that a text names by words which stand in that one alone.
pub(super) fn likely(labels: &[String], text: &str) -> Option<usize> {
    let mut owners: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        tokens::terms(label, &mut |term, written| {
            if !tells(written) {
                return;
            }
            let owner = owners.entry(term.to_owned()).or_insert(Some(at));
            if *owner != Some(at) {
                *owner = None;
            }
        });
    }
    let (mut count, mut votes) = (0, vec![0; labels.len()]);
    tokens::terms(text, &mut |term, written| {
        count += usize::from(tells(written));
        if let Some(Some(at)) = owners.get(term) {
            votes[*at] += 1;
        }
    });
    let most = votes.iter().copied().max().filter(|most| *most > 0)?;
    let at = votes.iter().position(|votes| *votes == most)?;
    // What names two about as well names neither.
    let clear = votes.iter().enumerate().all(|(other, votes)| other == at || votes * 2 <= most);
    (clear && count <= WORDS && most * NAMED >= count).then_some(at)
}

/// Whether what is written is more than an article or a particle: a word of four letters, or two ideographs.
fn tells(written: &str) -> bool {
    let mut chars = written.chars();
    let least = if chars.next().is_some_and(tokens::is_ideograph) { 1 } else { 3 };
    chars.count() >= least
}

/// The yes or no that an answer begins with.
fn tone(label: &str) -> Option<Meaning> {
    let first =
        label.split([',', '，', '、', '،', '.', '。', ';', '；', ':', '：']).next().unwrap_or_default();
    let word = label.split_whitespace().next().unwrap_or_default();
    [label, first, word].into_iter().find_map(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<String> {
        ["Yes, it went down", "No, it is the same", "I can't see my balance"].map(str::to_owned).to_vec()
    }

    #[test]
    fn answers_are_named_as_people_name_them() {
        for (text, at) in [("yes it went down", 0), ("Yeah", 0), ("nope", 1), ("3", 2), ("the second one", 1)]
        {
            assert_eq!(exact(&labels(), text), Some(at), "{text}");
        }
        for (text, at) in [("went down", 0), ("the same as before", 1), ("cant see it", 2)] {
            assert_eq!(likely(&labels(), text), Some(at), "{text}");
        }
    }

    #[test]
    fn what_may_be_several_is_none() {
        let both = ["Yes, today".to_owned(), "Yes, yesterday".to_owned()];
        assert_eq!(exact(&both, "yes"), None);
        assert_eq!(likely(&labels(), "it is"), None);
        assert_eq!(exact(&labels(), "4"), None);
        assert_eq!(likely(&labels(), "my pig ate the packet that came on monday from an uncle"), None);
    }
}
