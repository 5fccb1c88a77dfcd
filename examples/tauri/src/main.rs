//! A Tauri window whose errors bring their solution: the Rust side captures and asks, the page shows.

mod refused;

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tauri::{AppHandle, Manager, State, Url, WebviewUrl, WebviewWindowBuilder};
use unstuck::{Options, OutcomeKind, Problem, Sighting, SolutionId, SurfaceKind};

use crate::refused::{Refused, Solution};

/// The service; `page/index.html` and the policy in `tauri.conf.json` name it too.
const SERVICE: &str = "http://127.0.0.1:7400";
/// So long a refusal waits for its solution; the page shows it without one then.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// The smallest amount that the bank pays out, in yuan.
const LEAST: f64 = 10.0;

/// What was refused last, by which a solution that is read is known to be for it.
#[derive(Default)]
struct Last(Mutex<Option<Sighting>>);

#[tauri::command]
async fn withdraw(amount: String, last: State<'_, Last>) -> Result<String, Refused> {
    let attempt = unstuck::operation("withdraw");
    let problem = match amount.trim().parse::<f64>() {
        Ok(amount) if amount >= LEAST => {
            attempt.succeeded();
            return Ok("Done.".into());
        }
        Ok(amount) if amount > 0.0 => {
            Problem::new(format!("The smallest amount you can withdraw is ¥{LEAST:.2}."))
                .code("WITHDRAW_MIN_AMOUNT")
        }
        _ => Problem::new("Please enter an amount above ¥0.00.").code("AMOUNT_INVALID"),
    };
    // Captured while the attempt lasts, so that it belongs to it; the waiting is no part of it.
    let sighting = unstuck::capture_problem(problem.clone(), SurfaceKind::Dialog);
    drop(attempt);
    let answer = sighting.resolution_within(PATIENCE).await.answer;
    *last.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sighting);
    Err(Refused::new(problem, answer.and_then(|answer| Solution::of(answer.article))))
}

/// Opens a solution in a window of the app. The page names it; the address is ours.
#[tauri::command]
async fn read(solution: String, app: AppHandle, last: State<'_, Last>) -> Result<(), String> {
    let solution = SolutionId::new(solution).map_err(|error| error.to_string())?;
    let address = unstuck::solution_url(&solution).and_then(|address| Url::parse(&address).ok());
    let address = WebviewUrl::External(address.ok_or("the solution has no address")?);
    if let Some(sighting) = &*last.0.lock().unwrap_or_else(PoisonError::into_inner) {
        // It was seen: the operation's next success verifies it.
        sighting.outcome(&solution, OutcomeKind::Silent, None);
    }
    // One window for all: an earlier solution makes room.
    if let Some(earlier) = app.get_webview_window("solution") {
        earlier.destroy().map_err(|error| error.to_string())?;
    }
    let window = WebviewWindowBuilder::new(&app, "solution", address);
    window.title("Lantern").build().map(drop).map_err(|error| error.to_string())
}

fn main() -> tauri::Result<()> {
    let _guard =
        unstuck::init(Options::new("pk_dev_local").endpoint(SERVICE).release(env!("CARGO_PKG_VERSION")));
    tauri::Builder::default()
        .manage(Last::default())
        .invoke_handler(tauri::generate_handler![withdraw, read])
        .run(tauri::generate_context!())
}
