//! Between the queue and the service: what is asked, what is sent again, what is let go.

use std::{sync::Arc, time::Duration};

use unstuck_protocol::{Article, Receipt, Report, Resolution, ResolveRequest, SolutionId, limits};

use crate::{
    Consent, Error, Sighting, attempt, backoff, capture,
    client::{Client, lock},
    loss::{self, REFUSED},
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
        // A process may end before the answer comes, and the store must not miss the report then.
        if platform::may_block() {
            lock(&client.queue).asking(&report);
        }
        let (client, answer) = (Arc::clone(client), sighting.answer.clone());
        platform::spawn(move || async move {
            answer.fill(resolve(&client, report).await);
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
            } else if platform::may_block() {
                lock(&client.queue).answered(&report.id);
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
        if platform::may_block() {
            queue.answered(&report.id);
        }
        queue.lose(REFUSED, 1);
    } else {
        queue.report(&report);
    }
}

/// From now on things may be kept on the device, and what an earlier run left there may be looked for.
pub(crate) fn agreed(client: &Client) {
    if client.store.agree() && client.store.is_on() {
        lock(&client.queue).more = true;
    }
}

/// Removes what is kept on the device.
pub(crate) fn wipe(client: &Arc<Client>) {
    let client = Arc::clone(client);
    platform::spawn(move || async move { client.store.wipe() });
}

/// Delivers what waits, when it is time to.
pub(crate) fn kick(client: &Arc<Client>) {
    let client = Arc::clone(client);
    platform::spawn(move || async move {
        drain(&client, false).await;
    });
}

/// Delivers what waits; `true` when nothing is left. Without `now` it respects the back-off. What stays is kept.
async fn drain(client: &Arc<Client>, now: bool) -> bool {
    if *lock(&client.consent) != Consent::Granted {
        return lock(&client.queue).is_empty();
    }
    let done = pass(client, now).await;
    client.store.forget(&client.queue);
    if !done {
        client.store.save(&client.queue);
    }
    loss::tell(client);
    done
}

async fn pass(client: &Arc<Client>, now: bool) -> bool {
    if !now && lock(&client.pace).not_before > platform::now() {
        return false;
    }
    loop {
        while lock(&client.queue).is_due() {
            let delivered = deliver(client).await;
            client.store.forget(&client.queue);
            match delivered {
                Ok(()) => {
                    let mut pace = lock(&client.pace);
                    (pace.failures, pace.not_before) = (0, 0);
                }
                Err(error) => {
                    put_off(client, &error);
                    return false;
                }
            }
        }
        if !client.store.load(&client.queue) {
            return true;
        }
        if !now {
            // What an earlier run left may be long, and whoever waits for an answer goes between its parts.
            kick(client);
            return true;
        }
    }
}

/// Waits longer after each failure, and arranges the next try.
fn put_off(client: &Arc<Client>, error: &Error) {
    let mut pace = lock(&client.pace);
    pace.failures = pace.failures.saturating_add(1);
    let wait = backoff::delay(pace.failures, error.retry_after(), platform::random() as u64);
    pace.not_before = platform::now() + wait;
    if !std::mem::replace(&mut pace.arranged, true) {
        try_later(client, wait);
    }
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
    let Ok(report) = capture::report(&client, problem, unstuck_protocol::SurfaceKind::None) else { return };
    if *lock(&client.consent) != Consent::Denied {
        lock(&client.queue).report(&report);
    }
    platform::depart(&client, longest);
}

/// Delivers what waits, for `timeout` at most; `true` when nothing is left. What could not be delivered by then is kept for the
/// next start of the process. In a browser it only sets the delivery going.
pub fn flush(timeout: Duration) -> bool {
    let Some(client) = Client::current() else { return true };
    if lock(&client.queue).is_empty() {
        return true;
    }
    let slot = Slot::empty();
    let (filled, draining) = (slot.clone(), Arc::clone(&client));
    platform::spawn(move || async move { filled.fill(drain(&draining, true).await) });
    if !platform::may_block() {
        return false;
    }
    let half = timeout / 2;
    slot.wait_blocking(half).unwrap_or_else(|| {
        // A request holds the delivery thread up, and the process may end before it returns.
        platform::save_beside(&client);
        slot.wait_blocking(half).unwrap_or(false)
    })
}

/// Delivers what waits; `true` when nothing is left.
pub async fn flush_async() -> bool {
    let Some(client) = Client::current() else { return true };
    platform::run(move || async move { drain(&client, true).await }).await
}
