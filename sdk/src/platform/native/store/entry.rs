//! What a file holds: a line that tells whether the rest is whole, and the entry as it is sent.

use unstuck_protocol::{Outcome, Report, hex, limits};
use xxhash_rust::xxh3::xxh3_128;

use super::plan::{ANOTHER_VERSION, UNREADABLE};
use crate::{
    loss::TOO_LARGE,
    queue::{Entry, Kind, REPORT_BYTES, key},
};

/// Longest first line, bytes: name, version, hash.
const HEAD: usize = 64;
/// Longest file.
pub(super) const FILE_BYTES: usize = limits::REQUEST_BYTES + HEAD;

/// The file of an entry.
pub(super) fn write(text: &str) -> String {
    let version = limits::WIRE_VERSION.to_string();
    ["unstuck ", &version, " ", &hex::digits(xxh3_128(text.as_bytes())), "\n", text].concat()
}

/// The entry in a file, or the reason for which it is lost.
pub(super) fn read(bytes: &[u8], named: u128, kind: Kind) -> Result<Entry, &'static str> {
    if bytes.len() > FILE_BYTES {
        return Err(TOO_LARGE);
    }
    let file = std::str::from_utf8(bytes).map_err(|_| UNREADABLE)?;
    let (head, text) = file.split_once('\n').ok_or(UNREADABLE)?;
    let mut words = head.split(' ');
    let (name, version, hash) = (words.next(), words.next(), words.next());
    if name != Some("unstuck") || words.next().is_some() {
        return Err(UNREADABLE);
    }
    let version: u16 = version.and_then(|version| version.parse().ok()).ok_or(UNREADABLE)?;
    if version != limits::WIRE_VERSION {
        return Err(ANOTHER_VERSION);
    }
    if hash != Some(&hex::digits(xxh3_128(text.as_bytes()))) {
        return Err(UNREADABLE);
    }
    // Read in full: the service refuses a whole batch for one text that is no entry.
    let (id, entry) = match kind {
        Kind::Report if text.len() > REPORT_BYTES => return Err(TOO_LARGE),
        Kind::Report => {
            let report: Report = serde_json::from_str(text).map_err(|_| UNREADABLE)?;
            (key(report.id.as_str()), Entry::Report(report.id, text.to_owned()))
        }
        Kind::Outcome => {
            let outcome: Outcome = serde_json::from_str(text).map_err(|_| UNREADABLE)?;
            (key(outcome.id.as_str()), Entry::Outcome(outcome))
        }
    };
    if id == named { Ok(entry) } else { Err(UNREADABLE) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::limits;

    use super::{ANOTHER_VERSION, Entry, Kind, TOO_LARGE, UNREADABLE, key, read, write};

    const OUTCOME: &str = r#"{"id":"o1","report":"r1","solution":"s","kind":"claimed","at":7}"#;
    const REPORT: &str = r#"{"id":"r1","at":7,"problem":{"message":"it failed: 遲到"},"fingerprint":"f"}"#;

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let back = read(write(OUTCOME).as_bytes(), key("o1"), Kind::Outcome).unwrap();
        let Entry::Outcome(outcome) = back else { panic!("an outcome became a report") };
        assert_eq!((outcome.id.as_str(), outcome.at), ("o1", 7));
        assert!(
            matches!(read(write(REPORT).as_bytes(), key("r1"), Kind::Report), Ok(Entry::Report(_, text)) if text == REPORT)
        );
    }

    #[test]
    fn whatever_else_has_a_reason() {
        let report = |file: &str| read(file.as_bytes(), key("r1"), Kind::Report).unwrap_err();
        let next = format!("unstuck {} ", limits::WIRE_VERSION + 1);
        let this = format!("unstuck {} ", limits::WIRE_VERSION);
        assert_eq!(report(&write(REPORT).replace(&this, &next)), ANOTHER_VERSION);
        assert_eq!(report(&write(&" ".repeat(limits::REQUEST_BYTES - 10))), TOO_LARGE);
        assert_eq!(report(&"x".repeat(limits::REQUEST_BYTES * 2)), TOO_LARGE);
        assert_eq!(report(&write(OUTCOME)), UNREADABLE);
        assert_eq!(report(&write("{}")), UNREADABLE);
        assert_eq!(read(write(REPORT).as_bytes(), key("r2"), Kind::Report), Err(UNREADABLE));
    }

    proptest! {
        #[test]
        fn a_cut_or_changed_file_is_none(at in 0_usize..1_000, bit in 0_u8..8) {
            let whole = write(REPORT).into_bytes();
            let at = at % whole.len();
            prop_assert!(read(&whole[..at], key("r1"), Kind::Report).is_err());
            let mut changed = whole;
            changed[at] ^= 1 << bit;
            prop_assert!(read(&changed, key("r1"), Kind::Report).is_err());
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes, 0, Kind::Report).is_err());
        }
    }
}
