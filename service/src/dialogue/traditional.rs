//! The dialogue in Chinese, 繁體.

use unstuck_protocol::PhraseKey as Key;

use super::{Chips, Words};

pub(super) const WORDS: Words = Words {
    locale: "zh-Hant",
    phrase,
    chips: Chips {
        none: "都不是",
        helped: "有幫助",
        not_that: "不是我要找的",
        done: "成功了",
        failed: "沒有成功",
        resume: "繼續處理",
        leave: "先不處理",
    },
};

fn phrase(key: Key, named: bool) -> &'static str {
    match (key, named) {
        (Key::Welcome, _) => "請問有什麼可以幫您？",
        (Key::Unreadable, _) => "我們沒能讀懂這段內容。請用幾個字再說一次。",
        (Key::OneOfThese, _) => "您遇到的是以下哪一種情況？",
        (Key::NoAnswer, _) => "這個問題我們暫時沒有答案。請換一種說法，或轉接真人客服。",
        (Key::NotKnown, _) => "我們的說明內容只到這裡。真人客服可以繼續為您查看。",
        (Key::LeftOut, _) => "好的，我們先排除這一項。",
        (Key::ChooseOne, _) => "我們沒有聽明白。請選擇一個答案，或直接告訴我們您的問題。",
        (Key::Needed, _) => "需要這個答案才能繼續。如果不好判斷，真人客服可以幫您。",
        (Key::InCircles, _) => "我們又回到了同一個問題。接下來由真人客服協助會更好。",
        (Key::NothingBefore, _) => "這裡已經是第一步。我們從這裡繼續。",
        (Key::NothingToLeave, _) => "目前沒有進行中的內容。請告訴我們您需要什麼。",
        (Key::Left, true) => "「{about}」先到這裡。您隨時可以回來。",
        (Key::Left, false) => "那我們先到這裡。",
        (Key::Waiting, true) => "「{about}」還沒有完成。要繼續嗎？",
        (Key::Waiting, false) => "還有一件事沒有完成。要繼續嗎？",
        (Key::GoingOn, true) => "我們回到「{about}」。",
        (Key::GoingOn, false) => "我們回到剛才的地方。",
        (Key::Hello, _) => "您好！很高興為您服務。",
        (Key::Thanked, _) => "不客氣！",
        (Key::Farewell, _) => "再見！有需要時隨時回來。",
        (Key::Abilities, _) => "我們為您找到合適的說明文章，必要時問您幾個問題；您也可以隨時轉接真人客服。",
        (Key::Glad, _) => "很高興幫到了您！",
        (Key::Person, _) => "好的，接下來可以由真人客服幫助您。",
        (Key::StillThere, _) => "您還在嗎？不用著急，我們從這裡繼續。",
        (Key::Lost, _) => "抱歉，我們這邊沒能接上剛才的對話。讓我們重新開始。",
        (Key::Changed, _) => "說明內容剛剛更新，所以我們再問一次。",
        (Key::Unknown, _) => "",
    }
}
