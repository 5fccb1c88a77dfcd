//! A place of a conversation, said: the same words each time, so that it can be repeated and gone back to.

use unstuck_protocol::{Chip, Document, Node, Phrase, PhraseKey, Reply, ReplyKind, SolutionId};

use super::{
    Dialogue, Then,
    separate::{separate, told},
    state::{Nothing, Place, State, Walk},
};

/// What stands before the number of an answer in a chip's id.
pub(super) const CHOICE: &str = "choice:";

impl Dialogue<'_> {
    /// Says where the conversation is; nothing where that place is no longer there.
    pub(super) fn show(&self, state: &State) -> Option<Reply> {
        match &state.now {
            Place::Start => Some(self.welcome(state)),
            Place::Unsure { offered, .. } => self.unsure(offered),
            Place::Answered { solution, .. } => self.answer(state, solution),
            Place::Walking(walk) => self.waits(walk),
            Place::Nothing(why) => {
                let key = match why {
                    Nothing::NoAnswer => PhraseKey::NoAnswer,
                    Nothing::NotKnown => PhraseKey::NotKnown,
                    Nothing::InCircles => PhraseKey::InCircles,
                };
                Some(self.with_waiting(state, says(ReplyKind::Cannot, &[key])))
            }
            Place::Solved => Some(self.with_waiting(state, says(ReplyKind::Completed, &[PhraseKey::Glad]))),
            Place::Person => Some(self.with_waiting(state, says(ReplyKind::Handoff, &[PhraseKey::Person]))),
        }
    }

    fn welcome(&self, state: &State) -> Reply {
        let mut reply = says(ReplyKind::Welcome, &[PhraseKey::Welcome]);
        reply.chips = self.offers(state).into_iter().map(chip).collect();
        reply
    }

    fn unsure(&self, offered: &[SolutionId]) -> Option<Reply> {
        let labels = self.labels(offered)?;
        let mut reply = says(ReplyKind::Clarify, &[PhraseKey::OneOfThese]);
        reply.chips = offered.iter().cloned().zip(labels).map(chip).collect();
        reply.chips.push(own(Chip::NONE));
        Some(reply)
    }

    /// What can be chosen now, and what it reads as: what was asked about, or the likely questions that are still there. Those
    /// have their whole titles, as nothing was asked yet that would tell what they share.
    pub(super) fn offers(&self, state: &State) -> Vec<(SolutionId, String)> {
        match &state.now {
            Place::Unsure { offered, .. } => {
                self.labels(offered).map(|labels| offered.iter().cloned().zip(labels).collect())
            }
            Place::Start => {
                let titled = |id: &SolutionId| {
                    let solution = self.resolver.catalogue().get(id)?;
                    Some((id.clone(), solution.article(self.locales()).title))
                };
                Some(state.likely.iter().filter_map(titled).collect())
            }
            _ => None,
        }
        .unwrap_or_default()
    }

    fn answer(&self, state: &State, solution: &SolutionId) -> Option<Reply> {
        let article = self.resolver.catalogue().get(solution)?.article(self.locales());
        let mut reply = says(ReplyKind::Answer, &[]);
        reply.article = Some(article);
        reply.chips = vec![own(Chip::HELPED), own(Chip::NOT_THAT)];
        Some(self.with_waiting(state, reply))
    }

    /// A step that waits, after the words of the steps that led to it.
    fn waits(&self, walk: &Walk) -> Option<Reply> {
        let flow = self.flows.get(&walk.flow)?;
        let (at, step) = flow.step(&walk.step)?;
        let text = flow.text(self.locales())?;
        let on_the_way = walk.via.iter().filter_map(|name| flow.step(name)).map(|(at, _)| at);
        let mut nodes: Vec<Node> = Vec::new();
        for at in on_the_way.chain([at]) {
            nodes.extend(text.steps.get(at)?.text.0.iter().cloned());
        }
        let mut reply = says(ReplyKind::Ask, &[]);
        reply.text = Document::from(nodes);
        match &step.then {
            Then::Ask(..) => {
                let choices = text.steps.get(at)?.choices.iter().enumerate();
                let chip = |(at, label): (usize, &String)| Chip {
                    id: format!("{CHOICE}{at}"),
                    label: label.clone(),
                };
                reply.chips = choices.map(chip).collect();
            }
            Then::Act(action, ..) => {
                reply.kind = ReplyKind::Act;
                reply.action = Some(action.clone());
                reply.chips = vec![own(Chip::DONE), own(Chip::FAILED)];
            }
            Then::Branch(..) | Then::Go(_) => return None,
        }
        Some(reply)
    }

    /// The reply with the offer to go on with the flow that was left last.
    pub(super) fn with_waiting(&self, state: &State, mut reply: Reply) -> Reply {
        if let Some(flow) = state.waits().and_then(|walk| self.flows.get(&walk.flow)) {
            reply.says.push(phrase_about(PhraseKey::Waiting, flow.title(self.locales())));
            reply.chips.push(own(Chip::RESUME));
            reply.chips.push(own(Chip::LEAVE));
        }
        reply
    }

    /// What each of these reads as beside the others; nothing where one of them is gone.
    pub(super) fn labels(&self, ids: &[SolutionId]) -> Option<Vec<String>> {
        let mut whens = Vec::new();
        let mut titles = Vec::new();
        for id in ids {
            if let Some(flow) = self.flows.named(id) {
                titles.push(flow.title(self.locales()));
                whens.push(told(&flow.when));
            } else {
                let solution = self.resolver.catalogue().get(id)?;
                titles.push(solution.article(self.locales()).title);
                whens.push(told(&solution.when));
            }
        }
        let mut labels = separate(&titles);
        for (at, when) in whens.iter().enumerate() {
            let twice = titles.iter().filter(|title| **title == titles[at]).count() > 1;
            if twice && !when.is_empty() {
                labels[at] = format!("{} ({when})", titles[at]);
            }
        }
        Some(labels)
    }
}

/// A reply of phrases alone.
pub(super) fn says(kind: ReplyKind, keys: &[PhraseKey]) -> Reply {
    Reply {
        kind,
        says: keys.iter().map(|key| phrase(*key)).collect(),
        text: Document::default(),
        article: None,
        gist: None,
        action: None,
        chips: Vec::new(),
        person: true,
    }
}

/// A reply that says something first.
pub(super) fn first(says: Phrase, mut reply: Reply) -> Reply {
    reply.says.insert(0, says);
    reply
}

/// A phrase about nothing in particular.
pub(super) fn phrase(key: PhraseKey) -> Phrase {
    phrase_about(key, String::new())
}

/// A phrase and what it is about; whoever shows it says it in the reader's language.
pub(super) fn phrase_about(key: PhraseKey, about: String) -> Phrase {
    Phrase { key, about, says: String::new() }
}

/// A chip for a solution or a flow.
fn chip((id, label): (SolutionId, String)) -> Chip {
    Chip { id: id.to_string(), label }
}

/// A chip that whoever shows it has words for.
fn own(id: &str) -> Chip {
    Chip { id: id.to_owned(), label: String::new() }
}
