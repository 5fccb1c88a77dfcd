//! When to end.

/// Waits for SIGTERM or for SIGINT (Ctrl-C).
pub async fn asked() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    // Without a handler there is nothing to wait for but the default action, which ends the process.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
