//! Messages that differ in one place alone, such as a name: `Transfer to {} failed`.
//!
//! Numbers, ids and quoted parts vary by their looks; a name does not, so each person's message is of a form of its own
//! and no two votes meet. Where messages about one solution begin and end alike, they are of one frame, and their votes
//! add up. A frame narrows to what all of its messages share, and counts once a few different ones have shown it.

use std::collections::{BTreeMap, VecDeque};

use unstuck_protocol::template::HOLE;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    latest::Latest,
    support::{TELLS, helps},
    words::Word,
};
use crate::{pattern, scene::Scene, tokens};

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
/// Most frames of all solutions.
const ALL: usize = 4_096;
/// Most scenes that are kept of a frame, the latest ones.
const SCENES: usize = 8;

/// A vote on a message, as frames see it.
pub(super) struct Heard<'a> {
    pub(super) solution: u32,
    /// The hash of the message's form.
    pub(super) form: u64,
    pub(super) words: Vec<String>,
    /// How much it speaks for the solution, and against it.
    pub(super) says: [f32; 2],
    pub(super) scene: &'a Scene,
    pub(super) voices: &'a [u64],
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
    pub(super) scenes: Latest<Scene>,
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
    voices: Vec<u64>,
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
    /// Takes a vote; `weight` tells how much it counts on what has this number. Which frame it counts for, and how much.
    ///
    /// A vote against the solution counts for a frame that its message is of, and moves none; what is a case already does
    /// not narrow any more.
    pub(super) fn take(
        &mut self,
        heard: Heard<'_>,
        mut weight: impl FnMut(u64) -> f32,
    ) -> Option<(u64, f32)> {
        if heard.words.is_empty() {
            return None;
        }
        let helped = heard.says[0] > 0.0;
        let frames = self.of.get_mut(&heard.solution).map_or(&mut [][..], Vec::as_mut_slice);
        let fits = |frame: &Frame| frame.ends(&heard.words) == Some((frame.before.len(), frame.after.len()));
        let near = |frame: &Frame| helped && !frame.is_case() && frame.ends(&heard.words).is_some();
        let place = frames.iter().position(fits).or_else(|| frames.iter().position(near));
        if let Some(frame) = place.map(|at| &mut frames[at]) {
            let weight = weight(frame.forms[0]);
            frame.add(&heard, weight);
            return Some((frame.forms[0], weight));
        }
        if !helped {
            return None;
        }
        let same = |loose: &Loose| loose.solution == heard.solution && loose.form == heard.form;
        let like =
            |loose: &Loose| loose.solution == heard.solution && shared(&loose.words, &heard.words).is_some();
        let Some(loose) = self.loose.iter().position(like).and_then(|at| self.loose.remove(at)) else {
            if let Some(at) = self.loose.iter().position(same) {
                self.loose.remove(at);
            }
            let Heard { solution, form, words, scene, since, voices, says: [help, _] } = heard;
            let (scene, voices, weight) = (scene.clone(), voices.to_vec(), weight(form));
            self.loose.truncate(LOOSE - 1);
            self.loose.push_front(Loose {
                solution,
                form,
                words,
                weight: help * weight,
                since,
                scene,
                voices,
            });
            return Some((form, weight));
        };
        let weight = weight(loose.form);
        let mut frame = Frame::of(loose);
        frame.add(&heard, weight);
        let told = (frame.forms[0], weight);
        self.make_room(heard.solution);
        self.of.entry(heard.solution).or_default().push(frame);
        Some(told)
    }

    /// Lets the weakest frame go where a solution has as many as it may, or all solutions have.
    fn make_room(&mut self, solution: u32) {
        let weakest = |of: &(&u32, &mut Vec<Frame>)| -> f32 {
            of.1.iter().map(|frame| frame.helped).fold(f32::MAX, f32::min)
        };
        let full = self.of.get(&solution).is_some_and(|frames| frames.len() == FRAMES);
        let all: usize = self.of.values().map(Vec::len).sum();
        if !full && all < ALL {
            return;
        }
        let mine = |of: &(&u32, &mut Vec<Frame>)| !full || *of.0 == solution;
        let least =
            self.of.iter_mut().filter(mine).min_by(|one, other| weakest(one).total_cmp(&weakest(other)));
        if let Some((_, frames)) = least {
            let at =
                (0..frames.len()).min_by(|one, other| frames[*one].helped.total_cmp(&frames[*other].helped));
            at.map(|at| frames.remove(at));
        }
        self.of.retain(|_, frames| !frames.is_empty());
    }

    /// Moves what a vote counts for a frame, or for the message that may begin one, by so much for it and against it.
    pub(super) fn instead(&mut self, word: &Word, frame: u64, by: [f32; 2]) {
        let Word { form, solution, since, .. } = *word;
        let frames = self.of.get_mut(&solution).map_or(&mut [][..], Vec::as_mut_slice);
        if let Some(frame) = frames.iter_mut().find(|known| known.forms[0] == frame && known.since <= since) {
            frame.helped = (frame.helped + by[0]).max(0.0);
            frame.failed = (frame.failed + by[1]).max(0.0);
            if by[0] > 0.0 {
                frame.show(form);
            }
        } else if by[0] < 0.0 {
            // A message that helped nobody begins no frame.
            self.loose.retain(|loose| (loose.form, loose.solution, loose.since) != (frame, solution, since));
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
            frame.scenes.all().iter().for_each(|scene| scene.bytes(out));
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
        let Loose { form, words, weight, since, scene, voices, .. } = loose;
        let mut scenes = Latest::default();
        scenes.tell(scene, &voices, SCENES);
        Self {
            after: words.clone(),
            before: words,
            template: String::new(),
            forms: vec![form],
            helped: weight,
            failed: 0.0,
            since,
            scenes,
        }
    }

    fn show(&mut self, form: u64) {
        if self.forms.len() < SHOWN && !self.forms.contains(&form) {
            self.forms.push(form);
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
        let [help, fail] = heard.says;
        self.helped += help * weight;
        self.failed += fail * weight;
        if help > 0.0 {
            self.show(heard.form);
            if weight >= TELLS && !heard.scene.is_empty() {
                self.scenes.tell(heard.scene.clone(), heard.voices, SCENES);
            }
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
    // Two ideographs are about a word.
    let halves = |word: &String| if word.chars().all(tokens::is_ideograph) { 1 } else { 2 };
    let said: usize = ends.filter(|word| *word != HOLE).map(halves).sum();
    (1..=BETWEEN).contains(&between) && said >= 2 * ENDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taught(messages: &[&str]) -> Frames {
        let mut frames = Frames::default();
        for (at, message) in (0..).zip(messages) {
            let scene = &Scene::default();
            let heard = Heard {
                solution: 3,
                form: at,
                words: words(message),
                says: [1.0, 0.0],
                scene,
                voices: &[at],
                since: at,
            };
            let _ = frames.take(heard, |_| 1.0);
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
            let heard = Heard {
                solution: 3,
                form: at,
                words: words(&message),
                says: [1.0, 0.0],
                scene,
                voices: &[at],
                since: at,
            };
            let _ = frames.take(heard, |_| 1.0);
        }
        assert!(frames.loose.len() <= LOOSE && frames.of[&3].len() == FRAMES);
    }
}
