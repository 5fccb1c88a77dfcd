//! The dialogue in Chinese, 简体.

use unstuck_protocol::PhraseKey as Key;

use super::{Chips, Words};

pub(super) const WORDS: Words = Words {
    locale: "zh-Hans",
    phrase,
    chips: Chips {
        none: "都不是",
        helped: "有帮助",
        not_that: "不是我要找的",
        done: "成功了",
        failed: "没有成功",
        resume: "继续处理",
        leave: "先不处理",
    },
};

fn phrase(key: Key, named: bool) -> &'static str {
    match (key, named) {
        (Key::Welcome, _) => "请问有什么可以帮您？",
        (Key::Unreadable, _) => "我们没能读懂这段内容。请用几个字再说一次。",
        (Key::OneOfThese, _) => "您遇到的是以下哪一种情况？",
        (Key::NoAnswer, _) => "这个问题我们暂时没有答案。请换一种说法，或转人工客服。",
        (Key::NotKnown, _) => "我们的帮助内容只到这里。人工客服可以继续为您查看。",
        (Key::LeftOut, _) => "好的，我们先排除这一项。",
        (Key::ChooseOne, _) => "我们没有听明白。请选择一个答案，或直接告诉我们您的问题。",
        (Key::Needed, _) => "需要这个答案才能继续。如果不好判断，人工客服可以帮您。",
        (Key::InCircles, _) => "我们又回到了同一个问题。接下来由人工客服协助会更好。",
        (Key::NothingBefore, _) => "这里已经是第一步。我们从这里继续。",
        (Key::NothingToLeave, _) => "目前没有进行中的内容。请告诉我们您需要什么。",
        (Key::Left, true) => "“{about}”先到这里。您随时可以回来。",
        (Key::Left, false) => "那我们先到这里。",
        (Key::Waiting, true) => "“{about}”还没有完成。要继续吗？",
        (Key::Waiting, false) => "还有一件事没有完成。要继续吗？",
        (Key::GoingOn, true) => "我们回到“{about}”。",
        (Key::GoingOn, false) => "我们回到刚才的地方。",
        (Key::Hello, _) => "您好！很高兴为您服务。",
        (Key::Thanked, _) => "不客气！",
        (Key::Farewell, _) => "再见！有需要时随时回来。",
        (Key::Abilities, _) => "我们为您找到合适的帮助文章，必要时问您几个问题；您也可以随时转人工客服。",
        (Key::Glad, _) => "很高兴帮到了您！",
        (Key::Person, _) => "好的，接下来可以由人工客服帮助您。",
        (Key::StillThere, _) => "您还在吗？不用着急，我们从这里继续。",
        (Key::Lost, _) => "抱歉，我们这边没能接上刚才的对话。让我们重新开始。",
        (Key::Changed, _) => "帮助内容刚刚更新，所以我们再问一次。",
        (Key::Unknown, _) => "",
    }
}
