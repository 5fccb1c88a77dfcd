//! `cargo xtask …`: set-up, build, test and budgets of this repository.
//!
//! Every command ends with exit code 0 only when all is well, and prints its figure on the last line.

mod api;
mod build;
mod bundle;
mod demo;
mod eval;
mod fault;
mod features;
mod fuzz;
mod kits;
mod npm;
mod place;
mod process;
mod setup;
mod size;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::fault::Fault;

/// Set-up, build, test and budgets of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = "Example: cargo xtask demo")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what the build needs; quick when nothing is to do.
    #[command(after_help = "Example: cargo xtask setup --browser")]
    Setup(setup::Options),
    /// Build the widget's assets and the demo app into target/assets and target/demo.
    #[command(after_help = "Example: cargo xtask build widget")]
    Build(build::Options),
    /// Set up, build and start the service with the demo app; prints the address to open.
    #[command(after_help = "Example: cargo xtask demo --port 7300")]
    Demo(demo::Options),
    /// Set up and run every check and test; ends with `N passed, N failed`.
    #[command(after_help = "Example: cargo xtask test --quick")]
    Test(test::Options),
    /// Compare sizes and crate counts with their budgets.
    #[command(after_help = "Example: cargo xtask build && cargo xtask size")]
    Size,
    /// Check the repository's own rules on its source.
    #[command(after_help = "Example: cargo xtask tidy")]
    Tidy,
    /// Check the SDK with no feature, each alone and all, natively and for the browser.
    #[command(after_help = "Example: cargo xtask features")]
    Features,
    /// Compare the public items of the libraries with their lists in api.txt.
    #[command(after_help = "Example: cargo xtask api --accept")]
    Api(api::Options),
    /// Evaluate the resolver on sets of real queries.
    #[command(after_help = "Example: cargo xtask eval --data ../shared/eval")]
    Eval(eval::Options),
    /// Walk over the pages of real UI kits: which errors get their link, and what link and panel survive.
    #[command(after_help = "Example: cargo xtask kits bootstrap mui --lang en,ar")]
    Kits(kits::Options),
    /// Throw any bytes at the solution parser, the pack reader, the resolver and the JSON of pages.
    #[command(after_help = "Example: cargo xtask fuzz packs --seconds 60")]
    Fuzz(fuzz::Options),
    /// Pack the npm package @unstuck/widget into target/npm.
    #[command(
        after_help = "Example: cargo xtask pack-npm && npm install ./target/npm/unstuck-widget-0.1.0.tgz"
    )]
    PackNpm,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup(options) => setup::command(&options),
        Command::Build(options) => build::command(&options),
        Command::Demo(options) => demo::command(&options),
        Command::Test(options) => test::command(&options),
        Command::Size => size::command(),
        Command::Tidy => tidy::command(),
        Command::Features => features::command(),
        Command::Api(options) => api::command(&options),
        Command::Eval(options) => eval::command(&options),
        Command::Kits(options) => kits::command(&options),
        Command::Fuzz(options) => fuzz::command(&options),
        Command::PackNpm => npm::command(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// What every command answers with.
type Outcome<T = ()> = Result<T, Fault>;
