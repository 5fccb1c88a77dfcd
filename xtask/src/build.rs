//! `cargo xtask build`: the bundles, with their sizes.

use std::time::Instant;

use clap::{Args, ValueEnum};

use crate::bundle::{self, Built, Bundle};
use crate::{Outcome, place, setup};

#[derive(Args)]
pub(crate) struct Options {
    /// What to build; the widget and the demo when left out.
    #[arg(value_enum)]
    what: Option<What>,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Widget,
    Demo,
    /// The Leptos app of the journeys.
    Leptos,
    /// The page in Rust of the journeys, with the SDK alone.
    Page,
    /// The Yew app of the journeys.
    Yew,
    /// The resolver alone, for the benchmarks.
    Ranking,
}

pub(crate) fn command(options: &Options) -> Outcome {
    setup::ensure(false)?;
    let mut bytes = 0;
    let chosen = match options.what {
        None => vec![&bundle::WIDGET, &bundle::DEMO],
        Some(What::Widget) => vec![&bundle::WIDGET],
        Some(What::Demo) => vec![&bundle::DEMO],
        Some(What::Leptos) => vec![&bundle::LEPTOS],
        Some(What::Page) => vec![&bundle::PAGE],
        Some(What::Yew) => vec![&bundle::YEW],
        Some(What::Ranking) => vec![&bundle::RANKING],
    };
    for bundle in chosen {
        bytes += build(bundle)?;
    }
    println!("built: {bytes} bytes in brotli");
    Ok(())
}

/// Builds one bundle and shows what came out.
pub(crate) fn one(bundle: &Bundle) -> Outcome {
    build(bundle).map(drop)
}

/// Builds both bundles.
pub(crate) fn all() -> Outcome {
    one(&bundle::WIDGET)?;
    one(&bundle::DEMO)
}

/// Builds one bundle and prints what came out; the answer is its size in brotli, bytes.
fn build(bundle: &Bundle) -> Outcome<u64> {
    println!("build   {}", bundle.package);
    let start = Instant::now();
    let built = bundle::build(bundle)?;
    let word = match built {
        Built::Unchanged => "nothing to do",
        Built::Same => "built again, same bytes",
        Built::New => "new",
    };
    println!("build   {} in {:.1} s: {word}", bundle.output, start.elapsed().as_secs_f64());
    let folder = place::at(bundle.output);
    let mut sum = 0;
    for file in place::files_below(&folder)? {
        if file.extension().is_some_and(|extension| extension == "br") {
            let packed = place::read(&folder.join(&file))?.len() as u64;
            let plain = place::read(&folder.join(file.with_extension("")))?.len();
            println!(
                "        {:<40} {plain:>9} bytes, {packed:>8} in brotli",
                file.with_extension("").display()
            );
            sum += packed;
        }
    }
    Ok(sum)
}
