//! A catalogue as bytes: what a page downloads.
//!
//! `b"unstuck"`, one byte of version, the XXH3-128 of the rest (16 bytes, little endian), then the solutions and
//! the characters that are read alike, as `write` puts them. The hash finds damage in transit; it is no signature. Reading is bounded in size, count and depth
//! and answers any bytes with a catalogue or an error.
//!
//! The encoding is written by hand since a page downloads its reader: numbers in LEB128, a text or list after its
//! length, an optional text after its length and one, the fields in the order of their declaration.

mod read;
mod write;

use unstuck_protocol::limits;
use xxhash_rust::xxh3::xxh3_128;

use crate::Catalogue;

pub(crate) use write::body;

const MAGIC: &[u8; 7] = b"unstuck";
const VERSION: u8 = 3;
const HEAD: usize = MAGIC.len() + 1 + 16;

/// Why bytes are not a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// More than [`limits::PACK_BYTES`].
    TooLarge,
    /// Something other than a pack.
    NotAPack,
    /// A pack of another version of this library.
    Version(u8),
    /// The content does not match its hash: cut or changed on the way.
    Damaged,
    /// The content is not a list of solutions within the limits.
    Malformed,
}

impl PackError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "UNSTUCK-R001",
            Self::NotAPack => "UNSTUCK-R002",
            Self::Version(_) => "UNSTUCK-R003",
            Self::Damaged => "UNSTUCK-R004",
            Self::Malformed => "UNSTUCK-R005",
        }
    }
}

impl core::fmt::Display for PackError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: ", self.code())?;
        match self {
            Self::TooLarge => {
                write!(
                    f,
                    "the pack is larger than {} bytes; split the product's solutions",
                    limits::PACK_BYTES
                )
            }
            Self::NotAPack => f.write_str("this is no pack of solutions; check the address it came from"),
            Self::Version(version) => {
                write!(
                    f,
                    "the pack has version {version}, this library reads {VERSION}; use the same release for both"
                )
            }
            Self::Damaged => f.write_str("the pack was damaged on its way; download it again"),
            Self::Malformed => {
                f.write_str("the pack's content can't be read; build it again with this release")
            }
        }
    }
}

impl core::error::Error for PackError {}

/// The catalogue as bytes; the same catalogue gives the same bytes. More than [`limits::PACK_BYTES`] no page accepts.
#[must_use]
pub fn encode(catalogue: &Catalogue) -> Vec<u8> {
    let body = body(catalogue.solutions(), catalogue.variants());
    let mut pack = Vec::with_capacity(HEAD + body.len());
    pack.extend_from_slice(MAGIC);
    pack.push(VERSION);
    pack.extend_from_slice(&xxh3_128(&body).to_le_bytes());
    pack.extend_from_slice(&body);
    pack
}

/// Reads a pack.
///
/// # Errors
/// When the bytes are too many, not a pack, of another version, damaged or not solutions within the limits.
pub fn decode(bytes: &[u8]) -> Result<Catalogue, PackError> {
    if bytes.len() > limits::PACK_BYTES {
        return Err(PackError::TooLarge);
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
    let (&version, rest) = rest.split_first().ok_or(PackError::NotAPack)?;
    if version != VERSION {
        return Err(PackError::Version(version));
    }
    let (hash, body) = rest.split_first_chunk::<16>().ok_or(PackError::Damaged)?;
    let revision = xxh3_128(body);
    if revision.to_le_bytes() != *hash {
        return Err(PackError::Damaged);
    }
    let (solutions, variants) = read::body(body).ok_or(PackError::Malformed)?;
    Catalogue::sorted(solutions, variants, revision).ok_or(PackError::Malformed)
}
