//! What must hold for any bytes. Each module is one target; `cargo xtask fuzz` runs them.

pub mod catalogue;
pub mod dialects;
pub mod fingerprint;
pub mod json;
pub mod packs;
pub mod resolver;
pub mod scrub;
pub mod solutions;
