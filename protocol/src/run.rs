//! What became of a fix that a person ran: the row that an audit reads.

use serde::Deserialize;

use crate::{ActionKind, RunId, read::words, write::written};

/// How far a fix came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunState {
    /// It was done.
    Done,
    /// It failed.
    Failed,
    /// It was done, and taken back.
    Undone,
}

words!(RunState { Done = "done", Failed = "failed", Undone = "undone" });

/// One fix that a person ran, as an [`crate::Outcome`] tells of it. A later statement about the same run is one more row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Run {
    /// Made with the click; whoever carries the fix out does so once for each.
    pub id: RunId,
    /// What it is.
    pub kind: ActionKind,
    /// Its registered name; empty where its kind has none.
    #[serde(default)]
    pub name: String,
    /// How far it came.
    pub state: RunState,
    /// How long it took, milliseconds.
    #[serde(default)]
    pub millis: u64,
}

written!(Run { id, kind, state, millis } maybe { name });
