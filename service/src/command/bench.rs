//! `unstuck bench`: how time, memory and packs grow with the number of solutions.

use std::path::PathBuf;

use clap::Args;
use unstuck_protocol::{Document, Node, SolutionId, Tag, limits};
use unstuck_resolver::{Catalogue, Query, Solution, Text, When, pack};

use crate::{
    catalogue::unlearned,
    edge::{Instant, embeddings, packing, read_to_string},
};

#[derive(Args)]
#[command(after_help = "Example:\n  unstuck bench --sizes 1000,100000")]
pub(super) struct Options {
    /// Numbers of solutions, made up: titles, messages, lines and codes of random words.
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    sizes: Vec<u32>,
    /// Queries for each: messages of random solutions, with a few of their words changed.
    #[arg(long, default_value_t = 500)]
    queries: u32,
    /// A folder with a static embedding model: `model.safetensors`, `tokenizer.json` and `config.json`.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
}

/// Words of the made-up language, the first ones much more frequent than the last.
const WORDS: u32 = 30_000;
/// Words of a title, of a message, and of a line; lines of a body.
const TITLE: u32 = 6;
const MESSAGE: u32 = 9;
const LINE: u32 = 14;
const LINES: u32 = 6;

pub(super) fn run(options: &Options) -> Result<(), String> {
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>8} {:>12} {:>9} {:>9}",
        "solutions", "build ms", "mean µs", "p50 µs", "p99 µs", "right", "bytes each", "pack KB", "brotli KB"
    );
    for size in &options.sizes {
        let mut chance = Chance(u64::from(*size));
        let solutions: Vec<Solution> =
            (0..*size).map(|number| solution(number, &mut chance)).collect::<Result<_, _>>()?;
        let queries: Vec<(String, String)> = (0..options.queries)
            .map(|_| {
                let one = &solutions[chance.below(*size) as usize];
                (asked(&one.messages[0], &mut chance), one.id.to_string())
            })
            .collect();
        let catalogue = Catalogue::new(solutions);
        let pack = pack::encode(&catalogue);
        let packed = if *size as usize <= limits::PACK_SOLUTIONS {
            format!("{:.0}", packing::brotli(&pack).len() as f64 / 1024.0)
        } else {
            "–".to_owned()
        };
        let pack = pack.len();
        let before = resident();
        let start = Instant::now();
        let resolver = unlearned(catalogue, encoder.as_ref());
        resolver.warm();
        let build = start.elapsed();
        let each = resident().zip(before).map_or_else(
            || "–".to_owned(),
            |(after, before)| (after.saturating_sub(before) / u64::from(*size)).to_string(),
        );
        let mut right = 0;
        let mut times: Vec<f64> = Vec::new();
        for (text, id) in &queries {
            let start = Instant::now();
            let decision = resolver.rank(&Query { message: text, ..Query::default() });
            times.push(start.elapsed().as_secs_f64() * 1e6);
            right += usize::from(decision.ranked.first().is_some_and(|best| best.solution.as_str() == id));
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{size:>9} {:>9.0} {:>9.0} {:>9.0} {:>9.0} {:>8.3} {each:>12} {:>9.0} {packed:>9}",
            build.as_secs_f64() * 1e3,
            times.iter().sum::<f64>() / times.len() as f64,
            at(0.5),
            at(0.99),
            right as f64 / queries.len() as f64,
            pack as f64 / 1024.0
        );
    }
    Ok(())
}

fn solution(number: u32, chance: &mut Chance) -> Result<Solution, String> {
    let lines = (0..LINES).map(|_| Node::of(Tag::Paragraph, vec![Node::text(chance.words(LINE))]));
    let lines: Vec<Node> = lines.collect();
    let text = Text {
        locale: "en".into(),
        title: chance.words(TITLE),
        body: Document::from(lines),
        ..Text::default()
    };
    Ok(Solution {
        id: SolutionId::new(format!("s{number}")).map_err(|error| error.to_string())?,
        codes: vec![format!("E{number}")],
        messages: vec![chance.words(MESSAGE)],
        questions: vec![],
        when: When::default(),
        texts: vec![text],
    })
}

/// A message in which a fifth of the words are others.
fn asked(message: &str, chance: &mut Chance) -> String {
    let words =
        message.split(' ').map(|word| if chance.below(5) == 0 { chance.words(1) } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// Resident memory, bytes, where the system tells it.
fn resident() -> Option<u64> {
    let told = read_to_string("/proc/self/statm").ok()?;
    told.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4_096)
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
        let word = |number: u32| {
            let mut text = String::new();
            let mut rest = number + 30;
            while rest > 0 {
                text.push(char::from(b"bcdfghklmnprstvz"[(rest % 16) as usize]));
                text.push(char::from(b"aeiou"[(rest / 16 % 5) as usize]));
                rest /= 80;
            }
            text
        };
        let rank = |chance: &mut Self| {
            let share = f64::from(chance.below(1 << 30)) / f64::from(1_u32 << 30);
            (f64::from(WORDS).powf(share) - 1.0) as u32
        };
        (0..count).map(|_| word(rank(self))).collect::<Vec<_>>().join(" ")
    }
}
