//! Packs that are signed, that are in parts, and that come late.

#![cfg(feature = "device")]
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

mod blocking;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use blocking::finish;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use unstuck::{
    Answered, Options, Problem, Resolution, SolutionId, SurfaceKind, Transport, Waiting, protocol,
};
use unstuck_resolver::{
    Catalogue, Resolver, Solution, Text, When,
    pack::{self, Files, Plan},
};

/// A folder of packs, and a service that is away.
#[derive(Default)]
struct Away {
    asked: Mutex<Vec<String>>,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Away {
    fn over(files: &Files) -> Arc<Self> {
        let all = Self::default();
        all.put("pack", &files.root);
        files.shards.iter().for_each(|shard| all.put(pack::name(shard).as_str(), shard));
        Arc::new(all)
    }

    fn put(&self, name: &str, file: &[u8]) {
        self.files.lock().unwrap().insert(name.to_owned(), file.to_vec());
    }

    /// How often addresses with this in them were asked for.
    fn asked(&self, part: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|url| url.contains(part)).count()
    }
}

impl Transport for Away {
    fn send(&self, url: String, _: Option<String>) -> Waiting {
        let found = self.files.lock().unwrap().get(url.rsplit('/').next().unwrap_or_default()).cloned();
        self.asked.lock().unwrap().push(url);
        let status = if found.is_some() { 200 } else { 503 };
        Box::pin(async move { Ok(Answered { status, retry_after: None, body: found.unwrap_or_default() }) })
    }
}

/// The SDK is one for the process, so the tests take turns.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn resolver() -> Resolver {
    let solution = |number: usize| Solution {
        id: SolutionId::new(format!("s{number}")).unwrap(),
        codes: vec![format!("E{number}")],
        messages: vec![],
        questions: vec![],
        when: When::default(),
        texts: vec![Text { locale: "en".into(), title: format!("Title {number}"), ..Text::default() }],
    };
    Resolver::new(Catalogue::new((0..40).map(solution).collect()))
}

fn signed(plan: Plan, seed: u8) -> (Files, String) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
    let sign = |message: &[u8]| pair.sign(message).as_ref().try_into().unwrap();
    let files = pack::build(&resolver(), BTreeMap::new, plan, Some(&sign));
    (files, URL_SAFE_NO_PAD.encode(pair.public_key()))
}

fn parted() -> Plan {
    Plan { whole: 0, hot: 150, shard: 120 }
}

fn options(files: &Arc<Away>) -> Options {
    Options::new("pk_test").in_memory().transport(Box::new(Arc::clone(files)))
}

fn meet(code: &str) -> Resolution {
    finish(unstuck::capture_problem(Problem::new("").code(code), SurfaceKind::Dialog).resolution())
}

fn found(resolution: &Resolution) -> Option<&str> {
    resolution.answer.as_ref().map(|answer| answer.article.solution.as_str())
}

#[test]
fn a_pack_is_taken_only_with_the_signature_that_the_page_asks_for() {
    let _turn = turn();
    let (good, key) = signed(Plan::default(), 7);
    let (other, _) = signed(Plan::default(), 8);
    let unsigned = pack::build(&resolver(), BTreeMap::new, Plan::default(), None);
    let (mut touched, mut old) = (good.root.clone(), good.root.clone());
    let last = touched.len() - 1;
    touched[last] ^= 1;
    old[7] = 3;
    for (root, code) in
        [(&good.root, ""), (&other.root, "R006"), (&unsigned.root, "R006"), (&touched, "R006")]
    {
        let files = Away::over(&Files { root: root.clone(), ..Files::default() });
        let guard = unstuck::init(options(&files).pack_key(key.as_str()));
        let warmed = finish(unstuck::warm());
        if code.is_empty() {
            warmed.unwrap();
            assert_eq!(found(&meet("E3")), Some("s3"));
            assert_eq!(files.asked("/v1/resolve"), 0);
        } else {
            assert!(warmed.unwrap_err().to_string().contains(code), "{code}");
            assert_eq!(found(&meet("E3")), None, "a refused pack answers nothing");
            assert_eq!(files.asked("/v1/resolve"), 1, "the service is asked instead");
        }
        drop(guard);
    }
    // Who names no key takes any pack of this version, and none of another.
    for (root, code) in [(&unsigned.root, None), (&other.root, None), (&old, Some("UNSTUCK-R003"))] {
        let files = Away::over(&Files { root: root.clone(), ..Files::default() });
        let guard = unstuck::init(options(&files));
        match (finish(unstuck::warm()), code) {
            (Ok(()), None) => assert_eq!(found(&meet("E3")), Some("s3")),
            (Err(error), Some(code)) => assert!(error.to_string().contains(code), "{error}"),
            (warmed, _) => panic!("{code:?}: {warmed:?}"),
        }
        drop(guard);
    }
    let files = Away::over(&good);
    let _guard = unstuck::init(options(&files).pack_key("no key"));
    assert!(finish(unstuck::warm()).unwrap_err().to_string().contains("UNSTUCK-R006"));
}

#[test]
fn what_stands_elsewhere_is_fetched_once_and_answered_without_the_service() {
    let _turn = turn();
    let (parts, key) = signed(parted(), 7);
    assert!(parts.hot < 10 && parts.shards.len() > 5);
    let files = Away::over(&parts);
    let cdn = "https://cdn.example/help/";
    let _guard = unstuck::init(options(&files).pack_key(key).packs(cdn));
    finish(unstuck::warm()).unwrap();
    assert_eq!(files.asked("https://cdn.example/help/pack"), 1);
    for number in (0..40).chain(0..40) {
        assert_eq!(found(&meet(&format!("E{number}"))), Some(format!("s{number}").as_str()));
    }
    assert_eq!(files.asked("/v1/resolve"), 0);
    assert_eq!(files.asked(cdn), 1 + parts.shards.len(), "each part once");
    assert_eq!(found(&meet("E99")), None);
    assert_eq!(files.asked("/v1/resolve"), 1, "what no part knows is for the service");
}

#[test]
fn a_part_that_is_away_or_forged_is_left_to_the_service() {
    let _turn = turn();
    let (parts, key) = signed(parted(), 7);
    let (forged, _) = signed(parted(), 8);
    for keep in [true, false] {
        let files = Away::over(&Files { root: parts.root.clone(), ..Files::default() });
        for (shard, other) in parts.shards.iter().zip(&forged.shards).filter(|_| keep) {
            files.put(pack::name(shard).as_str(), other);
        }
        let guard = unstuck::init(options(&files).pack_key(key.as_str()));
        finish(unstuck::warm()).unwrap();
        let away = (0..40).filter(|number| found(&meet(&format!("E{number}"))).is_none()).count();
        assert_eq!(away, 40 - parts.hot);
        assert_eq!(files.asked("/v1/resolve"), away);
        assert_eq!(
            files.asked("/v1/packs/pk_test/"),
            1 + parts.shards.len(),
            "asked for once, not at each error"
        );
        drop(guard);
    }
}

#[test]
fn while_the_service_is_away_an_error_before_the_pack_still_finds_it() {
    let _turn = turn();
    let (whole, _) = signed(Plan::default(), 7);
    let files = Away::over(&whole);
    let _guard = unstuck::init(options(&files));
    let sighting = unstuck::capture_problem(Problem::new("").code("E5"), SurfaceKind::Dialog);
    assert!(sighting.on_device().is_none());
    let resolution = finish(sighting.resolution());
    assert_eq!((found(&resolution), resolution.by), (Some("s5"), protocol::ResolvedBy::Device));
    assert_eq!(files.asked("/v1/resolve"), 1, "the service comes first while there is no pack");
}
