//! A service that answers as it is told, and keeps what it was sent.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use unstuck::{Answered, Guard, Options, Transport, Waiting};

/// What one journey has for itself: the SDK is one of a process.
pub(crate) struct Started {
    pub(crate) service: Arc<Service>,
    // In this order: the SDK ends before another journey begins.
    _guard: Guard,
    _alone: MutexGuard<'static, ()>,
}

#[derive(Default)]
pub(crate) struct Service {
    answer: Value,
    asked: Mutex<Vec<(String, Value)>>,
    /// Whether it answers yet.
    awake: Mutex<bool>,
    woken: Condvar,
}

static ALONE: Mutex<()> = Mutex::new(());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts the SDK with a service that gives this answer to everything, once it is woken.
pub(crate) fn asleep(answer: Value) -> Started {
    let alone = lock(&ALONE);
    let service = Arc::new(Service { answer, ..Service::default() });
    let guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    Started { service, _guard: guard, _alone: alone }
}

/// As [`asleep`], and awake.
pub(crate) fn awake(answer: Value) -> Started {
    let started = asleep(answer);
    started.service.wake();
    started
}

impl Service {
    pub(crate) fn wake(&self) {
        *lock(&self.awake) = true;
        self.woken.notify_all();
    }

    /// The kinds of the outcomes it was told, the last word about each coming last.
    pub(crate) fn outcomes(&self) -> Vec<String> {
        let asked = lock(&self.asked);
        let told =
            asked.iter().flat_map(|(_, body)| body["outcomes"].as_array().cloned().unwrap_or_default());
        told.map(|outcome| outcome["kind"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The reports about which it was asked.
    pub(crate) fn reports(&self) -> Vec<Value> {
        let asked = lock(&self.asked);
        let about = asked.iter().filter(|(url, _)| url.ends_with("/v1/resolve"));
        about.map(|(_, body)| body["report"].clone()).collect()
    }
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let said: Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        lock(&self.asked).push((url.clone(), said.clone()));
        drop(self.woken.wait_while(lock(&self.awake), |awake| !*awake));
        let ids = |name: &str| -> Vec<Value> {
            said[name].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
        };
        let mut answer = json!({ "reports": ids("reports"), "outcomes": ids("outcomes") });
        if url.ends_with("/v1/resolve") {
            answer = json!({ "report": said["report"]["id"], "by": "service", "recorded": true });
            if self.answer.is_object() {
                answer["answer"] = json!({ "article": self.answer, "confidence": 0.99, "reasons": [] });
            }
        }
        let body = answer.to_string().into_bytes();
        Box::pin(std::future::ready(Ok(Answered { status: 200, retry_after: None, body })))
    }
}
