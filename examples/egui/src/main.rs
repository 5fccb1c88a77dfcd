//! Starts the SDK and opens the window: `cargo run -- http://127.0.0.1:7400`.

use eframe::{NativeOptions, egui::ViewportBuilder};
use unstuck::Options;
use unstuck_example_egui::wallet::Wallet;

fn main() -> eframe::Result {
    let service = std::env::args().nth(1).unwrap_or_else(|| "http://127.0.0.1:7400".into());
    // Kept until the window is closed: then it delivers what waits.
    let _guard =
        unstuck::init(Options::new("pk_dev_local").endpoint(service).release(env!("CARGO_PKG_VERSION")));
    let viewport = ViewportBuilder::default().with_inner_size([520.0, 600.0]);
    eframe::run_native(
        "Lantern",
        NativeOptions { viewport, ..NativeOptions::default() },
        Box::new(|_| Ok(Box::new(Wallet::default()))),
    )
}
