//! Before everything ends: what waits is delivered, kept, or left to the browser.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use crate::{
    capture,
    client::{Client, lock},
    delivery::drain,
    platform,
    slot::Slot,
};

/// Delivers what waits, for `timeout` at most; `true` when nothing is left. What could not be delivered by then is kept for the
/// next start of the process. In a browser, and on the delivery thread itself, it only sets the delivery going.
pub fn flush(timeout: Duration) -> bool {
    Client::current().is_none_or(|client| flush_of(&client, timeout))
}

/// The same for a client that may have been replaced.
pub(crate) fn flush_of(client: &Arc<Client>, timeout: Duration) -> bool {
    if lock(&client.queue).is_empty() && !client.wiping.load(Ordering::Relaxed) {
        return true;
    }
    let slot = Slot::empty();
    let (filled, draining) = (slot.clone(), Arc::clone(client));
    platform::spawn(move || async move { filled.fill(drain(&draining, true).await) });
    if !platform::may_wait() {
        save_beside(client);
        return false;
    }
    let half = timeout / 2;
    slot.wait_blocking(half).unwrap_or_else(|| {
        // A request holds the delivery thread up, and the process may end before it returns.
        save_beside(client);
        slot.wait_blocking(half).unwrap_or(false)
    })
}

fn save_beside(client: &Arc<Client>) {
    if client.may_send() {
        platform::save_beside(client);
    }
}

/// Delivers what waits; `true` when nothing is left.
pub async fn flush_async() -> bool {
    let Some(client) = Client::current() else { return true };
    platform::run(move || async move { drain(&client, true).await }).await
}

/// Tells of an error that ends the process or page: nobody is asked about it any more, and what waits leaves at once.
#[cfg(feature = "panic")]
pub(crate) fn depart(problem: unstuck_protocol::Problem, longest: Duration) {
    let Some(client) = Client::current() else { return };
    let report = capture::report(&client, problem, unstuck_protocol::SurfaceKind::None);
    if let Some(report) = report.ok().filter(|_| client.may_keep()) {
        lock(&client.queue).report(&report);
    }
    platform::depart(&client, longest);
}

/// What waits, as requests that a page can leave behind when it goes: each an address and a body.
///
/// Nothing counts as delivered by it, since nobody hears the answer; the service stores a report once.
#[allow(dead_code, reason = "only a page leaves; a process flushes")]
pub(crate) fn last_words(client: &Client) -> Vec<(String, String)> {
    let Some(key) = capture::key(client).filter(|_| client.may_send()) else { return Vec::new() };
    let mut queue = lock(&client.queue);
    // Nobody will hear the answers any more.
    queue.unasked();
    let batches = [queue.reports(&key), queue.outcomes(&key)];
    let endpoint = client.options.endpoint.as_str();
    batches.into_iter().flatten().map(|batch| ([endpoint, batch.path].concat(), batch.body)).collect()
}
