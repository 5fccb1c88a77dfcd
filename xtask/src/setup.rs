//! What a fresh machine lacks is installed here, once; every later run only looks.

mod browser;
mod compiler;
mod debian;
mod firefox;
mod node;
mod npm_tools;
mod rust_target;

use clap::Args;

use crate::Outcome;
use crate::fault::Fault;

pub(crate) use browser::find as browser;
pub(crate) use firefox::find as firefox;
pub(crate) use npm_tools::{lock as tools_lock, tool};
pub(crate) use rust_target::TRIPLE;

#[derive(Args)]
pub(crate) struct Options {
    /// Also install Chromium and its driver, which the tests need.
    #[arg(long)]
    browser: bool,
    /// Install nothing; say what is missing and fail if anything is.
    #[arg(long)]
    check: bool,
}

/// One thing that must be there.
struct Step {
    name: &'static str,
    /// What is there (a version or a place), or what is missing.
    check: fn() -> Result<String, String>,
    install: fn() -> Outcome,
}

const BUILD: &[Step] = &[rust_target::STEP, compiler::STEP, node::STEP, npm_tools::STEP];
const TESTS: &[Step] = &[browser::STEP];

pub(crate) fn command(options: &Options) -> Outcome {
    let ready = if options.check { look(options.browser)? } else { ensure(options.browser)? };
    println!("set-up: {ready} of {ready} ready");
    Ok(())
}

/// Makes everything ready; the answer is how many things are.
pub(crate) fn ensure(with_browser: bool) -> Outcome<usize> {
    let steps = steps(with_browser);
    steps.iter().try_for_each(|step| ready(step))?;
    Ok(steps.len())
}

/// Makes ready what the compiler needs for the browser.
pub(crate) fn browser_target() -> Outcome {
    ready(&rust_target::STEP)
}

/// Makes ready what libFuzzer is built with.
pub(crate) fn fuzzing() -> Outcome {
    ready(&compiler::PLUS)
}

/// Makes the second engine of the journeys ready.
pub(crate) fn second_engine() -> Outcome {
    ready(&firefox::STEP)
}

fn ready(step: &Step) -> Outcome {
    match (step.check)() {
        Ok(found) => println!("set-up  {:<22} {found}", step.name),
        Err(missing) => {
            println!("set-up  {:<22} {missing}; installing", step.name);
            (step.install)()?;
            let found = (step.check)().map_err(|still| {
                Fault::new(
                    "UNSTUCK-X101",
                    format!("{} was installed, and yet: {still}", step.name),
                    "Look at the output above, mend it by hand and run `cargo xtask setup` again.",
                )
            })?;
            println!("set-up  {:<22} {found} (new)", step.name);
        }
    }
    Ok(())
}

fn look(with_browser: bool) -> Outcome<usize> {
    let steps = steps(with_browser);
    let mut missing = Vec::new();
    for step in &steps {
        match (step.check)() {
            Ok(found) => println!("set-up  {:<22} {found}", step.name),
            Err(lack) => {
                println!("set-up  {:<22} MISSING: {lack}", step.name);
                missing.push(step.name);
            }
        }
    }
    if missing.is_empty() {
        return Ok(steps.len());
    }
    Err(Fault::new(
        "UNSTUCK-X102",
        format!("missing: {}", missing.join(", ")),
        "Run `cargo xtask setup --browser` to install what is missing.",
    ))
}

fn steps(with_browser: bool) -> Vec<&'static Step> {
    BUILD.iter().chain(TESTS.iter().filter(|_| with_browser)).collect()
}
