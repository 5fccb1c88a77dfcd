//! A product's files: one where everything fits, else a root with what is most asked for, and shards with the rest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unstuck_protocol::{SolutionId, limits, template::HOLE};
use xxhash_rust::xxh3::xxh3_128;

use super::{HEAD, Kind, Rest, SIGNATURE, body, file, signed, write};
use crate::{Catalogue, Query, Resolver, Solution, code::fold, keys, variants::Variants};

/// Messages up to which each is tried out, since that takes a query for each.
const TRIED: usize = 5_000;
/// How sure all solutions together must be of the one whose form a message has.
const SURE: f32 = 0.8;
/// What stands for what varies while a message is tried out.
const VALUE: &str = "4711";
/// A headline of words that no solution has.
const HEADLINE: &str = "zqx qzj xqk jzq";

/// How large files may become, bytes before compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Up to this all solutions are one file.
    pub whole: usize,
    /// The solutions most asked for, where they are not.
    pub hot: usize,
    /// What a shard aims at.
    pub shard: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { whole: limits::PACK_BYTES, hot: limits::PACK_HOT_BYTES, shard: limits::PACK_SHARD_BYTES }
    }
}

/// What a page may download.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// What it downloads first.
    pub root: Vec<u8>,
    /// The rest; each goes by its [`name`](super::name).
    pub shards: Vec<Vec<u8>>,
    /// How many solutions the root holds.
    pub hot: usize,
}

/// Signs what a signature covers.
pub type Sign<'a> = dyn Fn(&[u8]) -> [u8; SIGNATURE] + 'a;

/// Makes the files of a resolver's catalogue; `traffic` tells how often each solution was asked for, where that
/// matters, and `sign` signs.
///
/// The same catalogue, traffic, plan and signatures give the same bytes.
pub fn build(
    resolver: &Resolver,
    traffic: impl FnOnce() -> BTreeMap<SolutionId, u64>,
    plan: Plan,
    sign: Option<&Sign<'_>>,
) -> Files {
    let catalogue = resolver.catalogue();
    let finish = |kind, body: &[u8]| {
        let mut file = file(kind, body);
        if let (Some(sign), Some((message, _))) = (sign, signed(&file)) {
            let signature = sign(message);
            let at = file.len() - SIGNATURE;
            file[at..].copy_from_slice(&signature);
        }
        file
    };
    let all = body(catalogue.solutions(), catalogue.variants(), catalogue.hundredths());
    let count = catalogue.solutions().len();
    if count <= limits::PACK_SOLUTIONS && HEAD + all.len() + SIGNATURE <= plan.whole {
        return Files { root: finish(Kind::Whole, &all), shards: Vec::new(), hot: count };
    }
    let hot = hot(catalogue, &traffic(), plan.hot);
    let (mut rest, shards) = rest(resolver, &hot, plan.shard);
    rest.revision = xxh3_128(&all);
    let none = Variants::default();
    let shards: Vec<Option<Vec<u8>>> = shards
        .into_iter()
        .map(|held| {
            (!held.is_empty()).then(|| finish(Kind::Shard, &body(&chosen(catalogue, &held), &none, 0)))
        })
        .collect();
    rest.shards = shards.iter().map(|shard| shard.as_deref().map(xxh3_128)).collect();
    let held = chosen(catalogue, &hot);
    let mut root = body(&held, catalogue.variants(), catalogue.hundredths());
    write::rest(&rest, &mut root);
    let root = finish(Kind::Root, &root);
    Files { root, shards: shards.into_iter().flatten().collect(), hot: held.len() }
}

fn chosen(catalogue: &Catalogue, places: &BTreeSet<u32>) -> Vec<Solution> {
    places.iter().map(|at| catalogue.solutions()[*at as usize].clone()).collect()
}

fn bytes(solution: &Solution) -> usize {
    body(std::slice::from_ref(solution), &Variants::default(), 0).len()
}

/// The places of the solutions most asked for, by id where two are asked for alike, until the budget is used up. One that
/// does not fit any more is passed over for those behind it.
fn hot(catalogue: &Catalogue, traffic: &BTreeMap<SolutionId, u64>, budget: usize) -> BTreeSet<u32> {
    let solutions = catalogue.solutions();
    let mut order: Vec<u32> = (0..solutions.len() as u32).collect();
    let asked = |at: u32| traffic.get(&solutions[at as usize].id).copied().unwrap_or_default();
    order.sort_by_key(|at| (Reverse(asked(*at)), *at));
    let mut left = budget;
    let mut hot = BTreeSet::new();
    for at in order {
        let size = bytes(&solutions[at as usize]);
        if size <= left && hot.len() < limits::PACK_SOLUTIONS {
            left -= size;
            hot.insert(at);
        }
    }
    hot
}

/// What the root says of the others, and the places of those in each range.
fn rest(resolver: &Resolver, hot: &BTreeSet<u32>, aim: usize) -> (Rest, Vec<BTreeSet<u32>>) {
    let catalogue = resolver.catalogue();
    let messages: usize = catalogue.solutions().iter().map(|solution| solution.messages.len()).sum();
    let forms = messages <= TRIED;
    let (mut hot_codes, mut cold_codes) = (BTreeSet::new(), BTreeSet::new());
    let mut unsure = BTreeSet::new();
    let mut keyed: Vec<(u32, BTreeSet<u32>)> = Vec::new();
    for (at, solution) in catalogue.solutions().iter().enumerate() {
        let is_hot = hot.contains(&(at as u32));
        let codes = solution.codes.iter().map(|code| fold(code)).filter(|code| !code.is_empty());
        let mut own: BTreeSet<u32> = codes.map(|code| keys::key(&code)).collect();
        if is_hot {
            hot_codes.extend(&own)
        } else {
            cold_codes.extend(&own)
        }
        if is_hot || forms {
            keys::forms(solution, catalogue.variants(), &mut |form| {
                let key = keys::key(form);
                own.insert(key);
                if !finds(resolver, form, solution) {
                    unsure.insert(key);
                }
            });
        }
        if !is_hot {
            keyed.push((at as u32, own));
        }
    }
    let sizes: Vec<usize> = keyed.iter().map(|(at, _)| bytes(&catalogue.solutions()[*at as usize])).collect();
    // Each stands in as many shards as it has keys, at most.
    let standing: usize = keyed.iter().zip(&sizes).map(|((_, own), size)| own.len() * size).sum();
    let mut ranges = (standing / aim.max(1)).clamp(1, limits::PACK_SHARDS);
    let shards = loop {
        let mut shards = vec![BTreeSet::new(); ranges];
        let mut weights = vec![HEAD + SIGNATURE + 8; ranges];
        for ((at, own), size) in keyed.iter().zip(&sizes) {
            for key in own {
                let range = keys::range(*key, ranges);
                if shards[range].insert(*at) {
                    weights[range] += size;
                }
            }
        }
        let fits = |shard: &BTreeSet<u32>| shard.len() <= limits::PACK_SOLUTIONS;
        let small = weights.iter().all(|weight| *weight <= limits::PACK_BYTES) && shards.iter().all(fits);
        if small || ranges == limits::PACK_SHARDS {
            break shards;
        }
        ranges = (ranges * 2).min(limits::PACK_SHARDS);
    };
    let shared = hot_codes.intersection(&cold_codes).copied().collect();
    let rest = Rest { shared, unsure: unsure.into_iter().collect(), forms, ..Rest::default() };
    (rest, shards)
}

/// Whether all solutions together surely find this one by a message of its form, also under a headline that says nothing.
fn finds(resolver: &Resolver, form: &str, solution: &Solution) -> bool {
    let message = form.replace(HOLE, VALUE);
    [None, Some(HEADLINE)].into_iter().all(|title| {
        let decision = resolver.rank(&Query { message: &message, title, ..Query::default() });
        decision.answer().is_some_and(|best| best.solution == solution.id && best.confidence >= SURE)
    })
}
