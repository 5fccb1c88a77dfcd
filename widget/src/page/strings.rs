//! The widget's own words in the languages it speaks.

use std::cell::Cell;

use unstuck_protocol::Locale;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Strings {
    pub(crate) locale: &'static str,
    pub(crate) view: &'static str,
    pub(crate) help: &'static str,
    pub(crate) close: &'static str,
    pub(crate) solved: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) why: &'static str,
    pub(crate) send: &'static str,
    pub(crate) thanks: &'static str,
    pub(crate) closest: &'static str,
    pub(crate) unreachable: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) others: &'static str,
    pub(crate) launch: &'static str,
    pub(crate) ask_us: &'static str,
    pub(crate) conversation: &'static str,
    pub(crate) ask: &'static str,
    /// What `talk.js` says, in the order in which it takes them.
    pub(crate) talk: [&'static str; 8],
    /// What `fixes.js` says, in the order in which it takes them.
    pub(crate) fixes: [&'static str; 23],
}

static ALL: [Strings; 4] = [
    Strings {
        locale: "en",
        view: "View solution",
        help: "Get help",
        close: "Close",
        solved: "Did this solve it?",
        yes: "Yes",
        no: "No",
        why: "What was missing? Please leave out personal details.",
        send: "Send",
        thanks: "Thank you. It helps the next person.",
        closest: "Is it one of these?",
        unreachable: "This page could not be fetched. Check the connection and try again.",
        sent: "What is sent",
        others: "Other solutions",
        launch: "Help",
        ask_us: "How can we help?",
        conversation: "Back to the conversation",
        ask: "Ask in your own words",
        talk: [
            "Or ask in your own words",
            "Send",
            "Back",
            "Talk to a person",
            "Conversation",
            "One moment…",
            "The help service can't be reached. Try again in a moment.",
            "In short, put together by a machine",
        ],
        fixes: [
            "Take me there",
            "Back",
            "Next",
            "Close",
            "Steps",
            "Step {n} of {all}",
            "It is not on this page at the moment.",
            "Show me where",
            "Cancel",
            "Working…",
            "Done.",
            "Undo",
            "It was undone.",
            "It did not work.",
            "Try again",
            "Copy",
            "Open",
            "Fill in",
            "Opens {place}",
            "Copies “{text}”",
            "Fills in {values}. You look at it and send it yourself.",
            "The app carries it out for you.",
            "Talk to a person",
        ],
    },
    Strings {
        locale: "zh-Hans",
        view: "查看解决方案",
        help: "获取帮助",
        close: "关闭",
        solved: "问题解决了吗？",
        yes: "是",
        no: "否",
        why: "还缺少什么？请不要填写个人信息。",
        send: "发送",
        thanks: "谢谢，这会帮助下一位遇到问题的人。",
        closest: "是以下问题之一吗？",
        unreachable: "无法获取此页面。请检查网络后重试。",
        sent: "会发送哪些内容",
        others: "其他解决方案",
        launch: "帮助",
        ask_us: "有什么可以帮您？",
        conversation: "返回对话",
        ask: "用自己的话提问",
        talk: [
            "也可以用自己的话提问",
            "发送",
            "返回",
            "联系人工客服",
            "对话",
            "请稍候…",
            "暂时无法连接帮助服务，请稍后重试。",
            "机器整理的概要",
        ],
        fixes: [
            "带我过去",
            "上一步",
            "下一步",
            "关闭",
            "步骤",
            "第 {n} 步，共 {all} 步",
            "此页面上暂时没有它。",
            "告诉我在哪里",
            "取消",
            "正在处理…",
            "已完成。",
            "撤销",
            "已撤销。",
            "未能成功。",
            "重试",
            "复制",
            "打开",
            "填写",
            "打开 {place}",
            "复制“{text}”",
            "填写 {values}。由您检查并提交。",
            "应用会替您完成。",
            "联系人工客服",
        ],
    },
    Strings {
        locale: "zh-Hant",
        view: "檢視解決方案",
        help: "取得協助",
        close: "關閉",
        solved: "問題解決了嗎？",
        yes: "是",
        no: "否",
        why: "還缺少什麼？請勿填寫個人資料。",
        send: "送出",
        thanks: "謝謝，這會幫助下一位遇到問題的人。",
        closest: "是以下問題之一嗎？",
        unreachable: "無法取得此頁面。請檢查網路後再試一次。",
        sent: "會傳送哪些內容",
        others: "其他解決方案",
        launch: "說明",
        ask_us: "有什麼可以幫您？",
        conversation: "返回對話",
        ask: "用自己的話提問",
        talk: [
            "也可以用自己的話提問",
            "送出",
            "返回",
            "聯絡真人客服",
            "對話",
            "請稍候…",
            "暫時無法連線到說明服務，請稍後再試。",
            "機器整理的概要",
        ],
        fixes: [
            "帶我過去",
            "上一步",
            "下一步",
            "關閉",
            "步驟",
            "第 {n} 步，共 {all} 步",
            "此頁面上目前沒有它。",
            "告訴我在哪裡",
            "取消",
            "正在處理…",
            "已完成。",
            "復原",
            "已復原。",
            "未能成功。",
            "重試",
            "複製",
            "開啟",
            "填寫",
            "開啟 {place}",
            "複製「{text}」",
            "填寫 {values}。由您檢查並送出。",
            "應用程式會替您完成。",
            "聯絡真人客服",
        ],
    },
    Strings {
        locale: "ar",
        view: "عرض الحل",
        help: "احصل على المساعدة",
        close: "إغلاق",
        solved: "هل حُلّت المشكلة؟",
        yes: "نعم",
        no: "لا",
        why: "ما الذي كان ينقص؟ من فضلك لا تذكر بيانات شخصية.",
        send: "إرسال",
        thanks: "شكرًا لك. هذا يساعد من يأتي بعدك.",
        closest: "هل هو أحد هذه؟",
        unreachable: "تعذّر جلب هذه الصفحة. تحقّق من الاتصال ثم أعد المحاولة.",
        sent: "ما الذي يُرسَل",
        others: "حلول أخرى",
        launch: "مساعدة",
        ask_us: "كيف يمكننا مساعدتك؟",
        conversation: "العودة إلى المحادثة",
        ask: "اسأل بكلماتك",
        talk: [
            "أو اسأل بكلماتك",
            "إرسال",
            "رجوع",
            "تحدّث إلى شخص",
            "المحادثة",
            "لحظة من فضلك…",
            "تعذّر الوصول إلى خدمة المساعدة. أعد المحاولة بعد قليل.",
            "باختصار، جمعته آلة",
        ],
        fixes: [
            "خذني إليه",
            "السابق",
            "التالي",
            "إغلاق",
            "الخطوات",
            "الخطوة {n} من {all}",
            "ليس في هذه الصفحة الآن.",
            "أرني أين",
            "إلغاء",
            "جارٍ التنفيذ…",
            "تم.",
            "تراجع",
            "تم التراجع.",
            "لم ينجح ذلك.",
            "أعد المحاولة",
            "نسخ",
            "فتح",
            "املأ الحقول",
            "يفتح {place}",
            "ينسخ «{text}»",
            "يملأ {values}. راجعها وأرسلها بنفسك.",
            "ينفّذ التطبيق ذلك عنك.",
            "تحدّث إلى شخص",
        ],
    },
];

thread_local! {
    static CHOSEN: Cell<usize> = const { Cell::new(0) };
}

/// Chooses the language for a person who reads `wanted`, best first.
pub(crate) fn choose(wanted: &[String]) {
    CHOSEN.set(index(wanted));
}

/// The words of the chosen language.
pub(crate) fn strings() -> &'static Strings {
    &ALL[CHOSEN.get()]
}

fn index(wanted: &[String]) -> usize {
    let tag = Locale::choose(wanted, ALL.iter().map(|strings| strings.locale));
    tag.and_then(|tag| ALL.iter().position(|strings| strings.locale == tag)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{ALL, index};

    #[test]
    fn each_reader_gets_their_language() {
        let of = |tag: &str| ALL[index(&[tag.to_owned()])].locale;
        assert_eq!(
            ["zh-CN", "zh-TW", "zh-HK", "en-GB", "fr", "ar-EG"].map(of),
            ["zh-Hans", "zh-Hant", "zh-Hant", "en", "en", "ar"]
        );
    }
}
