//! Between the queue and the service: what is asked, what is sent again, what is let go.

use std::sync::{Arc, atomic::Ordering};

use unstuck_protocol::{Article, Receipt, Report, Resolution, SolutionId};

use crate::{
    Consent, Error, Sighting, attempt, capture,
    client::{Client, lock},
    flood::{self, Turn},
    letter::Letter,
    loss::{self, REFUSED, REPEATED},
    pace::Way,
    platform,
    queue::{self, Queue},
    request::{ask, read},
    sighting::unanswered,
};

/// Sends a report on its way: the device answers where it can, the service is asked where it can't.
pub(crate) fn start(client: &Arc<Client>, mut report: Report) -> Sighting {
    let circumstances = flood::circumstances(&mut report);
    let on_device = on_device(client, &mut report);
    let ended = lock(&client.verification).met(&report);
    attempt::say(ended);
    let consent = *lock(&client.consent);
    if consent == Consent::Denied {
        let sighting = Sighting::waiting(report.id, None, on_device);
        sighting.settle();
        return sighting;
    }
    let letter = Letter::of(&report);
    let mut sighting = Sighting::waiting(report.id.clone(), Some(letter.clone()), on_device);
    let known = sighting.on_device.as_ref().is_some_and(|resolution| resolution.answer.is_some());
    let asks = !known && consent == Consent::Granted;
    let now = platform::now();
    let open = asks && lock(&client.paces).of(Way::Resolve).wait(now, false) == 0;
    let mut flood = lock(&client.flood);
    let room = flood.met(&report, now);
    let turn =
        if asks { flood.turn(&report, circumstances, now, &sighting.answer, open) } else { Turn::Abstain };
    drop(flood);
    match turn {
        Turn::Ask => {
            question(client, &sighting, report, letter, room);
            return sighting;
        }
        Turn::Share(answer) => sighting.answer = answer,
        Turn::Abstain => sighting.settle(),
    }
    put(client, &letter, room, client.refusals.load(Ordering::Relaxed));
    if room {
        // A count alone leaves with what comes next, so that a flood sets nothing going.
        kick(client);
    }
    sighting
}

/// Asks the service, and gives its answer to all who wait for it.
fn question(client: &Arc<Client>, sighting: &Sighting, report: Report, letter: Letter, room: bool) {
    // A process or page may end before the answer comes, and must not miss the report then.
    if room {
        lock(&client.queue).asking(&letter);
    }
    let (client, answer) = (Arc::clone(client), sighting.answer.clone());
    let refusals = client.refusals.load(Ordering::Relaxed);
    platform::spawn(move || async move {
        let (resolution, answered) = resolve(&client, report, &letter, room, refusals).await;
        lock(&client.flood).ended(&answer, answered.then(platform::now));
        answer.fill(resolution);
        drain(&client, false).await;
    });
}

/// Lets a report wait where there is room for one more of its error.
fn put(client: &Client, letter: &Letter, room: bool, refusals: usize) {
    // The person may have said no since it was captured.
    if client.may_tell(refusals) {
        let mut queue = lock(&client.queue);
        if room { queue.report(letter) } else { queue.lose(REPEATED, 1) }
    }
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

/// What the device answers once it has fetched more; the report tells of it, unless it was read before.
#[cfg(feature = "device")]
async fn fetched(client: &Client, report: &mut Report, letter: &Letter, late: bool) -> Option<Resolution> {
    let resolution = crate::device::fetched(client, report, late).await?;
    note(report, &resolution);
    letter.amend(report);
    Some(resolution)
}

#[cfg(not(feature = "device"))]
async fn fetched(_: &Client, _: &mut Report, _: &Letter, _late: bool) -> Option<Resolution> {
    None
}

/// The answer, and whether it is one that holds for the next such error too.
async fn resolve(
    client: &Client,
    mut report: Report,
    letter: &Letter,
    room: bool,
    refusals: usize,
) -> (Resolution, bool) {
    if let Some(resolution) = fetched(client, &mut report, letter, false).await {
        put(client, letter, room, refusals);
        return (resolution, true);
    }
    let open = lock(&client.paces).of(Way::Resolve).wait(platform::now(), false) == 0;
    let answered = match capture::key(client) {
        Some(_) if !(client.may_send() && client.may_tell(refusals)) => {
            Err(Error::new("the person does not want it told"))
        }
        Some(key) if open => {
            let url = [client.options.endpoint.as_str(), "/v1/resolve"].concat();
            let answer = ask(client, url, Some(queue::question(&key, letter))).await;
            answer.and_then(|answer| read::<Resolution>(&answer))
        }
        // It said so after this one was captured.
        Some(_) => Err(Error::new("the service asked to wait")),
        None => Err(Error::refused(401, "the public key is none", None)),
    };
    match answered {
        Ok(resolution) => {
            lock(&client.paces).of(Way::Resolve).well();
            if !resolution.recorded {
                put(client, letter, room, refusals);
            } else {
                lock(&client.queue).answered(letter.id());
            }
            (resolution, true)
        }
        Err(error) => {
            if error.says_wait() {
                let (now, random) = (platform::now(), platform::random() as u64);
                lock(&client.paces).of(Way::Resolve).failed(&error, now, random);
            }
            let late = fetched(client, &mut report, letter, true).await;
            keep(client, letter, room, refusals, &error);
            let answered = late.is_some() || error.is_final();
            (late.unwrap_or_else(|| unanswered(letter.id())), answered)
        }
    }
}

fn keep(client: &Client, letter: &Letter, room: bool, refusals: usize, error: &Error) {
    if error.is_final() {
        let mut queue = lock(&client.queue);
        queue.answered(letter.id());
        queue.lose(REFUSED, 1);
    } else {
        put(client, letter, room, refusals);
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
    client.wiping.store(true, Ordering::Relaxed);
    let client = Arc::clone(client);
    platform::spawn(move || async move {
        client.store.wipe();
        if !client.may_keep() {
            // What was being loaded when the person said no.
            lock(&client.queue).forget();
        }
        client.wiping.store(false, Ordering::Relaxed);
    });
}

/// Delivers what waits, when it is time to. However often it is said, one delivery is begun by it.
pub(crate) fn kick(client: &Arc<Client>) {
    if client.kicked.swap(true, Ordering::Relaxed) {
        return;
    }
    let client = Arc::clone(client);
    platform::spawn(move || async move {
        client.kicked.store(false, Ordering::Relaxed);
        drain(&client, false).await;
    });
}

/// Delivers what waits; `true` when nothing is left. Without `now` it respects the back-off, with it the service's word alone.
/// What stays is kept.
pub(crate) async fn drain(client: &Arc<Client>, now: bool) -> bool {
    if !client.may_send() {
        return lock(&client.queue).is_empty();
    }
    // A page goes on while another delivery waits for its answer, and would send the same once more.
    if client.delivering.swap(true, Ordering::Relaxed) {
        client.again.store(true, Ordering::Relaxed);
        return false;
    }
    let under_way = UnderWay(client);
    let done = delivered(client, now).await;
    drop(under_way);
    if client.again.swap(false, Ordering::Relaxed) {
        kick(client);
    }
    done
}

/// Ends with the delivery, also where that panics.
struct UnderWay<'a>(&'a Client);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.delivering.store(false, Ordering::Relaxed);
    }
}

async fn delivered(client: &Arc<Client>, now: bool) -> bool {
    let done = pass(client, now).await;
    client.store.forget(&client.queue);
    if !done && client.may_send() {
        client.store.save(&client.queue);
    }
    loss::tell(client);
    done
}

async fn pass(client: &Arc<Client>, now: bool) -> bool {
    loop {
        let mut done = true;
        for way in Way::DELIVERY {
            match deliver_all(client, way, now).await {
                Ok(all) => done &= all,
                Err(error) => {
                    // Nobody is there, on whatever way.
                    Way::DELIVERY.into_iter().for_each(|way| put_off(client, way, &error));
                    return false;
                }
            }
        }
        if !done {
            return false;
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

/// Delivers what waits on one way; false where the rest must wait, and an error where nobody answers.
async fn deliver_all(client: &Arc<Client>, way: Way, now: bool) -> Result<bool, Error> {
    while client.may_send() && lock(&client.queue).is_due(way) {
        if lock(&client.paces).of(way).wait(platform::now(), now) > 0 {
            try_later(client, way);
            return Ok(false);
        }
        let delivered = deliver(client, way).await;
        client.store.forget(&client.queue);
        match delivered {
            Ok(()) => lock(&client.paces).of(way).well(),
            Err(error) if error.is_offline() => return Err(error),
            Err(error) => {
                put_off(client, way, &error);
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Waits longer after each failure, and arranges the next try.
fn put_off(client: &Arc<Client>, way: Way, error: &Error) {
    lock(&client.paces).of(way).failed(error, platform::now(), platform::random() as u64);
    try_later(client, way);
}

/// Arranges the next try; it keeps nothing alive that the app has ended.
fn try_later(client: &Arc<Client>, way: Way) {
    let mut paces = lock(&client.paces);
    let pace = paces.of(way);
    let wait = pace.wait(platform::now(), false);
    if std::mem::replace(&mut pace.arranged, true) {
        return;
    }
    drop(paces);
    let client = Arc::downgrade(client);
    platform::later(wait, move || async move {
        if let Some(client) = client.upgrade() {
            lock(&client.paces).of(way).arranged = false;
            // Where the clock was set back meanwhile, the rest of the wait is arranged anew.
            drain(&client, false).await;
        }
    });
}

/// Sends one batch.
async fn deliver(client: &Client, way: Way) -> Result<(), Error> {
    let key = capture::key(client).ok_or_else(|| Error::new("the public key is none"))?;
    let next = if way == Way::Outcomes { Queue::outcomes } else { Queue::reports };
    let batch = {
        let mut queue = lock(&client.queue);
        let Some(batch) = next(&queue, &key) else { return Ok(()) };
        queue.set_sent(&batch, true);
        batch
    };
    let url = [client.options.endpoint.as_str(), batch.path].concat();
    let answer = ask(client, url, Some(batch.body.clone())).await;
    let receipt = answer.and_then(|answer| read::<Receipt>(&answer));
    let mut queue = lock(&client.queue);
    queue.set_sent(&batch, false);
    match receipt {
        // What a receipt does not name is not on the service's disk, and stays here.
        Ok(receipt) if queue.stored(&batch, &receipt) => {}
        Ok(_) => return Err(Error::unreadable("the service stored nothing of what it was sent")),
        Err(error) if error.is_about_content() && queue.part(&batch, error.is_too_large()) => {}
        Err(error) if error.is_final() => queue.refused(&batch),
        Err(error) => return Err(error),
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
