//! What must hold for any bytes. Each module is one target; `cargo xtask fuzz` runs them.

pub mod catalogue;
pub mod json;
pub mod packs;
pub mod resolver;
pub mod solutions;
