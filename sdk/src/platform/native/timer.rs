//! One thread that waits for whoever has to, so that however many wait, they cost a line each.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    sync::{OnceLock, mpsc},
    thread,
    time::{Duration, Instant},
};

type Job = Box<dyn FnOnce() + Send>;

static TIMER: OnceLock<Option<mpsc::Sender<Due>>> = OnceLock::new();

struct Due {
    when: Instant,
    job: Job,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.when == other.when
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.when.cmp(&other.when)
    }
}

/// Does a quick thing after `millis`; it must not block, since others wait on the same thread.
pub(crate) fn after(millis: u64, job: impl FnOnce() + Send + 'static) {
    let timer = TIMER.get_or_init(|| {
        let (say, hear) = mpsc::channel();
        thread::Builder::new().name("unstuck-timer".into()).spawn(move || run(&hear)).ok().map(|_| say)
    });
    let now = Instant::now();
    // What can't be waited for, as after the end of time, is done at once.
    let when = now.checked_add(Duration::from_millis(millis)).unwrap_or(now);
    match timer {
        // A send fails only where the thread is gone, and then nothing waits any more.
        Some(timer) => drop(timer.send(Due { when, job: Box::new(job) })),
        None => job(),
    }
}

fn run(hear: &mpsc::Receiver<Due>) {
    let mut waiting: BinaryHeap<Reverse<Due>> = BinaryHeap::new();
    loop {
        let heard = match waiting.peek() {
            None => hear.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected),
            Some(Reverse(next)) => hear.recv_timeout(next.when.saturating_duration_since(Instant::now())),
        };
        match heard {
            Ok(due) => waiting.push(Reverse(due)),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if let Some(Reverse(due)) = waiting.pop() {
                    (due.job)();
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    #[test]
    fn what_is_due_first_comes_first_whenever_it_was_said() {
        let (say, hear) = mpsc::channel();
        for millis in [60, 20, 40, 0] {
            let say = say.clone();
            super::after(millis, move || say.send(millis).unwrap());
        }
        drop(say);
        assert_eq!(hear.into_iter().collect::<Vec<_>>(), [0, 20, 40, 60]);
    }
}
