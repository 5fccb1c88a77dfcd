//! Votes into cases: who was helped by what, counted so that no single voice can make it up.
//!
//! Votes on messages of one form about one solution add up. The nth vote of one voice on the same counts 1/n², so that
//! all its votes together stay below 1.65; a voice (a person, an address) has a limit for a day besides. Who voted is
//! kept as counts under hashes in a table of one size, which may count too much and never too little.

use std::collections::BTreeMap;

use unstuck_protocol::{letters::lower, template::template};

use super::{
    Endings, Told,
    frames::{self, Frame, Frames, Heard},
    latest::Latest,
    support::{Support, TELLS},
    voices::Voices,
    vote::{Change, Vote, says},
    words::{Word, Words},
};
use crate::memory;

/// Weight of failures from which on a message without any help is a case of "none of them".
const HOPELESS: f32 = 3.0;
/// Votes of one voice in a day that count.
const DAILY: u32 = 50;
/// Most messages that are kept.
const KEPT: usize = 20_000;
/// Tells votes on messages of a frame from those on the form that it began with.
const FRAME: u64 = 0x6672_616d_6573;
/// Tells choices from votes.
const WANTS: u64 = 0x0077_616e_7473;
/// Latest voices that tell whether an incident is open.
const LATELY: usize = 32;

/// All votes, counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    support: BTreeMap<(u64, u32), Support>,
    voices: Voices,
    votes: u64,
    frames: Frames,
    /// What helped the last people.
    lately: Latest<u32>,
    words: Words,
    /// How many scenes were told so far.
    told: u64,
}

impl Tally {
    /// Counts a vote; what it changed.
    pub(super) fn take(&mut self, vote: &Vote) -> Change {
        self.votes += 1;
        let written = lower(&template(&vote.text));
        let form = memory::written(&written);
        let before = (self.case(form, vote.solution), self.frames.digest(vote.solution));
        if !self.instead(vote, form, &written) {
            self.add(vote, form, &written);
        }
        if self.support.len() > KEPT {
            self.forget();
        }
        let after = (self.case(form, vote.solution), self.frames.digest(vote.solution));
        match after {
            _ if after == before => Change::None,
            (Some(Some(_)), _) => Change::Case,
            _ if after.1 != before.1 && says(vote.kind)[0] > 0.0 => Change::Case,
            _ => Change::Other,
        }
    }

    fn add(&mut self, vote: &Vote, form: u64, written: &str) {
        let [help, fail] = says(vote.kind);
        if help + fail == 0.0 {
            return;
        }
        let weight = self.weight(vote, form);
        let since = self.votes;
        let support = self.support.entry((form, vote.solution));
        let support = support.or_insert_with(|| Support::new(&vote.text, since));
        self.told += u64::from(support.add(vote, weight));
        let faded = support.faded;
        if weight >= TELLS && help > 0.0 {
            self.lately.tell(vote.solution, &vote.voices, LATELY);
        }
        let frame = if weight > 0.0 { self.frame(vote, form, written) } else { None };
        if let Some(about) = vote.about {
            let (solution, says, since) = (vote.solution, [help, fail], self.votes);
            self.words.keep(about, Word { form, solution, weight, faded, says, frame, since });
        }
    }

    /// Adds a vote to those on messages like it, unless it is a case by itself; for which frame it counts, and how much.
    fn frame(&mut self, vote: &Vote, form: u64, written: &str) -> Option<(u64, f32)> {
        if self.case(form, vote.solution).is_some() {
            return None;
        }
        let (solution, words, voices) = (vote.solution, frames::words(written), &vote.voices[..]);
        let (says, scene, since) = (says(vote.kind), &vote.scene, self.votes);
        let heard = Heard { solution, form, words, says, scene, voices, since };
        let counts = &mut self.voices;
        self.frames.take(heard, |frame| counts.again(voices, frame ^ FRAME, solution))
    }

    /// Puts a vote in the place of what the same person said of the same report before, with the very weight that it had;
    /// whether there was such.
    fn instead(&mut self, vote: &Vote, form: u64, written: &str) -> bool {
        let known = vote.about.and_then(|about| self.words.get(about));
        let Some(word) = known.filter(|word| word.form == form && word.solution == vote.solution) else {
            return false;
        };
        let (was, is) = (word.says, says(vote.kind));
        word.says = is;
        let word = *word;
        // One that was let go since has nothing of it any more.
        let support = self.support.get_mut(&(form, vote.solution));
        if let Some(support) = support.filter(|support| support.since <= word.since) {
            support.instead(vote, was, word.weight, word.faded);
        }
        if is[0] == 0.0 {
            self.lately.unsay(&vote.voices);
        }
        match word.frame {
            Some((frame, weight)) => {
                let by = [0, 1].map(|at| (is[at] - was[at]) * weight);
                self.frames.instead(&word, frame, by);
            }
            // It did not help at first, which begins no frame.
            None if is[0] > 0.0 && word.weight > 0.0 => {
                let (frame, since) = (self.frame(vote, form, written), self.votes);
                if let Some(word) = vote.about.and_then(|about| self.words.get(about)) {
                    *word = Word { frame, since, ..*word };
                }
            }
            None => {}
        }
        true
    }

    /// How much a vote counts: what the most talkative of its voices may say.
    fn weight(&mut self, vote: &Vote, form: u64) -> f32 {
        let too_much = self.voices.today(&vote.voices, vote.day) > DAILY;
        let weight = self.voices.again(&vote.voices, form, vote.solution);
        if too_much { 0.0 } else { weight }
    }

    /// How much voices weigh who wanted a solution: bounded in all as votes on one form are, and in a day.
    pub(super) fn wants(&mut self, voices: &[u64], solution: u32, day: u32) -> f32 {
        let apart: Vec<u64> = voices.iter().map(|voice| voice ^ WANTS).collect();
        let too_much = self.voices.today(&apart, day) > DAILY;
        let weight = self.voices.again(&apart, WANTS, solution);
        if too_much { 0.0 } else { weight }
    }

    /// What the messages of a form are a case of, as far as this solution decides.
    fn case(&self, form: u64, solution: u32) -> Option<Option<u32>> {
        let support = self.support.get(&(form, solution))?;
        if support.helps() {
            return Some(Some(solution));
        }
        let others = || self.support.range((form, 0)..=(form, u32::MAX)).map(|(_, support)| support);
        let hopeless = support.failed >= HOPELESS && others().all(|support| support.helped < 0.5);
        hopeless.then_some(None)
    }

    /// All cases, in the order of their first votes.
    pub(super) fn cases(&self) -> Vec<Told<'_>> {
        let mut cases: Vec<(u64, Told<'_>)> = Vec::new();
        for ((form, solution), Support { text, since, helped, failed, scenes, setbacks, .. }) in &self.support
        {
            if let Some(solution) = self.case(*form, *solution) {
                let (scenes, setbacks) = (scenes.all(), setbacks.all());
                // What nothing helps was met where it failed.
                let (scenes, setbacks) =
                    if solution.is_some() { (scenes, setbacks) } else { (setbacks, scenes) };
                let ended = [*helped, *failed];
                cases.push((*since, Told { text, solution, scenes, setbacks, ended, template: None }));
            }
        }
        for (solution, frame) in self.frames.cases() {
            let Frame { template, since, helped, failed, .. } = frame;
            let (text, solution, scenes) = (template, Some(solution), frame.scenes.all());
            let (ended, template) = ([*helped, *failed], Some(template.as_str()));
            cases.push((*since, Told { text, solution, scenes, setbacks: &[], ended, template }));
        }
        cases.sort_by_key(|(since, case)| (*since, case.template.is_some(), case.solution));
        cases.into_iter().map(|(_, case)| case).collect()
    }

    /// How it ended on messages of each form.
    pub(super) fn endings(&self) -> Endings {
        let mut endings = Endings::default();
        for ((form, solution), support) in &self.support {
            endings.add(*form, *solution, support.helped, support.failed);
        }
        endings
    }

    /// How many scenes were told so far.
    pub(super) fn told(&self) -> u64 {
        self.told
    }

    /// The solution that helped more than half of the last people: something that happens to many now.
    pub(super) fn incident(&self) -> Option<u32> {
        let lately = self.lately.all();
        let often = |at: &u32| lately.iter().filter(|other| *other == at).count() > LATELY / 2;
        lately.iter().copied().find(often)
    }

    /// Lets the least supported tenth go; of equals the oldest.
    fn forget(&mut self) {
        let mut order: Vec<(f32, u64, (u64, u32))> = self
            .support
            .iter()
            .map(|(key, support)| (support.helped + support.failed, support.since, *key))
            .collect();
        order.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        for (_, _, key) in order.iter().take(KEPT / 10) {
            self.support.remove(key);
        }
    }

    /// Everything that is remembered, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        for ((form, solution), support) in &self.support {
            out.extend(form.to_le_bytes());
            out.extend(solution.to_le_bytes());
            support.bytes(out);
        }
        self.frames.bytes(out);
        self.words.bytes(out);
        out.extend(self.lately.all().iter().flat_map(|at| at.to_le_bytes()));
        out.extend(self.voices.bytes());
    }
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::OutcomeKind;

    use super::*;
    use crate::scene::Scene;

    fn vote(text: &str, kind: OutcomeKind, voices: &[u64]) -> Vote {
        Vote {
            text: text.into(),
            scene: Scene::default(),
            solution: 3,
            kind,
            about: None,
            voices: voices.to_vec(),
            day: 1,
        }
    }

    #[test]
    fn two_voices_make_a_case_and_a_thousand_votes_of_one_do_not() {
        let mut tally = Tally::default();
        for n in 0..1_000 {
            assert!(
                Change::None
                    == tally.take(&vote(&format!("Order {n} failed"), OutcomeKind::Claimed, &[7, 8])),
                "{n}"
            );
        }
        assert!(tally.cases().is_empty());
        assert!(Change::None == tally.take(&vote("Card 1 expired", OutcomeKind::Verified, &[1])));
        assert!(Change::None != tally.take(&vote("Card 2 expired", OutcomeKind::Verified, &[2])));
        assert_eq!(texts(&tally), [("Card 1 expired", Some(3))]);
    }

    fn texts(tally: &Tally) -> Vec<(&str, Option<u32>)> {
        tally.cases().into_iter().map(|case| (case.text, case.solution)).collect()
    }

    #[test]
    fn one_address_with_many_names_is_one_voice() {
        let mut tally = Tally::default();
        for user in 0..500 {
            tally.take(&vote("Order 1 failed", OutcomeKind::Verified, &[user, 99]));
        }
        assert!(tally.cases().len() <= 1);
        let support = tally.support.values().next().map(|support| support.helped);
        assert!(support.is_some_and(|helped| helped < 2.0), "{support:?}");
    }

    #[test]
    fn an_incident_takes_many_voices() {
        let mut tally = Tally::default();
        for person in 0..60 {
            tally.take(&vote(
                &format!("of {}", letters(person + 1)),
                OutcomeKind::Verified,
                &[person, 4_711],
            ));
        }
        assert_eq!(tally.incident(), None);
        for person in 100..120 {
            tally.take(&vote("Order 1 failed", OutcomeKind::Verified, &[person]));
        }
        assert_eq!(tally.incident(), Some(3));
        let taken_back =
            |person: u64, kind| Vote { about: Some(person), ..vote("Order 2 failed", kind, &[person]) };
        for person in 200..220 {
            tally.take(&taken_back(person, OutcomeKind::Verified));
        }
        assert_eq!(tally.incident(), Some(3));
        for person in 100..120 {
            tally.take(&taken_back(person, OutcomeKind::Verified));
        }
        for person in (100..120).chain(200..220) {
            tally.take(&taken_back(person, OutcomeKind::Failed));
        }
        assert_eq!(tally.incident(), None);
    }

    #[test]
    fn failures_take_a_case_back_and_make_one_of_none() {
        let mut tally = Tally::default();
        for voice in 0..2 {
            tally.take(&vote("Card expired", OutcomeKind::Verified, &[voice]));
        }
        assert_eq!(tally.cases().len(), 1);
        for voice in 2..4 {
            tally.take(&vote("Card expired", OutcomeKind::Failed, &[voice]));
        }
        assert!(tally.cases().is_empty());
        for voice in 0..3 {
            tally.take(&vote("Moon is made of cheese", OutcomeKind::Failed, &[voice]));
        }
        assert_eq!(texts(&tally), [("Moon is made of cheese", None)]);
    }

    #[test]
    fn learning_goes_on_after_many_have_spoken() {
        let mut tally = Tally::default();
        for voice in 0..300_000 {
            tally.take(&vote("Order 1 failed", OutcomeKind::Verified, &[voice]));
        }
        assert!(Change::None == tally.take(&vote("Card 1 expired", OutcomeKind::Verified, &[1_000_001])));
        assert!(Change::None != tally.take(&vote("Card 2 expired", OutcomeKind::Verified, &[1_000_002])));
    }

    #[test]
    fn memory_is_bounded() {
        let mut tally = Tally::default();
        for n in 0..KEPT as u64 + 50 {
            let text = format!("failure of {}", "x".repeat(n as usize % 50) + &letters(n));
            tally.take(&vote(&text, OutcomeKind::Verified, &[n]));
        }
        assert!(tally.support.len() <= KEPT);
    }

    fn letters(mut n: u64) -> String {
        let mut text = String::new();
        while n > 0 {
            text.push(char::from(b'a' + (n % 26) as u8));
            n /= 26;
        }
        text
    }
}
