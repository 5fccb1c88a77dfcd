//! What comes from the machine: its clock and its signals.

pub mod clock;
pub mod shutdown;

pub(crate) use std::{fs::read_to_string, time::Instant};
pub(crate) use tokio::net::TcpListener;
