//! The app's screens, one a route.

mod cards;
mod fields;
mod home;
mod red_packet;
mod settings;
mod statements;
mod transfer;
mod withdraw;

pub(crate) use cards::Cards;
pub(crate) use home::Home;
pub(crate) use red_packet::RedPacket;
pub(crate) use statements::Statements;
pub(crate) use transfer::Transfer;
pub(crate) use withdraw::Withdraw;
