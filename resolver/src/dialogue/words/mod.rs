//! What people say about the conversation itself, a table for each language.

mod ar;
mod en;
mod zh;

/// What somebody means by a few words that are about the conversation and not about the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Yes,
    No,
    NotThat,
    Back,
    Repeat,
    Cancel,
    Skip,
    Resume,
    Restart,
    Person,
    Hello,
    Thanks,
    Farewell,
    Abilities,
}

/// The words of one language, parted by `|`. All of them are compared as [`super::understand::plain`] leaves them.
pub(super) struct Table {
    /// Whole texts, by what they mean.
    pub(super) said: &'static [(Meaning, &'static str)],
    /// Words behind which stands what was really meant.
    pub(super) meant: &'static str,
    /// Words at either end that change nothing.
    pub(super) polite: &'static str,
    /// Words for the first choice, the second one, and so on.
    pub(super) places: &'static [&'static str],
}

/// The texts of a row.
pub(super) fn texts(row: &'static str) -> impl Iterator<Item = &'static str> {
    row.split('|')
}

/// All languages; their scripts tell them apart, so that nobody has to say which one they write.
pub(super) const ALL: &[&Table] = &[&en::TABLE, &zh::TABLE, &ar::TABLE];
