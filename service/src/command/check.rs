//! `unstuck check`.

use std::path::PathBuf;

use clap::Args;
use unstuck_protocol::limits;
use unstuck_resolver::pack;

use crate::catalogue;

#[derive(Args)]
#[command(after_help = "Example:\n  unstuck check help/")]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    path: PathBuf,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let catalogue = catalogue::read(&options.path)?;
    let bytes = pack::encode(&catalogue).len();
    if bytes > limits::PACK_BYTES {
        println!(
            "the pack has {bytes} bytes and devices take {}: they will ask the service",
            limits::PACK_BYTES
        );
    }
    println!(
        "{} solutions, revision {}, pack {bytes} bytes, 0 faults",
        catalogue.solutions().len(),
        catalogue.revision()
    );
    Ok(())
}
