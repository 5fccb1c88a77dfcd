//! What costs nothing where the SDK is not started or an event is too detailed: no memory is asked for.

use tracing_subscriber::layer::SubscriberExt as _;
use unstuck::integrations;

#[global_allocator]
static MEMORY: dhat::Alloc = dhat::Alloc;

/// Blocks of memory asked for by some work.
fn blocks(work: impl FnOnce()) -> u64 {
    let before = dhat::HeapStats::get().total_blocks;
    work();
    dhat::HeapStats::get().total_blocks - before
}

/// One test, since all of a process share the allocator.
#[test]
fn events_and_breadcrumbs_that_nobody_hears_of_allocate_nothing() {
    let _profiler = dhat::Profiler::builder().testing().build();
    let events = || {
        for order in 0..100 {
            tracing::info!(order, "paying");
            tracing::debug!(order, account = "mei@example.com", "paying");
        }
    };
    let registry = || tracing_subscriber::registry().with(integrations::tracing::layer());
    tracing::subscriber::with_default(registry(), || {
        events();
        assert_eq!(blocks(events), 0, "the SDK is not started");
    });
    let captured = unstuck::test::Captured::begin(unstuck::Options::new("pk_test"));
    tracing::subscriber::with_default(registry(), || {
        let detailed = || (0..100).for_each(|order| tracing::debug!(order, "paying"));
        detailed();
        assert_eq!(blocks(detailed), 0, "too detailed");
        assert!(blocks(events) > 0, "an event that is kept asked for no memory, so nothing is counted");
    });
    drop(captured);
    std::panic::set_hook(Box::new(|_| {}));
    let panics = || drop(std::panic::catch_unwind(|| panic!("no such account")));
    panics();
    let before = blocks(panics);
    integrations::panic::install();
    panics();
    assert_eq!(blocks(panics), before, "the hook of a panic, the SDK not started");
}
