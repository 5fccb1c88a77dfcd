//! `unstuck resolve`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use unstuck_resolver::Query;

use crate::{catalogue, edge::embeddings};

/// Candidates shown.
const SHOWN: usize = 5;

#[derive(Args)]
#[command(
    after_help = "Example:\n  unstuck resolve --solutions help/ --message \"Your card has expired\" --code CARD_EXPIRED"
)]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    #[arg(long, value_name = "PATH")]
    solutions: PathBuf,
    /// What the dialog says.
    #[arg(long, value_name = "TEXT")]
    message: String,
    /// The error's code.
    #[arg(long)]
    code: Option<String>,
    /// The app's route.
    #[arg(long)]
    route: Option<String>,
    /// The reader's language, such as zh-Hans.
    #[arg(long)]
    locale: Option<String>,
    /// A folder with a static embedding model: `model.safetensors`, `tokenizer.json` and `config.json`.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    let resolver = catalogue::unlearned(catalogue::read(&options.solutions)?, encoder.as_ref());
    let locales: Vec<String> = options.locale.iter().cloned().collect();
    let decision = resolver.rank(&Query {
        code: options.code.as_deref(),
        message: &options.message,
        route: options.route.as_deref(),
        locales: &locales,
        ..Query::default()
    });
    let title = |id| {
        resolver.catalogue().get(id).map(|solution| solution.article(&locales).title).unwrap_or_default()
    };
    let ranked: Vec<_> = decision
        .ranked
        .iter()
        .take(SHOWN)
        .map(|one| json!({ "solution": one.solution, "title": title(&one.solution), "score": one.score, "confidence": one.confidence, "reasons": one.reasons }))
        .collect();
    let answer = decision.answer();
    if options.json {
        let answer = answer.map(|one| &one.solution);
        println!(
            "{}",
            json!({ "answer": answer, "threshold": decision.threshold, "missing": decision.missing, "ranked": ranked })
        );
        return Ok(());
    }
    for (one, shown) in decision.ranked.iter().zip(&ranked) {
        println!(
            "{:.3}  {}  {}\n       because {}",
            one.confidence,
            one.solution,
            title(&one.solution),
            shown["reasons"]
        );
    }
    match answer {
        Some(best) => println!(
            "answer: {} ({:.3}, threshold {:.3})",
            best.solution, best.confidence, decision.threshold
        ),
        None => println!(
            "answer: none reaches the threshold of {:.3}; missing: {}",
            decision.threshold,
            json!(decision.missing)
        ),
    }
    Ok(())
}
