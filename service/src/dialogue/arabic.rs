//! The dialogue in Arabic. A name stands in isolation, as it may be written from the left.

use unstuck_protocol::PhraseKey as Key;

use super::{Chips, Words};

pub(super) const WORDS: Words = Words {
    locale: "ar",
    phrase,
    chips: Chips {
        none: "لا شيء من هذه",
        helped: "هذا ساعدني",
        not_that: "ليس هذا ما أحتاج إليه",
        done: "نجح الأمر",
        failed: "لم ينجح الأمر",
        resume: "المتابعة",
        leave: "ترك الأمر",
    },
};

fn phrase(key: Key, named: bool) -> &'static str {
    match (key, named) {
        (Key::Welcome, _) => "كيف يمكننا مساعدتك؟",
        (Key::Unreadable, _) => "لم نتمكن من قراءة ذلك. نرجو كتابته بكلمات قليلة.",
        (Key::OneOfThese, _) => "هل هو واحد من هذه؟",
        (Key::NoAnswer, _) => "ليس لدينا جواب عن ذلك بعد. يمكنك المحاولة بكلمات أخرى أو طلب التحدث مع موظف.",
        (Key::NotKnown, _) => "هذا كل ما تعرفه صفحات المساعدة لدينا. يمكن لموظف أن يبحث أكثر.",
        (Key::LeftOut, _) => "حسنًا، سنستبعد ذلك.",
        (Key::ChooseOne, _) => "لم نفهم ذلك جيدًا. يمكنك اختيار أحد الأجوبة أو إخبارنا بكلماتك.",
        (Key::Needed, _) => "نحتاج إلى هذا الجواب لنتابع. وإن كان من الصعب معرفته فيمكن لموظف أن يساعد.",
        (Key::InCircles, _) => "ما زلنا نعود إلى السؤال نفسه. سيكون الموظف أقدر على المساعدة من هنا.",
        (Key::NothingBefore, _) => "لا يوجد شيء قبل هذا. نتابع من هنا.",
        (Key::NothingToLeave, _) => "لا يوجد شيء قيد الانتظار الآن. أخبرنا بما تحتاج إليه.",
        (Key::Left, true) => "نترك «\u{2068}{about}\u{2069}» هنا. يمكنك العودة إليه في أي وقت.",
        (Key::Left, false) => "نتوقف هنا.",
        (Key::Waiting, true) => "لم نُكمل «\u{2068}{about}\u{2069}» بعد. هل نتابع؟",
        (Key::Waiting, false) => "بقي أمر لم نُكمله بعد. هل نتابع؟",
        (Key::GoingOn, true) => "نعود إلى «\u{2068}{about}\u{2069}».",
        (Key::GoingOn, false) => "نعود إلى حيث كنا.",
        (Key::Hello, _) => "مرحبًا! يسعدنا وجودك هنا.",
        (Key::Thanked, _) => "على الرحب والسعة!",
        (Key::Farewell, _) => "مع السلامة! نحن هنا متى احتجت إلينا.",
        (Key::Abilities, _) => {
            "نبحث عن المقال المناسب، ونطرح بضعة أسئلة عند الحاجة، ويمكنك طلب التحدث مع موظف في أي وقت."
        }
        (Key::Glad, _) => "يسعدنا أن هذا ساعدك!",
        (Key::Person, _) => "بالتأكيد. يمكن لموظف أن يساعدك من هنا.",
        (Key::StillThere, _) => "هل ما زلت هنا؟ لا داعي للعجلة، نتابع من هنا.",
        (Key::Lost, _) => "نعتذر، فقدنا سياق المحادثة من جهتنا. لنبدأ من جديد.",
        (Key::Changed, _) => "تغيّرت صفحات المساعدة قبل قليل، لذلك نسأل مرة أخرى.",
        (Key::Unknown, _) => "",
    }
}
