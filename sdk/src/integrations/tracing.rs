//! `tracing`: events become breadcrumbs, and those that the team asks for are captured. `log` comes the same way, by
//! `tracing_log::LogTracer`.

use std::{
    error::Error,
    fmt::{Debug, Write as _},
};

use tracing_core::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::layer::Context;
use unstuck_protocol::{BreadcrumbKind, Problem, Severity, SurfaceKind, limits, scrub};

use crate::{add_breadcrumb, bounds::Short, capture_problem, chain, client::Client, platform};

/// A layer that adds events to the trail, those of `INFO` and worse if nothing else is set.
///
/// Values of fields with a secret's name never come along. Where the SDK is not started, and for events that are too
/// detailed, nothing is allocated or formatted.
///
/// ```
/// use tracing_subscriber::layer::SubscriberExt as _;
/// let layer = unstuck::integrations::tracing::layer().capture(tracing::Level::ERROR);
/// let reports = unstuck::test::with_captured(|| {
///     tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
///         tracing::info!(order = 17, password = "hunter2", "paying");
///         tracing::error!(code = "CARD_EXPIRED", "the payment failed");
///     });
/// });
/// assert_eq!(reports[0].problem.code.as_deref(), Some("CARD_EXPIRED"));
/// assert_eq!(reports[0].context.breadcrumbs[0].message, "paying order=17 password=[secret]");
/// ```
pub fn layer() -> Layer {
    Layer { breadcrumbs: Level::INFO, capture: None }
}

/// What [`layer`] makes.
#[derive(Debug, Clone)]
#[must_use = "a layer does nothing before it is added to a subscriber"]
pub struct Layer {
    breadcrumbs: Level,
    capture: Option<Level>,
}

impl Layer {
    /// The most detailed level that becomes a breadcrumb.
    pub fn breadcrumbs(mut self, level: Level) -> Self {
        self.breadcrumbs = level;
        self
    }

    /// Events of this level and worse are captured, rather than added to the trail.
    pub fn capture(mut self, level: Level) -> Self {
        self.capture = Some(level);
        self
    }
}

impl<S: Subscriber> tracing_subscriber::Layer<S> for Layer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = *event.metadata().level();
        let captured = self.capture.is_some_and(|most| level <= most);
        // What the delivery itself logs would be told again and again.
        if !(captured || level <= self.breadcrumbs) || !Client::is_on() || platform::is_delivery() {
            return;
        }
        let mut said = Said::default();
        event.record(&mut said);
        if captured {
            let _ = capture_problem(said.problem(level), SurfaceKind::None);
        } else {
            add_breadcrumb(BreadcrumbKind::Console, said.line());
        }
    }
}

/// What an event says.
struct Said {
    message: Short,
    fields: Short,
    code: Option<String>,
    error: Option<Problem>,
}

impl Default for Said {
    fn default() -> Self {
        let line = || Short::new(limits::LINE_BYTES);
        Self { message: Short::new(limits::MESSAGE_BYTES), fields: line(), code: None, error: None }
    }
}

impl Said {
    fn line(self) -> String {
        let (mut line, fields) = (self.message.text(), self.fields.text());
        line.push_str(if line.is_empty() { fields.trim_start() } else { &fields });
        line
    }

    fn problem(self, level: Level) -> Problem {
        let mut problem = self.error.unwrap_or_default();
        let message = self.message.text();
        if !message.is_empty() {
            let cause = std::mem::replace(&mut problem.message, message);
            if !cause.is_empty() {
                let kind = problem.kind.clone();
                problem.causes.insert(0, unstuck_protocol::Cause { kind, message: cause });
            }
        }
        if problem.message.is_empty() {
            problem.message = self.fields.text().trim_start().to_owned();
        }
        problem.code = self.code;
        problem.severity = match level {
            Level::ERROR => Severity::Error,
            Level::WARN => Severity::Warning,
            _ => Severity::Info,
        };
        problem
    }
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // What does not fit is not kept.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            // The crate that brings events of `log` adds where they come from.
            name if name.starts_with("log.") => Ok(()),
            name if scrub::key(name) => write!(self.fields, " {name}=[secret]"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "code" {
            self.code = Some(value.to_owned());
        }
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.error = Some(chain::problem(value));
        self.record_debug(field, &format_args!("{value}"));
    }
}
