//! The names of files: when, what, and of which kind.

use unstuck_protocol::hex;

use crate::queue::Kind;

const REPORT: &str = "report";
const OUTCOME: &str = "outcome";
/// The end of a name under which a file is still being written.
const PART: &str = ".part";

/// A file's name. Names sort as they were given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name {
    /// Milliseconds since the Unix epoch, or a little more: no two of one process are alike.
    pub(super) stamp: u64,
    /// The hash of the entry's id.
    pub(super) key: u128,
    pub(super) kind: Kind,
}

/// What a file's name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Entry(Name),
    /// Still being written, or left over.
    Part,
    /// It ends like an entry's name and is none.
    Garbage,
    /// Somebody else's, such as what file managers leave behind.
    Foreign,
}

impl Name {
    /// The name as text.
    pub(super) fn text(&self) -> String {
        let kind = match self.kind {
            Kind::Report => REPORT,
            Kind::Outcome => OUTCOME,
        };
        format!("{:016x}-{}.{kind}", self.stamp, hex::digits(self.key))
    }

    /// A name to write under before this one is taken; `chance` parts it from what others write.
    pub(super) fn part(&self, chance: u128) -> String {
        [&self.text(), ".", &hex::digits(chance), PART].concat()
    }
}

/// Reads a file's name.
pub(super) fn read(text: &str) -> Told {
    if text.ends_with(PART) {
        return Told::Part;
    }
    let (stem, kind) = match text.rsplit_once('.') {
        Some((stem, REPORT)) => (stem, Kind::Report),
        Some((stem, OUTCOME)) => (stem, Kind::Outcome),
        _ => return Told::Foreign,
    };
    let numbers = stem.split_once('-').and_then(|(stamp, key)| {
        let stamp = u64::from_str_radix(stamp, 16).ok()?;
        Some(Name { stamp, key: u128::from_str_radix(key, 16).ok()?, kind })
    });
    // Numbers can be written in several ways, and an entry has one name.
    numbers.filter(|name| name.text() == text).map_or(Told::Garbage, Told::Entry)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::{Kind, Name, Told, read};

    pub(in super::super) fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![Just(Kind::Report), Just(Kind::Outcome)]
    }

    prop_compose! {
        fn name()(stamp: u64, key: u128, kind in kind()) -> Name { Name { stamp, key, kind } }
    }

    proptest! {
        #[test]
        fn a_name_is_read_as_it_was_written(name in name(), chance: u128) {
            prop_assert_eq!(read(&name.text()), Told::Entry(name));
            prop_assert_eq!(read(&name.part(chance)), Told::Part);
        }

        #[test]
        fn texts_sort_as_names_do(one in name(), other in name()) {
            prop_assert_eq!(one.stamp.cmp(&other.stamp).is_lt(), one.text() < other.text() && one.stamp != other.stamp);
        }

        #[test]
        fn any_text_is_read(text in "[0-9a-f+.-]{0,60}(\\.report|\\.outcome|\\.part|)", other in ".{0,40}") {
            for text in [text, other] {
                if let Told::Entry(name) = read(&text) {
                    prop_assert_eq!(name.text(), text);
                }
            }
        }
    }

    #[test]
    fn what_is_not_ours_is_told_apart() {
        assert_eq!(read(".DS_Store"), Told::Foreign);
        assert_eq!(read("notes.txt"), Told::Foreign);
        assert_eq!(read("+00000000000000f-0000000000000000000000000000000f.report"), Told::Garbage);
        assert_eq!(read("notes.outcome"), Told::Garbage);
    }
}
