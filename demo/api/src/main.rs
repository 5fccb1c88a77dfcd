//! Serves the demo wallet: its app and its API.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use jiff::Timestamp;
use unstuck_demo_api::{Wallets, app};

/// Serve the demo wallet, its app and its API.
#[derive(Parser)]
#[command(
    version,
    after_help = "Example:\n  unstuck-demo-api --static target/demo --listen 127.0.0.1:4100 \
                                 --service http://127.0.0.1:7400"
)]
struct Options {
    /// The folder with the built app.
    #[arg(long = "static", value_name = "DIR", default_value = "target/demo")]
    folder: PathBuf,
    /// Where to listen.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4100")]
    listen: SocketAddr,
    /// The address of the Unstuck service that the page loads its help from.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:7400", value_parser = web_address)]
    service: String,
    /// How long a bank may take to answer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 8)]
    patience: u64,
}

fn web_address(text: &str) -> Result<String, String> {
    let known = text.starts_with("http://") || text.starts_with("https://");
    if known { Ok(text.to_owned()) } else { Err("an address starts with http:// or https://".to_owned()) }
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let wallets = Wallets::new(Timestamp::now, Duration::from_secs(options.patience));
    let app = app(wallets, &options.folder, &options.service);
    let listener = match tokio::net::TcpListener::bind(options.listen).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!(
                "DEMO-LISTEN: {} can't be listened on: {error}. Choose another with --listen.",
                options.listen
            );
            return ExitCode::FAILURE;
        }
    };
    println!("demo wallet on http://{}/", listener.local_addr().unwrap_or(options.listen));
    match axum::serve(listener, app).with_graceful_shutdown(asked_to_stop()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("DEMO-SERVE: the server stopped: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        return;
    }
    let _ = interrupt.await;
}
