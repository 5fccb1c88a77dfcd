//! What is said between a page, an app and the resolution service.
//!
//! Everything here is data and pure functions: no clock, no randomness, no I/O, so that the page, a server and the
//! service agree by construction. A number that several parts must agree on stands once, in [`limits`].
//!
//! ```
//! use unstuck_protocol::{Fingerprint, Problem};
//! let seen = Problem::new("daily limit of ¥200 reached").code("RP_LIMIT_DAILY");
//! let again = Problem::new("daily limit of ¥5,000 reached").code("RP_LIMIT_DAILY");
//! assert_eq!(Fingerprint::of(&seen), Fingerprint::of(&again));
//! ```

pub mod action;
pub mod article;
pub mod context;
pub mod conversation;
pub mod dialect;
pub mod document;
pub mod envelope;
pub mod facts;
pub mod fault;
pub mod fingerprint;
pub mod hex;
mod href;
pub mod id;
pub mod json;
pub mod letters;
pub mod limits;
pub mod locale;
pub mod outcome;
pub mod prediction;
pub mod problem;
mod read;
pub mod report;
pub mod resolution;
pub mod run;
pub mod scrub;
pub mod template;
mod write;

pub use action::{Action, ActionKind, Target};
pub use article::Article;
pub use context::{Breadcrumb, BreadcrumbKind, Context, Operation, User};
pub use conversation::{Chip, Phrase, PhraseKey, Reply, ReplyKind, Turn, TurnKind};
pub use document::{Document, Href, Node, Tag};
pub use envelope::{
    ConversationRequest, Loss, OutcomesRequest, Receipt, ReportsRequest, ResolveRequest, WebhookReceipt,
    WebhookRequest,
};
pub use facts::Facts;
pub use fault::Fault;
pub use fingerprint::Fingerprint;
pub use id::{ConversationId, OutcomeId, ProductId, PublicKey, ReportId, Revision, RunId, SolutionId};
pub use locale::Locale;
pub use outcome::{Outcome, OutcomeKind};
pub use prediction::{IntentRequest, PredictRequest, Prediction};
pub use problem::{Cause, Problem, Severity};
pub use report::{Report, Surface, SurfaceKind};
pub use resolution::{Abstention, Answer, EvidenceKind, Missing, Reason, Resolution, ResolvedBy, Suggestion};
pub use run::{Run, RunState};

/// Milliseconds since the Unix epoch, UTC.
pub type UnixMillis = u64;
