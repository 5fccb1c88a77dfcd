//! Packs in a process: their signatures are looked at, and nothing is kept between two runs.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{ED25519, UnparsedPublicKey};

/// Whether a message was signed by this key, 32 bytes in base64url.
pub(crate) async fn signed(key: &str, message: &[u8], signature: &[u8]) -> bool {
    let key = URL_SAFE_NO_PAD.decode(key.trim());
    key.is_ok_and(|key| UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok())
}

/// Keeps nothing: a process has no place of its own for it.
pub(crate) fn keep(_folder: &str, _name: &str, _bytes: &[u8]) {}

/// Nothing was kept.
pub(crate) async fn kept(_folder: &str, _name: &str) -> Option<Vec<u8>> {
    None
}
