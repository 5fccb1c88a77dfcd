//! The key that signs packs: made once, read from a file that only its owner may read.

use std::{fs, io::Write as _, path::Path};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::{SecureRandom as _, SystemRandom},
    signature::{Ed25519KeyPair, KeyPair as _},
};
use unstuck_resolver::pack::SIGNATURE;

/// Bytes of a secret key.
const SECRET: usize = 32;

/// Signs packs.
#[derive(Debug)]
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// Reads a key file: 32 bytes in base64url.
    ///
    /// # Errors
    /// `UNSTUCK-V020`, when it can't be read or is no key.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(file).map_err(|error| fault(file, &error.to_string()))?;
        let secret = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| fault(file, "it holds no key"))?;
        Self::of(&secret).ok_or_else(|| fault(file, "it holds no key"))
    }

    /// Makes a new key, and its file, which must not be there yet.
    ///
    /// # Errors
    /// `UNSTUCK-V020`, when the file is there already or can't be written.
    pub fn make(file: &Path) -> Result<Self, String> {
        let mut secret = [0; SECRET];
        let drawn = SystemRandom::new().fill(&mut secret);
        drawn.map_err(|_| fault(file, "the system gives no randomness"))?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(file).and_then(|mut open| {
            open.write_all(URL_SAFE_NO_PAD.encode(secret).as_bytes())?;
            open.write_all(b"\n")?;
            open.sync_all()
        });
        written.map_err(|error| fault(file, &error.to_string()))?;
        Self::of(&secret).ok_or_else(|| fault(file, "the key can't be used"))
    }

    fn of(secret: &[u8]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(secret).ok().map(Self)
    }

    /// The public key, as a page names it: 32 bytes in base64url.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    /// Signs a message.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE] {
        let mut signature = [0; SIGNATURE];
        signature.copy_from_slice(self.0.sign(message).as_ref());
        signature
    }
}

fn fault(file: &Path, why: &str) -> String {
    format!("UNSTUCK-V020: {}: {why}. Make a key with `unstuck keygen FILE`.", file.display())
}
