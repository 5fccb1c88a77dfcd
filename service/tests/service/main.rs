//! The service as a client meets it: every fault has its problem document, and what was acknowledged survives.
#![allow(clippy::unwrap_used)]

mod address;
mod article;
mod author;
mod body;
mod cache;
mod conversation;
mod count;
mod disk;
mod ending;
mod flow;
mod help;
mod injections;
mod language_model;
mod learning;
mod markup;
mod meaning;
mod offering;
mod packs;
mod predict;
mod product;
mod reaching;
mod receiver;
mod remembering;
mod resolve;
mod running;
mod runs;
mod shop;
mod teaching;
mod webhooks;
