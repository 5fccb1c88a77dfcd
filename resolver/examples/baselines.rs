//! What stock parts reach on recorded queries, to stand beside `unstuck eval`: BM25 over pages and history, and a linear
//! support vector machine over TF-IDF of words and characters.
//!
//! `cargo run --release -p unstuck-resolver --all-features --example baselines -- FOLDER SPLIT` prints both shares of first
//! answers that are right, by the text alone, with the rows of the split `train` as history.
// A tool for those who work on the resolver: what it can't read, it may say by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use unstuck_resolver::{
    Catalogue,
    author::{Source, id_text, read},
    eval::Row,
};

type Vector = Vec<(u32, f32)>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let split = arguments.next().unwrap_or_else(|| "dev".into());
    let folder = Path::new(&folder);
    let text = std::fs::read_to_string(folder.join("solutions.jsonl")).expect("solutions.jsonl");
    let catalogue = read(&[Source { path: "solutions.jsonl".into(), text }]).expect("good solutions");
    let queries = std::fs::read_to_string(folder.join("queries.jsonl")).expect("queries.jsonl");
    let rows: Vec<Row> =
        queries.lines().map(|line| serde_json::from_str(line).expect("a query a line")).collect();
    let places: BTreeMap<&str, usize> =
        catalogue.solutions().iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let gold = |row: &Row| -> Vec<usize> {
        row.gold_solution_ids.iter().filter_map(|id| places.get(id_text(id).as_str()).copied()).collect()
    };
    let of = |split: &str| -> Vec<(String, Vec<usize>)> {
        let inside = rows.iter().filter(|row| row.split == split && !row.gold_solution_ids.is_empty());
        inside.map(|row| (row.text.clone(), gold(row))).collect()
    };
    let (train, judged) = (of("train"), of(&split));
    let history: Vec<(&str, usize)> = train
        .iter()
        .flat_map(|(text, gold)| gold.iter().map(move |solution| (text.as_str(), *solution)))
        .collect();
    println!("bm25 {:.4}", bm25(&catalogue, &history, &judged));
    match linear(&history, &judged, catalogue.solutions().len()) {
        Some(share) => println!("linear {share:.4}"),
        None => println!("linear –"),
    }
}

fn right(judged: &[(String, Vec<usize>)], answer: impl Fn(&str) -> Option<usize>) -> f64 {
    let right =
        judged.iter().filter(|(text, gold)| answer(text).is_some_and(|at| gold.contains(&at))).count();
    right as f64 / judged.len().max(1) as f64
}

/// The best of a solution's page and its history, each a document (k1 0.9, b 0.4).
fn bm25(catalogue: &Catalogue, history: &[(&str, usize)], judged: &[(String, Vec<usize>)]) -> f64 {
    let mut documents: Vec<(Vec<String>, usize)> = Vec::new();
    for (at, solution) in catalogue.solutions().iter().enumerate() {
        let texts = solution.texts.iter().map(|text| format!("{} {}", text.title, text.body.plain()));
        documents.push((words(&texts.collect::<Vec<_>>().join(" ")), at));
    }
    documents.extend(history.iter().map(|(text, at)| (words(text), *at)));
    let average =
        documents.iter().map(|(words, _)| words.len()).sum::<usize>() as f32 / documents.len() as f32;
    let mut postings: HashMap<&str, BTreeMap<usize, f32>> = HashMap::new();
    for (at, (words, _)) in documents.iter().enumerate() {
        for word in words {
            *postings.entry(word).or_default().entry(at).or_default() += 1.0;
        }
    }
    right(judged, |text| {
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        let mut asked = words(text);
        asked.sort_unstable();
        asked.dedup();
        for found in asked.iter().filter_map(|word| postings.get(word.as_str())) {
            let (all, with) = (documents.len() as f32, found.len() as f32);
            let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
            for (at, count) in found {
                let length = 0.6 + 0.4 * documents[*at].0.len() as f32 / average;
                *scores.entry(*at).or_default() += idf * count * 1.9 / (count + 0.9 * length);
            }
        }
        let best = scores.iter().max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(one.0)));
        best.map(|(at, _)| documents[*at].1)
    })
}

/// Small letters, identifiers in parts, ideographs in pairs.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        let ideograph = ('\u{3400}'..='\u{9fff}').contains(&c);
        let part = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        if (ideograph || part || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if ideograph {
            if let Some(before) = before.filter(|before| ('\u{3400}'..='\u{9fff}').contains(before)) {
                words.push([before, c].iter().collect());
            }
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before = Some(c);
    }
    words
}

/// One against the rest, L2 loss, C = 1, by dual coordinate descent (Hsieh and others 2008, as in LIBLINEAR).
fn linear(history: &[(&str, usize)], judged: &[(String, Vec<usize>)], solutions: usize) -> Option<f64> {
    if history.is_empty() {
        return None;
    }
    let read: Vec<[BTreeMap<String, f32>; 2]> = history.iter().map(|(text, _)| grams(text)).collect();
    let mut seen: HashMap<&str, (u32, f32)> = HashMap::new();
    for gram in read.iter().flatten().flat_map(BTreeMap::keys) {
        let next = seen.len() as u32;
        seen.entry(gram).or_insert((next, 0.0)).1 += 1.0;
    }
    let vector = |grams: &[BTreeMap<String, f32>; 2]| -> Vector {
        let mut vector = Vector::new();
        for part in grams {
            let weigh = |(gram, count): (&String, &f32)| {
                let (term, with) = *seen.get(gram.as_str())?;
                let idf = ((1.0 + read.len() as f32) / (1.0 + with)).ln() + 1.0;
                Some((term, (1.0 + count.ln()) * idf))
            };
            let weights: Vector = part.iter().filter_map(weigh).collect();
            let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-9);
            vector.extend(weights.into_iter().map(|(term, weight)| (term, weight / length)));
        }
        vector
    };
    let rows: Vec<(Vector, usize)> =
        read.iter().zip(history).map(|(grams, (_, at))| (vector(grams), *at)).collect();
    let mut known: Vec<usize> = rows.iter().map(|(_, at)| *at).collect();
    known.sort_unstable();
    known.dedup();
    let weights: Vec<(usize, Vec<f32>)> = known
        .into_iter()
        .filter(|at| *at < solutions)
        .map(|at| (at, one_against_rest(&rows, at, seen.len())))
        .collect();
    Some(right(judged, |text| {
        let asked = vector(&grams(text));
        let score = |weights: &[f32]| -> f32 {
            weights[weights.len() - 1]
                + asked.iter().map(|(term, weight)| weights[*term as usize] * weight).sum::<f32>()
        };
        let best = weights.iter().map(|(at, weights)| (score(weights), *at));
        best.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, at)| at)
    }))
}

/// The weights, and the bias behind them.
fn one_against_rest(rows: &[(Vector, usize)], class: usize, terms: usize) -> Vec<f32> {
    const ROUNDS: usize = 30;
    let mut weights = vec![0.0_f32; terms + 1];
    let mut dual = vec![0.0_f32; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut chance = 88_172_645_463_325_252_u64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            order.swap(at, (chance % (at as u64 + 1)) as usize);
        }
        let mut moved = 0.0_f32;
        for &at in &order {
            let (vector, own) = &rows[at];
            let sign = if *own == class { 1.0 } else { -1.0 };
            let margin = weights[terms]
                + vector.iter().map(|(term, weight)| weights[*term as usize] * weight).sum::<f32>();
            let slope = sign * margin - 1.0 + 0.5 * dual[at];
            let curve = 1.5 + vector.iter().map(|(_, weight)| weight * weight).sum::<f32>();
            let next = (dual[at] - slope / curve).max(0.0);
            let change = (next - dual[at]) * sign;
            if change.abs() > 1e-9 {
                vector.iter().for_each(|(term, weight)| weights[*term as usize] += change * weight);
                weights[terms] += change;
                moved = moved.max(change.abs());
            }
            dual[at] = next;
        }
        if moved < 1e-2 {
            break;
        }
    }
    weights
}

/// Words with their pairs, and the characters of words in twos to fives.
fn grams(text: &str) -> [BTreeMap<String, f32>; 2] {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let (mut whole, mut parts) = (BTreeMap::new(), BTreeMap::new());
    for count in 1..=2 {
        for some in words.windows(count) {
            *whole.entry(format!("w {}", some.join(" "))).or_default() += 1.0;
        }
    }
    for word in words {
        let letters: Vec<char> = format!(" {word} ").chars().collect();
        for count in 2..=5 {
            for some in letters.windows(count) {
                *parts.entry(some.iter().collect()).or_default() += 1.0;
            }
        }
    }
    [whole, parts]
}
