//! Scrubbing of whole reports, contexts and outcomes.

use serde_json::Value;

use super::{cut, key, text, url};
use crate::{Context, Facts, Fingerprint, Locale, Outcome, Problem, Report, User, json, limits};

/// What stands for a value under the name of a secret.
const HIDDEN: &str = "[secret]";

/// Scrubs every text of a report, cuts each to its limit, and names the problem anew by what is left.
///
/// Scrubbing twice is scrubbing once, so page and service come to the same report.
pub fn report(report: &mut Report) {
    problem(&mut report.problem);
    report.fingerprint = Fingerprint::of(&report.problem);
    context(&mut report.context);
    clean(&mut report.sdk, limits::LINE_BYTES);
}

/// Scrubs an outcome's reason and the name of its fix, and cuts each to its limit.
pub fn outcome(outcome: &mut Outcome) {
    if let Some(reason) = &mut outcome.reason {
        clean(reason, limits::MESSAGE_BYTES);
    }
    if let Some(run) = &mut outcome.run {
        clean(&mut run.name, limits::ID_BYTES);
    }
}

/// Scrubs a text and cuts it to a limit in bytes, until nothing changes.
///
/// ```
/// let mut said = String::from("sent to jo@example.com, and more");
/// unstuck_protocol::scrub::clean(&mut said, 15);
/// assert_eq!(said, "sent to [email]");
/// ```
pub fn clean(value: &mut String, limit: usize) {
    settle(value, limit, |value| {
        if let std::borrow::Cow::Owned(scrubbed) = text(value) {
            *value = scrubbed;
        }
    });
}

/// Scrubs and cuts until nothing changes: what is left after a cut may look like a secret that it was not before.
fn settle(value: &mut String, limit: usize, scrub: fn(&mut String)) {
    for _ in 0..super::PASSES {
        scrub(value);
        if value.len() <= limit {
            break;
        }
        cut(value, limit);
    }
}

fn maybe(value: &mut Option<String>, limit: usize) {
    if let Some(value) = value {
        clean(value, limit);
    }
}

fn problem(problem: &mut Problem) {
    maybe(&mut problem.code, limits::CODE_BYTES);
    maybe(&mut problem.kind, limits::LINE_BYTES);
    maybe(&mut problem.title, limits::LINE_BYTES);
    clean(&mut problem.message, limits::MESSAGE_BYTES);
    maybe(&mut problem.field, limits::LINE_BYTES);
    maybe(&mut problem.help_url, limits::HREF_BYTES);
    problem.causes.truncate(limits::CAUSES);
    for cause in &mut problem.causes {
        maybe(&mut cause.kind, limits::LINE_BYTES);
        clean(&mut cause.message, limits::MESSAGE_BYTES);
    }
}

/// Scrubs every text of a context and cuts each to its limit, as within a report.
pub fn context(context: &mut Context) {
    if let Some(route) = &mut context.route {
        place(route);
    }
    maybe(&mut context.release, limits::LINE_BYTES);
    maybe(&mut context.environment, limits::LINE_BYTES);
    context
        .locales
        .retain(|tag| tag.len() <= limits::TAG_BYTES && Locale::new(tag).is_some() && text(tag) == *tag);
    context.locales.truncate(limits::TAGS);
    if let Some(User { id, traits }) = &mut context.user {
        // the id is hashed, or raw because the team wants it so
        if let Some(id) = id {
            cut(id, limits::ID_BYTES);
        }
        facts(traits);
    }
    facts(&mut context.tags);
    let extra = std::mem::take(&mut context.extra);
    for (name, mut entry) in extra.into_iter().take(limits::TAGS) {
        let name = named(name, &mut entry, 0);
        context.extra.insert(name, entry);
    }
    let late = context.breadcrumbs.len().saturating_sub(limits::BREADCRUMBS);
    context.breadcrumbs.drain(..late);
    for crumb in &mut context.breadcrumbs {
        clean(&mut crumb.message, limits::LINE_BYTES);
    }
    if let Some(operation) = &mut context.operation {
        clean(&mut operation.method, limits::TAG_BYTES);
        place(&mut operation.route);
    }
}

fn place(route: &mut String) {
    settle(route, limits::LINE_BYTES, |route| *route = url(route));
}

/// A name as it may be shown, and whether what stands under it is a secret; a name that itself was one hides both.
fn label(name: String) -> (String, bool) {
    let secret = key(&name);
    let mut shown = name;
    clean(&mut shown, limits::TAG_BYTES);
    let secret = secret || key(&shown);
    (shown, secret)
}

fn facts(facts: &mut Facts) {
    for (name, mut fact) in facts.take().into_iter().take(limits::TAGS) {
        let (name, secret) = label(name);
        if secret {
            HIDDEN.clone_into(&mut fact);
        }
        clean(&mut fact, limits::TAG_BYTES);
        facts.insert(name, fact);
    }
}

/// Scrubs a named value, and gives its name as it may be shown.
fn named(name: String, entry: &mut Value, depth: usize) -> String {
    let (name, secret) = label(name);
    if secret && !matches!(entry, Value::Null | Value::Bool(_)) {
        *entry = Value::String(HIDDEN.to_owned());
    } else {
        value(entry, depth);
    }
    name
}

fn value(entry: &mut Value, depth: usize) {
    match entry {
        Value::Null | Value::Bool(_) => {}
        _ if depth >= limits::DOCUMENT_DEPTH => *entry = Value::Null,
        Value::String(text) => clean(text, limits::MESSAGE_BYTES),
        Value::Number(number) => {
            let plain = json::number(number);
            if let std::borrow::Cow::Owned(marker) = text(&plain) {
                *entry = Value::String(marker);
            }
        }
        Value::Array(items) => {
            items.truncate(limits::BATCH_ITEMS);
            items.iter_mut().for_each(|item| value(item, depth + 1));
        }
        Value::Object(fields) => {
            for (name, mut field) in std::mem::take(fields).into_iter().take(limits::BATCH_ITEMS) {
                let name = named(name, &mut field, depth + 1);
                fields.insert(name, field);
            }
        }
    }
}
