//! Errors as other people's crates bring them.

use std::{fmt, panic::catch_unwind, process::Command, time::Duration};

use miette::{Diagnostic, ReportHandler};
use tracing_subscriber::layer::SubscriberExt as _;
use unstuck::{
    Severity,
    integrations::{self, anyhow::problem},
    test::with_captured,
};

#[derive(Debug)]
struct Refused {
    #[allow(dead_code, reason = "a Debug that prints it would tell it")]
    password: &'static str,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the account refused the login")
    }
}

impl std::error::Error for Refused {}

impl Diagnostic for Refused {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("login::refused"))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("sign in again"))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("https://example.com/login"))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(miette::Severity::Warning)
    }
}

const REFUSED: Refused = Refused { password: "hunter2" };

#[test]
fn an_error_has_the_name_of_its_type_and_nothing_of_its_fields() {
    let reports = with_captured(|| {
        unstuck::capture(&REFUSED);
        unstuck::capture(&std::io::Error::from(std::io::ErrorKind::NotFound));
        unstuck::capture(&"17x".parse::<u8>().unwrap_err());
    });
    let kinds: Vec<_> = reports.iter().map(|report| report.problem.kind.as_deref().unwrap()).collect();
    assert_eq!(kinds, ["Refused", "io::NotFound", "ParseIntError"]);
    assert!(!format!("{reports:?}").contains("hunter2"));
}

#[test]
fn what_anyhow_and_eyre_add_is_told_and_the_type_is_that_of_the_error_within() {
    let told = problem(&anyhow::Error::new(REFUSED).context("the report could not be sent"));
    assert_eq!(
        (told.message.as_str(), told.kind.as_deref()),
        ("the report could not be sent", Some("Refused"))
    );
    assert_eq!(told.causes[0].message, "the account refused the login");
    let again =
        integrations::eyre::problem(&eyre::Report::new(REFUSED).wrap_err("the report could not be sent"));
    assert_eq!((told.message, told.kind), (again.message, again.kind));
}

#[test]
fn a_diagnostic_brings_its_code_help_and_address() {
    let told = integrations::miette::problem(&REFUSED);
    assert_eq!(told.code.as_deref(), Some("login::refused"));
    assert_eq!(told.help_url.as_deref(), Some("https://example.com/login"));
    assert_eq!(told.severity, Severity::Warning);
    assert_eq!(told.causes[0].message, "sign in again");
}

#[test]
fn without_an_answer_a_terminal_shows_the_error_as_ever() {
    struct Shown<'a>(&'a dyn ReportHandler);
    impl fmt::Display for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.debug(&REFUSED, f)
        }
    }
    let inner = miette::NarratableReportHandler::new();
    let plain = Shown(&inner).to_string();
    let reports = with_captured(|| {
        let handler = integrations::miette::Handler::around(miette::NarratableReportHandler::new());
        assert_eq!(Shown(&handler.wait(Duration::from_secs(5))).to_string(), plain);
    });
    assert_eq!(reports[0].problem.code.as_deref(), Some("login::refused"));
}

/// Knows the way out of a refused login.
struct Knows;

impl unstuck::Transport for Knows {
    fn send(&self, _: String, body: Option<String>) -> unstuck::Waiting {
        let asked: serde_json::Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
        let said = serde_json::json!({
            "report": asked["report"]["id"], "by": "service", "recorded": true,
            "answer": {
                "article": { "solution": "login-again", "locale": "en", "title": "Sign in\u{1b}[31m again", "body": [] },
                "confidence": 0.99,
                "reasons": [],
            },
        });
        let body = said.to_string().into_bytes();
        Box::pin(async move { Ok(unstuck::Answered { status: 200, retry_after: None, body }) })
    }
}

#[test]
fn with_an_answer_a_terminal_shows_the_solution_and_its_address_under_the_error() {
    struct Shown<'a>(&'a dyn ReportHandler);
    impl fmt::Display for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.debug(&REFUSED, f)
        }
    }
    // Holds the others off, whose process this is too.
    let captured = unstuck::test::Captured::begin(unstuck::Options::new("pk_test"));
    let options = unstuck::Options::new("pk_test").in_memory().endpoint("https://help.example.com");
    let _guard = unstuck::init(options.transport(Box::new(Knows)));
    let shown =
        Shown(&integrations::miette::Handler::around(miette::NarratableReportHandler::new())).to_string();
    // A title from elsewhere can't steer the terminal.
    let end =
        "\n  Solution: Sign in[31m again\n            https://help.example.com/help/pk_test/s/login-again";
    assert!(shown.contains("the account refused the login") && shown.ends_with(end), "{shown:?}");
    drop(captured);
}

#[test]
fn a_panic_is_told_with_its_place_and_the_hook_before_still_speaks() {
    use std::sync::atomic::{AtomicU32, Ordering};
    static BEFORE: AtomicU32 = AtomicU32::new(0);
    std::panic::set_hook(Box::new(|_| {
        BEFORE.fetch_add(1, Ordering::Relaxed);
    }));
    let reports = with_captured(|| {
        integrations::panic::install();
        integrations::panic::install();
        let _ = catch_unwind(|| panic!("no account {}", 17));
        let _ = catch_unwind(|| std::panic::panic_any(17));
    });
    // Other tests of this process are silent about theirs.
    assert_eq!(BEFORE.load(Ordering::Relaxed), 2);
    let panics: Vec<_> =
        reports.iter().filter(|report| report.problem.kind.as_deref() == Some("panic")).collect();
    assert_eq!(panics.len(), 2);
    assert_eq!(panics[0].problem.message, "no account 17");
    assert_eq!(panics[0].problem.severity, Severity::Fatal);
    assert!(
        panics[0].problem.causes[0].message.contains("integrations.rs:"),
        "{:?}",
        panics[0].problem.causes
    );
    assert_eq!(panics[1].problem.message, "a panic without words");
}

/// With an error as a field, and one of the crate that `log` comes by.
#[test]
fn events_of_tracing_and_of_log_make_the_trail_and_errors_are_captured() {
    let layer =
        integrations::tracing::layer().breadcrumbs(tracing::Level::DEBUG).capture(tracing::Level::ERROR);
    let _ = tracing_log::LogTracer::init();
    let reports = with_captured(|| {
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            tracing::trace!("too detailed");
            tracing::debug!(account = "mei@example.com", api_key = "k", "signing in");
            log::warn!("the clock is {} s late", 3);
            let error: &(dyn std::error::Error + 'static) = &REFUSED;
            tracing::error!(error, "could not sign in");
        });
    });
    let [report] = &reports[..] else { panic!("{reports:?}") };
    let trail: Vec<_> = report.context.breadcrumbs.iter().map(|step| step.message.as_str()).collect();
    assert_eq!(trail, ["signing in account=[email] api_key=[secret]", "the clock is 3 s late"]);
    assert_eq!(report.problem.message, "could not sign in");
    assert_eq!(report.problem.causes[0].message, "the account refused the login");
    assert_eq!(report.problem.kind.as_deref(), Some("Refused"));
}

/// The process itself, once more: it panics in its main thread, and its guard delivers what it said.
#[test]
fn a_program_that_panics_has_told_it_before_it_ends() {
    use std::{io::Read as _, net::TcpListener};
    const AGAIN: &str = "UNSTUCK_TEST_PANICS";
    if let Ok(endpoint) = std::env::var(AGAIN) {
        let _guard = unstuck::init(unstuck::Options::new("pk_test").in_memory().endpoint(endpoint));
        integrations::panic::install();
        panic!("the ledger does not balance");
    }
    let service = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", service.local_addr().unwrap());
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_program_that_panics_has_told_it_before_it_ends", "--nocapture"])
        .env(AGAIN, endpoint)
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut heard = Vec::new();
    service.set_nonblocking(true).unwrap();
    let started = std::time::Instant::now();
    let mut stream = loop {
        match service.accept() {
            Ok((stream, _)) => break stream,
            Err(_) => assert!(started.elapsed() < Duration::from_secs(20), "the program said nothing"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&heard).contains("the ledger does not balance") {
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend(&part[..read]);
    }
    drop((stream, service));
    assert!(!program.wait().unwrap().success());
}
