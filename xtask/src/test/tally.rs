//! Counting tests, from libtest's own lines and from tests which say that they were skipped.

use std::fmt;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) skipped: u64,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// A step without tests of its own is one; a step that failed without a failed test (a crash, a build) is one failure.
    pub(super) fn settle(&mut self, well: bool) {
        match well {
            true if self.is_empty() => self.passed = 1,
            false if self.failed == 0 => self.failed = 1,
            _ => {}
        }
    }
}

/// Reads what libtest prints with `--show-output`, line by line.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) tally: Tally,
    /// Passing tests of the binary at hand which printed `skipped: why`; libtest itself counts them as passed.
    skips: u64,
    /// The test at hand has said so already.
    settled: bool,
    /// From here on failed tests speak, and what they say of skipping no longer matters.
    failures: bool,
}

impl Reader {
    /// Takes one line: a test's heading or words, or `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(super) fn read(&mut self, line: &str) {
        if line == "failures:" {
            self.failures = true;
        } else if line.starts_with("---- ") {
            self.settled = false;
        } else if line.starts_with("skipped: ") && !self.settled && !self.failures {
            self.settled = true;
            self.skips += 1;
        } else if let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        {
            self.result(counts);
        }
    }

    fn result(&mut self, counts: &str) {
        for part in counts.split("; ") {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
            match words.next() {
                Some("passed") => {
                    let skips = self.skips.min(number);
                    self.tally.passed += number - skips;
                    self.tally.skipped += skips;
                }
                Some("failed") => self.tally.failed += number,
                Some("ignored") => self.tally.skipped += number,
                _ => {}
            }
        }
        *self = Self { tally: self.tally, ..Self::default() };
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(out, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Tally};

    fn read(lines: &[&str]) -> String {
        let mut reader = Reader::default();
        lines.iter().for_each(|line| reader.read(line));
        reader.tally.to_string()
    }

    #[test]
    fn sums_the_lines_of_libtest() {
        let lines = [
            "running 4 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.20s",
            "a test result: ok. 9 passed; that some program printed",
        ];
        assert_eq!(read(&lines), "8 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn a_test_which_says_that_it_was_skipped_did_not_pass() {
        let lines = [
            "successes:",
            "---- one stdout ----",
            "skipped: the corpus is not here",
            "skipped: the corpus is not here",
            "---- two stdout ----",
            "it was fast",
            "failures:",
            "---- three stdout ----",
            "skipped: and yet it failed",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ];
        assert_eq!(read(&lines), "1 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn a_crash_is_a_failure_even_when_every_counted_test_passed() {
        let mut crashed = Tally { passed: 3, ..Tally::default() };
        crashed.settle(false);
        assert_eq!(crashed.to_string(), "3 passed, 1 failed");
        let mut own = Tally::default();
        own.settle(true);
        assert_eq!(own.to_string(), "1 passed, 0 failed");
    }
}
