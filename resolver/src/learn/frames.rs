//! Messages that differ in one place alone, such as a name: `Transfer to {} failed`.
//!
//! Numbers, ids and quoted parts vary by their looks; a name does not, so each person's message is of a form of its own
//! and no two votes meet. Where messages about one solution begin and end alike, they are of one frame, and their votes
//! add up. A frame narrows to what all of its messages share, and counts once a few different ones have shown it.

use std::collections::{BTreeMap, VecDeque};

use unstuck_protocol::template::HOLE;
use xxhash_rust::xxh3::xxh3_64;

use super::tally::helps;
use crate::{pattern, scene::Scene};

/// Words and holes that the two ends have together, at least, and words that stand between them, at most.
const ENDS: usize = 3;
const BETWEEN: usize = 4;
/// Longest message that is looked at, words.
const WORDS: usize = 32;
/// Different messages that make a frame.
const SHOWN: usize = 3;
/// Messages that are kept until another one is like them, and frames of a solution.
const LOOSE: usize = 512;
const FRAMES: usize = 32;
/// Most scenes that are kept of a frame, the latest ones.
const SCENES: usize = 8;

/// A vote on a message, as frames see it.
pub(super) struct Heard<'a> {
    pub(super) solution: u32,
    /// The hash of the message's form.
    pub(super) form: u64,
    pub(super) words: Vec<String>,
    pub(super) helped: bool,
    pub(super) scene: &'a Scene,
    /// The number of the vote.
    pub(super) since: u64,
}

/// What messages share that are of one frame.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    before: Vec<String>,
    after: Vec<String>,
    /// The whole, with a hole between the ends.
    pub(super) template: String,
    /// Of a few messages.
    forms: Vec<u64>,
    pub(super) helped: f32,
    pub(super) failed: f32,
    pub(super) since: u64,
    /// Where people met them, the latest ones.
    pub(super) scenes: Vec<Scene>,
}

/// Frames, and messages that may become some.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames {
    of: BTreeMap<u32, Vec<Frame>>,
    loose: VecDeque<Loose>,
}

#[derive(Debug, Clone)]
struct Loose {
    solution: u32,
    form: u64,
    words: Vec<String>,
    weight: f32,
    since: u64,
    scene: Scene,
}

/// The words of a form, holes among them; nothing where it is too long or too short to be of a frame.
pub(super) fn words(form: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, part) in form.split(HOLE).enumerate() {
        if at > 0 {
            all.push(HOLE.to_owned());
        }
        all.extend(pattern::words(part));
    }
    if all.len() > ENDS && all.len() <= WORDS { all } else { Vec::new() }
}

impl Frames {
    /// Takes a vote; `weight` tells how much it counts on what has this number.
    pub(super) fn take(&mut self, heard: Heard<'_>, mut weight: impl FnMut(u64) -> f32) {
        if heard.words.is_empty() {
            return;
        }
        let frames = self.of.get_mut(&heard.solution).map_or(&mut [][..], Vec::as_mut_slice);
        let fits = |frame: &Frame| frame.ends(&heard.words) == Some((frame.before.len(), frame.after.len()));
        let near = |frame: &Frame| frame.ends(&heard.words).is_some();
        let place = frames.iter().position(fits).or_else(|| frames.iter().position(near));
        if let Some(frame) = place.map(|at| &mut frames[at]) {
            let weight = weight(frame.forms[0]);
            return frame.add(&heard, weight);
        }
        if !heard.helped {
            return;
        }
        let like =
            |loose: &Loose| loose.solution == heard.solution && shared(&loose.words, &heard.words).is_some();
        let Some(loose) = self.loose.iter().position(like).and_then(|at| self.loose.remove(at)) else {
            let Heard { solution, form, words, scene, since, .. } = heard;
            let loose = Loose { solution, form, words, weight: weight(form), since, scene: scene.clone() };
            self.loose.truncate(LOOSE - 1);
            return self.loose.push_front(loose);
        };
        let weight = weight(loose.form);
        let mut frame = Frame::of(loose);
        frame.add(&heard, weight);
        let frames = self.of.entry(heard.solution).or_default();
        if frames.len() == FRAMES {
            let weakest =
                (0..FRAMES).min_by(|one, other| frames[*one].helped.total_cmp(&frames[*other].helped));
            frames.remove(weakest.unwrap_or_default());
        }
        frames.push(frame);
    }

    /// Takes back what a vote said.
    pub(super) fn take_back(&mut self, heard: &Heard<'_>, mut weight: impl FnMut(u64) -> f32) {
        let same = |loose: &Loose| loose.solution == heard.solution && loose.form == heard.form;
        if let Some(at) = self.loose.iter().position(same) {
            weight(heard.form);
            self.loose.remove(at);
        }
        let frames = self.of.get_mut(&heard.solution).map_or(&mut [][..], Vec::as_mut_slice);
        let fits =
            |frame: &&mut Frame| frame.ends(&heard.words) == Some((frame.before.len(), frame.after.len()));
        if let Some(frame) = frames.iter_mut().find(fits) {
            let weight = weight(frame.forms[0]);
            let of = if heard.helped { &mut frame.helped } else { &mut frame.failed };
            *of = (*of - weight).max(0.0);
        }
    }

    /// Those that a few messages have shown and that helped, with their solutions.
    pub(super) fn cases(&self) -> impl Iterator<Item = (u32, &Frame)> {
        let all = self.of.iter().flat_map(|(solution, frames)| frames.iter().map(|frame| (*solution, frame)));
        all.filter(|(_, frame)| frame.is_case())
    }

    /// A hash of a solution's cases.
    pub(super) fn digest(&self, solution: u32) -> u64 {
        let frames = self.of.get(&solution).map_or(&[][..], Vec::as_slice).iter();
        frames
            .filter(|frame| frame.is_case())
            .fold(0, |hash, frame| hash ^ xxh3_64(frame.template.as_bytes()))
    }

    /// Everything that is remembered, as bytes.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        for (solution, frame) in
            self.of.iter().flat_map(|(solution, all)| all.iter().map(move |frame| (solution, frame)))
        {
            out.extend(solution.to_le_bytes());
            out.extend(frame.template.as_bytes());
            out.extend(frame.forms.iter().flat_map(|form| form.to_le_bytes()));
            out.extend(frame.helped.to_le_bytes());
            out.extend(frame.failed.to_le_bytes());
            frame.scenes.iter().for_each(|scene| scene.bytes(out));
        }
        for loose in &self.loose {
            out.extend(loose.form.to_le_bytes());
            out.extend(loose.weight.to_le_bytes());
        }
    }
}

impl Frame {
    /// Of one message: all of it is both of its ends, until there is another.
    fn of(loose: Loose) -> Self {
        let Loose { form, words, weight, since, scene, .. } = loose;
        Self {
            after: words.clone(),
            before: words,
            template: String::new(),
            forms: vec![form],
            helped: weight,
            failed: 0.0,
            since,
            scenes: vec![scene],
        }
    }

    fn is_case(&self) -> bool {
        self.forms.len() >= SHOWN && helps(self.helped, self.failed)
    }

    /// How many words of either end a message has too, where it is of the frame or could be.
    fn ends(&self, words: &[String]) -> Option<(usize, usize)> {
        let before = alike(self.before.iter().zip(words));
        let after = alike(self.after.iter().rev().zip(words[before..].iter().rev()));
        let ends = self.before[..before].iter().chain(&self.after[self.after.len() - after..]);
        enough(ends, words.len() - before - after).then_some((before, after))
    }

    fn add(&mut self, heard: &Heard<'_>, weight: f32) {
        let ends = if self.template.is_empty() {
            shared(&self.before, &heard.words)
        } else {
            self.ends(&heard.words)
        };
        let Some((before, after)) = ends else { return };
        self.before.truncate(before);
        self.after.drain(..self.after.len() - after);
        self.template =
            format!("{} {HOLE} {}", self.before.join(" "), self.after.join(" ")).trim().to_owned();
        if self.forms.len() < SHOWN && !self.forms.contains(&heard.form) {
            self.forms.push(heard.form);
        }
        if heard.helped {
            self.helped += weight;
            self.scenes.truncate(SCENES - 1);
            self.scenes.insert(0, heard.scene.clone());
        } else {
            self.failed += weight;
        }
    }
}

/// How many words two messages share at either end, where those make a frame.
fn shared(one: &[String], other: &[String]) -> Option<(usize, usize)> {
    let before = alike(one.iter().zip(other));
    let after = alike(one[before..].iter().rev().zip(other[before..].iter().rev()));
    let ends = one[..before].iter().chain(&one[one.len() - after..]);
    let between = |words: &[String]| words.len() - before - after;
    (enough(ends.clone(), between(one)) && enough(ends, between(other))).then_some((before, after))
}

fn alike<'a>(pairs: impl Iterator<Item = (&'a String, &'a String)>) -> usize {
    pairs.take_while(|(one, other)| one == other).count()
}

/// Whether so much at the ends is a frame of what stands between.
fn enough<'a>(ends: impl Iterator<Item = &'a String>, between: usize) -> bool {
    let said = ends.filter(|word| *word != HOLE).count();
    (1..=BETWEEN).contains(&between) && said >= ENDS.max(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taught(messages: &[&str]) -> Frames {
        let mut frames = Frames::default();
        for (at, message) in (0..).zip(messages) {
            let scene = &Scene::default();
            let heard =
                Heard { solution: 3, form: at, words: words(message), helped: true, scene, since: at };
            frames.take(heard, |_| 1.0);
        }
        frames
    }

    fn shown(frames: &Frames) -> Vec<&str> {
        frames.cases().map(|(_, frame)| frame.template.as_str()).collect()
    }

    #[test]
    fn three_messages_with_other_names_show_their_frame() {
        let names = ["transfer to anna failed", "transfer to bob miller failed", "transfer to zoë failed"];
        assert_eq!(shown(&taught(&names[..2])), [""; 0]);
        assert_eq!(shown(&taught(&names)), ["transfer to {} failed"]);
        assert_eq!(taught(&names).cases().next().map(|(at, frame)| (at, frame.helped)), Some((3, 3.0)));
        let ideographs = ["向张三转账失败了", "向李四光转账失败了", "向王五转账失败了"];
        assert_eq!(shown(&taught(&ideographs)), ["向 {} 转 账 失 败 了"]);
        let first = ["anna can't get your money", "bob can't get your money", "li can't get your money"];
        assert_eq!(shown(&taught(&first)), ["{} cant get your money"]);
    }

    #[test]
    fn holes_stay_where_they_are() {
        let names = ["order {} for anna is late", "order {} for bob is late", "order {} for li is late"];
        assert_eq!(shown(&taught(&names)), ["order {} for {} is late"]);
    }

    #[test]
    fn a_frame_narrows_to_what_all_share() {
        let names = ["a transfer to anna failed", "a transfer to bob failed", "a transfer from bob failed"];
        assert_eq!(shown(&taught(&names)), ["a transfer {} failed"]);
    }

    #[test]
    fn messages_that_share_little_are_of_no_frame() {
        for messages in [
            ["card expired now", "card stolen now", "card broken now"],
            [
                "the moon is made of green cheese",
                "the moon is very far away and cold",
                "the moon is out tonight",
            ],
            ["transfer to {} failed", "transfer to {} failed", "transfer to {} failed"],
        ] {
            assert_eq!(shown(&taught(&messages)), [""; 0], "{messages:?}");
        }
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut frames = Frames::default();
        for at in 0..5_000_u64 {
            let word = |n: u64| format!("{}{}", char::from(b'a' + (n % 26) as u8), n / 26);
            let message = format!("{} {} {} {}", word(at / 3), word(at / 3 + 7), word(at / 3 + 9), word(at));
            let scene = &Scene::default();
            let heard =
                Heard { solution: 3, form: at, words: words(&message), helped: true, scene, since: at };
            frames.take(heard, |_| 1.0);
        }
        assert!(frames.loose.len() <= LOOSE && frames.of[&3].len() == FRAMES);
    }
}
