//! How long an answer takes, by what it is found by: `cargo bench -p unstuck-resolver --all-features`.
//!
//! Over the demo's solutions, a thousand with copies whose words are others, and the same with what people were helped by.
#![allow(clippy::unwrap_used)]

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, criterion_group, criterion_main};
use unstuck_resolver::{
    Catalogue, Query, Resolver, Solution,
    author::{Source, read},
    learn::Case,
    pack,
};

const SOLUTIONS: usize = 1_000;

fn wallet() -> Vec<Solution> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/solutions");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let markdown = files.filter(|file| file.extension().is_some_and(|ending| ending == "md"));
    let source = |file: std::path::PathBuf| Source {
        text: fs::read_to_string(&file).unwrap(),
        path: file.file_name().unwrap().to_string_lossy().into_owned(),
    };
    read(&markdown.map(source).collect::<Vec<_>>()).unwrap().solutions().to_vec()
}

/// The wallet, and copies of it in which every long word ends in the copy's number in letters.
fn thousand() -> Catalogue {
    let wallet = wallet();
    let copy = |at: usize| {
        let (of, turn) = (&wallet[at % wallet.len()], at / wallet.len());
        let mark = |text: &str| -> String {
            let word = |word: &str| {
                let other = turn > 0 && word.len() > 4 && !word.contains('{');
                let letters = [turn / 26, turn % 26].map(|n| char::from(b'a' + n as u8));
                if other { format!("{word}{}{}", letters[0], letters[1]) } else { word.to_owned() }
            };
            text.split(' ').map(word).collect::<Vec<_>>().join(" ")
        };
        let mut solution = of.clone();
        solution.id = unstuck_protocol::SolutionId::new(format!("{}-{turn}", of.id)).unwrap();
        solution.codes.iter_mut().for_each(|code| *code = format!("{code}_{turn}"));
        solution.messages.iter_mut().chain(&mut solution.questions).for_each(|text| *text = mark(text));
        solution.texts.iter_mut().for_each(|text| text.title = mark(&text.title));
        solution
    };
    Catalogue::new((0..SOLUTIONS).map(copy).collect())
}

fn answering(bench: &mut Criterion) {
    let catalogue = thousand();
    let cold = Resolver::new(catalogue.clone());
    cold.warm();
    let helped = catalogue.solutions().iter().flat_map(|solution| {
        let texts = solution.questions.iter().chain(&solution.messages);
        texts.map(|text| Case { text: text.clone(), solution: Some(solution.id.clone()), scene: vec![] })
    });
    let learned = Resolver::learned(catalogue.clone(), &helped.collect::<Vec<_>>());
    learned.warm();
    let code = catalogue.solutions().iter().find_map(|solution| solution.codes.first()).unwrap();
    let form = catalogue.solutions().iter().find_map(|solution| solution.messages.first()).unwrap();
    let form = form.replace("{amount}", "¥200");
    for (name, query) in [
        ("code", Query { code: Some(code), ..Query::default() }),
        ("form", Query { message: &form, ..Query::default() }),
        (
            "words",
            Query {
                message: "I can't send a red packet, it says something about a limit",
                ..Query::default()
            },
        ),
    ] {
        for (history, resolver) in [("", &cold), (", with history", &learned)] {
            bench.bench_function(&format!("by {name}{history}"), |bench| {
                bench.iter(|| resolver.rank(black_box(&query)));
            });
        }
    }
    let bytes = pack::encode(&Catalogue::new(wallet()));
    bench.bench_function("read the wallet's pack", |bench| {
        bench.iter(|| pack::decode(black_box(&bytes)).unwrap())
    });
}

criterion_group!(answers, answering);
criterion_main!(answers);
