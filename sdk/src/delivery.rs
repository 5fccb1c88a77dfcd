//! Between the queue and the service: what is asked, what is sent again, what is let go.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use unstuck_protocol::{Article, Receipt, Report, Resolution, ResolveRequest, SolutionId, limits};

use crate::{
    Consent, Error, Sighting, attempt, backoff, capture,
    client::{Client, lock},
    platform,
    queue::Queue,
    request::{ask, post, read},
    sighting::unanswered,
    slot::Slot,
};

/// Sends a report on its way: the device answers where it can, the service is asked where it can't.
pub(crate) fn start(client: &Arc<Client>, mut report: Report) -> Sighting {
    let on_device = on_device(client, &mut report);
    let ended = lock(&client.verification).met(&report);
    attempt::say(ended);
    let consent = *lock(&client.consent);
    let sighting = Sighting::waiting(&report, on_device, consent);
    let known = sighting.on_device.as_ref().is_some_and(|resolution| resolution.answer.is_some());
    if known || consent != Consent::Granted {
        if consent != Consent::Denied {
            lock(&client.queue).report(&report);
        }
        sighting.settle();
        kick(client);
    } else {
        let (client, answer) = (Arc::clone(client), sighting.answer.clone());
        client.asking.fetch_add(1, Ordering::Relaxed);
        platform::spawn(move || async move {
            answer.fill(resolve(&client, report).await);
            client.asking.fetch_sub(1, Ordering::Relaxed);
            drain(&client, false).await;
        });
    }
    sighting
}

#[cfg(feature = "device")]
fn on_device(client: &Client, report: &mut Report) -> Option<Resolution> {
    let resolution = crate::device::resolve(&client.device, report)?;
    note(report, &resolution);
    Some(resolution)
}

/// Writes into the report what the device said.
#[cfg(feature = "device")]
fn note(report: &mut Report, resolution: &Resolution) {
    report.on_device = resolution.revision.clone().map(|revision| unstuck_protocol::report::OnDevice {
        solution: resolution.answer.as_ref().map(|answer| answer.article.solution.clone()),
        revision,
    });
}

#[cfg(not(feature = "device"))]
fn on_device(_client: &Client, _report: &mut Report) -> Option<Resolution> {
    None
}

async fn resolve(client: &Client, mut report: Report) -> Resolution {
    let id = report.id.clone();
    #[cfg(feature = "device")]
    if let Some(resolution) = crate::device::fetched(client, &report, false).await {
        note(&mut report, &resolution);
        lock(&client.queue).report(&report);
        return resolution;
    }
    let answered = match capture::key(client) {
        Some(key) => {
            let request = ResolveRequest { v: limits::WIRE_VERSION, key, report };
            let answer = post(client, "/v1/resolve", &request).await;
            report = request.report;
            answer.and_then(|answer| read::<Resolution>(&answer))
        }
        None => Err(Error::refused(401, "the public key is none", None)),
    };
    match answered {
        Ok(resolution) => {
            if !resolution.recorded {
                lock(&client.queue).report(&report);
            }
            resolution
        }
        Err(error) => {
            #[cfg(feature = "device")]
            if let Some(resolution) = crate::device::fetched(client, &report, true).await {
                note(&mut report, &resolution);
                keep(client, report, &error);
                return resolution;
            }
            keep(client, report, &error);
            unanswered(&id)
        }
    }
}

fn keep(client: &Client, report: Report, error: &Error) {
    let mut queue = lock(&client.queue);
    if error.is_final() {
        queue.lose("refused", 1);
    } else {
        queue.report(&report);
    }
}

/// Delivers what waits, when it is time to.
pub(crate) fn kick(client: &Arc<Client>) {
    let client = Arc::clone(client);
    platform::spawn(move || async move {
        drain(&client, false).await;
    });
}

/// Delivers what waits; `true` when nothing is left. Without `now` it respects the back-off.
async fn drain(client: &Arc<Client>, now: bool) -> bool {
    if *lock(&client.consent) != Consent::Granted || !now && lock(&client.pace).not_before > platform::now() {
        return false;
    }
    while !lock(&client.queue).is_empty() {
        match deliver(client).await {
            Ok(()) => {
                let mut pace = lock(&client.pace);
                (pace.failures, pace.not_before) = (0, 0);
            }
            Err(error) => {
                let mut pace = lock(&client.pace);
                pace.failures = pace.failures.saturating_add(1);
                let wait = backoff::delay(pace.failures, error.retry_after(), platform::random() as u64);
                pace.not_before = platform::now() + wait;
                if !std::mem::replace(&mut pace.arranged, true) {
                    try_later(client, wait);
                }
                return false;
            }
        }
    }
    true
}

/// Arranges the next try; it keeps nothing alive that the app has ended.
fn try_later(client: &Arc<Client>, wait: u64) {
    let client = Arc::downgrade(client);
    platform::later(wait, move || async move {
        if let Some(client) = client.upgrade() {
            lock(&client.pace).arranged = false;
            drain(&client, true).await;
        }
    });
}

/// What waits, as requests that a page can leave behind when it goes: each an address and a body.
///
/// Nothing counts as delivered by it, since nobody hears the answer; the service stores a report once.
#[allow(dead_code, reason = "only a page leaves; a process flushes")]
pub(crate) fn last_words(client: &Client) -> Vec<(String, String)> {
    let agreed = *lock(&client.consent) == Consent::Granted;
    let Some(key) = capture::key(client).filter(|_| agreed) else { return Vec::new() };
    let queue = lock(&client.queue);
    let batches = [queue.reports(&key), queue.outcomes(&key)];
    let endpoint = client.options.endpoint.as_str();
    batches.into_iter().flatten().map(|batch| ([endpoint, batch.path].concat(), batch.body)).collect()
}

/// Sends one batch of reports, and one of outcomes.
async fn deliver(client: &Client) -> Result<(), Error> {
    let key = capture::key(client).ok_or_else(|| Error::new("the public key is none"))?;
    for next in [Queue::reports, Queue::outcomes] {
        let Some(batch) = next(&lock(&client.queue), &key) else { continue };
        let url = [client.options.endpoint.as_str(), batch.path].concat();
        match ask(client, url, Some(batch.body.clone())).await.and_then(|answer| read::<Receipt>(&answer)) {
            // What a receipt does not name is not on the service's disk, and stays here.
            Ok(receipt) if lock(&client.queue).stored(&batch, &receipt) => {}
            Ok(_) => return Err(Error::new("the service stored nothing of what it was sent")),
            Err(error) if error.is_final() => lock(&client.queue).refused(&batch),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Fetches the pack, so that known errors are answered on the device from now on.
///
/// # Errors
/// When the service can't be asked or the pack can't be read. Without the feature `device` there is nothing to do.
pub async fn warm() -> Result<(), Error> {
    #[cfg(feature = "device")]
    if let Some(client) = Client::current() {
        return platform::run(move || async move { crate::device::load(&client).await }).await;
    }
    Ok(())
}

/// The text of a solution in the reader's language, from the pack or from the service.
///
/// # Errors
/// When the service can't be asked, or there is no such solution.
pub async fn article(solution: &SolutionId) -> Result<Article, Error> {
    let client = Client::current().ok_or_else(|| Error::new("the SDK is not started"))?;
    #[cfg(feature = "device")]
    if let Some(article) = crate::device::article(&client.device, solution, &client.options.locales) {
        return Ok(article);
    }
    let options = &client.options;
    let locale = options.locales.first().map_or("", String::as_str);
    let url =
        [&options.endpoint, "/v1/solutions/", solution.as_str(), "?key=", &options.key, "&locale=", locale]
            .concat();
    platform::run(move || async move { read(&ask(&client, url, None).await?) }).await
}

/// Where a person reads a solution, with a browser; `None` before the SDK is started.
#[must_use]
pub fn solution_url(solution: &SolutionId) -> Option<String> {
    let client = Client::current()?;
    let options = &client.options;
    Some([&options.endpoint, "/v1/solutions/", solution.as_str(), "?key=", &options.key].concat())
}

/// Tells of an error that ends the process or page: nobody is asked about it any more, and what waits leaves at once.
#[cfg(feature = "panic")]
pub(crate) fn depart(problem: unstuck_protocol::Problem, longest: Duration) {
    let Some(client) = Client::current() else { return };
    let Some(report) = capture::report(&client, problem, unstuck_protocol::SurfaceKind::None) else { return };
    if *lock(&client.consent) != Consent::Denied {
        lock(&client.queue).report(&report);
    }
    platform::depart(&client, longest);
}

/// Delivers what waits, for `timeout` at most; `true` when nothing is left. In a browser it only sets the delivery going.
pub fn flush(timeout: Duration) -> bool {
    let Some(client) = Client::current() else { return true };
    if lock(&client.queue).is_empty() && client.asking.load(Ordering::Relaxed) == 0 {
        return true;
    }
    let slot = Slot::empty();
    let filled = slot.clone();
    platform::spawn(move || async move { filled.fill(drain(&client, true).await) });
    platform::may_block() && slot.wait_blocking(timeout).unwrap_or(false)
}

/// Delivers what waits; `true` when nothing is left.
pub async fn flush_async() -> bool {
    let Some(client) = Client::current() else { return true };
    platform::run(move || async move { drain(&client, true).await }).await
}
