//! The answer to a report: a solution with its reasons, or an honest "don't know".

use crate::{
    Article, ReportId, Revision, SolutionId,
    read::{exchanged, words},
};

/// What a piece of evidence is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    /// The error code is one of the solution's codes.
    Code,
    /// The message has the form of one of the solution's messages.
    Template,
    /// Words of the message stand in the solution's text.
    Text,
    /// People who met this were helped by it before.
    History,
    /// Route, release or another circumstance fits.
    Context,
    /// A text of the solution means about the same.
    Meaning,
    /// People who were helped by it met this where it was met now.
    Scene,
    /// Evidence that this version does not know.
    Unknown,
}

words!(EvidenceKind {
    Code = "code",
    Template = "template",
    Text = "text",
    History = "history",
    Context = "context",
    Meaning = "meaning",
    Scene = "scene",
} else Unknown);

/// A piece of evidence and its weight in the decision. One flat shape for all kinds: a page reads and writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The kind of evidence.
    pub by: EvidenceKind,
    /// What speaks for it: the code; the template, such as `daily limit of {amount} reached`; the words that counted
    /// most, best first; how many confirmed cases stand behind it; what fits, such as `route /red-packet`; the
    /// solution's own text that means about the same; or facts of the scene, such as `trait.plan pro`.
    pub says: Vec<String>,
    /// Its share of the score, 0 to 1.
    pub weight: f32,
}

exchanged!("reason", Reason { by, says, weight });

/// What would have been needed to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Unknown,
}

words!(Missing { Code = "code", Text = "text", Distinction = "distinction", Service = "service" } else Unknown);

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Abstention {
    /// What would have been needed.
    pub missing: Vec<Missing>,
    /// The best confidence that was reached, 0 to 1.
    pub confidence: f32,
    /// The confidence an answer needs here, 0 to 1.
    pub threshold: f32,
}

exchanged!("abstention", Abstention { missing, confidence, threshold });

/// A solution that fits, ready to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What to show.
    pub article: Article,
    /// Of the answers given with 0.9, nine in ten are right.
    pub confidence: f32,
    /// Why this one, strongest first.
    pub reasons: Vec<Reason>,
}

exchanged!("answer", Answer { article, confidence, reasons });

/// A question that may be the person's, for where no answer is sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The solution it leads to.
    pub solution: SolutionId,
    /// The question or title to show.
    pub title: String,
    /// How likely it is, 0 to 1.
    pub confidence: f32,
}

exchanged!("suggestion", Suggestion { solution, title, confidence });

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResolvedBy {
    /// The page, over its pack.
    Device,
    /// The service, over all solutions.
    Service,
    /// Nobody could be asked.
    Nobody,
}

words!(ResolvedBy { Device = "device", Service = "service", Nobody = "nobody" });

/// The answer to one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// The report it answers.
    pub report: ReportId,
    /// The set of solutions that was asked; none when nobody could be asked.
    pub revision: Option<Revision>,
    /// Who decided.
    pub by: ResolvedBy,
    /// The solution that fits; none is an abstention.
    pub answer: Option<Answer>,
    /// Why there is no answer.
    pub abstention: Option<Abstention>,
    /// The closest questions, best first, at most [`crate::limits::SUGGESTIONS`]; beside an answer, those to try where it does not help.
    pub closest: Vec<Suggestion>,
    /// The report is on the service's disk; otherwise the SDK keeps it and sends it again.
    pub recorded: bool,
}

exchanged!("resolution", Resolution { report, by } maybe { revision, answer, abstention, closest } always { recorded });
