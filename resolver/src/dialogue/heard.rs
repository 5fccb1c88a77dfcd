//! What a turn says of solutions, for whoever learns from it.

use unstuck_protocol::{ReportId, SolutionId};

/// Something that a person said of a solution in a turn.
///
/// ```
/// use unstuck_protocol::{Chip, SolutionId, Turn};
/// use unstuck_resolver::{Catalogue, Resolver, Solution, Text, When, dialogue::{Dialogue, Flows, Heard, State}};
///
/// let solution = Solution {
///     id: SolutionId::new("card-expired").unwrap(),
///     codes: vec![], messages: vec![], questions: vec![], when: When::default(),
///     texts: vec![Text { locale: "en".into(), title: "Your card has expired".into(), ..Text::default() }],
/// };
/// let resolver = Resolver::new(Catalogue::new(vec![solution]));
/// let flows = Flows::default();
/// let (dialogue, mut state) = (Dialogue::new(&resolver, &flows), State::default());
///
/// dialogue.step(&mut state, &Turn::text("Your card has expired"));
/// let (_, heard) = dialogue.hear(&mut state, &Turn::chip(Chip::HELPED));
/// assert_eq!(heard, [Heard::Wanted(SolutionId::new("card-expired").unwrap())]);
/// ```
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
