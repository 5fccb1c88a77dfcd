//! What comes from the machine: its clock, its signals, and whom it talks with.

pub mod address;
pub mod asking;
pub mod calling;
pub mod carrying;
pub mod clock;
pub mod demand;
pub mod embeddings;
pub mod learning;
pub mod packing;
mod sent;
pub mod shutdown;
pub mod signing;
pub mod sources;

pub(crate) use std::{
    fs::{read_to_string, write},
    time::Instant,
};
pub(crate) use tokio::net::TcpListener;

/// A variable of the environment.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether two paths lead to the same place.
pub(crate) fn same(one: &std::path::Path, other: &std::path::Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}
