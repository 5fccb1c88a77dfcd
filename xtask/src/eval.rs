//! `cargo xtask eval`: the resolver on sets of real queries.

use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use serde_json::Value;

use crate::fault::Fault;
use crate::{Outcome, place, process};

/// The figures shown, as `unstuck eval --json` names them, with their headings.
const FIGURES: &[(&str, &str)] = &[
    ("top1", "top1"),
    ("top3", "top3"),
    ("mrr", "mrr"),
    ("thr_joint_acc", "joint"),
    ("thr_in_acc", "in"),
    ("thr_oos_recall", "oos"),
    ("cov_p95_dev", "cov@95"),
    ("ece", "ece"),
    ("ece_by_chance", "chance"),
    ("wrong_at_95", "wrong95"),
];

/// What builds the baselines, which stand beside ours.
const BASELINES: &[&str] =
    &["build", "--release", "--package", "unstuck-resolver", "--all-features", "--example", "baselines"];

#[derive(Args)]
pub(crate) struct Options {
    /// Folder which holds one folder a set, each with solutions.jsonl and queries.jsonl.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The rows to judge by.
    #[arg(long, default_value = "dev")]
    split: String,
}

pub(crate) fn command(options: &Options) -> Outcome {
    let Some(sets) = sets(options)? else {
        println!("eval: skipped, ../shared/eval is not here; name another folder with --data");
        return Ok(());
    };
    process::run(
        process::cargo("target").args(["build", "--release", "--package", "unstuck-service"]),
        "UNSTUCK-X701",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;
    process::run(
        process::cargo("target").args(BASELINES),
        "UNSTUCK-X701",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;
    print!("{:<20} {:>7} {:>7}", "set", "bm25", "linear");
    FIGURES.iter().for_each(|(_, heading)| print!(" {heading:>7}"));
    println!();
    let mut sum = 0.0;
    for set in &sets {
        let figures = evaluate(set, &options.split)?;
        let [bm25, linear] = baselines(set, &options.split)?;
        let name = set.file_name().unwrap_or_default().to_string_lossy();
        print!("{name:<20} {bm25:>7} {linear:>7}");
        for (name, _) in FIGURES {
            match figures[name].as_f64() {
                Some(figure) => print!(" {figure:>7.3}"),
                None => print!(" {:>7}", "–"),
            }
        }
        println!();
        sum += figures["top1"].as_f64().ok_or_else(|| {
            Fault::new(
                "UNSTUCK-X702",
                format!("{} has no top1", set.display()),
                "Look at what `unstuck eval --json` printed for it.",
            )
        })?;
    }
    println!("mean top1 {:.3} over {} sets", sum / sets.len() as f64, sets.len());
    Ok(())
}

/// The sets to judge by; nothing where the usual folder is absent, since not every checkout has it beside it.
fn sets(options: &Options) -> Outcome<Option<Vec<PathBuf>>> {
    let folder = options.data.clone().unwrap_or_else(|| place::at("../shared/eval"));
    if options.data.is_none() && !folder.is_dir() {
        return Ok(None);
    }
    let entries = std::fs::read_dir(&folder).map_err(|error| Fault::file(&folder, &error))?;
    let mut sets: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("queries.jsonl").is_file() && path.join("solutions.jsonl").is_file())
        .collect();
    sets.sort();
    if sets.is_empty() {
        return Err(Fault::new(
            "UNSTUCK-X703",
            format!("{} holds no set", folder.display()),
            "A set is a folder with solutions.jsonl and queries.jsonl; name the folder above it with --data.",
        ));
    }
    Ok(Some(sets))
}

fn evaluate(set: &std::path::Path, split: &str) -> Outcome<Value> {
    let mut command = Command::new(place::at("target/release/unstuck"));
    command
        .arg("eval")
        .arg("--solutions")
        .arg(set.join("solutions.jsonl"))
        .arg("--queries")
        .arg(set.join("queries.jsonl"));
    command.args(["--learn", "train", "--mask-code", "--split", split, "--json"]);
    let said = process::output(&mut command, "UNSTUCK-X704", "Its own words stand above.")?;
    serde_json::from_str(said.trim()).map_err(|error| {
        Fault::new(
            "UNSTUCK-X705",
            format!("`{}` printed no JSON object: {error}", process::shown(&command)),
            "Run it by hand and look.",
        )
    })
}

/// The top-1 of BM25 and of a linear classifier, as they print it.
fn baselines(set: &std::path::Path, split: &str) -> Outcome<[String; 2]> {
    let mut command = Command::new(place::at("target/release/examples/baselines"));
    command.arg(set).arg(split);
    let said = process::output(&mut command, "UNSTUCK-X704", "Its own words stand above.")?;
    let figure = |name: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(name));
        line.map_or("–", str::trim).chars().take(5).collect::<String>()
    };
    Ok([figure("bm25"), figure("linear")])
}
