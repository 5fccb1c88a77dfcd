//! The same errors again and again, and a hundred thousand of them.

use std::{thread, time::Instant};

use unstuck::SurfaceKind;
use unstuck_protocol::limits;

use super::{
    SOON, arrived, capture, journey, options, problem,
    server::{How, Server},
    until,
};

#[test]
fn the_service_is_asked_once_and_each_sighting_has_its_answer() {
    journey(|| {
        let server = Server::start(How::Well);
        let (options, lost) = options(&server.url);
        let _guard = unstuck::init(options);
        let captured: Vec<_> = (0..200).map(|_| capture(1)).collect();
        for sighting in &captured {
            let answer = sighting.resolution_blocking(SOON);
            assert_eq!(answer.by, unstuck_protocol::ResolvedBy::Service);
            assert_eq!(answer.report, *sighting.id(), "an answer about another report");
            assert_eq!(answer.recorded, sighting.id() == captured[0].id());
        }
        assert_eq!(server.asked("/v1/resolve").len(), 1);
        until("what waits is delivered", || unstuck::flush(SOON));
        arrived(&server, &captured[..limits::SAME_REPORTS]);
        let repeated = captured.len() as u64 - limits::SAME_REPORTS as u64;
        assert_eq!(*lost.lock().unwrap(), [("repeated".to_owned(), repeated)].into());
        assert_eq!(server.lost(), repeated);
    });
}

#[test]
fn whoever_waits_less_takes_no_answer_from_whoever_waits_longer() {
    journey(|| {
        let server = Server::start(How::Drips);
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let (first, second) = (capture(1), capture(1));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let early = runtime.block_on(second.resolution_within(std::time::Duration::from_millis(20)));
        assert!(early.abstention.is_some() && early.report == *second.id());
        assert!(first.resolution_blocking(std::time::Duration::from_millis(1)).abstention.is_some());
        // The one that drips is cut off, the next one is answered.
        server.becomes(How::Well);
        assert!(first.resolution_blocking(SOON).abstention.is_some());
        assert!(capture(1).resolution_blocking(SOON).recorded);
    });
}

/// Kilobytes of memory that the process has, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}

#[test]
fn a_hundred_thousand_errors_cost_bounded_memory_and_each_is_accounted_for() {
    const EACH: usize = 25_000;
    journey(|| {
        let server = Server::start(How::Well);
        let (options, lost) = options(&server.url);
        let guard = unstuck::init(options);
        drop(capture(0));
        let before = memory();
        let started = Instant::now();
        let flood = |thread: usize| {
            // Half are of few kinds, and half of many.
            let kind = move |n: usize| if n.is_multiple_of(2) { 100 + thread * EACH + n } else { n % 7 };
            move || {
                (0..EACH).for_each(|n| drop(unstuck::capture_problem(problem(kind(n)), SurfaceKind::None)))
            }
        };
        let threads: Vec<_> = (0..4).map(|n| thread::spawn(flood(n))).collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        let (took, grown) = (started.elapsed(), memory() - before);
        assert!(grown < 32 * 1024, "{grown} kB");
        until("what waits is delivered", || unstuck::flush(SOON));
        drop(guard);
        let mut stored = server.stored();
        let all = stored.len();
        stored.sort();
        stored.dedup();
        assert_eq!(stored.len(), all, "delivered twice");
        let lost = lost.lock().unwrap();
        let sum: u64 = lost.values().sum();
        assert_eq!(stored.len() as u64 + sum, 4 * EACH as u64 + 1, "{lost:?} in {took:?}");
        assert!(
            lost["repeated"] > 40_000
                && lost.keys().all(|why| ["repeated", "queue-full"].contains(&why.as_str()))
        );
        assert_eq!(server.lost(), sum, "the service was told another number");
    });
}
