//! `cargo xtask size`: what pages download and what apps compile, against budgets.

use std::collections::BTreeSet;

use crate::bundle::share;
use crate::fault::Fault;
use crate::setup::TRIPLE;
use crate::{Outcome, place, process};

/// Most bytes of the loader, in brotli: every page pays them.
const LOADER: u64 = 3 * 1024;
/// Most bytes of the widget's WebAssembly and glue, in brotli: paid when the first error dialog shows. The aim is 75 KB.
///
/// Three of them are words and what tells forms, announcers and slots: in texts and kits that nobody had seen, a third fewer errors go unheard.
/// Three are the weights of all evidence in one probability, the same on the device as in the service, and an index that
/// takes a seventh of the room for each solution and a tenth of the time over 100,000 (`unstuck bench`).
/// Three are what signed packs in parts take: fetching a part, keeping and checking packs, and answering from a part.
/// One is that a code is the same however it is written and wherever a message prints it, and the threshold of a product.
/// Two are consent, scopes, what is shown of a report, and watching whether the operation that failed goes well after all.
/// Four are more shapes and more languages' names of secrets, error bodies as services really send them, and a queue that says
/// what it lost. Four are limits for each way to the service, batches that are halved, and a flood of one error that asks once.
/// Ten are fixes in place: their schemas, previews, progress and undo, how an element is found by its name, and the way through the
/// app's pages. Seven are the dialogue, likely questions and the help button; three are a fourth language and writing from the right.
const WIDGET: u64 = 130 * 1024;
/// Most bytes of the resolver's part of it, in brotli.
const RESOLVER: u64 = 25 * 1024;
/// Most bytes of the SDK's part of it, in brotli: recording and sending.
const SDK: u64 = 25 * 1024;
/// Most bytes of what is said, read and scrubbed, which SDK, resolver and widget have in common.
const PROTOCOL: u64 = 26 * 1024;
/// Most crates of the SDK natively without features, counted with itself, as the two below.
const BARE_CRATES: u64 = 14;
const NATIVE_CRATES: u64 = 59;
/// In the browser with and without features alike: wasm-bindgen's own tree is there in any case.
const BROWSER_CRATES: u64 = 39;

struct Line {
    name: &'static str,
    budget: u64,
    figure: u64,
}

pub(crate) fn command() -> Outcome {
    let lines = [
        Line {
            name: "loader, bytes in brotli",
            budget: LOADER,
            figure: assets(|name| name == "unstuck.js.br")?,
        },
        Line {
            name: "widget, bytes in brotli",
            budget: WIDGET,
            figure: assets(|name| {
                name.starts_with("unstuck-") && (name.ends_with(".wasm.br") || name.ends_with(".js.br"))
            })?,
        },
        Line { name: "the resolver's share of it", budget: RESOLVER, figure: part(&["unstuck_resolver"])? },
        Line { name: "the sdk's share of it", budget: SDK, figure: part(&["unstuck"])? },
        Line { name: "the protocol's share of it", budget: PROTOCOL, figure: part(&["unstuck_protocol"])? },
        Line { name: "sdk bare, crates", budget: BARE_CRATES, figure: crates(&["--no-default-features"])? },
        Line {
            name: "sdk bare in the browser, crates",
            budget: BROWSER_CRATES,
            figure: crates(&["--no-default-features", "--target", TRIPLE])?,
        },
        Line { name: "sdk native, crates", budget: NATIVE_CRATES, figure: crates(&[])? },
        Line {
            name: "sdk in the browser, crates",
            budget: BROWSER_CRATES,
            figure: crates(&["--target", TRIPLE])?,
        },
    ];
    println!("{:<34} {:>8} {:>8} {:>7}", "", "budget", "figure", "share");
    for line in &lines {
        let mark = if line.figure > line.budget { "  PAST THE BUDGET" } else { "" };
        println!("{:<34} {:>8} {:>8} {:>6.0}%{mark}", line.name, line.budget, line.figure, share(line));
    }
    let past: Vec<&str> =
        lines.iter().filter(|line| line.figure > line.budget).map(|line| line.name).collect();
    if past.is_empty() {
        println!(
            "size: {} bytes in brotli, {} of {} within budget",
            lines[0].figure + lines[1].figure,
            lines.len(),
            lines.len()
        );
        return Ok(());
    }
    Err(Fault::new(
        "UNSTUCK-X501",
        format!("past the budget: {}", past.join("; ")),
        "Find what grew: `cargo tree -p unstuck -e normal` lists crates; for bytes compare target/assets with the last commit's, \
         and target/bundle/shares, which has the code of each crate. \
         A budget moves only with a reason written beside it in xtask/src/size.rs.",
    ))
}

fn share(line: &Line) -> f64 {
    line.figure as f64 * 100.0 / line.budget as f64
}

fn assets(wanted: impl Fn(&str) -> bool) -> Outcome<u64> {
    let folder = place::at("target/assets");
    let mut sum = 0;
    for file in place::files_below(&folder)? {
        if file.to_str().is_some_and(&wanted) {
            sum += place::read(&folder.join(file))?.len() as u64;
        }
    }
    if sum == 0 {
        return Err(Fault::new(
            "UNSTUCK-X502",
            "target/assets does not hold the widget",
            "Run `cargo xtask build`.",
        ));
    }
    Ok(sum)
}

/// The module's bytes in brotli times these crates' share of its code.
fn part(crates: &[&str]) -> Outcome<u64> {
    let module = assets(|name| name.starts_with("unstuck-") && name.ends_with(".wasm.br"))?;
    let (ours, all) = share::of(crates)?.ok_or_else(|| {
        Fault::new(
            "UNSTUCK-X502",
            format!("{} tells no share of {}", share::FILE, crates.join(" and ")),
            "Touch widget/src/lib.rs and run `cargo xtask build widget`; the module must have its functions' names until then.",
        )
    })?;
    Ok(module * ours / all)
}

fn crates(arguments: &[&str]) -> Outcome<u64> {
    let mut command = process::cargo("target");
    command.args(["tree", "--package", "unstuck", "--prefix", "none", "--edges", "normal"]).args(arguments);
    let said = process::output(
        &mut command,
        "UNSTUCK-X503",
        "Mend what cargo says above; `cargo tree -p unstuck` shows it too.",
    )?;
    Ok(distinct(&said))
}

/// Distinct crates of `cargo tree --prefix none`, which marks what it has listed before with `(*)`.
fn distinct(tree: &str) -> u64 {
    let names: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)").trim())
        .filter(|line| !line.is_empty())
        .collect();
    names.len() as u64
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_each_crate_once() {
        let tree = "unstuck v0.1.0 (/here)\nserde v1.0.0\nserde_core v1.0.0\nserde v1.0.0 (*)\n\nserde_derive v1.0.0 (proc-macro)\n";
        assert_eq!(super::distinct(tree), 4);
    }
}
