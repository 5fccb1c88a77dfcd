//! A service that answers as it is told and remembers what it took.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use unstuck::{Answered, Transport, Waiting};

pub(crate) const HANGS: u16 = 0;

#[derive(Default)]
pub(crate) struct Service {
    status: AtomicU16,
    /// What was taken: the path and the body.
    taken: Mutex<Vec<(String, Value)>>,
}

impl Service {
    pub(crate) fn answering(status: u16) -> Arc<Self> {
        let service = Self::default();
        service.answer(status);
        Arc::new(service)
    }

    pub(crate) fn answer(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    fn all(&self, list: &str) -> Vec<Value> {
        let taken = self.taken.lock().unwrap();
        taken.iter().flat_map(|(_, body)| body[list].as_array().cloned().unwrap_or_default()).collect()
    }

    /// Ids of the reports and outcomes that were delivered in batches, in this order, and of those that were asked about.
    pub(crate) fn delivered(&self) -> Vec<String> {
        let asked =
            self.taken.lock().unwrap().iter().map(|(_, body)| body["report"].clone()).collect::<Vec<_>>();
        let mut both = [self.all("reports"), self.all("outcomes"), asked].concat();
        both.retain(|one| one.is_object());
        both.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// How many were told as lost for a reason.
    pub(crate) fn lost(&self, reason: &str) -> u64 {
        let losses = self.all("losses");
        losses
            .iter()
            .filter(|loss| loss["reason"] == reason)
            .map(|loss| loss["count"].as_u64().unwrap())
            .sum()
    }
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let status = self.status.load(Ordering::SeqCst);
        if status == HANGS {
            // Longer than any test waits, as a network that swallows everything.
            std::thread::sleep(Duration::from_secs(600));
        }
        let said: Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let ids = |name: &str| -> Vec<Value> {
            said[name].as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
        };
        let answer = if url.ends_with("/v1/resolve") {
            serde_json::json!({ "report": said["report"]["id"], "by": "service", "recorded": true })
        } else {
            serde_json::json!({ "reports": ids("reports"), "outcomes": ids("outcomes") })
        };
        if status == 200 {
            self.taken.lock().unwrap().push((url, said));
        }
        Box::pin(
            async move { Ok(Answered { status, retry_after: None, body: answer.to_string().into_bytes() }) },
        )
    }
}
