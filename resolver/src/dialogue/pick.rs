//! What is chosen among what is offered.

use unstuck_protocol::{Chip, PhraseKey, Reply, SolutionId};

use super::{
    Dialogue, State,
    search::Found,
    state::{Place, Walk},
    walk::Answered,
};

impl Dialogue<'_> {
    /// Takes a chip; one that is not among those offered is answered as such.
    pub(super) fn chip(&self, state: &mut State, id: &str) -> Reply {
        if let Place::Walking(walk) = &state.now {
            let walk = walk.clone();
            return self.answer_by(state, &walk, id);
        }
        let chosen = self.offers(state).into_iter().find(|(offered, _)| offered.as_str() == id);
        if let Some((chosen, _)) = chosen {
            return self.pick(state, chosen);
        }
        let unsure = matches!(state.now, Place::Unsure { .. });
        match id {
            Chip::NOT_THAT | Chip::NONE => self.not_that(state, ""),
            Chip::HELPED if !unsure => self.solved(state),
            Chip::RESUME if !unsure => self.resume(state),
            Chip::LEAVE if !unsure => self.leave(state),
            _ => self.again(state, PhraseKey::ChooseOne),
        }
    }

    /// Takes a chip as the answer to a step that waits.
    fn answer_by(&self, state: &mut State, walk: &Walk, chip: &str) -> Reply {
        let Some(flow) = self.flows.get(&walk.flow) else { return self.lost(state) };
        match self.chosen(flow, walk, chip) {
            Answered::To(to) => self.walk(state, &walk.asked, flow, to),
            Answered::NotOne => self.again(state, PhraseKey::ChooseOne),
            Answered::Gone => self.lost(state),
        }
    }

    /// Takes one of those that are offered.
    pub(super) fn pick(&self, state: &mut State, id: SolutionId) -> Reply {
        let asked = match &state.now {
            Place::Unsure { asked, .. } => asked.clone(),
            Place::Start => {
                state.want(id.clone());
                String::new()
            }
            _ => String::new(),
        };
        self.found(state, &asked, Found::Sure(id))
    }

    /// One of those that are offered, by its words.
    pub(super) fn named(
        &self,
        state: &State,
        text: &str,
        by: fn(&[String], &str) -> Option<usize>,
    ) -> Option<SolutionId> {
        let (ids, labels): (Vec<SolutionId>, Vec<String>) = self.offers(state).into_iter().unzip();
        ids.into_iter().nth(by(&labels, text)?)
    }
}
