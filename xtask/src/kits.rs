//! `cargo xtask kits`: the widget on the pages of real UI kits, in a real browser.

use clap::Args;

use crate::test::surroundings;
use crate::{Outcome, build, bundle, process, setup};

#[derive(Args)]
pub(crate) struct Options {
    /// Kits by the names of their pages in tests/kits/pages; all when left out.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Languages of tests/kits/texts.json; English, Chinese and Arabic when left out.
    #[arg(long, value_name = "LANGUAGES", value_delimiter = ',')]
    lang: Vec<String>,
    /// Serve the pages for a person to look at, until Ctrl-C, instead of walking over them.
    #[arg(long)]
    open: bool,
}

pub(crate) fn command(options: &Options) -> Outcome {
    setup::ensure(true)?;
    build::one(&bundle::WIDGET)?;
    process::run(
        process::cargo("target").args(["build", "--package", "unstuck-service"]),
        "UNSTUCK-X901",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;
    let mut command = process::cargo("target");
    command.args(["run", "--package", "unstuck-tests", "--bin", "kits", "--"]).args(&options.names);
    if !options.lang.is_empty() {
        command.args(["--lang", &options.lang.join(",")]);
    }
    if options.open {
        command.arg("--open");
    }
    surroundings(&mut command, "target/debug")?;
    process::run(
        &mut command,
        "UNSTUCK-X902",
        "Each failure stands above with its kit, kind and languages; one kit alone runs with `cargo xtask kits NAME`, \
         and tests/kits/README.md says what a page must do.",
    )
}
