//! Where a conversation is: all that the next turn needs, small, bounded, and data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unstuck_protocol::{ReportId, SolutionId, limits};

use super::Heard;

/// Steps without a question on the way to a place, whose words are said again with it.
const VIA: usize = 4;

/// Where a conversation is. It belongs to whoever keeps conversations; a person never sends it.
///
/// ```
/// use unstuck_resolver::dialogue::State;
/// let state = State::default();
/// let kept = serde_json::to_string(&state).unwrap();
/// assert_eq!(serde_json::from_str::<State>(&kept).unwrap(), state);
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Where it is now.
    pub(super) now: Place,
    /// Where it was, the latest last.
    before: Vec<Place>,
    /// Flows that were left for another question, the latest last.
    waiting: Vec<Walk>,
    /// What the person did not mean.
    pub(super) rejected: Vec<SolutionId>,
    /// Clarifying questions in a row.
    pub(super) clarified: usize,
    /// How often each step of the flows that are under way has asked.
    visits: BTreeMap<String, BTreeMap<String, u8>>,
    /// The revision of the flows that its places are of.
    pub(super) revision: String,
    /// Questions that were likely before any was asked, the likeliest first.
    pub(super) likely: Vec<SolutionId>,
    /// The error that it is about.
    pub(super) report: Option<ReportId>,
    /// The error has an answer: its own, or a flow on the way to one, that was not refused, or one that helped.
    settled: bool,
    /// What somebody wanted, as far as that was told.
    wanted: Vec<SolutionId>,
    /// What the turn that is being taken says of solutions.
    #[serde(skip)]
    pub(super) heard: Vec<Heard>,
}

/// A place of a conversation: what was said last, as far as it can be said again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    /// Nothing was asked yet.
    #[default]
    Start,
    /// It was asked which of these is meant.
    Unsure { asked: String, offered: Vec<SolutionId> },
    /// This solution was shown, at the end of this flow where it has a name.
    Answered { asked: String, solution: SolutionId, flow: String },
    /// A step of a flow waits.
    Walking(Walk),
    /// There was no answer.
    Nothing(Nothing),
    /// It is solved.
    Solved,
    /// A person was asked for.
    Person,
}

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Nothing {
    /// Nothing fits.
    NoAnswer,
    /// A flow ended with it.
    NotKnown,
    /// A step of a flow has asked too often.
    InCircles,
}

/// A step of a flow that waits, with the steps that led to it without asking, and the question that began the flow, where one
/// was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Walk {
    #[serde(default)]
    pub(super) asked: String,
    pub(super) flow: String,
    pub(super) step: String,
    pub(super) via: Vec<String>,
}

impl Walk {
    /// At a step that was come to by these.
    pub(super) fn new(asked: &str, flow: &str, step: &str, via: &[&str]) -> Self {
        let via = &via[via.len().saturating_sub(VIA)..];
        let via = via.iter().map(|name| (*name).to_owned()).collect();
        Self { asked: asked.to_owned(), flow: flow.to_owned(), step: step.to_owned(), via }
    }
}

impl State {
    /// Before the first turn, over flows of this revision.
    pub(super) fn new(revision: &str) -> Self {
        Self { revision: revision.to_owned(), ..Self::default() }
    }

    /// Begins anew with these questions; what was told of it before is not told again.
    pub(super) fn anew(&mut self, revision: &str, likely: Vec<SolutionId>) {
        let before = core::mem::take(self);
        let Self { report, settled, wanted, heard, .. } = before;
        *self = Self { likely, report, settled, wanted, heard, ..Self::new(revision) };
    }

    /// It is about this error now, or about none.
    pub(super) fn meets(&mut self, report: Option<&ReportId>) {
        if self.report.as_ref() != report {
            self.settled = false;
            self.report = report.cloned();
        }
    }

    /// Hears that the article shown helped, or was what somebody looked for. One that answers what was typed helped with the
    /// error too, for people say in their own words what failed; but not where the error has an answer already.
    pub(super) fn helped(&mut self) {
        let Place::Answered { asked, solution, .. } = &self.now else { return };
        let (own, solution) = (asked.is_empty(), solution.clone());
        match self.report.clone().filter(|_| own || !self.settled) {
            Some(report) => {
                self.settled = true;
                self.heard.push(Heard::Helped { report, solution });
            }
            None => self.want(solution),
        }
    }

    /// Hears that the article shown is not what somebody looked for. Of an answer to what was typed this says nothing of the
    /// error.
    pub(super) fn refused(&mut self) {
        let Place::Answered { asked, solution, .. } = &self.now else { return };
        if let Some(report) = self.report.clone().filter(|_| asked.is_empty()) {
            self.heard.push(Heard::NotThat { report, solution: solution.clone() });
            self.settled = false;
        }
    }

    /// Hears that somebody wants this, once in a conversation.
    pub(super) fn want(&mut self, solution: SolutionId) {
        if !self.wanted.contains(&solution) {
            push(&mut self.wanted, solution.clone(), limits::CONVERSATION_REJECTED);
            self.heard.push(Heard::Wanted(solution));
        }
    }

    /// Goes to a place; where it was can be gone back to.
    pub(super) fn go(&mut self, place: Place) {
        if self.now == place {
            return;
        }
        match &place {
            Place::Answered { asked, .. } if asked.is_empty() => self.settled = true,
            Place::Walking(walk) if walk.asked.is_empty() => self.settled = true,
            _ => {}
        }
        if let (Place::Walking(walk), Place::Nothing(_) | Place::Person) = (&self.now, &place)
            && walk.asked.is_empty()
            && !self.waiting.contains(walk)
        {
            // Its own way led to no answer.
            self.settled = false;
        }
        let before = core::mem::replace(&mut self.now, place);
        if !matches!(before, Place::Start) {
            push(&mut self.before, before, limits::CONVERSATION_BACK);
        }
    }

    /// Goes back to where it was; false where nothing was before.
    pub(super) fn back(&mut self) -> bool {
        let Some(before) = self.before.pop() else { return false };
        self.now = before;
        self.clarified = 0;
        true
    }

    /// Keeps that these are not meant.
    pub(super) fn reject(&mut self, ids: impl IntoIterator<Item = SolutionId>) {
        for id in ids {
            if !self.rejected.contains(&id) {
                push(&mut self.rejected, id, limits::CONVERSATION_REJECTED);
            }
        }
    }

    /// Leaves the flow for another question, to be gone on with afterwards.
    pub(super) fn interrupt(&mut self) {
        if let Place::Walking(walk) = &self.now {
            let walk = walk.clone();
            self.waiting.retain(|other| other.flow != walk.flow);
            push(&mut self.waiting, walk, limits::CONVERSATION_WAITING);
        }
    }

    /// The flow that was left last.
    pub(super) fn waits(&self) -> Option<&Walk> {
        self.waiting.last()
    }

    /// Takes the flow that was left last.
    pub(super) fn take_waiting(&mut self) -> Option<Walk> {
        self.waiting.pop()
    }

    /// Begins a flow: its steps have asked nothing yet, and it waits nowhere.
    pub(super) fn begin(&mut self, flow: &str) {
        self.waiting.retain(|walk| walk.flow != flow);
        let waiting = &self.waiting;
        self.visits.retain(|known, _| waiting.iter().any(|walk| walk.flow == *known));
    }

    /// Counts that a step asks; how often it has now.
    pub(super) fn visit(&mut self, flow: &str, step: &str) -> u8 {
        let steps = self.visits.entry(flow.to_owned()).or_default();
        let visits = steps.entry(step.to_owned()).or_default();
        *visits = visits.saturating_add(1);
        *visits
    }

    /// Whether it ended: solved, with a person, or with nothing found.
    #[must_use]
    pub fn ended(&self) -> bool {
        matches!(self.now, Place::Solved | Place::Person | Place::Nothing(_))
    }

    /// The question that was last asked about, where it waits for one of several to be chosen; empty where the error is.
    #[must_use]
    pub fn asked(&self) -> Option<&str> {
        match &self.now {
            Place::Unsure { asked, .. } => Some(asked),
            _ => None,
        }
    }

    /// Puts one of those that were asked about before the others, so that "the first one" is what the person sees first; false
    /// where it is not among them, or is the first one already. It is as much in question as before.
    ///
    /// ```
    /// use unstuck_protocol::SolutionId;
    /// use unstuck_resolver::dialogue::State;
    /// assert!(!State::default().prefer(&SolutionId::new("card-expired").unwrap()), "nothing was asked");
    /// ```
    pub fn prefer(&mut self, id: &SolutionId) -> bool {
        let Place::Unsure { offered, .. } = &mut self.now else { return false };
        let Some(at) = offered.iter().position(|one| one == id).filter(|at| *at > 0) else { return false };
        offered[..=at].rotate_right(1);
        true
    }

    /// The solution that is shown now.
    #[must_use]
    pub fn shown(&self) -> Option<&SolutionId> {
        match &self.now {
            Place::Answered { solution, .. } => Some(solution),
            _ => None,
        }
    }
}

/// Puts an entry behind the others; the oldest ones give way.
fn push<T>(all: &mut Vec<T>, one: T, most: usize) {
    all.push(one);
    if all.len() > most {
        all.drain(..all.len() - most);
    }
}
