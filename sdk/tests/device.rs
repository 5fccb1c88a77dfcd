//! Answers on the device: the pack is fetched once, and a known error is answered without a round trip.

#![cfg(feature = "device")]

mod blocking;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use blocking::finish;
use unstuck::{Answered, Options, Problem, SolutionId, SurfaceKind, Transport, Waiting, protocol};
use unstuck_resolver::{Catalogue, Solution, Text, When, pack};

struct Service {
    asked: Mutex<Vec<(String, String)>>,
    pack: Vec<u8>,
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        self.asked.lock().expect("no test panics here").push((url.clone(), body.clone().unwrap_or_default()));
        let (status, answer) = if url.ends_with("/v1/packs/pk_test/pack") {
            (200, self.pack.clone())
        } else if url.ends_with("/v1/reports") {
            let said: serde_json::Value = serde_json::from_str(&body.unwrap_or_default()).unwrap_or_default();
            let ids: Vec<_> =
                said["reports"].as_array().into_iter().flatten().map(|report| report["id"].clone()).collect();
            (200, serde_json::json!({ "reports": ids }).to_string().into_bytes())
        } else {
            (503, Vec::new())
        };
        Box::pin(async move { Ok(Answered { status, retry_after: None, body: answer }) })
    }
}

#[test]
fn a_known_error_is_answered_at_once_and_reported_and_an_unknown_one_abstains() {
    let id = SolutionId::new("daily-limit").unwrap();
    let text = Text {
        locale: "en".into(),
        title: "Your daily limit".into(),
        body: protocol::Document::default(),
        ..Text::default()
    };
    let solution = Solution {
        id: id.clone(),
        codes: vec!["RP_LIMIT_DAILY".into()],
        messages: vec![],
        questions: vec![],
        when: When::default(),
        texts: vec![text],
    };
    let pack = pack::encode(&Catalogue::new(vec![solution]));
    let service = Arc::new(Service { asked: Mutex::default(), pack });
    let guard = unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(service.clone())));
    let known = || Problem::new("daily limit reached").code("RP_LIMIT_DAILY");

    assert!(unstuck::capture_problem(known(), SurfaceKind::Dialog).on_device().is_none(), "no pack yet");
    finish(unstuck::warm()).unwrap();

    let sighting = unstuck::capture_problem(known(), SurfaceKind::Dialog);
    let at_once = sighting.on_device().unwrap();
    assert_eq!(at_once.answer.as_ref().unwrap().article.solution, id);
    assert_eq!(finish(sighting.resolution()), at_once);
    assert_eq!(finish(unstuck::article(&id)).unwrap().title, "Your daily limit");

    let unknown = unstuck::capture_problem(Problem::new("flux capacitor offline"), SurfaceKind::Dialog);
    let resolution = finish(unknown.resolution());
    assert_eq!(resolution.by, protocol::ResolvedBy::Nobody);
    assert_eq!(resolution.abstention.unwrap().missing, [protocol::Missing::Service]);

    assert!(unstuck::flush(Duration::from_secs(5)));
    let asked = service.asked.lock().expect("no test panics here");
    let about = |path: &str, id: &str| {
        asked.iter().any(|(url, body)| url.ends_with(path) && body.contains(&format!("\"{id}\"")))
    };
    assert!(about("/v1/reports", sighting.id().as_str()), "what the device answered is reported");
    assert!(!about("/v1/resolve", sighting.id().as_str()), "what the device answered is not asked about");
    assert!(about("/v1/reports", unknown.id().as_str()), "what nobody answered is delivered later");
    drop(asked);
    drop(guard);
}
