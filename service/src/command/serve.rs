//! `unstuck serve`.

use std::{
    future::IntoFuture as _, io::Write as _, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration,
};

use clap::Args;

use crate::{
    catalogue::Live,
    config,
    conversation::Conversations,
    edge::{asking::Model, embeddings, learning, shutdown},
    http::{self, Service},
    metrics::Metrics,
    product::Product,
    public::PublicUrl,
    store::Store,
};

/// How long requests under way may take once the end was asked for.
const FAREWELL: Duration = Duration::from_secs(10);

#[derive(Args)]
#[command(after_help = "Example:\n  unstuck serve --solutions help/ --data data/ --listen 127.0.0.1:7400")]
pub(super) struct Options {
    /// A folder of Markdown files, or a .jsonl file.
    #[arg(long, value_name = "PATH")]
    solutions: Option<PathBuf>,
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = "unstuck-data")]
    data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7400")]
    listen: SocketAddr,
    /// Products, keys and origins, as TOML.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The key that signs packs, for products whose configuration names none.
    #[arg(long, value_name = "FILE")]
    signing_key: Option<PathBuf>,
    /// Where people reach the service, for products whose configuration does not say it.
    #[arg(long, value_name = "URL", value_parser = PublicUrl::new)]
    public_url: Option<PublicUrl>,
    /// A folder with a static embedding model: `model.safetensors`, `tokenizer.json` and `config.json`.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
}

pub(super) fn run(options: Options) -> Result<(), String> {
    let config = config::read(options.config.as_deref(), options.solutions.as_deref())
        .map_err(|fault| fault.to_string())?;
    let encoder = embeddings::open(options.embeddings.as_deref())?;
    let products = config.products.into_iter().map(|mut entry| {
        entry.signing_key = entry.signing_key.or_else(|| options.signing_key.clone());
        entry.public_url = entry.public_url.or_else(|| options.public_url.clone());
        Product::open(entry, &options.data, encoder.clone())
    });
    let products = products.collect::<Result<Vec<_>, _>>()?;
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| format!("UNSTUCK-V006: no threads ({error}). Free some memory."))?;
    let store = Store::open(&options.data, runtime.handle().clone()).map_err(|why| {
        format!("UNSTUCK-V005: the store cannot be opened ({why}). Name a writable folder with --data DIR.")
    })?;
    for product in &products {
        Live::watch(&product.live);
        learning::follow(&product.live, product.id.clone(), &options.data);
    }
    let service = Arc::new(Service {
        products,
        store,
        conversations: Conversations::default(),
        metrics: Metrics::default(),
        model: config.language_model.map(|settings| Arc::new(Model::new(settings))),
    });
    let result = runtime.block_on(listen(options.listen, service));
    // The runtime drops its last handles on the service here; the store then writes what it still holds.
    drop(runtime);
    result
}

async fn listen(address: SocketAddr, service: Arc<Service>) -> Result<(), String> {
    let fault = |error: std::io::Error| {
        format!("UNSTUCK-V007: cannot listen on {address} ({error}). Choose another with --listen ADDR:PORT.")
    };
    let listener = crate::edge::TcpListener::bind(address).await.map_err(fault)?;
    let local = listener.local_addr().map_err(fault)?;
    println!("listening on http://{local}");
    // A supervisor reads this line through a pipe; one that closed it does not stop the service.
    let _ = std::io::stdout().flush();
    let (ending, ended) = tokio::sync::oneshot::channel();
    let asked = async move {
        shutdown::asked().await;
        let _ = ending.send(());
    };
    let late = async {
        if ended.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(FAREWELL).await;
    };
    let router = http::router(service).into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        result = axum::serve(listener, router).with_graceful_shutdown(asked).into_future() => result.map_err(fault),
        () = late => Ok(()),
    }
}
