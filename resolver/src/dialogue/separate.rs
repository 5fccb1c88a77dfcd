//! What tells candidates apart, in as few words as that takes.

use crate::{solution::When, tokens};

/// Words that titles share at one end, from which on they are left out there; ideographs count one each.
const SHARED: usize = 3;

/// A label for each title, without the words that all of them begin or end with.
///
/// ```
/// use unstuck_resolver::dialogue::separate;
/// let titles = ["You have reached today's limit", "You have reached this month's limit"];
/// assert_eq!(separate(&titles.map(str::to_owned)), ["… today's limit", "… this month's limit"]);
/// let others = ["Your card has expired", "The bank is closed"];
/// assert_eq!(separate(&others.map(str::to_owned)), others);
/// ```
#[must_use]
pub fn separate(titles: &[String]) -> Vec<String> {
    let units: Vec<Vec<&str>> = titles.iter().map(|title| units(title)).collect();
    let shortest = units.iter().map(Vec::len).min().unwrap_or_default();
    let Some((first, others)) = units.split_first().filter(|(_, others)| !others.is_empty()) else {
        return titles.to_vec();
    };
    let same = |at: usize| others.iter().all(|other| other[at] == first[at]);
    let front = (0..shortest).take_while(|at| same(*at)).count();
    let from_end = |units: &[&str], at: usize| units[units.len() - 1 - at].to_owned();
    let same = |at: usize| others.iter().all(|other| from_end(other, at) == from_end(first, at));
    let back = (0..shortest - front).take_while(|at| same(*at)).count();
    // All of a title may stand in another one: something has to be left of each.
    let least = shortest.saturating_sub(1);
    let front = if (SHARED..=least).contains(&front) { front } else { 0 };
    let back = if back >= SHARED && front + back <= least { back } else { 0 };
    let label = |units: &Vec<&str>| {
        let middle = units[front..units.len() - back].concat();
        let (before, after) = (if front > 0 { "… " } else { "" }, if back > 0 { " …" } else { "" });
        format!("{before}{}{after}", middle.trim())
    };
    units.iter().map(label).collect()
}

/// Words with the blanks behind them, and single ideographs.
fn units(text: &str) -> Vec<&str> {
    let (mut units, mut from, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        let word = before.is_some_and(|before: char| before.is_whitespace()) && !c.is_whitespace();
        let sign = tokens::is_ideograph(c) || before.is_some_and(tokens::is_ideograph);
        if at > from && (word || sign) {
            units.push(&text[from..at]);
            from = at;
        }
        before = Some(c);
    }
    if from < text.len() {
        units.push(&text[from..]);
    }
    units
}

/// What circumstances ask for, for titles that are the same: a fact that parts them.
pub(super) fn told(when: &When) -> String {
    let parts = [when.route.as_deref(), when.release.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(titles: &[&str]) -> Vec<String> {
        separate(&titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_all_share_is_left_out_on_both_sides() {
        assert_eq!(
            labels(&["您已达到今天的红包限额", "您已达到本月的提现限额"]),
            ["… 今天的红包限额", "… 本月的提现限额"]
        );
        assert_eq!(
            labels(&["Why is my card not here yet", "Why is my money not here yet"]),
            ["… card …", "… money …"]
        );
        assert_eq!(labels(&["One title alone stays"]), ["One title alone stays"]);
        assert_eq!(labels(&["It did not work", "It did not work again"]), ["… work", "… work again"]);
    }

    proptest! {
        #[test]
        fn titles_that_differ_have_labels_that_differ(titles in prop::collection::btree_set("(a |b |c |红|包){0,6}", 2..4)) {
            let titles: Vec<String> = titles.into_iter().map(|title| title.trim().to_owned()).collect();
            let labels = separate(&titles);
            for (one, title) in labels.iter().zip(&titles) {
                prop_assert!(title.is_empty() || !one.trim_matches(['…', ' ']).is_empty());
                for (other, another) in labels.iter().zip(&titles) {
                    prop_assert!(title == another || one != other, "{titles:?} {labels:?}");
                }
            }
        }
    }
}
