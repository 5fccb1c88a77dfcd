//! Dialogues replayed: what becomes of each recorded query when somebody types it who knows what they look for.

use serde::Serialize;
use unstuck_protocol::{Chip, Reply, ReplyKind, SolutionId, Turn, TurnKind};

use super::Row;
use crate::{
    author::id_text,
    dialogue::{Dialogue, State},
};

/// Turns after which nobody goes on.
const PATIENCE: usize = 8;

/// How a dialogue ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// With the right article.
    Solved,
    /// With an article where there is no right one.
    Invented,
    /// With an honest word, and a person at hand.
    Honest,
    /// With nothing of these: the person gave up.
    GivenUp,
}

/// One dialogue, replayed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replayed {
    /// It has a right answer.
    pub in_scope: bool,
    /// How it ended.
    pub ending: Ending,
    /// Turns that the person took, up to the last reply.
    pub turns: usize,
    /// Clarifying questions among the replies.
    pub clarified: usize,
    /// Articles that were shown and not looked for.
    pub wrong: usize,
    /// A person was offered in every reply.
    pub person: bool,
}

/// Types each row's text, and answers as somebody who would know the right article by its title: chooses it where it is
/// offered, says "none of these" where it is not, and "not that" where another one is shown.
#[must_use]
pub fn replay(dialogue: &Dialogue<'_>, rows: &[Row]) -> Vec<Replayed> {
    rows.iter().map(|row| one(dialogue, row)).collect()
}

fn one(dialogue: &Dialogue<'_>, row: &Row) -> Replayed {
    let gold: Vec<String> = row.gold_solution_ids.iter().map(|id| id_text(id)).collect();
    let right = |id: &str| gold.iter().any(|gold| gold == id);
    let mut told = Replayed {
        in_scope: !gold.is_empty(),
        ending: Ending::GivenUp,
        turns: 0,
        clarified: 0,
        wrong: 0,
        person: true,
    };
    let mut state = State::default();
    let mut turn = Turn::text(row.text.as_str());
    while told.turns < PATIENCE {
        told.turns += 1;
        let reply = dialogue.step(&mut state, &turn);
        told.person &= reply.person;
        match reply.kind {
            ReplyKind::Answer => {
                if shown(&reply).is_some_and(|id| right(id.as_str())) {
                    told.ending = Ending::Solved;
                    break;
                }
                told.wrong += 1;
                if !told.in_scope {
                    told.ending = Ending::Invented;
                    break;
                }
                turn = Turn::of(TurnKind::NotThat);
            }
            ReplyKind::Clarify => {
                told.clarified += 1;
                let chip = reply.chips.iter().find(|chip| right(&chip.id));
                turn = Turn::chip(chip.map_or(Chip::NONE, |chip| chip.id.as_str()));
            }
            // Questions of a flow are answered by whoever meets them; what they lead to is not in the record.
            ReplyKind::Ask | ReplyKind::Act => turn = Turn::of(TurnKind::Cancel),
            _ => {
                told.ending = Ending::Honest;
                break;
            }
        }
    }
    told
}

fn shown(reply: &Reply) -> Option<&SolutionId> {
    reply.article.as_ref().map(|article| &article.solution)
}

/// What came out; shares are 0 to 1. A figure that has no dialogues to stand on is absent.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Dialogues {
    /// Dialogues.
    pub dialogues: usize,
    /// Those that have a right answer.
    pub in_scope: usize,
    /// Of those, the share that ended solved without a person.
    pub solved: Option<f64>,
    /// Of those, the share that was solved by the first reply.
    pub at_once: Option<f64>,
    /// Of those, the share that was shown a wrong article on the way.
    pub misled: Option<f64>,
    /// Of those that have no right answer, the share that ended in an article.
    pub invented: Option<f64>,
    /// The share in which a clarifying question was asked.
    pub clarified: Option<f64>,
    /// The middle number of turns, over all.
    pub median_turns: Option<usize>,
    /// The mean number of turns of those that were solved.
    pub mean_turns: Option<f64>,
    /// The share in which a person was offered in every reply.
    pub person: Option<f64>,
}

impl Dialogues {
    /// Counts dialogues.
    #[must_use]
    pub fn of(all: &[Replayed]) -> Self {
        let (inside, outside): (Vec<&Replayed>, Vec<&Replayed>) = all.iter().partition(|one| one.in_scope);
        let solved: Vec<&Replayed> =
            inside.iter().filter(|one| one.ending == Ending::Solved).copied().collect();
        let mut turns: Vec<usize> = all.iter().map(|one| one.turns).collect();
        turns.sort_unstable();
        let count =
            |of: &[&Replayed], so: &dyn Fn(&Replayed) -> bool| of.iter().filter(|one| so(one)).count();
        let every: Vec<&Replayed> = all.iter().collect();
        Self {
            dialogues: all.len(),
            in_scope: inside.len(),
            solved: share(solved.len(), inside.len()),
            at_once: share(count(&solved, &|one| one.turns == 1), inside.len()),
            misled: share(count(&inside, &|one| one.wrong > 0), inside.len()),
            invented: share(count(&outside, &|one| one.ending == Ending::Invented), outside.len()),
            clarified: share(count(&every, &|one| one.clarified > 0), all.len()),
            median_turns: turns.get(turns.len() / 2).copied(),
            mean_turns: share(solved.iter().map(|one| one.turns).sum(), solved.len()),
            person: share(count(&every, &|one| one.person), all.len()),
        }
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
