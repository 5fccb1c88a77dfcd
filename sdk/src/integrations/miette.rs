//! `miette`: diagnostics with their code, help and address; and the solution under the error in a terminal.

use std::{fmt, time::Duration};

use miette::{Diagnostic, ReportHandler};
use unstuck_protocol::{Cause, Severity, SurfaceKind, limits};

use crate::{Problem, Sighting, capture_problem, chain, solution_url};

/// How long a terminal waits for an answer before the error stands there without one.
const WAIT: Duration = Duration::from_secs(2);

/// Captures a diagnostic with its code, help, address and what it is related to.
///
/// ```
/// # #[derive(Debug, Clone, PartialEq)] struct Full;
/// # impl std::fmt::Display for Full { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("the disk is full") } }
/// # impl std::error::Error for Full {}
/// # impl miette::Diagnostic for Full {
/// #     fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> { Some(Box::new("disk::full")) }
/// # }
/// let problem = unstuck::integrations::miette::problem(&Full);
/// assert_eq!(problem.code.as_deref(), Some("disk::full"));
/// let _sighting = unstuck::integrations::miette::capture(&Full);
/// ```
pub fn capture(diagnostic: &dyn Diagnostic) -> Sighting {
    capture_problem(problem(diagnostic), SurfaceKind::None)
}

/// A diagnostic as we speak of it.
#[must_use]
pub fn problem(diagnostic: &dyn Diagnostic) -> Problem {
    let mut problem = Problem::new(diagnostic.to_string());
    problem.code = diagnostic.code().map(|code| code.to_string());
    problem.help_url = diagnostic.url().map(|url| url.to_string());
    problem.severity = match diagnostic.severity() {
        Some(miette::Severity::Advice) => Severity::Info,
        Some(miette::Severity::Warning) => Severity::Warning,
        Some(miette::Severity::Error) | None => Severity::Error,
    };
    let mut add = |kind: &str, message: String| {
        if problem.causes.len() < limits::CAUSES {
            problem.causes.push(Cause { kind: Some(kind.to_owned()), message });
        }
    };
    if let Some(help) = diagnostic.help() {
        add("help", help.to_string());
    }
    let mut next = diagnostic.diagnostic_source();
    for _ in 0..limits::CAUSES {
        let Some(cause) = next else { break };
        add("cause", cause.to_string());
        next = cause.diagnostic_source();
    }
    for related in diagnostic.related().into_iter().flatten().take(limits::CAUSES) {
        add("related", related.to_string());
    }
    if let Some(cause) = diagnostic.source().filter(|_| diagnostic.diagnostic_source().is_none()) {
        let inner = chain::problem(cause);
        problem.causes.push(Cause { kind: inner.kind, message: inner.message });
        problem.causes.extend(inner.causes);
        problem.causes.truncate(limits::CAUSES);
    }
    problem
}

/// Prints an error as another handler does, and under it the solution with its address.
///
/// ```
/// use unstuck::integrations::miette::Handler;
/// miette::set_hook(Box::new(|_| Box::new(Handler::around(miette::DebugReportHandler::new()))))?;
/// # Ok::<(), miette::InstallError>(())
/// ```
#[derive(Debug)]
pub struct Handler<H> {
    inner: H,
    wait: Duration,
}

impl<H> Handler<H> {
    /// What this handler prints, with the solution under it.
    pub fn around(inner: H) -> Self {
        Self { inner, wait: WAIT }
    }

    /// How long it waits for the answer; two seconds if nothing is set.
    #[must_use]
    pub fn wait(mut self, longest: Duration) -> Self {
        self.wait = longest;
        self
    }
}

impl<H: ReportHandler> ReportHandler for Handler<H> {
    fn debug(&self, error: &dyn Diagnostic, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.debug(error, f)?;
        let resolution = capture(error).resolution_blocking(self.wait);
        let Some(answer) = resolution.answer else { return Ok(()) };
        write!(f, "\n  Solution: {}", plain(&answer.article.title))?;
        match solution_url(&answer.article.solution) {
            Some(url) => write!(f, "\n            {url}"),
            None => Ok(()),
        }
    }
}

/// A title from elsewhere can't steer the terminal.
fn plain(title: &str) -> String {
    title.chars().filter(|c| !c.is_control()).collect()
}
