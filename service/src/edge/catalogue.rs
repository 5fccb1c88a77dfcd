//! Solutions from disk: read, watched, and replaced as a whole when they are good.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use arc_swap::{ArcSwap, ArcSwapOption};
use unstuck_protocol::{SolutionId, limits};
use unstuck_resolver::{
    Catalogue, Encoder, Resolver,
    author::{self, Source},
    dialogue::Flows,
};

use crate::{
    contents::Contents,
    edge::{
        demand,
        packing::{Packing, Packs},
    },
    memo::Memo,
};

/// Looks after which packs are made anew.
const DAY: u64 = 86_400;
/// Looks after which it is counted anew what is asked for.
const HOUR: u64 = 3_600;
/// How deep a folder of solutions may be; a loop of links ends here.
const DEPTH: usize = 12;

/// One state of a product's solutions, ready to serve.
#[derive(Debug)]
pub struct Served {
    /// Answers over all of them.
    pub resolver: Resolver,
    /// The flows beside them.
    pub flows: Flows,
    /// What devices download.
    pub packs: Arc<Packs>,
    /// How people look through them.
    pub contents: Arc<Contents>,
    /// Answers that were given from it.
    pub memo: Memo,
}

impl Served {
    fn new(
        catalogue: Catalogue,
        flows: Flows,
        packing: &Packing,
        encoder: Option<&Arc<dyn Encoder>>,
    ) -> Self {
        let resolver = unlearned(catalogue, encoder);
        resolver.warm();
        let packs = Arc::new(Packs::of(&resolver, packing));
        Self { resolver, flows, packs, contents: Arc::default(), memo: Memo::default() }
    }
}

/// A catalogue that answers from this confidence on, where a product names one; in hundredths.
#[must_use]
pub fn answering_from(catalogue: Catalogue, threshold: Option<u8>) -> Catalogue {
    match threshold {
        Some(hundredths) => catalogue.with_threshold(hundredths),
        None => catalogue,
    }
}

/// A resolver that has learnt nothing yet, by meaning too where there is an encoder.
#[must_use]
pub fn unlearned(catalogue: Catalogue, encoder: Option<&Arc<dyn Encoder>>) -> Resolver {
    let resolver = Resolver::new(catalogue);
    match encoder {
        Some(encoder) => resolver.with_encoder(Arc::clone(encoder)),
        None => resolver,
    }
}

/// The solutions of one product: the last good set, and what is wrong with what is on disk now.
#[derive(Debug)]
pub struct Live {
    path: PathBuf,
    packing: Packing,
    encoder: Option<Arc<dyn Encoder>>,
    threshold: Option<u8>,
    stamp: Mutex<Vec<Stamp>>,
    current: ArcSwap<Served>,
    demand: ArcSwap<BTreeMap<SolutionId, u64>>,
    problem: ArcSwapOption<String>,
}

type Stamp = (PathBuf, Option<SystemTime>, u64);

impl Live {
    /// Loads them, and makes their packs; they are found by meaning too where there is an encoder, and answer from this
    /// confidence on (hundredths).
    ///
    /// # Errors
    /// What is wrong, a line each.
    pub fn open(
        path: PathBuf,
        packing: Packing,
        encoder: Option<Arc<dyn Encoder>>,
        threshold: Option<u8>,
    ) -> Result<Self, String> {
        let stamp = stamps(&path);
        let (catalogue, flows) = read_with_flows(&path)?;
        let served = Served::new(answering_from(catalogue, threshold), flows, &packing, encoder.as_ref());
        Ok(Self {
            path,
            packing,
            encoder,
            threshold,
            stamp: Mutex::new(stamp),
            current: ArcSwap::from_pointee(served),
            demand: ArcSwap::default(),
            problem: ArcSwapOption::empty(),
        })
    }

    /// The last good set.
    #[must_use]
    pub fn current(&self) -> Arc<Served> {
        self.current.load_full()
    }

    /// How often each solution was asked for of late; nothing until it was counted.
    #[must_use]
    pub fn demand(&self) -> Arc<BTreeMap<SolutionId, u64>> {
        self.demand.load_full()
    }

    /// What learning about these solutions begins from.
    #[must_use]
    pub fn unlearned(&self, catalogue: Catalogue) -> Resolver {
        unlearned(catalogue, self.encoder.as_ref())
    }

    /// What is wrong with the files, while an earlier set goes on serving.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.problem.load().as_deref().cloned()
    }

    /// Answers by what was learnt about the solutions that serve; about others it comes too late.
    pub fn publish(&self, resolver: Resolver) {
        resolver.warm();
        let revision = resolver.catalogue().revision().clone();
        // New solutions may come to serve at this very moment; then those stay.
        self.current.rcu(|now| {
            if *now.resolver.catalogue().revision() != revision {
                return Arc::clone(now);
            }
            let (resolver, packs, flows) = (resolver.clone(), Arc::clone(&now.packs), now.flows.clone());
            let contents = Arc::clone(&now.contents);
            Arc::new(Served { resolver, flows, packs, contents, memo: Memo::default() })
        });
    }

    /// Packs what serves anew, by what is asked for now; whether devices then download something else.
    pub fn repack(&self) -> bool {
        let served = self.current();
        let Some(packs) = served.packs.anew(&served.resolver, &self.packing).map(Arc::new) else {
            return false;
        };
        let mut done = false;
        self.current.rcu(|now| {
            // Of other solutions the packs are newer than these.
            done = Arc::ptr_eq(&now.packs, &served.packs);
            if !done {
                return Arc::clone(now);
            }
            let (resolver, packs, flows) = (now.resolver.clone(), Arc::clone(&packs), now.flows.clone());
            let contents = Arc::clone(&now.contents);
            Arc::new(Served { resolver, flows, packs, contents, memo: Memo::default() })
        });
        done
    }

    /// Looks at the disk once; reads again where something changed. True when a new set serves.
    pub fn look(&self) -> bool {
        let now = stamps(&self.path);
        {
            let mut known = self.stamp.lock().unwrap_or_else(PoisonError::into_inner);
            if *known == now {
                return false;
            }
            *known = now;
        }
        let encoder = self.encoder.as_ref();
        let served = |(catalogue, flows)| {
            Served::new(answering_from(catalogue, self.threshold), flows, &self.packing, encoder)
        };
        match read_with_flows(&self.path).map(served) {
            Ok(served) => {
                eprintln!("solutions: {} now serve", served.resolver.catalogue().solutions().len());
                self.current.store(Arc::new(served));
                self.problem.store(None);
                true
            }
            Err(why) => {
                eprintln!("{why}\nsolutions: the last good set goes on serving");
                self.problem.store(Some(Arc::new(why)));
                false
            }
        }
    }

    /// Counts what is asked for of the solutions that serve.
    fn count(&self) {
        let reports = self.packing.reports.as_ref();
        let demand = demand::told(&self.current().resolver, reports, demand::LATELY);
        self.demand.store(Arc::new(demand));
    }

    /// Looks once a second for as long as somebody holds it, counts once an hour, and packs anew once a day. Looking at the times of files works
    /// on every file system, network mounts and containers included, where notices of the kernel get lost.
    pub fn watch(live: &Arc<Self>) {
        let live = Arc::downgrade(live);
        std::thread::spawn(move || {
            for looks in 0_u64.. {
                let Some(live) = live.upgrade() else { return };
                let new = looks > 0 && live.look();
                if !new && looks > 0 && looks % DAY == 0 && live.repack() {
                    eprintln!("packs: other errors are reported most now; devices download the new pack");
                }
                if new || looks % HOUR == 0 {
                    live.count();
                }
                drop(live);
                std::thread::sleep(Duration::from_secs(1));
            }
        });
    }
}

/// Reads a folder of Markdown and JSON Lines, or one file.
///
/// # Errors
/// Every fault with file, line and help, a line each.
pub fn read(path: &Path) -> Result<Catalogue, String> {
    read_with_flows(path).map(|(catalogue, _)| catalogue)
}

/// The same with the flows beside the solutions.
///
/// # Errors
/// Every fault with file, line and help, a line each.
pub fn read_with_flows(path: &Path) -> Result<(Catalogue, Flows), String> {
    let files = files(path).map_err(|error| {
        format!("UNSTUCK-V004: {}: {error}. Name a folder of .md files or a .jsonl file.", path.display())
    })?;
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(text) => sources.push(Source { path: file.display().to_string(), text }),
            Err(error) => faults
                .push(format!("UNSTUCK-V004: {}: {error}. Save it as readable UTF-8 text.", file.display())),
        }
    }
    if files.is_empty() {
        faults.push(format!(
            "UNSTUCK-V004: {}: no .md and no .jsonl file is there. Write a first solution.",
            path.display()
        ));
    }
    // Flows name solutions, which all have to be there.
    let read = author::read(&sources).and_then(|catalogue| {
        let flows = author::read_flows(&sources, &catalogue)?;
        Ok((catalogue, flows))
    });
    if let Err(found) = &read {
        faults.extend(found.iter().map(|one| format!("{one}")));
    }
    match read {
        Ok((catalogue, flows)) if faults.is_empty() => {
            if catalogue.solutions().len() > limits::PACK_SOLUTIONS {
                eprintln!(
                    "solutions: more than {}; devices take those most asked for, and fetch others by parts",
                    limits::PACK_SOLUTIONS
                );
            }
            Ok((catalogue, flows))
        }
        _ => Err(faults.join("\n")),
    }
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    walk(path, DEPTH, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, found)?;
            }
        } else if name.ends_with(".md") || name.ends_with(".jsonl") {
            found.push(path);
        }
    }
    Ok(())
}

fn stamps(path: &Path) -> Vec<Stamp> {
    let files = files(path).unwrap_or_default();
    let stamp = |file: PathBuf| {
        let about = std::fs::metadata(&file).ok();
        let time = about.as_ref().and_then(|about| about.modified().ok());
        (file, time, about.map_or(0, |about| about.len()))
    };
    files.into_iter().map(stamp).collect()
}
