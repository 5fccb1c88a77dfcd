//! Why bytes are not a pack that may be used.

/// Why bytes are not a pack that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// More than [`unstuck_protocol::limits::PACK_BYTES`].
    TooLarge,
    /// Something other than a pack.
    NotAPack,
    /// A pack of another version of this library.
    Version(u8),
    /// The content does not match its hash: cut or changed on the way.
    Damaged,
    /// The content is not a list of solutions within the limits.
    Malformed,
    /// A key was named, and the signature is not by it, or there is nothing here that could tell.
    Unsigned,
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
            Self::Unsigned => "UNSTUCK-R006",
        }
    }
}

impl PackError {
    /// What happened and what to do. Plain texts, as a page carries them without what formats numbers.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::TooLarge => "the pack is larger than a device takes; split the product's solutions",
            Self::NotAPack => "this is no pack of solutions; check the address it came from",
            Self::Version(_) => {
                "the pack has a version that this library does not read; use the same release for both"
            }
            Self::Damaged => "the pack was damaged on its way; download it again",
            Self::Malformed => "the pack's content can't be read; build it again with this release",
            Self::Unsigned => "the pack is not signed by the key that is named here; name the key that signs",
        }
    }
}

impl core::fmt::Display for PackError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}", self.code(), self.says())
    }
}

impl core::error::Error for PackError {}
