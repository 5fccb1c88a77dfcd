//! A catalogue as bytes: what a page downloads.
//!
//! `b"unstuck"`, a byte of version, a byte of [`Kind`], the XXH3-128 of the body (16 bytes, little endian), the body as `write`
//! puts it, and 64 bytes for a signature of all before them, zeros where nobody signed. The hash finds damage in transit;
//! who sent it the signature tells. Reading is bounded in size, count and depth and answers any bytes with a catalogue or
//! an error.
//!
//! A product whose solutions are too many for one file has a root with the most asked for ([`build`]) and the rest in shards,
//! each for a range of keys, which the root names by their hashes.
//!
//! The encoding is written by hand since a page downloads its reader: numbers in LEB128, a text or list after its
//! length, an optional text after its length and one, the fields in the order of their declaration.

mod build;
mod error;
mod read;
mod write;

use unstuck_protocol::{Revision, limits};
use xxhash_rust::xxh3::xxh3_128;

use crate::{Catalogue, keys::Keys};

pub use build::{Files, Plan, Sign, build};
pub use error::PackError;
pub(crate) use write::body;

const MAGIC: &[u8; 7] = b"unstuck";
const VERSION: u8 = 5;
const HEAD: usize = MAGIC.len() + 2 + 16;
/// The name of the file that a page downloads first, in the folder of a product's files.
pub const ROOT: &str = "pack";
/// Bytes of a signature.
pub const SIGNATURE: usize = 64;

/// What a file holds; a signature covers it, so that none can stand in another's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// All solutions.
    Whole = 0,
    /// The solutions most asked for, and where the rest is.
    Root = 1,
    /// The solutions of a range of keys.
    Shard = 2,
}

/// What a page downloads first.
#[derive(Debug, Clone)]
pub struct Pack {
    /// All solutions, or those most asked for.
    pub catalogue: Catalogue,
    pub(crate) rest: Option<Rest>,
}

/// The solutions that stand elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rest {
    /// Of all solutions, as the service names it.
    pub(crate) revision: u128,
    /// For each range of keys the hash of its file, none where no key falls in it. The ranges are equally wide.
    pub(crate) shards: Vec<Option<u128>>,
    /// Keys of codes that solutions here and elsewhere have.
    pub(crate) shared: Keys,
    /// Keys of forms by which all solutions together would not surely find the one that has it.
    pub(crate) unsure: Keys,
    /// Whether forms are keys of the shards too.
    pub(crate) forms: bool,
}

impl Pack {
    /// Whether it holds all solutions.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rest.is_none()
    }
}

/// A whole catalogue as bytes, without a signature; the same catalogue gives the same bytes. More than
/// [`limits::PACK_BYTES`] no page accepts.
#[must_use]
pub fn encode(catalogue: &Catalogue) -> Vec<u8> {
    file(Kind::Whole, &body(catalogue.solutions(), catalogue.variants(), catalogue.hundredths()))
}

fn file(kind: Kind, body: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEAD + body.len() + SIGNATURE);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&[VERSION, kind as u8]);
    file.extend_from_slice(&xxh3_128(body).to_le_bytes());
    file.extend_from_slice(body);
    file.extend_from_slice(&[0; SIGNATURE]);
    file
}

/// What is signed of a file, and its place for the signature; `None` where it is too short to be one.
#[must_use]
pub fn signed(file: &[u8]) -> Option<(&[u8], &[u8; SIGNATURE])> {
    file.split_last_chunk()
}

/// A file's own name: the hash of all its bytes, its signature too, in hexadecimal digits.
#[must_use]
pub fn name(file: &[u8]) -> Revision {
    Revision::of(xxh3_128(file))
}

/// Reads what a page downloads first. Whether somebody signed it is not looked at.
///
/// # Errors
/// When the bytes are too many, not a pack, of another version, damaged or not solutions within the limits.
pub fn decode(bytes: &[u8]) -> Result<Pack, PackError> {
    read(bytes, false)
}

/// Reads a shard, of which the root says the hash.
pub(crate) fn decode_shard(bytes: &[u8], wanted: u128) -> Result<Catalogue, PackError> {
    if xxh3_128(bytes) != wanted {
        return Err(PackError::Damaged);
    }
    read(bytes, true).map(|pack| pack.catalogue)
}

fn read(bytes: &[u8], shard: bool) -> Result<Pack, PackError> {
    let (kind, hash, body) = opened(bytes)?;
    let of_kind = shard == (kind == Kind::Shard as u8);
    content(kind, hash, body).filter(|_| of_kind).ok_or(PackError::Malformed)
}

fn content(kind: u8, mut hash: u128, body: &[u8]) -> Option<Pack> {
    let mut from = read::Bytes::new(body);
    let (solutions, variants, threshold) = from.solutions()?;
    let mut rest = None;
    if kind == Kind::Root as u8 {
        let found = from.rest()?;
        hash = found.revision;
        rest = Some(found);
    }
    from.end().filter(|()| kind <= Kind::Shard as u8)?;
    Some(Pack { catalogue: Catalogue::sorted(solutions, variants, threshold, hash)?, rest })
}

/// The kind, the hash and the body of a file that is whole.
fn opened(bytes: &[u8]) -> Result<(u8, u128, &[u8]), PackError> {
    if bytes.len() > limits::PACK_BYTES {
        return Err(PackError::TooLarge);
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
    let (&version, rest) = rest.split_first().ok_or(PackError::NotAPack)?;
    if version != VERSION {
        return Err(PackError::Version(version));
    }
    let (&kind, rest) = rest.split_first().ok_or(PackError::Damaged)?;
    let (hash, rest) = rest.split_first_chunk::<16>().ok_or(PackError::Damaged)?;
    let (body, _) = signed(rest).ok_or(PackError::Damaged)?;
    let found = xxh3_128(body);
    if found.to_le_bytes() != *hash {
        return Err(PackError::Damaged);
    }
    Ok((kind, found, body))
}
