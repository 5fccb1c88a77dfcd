//! How often the model was asked, and what came of it.

use std::{
    fmt::Write as _,
    sync::atomic::{AtomicU64, Ordering},
};

/// What it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Which of a few solutions is meant.
    Choice,
    /// The gist of an article.
    Gist,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// An answer that was used.
    Kept,
    /// The word that there is nothing to say.
    Declined,
    /// An answer that strayed and was dropped.
    Strayed,
    /// No answer.
    Failed,
    /// It was not asked: it fails, it is busy, or it was asked often enough.
    Unasked,
    /// What was said before.
    Remembered,
}

const USES: [(Use, &str); 2] = [(Use::Choice, "choice"), (Use::Gist, "gist")];
const CAME: [(Came, &str); 6] = [
    (Came::Kept, "kept"),
    (Came::Declined, "declined"),
    (Came::Strayed, "strayed"),
    (Came::Failed, "failed"),
    (Came::Unasked, "unasked"),
    (Came::Remembered, "remembered"),
];

/// All of it, counted.
#[derive(Debug, Default)]
pub struct Tally([[AtomicU64; CAME.len()]; USES.len()]);

impl Tally {
    /// Counts one.
    pub fn add(&self, what: Use, came: Came) {
        self.0[what as usize][came as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// As Prometheus reads it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from("# TYPE unstuck_language_model_total counter\n");
        for (row, (_, what)) in self.0.iter().zip(USES) {
            for (count, (_, came)) in row.iter().zip(CAME) {
                let count = count.load(Ordering::Relaxed);
                // Writing to a String cannot fail.
                let _ =
                    writeln!(out, "unstuck_language_model_total{{for=\"{what}\",came=\"{came}\"}} {count}");
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_own_counter_under_its_own_name() {
        for (what, name) in USES {
            for (came, of) in CAME {
                let tally = Tally::default();
                tally.add(what, came);
                let text = tally.text();
                let ones: Vec<_> = text.lines().filter(|line| line.ends_with(" 1")).collect();
                assert_eq!(ones, [format!("unstuck_language_model_total{{for=\"{name}\",came=\"{of}\"}} 1")]);
            }
        }
    }
}
