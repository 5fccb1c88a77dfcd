//! The judgement of a gist: each of its sentences is one of the article's, cut short, or it is dropped.

use serde::Deserialize;
use serde_json::Value;
use unstuck_protocol::limits;

use super::{
    Passages, Verdict,
    passages::Passage,
    sentence::{Word, sentences, words},
    words::Words,
};

/// Most sentences of a gist.
const SENTENCES: usize = 2;
/// Fewer words of its own make no sentence.
const LEAST: usize = 3;
/// What links and markup are made of; a gist has neither, whatever the article has.
const FOREIGN: [&str; 9] = ["://", "www.", "mailto:", "](", "`", "<", ">", "**", "\\"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    gist: Value,
}

/// What a model's answer says of the article with these passages.
///
/// Each sentence has to be the beginning of one of the article's, or of two neighbours, and at least half of each; joining words
/// may come and go. One whose meaning hangs on a word such as "not", "only" or "if" is taken whole. So no name, number, address
/// or step comes from elsewhere, and none is said of something else.
///
/// ```
/// use unstuck_protocol::{Document, Node, Tag};
/// use unstuck_service::language_model::{Passages, Verdict, shortened};
/// let text = "Open the app and tap Cards at the bottom of the screen. Tap Order a new card and check your address \
///     there. The new card comes by post within five working days. Never tell anybody the PIN, whoever they say they are. \
///     The old one can be thrown away.";
/// let body = Document::from(vec![Node::of(Tag::Paragraph, vec![Node::text(text)])]);
/// let passages = Passages::of(&body, "en").expect("long enough");
///
/// let good = r#"{"gist":"Open the app, tap Cards and tap Order a new card. The new card comes by post."}"#;
/// assert!(matches!(shortened(good, &passages), Verdict::Kept(_)));
/// for strays in ["Tell us the PIN.", "Tell anybody the PIN, whoever they say they are.", "The new card comes within two days."] {
///     let answer = serde_json::json!({ "gist": strays }).to_string();
///     assert_eq!(shortened(&answer, &passages), Verdict::Strayed, "{strays}");
/// }
/// ```
#[must_use]
pub fn shortened(answer: &str, passages: &Passages) -> Verdict {
    let gist = match serde_json::from_str(answer) {
        Ok(Answer { gist: Value::Null }) => return Verdict::Declined,
        Ok(Answer { gist: Value::String(gist) }) => gist,
        _ => return Verdict::Strayed,
    };
    let small = gist.to_lowercase();
    if gist.len() > limits::GIST_BYTES || FOREIGN.iter().any(|mark| small.contains(mark)) {
        return Verdict::Strayed;
    }
    // An address is never the gist, not even one that the article has: it stands there as a link that was looked at.
    if words(&small).iter().any(Word::is_address) {
        return Verdict::Strayed;
    }
    let gist = gist.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = sentences(&gist);
    if !(1..=SENTENCES).contains(&said.len()) {
        return Verdict::Strayed;
    }
    let mut from = 0;
    for sentence in said {
        // In the article's order, since steps in another one are other steps.
        match (from..passages.all.len()).find(|at| passages.hold(sentence, *at)) {
            Some(at) => from = at,
            None => return Verdict::Strayed,
        }
    }
    Verdict::Kept(gist)
}

impl Passages {
    /// Whether a sentence stands in the passage at this place, or in it and the next one.
    fn hold(&self, sentence: &str, at: usize) -> bool {
        let said = words(sentence);
        let one = &self.all[at];
        let Some(known) = self.known.filter(|_| !self.turned(sentence) && !one.turns) else {
            return same(&said, &one.words);
        };
        let next = self.all.get(at + 1).filter(|next| !next.turns);
        begins(&said, one, next, known)
    }
}

/// Whether these are the very words.
fn same(said: &[Word], of: &[Word]) -> bool {
    said.len() == of.len() && said.iter().zip(of).all(|(one, other)| one.written == other.written)
}

/// Whether the words are the beginning of a passage, with that of the next one behind it or without, each at least half of it.
/// Joining words are not looked at. Nothing else goes from the front or the middle: what is left would have another subject, or
/// the end of another clause.
fn begins(said: &[Word], one: &Passage, next: Option<&Passage>, known: &Words) -> bool {
    let own = |word: &&Word| !known.joins(&word.small);
    let kept: Vec<(bool, &Word)> =
        said.iter().enumerate().map(|(at, word)| (at == 0, word)).filter(|(_, word)| own(word)).collect();
    let joining = said.len() - kept.len();
    if kept.len() < LEAST || joining > kept.len() {
        return false;
    }
    let first: Vec<&Word> = one.words.iter().filter(own).collect();
    let next: Vec<&Word> = next.iter().flat_map(|next| &next.words).filter(own).collect();
    let starts = |kept: &[(bool, &Word)], of: &[&Word]| {
        kept.len() <= of.len()
            && kept.len() * 2 >= of.len()
            && kept.iter().zip(of).all(|((first, word), of)| word.is(of, *first))
    };
    starts(&kept, &first)
        || (1..kept.len()).any(|end| starts(&kept[..end], &first) && starts(&kept[end..], &next))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use unstuck_protocol::{Document, Node, Tag};

    use super::*;

    const CARD: [&str; 6] = [
        "Open the app and tap Cards at the bottom of the screen.",
        "Tap Order a new card and check your address there.",
        "The new card costs $5.00 and comes by post within 5 working days.",
        "If it does not come, call the number on the back.",
        "Never tell anybody the code CVV-2, whoever they say they are.",
        "Payments by phone go on with the new card by themselves.",
    ];

    fn passages(sentences: &[&str], locale: &str) -> Passages {
        let nodes = sentences.iter().map(|one| Node::of(Tag::Paragraph, vec![Node::text(*one)]));
        Passages::of(&Document::from(nodes.collect::<Vec<_>>()), locale).unwrap()
    }

    fn judged(gist: &str, of: &Passages) -> Verdict {
        shortened(&json!({ "gist": gist }).to_string(), of)
    }

    #[test]
    fn the_articles_own_words_in_its_order_are_kept() {
        let card = passages(&CARD, "en-GB");
        for gist in [
            "Open the app, tap Cards and tap Order a new card.",
            "The new card costs $5.00 and comes by post.",
            "Tap Order a new card. The new card costs $5.00 and comes by post within 5 working days.",
            "Payments by phone go on with new card.",
            "Never tell anybody the code CVV-2, whoever they say they are.",
            "Please tap Order new cards and check your address there.",
        ] {
            assert_eq!(judged(gist, &card), Verdict::Kept(gist.to_owned()), "{gist}");
        }
    }

    #[test]
    fn whatever_else_a_model_says_is_dropped() {
        let card = passages(&CARD, "en");
        for gist in [
            "",
            "You can do it.",
            "Tell us your password and order a new card.",
            "Tap Cancel a new card and check your address there.",
            "The new card costs $0.00 and comes by post.",
            "The new card costs €5.00 and comes by post.",
            "The new card costs $5.00 and comes within 2 working days.",
            "The new card comes by post within working days, 5.00.",
            "Tell anybody the code CVV-2, whoever they say they are.",
            "Always tell anybody the code CVV-2.",
            "It does come, call the number on the back.",
            "Call the number on the back.",
            "Tap Order a new card and check your address. Open the app and tap Cards.",
            "Tap cards, open the bottom of the screen.",
            "Order a new card at https://evil.example there.",
            "The number on the back is at card.example",
            "Tap [Order](evil.example) a new card.",
            "Tap **Order a new card** and check your address there.",
            "Tap Order a new card\u{200b} and check your address there.",
            "Tap \u{41e}rder a new card and check your address there.",
            "Tap Order a new card \u{e0049}and check your address there.",
            "SYSTEM: Tap Order a new card and check your address there.",
            "The new card costs 5 working days.",
            "Order a new card and check your address there.",
            "The new card comes by post within 5 working days.",
            "Payments by phone go on with the CVV-2.",
            "Open the app and tap Cards at the bottom and costs $5.00.",
            "Ordre a new card. Adresse prüfen.",
            "Open the app and tap Cards. Tap Order a new card. The new card costs $5.00 and comes by post.",
        ] {
            assert_eq!(judged(gist, &card), Verdict::Strayed, "{gist}");
        }
        let long = CARD[2].replace("new", &"new ".repeat(100));
        assert_eq!(judged(&long, &card), Verdict::Strayed);
        for answer in
            ["", "null", "[]", "{}", r#"{"gist":7}"#, r#"{"gist":"a","more":1}"#, "Tap Order a new card."]
        {
            assert_eq!(shortened(answer, &card), Verdict::Strayed, "{answer}");
        }
        assert_eq!(shortened(r#"{"gist":null}"#, &card), Verdict::Declined);
    }

    #[test]
    fn a_gist_has_no_link_and_no_markup_though_the_article_has() {
        let own = [
            "Open https://bank.example in a browser and log in there with the card.",
            "bank.example shows the cards of everybody at home and in the office.",
            "Press <Enter> and type `unlock` into the field that comes up then.",
            "Write to jo@bank about all that is still open in the app or the office.",
        ];
        let card = passages(&own, "en");
        for gist in own {
            assert_eq!(judged(gist, &card), Verdict::Strayed, "{gist}");
        }
    }

    #[test]
    fn of_a_language_without_words_whole_sentences_are_kept() {
        let text = [
            "打开应用并点按屏幕底部的“卡片”，然后向下滚动到页面的末尾。",
            "请不要把验证码告诉任何人，我们的员工也绝不会向您询问验证码。",
            "点按“申请新卡”，核对您的邮寄地址，新卡会在五个工作日内寄到。",
        ];
        let card = passages(&text, "zh-CN");
        assert!(matches!(judged(text[2], &card), Verdict::Kept(_)));
        for gist in
            ["请把验证码告诉任何人。", "点按“申请新卡”。", "告诉任何人，我们的员工也绝不会向您询问验证码。"]
        {
            assert_eq!(judged(gist, &card), Verdict::Strayed, "{gist}");
        }
    }

    #[test]
    fn what_stands_below_a_warning_is_no_passage() {
        let text = |text: &str| vec![Node::text(text)];
        let item = |one: &str| Node::of(Tag::Item, text(one));
        let list =
            |of: Tag| Node::of(of, vec![item("Tell callers the code."), item("Send the card by post.")]);
        let long = Node::of(Tag::Paragraph, text(&CARD[..3].join(" ")));
        let more = Node::of(
            Tag::Paragraph,
            text("Payments by phone go on with the new card by themselves, and so do those in shops."),
        );
        let never = Node::of(Tag::Paragraph, text("Never do this:"));
        let heading = |of: &str| Node::numbered(Tag::Heading, 2, text(of));
        let listing = Node::listing("sh", "rm everything");
        for nodes in [
            vec![long.clone(), more.clone(), never, list(Tag::Bullets)],
            vec![long.clone(), more.clone(), heading("What not to do"), list(Tag::Steps)],
            vec![long.clone(), listing, more.clone(), Node::of(Tag::Quote, list(Tag::Bullets).nodes)],
        ] {
            let passages = Passages::of(&Document::from(nodes), "en").unwrap();
            assert_eq!(
                passages.texts().filter(|text| text.contains("code") || text.contains("everything")).count(),
                0
            );
        }
        let after = vec![
            heading("What not to do"),
            long.clone(),
            heading("What to do"),
            more,
            list(Tag::Steps),
            long,
        ];
        let passages = Passages::of(&Document::from(after), "en").unwrap();
        assert_eq!(passages.texts().collect::<Vec<_>>()[1], "Tell callers the code.");
    }

    fn own(text: &str) -> Vec<String> {
        let known = Words::of("en").unwrap();
        words(text).into_iter().map(|word| word.small).filter(|word| !known.joins(word)).collect()
    }

    proptest! {
        #[test]
        fn no_word_comes_from_elsewhere_and_none_of_a_warning_goes(
            sentence in 0..CARD.len(),
            cut in 1..20_usize,
            other in prop::option::of((0..20_usize, "[a-z]{3,8}|[0-9]{1,4}|\\$[0-9]|[\u{200b}-\u{200f}]")),
        ) {
            let card = passages(&CARD, "en");
            let all: Vec<String> = words(CARD[sentence]).into_iter().map(|word| word.written).collect();
            let mut said = all[..cut.min(all.len())].to_vec();
            if let Some((at, other)) = &other {
                said.insert((*at).min(said.len()), other.clone());
            }
            let whole = said == all;
            let gist = said.join(" ");
            let kept = judged(&gist, &card) == Verdict::Kept(gist.clone());
            prop_assert!(!kept || !card.all[sentence].turns || whole, "{gist}");
            if let Some((_, other)) = other {
                let known = Words::of("en").is_some_and(|known| known.joins(&other)) || all.contains(&other);
                let ending = all.iter().any(|word| word.starts_with(&other) || other.starts_with(word.as_str()));
                prop_assert!(!kept || known || ending, "{gist}");
            } else {
                let (said, all) = (own(&gist).len(), own(CARD[sentence]).len());
                let good = if card.all[sentence].turns { whole } else { said >= LEAST && said * 2 >= all };
                prop_assert_eq!(kept, good, "{}", gist);
            }
        }

        #[test]
        fn any_answer_has_a_verdict(answer in "\\PC{0,80}") {
            let card = passages(&CARD, "en");
            prop_assert!(!matches!(shortened(&answer, &card), Verdict::Kept(_)));
            prop_assert!(!matches!(judged(&answer, &card), Verdict::Kept(_)));
        }
    }
}
