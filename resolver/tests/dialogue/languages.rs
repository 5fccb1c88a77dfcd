//! A conversation in the languages that the tables know.

use unstuck_protocol::{PhraseKey as Key, ReplyKind};
use unstuck_resolver::author::{Source, read_flows};

use crate::wallet::{FLOW, Talk, asked, catalogue, keys, shown};

const HANT: &str = "---
title: 我的錢在哪裡？
questions: ['錢去哪了']
---
我們一起找出來。

## balance

餘額減少了嗎？

- 是，減少了 → where
- 不，沒有變 → solution: bank-timeout

## days

是幾天前的事？

- 不到三天 → wait
- 三天以上 → ask

## wait

銀行最多需要三天。

## ask

我們可以詢問銀行。
";

fn talk(locale: &str) -> Talk {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let sources = [source("money.flow.md", FLOW), source("money.flow.zh-Hant.md", HANT)];
    let mut talk = Talk::new();
    talk.flows = read_flows(&sources, &catalogue()).unwrap();
    talk.context.locales = vec![locale.into()];
    talk
}

#[test]
fn a_flow_is_walked_in_another_language() {
    let mut talk = talk("zh-TW");
    let reply = talk.say("錢去哪了");
    let reply = if reply.kind == ReplyKind::Clarify { talk.choose("flow:money") } else { reply };
    assert_eq!(asked(&reply), "我們一起找出來。\n餘額減少了嗎？");
    assert_eq!(asked(&talk.say("是的")), "是幾天前的事？");
    assert_eq!(asked(&talk.say("上一步")), "我們一起找出來。\n餘額減少了嗎？");
    assert_eq!(asked(&talk.say("第一个")), "是幾天前的事？");
    let reply = talk.say("不到三天吧");
    assert_eq!((shown(&reply), asked(&reply).as_str()), (Some("on-its-way"), "銀行最多需要三天。"));
    assert_eq!(keys(&talk.say("謝謝")), [Key::Glad]);
}

#[test]
fn the_conversation_is_steered_in_arabic() {
    let mut talk = Talk::walking();
    assert_eq!(asked(&talk.say("نعم")), "How many days ago was that?");
    assert!(asked(&talk.say("رجوع")).ends_with("Did your balance go down?"));
    assert_eq!(shown(&talk.say("لا")), Some("bank-timeout"));
    assert_eq!(keys(&talk.say("ليس هذا"))[0], Key::LeftOut);
    assert_eq!(talk.say("أريد التحدث مع موظف، من فضلك").kind, ReplyKind::Handoff);
    assert_eq!(keys(&talk.say("شكرًا")), [Key::Thanked, Key::Waiting][..1]);
}
