//! Where an error was met, as facts: what history tells solutions apart by when their messages are alike.

mod lift;
mod setback;

use unstuck_protocol::{BreadcrumbKind, Context, Report, UnixMillis, letters::lower, template::template};
use xxhash_rust::xxh3::xxh3_64;

pub(crate) use lift::{Lifts, Met};
pub(crate) use setback::Setbacks;

use crate::order::{order, pair, parts};

/// Most facts of a scene.
const FACTS: usize = 32;
/// Longest fact, bytes.
const FACT: usize = 120;
/// Steps of the trail that count, the latest ones.
const TRAIL: usize = 8;
/// Hours that are one time of day.
const HOURS: u64 = 3;

/// What a report tells about the moment of its error, a fact each: the kind, a blank, and what is so.
///
/// Kinds are `route`, `release` (major and minor), `locale` (the language), `environment`, `operation`, `hour` (three hours by
/// the universal clock), `last` (the latest click), `click`, `request`, `went`, `console` and `custom` (the latest steps of the
/// trail), `trait.<name>` and `tag.<name>`. Numbers and ids are taken out of texts, as they are of messages; all is in small letters, in order and once.
///
/// ```
/// use unstuck_protocol::{Context, Fingerprint, Problem, Report};
/// # let problem = Problem { message: "It failed".into(), ..Problem::default() };
/// # let fingerprint = Fingerprint::of(&problem);
/// let context = Context { route: Some("/orders/4711".into()), release: Some("2.4.1".into()), ..Context::default() };
/// let report = Report {
///     context, problem, fingerprint, at: 7_200_000, id: unstuck_protocol::ReportId::new("r1").unwrap(),
///     surface: None, on_device: None, sdk: String::new(),
/// };
/// assert_eq!(unstuck_resolver::scene::facts(&report), ["hour 0", "release 2.4", "route /orders/{}"]);
/// ```
#[must_use]
pub fn facts(report: &Report) -> Vec<String> {
    of(&report.context, report.at)
}

/// The same of any moment, `at` by the clock of whoever lives it; 0 where that is not known.
#[must_use]
pub fn of(context: &Context, at: UnixMillis) -> Vec<String> {
    let mut facts = Vec::new();
    let mut add = |kind: &str, what: &str| {
        if !what.trim().is_empty() && facts.len() < FACTS {
            facts.push(cut(lower(&format!("{kind} {}", what.trim()))));
        }
    };
    add("route", &path(context.route.as_deref().unwrap_or_default()));
    add("release", &minor(context.release.as_deref().unwrap_or_default()));
    let language = context.locales.first().and_then(|locale| locale.split(['-', '_']).next());
    add("locale", &lower(language.unwrap_or_default()));
    add("environment", context.environment.as_deref().unwrap_or_default());
    if let Some(operation) = &context.operation {
        let status = operation.status.map(|status| status.to_string()).unwrap_or_default();
        add("operation", &format!("{} {} {status}", operation.method, path(&operation.route)));
    }
    // A clock that was never set tells nothing.
    if at > 0 {
        add("hour", &(at / 3_600_000 % 24 / HOURS * HOURS).to_string());
    }
    let mut clicks = context.breadcrumbs.iter().rev().filter(|step| step.kind == BreadcrumbKind::Click);
    if let Some(step) = clicks.next() {
        add("last", &template(&step.message));
    }
    for step in context.breadcrumbs.iter().rev().take(TRAIL) {
        let message = &step.message;
        match step.kind {
            BreadcrumbKind::Click => add("click", &template(message)),
            BreadcrumbKind::Request => add("request", &paths(message)),
            BreadcrumbKind::Route => add("went", &paths(message)),
            BreadcrumbKind::Console => add("console", &template(message)),
            BreadcrumbKind::Custom | BreadcrumbKind::Unknown => add("custom", &template(message)),
        }
    }
    let traits = context.user.iter().flat_map(|user| user.traits.iter());
    traits.for_each(|(name, text)| add(&format!("trait.{name}"), text));
    context.tags.iter().for_each(|(name, text)| add(&format!("tag.{name}"), text));
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// A route without its query and fragment, and without numbers and ids.
fn path(route: &str) -> String {
    let route = route.split(['?', '#']).next().unwrap_or_default();
    let steps: Vec<String> = route.split('/').map(template).collect();
    steps.join("/")
}

/// A line such as `POST /api/transfers/4711 → 409`: its routes without numbers and ids, its status as it is.
fn paths(line: &str) -> String {
    let word = |word: &str| if word.contains('/') { path(word) } else { word.to_owned() };
    line.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// A release as far as its minor version: what stays the same from one repair to the next.
fn minor(release: &str) -> String {
    crate::release::version(release)
        .map_or_else(|| release.to_owned(), |[major, minor, _]| format!("{major}.{minor}"))
}

fn cut(mut text: String) -> String {
    text.truncate(
        (0..=FACT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default(),
    );
    text
}

/// Facts as they are compared: hashes in order, each once, with the hash of their kind before their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scene(Box<[u64]>);

impl Scene {
    pub(crate) fn read<'a>(facts: impl Iterator<Item = &'a String>) -> Self {
        let hash = |text: &str| xxh3_64(text.as_bytes()) as u32;
        let fact = |fact: &String| {
            let fact = lower(fact.trim());
            pair(hash(fact.split(' ').next().unwrap_or_default()), hash(&fact))
        };
        let mut facts: Vec<u64> = facts.take(FACTS + 1).map(fact).collect();
        order(&mut facts);
        facts.dedup();
        Self(facts.into())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn has(&self, fact: u64) -> bool {
        self.0.binary_search(&fact).is_ok()
    }

    /// All of its facts.
    fn all(&self) -> &[u64] {
        &self.0
    }

    /// The facts of each kind, with the kind.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (u32, &[u64])> {
        self.0.chunk_by(|one, next| parts(*one).0 == parts(*next).0).map(|facts| (parts(facts[0]).0, facts))
    }

    /// Everything of it, as bytes.
    pub(crate) fn bytes(&self, out: &mut Vec<u8>) {
        out.extend(self.0.iter().flat_map(|fact| fact.to_le_bytes()));
    }
}

/// The facts of scenes, each with how many of them have it.
pub(crate) fn common(scenes: &[Scene]) -> impl Iterator<Item = (u64, usize)> {
    let mut all: Vec<u64> = scenes.iter().flat_map(|scene| scene.all()).copied().collect();
    order(&mut all);
    let counts: Vec<(u64, usize)> =
        all.chunk_by(|one, next| one == next).map(|same| (same[0], same.len())).collect();
    counts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_keep_their_steps_and_lose_their_ids() {
        assert_eq!(path("/orders/4711/items?id=9#top"), "/orders/{}/items");
        assert_eq!(path("/"), "/");
        assert_eq!(paths("POST /api/transfers/4711?x=1 → 409"), "POST /api/transfers/{} → 409");
    }

    #[test]
    fn facts_are_compared_without_case_and_order_and_once() {
        let read = |facts: &[&str]| {
            let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
            Scene::read(facts.iter())
        };
        assert_eq!(read(&["route /a", "Click Pay"]), read(&["click pay ", "route /a", "route /a"]));
        assert_ne!(read(&["route /a"]), read(&["went /a"]));
    }
}
