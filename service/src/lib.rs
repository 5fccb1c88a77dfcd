//! The resolution service: solutions in, answers out, reports and outcomes kept.

#[path = "edge/catalogue.rs"]
pub mod catalogue;
pub mod command;
pub mod config;
pub mod contents;
pub mod conversation;
pub mod dialogue;
pub mod edge;
pub mod fault;
pub mod http;
pub mod language_model;
pub mod memo;
pub mod metrics;
pub mod origin;
pub mod pace;
pub mod product;
pub mod public;
pub mod sources;
#[path = "edge/store/mod.rs"]
pub mod store;
pub mod surges;
pub mod webhook;
