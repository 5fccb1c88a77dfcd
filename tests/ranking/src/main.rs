//! The resolver in a page: solutions of made-up words, from a pack as a page gets them, and queries about them.

use std::cell::RefCell;

use unstuck_protocol::{Document, Node, SolutionId, Tag};
use unstuck_resolver::{Catalogue, Query, Resolver, Solution, Text, When, pack};
use wasm_bindgen::prelude::wasm_bindgen;

/// Words of the made-up language, the first ones much more frequent than the last, as in `unstuck bench`.
const WORDS: f64 = 30_000.0;

thread_local! {
    static READY: RefCell<Option<(Resolver, Vec<String>)>> = const { RefCell::new(None) };
}

fn main() {}

/// Makes so many solutions ready for queries; the bytes of their pack.
#[wasm_bindgen]
pub fn prepare(solutions: u32) -> usize {
    let mut chance = Chance(u64::from(solutions));
    let solutions: Vec<Solution> =
        (0..solutions).filter_map(|number| solution(number, &mut chance)).collect();
    let messages = solutions.iter().map(|one| changed(&one.messages[0], &mut chance)).collect();
    let bytes = pack::encode(&Catalogue::new(solutions));
    let resolver = pack::decode(&bytes).map(|pack| Resolver::new(pack.catalogue)).ok();
    if let Some(resolver) = &resolver {
        resolver.warm();
    }
    READY.set(resolver.map(|resolver| (resolver, messages)));
    bytes.len()
}

/// Asks for so many of the messages, a fifth of whose words are others; how often their solution comes first.
#[wasm_bindgen]
pub fn right(queries: usize) -> u32 {
    READY.with_borrow(|ready| {
        let Some((resolver, messages)) = ready else { return 0 };
        let mut right = 0;
        for (number, message) in messages.iter().enumerate().cycle().take(queries) {
            let decision = resolver.rank(&Query { message, ..Query::default() });
            let first = decision.ranked.first().map(|best| best.solution.as_str().to_owned());
            right += u32::from(first == Some(format!("s{number}")));
        }
        right
    })
}

fn solution(number: u32, chance: &mut Chance) -> Option<Solution> {
    let lines: Vec<Node> =
        (0..6).map(|_| Node::of(Tag::Paragraph, vec![Node::text(chance.words(14))])).collect();
    let text =
        Text { locale: "en".into(), title: chance.words(6), body: Document::from(lines), ..Text::default() };
    Some(Solution {
        id: SolutionId::new(format!("s{number}")).ok()?,
        codes: vec![format!("E{number}")],
        messages: vec![chance.words(9)],
        questions: vec![],
        when: When::default(),
        texts: vec![text],
    })
}

fn changed(message: &str, chance: &mut Chance) -> String {
    let word = |word: &str| if chance.below(5) == 0 { chance.words(1) } else { word.to_owned() };
    message.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end.max(1))) as u32
    }

    /// Words after Zipf: the chance of a word is as one to its rank.
    fn words(&mut self, count: u32) -> String {
        let mut words = Vec::new();
        for _ in 0..count {
            let share = f64::from(self.below(1 << 30)) / f64::from(1_u32 << 30);
            let mut rest = WORDS.powf(share) as u32 + 29;
            let mut word = String::new();
            while rest > 0 {
                word.push(char::from(b"bcdfghklmnprstvz"[(rest % 16) as usize]));
                word.push(char::from(b"aeiou"[(rest / 16 % 5) as usize]));
                rest /= 80;
            }
            words.push(word);
        }
        words.join(" ")
    }
}
