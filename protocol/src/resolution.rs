//! The answer to a report: a solution with its reasons, or an honest "don't know".

use serde::{Deserialize, Serialize};

use crate::{Article, ReportId, Revision, SolutionId};

/// One piece of evidence for a solution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Evidence {
    /// The error code is one of the solution's codes.
    Code {
        /// The code.
        code: String,
    },
    /// The message has the form of one of the solution's messages.
    Template {
        /// The template, such as `daily limit of {amount} reached`.
        template: String,
    },
    /// Words of the message stand in the solution's text.
    Text {
        /// The words that counted most, best first.
        terms: Vec<String>,
    },
    /// People who met this were helped by it before.
    History {
        /// How many confirmed cases stand behind it.
        cases: u32,
    },
    /// Route, release or another circumstance fits.
    Context {
        /// What fits, such as `route /red-packet`.
        fits: String,
    },
    /// Evidence that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A piece of evidence and its weight in the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The evidence.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Its share of the score, 0 to 1.
    pub weight: f32,
}

/// What would have been needed to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// No error code came with it, or no solution knows the code.
    Code,
    /// No solution's text or template resembles the message.
    Text,
    /// Two solutions fit about as well.
    Distinction,
    /// The service could not be reached and the pack does not know it.
    Service,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Abstention {
    /// What would have been needed.
    pub missing: Vec<Missing>,
    /// The best confidence that was reached, 0 to 1.
    pub confidence: f32,
    /// The confidence an answer needs here, 0 to 1.
    pub threshold: f32,
}

/// A solution that fits, ready to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What to show.
    pub article: Article,
    /// Of the answers given with 0.9, nine in ten are right.
    pub confidence: f32,
    /// Why this one, strongest first.
    pub reasons: Vec<Reason>,
}

/// A question that may be the person's, for where no answer is sure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The solution it leads to.
    pub solution: SolutionId,
    /// The question or title to show.
    pub title: String,
    /// How likely it is, 0 to 1.
    pub confidence: f32,
}

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResolvedBy {
    /// The page, over its pack.
    Device,
    /// The service, over all solutions.
    Service,
    /// Nobody could be asked.
    Nobody,
}

/// The answer to one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// The report it answers.
    pub report: ReportId,
    /// The set of solutions that was asked; none when nobody could be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// Who decided.
    pub by: ResolvedBy,
    /// The solution that fits; none is an abstention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Why there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstention: Option<Abstention>,
    /// The closest questions, best first, at most [`crate::limits::SUGGESTIONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closest: Vec<Suggestion>,
    /// The report is on the service's disk; otherwise the SDK keeps it and sends it again.
    #[serde(default)]
    pub recorded: bool,
}
