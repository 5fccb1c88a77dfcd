//! Asks the language model: within its time, a few at once, and not while it fails. Whoever asks goes on without it where no answer
//! comes.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Semaphore;
use unstuck_protocol::{ProductId, limits};
use ureq::{
    Agent, Error,
    config::Config,
    http::header::AUTHORIZATION,
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};

use super::{calling::Checked, clock};
use crate::language_model::{Came, Gate, Prompt, Remembered, Settings, Tally, Use, Verdict, said};

/// Questions at the same time; who comes when all are taken goes on without.
const AT_ONCE: usize = 8;
/// Largest head of an answer, bytes.
const HEAD: usize = 16 * 1024;

/// The language model, and what is known of it.
pub struct Model {
    settings: Settings,
    agent: Agent,
    room: Arc<Semaphore>,
    gate: Mutex<Gate>,
    remembered: Mutex<Remembered>,
    tally: Tally,
}

impl Model {
    /// The one of these settings, not asked yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // A proxy would hear what people ask, and nobody named one.
            .proxy(None)
            .max_response_header_size(HEAD)
            .timeout_global(Some(settings.timeout))
            .user_agent(concat!("unstuck/", env!("CARGO_PKG_VERSION")))
            .build();
        // Its owner says where it is, be it in a network of their own; a name on loopback stays there.
        let resolver = Checked::private(DefaultResolver::default());
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self {
            settings,
            agent,
            room: Arc::new(Semaphore::new(AT_ONCE)),
            gate: Mutex::default(),
            remembered: Mutex::default(),
            tally: Tally::default(),
        }
    }

    /// What came of asking, as Prometheus reads it.
    #[must_use]
    pub fn metrics(&self) -> String {
        self.tally.text()
    }

    /// What was judged of this before, without asking.
    pub fn recall(&self, what: Use, prompt: &Prompt) -> Option<Verdict> {
        let verdict = held(&self.remembered).get(prompt)?;
        self.tally.add(what, Came::Remembered);
        Some(verdict)
    }

    /// What it says to this and the judge keeps, remembered or asked for now; nothing where it is not asked or says nothing good.
    pub async fn ask(
        self: &Arc<Self>,
        product: &ProductId,
        what: Use,
        prompt: Prompt,
        judge: impl FnOnce(&str) -> Verdict,
    ) -> Option<String> {
        let verdict = match self.recall(what, &prompt) {
            Some(verdict) => verdict,
            None => {
                let answer = self.answer(product, what, &prompt).await?;
                let verdict = judge(&answer);
                let came = match &verdict {
                    Verdict::Kept(_) => Came::Kept,
                    Verdict::Declined => Came::Declined,
                    Verdict::Strayed => Came::Strayed,
                };
                self.tally.add(what, came);
                held(&self.remembered).keep(&prompt, verdict.clone());
                verdict
            }
        };
        match verdict {
            Verdict::Kept(kept) => Some(kept),
            Verdict::Declined | Verdict::Strayed => None,
        }
    }

    async fn answer(self: &Arc<Self>, product: &ProductId, what: Use, prompt: &Prompt) -> Option<String> {
        let room = Arc::clone(&self.room).try_acquire_owned().ok();
        let Some(room) = room.filter(|_| held(&self.gate).admits(product, clock::now())) else {
            self.tally.add(what, Came::Unasked);
            return None;
        };
        let (model, body) = (Arc::clone(self), prompt.body(&self.settings));
        // What came of it is counted there, whether or not anybody still waits for it.
        let asked = tokio::task::spawn_blocking(move || {
            let answer = model.post(&body);
            drop(room);
            match answer {
                Ok(answer) => {
                    held(&model.gate).answered();
                    Some(answer)
                }
                Err(reason) => {
                    model.tally.add(what, Came::Failed);
                    if held(&model.gate).failed(clock::now()) {
                        eprintln!(
                            "UNSTUCK-V031: the language model fails ({reason}); it is left alone for a while, and \
                             conversations go on without it. Look at [language_model] in the configuration."
                        );
                    }
                    None
                }
            }
        });
        asked.await.ok().flatten()
    }

    /// What it says, or why there is no answer, in words that hold nothing of anybody's.
    fn post(&self, body: &str) -> Result<String, String> {
        let mut request = self.agent.post(&self.settings.url).header("content-type", "application/json");
        if let Some(authorization) = &self.settings.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let mut answer = request.send(body).map_err(|error| reason(&error).to_owned())?;
        if !answer.status().is_success() {
            return Err(format!("it answered {}", answer.status().as_u16()));
        }
        let limit = limits::LANGUAGE_MODEL_ANSWER_BYTES as u64;
        let read = answer.body_mut().with_config().limit(limit).read_to_vec();
        let read = read.map_err(|error| reason(&error).to_owned())?;
        said(&read).ok_or_else(|| "its answer has no words".to_owned())
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why no answer came. An error's own words may hold the address.
fn reason(error: &Error) -> &'static str {
    match error {
        Error::Timeout(_) => "it did not answer in time",
        Error::BodyExceedsLimit(_) => "its answer is too long",
        Error::HostNotFound | Error::ConnectionFailed | Error::Io(_) => "it was not reached",
        _ => "the connection to it broke",
    }
}
