//! Texts are shortened before they are kept, so that ten megabytes cost what four kilobytes cost.

use std::fmt;

use unstuck_protocol::scrub;

/// How many times its limit a text may have before it is scrubbed, since scrubbing may leave less of it.
const ROOM: usize = 4;
/// Groups of digits that a private number may be written in, more than there ever are.
const GROUPS: usize = 24;

/// Shortens a text that is far longer than what is kept of it.
///
/// The word that the cut halved goes, and so do the numbers before it, of which it may have been the last group: half a card
/// number would not be known for what it is.
pub(crate) fn shorten(text: &mut String, limit: usize) {
    if text.len() <= limit * ROOM {
        return;
    }
    scrub::cut(text, limit * ROOM);
    for _ in 0..GROUPS {
        let Some(end) = text.trim_end().rfind(char::is_whitespace) else { break };
        text.truncate(end);
        let last = text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        if !last.contains(|c: char| c.is_ascii_digit()) {
            break;
        }
    }
}

/// Takes what is written into it, as far as it will be kept.
pub(crate) struct Short {
    text: String,
    limit: usize,
}

impl Short {
    pub(crate) fn new(limit: usize) -> Self {
        Self { text: String::new(), limit }
    }

    pub(crate) fn text(mut self) -> String {
        shorten(&mut self.text, self.limit);
        self.text
    }
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // One byte more than the room, by which it is told that there was more.
        let left = (self.limit * ROOM + 1).saturating_sub(self.text.len());
        let mut end = left.min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        self.text.push_str(&text[..end]);
        if left == 0 { Err(fmt::Error) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_protocol::{limits, scrub};

    use super::{ROOM, shorten};

    proptest! {
        #[test]
        fn a_number_that_the_cut_would_halve_leaves_no_half_behind(before in 0_usize..2_000) {
            let card = "4111 1111 1111 1111";
            let mut text = ["x ".repeat(before / 2).as_str(), card, &" y".repeat(2_000)].concat();
            shorten(&mut text, limits::LINE_BYTES);
            prop_assert!(text.len() <= limits::LINE_BYTES * ROOM);
            let scrubbed = scrub::text(&text);
            prop_assert!(!scrubbed.contains("4111"), "{}", scrubbed);
        }
    }
}
