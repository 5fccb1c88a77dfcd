//! `unstuck pack`, and `unstuck keygen` for the key that signs.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use unstuck_protocol::ProductId;
use unstuck_resolver::{Resolver, pack::Plan};

use crate::{
    catalogue, config,
    edge::{
        packing::{Packing, Packs},
        signing::Signer,
    },
};

#[derive(Args)]
#[command(
    after_help = "Example:\n  unstuck pack help/ --out public/packs --key pack.key --data unstuck-data"
)]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    path: PathBuf,
    /// The folder to write into; what is there stays, for pages that still hold an older pack.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The key that signs, as `unstuck keygen` makes it.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The service's folder of data: what was reported most is what every page downloads.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The product whose reports count.
    #[arg(long, value_name = "ID", default_value = "dev")]
    product: String,
    /// Bytes of solutions that every page downloads, before compression; the rest is fetched by parts.
    #[arg(long, value_name = "N")]
    hot: Option<usize>,
    /// The confidence that answers need, 0.01 to 1.0, as the service's configuration has it.
    #[arg(long, value_name = "CONFIDENCE", value_parser = config::confidence)]
    threshold: Option<u8>,
}

pub(super) fn run(options: &Options) -> Result<(), String> {
    let catalogue = catalogue::answering_from(catalogue::read(&options.path)?, options.threshold);
    let resolver = Resolver::new(catalogue);
    let signer = options.key.as_deref().map(Signer::read).transpose()?.map(Arc::new);
    let product = ProductId::new(options.product.as_str())
        .map_err(|error| format!("UNSTUCK-V003: --product {}: {error}.", options.product))?;
    let plan = Plan::default();
    let plan = options.hot.map_or(plan, |hot| Plan { whole: hot.min(plan.whole), hot, ..plan });
    let reports = options.data.clone().map(|data| (data, product));
    let packs = Packs::of(&resolver, &Packing { signer: signer.clone(), reports, plan });
    let [root, rest] = packs.write(&options.out)?;
    let solutions = resolver.catalogue().solutions().len();
    let row = |name: &str, value: String| println!("{name:<12} {value}");
    let bytes = |(plain, packed): (usize, usize)| format!("{plain} bytes, {packed} in brotli");
    row("solutions", format!("{solutions}, {} of them in the pack", packs.hot));
    row("pack", bytes(root));
    row("shards", format!("{}: {}", packs.shards.len(), bytes(rest)));
    row("revision", resolver.catalogue().revision().to_string());
    row("name", packs.root.name.to_string());
    row("public key", signer.map_or_else(|| "none, not signed".to_owned(), |signer| signer.public()));
    Ok(())
}

#[derive(Args)]
#[command(after_help = "Example:\n  unstuck keygen pack.key")]
pub(super) struct NewKey {
    /// The file of the secret key, which must not be there yet.
    file: PathBuf,
}

pub(super) fn keygen(options: &NewKey) -> Result<(), String> {
    let signer = Signer::make(&options.file)?;
    println!("secret key   {}, for `signing_key`, --signing-key and --key; keep it", options.file.display());
    println!("public key   {}, for data-pack-key", signer.public());
    Ok(())
}
