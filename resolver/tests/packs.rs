//! Packs in parts: what stands in them, how it is found, and that a part never says what the whole would not.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeMap, sync::LazyLock};

use proptest::{collection::vec, prelude::*};
use unstuck_protocol::{
    Context, Document, Fingerprint, Node, Problem, Report, ReportId, Resolution, ResolvedBy, SolutionId, Tag,
    limits,
};
use unstuck_resolver::{
    Catalogue, Holding, Resolver, Solution, Text, When,
    holding::Lack,
    pack::{self, Files, PackError, Plan},
};

const WORDS: &[&str] =
    &["limit", "card", "Expired", "余额不足", "{x}", "42", "getProps", "transfer", "of", "is", "not", "bank"];

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(prop::sample::select(WORDS), count).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn any_solution()(
        id in "[a-p]", codes in vec("[A-F]", 0..3), messages in vec(words(1..8), 0..3), title in words(1..5), body in words(0..20),
        route in prop::option::of(prop::sample::select(vec!["/a", "/b"])),
    ) -> Solution {
        solution(&id, codes, messages, When { release: None, route: route.map(str::to_owned) }, &title, &body)
    }
}

fn solution(
    id: &str,
    codes: Vec<String>,
    messages: Vec<String>,
    when: When,
    title: &str,
    body: &str,
) -> Solution {
    let body = Document::from(vec![Node::of(Tag::Paragraph, vec![Node::text(body)])]);
    let texts = vec![Text { locale: "en".into(), title: title.into(), body, ..Text::default() }];
    let id = SolutionId::new(id).unwrap();
    Solution { id, codes, messages, questions: vec![], when, texts }
}

fn report(problem: Problem, route: Option<&str>) -> Report {
    Report {
        id: ReportId::new("r-1").unwrap(),
        at: 0,
        fingerprint: Fingerprint::of(&problem),
        problem,
        context: Context { route: route.map(str::to_owned), ..Context::default() },
        surface: None,
        on_device: None,
        sdk: String::new(),
    }
}

/// A holder of these files that fetches what it lacks, as long as `reaches` lets it; how many it fetched.
fn told(
    files: &Files,
    holding: &mut Holding,
    report: &Report,
    reaches: bool,
) -> (Result<Resolution, Lack>, usize) {
    let mut fetched = 0;
    loop {
        match holding.resolve(report) {
            Err(Lack::Shard(at)) => {
                let Some(name) = holding.claim(at).filter(|_| reaches) else {
                    return (Err(Lack::Nothing), fetched);
                };
                let file = files.shards.iter().find(|file| pack::name(file).as_str() == name).unwrap();
                holding.hold(at, file).unwrap();
                fetched += 1;
            }
            told => return (told, fetched),
        }
    }
}

fn answered(told: &Result<Resolution, Lack>) -> Option<SolutionId> {
    told.as_ref().ok()?.answer.as_ref().map(|answer| answer.article.solution.clone())
}

/// Sixty solutions, each with a code and a message of its own, and one code that two of them have on different routes.
fn sixty() -> Catalogue {
    let nouns = ["card", "transfer", "packet", "statement", "limit", "device"];
    let verbs =
        ["expired", "refused", "frozen", "missing", "delayed", "doubled", "rounded", "locked", "lost", "cut"];
    let mut solutions = Vec::new();
    for (at, noun) in nouns.iter().enumerate() {
        for (of, verb) in verbs.iter().enumerate() {
            let id = format!("{noun}-{verb}");
            let mut codes = vec![format!("E_{at}_{of}"), format!("{noun}.{verb}")];
            let mut when = When::default();
            if of < 2 {
                codes.push(format!("BOTH_{noun}"));
                when.route = Some(format!("/{verb}/**"));
            }
            let messages = vec![format!("Your {noun} of {{amount}} at the {noun} desk was {verb} today")];
            let title = format!("The {noun} was {verb}");
            solutions.push(solution(
                &id,
                codes,
                messages,
                when,
                &title,
                &format!("What to do when a {noun} is {verb}. ").repeat(6),
            ));
        }
    }
    Catalogue::new(solutions)
}

static FILES: LazyLock<Files> =
    LazyLock::new(|| pack::build(&Resolver::new(sixty()), BTreeMap::new, small(2_000), None));

fn small(hot: usize) -> Plan {
    Plan { whole: 0, hot, shard: 2_000 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn by_a_code_a_part_says_what_all_would_say_or_nothing(
        solutions in vec(any_solution(), 1..16), hot in 0_usize..1_200, shard in 100_usize..900, code in prop::option::of("[A-G ]"),
        kind in prop::option::of("([A-G]|https://h\\.example/help/p/e/[A-G])"), message in words(0..8), title in prop::option::of(words(0..5)),
        route in prop::option::of(prop::sample::select(vec!["/a", "/b", "/c"])), reaches: bool,
    ) {
        let all = Resolver::new(Catalogue::new(solutions));
        let files = pack::build(&all, BTreeMap::new, Plan { whole: 0, hot, shard }, None);
        let mut holding = Holding::new(pack::decode(&files.root).unwrap());
        let coded = code.as_ref().is_some_and(|code| !code.trim().is_empty()) || kind.is_some();
        let report = report(Problem { code, kind, message, title, ..Problem::default() }, route);
        let (told, fetched) = told(&files, &mut holding, &report, reaches);
        prop_assert!(fetched <= 3);
        if let (Some(answer), Ok(resolution)) = (answered(&told), &told) {
            let service = all.resolve(&report, ResolvedBy::Service);
            let theirs = service.answer.unwrap();
            prop_assert_eq!(answer, theirs.article.solution.clone());
            prop_assert_eq!(&resolution.revision, &service.revision);
            if coded && resolution.answer.as_ref().unwrap().reasons[0].by == unstuck_protocol::EvidenceKind::Code {
                prop_assert_eq!(resolution.answer.as_ref().unwrap().confidence, theirs.confidence);
            }
        } else {
            prop_assert_eq!(told, Err(Lack::Nothing));
        }
    }

    #[test]
    fn any_bytes_are_a_file_or_an_error(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), cut in any::<prop::sample::Index>(), cuts: bool, of_shard: bool, heals: bool,
    ) {
        let files = &*FILES;
        let good = if of_shard { &files.shards[0] } else { &files.root };
        let mut bytes = good.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        if heals && bytes.len() > 25 + pack::SIGNATURE {
            let end = bytes.len() - pack::SIGNATURE;
            let hash = xxhash_rust::xxh3::xxh3_128(&bytes[25..end]).to_le_bytes();
            bytes[9..25].copy_from_slice(&hash);
        }
        if of_shard {
            let mut holding = Holding::new(pack::decode(&files.root).unwrap());
            let name = pack::name(good).to_string();
            let at = (0..limits::PACK_SHARDS).find(|at| holding.claim(*at) == Some(name.clone())).unwrap();
            // The root names every byte of it.
            prop_assert_eq!(holding.hold(at, &bytes).is_ok(), bytes == *good);
            prop_assert!(pack::decode(&bytes).is_err());
        } else if heals {
            if let Ok(pack) = pack::decode(&bytes) {
                let _ = Holding::new(pack).resolve(&report(Problem::new("Your card was lost").code("E_1_1"), None));
            }
        } else {
            let content = |bytes: &[u8]| bytes[..bytes.len().saturating_sub(pack::SIGNATURE)].to_vec();
            prop_assert_eq!(pack::decode(&bytes).is_ok(), content(&bytes) == content(good));
        }
    }
}

#[test]
fn a_part_answers_a_type_that_is_the_address_of_a_code() {
    let kind = Some("https://help.example/help/shop/e/statement.locked".to_owned());
    let report = report(Problem { kind, ..Problem::new("It failed") }, None);
    let mut holding = Holding::new(pack::decode(&FILES.root).unwrap());
    let (told, _) = told(&FILES, &mut holding, &report, true);
    assert_eq!(answered(&told).unwrap().as_str(), "statement-locked");
}

#[test]
fn a_products_threshold_holds_in_packs_and_their_parts_too() {
    let report = report(Problem::new("words of no use").code("E_1_4"), None);
    for (hundredths, answers) in [(98, true), (99, false)] {
        let all = Resolver::new(sixty().with_threshold(hundredths));
        assert_ne!(all.catalogue().revision(), sixty().revision());
        let whole = pack::decode(&pack::encode(all.catalogue())).unwrap();
        assert_eq!(whole.catalogue.revision(), all.catalogue().revision());
        let by_service = all.resolve(&report, ResolvedBy::Device);
        assert_eq!(by_service.answer.is_some(), answers, "{hundredths}");
        assert_eq!(Holding::new(whole).resolve(&report).unwrap(), by_service);
        let files = pack::build(&all, BTreeMap::new, small(100_000), None);
        let part = Holding::new(pack::decode(&files.root).unwrap());
        assert_eq!(answered(&part.resolve(&report)).is_some(), answers, "{hundredths} in a part");
    }
}

#[test]
fn a_solution_is_found_through_each_of_its_keys_with_one_fetch() {
    let all = Resolver::new(sixty());
    let files = pack::build(&all, BTreeMap::new, small(4_000), None);
    assert!(
        files.hot > 3 && files.hot < 20 && files.shards.len() > 5,
        "{} {}",
        files.hot,
        files.shards.len()
    );
    let mut most = 0;
    for solution in all.catalogue().solutions() {
        for code in &solution.codes {
            let route = solution.when.route.as_deref().map(|route| route.replace("**", "now"));
            let report = report(Problem::new("words of no use").code(code.to_uppercase()), route.as_deref());
            let mut fresh = Holding::new(pack::decode(&files.root).unwrap());
            let (told, fetched) = told(&files, &mut fresh, &report, true);
            assert_eq!(answered(&told).as_ref(), Some(&solution.id), "{code}");
            assert!(fetched <= 1, "{code}");
        }
        let message = solution.messages[0].replace("{amount}", "¥200");
        let report = report(Problem::new(message), None);
        let mut fresh = Holding::new(pack::decode(&files.root).unwrap());
        let (told, fetched) = told(&files, &mut fresh, &report, true);
        assert_eq!(answered(&told).as_ref(), Some(&solution.id), "{:?}", solution.messages);
        most = most.max(fetched);
    }
    assert_eq!(most, 1);
}

#[test]
fn a_shard_is_fetched_once_and_what_cannot_be_fetched_is_left_to_the_service() {
    let all = Resolver::new(sixty());
    let files = pack::build(&all, BTreeMap::new, small(2_000), None);
    let mut holding = Holding::new(pack::decode(&files.root).unwrap());
    let about = |message: &str, code: &str| report(Problem::new(message).code(code), None);
    let away = about("", "transfer.lost");
    assert_eq!(told(&files, &mut holding, &away, false), (Err(Lack::Nothing), 0));
    assert_eq!(told(&files, &mut holding, &away, true), (Err(Lack::Nothing), 0), "asked for twice");
    // Nor does a part guess by words about what stands elsewhere.
    let mut holding = Holding::new(pack::decode(&files.root).unwrap());
    let alike = report(Problem::new("Transfer lost: the transfer was lost"), None);
    assert!(all.resolve(&alike, ResolvedBy::Service).answer.is_some());
    assert_eq!(told(&files, &mut holding, &alike, true).0, Err(Lack::Nothing));
    let strange = about("Your card of ¥5 at the card desk was lost today", "NOBODY_KNOWS");
    assert_eq!(told(&files, &mut holding, &strange, true).0, Err(Lack::Nothing));
}

#[test]
fn a_code_that_others_elsewhere_have_too_waits_for_them() {
    let files = |hot: &str| {
        let traffic = BTreeMap::from([(SolutionId::new(hot).unwrap(), 9)]);
        pack::build(&Resolver::new(sixty()), || traffic.clone(), small(500), None)
    };
    let files = files("card-expired");
    assert_eq!(files.hot, 1);
    let both = report(Problem::new("").code("BOTH_card"), Some("/refused/now"));
    let mut holding = Holding::new(pack::decode(&files.root).unwrap());
    assert!(matches!(holding.resolve(&both), Err(Lack::Shard(_))));
    assert_eq!(answered(&told(&files, &mut holding, &both, true).0).unwrap().as_str(), "card-refused");
    let hot = report(Problem::new("").code("card.expired"), None);
    assert!(holding.resolve(&hot).is_ok(), "what is hot is answered at once");
}

#[test]
fn what_is_asked_for_most_is_hot_whatever_the_order_and_everything_else_is_somewhere() {
    let catalogue = sixty();
    let traffic: BTreeMap<SolutionId, u64> =
        catalogue.solutions().iter().rev().take(9).zip(1..).map(|(s, n)| (s.id.clone(), n)).collect();
    let turned = Catalogue::new(catalogue.solutions().iter().rev().cloned().collect());
    let build =
        |catalogue: Catalogue| pack::build(&Resolver::new(catalogue), || traffic.clone(), small(2_500), None);
    let files = build(catalogue.clone());
    assert_eq!(files, build(turned));
    let hot = pack::decode(&files.root).unwrap();
    assert!(!hot.is_whole());
    let ids: Vec<&str> = hot.catalogue.solutions().iter().map(|solution| solution.id.as_str()).collect();
    let mut most: Vec<&str> = traffic.keys().map(SolutionId::as_str).collect();
    most.sort_by_key(|id| std::cmp::Reverse(traffic[&SolutionId::new(*id).unwrap()]));
    let mut expected = most[..ids.len()].to_vec();
    expected.sort_unstable();
    assert!(ids.len() > 2 && ids.len() < 9, "{ids:?}");
    assert_eq!(ids, expected);
    let whole = pack::build(&Resolver::new(catalogue.clone()), || traffic.clone(), Plan::default(), None);
    assert_eq!((whole.root, whole.shards.len(), whole.hot), (pack::encode(&catalogue), 0, 60));
}

#[test]
fn a_signature_stands_behind_all_it_covers() {
    let all = Resolver::new(sixty());
    let sign = |message: &[u8]| [message.len() as u8; pack::SIGNATURE];
    let files = pack::build(&all, BTreeMap::new, small(2_000), Some(&sign));
    for file in files.shards.iter().chain([&files.root]) {
        let (message, signature) = pack::signed(file).unwrap();
        assert_eq!((message.len(), *signature), (file.len() - pack::SIGNATURE, sign(message)));
    }
    assert_eq!(pack::signed(&[0; 63]), None);
    // What a signature covers says what the file is, so that no shard passes for a whole.
    assert_eq!(pack::decode(&files.shards[0]).unwrap_err(), PackError::Malformed);
}
