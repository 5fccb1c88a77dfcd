//! Reads `tauri.conf.json` into the app.

fn main() {
    tauri_build::build();
}
