//! Answers that were given already: in a surge nearly every request asks the same few things.
//!
//! An entry is found by everything that an answer depends on, so that it is the very answer which the resolver would
//! give. It lives with one revision of the solutions and is bounded in bytes, however many texts are sent to it.

use std::{
    collections::HashMap,
    hash::BuildHasher as _,
    mem,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use unstuck_protocol::{Context, Report, ReportId, Resolution, SolutionId};
use unstuck_resolver::predict::Moment;
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of keys and answers in one of the two generations.
const ROOM: usize = 4 * 1024 * 1024;
/// Longest question that is remembered, bytes.
const LONGEST: usize = 1_024;
/// What an entry costs beside its texts, about.
const OVERHEAD: usize = 128;
/// Questions of which it is known that they were asked before; one that is pushed out is new again.
const ASKED: usize = 4_096;

/// An answer as JSON, with the places of the report that it is to and of whether that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    json: Arc<str>,
    solution: Option<SolutionId>,
    report: Range<usize>,
    recorded: Range<usize>,
}

impl Told {
    /// What this resolution says; `None` where its JSON does not hold both places exactly once.
    #[must_use]
    pub fn new(resolution: &Resolution) -> Option<Self> {
        let json = serde_json::to_string(resolution).ok()?;
        // Within a text every quotation mark is escaped, so only a name looks like this.
        let after = |name: &str| {
            let at = json.find(name)?;
            (json.rfind(name) == Some(at)).then_some(at + name.len())
        };
        let (report, recorded) = (after("\"report\":\"")?, after("\"recorded\":")?);
        // An identifier has no character that JSON would escape.
        let report = report..report + resolution.report.as_str().len();
        let recorded = recorded..recorded + if resolution.recorded { "true" } else { "false" }.len();
        let solution = resolution.answer.as_ref().map(|answer| answer.article.solution.clone());
        Some(Self { json: json.into(), solution, report, recorded })
    }

    /// The solution that it answers with.
    #[must_use]
    pub fn solution(&self) -> Option<&SolutionId> {
        self.solution.as_ref()
    }

    /// The whole JSON for this report.
    #[must_use]
    pub fn json(&self, report: &ReportId, recorded: bool) -> String {
        let mut places =
            [(&self.report, report.as_str()), (&self.recorded, if recorded { "true" } else { "false" })];
        places.sort_by_key(|(place, _)| place.start);
        let mut out = String::with_capacity(self.json.len() + report.as_str().len());
        let mut done = 0;
        for (place, text) in places {
            out.push_str(&self.json[done..place.start]);
            out.push_str(text);
            done = place.end;
        }
        out + &self.json[done..]
    }
}

/// The answers of one revision. Two generations: what is asked for again moves to the young one, the old one is let go.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Box<str>, Told>,
    old: HashMap<Box<str>, Told>,
    bytes: usize,
    /// A hash of each message that was asked about, in its own place.
    asked: Vec<u64>,
}

impl Memo {
    /// Whether the report's code and message came before, as far as is known. Most come once, and to tell and remember
    /// the whole question of those costs more than it saves.
    #[must_use]
    pub fn again(&self, report: &Report) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = held.young.hasher().hash_one((&report.problem.code, &report.problem.message));
        held.asked.resize(ASKED, 0);
        mem::replace(&mut held.asked[hash as usize % ASKED], hash) == hash
    }

    /// The answer to this question, if it is remembered.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<Told> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(told) = held.young.get(question) {
            return Some(told.clone());
        }
        let (question, told) = held.old.remove_entry(question)?;
        held.keep(question, told.clone());
        Some(told)
    }

    /// Remembers what was told to a question. A long question is rare, rarely comes twice, and is not kept.
    pub fn keep(&self, question: String, told: Told) {
        if question.len() <= LONGEST {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(question.into(), told);
        }
    }
}

impl Generations {
    fn keep(&mut self, question: Box<str>, told: Told) {
        let size = question.len() + told.json.len() + OVERHEAD;
        if size > ROOM {
            return;
        }
        if self.bytes + size > ROOM {
            self.old = mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += size;
        self.young.insert(question, told);
    }
}

/// Everything of a report that an answer may depend on, as one text: the whole problem, of the context what
/// [`unstuck_resolver::Query`] takes, and what history learnt to tell by the scene. `None` where it cannot be told; then
/// nothing is remembered.
#[must_use]
pub fn question(report: &Report, telling: &[u64]) -> Option<String> {
    // What else the context tells counts by `telling` alone. Named one by one, so that a new circumstance does not compile
    // before somebody decides whether answers depend on it.
    let Context {
        route,
        release,
        locales,
        environment: _,
        user: _,
        tags: _,
        extra: _,
        breadcrumbs: _,
        operation: _,
    } = &report.context;
    serde_json::to_string(&(&report.problem, route, release, locales, telling)).ok()
}

/// A hash of everything that a moment's questions depend on.
#[must_use]
pub fn digest(moment: &Moment) -> u64 {
    xxh3_64(format!("{moment:?}").as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};
    use unstuck_protocol::ResolvedBy;
    use unstuck_resolver::{Resolver, author};

    use super::*;

    fn report(value: Value) -> Report {
        let mut whole =
            json!({ "id": "r1", "at": 1, "fingerprint": "0", "problem": { "message": "It failed" } });
        value.as_object().unwrap().iter().for_each(|(name, value)| whole[name] = value.clone());
        serde_json::from_value(whole).unwrap()
    }

    fn resolver() -> Resolver {
        let text = "---\nid: a\ntitle: It failed\ncodes: [A]\n---\nTry again.\n".to_owned();
        Resolver::new(author::read(&[author::Source { path: "a.md".into(), text }]).unwrap())
    }

    #[test]
    fn a_remembered_answer_is_the_one_that_was_given() {
        let (memo, resolver) = (Memo::default(), resolver());
        for message in ["It failed", "What is this?"] {
            let first = report(json!({ "problem": { "message": message, "code": "A" } }));
            let mut resolution = resolver.resolve(&first, ResolvedBy::Service);
            memo.keep(question(&first, &[]).unwrap(), Told::new(&resolution).unwrap());
            let again = report(json!({ "id": "r2", "problem": { "message": message, "code": "A" } }));
            let told = memo.get(&question(&again, &[]).unwrap()).unwrap();
            resolution.report = again.id.clone();
            for recorded in [true, false] {
                resolution.recorded = recorded;
                assert_eq!(told.json(&again.id, recorded), serde_json::to_string(&resolution).unwrap());
                assert_eq!(Told::new(&resolution).unwrap().json(&again.id, true), told.json(&again.id, true));
            }
        }
    }

    #[test]
    fn whatever_changes_an_answer_changes_the_question() {
        let mut all = vec![question(&report(json!({})), &[]).unwrap()];
        for other in [
            json!({ "problem": { "message": "It failed", "code": "A" } }),
            json!({ "problem": { "message": "It failed", "type": "A" } }),
            json!({ "problem": { "message": "It failed", "title": "A" } }),
            json!({ "problem": { "message": "It failed", "causes": [{ "message": "A" }] } }),
            json!({ "problem": { "message": "It failed", "causes": [{ "type": "A", "message": "" }] } }),
            json!({ "context": { "route": "A" } }),
            json!({ "context": { "release": "A" } }),
            json!({ "context": { "locales": ["A"] } }),
            json!({ "context": { "locales": ["A", ""] } }),
        ] {
            all.push(question(&report(other), &[]).unwrap());
        }
        all.push(question(&report(json!({})), &[7]).unwrap());
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn what_is_asked_once_is_not_worth_remembering() {
        let memo = Memo::default();
        let again = |message: &str| memo.again(&report(json!({ "problem": { "message": message } })));
        assert!(!again("a"));
        assert!(!again("b"));
        assert!(again("a"));
        let known = (0..20_000).filter(|n| again(&n.to_string())).count();
        assert_eq!(known, 0);
        assert_eq!(memo.0.lock().unwrap().asked.len(), ASKED);
    }

    #[test]
    fn a_flood_of_questions_stays_within_its_room() {
        let (memo, resolver) = (Memo::default(), resolver());
        let told = Told::new(&resolver.resolve(&report(json!({})), ResolvedBy::Service)).unwrap();
        for n in 0..40_000 {
            memo.keep(format!("question {n}"), told.clone());
            assert!(memo.get("question 0").is_some(), "what is asked again and again stays");
        }
        assert!(memo.get("question 1").is_none());
        {
            let held = memo.0.lock().unwrap();
            for generation in [&held.young, &held.old] {
                let entries = generation.iter();
                let bytes: usize = entries.map(|(key, told)| key.len() + told.json.len() + OVERHEAD).sum();
                assert!(bytes <= ROOM);
            }
        }
        memo.keep("x".repeat(LONGEST + 1), told);
        assert!(memo.get(&"x".repeat(LONGEST + 1)).is_none());
    }
}
