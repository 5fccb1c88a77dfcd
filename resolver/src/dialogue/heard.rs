//! What a turn says of solutions, for whoever learns from it.

use unstuck_protocol::{ReportId, SolutionId};

/// Something that a person said of a solution in a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It was wanted: a likely question was chosen, or an article helped where no error is spoken of. Told once in a
    /// conversation of each solution.
    Wanted(SolutionId),
    /// It helped with this error.
    Helped {
        /// The report of the error.
        report: ReportId,
        /// What was shown.
        solution: SolutionId,
    },
    /// It is not the answer to this error, or did not help.
    NotThat {
        /// The report of the error.
        report: ReportId,
        /// What was shown.
        solution: SolutionId,
    },
}
