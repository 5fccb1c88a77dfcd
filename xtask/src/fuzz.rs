//! `cargo xtask fuzz`: any bytes against parsers and resolver, by libFuzzer, on the stable compiler.

use std::process::Command;

use clap::Args;

use crate::fault::Fault;
use crate::{Outcome, place, process, setup};

/// The targets of fuzz/Cargo.toml.
const TARGETS: &[&str] = &["solutions", "packs", "resolver", "json", "fingerprint", "dialects", "scrub"];
/// What libFuzzer learns from: which edges a run takes, and which values it compares. These are what `cargo fuzz` gives without
/// a sanitizer; our code has no unsafe block that one could watch.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";
/// Largest input, bytes; longest that one may take, seconds; most memory, MB.
const BOUNDS: &[&str] = &["-max_len=16384", "-timeout=10", "-rss_limit_mb=2048"];

#[derive(Args)]
pub(crate) struct Options {
    /// Targets; all when left out.
    #[arg(value_name = "TARGET", value_parser = clap::builder::PossibleValuesParser::new(TARGETS))]
    targets: Vec<String>,
    /// Seconds for each.
    #[arg(long, default_value_t = 300)]
    seconds: u32,
}

pub(crate) fn command(options: &Options) -> Outcome {
    let named: Vec<&str> = options.targets.iter().map(String::as_str).collect();
    each(if named.is_empty() { TARGETS } else { &named }, options.seconds)
}

/// Runs all targets for so many seconds each.
pub(crate) fn all(seconds: u32) -> Outcome {
    each(TARGETS, seconds)
}

fn each(targets: &[&str], seconds: u32) -> Outcome {
    setup::fuzzing()?;
    let triple = host()?;
    let mut build = process::cargo("fuzz/target");
    build.current_dir(place::at("fuzz")).env("RUSTFLAGS", COVERAGE);
    // A target named outright keeps the flags from build scripts and macros, which would wait for libFuzzer.
    build.args(["build", "--release", "--locked", "--target", &triple]);
    process::run(
        &mut build,
        "UNSTUCK-X951",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;
    targets.iter().try_for_each(|target| one(target, &triple, seconds))?;
    println!("fuzz: {} targets for {seconds} s each, nothing found", targets.len());
    Ok(())
}

fn one(target: &str, triple: &str, seconds: u32) -> Outcome {
    let folder = |name: &str| place::at(format!("fuzz/{name}/{target}"));
    let (corpus, seeds) = (folder("corpus"), folder("seeds"));
    let artifacts = folder("artifacts").join("");
    for needed in [&corpus, &artifacts] {
        std::fs::create_dir_all(needed).map_err(|error| Fault::file(needed, &error))?;
    }
    let mut command = Command::new(place::at(format!("fuzz/target/{triple}/release/{target}")));
    command.arg(corpus).args(seeds.is_dir().then_some(seeds)).args(BOUNDS);
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}", artifacts.display()));
    let next = format!(
        "The input stands in fuzz/artifacts/{target}; give it to the program as its only argument, mend the code, and keep it as a test."
    );
    // libFuzzer writes thousands of lines; its last ones say what happened.
    command.args(["-print_final_stats=1", "-verbosity=0"]);
    let (well, said) = process::quiet(&mut command)?;
    let runs = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    println!("fuzz: {target}, {} runs", runs.map_or("?", str::trim));
    if well {
        return Ok(());
    }
    Err(Fault::new("UNSTUCK-X952", format!("`{}` found something:\n{said}", process::shown(&command)), next))
}

/// The triple of this machine.
fn host() -> Outcome<String> {
    let said = process::output(Command::new("rustc").arg("-vV"), "UNSTUCK-X951", "Install Rust.")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Fault::new("UNSTUCK-X951", "rustc does not say its host", "Run `rustc -vV` and look."))
}
