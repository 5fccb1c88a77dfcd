//! What the app says, one table a language.

mod en;
mod zh_hans;
mod zh_hant;

/// The languages of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    ZhHans,
    ZhHant,
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::En, Self::ZhHans, Self::ZhHant];

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
        }
    }

    pub(crate) fn strings(self) -> &'static Strings {
        match self {
            Self::En => &en::EN,
            Self::ZhHans => &zh_hans::ZH_HANS,
            Self::ZhHant => &zh_hant::ZH_HANT,
        }
    }

    /// The language of a BCP 47 tag; English where we don't speak it.
    pub(crate) fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let traditional =
            ["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|sub| sub == *part));
        match (tag.starts_with("zh"), traditional && !tag.contains("hans")) {
            (true, true) => Self::ZhHant,
            (true, false) => Self::ZhHans,
            _ => Self::En,
        }
    }

    /// What was chosen here before, else what the browser prefers.
    pub(crate) fn preferred() -> Self {
        let window = leptos::prelude::window();
        let chosen =
            window.local_storage().ok().flatten().and_then(|kept| kept.get_item(KEPT).ok().flatten());
        Self::of(&chosen.or_else(|| window.navigator().language()).unwrap_or_default())
    }

    /// Keeps the choice for the next visit, where the browser lets us.
    pub(crate) fn keep(self) {
        if let Ok(Some(kept)) = leptos::prelude::window().local_storage() {
            let _ = kept.set_item(KEPT, self.tag());
        }
    }
}

const KEPT: &str = "lantern-language";

/// `text` with its one `{}` filled.
pub(crate) fn fill(text: &str, value: &str) -> String {
    text.replace("{}", value)
}

macro_rules! strings {
    ($($name:ident),* $(,)?) => {
        /// One language's words; a missing one does not compile.
        pub(crate) struct Strings { $(pub(crate) $name: &'static str),* }
    };
}

strings! {
    main_menu, language, home, red_packet, transfer, withdraw, statements, cards,
    hello, balance, add_money, recent, all_activity, kind_packet, kind_in, kind_out, kind_withdrawal,
    kind_top_up, kind_purchase, to, amount, card, from_day, to_day, form, form_csv, form_page, send_packet, send_money,
    withdraw_lead, withdraw_to, withdraw_now, export, working, asking_bank, packet_lead, transfer_lead,
    statement_lead, last_30, last_80, unverified, ask_verify, cards_lead, good_until, expired, new_expiry, save,
    limits, daily_limit, monthly_limit, safety, freeze, freeze_hint, close, code, sign_in, send_again, cancel,
    offline, offline_detail, bug, bug_detail, sent, withdrawn, exported, saved, verified, added, welcome_back,
    hints, hints_lead, unplug, unplug_hint, end_session, hint_range, hint_daily, hint_person, hint_unverified,
    hint_frozen, hint_wallet, hint_duplicate, hint_single, hint_review, hint_funds, hint_expired, hint_bank,
    hint_minimum, hint_monthly, hint_timeout, hint_days, hint_lines, hint_bug, raise_to,
    raise_hint, unfreeze, unfreeze_hint, retry_hint, not_found,
}
