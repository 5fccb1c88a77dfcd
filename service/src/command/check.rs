//! `unstuck check`.

use std::path::PathBuf;

use clap::Args;
use unstuck_protocol::limits;
use unstuck_resolver::{Resolver, author, pack};

use crate::catalogue;

#[derive(Args)]
#[command(after_help = "Example:\n  unstuck check help/")]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    path: PathBuf,
    /// End with an error where there are warnings too.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let catalogue = catalogue::read(&options.path)?;
    let found = author::review(&Resolver::new(catalogue.clone()));
    found.iter().for_each(|finding| println!("warning {finding}"));
    let bytes = pack::encode(&catalogue).len();
    if bytes > limits::PACK_BYTES {
        println!(
            "the pack has {bytes} bytes and devices take {} at once: those most asked for come first, others by parts",
            limits::PACK_BYTES
        );
    }
    println!(
        "{} solutions, revision {}, pack {bytes} bytes, {} warnings, 0 faults",
        catalogue.solutions().len(),
        catalogue.revision(),
        found.len()
    );
    if options.strict && !found.is_empty() {
        return Err(format!("UNSTUCK-V009: {} warnings, and --strict. Mend what stands above.", found.len()));
    }
    Ok(())
}
