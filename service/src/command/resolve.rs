//! `unstuck resolve`.

mod told;

use std::path::PathBuf;

use clap::Args;
use unstuck_resolver::{Query, author::what_if, eval::Row, learn::Case};

use self::told::Told;
use super::rows;
use crate::{catalogue, edge::embeddings};

#[derive(Args)]
#[command(
    after_help = "Example:\n  unstuck resolve --solutions help/ --message \"Your card has expired\" --code CARD_EXPIRED"
)]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    #[arg(long, value_name = "PATH")]
    solutions: PathBuf,
    /// What the dialog says.
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        required_unless_present = "code"
    )]
    message: String,
    /// The headline above it.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The error's code.
    #[arg(long)]
    code: Option<String>,
    /// The app's route.
    #[arg(long)]
    route: Option<String>,
    /// The app's release, such as 2.1.0.
    #[arg(long)]
    release: Option<String>,
    /// The reader's language, such as zh-Hans.
    #[arg(long)]
    locale: Option<String>,
    /// What is known of where it was met, such as `trait.plan pro` or `click Pay`; counts by what history tells about it.
    #[arg(long = "fact", value_name = "FACT", requires = "learn")]
    facts: Vec<String>,
    /// Recorded queries with their right answers to learn from first, in the form that `unstuck eval` reads.
    #[arg(long, value_name = "FILE")]
    learn: Option<PathBuf>,
    /// A folder with a static embedding model: `model.safetensors`, `tokenizer.json` and `config.json`.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    let cold = catalogue::unlearned(catalogue::read(&options.solutions)?, encoder.as_ref());
    let resolver = match &options.learn {
        Some(file) => {
            let cases: Vec<Case> = rows::read(file, "--learn")?.iter().flat_map(Row::cases).collect();
            cold.taught(&cases)
        }
        None => cold,
    };
    let locales: Vec<String> = options.locale.iter().cloned().collect();
    let query = Query {
        code: options.code.as_deref(),
        message: &options.message,
        title: options.title.as_deref(),
        route: options.route.as_deref(),
        release: options.release.as_deref(),
        locales: &locales,
        scene: &options.facts,
    };
    let told = Told { decision: resolver.rank(&query), changes: what_if(&resolver, &query), resolver, query };
    if options.json {
        println!("{}", told.object())
    } else {
        println!("{}", told.words())
    }
    Ok(())
}
