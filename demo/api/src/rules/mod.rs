//! What the wallet allows: pure functions of the wallet, the order and the instant.

pub mod funds;
pub mod red_packet;
pub mod statement;
pub mod transfer;
pub mod withdrawal;
