//! What a turn comes to, where the conversation is.

use unstuck_protocol::{Chip, PhraseKey, Reply, ReplyKind, ResolvedBy, SolutionId, Turn, TurnKind, limits};

use super::{
    Dialogue, Flow, State, choice,
    flow::Flows,
    search::Found,
    show::{first, phrase, phrase_about, says},
    state::{Nothing, Place, Walk},
    understand::{Understood, understand},
    walk::Answered,
    words::Meaning,
};

impl Dialogue<'_> {
    pub(super) fn take(&self, state: &mut State, turn: &Turn) -> Reply {
        let changed = state.revision != self.flows.revision();
        self.flows.revision().clone_into(&mut state.revision);
        state.heard.clear();
        if self.report.is_some() || turn.by == TurnKind::Start {
            state.meets(self.report.map(|report| &report.id));
        }
        if changed && matches!(state.now, Place::Walking(_)) && turn.by != TurnKind::Start {
            // An answer to the question as it was may be none to the question as it is.
            return self.again(state, PhraseKey::Changed);
        }
        let text = cut(&turn.says);
        match turn.by {
            TurnKind::Start => self.start(state),
            TurnKind::Text => self.said(state, text),
            TurnKind::Chip => self.chip(state, text),
            TurnKind::Back => self.back(state),
            TurnKind::Repeat => self.same(state),
            TurnKind::Cancel => self.cancel(state),
            TurnKind::Skip => self.skip(state),
            TurnKind::NotThat => self.not_that(state, ""),
            TurnKind::Person => self.person(state),
            TurnKind::Silence => self.again(state, PhraseKey::StillThere),
            TurnKind::Unknown => self.again(state, PhraseKey::Unreadable),
        }
    }

    /// Begins, with the error that it is about where there is one.
    fn start(&self, state: &mut State) -> Reply {
        state.anew(self.flows.revision(), self.likely.clone());
        let Some(report) = self.report else { return self.same(state) };
        let query = self.query("", false);
        if let Some(flow) = query.code.and_then(|code| self.flows.with_code(code, &query)) {
            return self.begin(state, "", flow);
        }
        // What the link under the error leads to is what the dialogue begins with.
        match self.resolver.resolve(report, ResolvedBy::Service).answer {
            Some(answer) => self.answered(state, "", answer.article.solution),
            None => match self.search("", &[]) {
                Found::Nothing => self.same(state),
                found => self.found(state, "", found),
            },
        }
    }

    /// Takes what was typed.
    fn said(&self, state: &mut State, text: &str) -> Reply {
        if let Place::Walking(walk) = &state.now {
            let walk = walk.clone();
            return match self.flows.get(&walk.flow) {
                Some(flow) => self.said_in(state, flow, &walk, text),
                None => self.lost(state),
            };
        }
        if let Some(id) = self.named(state, text, choice::exact) {
            return self.pick(state, id);
        }
        match understand(text) {
            Understood::Question(text) => {
                // Before anything was asked, words are a question of their own rather than a part of one that was guessed.
                let asked_about = matches!(state.now, Place::Unsure { .. });
                if let Some(id) = self.named(state, text, choice::likely).filter(|_| asked_about) {
                    return self.pick(state, id);
                }
                self.ask(state, text)
            }
            understood => self.meant(state, understood),
        }
    }

    /// Takes what was typed while a step of a flow waits: an answer, a word about the conversation, or another question.
    fn said_in(&self, state: &mut State, flow: &Flow, walk: &Walk, text: &str) -> Reply {
        match self.typed(flow, walk, text, false) {
            Answered::To(to) => return self.walk(state, &walk.asked, flow, to),
            Answered::Gone => return self.lost(state),
            Answered::NotOne => {}
        }
        let question = match understand(text) {
            Understood::Question(text) => text,
            Understood::Said(Meaning::Yes, _) => return self.chip(state, Chip::DONE),
            Understood::Said(Meaning::No, "") => return self.chip(state, Chip::FAILED),
            Understood::Said(Meaning::NotThat, "") => return self.again(state, PhraseKey::ChooseOne),
            // "I meant the other card" may well be another answer to this question, or to the one before.
            Understood::Meant(text) | Understood::Said(Meaning::NotThat | Meaning::No, text) => text,
            understood => return self.meant(state, understood),
        };
        let found = self.search(question, &state.rejected);
        if let Found::Sure(id) = &found
            && self.flows.named(id).is_none_or(|other| other.id != flow.id)
        {
            state.interrupt();
            return self.found(state, question, found);
        }
        if let Answered::To(to) = self.typed(flow, walk, question, true) {
            return self.walk(state, &walk.asked, flow, to);
        }
        let threshold = self.resolver.catalogue().threshold();
        match found {
            Found::Unsure(offered, worth) if worth >= threshold => {
                state.interrupt();
                self.found(state, question, Found::Unsure(offered, worth))
            }
            _ => self.again(state, PhraseKey::ChooseOne),
        }
    }

    /// Does what somebody wants of the conversation.
    fn meant(&self, state: &mut State, understood: Understood<'_>) -> Reply {
        let (meaning, rest) = match understood {
            Understood::Nothing => return self.again(state, PhraseKey::Unreadable),
            Understood::Question(text) => return self.ask(state, text),
            Understood::Meant(text) => return self.not_that(state, text),
            Understood::Said(meaning, rest) => (meaning, rest),
        };
        match meaning {
            Meaning::Yes => self.yes(state, rest),
            Meaning::No | Meaning::NotThat => self.not_that(state, rest),
            Meaning::Back => self.back(state),
            Meaning::Repeat => self.same(state),
            Meaning::Cancel => self.cancel(state),
            Meaning::Skip => self.skip(state),
            Meaning::Resume => self.resume(state),
            Meaning::Restart => self.restart(state),
            Meaning::Person => self.person(state),
            Meaning::Thanks if matches!(state.now, Place::Answered { .. }) => self.solved(state),
            Meaning::Hello => self.courtesy(state, PhraseKey::Hello),
            Meaning::Thanks => self.courtesy(state, PhraseKey::Thanked),
            Meaning::Farewell => self.courtesy(state, PhraseKey::Farewell),
            Meaning::Abilities => self.courtesy(state, PhraseKey::Abilities),
        }
    }

    fn yes(&self, state: &mut State, rest: &str) -> Reply {
        match &state.now {
            Place::Answered { .. } => self.solved(state),
            Place::Unsure { offered, .. } => match offered.as_slice() {
                [only] => {
                    let id = only.clone();
                    self.pick(state, id)
                }
                _ => self.again(state, PhraseKey::ChooseOne),
            },
            _ if state.waits().is_some() => self.resume(state),
            _ if rest.is_empty() => self.courtesy(state, PhraseKey::Welcome),
            _ => self.ask(state, rest),
        }
    }

    /// Answers a question.
    fn ask(&self, state: &mut State, text: &str) -> Reply {
        let found = self.search(text, &state.rejected);
        self.found(state, text, found)
    }

    /// Says what was found, or asks about it.
    pub(super) fn found(&self, state: &mut State, asked: &str, found: Found) -> Reply {
        match found {
            Found::Sure(id) => match self.flows.named(&id) {
                Some(flow) => self.begin(state, asked, flow),
                None => self.answered(state, asked, id),
            },
            Found::Unsure(offered, _) if state.clarified < limits::CLARIFICATIONS => {
                state.clarified += 1;
                state.go(Place::Unsure { asked: asked.to_owned(), offered });
                self.same(state)
            }
            Found::Unsure(..) | Found::Nothing => {
                state.clarified = 0;
                state.go(Place::Nothing(Nothing::NoAnswer));
                self.same(state)
            }
        }
    }

    fn answered(&self, state: &mut State, asked: &str, solution: SolutionId) -> Reply {
        state.clarified = 0;
        state.go(Place::Answered { asked: asked.to_owned(), solution, flow: String::new() });
        self.same(state)
    }

    /// Leaves out what was shown or offered, and goes on with what was meant.
    pub(super) fn not_that(&self, state: &mut State, meant: &str) -> Reply {
        state.refused();
        let asked = match state.now.clone() {
            Place::Answered { asked, solution, flow } => {
                let flow = self.flows.get(&flow).and_then(Flows::name);
                state.reject(flow.into_iter().chain([solution]));
                asked
            }
            Place::Unsure { asked, offered } => {
                state.reject(offered);
                asked
            }
            Place::Walking(_) if meant.is_empty() => return self.again(state, PhraseKey::ChooseOne),
            Place::Start if meant.is_empty() && !state.likely.is_empty() => {
                let likely = core::mem::take(&mut state.likely);
                state.reject(likely);
                return self.again(state, PhraseKey::LeftOut);
            }
            _ if meant.is_empty() => return self.courtesy(state, PhraseKey::Welcome),
            _ => String::new(),
        };
        let asked = if meant.is_empty() { asked } else { meant.to_owned() };
        if asked.is_empty() && self.report.is_none() {
            state.go(Place::Nothing(Nothing::NoAnswer));
            return self.again(state, PhraseKey::LeftOut);
        }
        let reply = self.ask(state, &asked);
        first(phrase(PhraseKey::LeftOut), reply)
    }

    pub(super) fn solved(&self, state: &mut State) -> Reply {
        if !matches!(state.now, Place::Answered { .. }) {
            return self.again(state, PhraseKey::ChooseOne);
        }
        state.helped();
        state.rejected.clear();
        state.go(Place::Solved);
        self.same(state)
    }

    fn back(&self, state: &mut State) -> Reply {
        if state.back() { self.same(state) } else { self.again(state, PhraseKey::NothingBefore) }
    }

    /// Says the same again.
    pub(super) fn same(&self, state: &mut State) -> Reply {
        self.show(state).unwrap_or_else(|| self.lost(state))
    }

    fn cancel(&self, state: &mut State) -> Reply {
        let left = match &state.now {
            Place::Walking(walk) => self.flows.get(&walk.flow).map(|flow| flow.title(self.locales())),
            Place::Unsure { .. } | Place::Answered { .. } => Some(String::new()),
            _ if state.waits().is_some() => return self.leave(state),
            _ => return first(phrase(PhraseKey::NothingToLeave), self.same(state)),
        };
        state.clarified = 0;
        state.rejected.clear();
        state.go(Place::Start);
        let left = phrase_about(PhraseKey::Left, left.unwrap_or_default());
        let mut reply = first(left, self.same(state));
        reply.kind = ReplyKind::Cancelled;
        self.with_waiting(state, reply)
    }

    fn skip(&self, state: &mut State) -> Reply {
        match state.now.clone() {
            Place::Walking(walk) => {
                let Some(flow) = self.flows.get(&walk.flow) else { return self.lost(state) };
                match self.skipped(flow, &walk) {
                    Answered::To(to) => self.walk(state, &walk.asked, flow, to),
                    Answered::NotOne => self.again(state, PhraseKey::Needed),
                    Answered::Gone => self.lost(state),
                }
            }
            Place::Unsure { .. } => self.not_that(state, ""),
            _ => self.again(state, PhraseKey::NothingToLeave),
        }
    }

    fn person(&self, state: &mut State) -> Reply {
        state.clarified = 0;
        state.interrupt();
        state.go(Place::Person);
        self.same(state)
    }

    /// Courtesy is returned, and what was under way stays.
    fn courtesy(&self, state: &mut State, key: PhraseKey) -> Reply {
        let mut reply = match state.now {
            Place::Walking(_) | Place::Unsure { .. } => self.same(state),
            Place::Start if !state.likely.is_empty() && key != PhraseKey::Welcome => self.same(state),
            _ => self.with_waiting(state, says(ReplyKind::Chitchat, &[])),
        };
        reply.kind = ReplyKind::Chitchat;
        first(phrase(key), reply)
    }

    /// Goes on with the flow that was left last.
    pub(super) fn resume(&self, state: &mut State) -> Reply {
        if matches!(state.now, Place::Walking(_)) {
            return self.same(state);
        }
        let Some(walk) = state.take_waiting() else { return self.again(state, PhraseKey::NothingToLeave) };
        let about = self.flows.get(&walk.flow).map(|flow| flow.title(self.locales()));
        state.clarified = 0;
        state.go(Place::Walking(walk));
        let reply = self.same(state);
        match about {
            Some(about) => first(phrase_about(PhraseKey::GoingOn, about), reply),
            None => reply,
        }
    }

    /// Leaves the flow that waits.
    pub(super) fn leave(&self, state: &mut State) -> Reply {
        let Some(walk) = state.take_waiting() else { return self.again(state, PhraseKey::NothingToLeave) };
        let about = self.flows.get(&walk.flow).map(|flow| flow.title(self.locales())).unwrap_or_default();
        let mut reply = first(phrase_about(PhraseKey::Left, about), says(ReplyKind::Cancelled, &[]));
        reply.says.extend(says(ReplyKind::Cancelled, &[PhraseKey::Welcome]).says);
        self.with_waiting(state, reply)
    }

    fn restart(&self, state: &mut State) -> Reply {
        let likely = core::mem::take(&mut state.likely);
        state.anew(self.flows.revision(), likely);
        self.same(state)
    }

    /// The place is gone, or was never one: says so, and begins anew.
    pub(super) fn lost(&self, state: &mut State) -> Reply {
        state.anew(self.flows.revision(), Vec::new());
        says(ReplyKind::Mishap, &[PhraseKey::Lost, PhraseKey::Welcome])
    }
}

/// A typed text no longer than one is kept.
fn cut(text: &str) -> &str {
    let most = limits::CONVERSATION_TEXT_BYTES.min(text.len());
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    &text[..end]
}
