//! Languages: which text to show to whom.

/// Longest tag, bytes: BCP 47 asks for room for 35, and a tag of thousands of parts has as many fallbacks.
const LONGEST: usize = 64;

/// A language tag, split as far as choosing a text needs: language, script, region.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(String);

impl Locale {
    /// Reads a BCP 47 tag, in any case and with `_` or `-`; `None` when it is none.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        if tag.len() > LONGEST {
            return None;
        }
        let parts: Vec<&str> = tag.trim().split(['-', '_']).collect();
        let language = parts
            .first()
            .filter(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))?;
        let mut out = language.to_ascii_lowercase();
        for part in &parts[1..] {
            if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            out.push('-');
            match part.len() {
                4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    out.push_str(&part[..1].to_ascii_uppercase());
                    out.push_str(&part[1..].to_ascii_lowercase());
                }
                2 => out.push_str(&part.to_ascii_uppercase()),
                _ => out.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self(out))
    }

    /// The tag as text, such as `zh-Hant`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tags to try, best first: `zh-TW → zh-Hant → zh`.
    ///
    /// ```
    /// use unstuck_protocol::Locale;
    /// let chain = Locale::new("zh_TW").unwrap().fallbacks();
    /// assert_eq!(chain, ["zh-TW", "zh-Hant", "zh"]);
    /// ```
    #[must_use]
    pub fn fallbacks(&self) -> Vec<String> {
        let mut chain = vec![self.0.clone()];
        let language = self.0.split('-').next().unwrap_or_default();
        if language == "zh" {
            let traditional = ["-Hant", "-TW", "-HK", "-MO"].iter().any(|part| self.0.contains(part));
            push(&mut chain, if traditional { "zh-Hant" } else { "zh-Hans" });
        }
        let mut rest = self.0.as_str();
        while let Some(cut) = rest.rfind('-') {
            rest = &rest[..cut];
            push(&mut chain, rest);
        }
        chain
    }

    /// The best of the `available` tags for a person who reads `wanted` (best first); `None` when none fits.
    ///
    /// ```
    /// use unstuck_protocol::Locale;
    /// assert_eq!(Locale::choose(&["zh-HK".into(), "en".into()], ["en", "zh-Hant", "zh-Hans"]), Some("zh-Hant"));
    /// assert_eq!(Locale::choose(&["fr".into()], ["en"]), None);
    /// ```
    pub fn choose<'a>(
        wanted: &[String],
        available: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Option<&'a str> {
        wanted.iter().filter_map(|tag| Self::new(tag)).flat_map(|locale| locale.fallbacks()).find_map(|tag| {
            available.clone().into_iter().find(|have| Self::new(have).is_some_and(|have| have.0 == tag))
        })
    }
}

fn push(chain: &mut Vec<String>, tag: &str) {
    if !chain.iter().any(|have| have == tag) {
        chain.push(tag.to_owned());
    }
}
