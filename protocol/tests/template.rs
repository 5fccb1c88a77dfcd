//! What varies becomes a hole, and only that.

use proptest::prelude::*;
use unstuck_protocol::template::template;

#[test]
fn what_varies_becomes_a_hole() {
    for (message, form) in [
        ("daily limit of ¥5,000.00 reached", "daily limit of {} reached"),
        ("每日限额200元", "每日限额{}元"),
        ("3月5日前可领取１００元", "{}月{}日前可领取{}元"),
        ("Order 123e4567-e89b-12d3-a456-426614174000 gone", "Order {} gone"),
        ("took 10ms, 5 GB of NT$ 300", "took {} GB of NT{}"),
        ("NT$300 left", "{} left"),
        ("found `wasm` not 'x' or \"y z\"", "found {} not {} or {}"),
        ("don't, it's", "don't, it's"),
        ("未找到「红包」", "未找到{}"),
        ("at 2024-01-02T10:11:12.123Z", "at {}"),
        ("GET https://example.com/a?b=c: failed", "GET {}: failed"),
        ("cannot open /etc/passwd.", "cannot open {}."),
        ("C:\\temp\\a.txt is locked", "{} is locked"),
        ("no jo@example.com here", "no {} here"),
        ("no [email] here", "no {} here"),
        ("from 10.0.0.1:80 to fe80::1", "from {} to {}"),
        ("ids 1, 2,3 and 4", "ids {} and {}"),
        ("a  \n b", "a b"),
        ("50% off -3.5 and/or", "{} off {} and/or"),
    ] {
        assert_eq!(template(message), form, "{message}");
    }
}

proptest! {
    #[test]
    fn a_template_is_its_own_template(message in any::<String>()) {
        let once = template(&message);
        prop_assert_eq!(template(&once), once);
    }

    #[test]
    fn so_is_one_made_of_pieces(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "1", " ", "'", "\"", "{}", "/", ".", ",", ":", "-", "+", "$", "¥", "元", "「", "」", "[id]", "://", "@b.co", "x", "_", "%",
    ]), 0..16)) {
        let once = template(&pieces.concat());
        prop_assert_eq!(template(&once), once.clone(), "{}", once);
    }

    #[test]
    fn numbers_never_matter(a in any::<u32>(), b in any::<u32>()) {
        prop_assert_eq!(template(&format!("限额{a}元 of {a} left")), template(&format!("限额{b}元 of {b} left")));
    }
}
