//! The files of a product's packs, in the codings in which they are served and stored.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use unstuck_protocol::{ProductId, Revision};
use unstuck_resolver::{
    Resolver,
    pack::{self, Plan},
};

use super::{demand, signing::Signer};

/// Brotli's quality: what is served is made at once, what is stored has time.
const SERVED: i32 = 9;
const STORED: i32 = 11;

/// How a product's packs are made.
#[derive(Debug, Clone, Default)]
pub struct Packing {
    /// Who signs them.
    pub signer: Option<Arc<Signer>>,
    /// The data folder and the product whose reports tell what is asked for most.
    pub reports: Option<(PathBuf, ProductId)>,
    /// How large files may become.
    pub plan: Plan,
}

/// A file with its name and its codings.
#[derive(Debug)]
pub struct File {
    /// The hash of its bytes.
    pub name: Revision,
    /// As it is.
    pub plain: Vec<u8>,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

/// A product's packs.
#[derive(Debug)]
pub struct Packs {
    /// What a page downloads first.
    pub root: File,
    /// The rest, by name.
    pub shards: Arc<BTreeMap<Revision, File>>,
    /// How many solutions the root holds.
    pub hot: usize,
    /// The rest of those before them, for who still holds their root.
    before: Arc<BTreeMap<Revision, File>>,
}

impl File {
    fn new(plain: Vec<u8>) -> Self {
        Self { name: pack::name(&plain), plain, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// In brotli, made by the first who asks.
    pub fn brotli(&self) -> &[u8] {
        self.brotli.get_or_init(|| compressed(&self.plain, SERVED))
    }

    /// In gzip, made by the first who asks.
    pub fn gzip(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            // A vector takes everything.
            let _ = gzip.write_all(&self.plain);
            gzip.finish().unwrap_or_default()
        })
    }
}

/// A file in brotli, as it is stored.
pub(crate) fn brotli(plain: &[u8]) -> Vec<u8> {
    compressed(plain, STORED)
}

fn compressed(mut plain: &[u8], quality: i32) -> Vec<u8> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    // A vector takes everything.
    let _ = brotli::BrotliCompress(&mut plain, &mut out, &params);
    out
}

impl Packs {
    /// Packs all solutions of a resolver.
    #[must_use]
    pub fn of(resolver: &Resolver, packing: &Packing) -> Self {
        let sign = packing.signer.as_ref().map(|signer| |message: &[u8]| signer.sign(message));
        let sign = sign.as_ref().map(|sign| sign as &pack::Sign<'_>);
        let traffic = || demand::told(resolver, packing.reports.as_ref(), demand::EVER);
        let files = pack::build(resolver, traffic, packing.plan, sign);
        let root = File::new(files.root);
        root.brotli();
        let shards = files.shards.into_iter().map(File::new).map(|file| (file.name.clone(), file));
        Self { root, shards: Arc::new(shards.collect()), hot: files.hot, before: Arc::default() }
    }

    /// The same solutions packed anew, by what is asked for now; nothing where all of them are in one file, or where that
    /// would change nothing.
    #[must_use]
    pub fn anew(&self, resolver: &Resolver, packing: &Packing) -> Option<Self> {
        if self.shards.is_empty() {
            return None;
        }
        let packs = Self::of(resolver, packing);
        (packs.root.name != self.root.name).then(|| Self { before: Arc::clone(&self.shards), ..packs })
    }

    /// A part, also of the packs before these.
    pub fn shard(&self, name: &Revision) -> Option<&File> {
        self.shards.get(name).or_else(|| self.before.get(name))
    }

    /// Writes them into a folder that any file server may serve, each with its brotli beside it; the bytes of all, and of all
    /// in brotli, root first.
    ///
    /// # Errors
    /// `UNSTUCK-V021`, when a file can't be written.
    pub fn write(&self, folder: &Path) -> Result<[(usize, usize); 2], String> {
        let mut sums = [(0, 0); 2];
        fs::create_dir_all(folder).map_err(|error| fault(folder, &error))?;
        // The root comes last: whoever reads it finds what it names.
        let shards = self.shards.values().map(|file| (file.name.as_str(), file, 1));
        for (name, file, sum) in shards.chain([(pack::ROOT, &self.root, 0)]) {
            let packed = brotli(&file.plain);
            for (name, content) in [(name.to_owned(), &file.plain), (format!("{name}.br"), &packed)] {
                replace(&folder.join(name), content)?;
            }
            sums[sum].0 += file.plain.len();
            sums[sum].1 += packed.len();
        }
        Ok(sums)
    }
}

/// Writes a file in one step, so that nobody reads half of it.
fn replace(file: &Path, content: &[u8]) -> Result<(), String> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    fs::write(&beside, content).map_err(|error| fault(&beside, &error))?;
    fs::rename(&beside, file).map_err(|error| fault(file, &error))
}

fn fault(file: &Path, error: &std::io::Error) -> String {
    format!("UNSTUCK-V021: {}: {error}. Name a writable folder with --out DIR.", file.display())
}
