//! What is lost, and who hears of it. The reasons are listed in the guide (`docs/src/sdk.md`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    Options,
    client::{Client, lock},
};

/// More waited than there is room for in memory.
pub(crate) const QUEUE_FULL: &str = "queue-full";
/// Larger than a request may be.
pub(crate) const TOO_LARGE: &str = "too-large";
/// The service will never take it.
pub(crate) const REFUSED: &str = "refused";
/// The same error came again and again within a minute.
pub(crate) const REPEATED: &str = "repeated";
/// The team's last look kept it here.
pub(crate) const BEFORE_SEND: &str = "before-send";

/// Who hears of a reason and a count.
pub(crate) type Hear = std::sync::Arc<dyn Fn(&str, u64) + Send + Sync>;

impl Options {
    /// Calls this with a reason and a count when reports or outcomes are lost, on the delivery thread, or on the page's own loop.
    /// The reasons are listed in the guide.
    ///
    /// ```
    /// let options = unstuck::Options::new("pk_dev_local")
    ///     .on_loss(|reason, count| eprintln!("{count} reports of errors are lost: {reason}"));
    /// ```
    #[must_use]
    pub fn on_loss(mut self, hear: impl Fn(&str, u64) + Send + Sync + 'static) -> Self {
        self.on_loss = Some(std::sync::Arc::new(hear));
        self
    }
}

/// Tells the app what was lost since it was last told.
pub(crate) fn tell(client: &Client) {
    if let Some(hear) = &client.options.on_loss {
        // Outside the lock, since the app may capture from there.
        let untold = lock(&client.queue).untold();
        for (reason, count) in untold {
            // A panic there is the app's own, and whoever waits for this delivery waits on.
            let _ = catch_unwind(AssertUnwindSafe(|| hear(reason, count)));
        }
    }
}
