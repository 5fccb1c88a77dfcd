//! A walk through a flow: from where something leads to the next step that waits, or to the end.

use unstuck_protocol::{Chip, Document, Node, PhraseKey, Reply, limits};

use super::{
    Dialogue, Flow, State, Target, Then, choice,
    flow::way,
    show::{CHOICE, first, phrase},
    state::{Nothing, Place, Walk},
};

/// What an answer to a waiting step comes to.
pub(super) enum Answered<'f> {
    /// It leads there.
    To(&'f Target),
    /// It is none of the answers.
    NotOne,
    /// The step is no longer there.
    Gone,
}

impl Dialogue<'_> {
    /// Begins a flow.
    pub(super) fn begin(&self, state: &mut State, asked: &str, flow: &Flow) -> Reply {
        state.begin(&flow.id);
        state.clarified = 0;
        match flow.steps.first() {
            Some(step) => self.walk(state, asked, flow, &Target::Step(step.name.clone())),
            None => self.lost(state),
        }
    }

    /// Goes where something leads. A flow that passed its check never goes in circles without asking, and any other one ends
    /// with an honest word.
    pub(super) fn walk<'f>(&self, state: &mut State, asked: &str, flow: &'f Flow, to: &'f Target) -> Reply {
        let mut to = to;
        let mut via: Vec<&str> = Vec::new();
        while via.len() <= flow.steps.len() {
            let place = match to {
                Target::Solution(solution) => {
                    state.rejected.retain(|other| other != solution);
                    Place::Answered {
                        asked: asked.to_owned(),
                        solution: solution.clone(),
                        flow: flow.id.clone(),
                    }
                }
                Target::Person => Place::Person,
                Target::Unknown => Place::Nothing(Nothing::NotKnown),
                Target::Step(name) => {
                    let Some((_, step)) = flow.step(name) else { return self.lost(state) };
                    match &step.then {
                        Then::Go(next) => {
                            via.push(name);
                            to = next;
                            continue;
                        }
                        Then::Branch(cases, otherwise) => {
                            via.push(name);
                            to = way(cases, otherwise, &self.known());
                            continue;
                        }
                        Then::Ask(..) | Then::Act(..)
                            if state.visit(&flow.id, name) > limits::FLOW_VISITS =>
                        {
                            Place::Nothing(Nothing::InCircles)
                        }
                        Then::Ask(..) | Then::Act(..) => {
                            Place::Walking(Walk::new(asked, &flow.id, name, &via))
                        }
                    }
                }
            };
            let ends = !matches!(place, Place::Walking(_));
            state.go(place);
            let Some(mut reply) = self.show(state) else { return self.lost(state) };
            if ends {
                reply.text = self.words(flow, &via);
            }
            return reply;
        }
        self.lost(state)
    }

    /// What the steps on the way say.
    fn words(&self, flow: &Flow, via: &[&str]) -> Document {
        let mut nodes: Vec<Node> = Vec::new();
        let text = flow.text(self.locales());
        for (at, _) in via.iter().filter_map(|name| flow.step(name)) {
            let words = text.and_then(|text| text.steps.get(at));
            nodes.extend(words.iter().flat_map(|words| words.text.0.iter().cloned()));
        }
        Document::from(nodes)
    }

    /// What a chip comes to at the step that waits.
    pub(super) fn chosen<'f>(&self, flow: &'f Flow, walk: &Walk, chip: &str) -> Answered<'f> {
        let Some((_, step)) = flow.step(&walk.step) else { return Answered::Gone };
        let to = match &step.then {
            Then::Ask(targets, _) => chip
                .strip_prefix(CHOICE)
                .and_then(|at| at.parse::<usize>().ok())
                .and_then(|at| targets.get(at)),
            Then::Act(_, done, _) if chip == Chip::DONE => Some(done),
            Then::Act(_, _, failed) if chip == Chip::FAILED => Some(failed),
            Then::Act(..) => None,
            Then::Branch(..) | Then::Go(_) => return Answered::Gone,
        };
        to.map_or(Answered::NotOne, Answered::To)
    }

    /// What a typed text comes to at the step that waits; a guess takes a part of an answer for it.
    pub(super) fn typed<'f>(&self, flow: &'f Flow, walk: &Walk, text: &str, guess: bool) -> Answered<'f> {
        let Some((at, step)) = flow.step(&walk.step) else { return Answered::Gone };
        let Then::Ask(targets, _) = &step.then else { return Answered::NotOne };
        let words = flow.text(self.locales()).and_then(|text| text.steps.get(at));
        let Some(words) = words else { return Answered::Gone };
        let pick = if guess { choice::likely } else { choice::exact };
        let to = pick(&words.choices, text).and_then(|at| targets.get(at));
        to.map_or(Answered::NotOne, Answered::To)
    }

    /// Where it goes for whoever cannot answer the step that waits.
    pub(super) fn skipped<'f>(&self, flow: &'f Flow, walk: &Walk) -> Answered<'f> {
        match flow.step(&walk.step).map(|(_, step)| &step.then) {
            Some(Then::Ask(_, Some(otherwise)) | Then::Act(_, _, otherwise)) => Answered::To(otherwise),
            Some(Then::Ask(_, None)) => Answered::NotOne,
            _ => Answered::Gone,
        }
    }

    /// Asks the same again, saying why.
    pub(super) fn again(&self, state: &mut State, why: PhraseKey) -> Reply {
        match self.show(state) {
            Some(reply) => first(phrase(why), reply),
            None => self.lost(state),
        }
    }
}
