//! The question before it is asked: what a person who opens help is likely to look for, and which of it they chose.

use serde::Deserialize;

use crate::{Context, PublicKey, Revision, SolutionId, Suggestion, read::exchanged, write::written};

/// `POST /v1/predict`: what is a person likely to ask who opens help at this moment?
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PredictRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// What is going on.
    #[serde(default)]
    pub context: Context,
}

written!(PredictRequest { v, key, context });

/// The questions that are likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The set of solutions that they are of.
    pub revision: Revision,
    /// Likeliest first, at most [`crate::limits::SUGGESTIONS`]; none where nothing tells.
    pub questions: Vec<Suggestion>,
}

exchanged!("prediction", Prediction { revision, questions });

/// `POST /v1/intents`: the person chose this one of the questions.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct IntentRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// The solution that the question leads to.
    pub solution: SolutionId,
    /// What was going on when it was chosen.
    #[serde(default)]
    pub context: Context,
}

written!(IntentRequest { v, key, solution, context });
