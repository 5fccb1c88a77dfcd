//! What the wallet says when it refuses, one table a language.

mod en;
mod zh_hans;
mod zh_hant;

use crate::failure::Failure;

/// The languages the wallet speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// 简体中文.
    ZhHans,
    /// 繁體中文.
    ZhHant,
}

/// A headline and what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub detail: String,
}

fn words(title: &str, detail: impl Into<String>) -> Wording {
    Wording { title: title.to_owned(), detail: detail.into() }
}

/// How `failure` is told in `language`.
#[must_use]
pub fn wording(failure: &Failure, language: Language) -> Wording {
    match language {
        Language::En => en::wording(failure),
        Language::ZhHans => zh_hans::wording(failure),
        Language::ZhHant => zh_hant::wording(failure),
    }
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhHans, Self::ZhHant];

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
        }
    }

    /// The language of one tag, where we speak it.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let has = |part: &str| tag.split('-').any(|subtag| subtag == part);
        match tag.split('-').next() {
            Some("en") => Some(Self::En),
            Some("zh") if has("hant") || !has("hans") && (has("tw") || has("hk") || has("mo")) => {
                Some(Self::ZhHant)
            }
            Some("zh") => Some(Self::ZhHans),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak; weights are respected.
    ///
    /// ```
    /// use unstuck_demo_api::strings::Language;
    /// assert_eq!(Language::accepted("fr, zh-TW;q=0.8, en;q=0.5"), Language::ZhHant);
    /// assert_eq!(Language::accepted("fr"), Language::En);
    /// ```
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let (tag, rest) = range.split_once(";q=").unwrap_or((range, "1"));
            let weight = rest.trim().parse::<f32>().unwrap_or(0.0);
            if let Some(language) = Self::of(tag)
                && weight > 0.0
                && best.is_none_or(|(most, _)| weight > most)
            {
                best = Some((weight, language));
            }
        }
        best.map_or(Self::En, |(_, language)| language)
    }
}
