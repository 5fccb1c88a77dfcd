//! A page's JSON is everybody's JSON.
// A test may end by panic; its own functions too.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};
use unstuck_protocol::{Article, Context, Resolution, json};

/// Numbers as people write them: whole, or with up to 15 digits.
fn number() -> impl Strategy<Value = Value> {
    let decimal =
        (-999_999_999_999_999_i64..=999_999_999_999_999, 0_usize..=15).prop_map(|(digits, places)| {
            let text = format!("{}{:0>16}", if digits < 0 { "-" } else { "" }, digits.unsigned_abs());
            let point = text.len() - places;
            let text = format!("{}.{}0", &text[..point], &text[point..]);
            let sign = if digits < 0 { "-" } else { "" };
            let bare = text.trim_start_matches('-').trim_start_matches('0');
            let bare = if bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() };
            serde_json::from_str(&format!("{sign}{bare}")).unwrap()
        });
    prop_oneof![any::<i64>().prop_map(Value::from), any::<u64>().prop_map(Value::from), decimal]
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        any::<String>().prop_map(Value::from)
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_serde_writes_is_read(tree in tree(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&tree) } else { serde_json::to_string(&tree) }.unwrap();
        prop_assert_eq!(json::parse(text.as_bytes()), Some(tree));
    }

    #[test]
    fn what_is_written_serde_reads(tree in tree()) {
        let context = Context { extra: [("it".to_owned(), tree)].into(), ..Context::default() };
        let read: Context = serde_json::from_str(&json::text(&context)).unwrap();
        prop_assert_eq!(read, context);
    }

    #[test]
    fn any_number_is_close(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
        let close = |other: f64| (other - number).abs() <= number.abs() * 1e-13 || number.abs() < 1e-290;
        let parsed = json::parse(serde_json::to_string(&number).unwrap().as_bytes());
        if let Some(parsed) = parsed {
            prop_assert!(close(parsed.as_f64().unwrap()), "{} {:?}", number, parsed);
        } else {
            prop_assert!(number.abs() > 1e300);
        }
        let context = Context { extra: [("it".to_owned(), number.into())].into(), ..Context::default() };
        let text = json::text(&context);
        let read: Value = serde_json::from_str(&text).unwrap();
        prop_assert!(close(read["extra"]["it"].as_f64().unwrap()), "{} {}", number, text);
    }

    #[test]
    fn what_serde_refuses_is_refused(text in r#"[\[\]{}",:\\u0d8efE+. \-1truefalsn]{0,12}"#) {
        let theirs: Option<Value> = serde_json::from_str(&text).ok();
        prop_assert_eq!(json::parse(text.as_bytes()).is_some(), theirs.is_some(), "{}", text);
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let theirs: Option<Value> = serde_json::from_slice(&bytes).ok();
        prop_assert_eq!(json::parse(&bytes).is_some(), theirs.is_some());
    }
}

#[test]
fn singles_are_short_and_come_back() {
    let said = |number: f32| {
        let bare = json!({"report": "r", "by": "device", "closest": [{"solution": "s", "title": "", "confidence": number}]});
        let resolution: Resolution = serde_json::from_value(bare).unwrap();
        let text = json::text(&resolution);
        let number = text.split("confidence\":").nth(1).unwrap().split('}').next().unwrap().to_owned();
        assert_eq!(json::read::<Resolution>(text.as_bytes()), Some(resolution));
        number
    };
    assert_eq!([0.9, 0.98, 1.0, 0.0, 0.5].map(said), ["0.9", "0.98", "1.0", "0.0", "0.5"]);
    (0..1_000).for_each(|n| drop(said(n as f32 / 1_000.0 * 0.997)));
}

#[test]
fn nesting_without_end_is_refused() {
    assert!(json::parse("[".repeat(100_000).as_bytes()).is_none());
    let nested = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat();
    assert!(json::parse(nested(127).as_bytes()).is_some() && json::parse(nested(129).as_bytes()).is_none());
    assert!(json::read::<Article>(br#"{"solution":"s"}"#).is_none());
}

#[test]
fn whole_numbers_keep_all_their_digits() {
    for text in ["0", "18446744073709551615", "10000000000000000000", "-9223372036854775808", "-1"] {
        let theirs: Value = serde_json::from_str(text).unwrap();
        assert_eq!(json::parse(text.as_bytes()), Some(theirs), "{text}");
    }
    for (text, number) in
        [("18446744073709551616", 18_446_744_073_709_551_616.0), ("-0", 0.0), ("12e-1", 1.2)]
    {
        assert_eq!(json::parse(text.as_bytes()).and_then(|value| value.as_f64()), Some(number), "{text}");
    }
    for wrong in ["01", "-", "1.", ".5", "1e", "+1", "1e999", "0x1"] {
        assert_eq!(json::parse(wrong.as_bytes()), None, "{wrong}");
    }
}
