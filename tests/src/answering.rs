//! How fast the service answers, beside a handler that does nothing, and whether it kept what it said it kept.

use std::{collections::BTreeSet, fmt::Write as _, process::Command, time::Duration};

use axum::{Json, Router, routing::post};

use crate::{
    Walked,
    load::{self, Connection},
    process::Process,
    service::Service,
};

const SPAN: Duration = Duration::from_secs(1);
/// For both sides alike; a closed loop of few connections would measure one commit's duration and not the work.
const CONNECTIONS: usize = 256;
/// Reports of one redelivery, well within a request's bytes.
const BATCH: usize = 80;
const SOLUTIONS: u64 = 1_000;
const KEY: &str = "pk_dev_local";

/// What is asked.
#[derive(Debug, Clone, Copy)]
enum Asked {
    /// No message comes twice: the slowest there is.
    New,
    /// As in an incident: nearly everybody meets the same few errors.
    Surge,
}

/// Shares of the constant handler's rate that answering reaches.
#[derive(Debug, Clone, Copy)]
pub struct Shares {
    /// When the same few errors come again and again, as nearly all do in an incident.
    pub surge: f64,
    /// When no message comes twice: the slowest there is.
    pub new: f64,
}

/// Measures both.
///
/// `constant` starts a process that runs [`constant`].
///
/// # Errors
/// When a process does not start, an answer is no answer, or a report that was acknowledged is not there exactly once.
pub async fn shares(mut constant: Command) -> Walked<Shares> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("solutions.jsonl");
    std::fs::write(&file, catalogue()?)?;
    let service = Service::over(&file)?;
    let (_measure, plain) =
        Process::start(&mut constant, |line| line.strip_prefix("listening on ").map(str::to_owned))?;
    let resolve = service.url.trim_start_matches("http://").to_owned();
    let mut sent = Sent::default();
    let surge = sent.pairs(Asked::Surge, 5, &plain, &resolve).await?;
    let new = sent.pairs(Asked::New, 9, &plain, &resolve).await?;
    println!(
        "  ratio {new:.2} where each message is new, {surge:.2} where ten messages come again and again"
    );
    sent.acknowledged(&service)?;
    let waiting: Vec<_> = sent.unrecorded.iter().map(|(kind, run, n)| report(*kind, run, *n)).collect();
    redeliver(&resolve, &waiting).await?;
    sent.exactly_once(&service)?;
    Ok(Shares { surge, new })
}

/// Every report that was sent.
#[derive(Default)]
struct Sent {
    recorded: BTreeSet<String>,
    unrecorded: Vec<(Asked, String, u64)>,
}

impl Sent {
    /// Asks both sides in turns: the machine is shared, so a ratio is fair within a moment, and the median of several is
    /// what a disturbance changes least.
    async fn pairs(&mut self, kind: Asked, count: usize, plain: &str, resolve: &str) -> Walked<f64> {
        let mut ratios = Vec::new();
        for turn in 0..count {
            let measure =
                load::rate(plain, "/", CONNECTIONS, SPAN, move |n| request(kind, "plain", n)).await?.rate;
            let run = format!("{kind:?}{turn}");
            let name = run.clone();
            let answered =
                load::rate(resolve, "/v1/resolve", CONNECTIONS, SPAN, move |n| request(kind, &name, n))
                    .await?;
            let (rate, recorded) = (answered.rate, answered.recorded.len());
            let all = recorded + answered.unrecorded.len();
            println!(
                "  {kind:?}: constant {measure:>7.0}/s, resolve {rate:>7.0}/s, ratio {:.2}; recorded at once {recorded} of {all}",
                rate / measure
            );
            ratios.push(rate / measure);
            self.recorded.extend(answered.recorded.iter().map(|n| format!("{run}-{n}")));
            self.unrecorded.extend(answered.unrecorded.iter().map(|n| (kind, run.clone(), *n)));
        }
        ratios.sort_by(f64::total_cmp);
        Ok(ratios[count / 2])
    }

    /// Whoever was told `recorded` never sends it again, so it must be there.
    fn acknowledged(&self, service: &Service) -> Walked {
        let stored = stored(service)?;
        let lost = self.recorded.iter().filter(|id| !stored.contains(*id)).count();
        if lost == 0 {
            return Ok(());
        }
        Err(format!("{lost} acknowledged reports are not in the database").into())
    }

    /// After redelivery every report is there once, and counted once.
    fn exactly_once(mut self, service: &Service) -> Walked {
        let late = self.unrecorded.iter().map(|(_, run, n)| format!("{run}-{n}"));
        self.recorded.extend(late);
        let stored = stored(service)?;
        let counted = service.row("SELECT CAST(sum(reports) AS TEXT) FROM counters")?;
        let sent = self.recorded.len();
        println!("  {sent} reports sent, {} stored, {counted} counted", stored.len());
        if stored == self.recorded && counted == sent.to_string() {
            return Ok(());
        }
        Err("not every report is stored and counted exactly once".into())
    }
}

fn stored(service: &Service) -> Walked<BTreeSet<String>> {
    let ids: Vec<String> = serde_json::from_str(&service.row("SELECT json_group_array(id) FROM reports")?)?;
    let count = ids.len();
    let set: BTreeSet<String> = ids.into_iter().collect();
    if set.len() == count { Ok(set) } else { Err("a report is stored twice".into()) }
}

/// Serves the measure, an axum handler that does nothing, and says where.
///
/// # Errors
/// When no port is free.
pub async fn constant() -> Walked {
    let app = Router::new()
        .route("/", post(async |_body: axum::body::Bytes| Json(serde_json::json!({"ok": true}))));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// Sends what was not recorded again, as the SDK does.
async fn redeliver(address: &str, reports: &[serde_json::Value]) -> Walked {
    let mut connection = Connection::open(address).await?;
    for batch in reports.chunks(BATCH) {
        let body = serde_json::json!({ "v": 1, "key": KEY, "reports": batch }).to_string();
        connection.post("/v1/reports", &body).await?;
    }
    Ok(())
}

fn catalogue() -> Walked<String> {
    const THINGS: [&str; 10] = [
        "transfer",
        "card",
        "statement",
        "packet",
        "limit",
        "account",
        "invoice",
        "refund",
        "login",
        "device",
    ];
    const FAULTS: [&str; 10] = [
        "expired",
        "frozen",
        "rejected",
        "delayed",
        "missing",
        "duplicate",
        "blocked",
        "too large",
        "unknown",
        "unverified",
    ];
    let mut out = String::new();
    for n in 0..SOLUTIONS as usize {
        let (thing, fault, region) = (THINGS[n % 10], FAULTS[n / 10 % 10], n / 100);
        writeln!(
            out,
            "{}",
            serde_json::json!({
                "id": format!("bench:{n}"), "product": "bench", "locale": "en",
                "title": format!("The {thing} is {fault} in region {region}"),
                "body": format!("The {thing} was {fault} by the rules of region {region}.\n\n1. Open the {thing}.\n2. See why it is {fault}.\n3. Try again."),
                "codes": [format!("BENCH_{n}")],
            })
        )?;
    }
    Ok(out)
}

fn request(kind: Asked, run: &str, n: u64) -> String {
    serde_json::json!({ "v": 1, "key": KEY, "report": report(kind, run, n) }).to_string()
}

fn report(kind: Asked, run: &str, n: u64) -> serde_json::Value {
    let said = match kind {
        Asked::New => n,
        Asked::Surge => n % 10,
    };
    serde_json::json!({
        "id": format!("{run}-{n}"), "at": 1_790_000_000_000_u64, "fingerprint": "0", "sdk": "bench",
        "problem": {"code": format!("BENCH_{}", said % SOLUTIONS), "title": "It did not work", "message": format!("The card {said} is expired in region {}", said % 10), "severity": "error"},
        "context": {"route": "/transfer", "release": "2.1.0", "locales": ["en"], "breadcrumbs": [
            {"kind": "click", "message": "button Send", "at": 1_790_000_000_000_u64},
            {"kind": "request", "message": "POST /api/transfers → 409", "at": 1_790_000_000_000_u64}
        ]}
    })
}
