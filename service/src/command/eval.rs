//! `unstuck eval`.

mod replay;

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::json;
use unstuck_protocol::SolutionId;
use unstuck_resolver::{
    author::id_text,
    dialogue::Dialogue,
    eval::{
        Judged, Metrics, Row,
        dialogue::{Dialogues, replay},
        judge,
    },
    learn::Case,
};

use super::rows;
use crate::{catalogue, edge::embeddings};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  unstuck eval --solutions solutions.jsonl --queries queries.jsonl --split dev --learn train --json\n  unstuck eval --mode predict --solutions help/ --queries trails.jsonl"
)]
pub(super) struct Options {
    /// A .jsonl file, or a folder of Markdown files.
    #[arg(long, value_name = "PATH")]
    solutions: PathBuf,
    /// Recorded queries with their right answers, a JSON object a line.
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// What to measure: answers to the queries, the dialogues that they begin, questions predicted by their scenes, or what
    /// learning from them costs.
    #[arg(long, value_enum, default_value_t = Mode::Answers)]
    mode: Mode,
    /// The rows to judge by.
    #[arg(long, default_value = "dev")]
    split: String,
    /// Rows to learn from first.
    #[arg(long, value_name = "SPLIT")]
    learn: Option<String>,
    /// The rows that thresholds are chosen on, for the figures that need one.
    #[arg(long, value_name = "SPLIT", default_value = "dev")]
    thresholds: String,
    /// Judge by the text alone.
    #[arg(long)]
    mask_code: bool,
    /// A folder with a static embedding model: `model.safetensors`, `tokenizer.json` and `config.json`.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
    /// Write the answers to this file too, a JSON object a line: `id`, `ranked` and `confidence`.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Answers to the queries.
    Answers,
    /// The dialogue that each query begins: how it ends, and after how many turns.
    Dialogue,
    /// Questions predicted by the scene alone, each by the rows before it; those of other splits are learnt from and not judged.
    Predict,
    /// What it costs to learn from outcomes as they come, beside the best ranking that never changes.
    Learning,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    if matches!(options.mode, Mode::Predict | Mode::Learning) {
        return replay::run(options);
    }
    if options.learn.as_deref() == Some(options.split.as_str()) {
        return Err(
            "UNSTUCK-V008: the rows learned from cannot be judged too. Give --learn another split.".into()
        );
    }
    let file = options.queries.display();
    let mut rows: Vec<Row> = rows::read(&options.queries, "--queries")?;
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    let (catalogue, flows) = catalogue::read_with_flows(&options.solutions)?;
    let cold = catalogue::unlearned(catalogue, encoder.as_ref());
    let resolver = match &options.learn {
        Some(split) => {
            let cases: Vec<Case> =
                rows.iter().filter(|row| row.split == *split).flat_map(Row::cases).collect();
            cold.taught(&cases)
        }
        None => cold,
    };
    let tuning: Vec<Row> = rows.iter().filter(|row| row.split == options.thresholds).cloned().collect();
    rows.retain(|row| row.split == options.split);
    if rows.is_empty() {
        return Err(format!(
            "UNSTUCK-V008: {file} has no row of the split `{}`. Name another with --split.",
            options.split
        ));
    }
    if options.mode == Mode::Dialogue {
        return print(&Dialogues::of(&replay(&Dialogue::new(&resolver, &flows), &rows)), options.json);
    }
    let judged = judge(&resolver, &rows, options.mask_code);
    if let Some(file) = &options.predictions {
        // Ids as the queries write them, which may hold what ours do not.
        let written = rows.iter().chain(&tuning).flat_map(|row| &row.gold_solution_ids);
        let written: BTreeMap<String, &str> = written.map(|id| (id_text(id), id.as_str())).collect();
        let lines: String = rows.iter().zip(&judged).map(|answered| prediction(answered, &written)).collect();
        crate::edge::write(file, lines).map_err(|error| {
            format!("UNSTUCK-V008: {}: {error}. Name a file in a folder that is there.", file.display())
        })?;
    }
    let tuned = if options.thresholds == options.split {
        judged.clone()
    } else {
        judge(&resolver, &tuning, options.mask_code)
    };
    print(&Metrics::of(&judged, &tuned), options.json)
}

/// Prints figures, a line each or as one object.
fn print(figures: &impl Serialize, json: bool) -> Result<(), String> {
    let figures = serde_json::to_value(figures)
        .map_err(|error| format!("UNSTUCK-V008: {error}. Report this with the two files."))?;
    if json {
        println!("{figures}");
        return Ok(());
    }
    for (name, figure) in figures.as_object().into_iter().flatten() {
        match figure.as_object() {
            Some(slices) => {
                slices.iter().for_each(|(slice, figures)| println!("{name:<20}{slice:<20}{figures}"))
            }
            None => println!("{name:<20}{figure}"),
        }
    }
    Ok(())
}

fn prediction((row, judged): (&Row, &Judged), written: &BTreeMap<String, &str>) -> String {
    let id = |id: &SolutionId| written.get(id.as_str()).map_or_else(|| id.to_string(), |id| (*id).to_owned());
    let ranked: Vec<String> = judged.ranked.iter().map(id).collect();
    let line = json!({ "id": row.id, "ranked": ranked, "confidence": judged.confidence });
    format!("{line}\n")
}
