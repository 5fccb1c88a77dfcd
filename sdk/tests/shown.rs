//! What a person is shown who asks what is sent is what leaves, to the letter.

#![cfg(feature = "device")]
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

mod blocking;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use blocking::finish;
use serde_json::{Value, json};
use unstuck::{Answered, Options, Problem, Sighting, SolutionId, SurfaceKind, Transport, Waiting};
use unstuck_resolver::{
    Catalogue, Resolver, Solution, Text, When,
    pack::{self, Files, Plan},
};

/// A service that stores reports and answers no question, beside a folder of packs that gives none away before it is told to.
struct Service {
    files: BTreeMap<String, Vec<u8>>,
    held: Mutex<Receiver<()>>,
    /// What came on each path.
    told: Mutex<Vec<(String, String)>>,
}

impl Service {
    /// With the solutions in parts, or as a whole; and what lets go of one file at a time.
    fn over(plan: Plan) -> (Arc<Self>, Sender<()>) {
        let solution = |number: usize| Solution {
            id: SolutionId::new(format!("s{number}")).unwrap(),
            codes: vec![format!("E{number}")],
            messages: vec![],
            questions: vec![],
            when: When::default(),
            texts: vec![Text { locale: "en".into(), title: "Title".into(), ..Text::default() }],
        };
        let catalogue = Resolver::new(Catalogue::new((0..40).map(solution).collect()));
        let Files { root, shards, .. } = pack::build(&catalogue, BTreeMap::new, plan, None);
        let shards = shards.into_iter().map(|shard| (pack::name(&shard).as_str().to_owned(), shard));
        let (free, held) = channel();
        let files = shards.chain([("pack".to_owned(), root)]).collect();
        (Arc::new(Self { files, held: Mutex::new(held), told: Mutex::default() }), free)
    }

    fn told(&self, path: &str) -> Vec<String> {
        let told = self.told.lock().unwrap();
        told.iter().filter(|(url, _)| url.ends_with(path)).map(|(_, body)| body.clone()).collect()
    }
}

impl Transport for Service {
    fn send(&self, url: String, body: Option<String>) -> Waiting {
        let (status, answer) = if let Some(body) = body {
            let said: Value = serde_json::from_str(&body).unwrap();
            let ids: Vec<_> =
                said["reports"].as_array().into_iter().flatten().map(|it| it["id"].clone()).collect();
            let status = if url.ends_with("/v1/resolve") { 503 } else { 200 };
            self.told.lock().unwrap().push((url, body));
            (status, json!({ "reports": ids }).to_string().into_bytes())
        } else {
            self.held.lock().unwrap().recv_timeout(SOON).unwrap();
            (200, self.files[url.rsplit('/').next().unwrap()].clone())
        };
        Box::pin(async move { Ok(Answered { status, retry_after: None, body: answer }) })
    }
}

const SOON: Duration = Duration::from_secs(5);
const PARTED: Plan = Plan { whole: 0, hot: 150, shard: 120 };

fn start(service: &Arc<Service>) -> unstuck::Guard {
    unstuck::init(Options::new("pk_test").in_memory().transport(Box::new(Arc::clone(service))))
}

fn meet(code: &str) -> Sighting {
    unstuck::capture_problem(Problem::new("it failed").code(code), SurfaceKind::Dialog)
}

/// The SDK is one for the process, so the tests take turns.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A regression: the device's later answer stood in what left, and not in what the person had seen of it.
#[test]
fn what_was_shown_before_the_device_knew_more_leaves_as_it_was_shown() {
    let _turn = turn();
    for plan in [PARTED, Plan::default()] {
        let parted = plan.whole == 0;
        let (service, free) = Service::over(plan);
        let _guard = start(&service);
        if parted {
            free.send(()).unwrap();
            finish(unstuck::warm()).unwrap();
        }
        // Without a pack the service is asked first, and is away.
        let sighting = meet("E39");
        let shown = sighting.payload().unwrap().to_owned();
        free.send(()).unwrap();
        let answer = finish(sighting.resolution()).answer.unwrap();
        assert_eq!(answer.article.solution.as_str(), "s39");
        assert!(unstuck::flush(SOON));
        let left = [service.told("/v1/reports"), service.told("/v1/resolve")].concat();
        assert_eq!(left.len(), if parted { 1 } else { 2 });
        assert!(left.iter().all(|body| body.contains(&shown)), "{shown} was shown, and {left:?} left");
        assert_eq!(sighting.payload(), Some(shown.as_str()));
    }
}

#[test]
fn what_nobody_has_seen_yet_tells_what_the_device_answered() {
    let _turn = turn();
    let (service, free) = Service::over(PARTED);
    let _guard = start(&service);
    free.send(()).unwrap();
    finish(unstuck::warm()).unwrap();
    let sighting = meet("E39");
    free.send(()).unwrap();
    assert!(finish(sighting.resolution()).answer.is_some());
    assert!(unstuck::flush(SOON));
    let left = service.told("/v1/reports").concat();
    let shown: Value = serde_json::from_str(sighting.payload().unwrap()).unwrap();
    assert_eq!(shown["on_device"]["solution"], "s39");
    assert!(left.contains(sighting.payload().unwrap()), "{shown} is shown, and {left} left");
}

/// Whatever was asked first and failed is not told otherwise afterwards.
#[test]
fn a_report_that_left_once_is_the_same_ever_after() {
    let _turn = turn();
    let (service, free) = Service::over(Plan::default());
    let _guard = start(&service);
    let sighting = meet("E39");
    free.send(()).unwrap();
    assert!(finish(sighting.resolution()).answer.is_some());
    assert!(unstuck::flush(SOON));
    let left = [service.told("/v1/reports"), service.told("/v1/resolve")].concat();
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|body| body.contains(sighting.payload().unwrap())), "{left:?}");
}
