//! On the one thread of a runtime.

use std::time::Duration;

use super::{
    SOON, capture, journey, options,
    server::{How, Server},
};

#[test]
fn a_runtime_of_one_thread_may_flush_and_wait() {
    journey(|| {
        let server = Server::start(How::Status(503, String::new()));
        let (options, _) = options(&server.url);
        let _guard = unstuck::init(options);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let first = capture(1);
            assert!(!unstuck::flush(SOON));
            assert!(first.resolution().await.abstention.is_some());
            assert!(!unstuck::flush_async().await);
            server.becomes(How::Well);
            assert!(unstuck::flush(SOON));
            let second = capture(2);
            // Others go on while it waits.
            let (answer, other) = tokio::join!(second.resolution(), async {
                tokio::time::sleep(Duration::from_millis(1)).await;
                capture(2).resolution().await
            });
            assert!(answer.recorded && !other.recorded);
            let third = capture(3);
            let kept = third.clone();
            let task = tokio::spawn(async move { kept.resolution_within(SOON).await });
            assert!(third.resolution_blocking(SOON).recorded);
            assert!(task.await.unwrap().recorded);
            assert!(unstuck::flush_async().await);
            assert_eq!(server.stored().len(), 4);
        });
    });
}
