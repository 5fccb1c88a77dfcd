//! What holds for any solutions, any query and any bytes.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*};
use unstuck_protocol::{
    Action, ActionKind, Context, Document, EvidenceKind, Fingerprint, Href, Node, Problem, Report, ReportId,
    ResolvedBy, SolutionId, Tag, Target, limits,
};
use unstuck_resolver::{Catalogue, Query, Resolver, Solution, Text, When, pack, pack::PackError};
use xxhash_rust::xxh3::xxh3_128;

fn solution(id: &str, codes: &[&str], messages: &[&str], questions: &[&str], when: When) -> Solution {
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let body = Document::from(vec![Node::of(Tag::Paragraph, vec![Node::text(format!("About {id}."))])]);
    let texts = vec![Text { locale: "en".into(), title: id.replace('-', " "), body, ..Text::default() }];
    let id = SolutionId::new(id).unwrap();
    Solution { id, codes: own(codes), messages: own(messages), questions: own(questions), when, texts }
}

fn wallet() -> Vec<Solution> {
    let route = |glob: &str| When { route: Some(glob.into()), release: None };
    vec![
        solution("daily-limit", &["RP_LIMIT"], &["daily limit of {amount} reached"], &[], When::default()),
        solution(
            "limit-of-new-people",
            &["RP_LIMIT"],
            &[],
            &["why is my limit low as a new member"],
            When::default(),
        ),
        solution(
            "card-expired",
            &["CARD_EXPIRED"],
            &["your card has expired"],
            &["renew my card"],
            When::default(),
        ),
        solution("frozen-at-transfer", &["FROZEN"], &[], &[], route("/transfer/**")),
        solution("frozen-at-withdrawal", &["FROZEN"], &[], &[], route("/withdraw/**")),
    ]
}

fn first(query: &Query<'_>) -> Option<String> {
    let resolver = Resolver::new(Catalogue::new(wallet()));
    resolver.rank(query).answer().map(|best| best.solution.to_string())
}

fn words() -> impl Strategy<Value = String> {
    vec(
        prop::sample::select(vec!["limit", "card", "Expired", "余额不足", "{x}", "42", "getProps", "…"]),
        0..8,
    )
    .prop_map(|words| words.join(" "))
}

prop_compose! {
    fn any_action()(kind in 0_u8..7, name in "[a-z-]{1,6}", label in words(), open in prop::option::of("/[a-c]{0,3}"), at in prop::option::of(any_target()), text in words(), with in vec(("[a-z]{1,3}", any::<i32>()), 0..3)) -> Action {
        let with = with.into_iter().map(|(name, value)| (name, value.into())).collect();
        Action { label, open: open.and_then(|open| Href::new(&open)), at, text, with, ..Action::new(ActionKind::at(kind), name) }
    }
}

prop_compose! {
    fn any_target()(open in prop::option::of("/[a-c]{0,3}"), role in "[a-z]{0,4}", name in words(), selector in "[#.a-z]{0,4}") -> Target {
        Target { open: open.and_then(|open| Href::new(&open)), role, name, selector }
    }
}

prop_compose! {
    fn any_solution()(
        id in "[a-f]", codes in vec("[A-C]?", 0..3), messages in vec(words(), 0..3), questions in vec(words(), 0..3),
        route in prop::option::of("/?[a-b*{},]{0,6}"), release in prop::option::of("[<>=0-3., ]{0,8}"), title in words(),
        actions in vec(any_action(), 0..3), steps in vec(any_target(), 0..3),
    ) -> Solution {
        let body = Document::from(vec![Node::of(Tag::Quote, vec![Node::of(Tag::Paragraph, vec![Node::of(Tag::Em, vec![Node::text(title.clone())])])])]);
        let texts = vec![Text { locale: "en".into(), title, body, actions, steps }];
        let id = SolutionId::new(id).unwrap();
        Solution { id, codes, messages, questions, when: When { release, route }, texts }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_solutions_makes_no_difference(solutions in vec(any_solution(), 0..8), message in words(), code in "[A-D]?") {
        let turned: Vec<Solution> = solutions.iter().rev().cloned().collect();
        let (one, other) = (Catalogue::new(solutions), Catalogue::new(turned));
        prop_assert_eq!(one.revision(), other.revision());
        let query = Query { code: Some(&code), message: &message, route: Some("/a"), release: Some("1.2"), ..Query::default() };
        let decision = Resolver::new(one.clone()).rank(&query);
        prop_assert_eq!(&decision, &Resolver::new(other).rank(&query));
        let carried = pack::decode(&pack::encode(&one)).unwrap().catalogue;
        prop_assert_eq!(carried.solutions(), one.solutions());
        prop_assert_eq!(&decision, &Resolver::new(carried).rank(&query));
        for candidate in &decision.ranked {
            prop_assert!((0.0..=1.0).contains(&candidate.confidence) && candidate.score.is_finite());
        }
        prop_assert_eq!(decision.answer().is_none(), !decision.missing.is_empty());
    }

    #[test]
    fn any_text_is_ranked_without_panic(message in ".{0,80}", title in prop::option::of(".{0,20}"), route in ".{0,20}", release in ".{0,12}") {
        let resolver = Resolver::new(Catalogue::new(wallet()));
        let query = Query { message: &message, title: title.as_deref(), route: Some(&route), release: Some(&release), ..Query::default() };
        prop_assert!(resolver.rank(&query).ranked.len() <= 10);
    }

    #[test]
    fn any_bytes_are_a_pack_or_an_error(changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let good = pack::encode(&Catalogue::new(wallet()));
        let mut bytes = good.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        // The signature is for whoever knows a key.
        let unsigned = |bytes: &[u8]| bytes[..bytes.len().saturating_sub(pack::SIGNATURE)].to_vec();
        prop_assert_eq!(pack::decode(&bytes).is_ok(), unsigned(&bytes) == unsigned(&good));
        // With a hash that is right, so that the content itself is read.
        if bytes.len() > 25 + pack::SIGNATURE {
            let end = bytes.len() - pack::SIGNATURE;
            let hash = xxh3_128(&bytes[25..end]).to_le_bytes();
            bytes[..25].copy_from_slice(&good[..25]);
            bytes[9..25].copy_from_slice(&hash);
            let _ = pack::decode(&bytes);
        }
    }
}

#[test]
fn a_body_nested_without_end_is_refused() {
    // One solution: id, no codes, messages, questions, `when`, actions; one text with a body of quotes in quotes.
    let mut hostile = vec![1, 1, b'a', 0, 0, 0, 0, 0, 0, 1, 2, b'e', b'n', 1, b'A'];
    let level = [1, Tag::Quote.place(), 0, 0, 0, 0];
    hostile.extend(level.repeat(50_000));
    hostile.push(0);
    let mut bytes = b"unstuck\x05\x00".to_vec();
    bytes.extend(xxh3_128(&hostile).to_le_bytes());
    bytes.extend(&hostile);
    bytes.extend([0; pack::SIGNATURE]);
    let small = bytes.len() <= unstuck_protocol::limits::PACK_BYTES;
    assert!(small && matches!(pack::decode(&bytes), Err(PackError::Malformed)), "{}", bytes.len());
}

#[test]
fn as_deep_as_authors_may_go_is_read_and_a_part_by_itself_is_not() {
    let packed = |body: Node| {
        let mut solutions = wallet();
        solutions[0].texts[0].body = Document::from(vec![body]);
        let catalogue = Catalogue::new(solutions);
        (pack::decode(&pack::encode(&catalogue)), catalogue)
    };
    let within = |levels| {
        (0..levels)
            .fold(Node::text("x"), |inner, _| Node::of(Tag::Bullets, vec![Node::of(Tag::Item, vec![inner])]))
    };
    let (read, whole) = packed(within(limits::DOCUMENT_DEPTH - 1));
    assert_eq!(read.unwrap().catalogue.solutions(), whole.solutions());
    assert_eq!(packed(within(limits::DOCUMENT_DEPTH)).0.unwrap_err(), PackError::Malformed);
    let item = Node::of(Tag::Item, vec![]);
    assert_eq!(packed(Node::of(Tag::Item, vec![item])).0.unwrap_err(), PackError::Malformed);
}

#[test]
fn a_code_decides_and_text_decides_among_those_who_share_it() {
    let shared = |message| first(&Query { code: Some(" rp_limit "), message, ..Query::default() });
    assert_eq!(
        first(&Query { code: Some("card_expired"), ..Query::default() }).as_deref(),
        Some("card-expired")
    );
    assert_eq!(shared("Daily limit of ¥200 reached.").as_deref(), Some("daily-limit"));
    assert_eq!(shared("limit low for a new member").as_deref(), Some("limit-of-new-people"));
}

#[test]
fn circumstances_decide_among_those_who_share_a_code() {
    let at = |route| first(&Query { code: Some("FROZEN"), route: Some(route), ..Query::default() });
    assert_eq!(at("/transfer/new").as_deref(), Some("frozen-at-transfer"));
    assert_eq!(at("/withdraw/new").as_deref(), Some("frozen-at-withdrawal"));
    assert_eq!(at("/export"), None);
}

#[test]
fn a_form_is_found_inside_what_a_dialog_says_and_is_named_as_the_reason() {
    let resolver = Resolver::new(Catalogue::new(wallet()));
    let decision = resolver
        .rank(&Query { message: "Sorry! DAILY LIMIT of ¥5,000.00 reached, try later", ..Query::default() });
    let best = decision.answer().unwrap();
    assert_eq!(best.solution.as_str(), "daily-limit");
    let template = |says: &[String]| says == ["daily limit of {amount} reached"];
    let told = |by| best.reasons.iter().find(|reason| reason.by == by);
    assert!(told(EvidenceKind::Template).is_some_and(|reason| template(&reason.says)), "{:?}", best.reasons);
}

#[cfg(feature = "learn")]
#[test]
fn what_is_learned_is_found_and_what_is_unknown_is_left_alone() {
    use unstuck_protocol::Missing;
    use unstuck_resolver::learn::Case;
    let text = "plastic thing does not beep anymore";
    let query = Query { message: text, ..Query::default() };
    let before = Resolver::new(Catalogue::new(wallet())).rank(&query);
    assert!(before.answer().is_none());
    assert_eq!(before.missing, [Missing::Code, Missing::Text]);
    let case = Case {
        text: text.into(),
        solution: Some(SolutionId::new("card-expired").unwrap()),
        scene: Vec::new(),
    };
    let resolver = Resolver::learned(Catalogue::new(wallet()), &[case]);
    let decision = resolver.rank(&query);
    assert_eq!(decision.answer().unwrap().solution.as_str(), "card-expired");
    assert!(decision.ranked[0].reasons.iter().any(|reason| reason.by == EvidenceKind::History));
    let other = Query { message: "the moon is made of cheese", ..Query::default() };
    assert!(resolver.rank(&other).answer().is_none());
}

#[cfg(feature = "author")]
#[test]
fn simplified_and_traditional_characters_match_each_other_also_on_a_device() {
    let mut solutions = wallet();
    solutions[0].messages.push("每日红包限额为{amount}元".into());
    solutions[0].texts.push(Text {
        locale: "zh-Hans".into(),
        title: "今天的红包已达上限".into(),
        body: Document::default(),
        ..Text::default()
    });
    let catalogue = Catalogue::new(solutions);
    let device = Resolver::new(pack::decode(&pack::encode(&catalogue)).unwrap().catalogue);
    for message in ["每日紅包限額為 200 元", "每日红包限额为 200 元"] {
        let decision = device.rank(&Query { message, ..Query::default() });
        assert_eq!(decision.answer().unwrap().solution.as_str(), "daily-limit", "{message}");
        assert_eq!(decision, Resolver::new(catalogue.clone()).rank(&Query { message, ..Query::default() }));
    }
}

#[test]
fn a_report_gets_an_article_or_the_closest_questions() {
    let resolver = Resolver::new(Catalogue::new(wallet()));
    let report = |problem: Problem| Report {
        id: ReportId::new("r-1").unwrap(),
        at: 0,
        fingerprint: Fingerprint::of(&problem),
        problem,
        context: Context::default(),
        surface: None,
        on_device: None,
        sdk: String::new(),
    };
    let answered = resolver.resolve(&report(Problem::new("").code("CARD_EXPIRED")), ResolvedBy::Device);
    assert_eq!(answered.answer.as_ref().unwrap().article.title, "card expired");
    assert!(answered.abstention.is_none() && !answered.recorded);
    let answer = answered.answer.as_ref().unwrap().article.solution.clone();
    assert!(answered.closest.iter().all(|other| other.solution != answer), "{:?}", answered.closest);
    let unsure = resolver.resolve(
        &report(Problem::new("a strange thing happened to some member of my family yesterday")),
        ResolvedBy::Service,
    );
    assert!(unsure.answer.is_none() && unsure.abstention.is_some());
    assert_eq!(unsure.closest[0].solution.as_str(), "limit-of-new-people");
}

/// What other releases say in the same words took all the places that are looked at.
#[test]
fn the_one_that_circumstances_leave_is_found_among_many_of_the_same_words() {
    let at = |n: usize| {
        let when = When { release: Some(format!("={n}.0.0")), route: None };
        solution(&format!("of-{n:03}"), &[], &[], &["Why does the printer not answer?"], when)
    };
    let resolver = Resolver::new(Catalogue::new((0..200).map(at).collect()));
    for n in [0, 77, 199] {
        let release = format!("{n}.0.0");
        let query = Query { message: "Printer does not answer", release: Some(&release), ..Query::default() };
        let decision = resolver.rank(&query);
        assert_eq!(decision.ranked.len(), 1);
        assert_eq!(decision.answer().unwrap().solution.as_str(), format!("of-{n:03}"));
    }
}
