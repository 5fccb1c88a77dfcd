//! An answer that a window waits for while it goes on drawing.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use eframe::egui;
use unstuck::{Resolution, Sighting};

/// After that nobody looks at the button any more, and the answer is an abstention.
const PATIENCE: Duration = Duration::from_secs(8);

/// The answer to one sighting. No thread waits for it, and no runtime is needed: whoever brings it wakes the window.
pub struct Awaited {
    waiting: Pin<Box<dyn Future<Output = Resolution>>>,
    wake: Arc<Repaint>,
    resolution: Option<Resolution>,
}

struct Repaint {
    window: egui::Context,
    due: AtomicBool,
}

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.due.store(true, Ordering::Release);
        self.window.request_repaint();
    }
}

impl Awaited {
    /// Begins to wait; `window` is drawn anew once the answer is there.
    #[must_use]
    pub fn new(sighting: Sighting, window: egui::Context) -> Self {
        Self {
            waiting: Box::pin(async move { sighting.resolution_within(PATIENCE).await }),
            wake: Arc::new(Repaint { window, due: AtomicBool::new(true) }),
            resolution: None,
        }
    }

    /// The answer, as soon as it is there. It returns at once: ask each time the window is drawn.
    pub fn resolution(&mut self) -> Option<&Resolution> {
        if self.resolution.is_none() && self.wake.due.swap(false, Ordering::AcqRel) {
            let waker = Waker::from(Arc::clone(&self.wake));
            if let Poll::Ready(resolution) = self.waiting.as_mut().poll(&mut Context::from_waker(&waker)) {
                self.resolution = Some(resolution);
            }
        }
        self.resolution.as_ref()
    }
}
