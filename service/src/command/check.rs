//! `unstuck check`.

mod told;

use std::path::PathBuf;

use clap::Args;
use unstuck_resolver::{Catalogue, Resolver, author};

use self::told::Told;
use crate::{catalogue, config, edge, sources::Survey};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  unstuck check help/\n  unstuck check help/ --sources src/ --config unstuck.toml --strict"
)]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    path: PathBuf,
    /// Look for error codes without a solution in these sources too, as git sees them.
    #[arg(long, value_name = "DIR")]
    sources: Vec<PathBuf>,
    /// What a code looks like there, a regular expression whose first group is the code; in place of the usual ones.
    #[arg(long, value_name = "REGEX", requires = "sources")]
    pattern: Vec<String>,
    /// Codes to leave out, a glob such as 'INTERNAL_*'.
    #[arg(long, value_name = "GLOB", requires = "sources")]
    ignore_code: Vec<String>,
    /// Look for webhooks that solutions offer and this configuration lacks.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// End with an error where there are warnings too.
    #[arg(long)]
    strict: bool,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let (catalogue, flows) = catalogue::read_with_flows(&options.path)?;
    let mut told = Told::new(&catalogue, &flows);
    told.review(author::review(&Resolver::new(catalogue.clone())));
    if !options.sources.is_empty() {
        told.survey(&survey(options, &catalogue)?);
    }
    if let Some(file) = &options.config {
        let products = config::webhooks(file, &options.path).map_err(|fault| fault.to_string())?;
        told.webhooks(&catalogue, &products);
    }
    told.print(options.json);
    let warnings = told.warnings();
    if options.strict && warnings > 0 {
        return Err(format!("UNSTUCK-V009: {warnings} warnings, and --strict. Mend what stands above."));
    }
    Ok(())
}

fn survey(options: &Options, catalogue: &Catalogue) -> Result<Survey, String> {
    let help = "Name a folder of sources, patterns as the crate regex reads them, and globs.";
    let fault = |why: String| format!("UNSTUCK-V010: {why}. {help}");
    let mut survey = Survey::new(catalogue, &options.pattern, &options.ignore_code).map_err(fault)?;
    for folder in &options.sources {
        edge::sources::read(folder, &options.path, &mut survey).map_err(fault)?;
    }
    Ok(survey)
}
