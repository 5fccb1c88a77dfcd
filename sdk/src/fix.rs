//! Fixes that a person ran: what came of each, and those that the service carries out.

use unstuck_protocol::{
    Outcome, OutcomeId, OutcomeKind, ReportId, Run, RunId, RunState, SolutionId, WebhookReceipt,
    WebhookRequest, limits, scrub,
};

use crate::{
    Consent, Error, Sighting, capture,
    client::{Client, lock},
    delivery, platform,
    request::{post, read},
};

impl Sighting {
    /// Tells what came of a fix that was offered for it, as [`ran`] does.
    ///
    /// ```
    /// use unstuck::protocol::{ActionKind, Run, RunId, RunState};
    /// let _guard = unstuck::init(unstuck::Options::new("pk_dev_local").endpoint("http://127.0.0.1:9"));
    /// let sighting = unstuck::capture(&std::io::Error::other("daily limit of 200 reached"));
    /// let run = Run {
    ///     id: RunId::new("run-1").unwrap(),
    ///     kind: ActionKind::App,
    ///     name: "raise-limit".into(),
    ///     state: RunState::Done,
    ///     millis: 120,
    /// };
    /// sighting.ran(&unstuck::SolutionId::new("red-packet-daily-limit").unwrap(), run, None);
    /// ```
    pub fn ran(&self, solution: &SolutionId, run: Run, reason: Option<String>) {
        ran(self.id(), solution, run, reason);
    }

    /// Has the service carry out a webhook of the solution, as [`webhook`] does.
    ///
    /// # Errors
    /// When the service can't be asked, does not know the webhook, or it failed.
    pub async fn webhook(&self, solution: &SolutionId, name: &str, run: &RunId) -> Result<String, Error> {
        webhook(self.id(), solution, name, run).await
    }
}

/// Tells what came of a fix that was offered for a report, for whoever audits; `reason` says why one failed. From a success on the
/// failed operation is watched, and its own success makes the solution verified.
pub fn ran(report: &ReportId, solution: &SolutionId, run: Run, reason: Option<String>) {
    let Some(client) = Client::current() else { return };
    let Ok(id) = OutcomeId::new(capture::token("o")) else { return };
    if *lock(&client.consent) == Consent::Denied {
        return;
    }
    let now = platform::now();
    if run.state == RunState::Done {
        lock(&client.verification).seen(report, solution, now);
    }
    delivery::agreed(&client);
    let kind = OutcomeKind::Silent;
    let (report, solution) = (report.clone(), solution.clone());
    let mut outcome = Outcome { id, report, solution, kind, reason, run: Some(run), at: now };
    scrub::outcome(&mut outcome);
    lock(&client.queue).outcome(outcome);
    delivery::kick(&client);
}

/// Has the service carry out a webhook that a solution offered for a report, once for each `run`; answers what the product's own
/// service said to the person, which may be nothing.
///
/// # Errors
/// When the service can't be asked, does not know the webhook, or it failed.
pub async fn webhook(
    report: &ReportId,
    solution: &SolutionId,
    name: &str,
    run: &RunId,
) -> Result<String, Error> {
    let client = Client::current().ok_or_else(|| Error::new("the SDK is not started"))?;
    if !client.may_send() {
        return Err(Error::new("the person did not agree that anything is sent"));
    }
    let key = capture::key(&client).ok_or_else(|| Error::new("the public key is none"))?;
    let (report, solution, name) = (report.clone(), solution.clone(), name.to_owned());
    let asked = WebhookRequest { v: limits::WIRE_VERSION, key, run: run.clone(), report, solution, name };
    let receipt: WebhookReceipt =
        platform::run(move || async move { read(&post(&client, "/v1/webhooks", &asked).await?) }).await?;
    Ok(receipt.message)
}
