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
        lock(&client.queue).report(&crate::letter::Letter::of(&report));
    }
    platform::depart(&client, longest);
}

/// Hands what waits to whoever sends it after the page is gone: each an address and a body, and whether they were taken.
///
/// No report counts as delivered by it, since nobody hears the answer; the service stores each once. It can't do so with what was
/// lost, which has no ids: that is told by whoever took it, and nothing that is on its way already is handed over.
#[allow(dead_code, reason = "only a page leaves; a process flushes")]
pub(crate) fn last_words(client: &Client, take: impl Fn(&str, &str) -> bool) {
    let Some(key) = capture::key(client).filter(|_| client.may_send()) else { return };
    let batches = {
        let mut queue = lock(&client.queue);
        // Nobody will hear the answers any more.
        queue.unasked();
        [queue.reports(&key), queue.outcomes(&key)]
    };
    for batch in batches.into_iter().flatten() {
        // Outside the lock: a page may have put something of its own in the browser's place.
        if take(&[client.options.endpoint.as_str(), batch.path].concat(), &batch.body) {
            lock(&client.queue).heard(&batch);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use unstuck_protocol::ReportsRequest;

    use super::last_words;
    use crate::{
        Options,
        client::{Client, lock},
        queue::tests::{key, letter},
    };

    /// What is handed over: how many reports, and which counts of losses.
    fn leave(client: &Client, taken: bool) -> Vec<(usize, Vec<u64>)> {
        let bodies = RefCell::new(Vec::new());
        last_words(client, |url, body| {
            assert_eq!(url, "https://help.example.com/v1/reports");
            let read: ReportsRequest = serde_json::from_str(body).unwrap();
            let counts = read.losses.iter().map(|loss| loss.count).collect();
            bodies.borrow_mut().push((read.reports.len(), counts));
            taken
        });
        bodies.into_inner()
    }

    fn page() -> Client {
        Client::new(Options::new("pk_test").in_memory().endpoint("https://help.example.com"))
    }

    /// A regression: who came back to a page that was left had its losses told a second time.
    #[test]
    fn losses_that_a_beacon_took_are_told_once_and_reports_until_they_are_stored() {
        let client = page();
        lock(&client.queue).lose("queue-full", 3);
        lock(&client.queue).report(&letter(1, "it failed"));
        assert_eq!(leave(&client, false), [(1, vec![3])]);
        assert_eq!(leave(&client, true), [(1, vec![3])], "one that was refused is not told again");
        lock(&client.queue).lose("queue-full", 1);
        assert_eq!(leave(&client, true), [(1, vec![1])]);
        assert_eq!(leave(&client, true), [(1, vec![])]);
    }

    #[test]
    fn losses_that_are_on_their_way_are_not_handed_over_beside_it() {
        let client = page();
        lock(&client.queue).lose("queue-full", 3);
        let batch = lock(&client.queue).reports(&key()).unwrap();
        lock(&client.queue).set_sent(&batch, true);
        assert!(leave(&client, true).is_empty());
        assert!(!lock(&client.queue).is_empty(), "a flush does not wait for them");
        lock(&client.queue).lose("queue-full", 2);
        assert_eq!(leave(&client, true), [(0, vec![2])]);
        // The request did not go through.
        lock(&client.queue).set_sent(&batch, false);
        assert_eq!(leave(&client, true), [(0, vec![3])]);
        assert!(lock(&client.queue).is_empty());
    }
}
