//! Carries out webhooks: each run once, however often and by however many it is asked for.
//!
//! A run is on the disk before anything is sent, and what became of it before anybody hears of it. One that was begun when the
//! service ended is never sent again: whether it was done is not known here, and doing it twice would be worse than saying so.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use unstuck_protocol::{
    ActionKind, ProductId, Run, RunId, RunState, WebhookReceipt, WebhookRequest, limits, scrub,
};

use super::{calling, clock};
use crate::{
    fault::{self, Refused},
    http::Service,
    pace::Pace,
    product::Product,
    store::{
        Row,
        runs::{Begun, Ended, Standing},
    },
    webhook::{self, Failure, Missed, Webhook},
};

/// Runs of one product at the same time, so that a service that hangs holds no threads of the others.
const AT_ONCE: usize = 8;
/// How long a run waits for those before it.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is tried to keep what became of a run, and the pause between.
const KEEPING: (usize, Duration) = (3, Duration::from_secs(1));

/// What a run came to.
pub type Answer = Result<WebhookReceipt, Refused>;

/// The webhooks of a product, and the runs under way.
#[derive(Debug)]
pub struct Fixes {
    webhooks: Vec<Webhook>,
    pace: Mutex<Pace>,
    room: Arc<Semaphore>,
    under_way: Mutex<HashMap<RunId, UnderWay>>,
}

#[derive(Debug)]
struct UnderWay {
    asked: WebhookRequest,
    heard: watch::Receiver<Option<Answer>>,
}

impl Fixes {
    /// Of these webhooks, with no run yet.
    #[must_use]
    pub fn new(webhooks: Vec<Webhook>) -> Self {
        Self {
            webhooks,
            pace: Mutex::default(),
            room: Arc::new(Semaphore::new(AT_ONCE)),
            under_way: Mutex::default(),
        }
    }

    /// The webhook of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Webhook> {
        self.webhooks.iter().find(|webhook| webhook.name == name)
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<RunId, UnderWay>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a run off the list of those under way, whatever happened to it.
struct Leaving<'f>(&'f Fixes, RunId);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.under_way().remove(&self.1);
    }
}

/// Carries out a run, or answers what it came to. It goes on where the one who asked leaves.
///
/// # Errors
/// Why it was not carried out, as far as is known.
pub async fn carry(
    service: &Arc<Service>,
    product: &Product,
    asked: WebhookRequest,
    address: Option<IpAddr>,
) -> Answer {
    let mut heard = {
        let mut under_way = product.fixes.under_way();
        match under_way.get(&asked.run) {
            Some(one) if same(&one.asked, asked.report.as_str(), asked.solution.as_str(), &asked.name) => {
                one.heard.clone()
            }
            Some(_) => return Err(fault::reused()),
            None => {
                let (tell, heard) = watch::channel(None);
                under_way.insert(asked.run.clone(), UnderWay { asked: asked.clone(), heard: heard.clone() });
                tokio::spawn(lead(Arc::clone(service), asked, address, tell));
                heard
            }
        }
    };
    let answer = heard.wait_for(Option::is_some).await.ok().and_then(|answer| answer.clone());
    // Nobody is left who could tell.
    answer.unwrap_or_else(|| Err(fault::failed(Failure::Lost)))
}

async fn lead(
    service: Arc<Service>,
    asked: WebhookRequest,
    address: Option<IpAddr>,
    tell: watch::Sender<Option<Answer>>,
) {
    let Ok(product) = service.product(asked.key.as_str()) else { return };
    let _leaving = Leaving(&product.fixes, asked.run.clone());
    let answer = match begin(&service, product, &asked, address).await {
        Ok(sending) => {
            let service = Arc::clone(&service);
            // On a thread that may wait, which goes on to the end also where the service is asked to end.
            let sent = tokio::task::spawn_blocking(move || sending.send(&service));
            sent.await.unwrap_or_else(|_| Err(fault::failed(Failure::Lost)))
        }
        Err(answer) => answer,
    };
    // Who asked may have left.
    let _ = tell.send(Some(answer));
}

/// Everything before the sending; an answer where there is nothing to send.
async fn begin(
    service: &Service,
    product: &Product,
    asked: &WebhookRequest,
    address: Option<IpAddr>,
) -> Result<Sending, Answer> {
    let unread = |why| Err(fault::store(why));
    if let Some(standing) = service.store.run(&product.id, &asked.run).await.map_err(unread)? {
        return Err(again(&standing, asked));
    }
    let (webhook, with) = offered(product, asked).map_err(Err)?;
    let paced =
        product.fixes.pace.lock().unwrap_or_else(PoisonError::into_inner).begin(clock::now(), address);
    paced.map_err(|seconds| Err(fault::hurried(seconds)))?;
    let room = tokio::time::timeout(PATIENCE, Arc::clone(&product.fixes.room).acquire_owned()).await;
    let Ok(Ok(room)) = room else { return Err(Err(fault::hurried(limits::WEBHOOK_MILLIS / 1_000))) };
    let met = service.store.met(&product.id, &asked.report).await.map_err(unread)?;
    let at = clock::now();
    let body = webhook::body(&product.id, asked, &with, met.as_ref(), at);
    let body = body.map_err(|error| Err(fault::malformed(error.to_string())))?;
    let begun = Begun::new(asked, at);
    let kept = service.store.keep(&product.id, vec![Row::Begun(begun.clone())]).await;
    kept.map_err(unread)?;
    if !begun.first() {
        // Another process over the same database was quicker.
        let standing = service.store.run(&product.id, &asked.run).await.map_err(unread)?;
        return Err(standing.map_or_else(|| Err(fault::failed(Failure::Lost)), |one| again(&one, asked)));
    }
    let (product, asked, handle) = (product.id.clone(), asked.clone(), Handle::current());
    Ok(Sending { product, webhook, asked, body, handle, _room: room })
}

/// The webhook that the solution offers under the name, with the arguments that stand there. A name with several is the first one,
/// in the default text before the others.
fn offered(product: &Product, asked: &WebhookRequest) -> Result<(Webhook, BTreeMap<String, Value>), Refused> {
    let served = product.live.current();
    let solution = served.resolver.catalogue().get(&asked.solution);
    let solution = solution.ok_or_else(|| fault::no_webhook(format!("no solution `{}`", asked.solution)))?;
    let action = solution
        .texts
        .iter()
        .flat_map(|text| &text.actions)
        .find(|action| action.kind == ActionKind::Webhook && action.name == asked.name)
        .ok_or_else(|| fault::no_webhook(format!("`{}` offers no such webhook", asked.solution)))?;
    let webhook = product.fixes.get(&asked.name).ok_or_else(|| fault::unconfigured(&asked.name))?;
    Ok((webhook.clone(), action.with.clone()))
}

fn same(asked: &WebhookRequest, report: &str, solution: &str, name: &str) -> bool {
    asked.report.as_str() == report && asked.solution.as_str() == solution && asked.name == name
}

/// The answer to a run that is on the disk, and not under way here.
fn again(standing: &Standing, asked: &WebhookRequest) -> Answer {
    if !same(asked, &standing.report, &standing.solution, &standing.name) {
        return Err(fault::reused());
    }
    match &standing.message {
        Some(message) => Ok(WebhookReceipt { message: message.clone() }),
        None => Err(fault::failed(Failure::of(&standing.state))),
    }
}

/// A run that is on the disk as begun.
struct Sending {
    product: ProductId,
    webhook: Webhook,
    asked: WebhookRequest,
    body: String,
    handle: Handle,
    _room: OwnedSemaphorePermit,
}

impl Sending {
    /// Sends it, keeps what became of it, and answers that.
    fn send(self, service: &Service) -> Answer {
        let began = Instant::now();
        let sent = calling::call(&self.webhook, self.asked.run.as_str(), &self.body);
        let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (state, message, failure) = match sent {
            Ok(message) => (RunState::Done, Some(message), None),
            Err(missed) => (RunState::Failed, None, Some(missed)),
        };
        let name = self.asked.name.clone();
        let run = Run { id: self.asked.run.clone(), kind: ActionKind::Webhook, name, state, millis };
        self.keep(service, run, message.clone(), failure.as_ref());
        match (message, failure) {
            (Some(message), _) => Ok(WebhookReceipt { message }),
            (None, missed) => Err(fault::failed(missed.map_or(Failure::Lost, |missed| missed.failure))),
        }
    }

    /// A run whose end can't be kept stays begun, and counts as not known when it is asked for again.
    fn keep(&self, service: &Service, run: Run, message: Option<String>, missed: Option<&Missed>) {
        let reason = missed.map(|missed| {
            let mut reason = missed.reason.clone();
            scrub::clean(&mut reason, limits::LINE_BYTES);
            reason
        });
        if let Some(Missed { reason, .. }) = missed {
            eprintln!("webhook `{}` of `{}` failed: {reason} (run {})", run.name, self.product, run.id);
        }
        let (report, solution) = (self.asked.report.clone(), self.asked.solution.clone());
        let state = missed.map_or("done", |missed| missed.failure.word());
        let ended = Ended { run, report, solution, state, message, reason, at: clock::now() };
        let (tries, pause) = KEEPING;
        for turn in 1..=tries {
            let kept = service.store.keep(&self.product, vec![Row::Ended(ended.clone())]);
            match self.handle.block_on(kept) {
                Ok(()) => return,
                Err(why) if turn == tries => {
                    let state = ended.run.state.word();
                    eprintln!(
                        "UNSTUCK-D001: what became of a run can't be stored: {why} (run {}, {state})",
                        ended.run.id
                    );
                }
                Err(_) => std::thread::sleep(pause),
            }
        }
    }
}
