//! The commands.

mod bench;
mod check;
mod eval;
mod flow;
mod pack;
mod resolve;
mod rows;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// From an error dialog to its solution.
#[derive(Parser)]
#[command(name = "unstuck", version, after_help = "Example:\n  unstuck serve --solutions help/ --data data/")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve answers, packs and the widget.
    Serve(serve::Options),
    /// Ask which solution fits an error, why, and what would have changed it.
    Resolve(resolve::Options),
    /// Check solutions, and name each mistake with file and line.
    Check(check::Options),
    /// Show the flows beside the solutions, as an outline or as drawings.
    Flow(flow::Options),
    /// Measure the answers on recorded queries.
    Eval(eval::Options),
    /// Measure how time, memory and packs grow with the number of solutions.
    Bench(bench::Options),
    /// Write the solutions as files which devices download, for any file server.
    Pack(pack::Options),
    /// Make a key that signs packs.
    Keygen(pack::NewKey),
}

/// Runs what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => serve::run(options),
        Command::Resolve(options) => resolve::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Flow(options) => flow::run(&options),
        Command::Eval(options) => eval::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Pack(options) => pack::run(&options),
        Command::Keygen(options) => pack::keygen(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
