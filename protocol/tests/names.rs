//! Identifiers and language tags: what is taken, what is refused.

use proptest::prelude::*;
use unstuck_protocol::{Locale, SolutionId};

#[test]
fn identifiers_are_short_ascii_tokens() {
    for good in ["a", "next:404-get", "@scope/name.v1_2", &"x".repeat(128)] {
        assert_eq!(SolutionId::new(good).unwrap().as_str(), good);
    }
    for bad in ["", "a b", "é", "a\n", "<b>", "a?b", "a#b", &"x".repeat(129)] {
        assert!(SolutionId::new(bad).is_err(), "{bad:?}");
        assert!(serde_json::from_value::<SolutionId>(bad.into()).is_err());
    }
}

#[test]
fn chinese_readers_get_their_script_first() {
    let choose = |wanted: &str| Locale::choose(&[wanted.to_owned()], ["en", "zh-Hans", "zh-Hant", "pt"]);
    for (wanted, text) in [
        ("zh-TW", Some("zh-Hant")),
        ("zh_HK", Some("zh-Hant")),
        ("zh-CN", Some("zh-Hans")),
        ("zh", Some("zh-Hans")),
        ("ZH-hant-mo", Some("zh-Hant")),
        ("pt-BR", Some("pt")),
        ("en-GB", Some("en")),
        ("fr", None),
        ("", None),
        ("1", None),
    ] {
        assert_eq!(choose(wanted), text, "{wanted}");
    }
}

#[test]
fn a_tag_of_thousands_of_parts_is_none() {
    assert!(Locale::new("zh-Hant-TW-x-a-private-part-or-two").is_some());
    assert_eq!(Locale::new(&"aa-b".repeat(1_000)), None);
    assert_eq!(Locale::new(&format!("aa{}", "-b".repeat(32))), None);
}

proptest! {
    #[test]
    fn a_tag_read_again_is_the_same(tag in "[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,3}") {
        let locale = Locale::new(&tag).unwrap();
        prop_assert_eq!(Locale::new(locale.as_str()).unwrap(), locale.clone());
        prop_assert_eq!(&locale.fallbacks()[0], locale.as_str());
    }

    #[test]
    fn no_text_is_too_strange(tag in any::<String>()) {
        let _ = (Locale::new(&tag), SolutionId::new(tag.clone()));
    }
}
