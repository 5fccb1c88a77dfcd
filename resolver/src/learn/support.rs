//! What was said about one solution for messages of one form: how often it helped, how often it failed, and where.

use super::{
    latest::Latest,
    vote::{Vote, says},
};
use crate::scene::{Scene, common};

/// Net weight from which on a message is a case: more than one voice can ever reach, whose votes add up to π²/6.
pub(super) const CASE: f32 = 1.7;
/// How much more often it must have helped than failed.
const MORE: f32 = 2.0;
/// The same two where it helps in some scenes only: a fact among many parts a few votes by chance alone.
const CASE_SOMEWHERE: f32 = 2.0 * CASE;
const MORE_SOMEWHERE: f32 = 4.0;
/// Votes that are remembered in full; of more, earlier ones fade, so that what helps no longer is noticed within a dozen.
const REMEMBERED: f32 = 24.0;
/// Longest text that is kept, bytes.
const TEXT: usize = 1_024;
/// Most scenes that are kept of each kind, the latest ones.
const SCENES: usize = 8;
/// Weight from which on a vote tells of its scene: a voice's first on the same.
pub(super) const TELLS: f32 = 0.5;

/// The votes on messages of a form about a solution, counted.
#[derive(Debug, Clone)]
pub(super) struct Support {
    /// The first such message.
    pub(super) text: String,
    pub(super) helped: f32,
    pub(super) failed: f32,
    /// The number of the first vote.
    pub(super) since: u64,
    /// Where people met it whom it helped.
    pub(super) scenes: Latest<Scene>,
    /// Where people met it whom it failed.
    pub(super) setbacks: Latest<Scene>,
    /// How much a vote has faded since the first one, by the logarithm.
    pub(super) faded: f64,
}

impl Support {
    pub(super) fn new(text: &str, since: u64) -> Self {
        let end =
            (0..=TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        Self {
            text: text[..end].to_owned(),
            helped: 0.0,
            failed: 0.0,
            since,
            scenes: Latest::default(),
            setbacks: Latest::default(),
            faded: 0.0,
        }
    }

    /// Counts a vote of this weight; whether it told of a scene.
    pub(super) fn add(&mut self, vote: &Vote, weight: f32) -> bool {
        let [help, fail] = says(vote.kind);
        self.helped += help * weight;
        self.failed += fail * weight;
        let all = self.helped + self.failed;
        if all > REMEMBERED {
            let left = REMEMBERED / all;
            self.helped *= left;
            self.failed *= left;
            self.faded += libm::log(f64::from(left));
        }
        self.met(vote, weight)
    }

    /// Says something else of what was counted with this weight when so much had faded.
    pub(super) fn instead(&mut self, vote: &Vote, was: [f32; 2], weight: f32, faded: f64) {
        let is = says(vote.kind);
        let left = weight * libm::exp(self.faded - faded) as f32;
        self.helped = (self.helped + (is[0] - was[0]) * left).max(0.0);
        self.failed = (self.failed + (is[1] - was[1]) * left).max(0.0);
        self.met(vote, weight);
    }

    /// Remembers where it was met, by how it ended there; a voice stands in one place alone.
    fn met(&mut self, vote: &Vote, weight: f32) -> bool {
        let [help, fail] = says(vote.kind);
        if weight < TELLS {
            return false;
        }
        self.scenes.unsay(&vote.voices);
        self.setbacks.unsay(&vote.voices);
        let scenes = if help > 0.0 { &mut self.scenes } else { &mut self.setbacks };
        let tells = help + fail > 0.0 && !vote.scene.is_empty();
        if tells {
            scenes.tell(vote.scene.clone(), &vote.voices, SCENES);
        }
        tells
    }

    /// Whether messages of the form are a case of the solution: everywhere, or in some scene.
    pub(super) fn helps(&self) -> bool {
        helps(self.helped, self.failed) || self.helps_somewhere()
    }

    fn helps_somewhere(&self) -> bool {
        let (here, there) = (self.scenes.all(), self.setbacks.all());
        if here.is_empty() || there.is_empty() {
            return false;
        }
        let [helped, failed] = [self.helped / here.len() as f32, self.failed / there.len() as f32];
        common(here).any(|(fact, met)| {
            let [helped, failed] =
                [met as f32 * helped, there.iter().filter(|scene| scene.has(fact)).count() as f32 * failed];
            helped - failed >= CASE_SOMEWHERE && helped >= MORE_SOMEWHERE * failed
        })
    }

    /// Everything of it, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        out.extend(self.helped.to_le_bytes());
        out.extend(self.failed.to_le_bytes());
        out.extend(self.text.as_bytes());
        self.scenes.all().iter().chain(self.setbacks.all()).for_each(|scene| scene.bytes(out));
    }
}

/// Whether so many were helped that a message is a case.
pub(super) fn helps(helped: f32, failed: f32) -> bool {
    helped - failed >= CASE && helped >= MORE * failed
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::OutcomeKind;

    use super::*;

    fn vote(kind: OutcomeKind, plan: &str, voice: u64) -> Vote {
        let facts = [format!("trait.plan {plan}"), "route /pay".to_owned()];
        let scene = Scene::read(facts.iter());
        Vote { text: "It failed".into(), scene, solution: 3, kind, about: None, voices: vec![voice], day: 1 }
    }

    #[test]
    fn earlier_votes_fade_and_are_taken_back_as_far_as_they_are_left() {
        let mut support = Support::new("It failed", 1);
        support.add(&vote(OutcomeKind::Verified, "pro", 0), 1.0);
        for voice in 1..1_000 {
            support.add(&vote(OutcomeKind::Failed, "pro", voice), 1.0);
            assert!(support.helped + support.failed < REMEMBERED + 0.01);
        }
        let failed = support.failed;
        support.instead(&vote(OutcomeKind::Failed, "pro", 0), [1.0, 0.0], 1.0, 0.0);
        assert!(support.helped < 0.01 && support.failed - failed < 0.01, "{support:?}");
    }

    #[test]
    fn what_helps_some_and_fails_others_helps_where_a_fact_parts_them() {
        let mut apart = Support::new("It failed", 1);
        let mut alike = apart.clone();
        for voice in 0..6 {
            apart.add(&vote(OutcomeKind::Verified, "pro", voice), 1.0);
            apart.add(&vote(OutcomeKind::Failed, "free", 100 + voice), 1.0);
            alike.add(&vote(OutcomeKind::Verified, "pro", voice), 1.0);
            alike.add(&vote(OutcomeKind::Failed, "pro", 100 + voice), 1.0);
        }
        assert!(apart.helps() && !helps(apart.helped, apart.failed) && !alike.helps());
    }
}
