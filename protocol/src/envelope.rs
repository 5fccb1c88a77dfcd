//! The bodies of requests and receipts.

use serde::Deserialize;

use crate::{
    Context, ConversationId, Outcome, OutcomeId, PublicKey, Report, ReportId, RunId, SolutionId, Turn,
    read::exchanged, write::written,
};

/// `POST /v1/resolve`: which solution fits this report?
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ResolveRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// The error with its context.
    pub report: Report,
}

written!(ResolveRequest { v, key, report });

/// Reports that never made it to the service.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Loss {
    /// Why, such as `queue-full` or `too-large`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

written!(Loss { reason, count });

/// `POST /v1/reports`: reports that the device answered, or that are delivered late.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReportsRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub reports: Vec<Report>,
    /// What was lost since the last delivery.
    #[serde(default)]
    pub losses: Vec<Loss>,
}

written!(ReportsRequest { v, key, reports } maybe { losses });

/// `POST /v1/outcomes`: how sightings ended.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutcomesRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// At most [`crate::limits::BATCH_ITEMS`].
    pub outcomes: Vec<Outcome>,
}

written!(OutcomesRequest { v, key, outcomes });

/// `POST /v1/webhooks`: the person wants the fix that the service carries out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WebhookRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// Made with the click: asked again, the service answers what the first one came to.
    pub run: RunId,
    /// The report it was offered for.
    pub report: ReportId,
    /// The solution that offers it; its arguments are those that stand there.
    pub solution: SolutionId,
    /// The webhook's name.
    pub name: String,
}

written!(WebhookRequest { v, key, run, report, solution, name });

/// What the service carried out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WebhookReceipt {
    /// What the product's own service said to the person, plain text; empty where it said nothing.
    pub message: String,
}

exchanged!("receipt of a webhook", WebhookReceipt {} maybe { message });

/// `POST /v1/conversations`: a turn of a conversation. What was said before is known to the service alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ConversationRequest {
    /// [`crate::limits::WIRE_VERSION`] of the sender.
    pub v: u16,
    /// The product's public key.
    pub key: PublicKey,
    /// Which conversation; another id begins another one.
    pub conversation: ConversationId,
    /// What the person does.
    pub turn: Turn,
    /// The error that it is about; none where help was opened without one.
    #[serde(default)]
    pub report: Option<Report>,
    /// What is going on, where there is no error.
    #[serde(default)]
    pub context: Option<Context>,
}

written!(ConversationRequest { v, key, conversation, turn } maybe { report, context });

/// What is durable now; whatever is not named here may be sent again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// Reports on disk.
    pub reports: Vec<ReportId>,
    /// Outcomes on disk.
    pub outcomes: Vec<OutcomeId>,
}

exchanged!("receipt", Receipt {} maybe { reports, outcomes });
