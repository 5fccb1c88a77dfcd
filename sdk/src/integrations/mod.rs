//! Where errors come from in other people's crates: a file and a feature each.

#[cfg(feature = "anyhow")]
pub mod anyhow;
#[cfg(feature = "eyre")]
pub mod eyre;
#[cfg(feature = "miette")]
pub mod miette;
#[cfg(feature = "panic")]
pub mod panic;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
pub mod tracing;
