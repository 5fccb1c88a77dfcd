//! What `cargo xtask test` runs, in order.

use std::path::PathBuf;
use std::process::Command;

use super::Step;
use super::tally::{Reader, Tally};
use crate::fault::Fault;
use crate::setup::TRIPLE;
use crate::{Outcome, api, build, bundle, features, fuzz, place, process, setup, size, tidy};

const MEND: &str = "The compiler's words stand above; mend the code and run the command again.";
const JOURNEYS: &str = "unstuck-tests";
/// For each target: enough to meet again what a change broke, on the inputs that are kept.
const FUZZ_SECONDS: u32 = 8;

pub(super) fn all(quick: bool) -> Outcome<Vec<Step>> {
    let mut steps = vec![
        Step::new("set-up", |_| setup::ensure(true).map(drop)),
        Step::new("format", |_| {
            process::run(
                process::cargo("target").args(["fmt", "--all", "--check"]),
                "UNSTUCK-X410",
                "Run `cargo fmt --all`.",
            )
        }),
        clippy("clippy, native", "target", &["--all-targets"]),
        clippy(
            "clippy, sdk with all features",
            "target",
            &["--package", "unstuck", "--all-features", "--all-targets"],
        ),
        clippy(
            "clippy, sdk in the browser",
            "target/wasm",
            &["--package", "unstuck", "--features", "device", "--target", TRIPLE],
        ),
        clippy("clippy, widget", "target/wasm", &["--package", "unstuck-widget", "--target", TRIPLE]),
        clippy("clippy, demo app", "target/wasm", &["--package", "unstuck-demo-app", "--target", TRIPLE]),
        clippy(
            "clippy, component for Leptos",
            "target/wasm",
            &["--package", "unstuck-tests-leptos", "--target", TRIPLE],
        ),
        clippy(
            "clippy, the page of the journeys",
            "target/wasm",
            &["--package", "unstuck-tests-page", "--target", TRIPLE],
        ),
        clippy(
            "clippy, the Yew app of the journeys",
            "target/wasm",
            &["--package", "unstuck-tests-yew", "--target", TRIPLE],
        ),
        clippy(
            "clippy, the resolver alone in the browser",
            "target/wasm",
            &["--package", "unstuck-tests-ranking", "--target", TRIPLE],
        ),
        Step::new("tidy", |_| tidy::command()),
        Step::new("build the widget", |_| build::one(&bundle::WIDGET)),
        Step::new("build the demo app", |_| build::one(&bundle::DEMO)),
        Step::new("build the Leptos app of the journeys", |_| build::one(&bundle::LEPTOS)),
        Step::new("build the page of the journeys", |_| build::one(&bundle::PAGE)),
        Step::new("build the Yew app of the journeys", |_| build::one(&bundle::YEW)),
        Step::new("size", |_| size::command()),
        Step::new("unit and documentation tests", |tally| {
            let mut command = process::cargo("target");
            command.args(["test", "--no-fail-fast"]);
            for package in natives()? {
                command.args(["--package", &package]);
            }
            count(&mut command, tally)
        }),
        Step::new("unit and documentation tests of the sdk with all features", |tally| {
            let arguments = ["test", "--no-fail-fast", "--package", "unstuck", "--all-features"];
            count(process::cargo("target").args(arguments), tally)
        }),
        // What the widget decides is pure, so it is tested where tests are quick.
        Step::new("unit tests of the widget", |tally| {
            count(process::cargo("target").args(["test", "--package", "unstuck-widget", "--lib"]), tally)
        }),
    ];
    for (name, features) in [
        ("without features", &["--no-default-features"][..]),
        ("with defaults", &[]),
        ("with `device`", &["--features", "device"]),
    ] {
        steps.push(Step::new(format!("sdk for the browser, {name}"), move |_| {
            let mut command = process::cargo("target/wasm");
            command.args(["build", "--package", "unstuck", "--lib", "--target", TRIPLE]).args(features);
            process::run(&mut command, "UNSTUCK-X411", MEND)
        }));
    }
    if !quick {
        steps.push(Step::new("features of the sdk", |tally| {
            features::each(|well| if well { tally.passed += 1 } else { tally.failed += 1 })
        }));
        steps.push(Step::new("public items", |tally| {
            if let Some(lack) = api::check()? {
                println!("skipped: {lack}");
                tally.skipped += 1;
            }
            Ok(())
        }));
    }
    steps.push(Step::new("journeys", move |tally| journeys(quick, tally)));
    if !quick {
        steps.push(Step::new("journeys in Firefox", journeys_in_firefox));
    }
    if !quick {
        steps.push(Step::new("fuzz", |_| fuzz::all(FUZZ_SECONDS)));
    }
    if !quick && place::at("tests/src/bin/bench.rs").exists() {
        steps.push(Step::new("benchmarks", |_| benchmarks()));
    }
    Ok(steps)
}

fn clippy(name: &str, target_folder: &'static str, arguments: &[&'static str]) -> Step {
    let arguments = arguments.to_vec();
    Step::new(name, move |_| {
        let mut command = process::cargo(target_folder);
        command.arg("clippy").args(arguments).args(["--", "-D", "warnings"]);
        process::run(
            &mut command,
            "UNSTUCK-X412",
            "clippy's words stand above, with what it would write instead.",
        )
    })
}

/// The native members, but for the journeys: those need what later steps make.
fn natives() -> Outcome<Vec<String>> {
    let metadata = tidy::metadata()?;
    let members = metadata.workspace_default_packages();
    Ok(members.iter().map(|package| package.name.to_string()).filter(|name| name != JOURNEYS).collect())
}

fn journeys(quick: bool, tally: &mut Tally) -> Outcome {
    process::run(
        process::cargo("target").args([
            "build",
            "--package",
            "unstuck-service",
            "--package",
            "unstuck-demo-api",
        ]),
        "UNSTUCK-X413",
        MEND,
    )?;
    let mut command = process::cargo("target");
    command.args(["test", "--no-fail-fast", "--package", JOURNEYS]);
    surroundings(&mut command, "target/debug")?;
    // Shown output lets journeys say that they were skipped, and prints their figures.
    command.args(["--", "--show-output"]);
    if quick {
        command.args(["--skip", "bench_"]);
    }
    count(&mut command, tally)?;
    if tally.is_empty() {
        return Err(Fault::new(
            "UNSTUCK-X414",
            "no journey ran",
            "Look whether tests/ still holds its journeys and whether a filter hides them.",
        ));
    }
    Ok(())
}

/// Those that stand on what engines do differently: surfaces, keys, policies, odd pages. `UNSTUCK_ENGINE` runs all others there too.
fn journeys_in_firefox(tally: &mut Tally) -> Outcome {
    setup::second_engine()?;
    let (firefox, driver) = setup::firefox().map_err(|lack| {
        Fault::new("UNSTUCK-X419", lack, "Run the command again; its set-up installs both.")
    })?;
    let mut command = process::cargo("target");
    command.args(["test", "--no-fail-fast", "--package", JOURNEYS, "--test", "journeys"]);
    surroundings(&mut command, "target/debug")?;
    command.env("UNSTUCK_ENGINE", "firefox").env("FIREFOX", firefox).env("GECKODRIVER", driver);
    command.args([
        "--",
        "surfaces::",
        "fields::",
        "strict::",
        "odd_pages::",
        "walking::",
        "settings::",
        "help::",
        "accessible::",
    ]);
    count(&mut command, tally)
}

fn benchmarks() -> Outcome {
    build::one(&bundle::RANKING)?;
    process::run(
        process::cargo("target").args([
            "build",
            "--release",
            "--package",
            "unstuck-service",
            "--package",
            "unstuck-demo-api",
        ]),
        "UNSTUCK-X415",
        MEND,
    )?;
    let mut command = process::cargo("target");
    command.args(["run", "--release", "--package", JOURNEYS, "--bin", "bench"]);
    surroundings(&mut command, "target/release")?;
    process::run(
        &mut command,
        "UNSTUCK-X416",
        "The figure that missed its aim stands above, or the reason why none could be taken.",
    )
}

/// Tells tests where the programs, the assets and the browser are.
pub(crate) fn surroundings(command: &mut Command, programs: &str) -> Outcome {
    let browser = setup::browser()
        .map_err(|lack| Fault::new("UNSTUCK-X417", lack, "Run `cargo xtask setup --browser`."))?;
    let programs: PathBuf = place::at(programs);
    command
        .env("UNSTUCK_BIN", programs.join("unstuck"))
        .env("UNSTUCK_DEMO_BIN", programs.join("unstuck-demo-api"));
    command.env("UNSTUCK_DEMO_STATIC", place::at("target/demo"));
    command.env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.driver);
    Ok(())
}

/// Runs tests while counting them.
fn count(command: &mut Command, tally: &mut Tally) -> Outcome {
    let mut reader = Reader::default();
    let well = process::stream(command, |line| reader.read(line))?;
    tally.add(reader.tally);
    if well {
        return Ok(());
    }
    Err(Fault::new(
        "UNSTUCK-X418",
        format!("`{}` failed", process::shown(command)),
        "Each failed test stands above with its reason; one alone runs with `cargo test -p PACKAGE NAME`.",
    ))
}
