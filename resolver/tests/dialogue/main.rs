//! The dialogue, spoken.
//!
//! Rasa's documentation lists patterns of conversation repair, with a name each. Every one of them has a test in `repair.rs`,
//! named after it: `session_start`, `collect_information`, `correction`, `clarification`, `continue_interrupted`,
//! `cancel_flow`, `skip_question`, `chitchat`, `cannot_handle`, `search`, `human_handoff`, `internal_error`, `code_change`,
//! `completed` and `repeat_bot_messages`; and of later versions `user_silence` and `validate_slot`.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "author")]

mod clarify;
mod languages;
mod lint;
mod opening;
mod properties;
mod repair;
mod teaching;
mod walk;
mod wallet;
