//! Any problem has one fingerprint, however often it is scrubbed, and a template is its own template.

use unstuck_protocol::{Cause, Context, Fingerprint, Problem, Report, scrub, template::template};

/// Reads the input as code, type and message parted by line breaks, and as a message alone.
pub fn any(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let form = template(&text);
    assert_eq!(template(&form), form);
    assert!(form.len() <= 2 * text.len());
    let mut parts = text.splitn(3, '\n').map(str::to_owned);
    let whole = Problem::new(text.as_ref());
    let parted = Problem {
        kind: parts.next(),
        code: parts.next().filter(|code| !code.is_empty()),
        message: parts.next().unwrap_or_default(),
        causes: vec![Cause { kind: None, message: text.clone().into_owned() }],
        ..Problem::default()
    };
    for problem in [whole, parted] {
        assert_eq!(Fingerprint::of(&problem), Fingerprint::of(&problem));
        let mut report = report(problem);
        scrub::report(&mut report);
        let once = report.clone();
        assert_eq!(Fingerprint::of(&once.problem), once.fingerprint);
        scrub::report(&mut report);
        assert_eq!(report, once);
    }
}

fn report(problem: Problem) -> Report {
    let fingerprint = Fingerprint::of(&problem);
    let id = serde_json::from_str("\"r1\"").expect("an id");
    let (surface, on_device) = (None, None);
    Report {
        id,
        at: 1,
        problem,
        fingerprint,
        context: Context::default(),
        surface,
        on_device,
        sdk: String::new(),
    }
}
