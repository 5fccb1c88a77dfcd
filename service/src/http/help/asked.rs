//! What a request to the help centre asks for, beside its address. Nothing of it is believed to be well-formed.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Query},
    http::{HeaderMap, Uri, request::Parts},
};
use unstuck_protocol::limits;

use crate::http::accept;

/// A request's query and headers.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The language that the address names, whatever it is.
    pub(super) language: Option<String>,
    /// The languages of the person, best first; that of the address comes before all.
    pub(super) wanted: Vec<String>,
    /// What is searched for, without what nobody can see.
    pub(super) query: String,
    /// The page of a list, from 1 on.
    pub(super) page: usize,
    /// The part of a sitemap.
    pub(super) part: Option<usize>,
    /// Whether a person is told what is wrong, and not a program.
    pub(super) html: bool,
    /// The whole address.
    pub(super) uri: Uri,
    /// To tell what the client holds already.
    pub(super) headers: HeaderMap,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::read(parts))
    }
}

impl Asked {
    fn read(parts: &Parts) -> Self {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let query = query.map(|Query(query)| query).unwrap_or_default();
        let named = |name: &str| {
            query.iter().find(|(one, value)| one == name && !value.is_empty()).map(|(_, value)| value)
        };
        let language = named("lang").cloned();
        let number = |name: &str| named(name).and_then(|number| number.parse::<usize>().ok());
        let mut wanted = accept::languages(&parts.headers);
        wanted.splice(0..0, language.clone());
        Self {
            language,
            wanted,
            query: named("q").map(|query| clean(query, limits::MESSAGE_BYTES)).unwrap_or_default(),
            page: number("page").unwrap_or(1).max(1),
            part: number("part"),
            html: accept::prefers_html(&parts.headers),
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
        }
    }
}

/// A text of somebody else's in one line of at most so many bytes, without characters that show nothing or turn the
/// direction of what stands beside them.
pub(super) fn clean(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        let hidden = c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
        // Joiners are how some scripts spell.
        if hidden && !matches!(c, '\u{200c}' | '\u{200d}')
            || c == ' ' && (out.is_empty() || out.ends_with(' '))
        {
            continue;
        }
        if out.len() + c.len_utf8() > most {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// A text as a sentence quotes it.
pub(super) fn short(text: &str) -> String {
    const MARK: &str = "…";
    let short = clean(text, limits::LINE_BYTES - MARK.len());
    if short.len() < clean(text, limits::LINE_BYTES).len() { short + MARK } else { short }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn asked(uri: &str, languages: &str) -> Asked {
        let request = Request::get(uri).header("accept-language", languages).body(()).unwrap();
        Asked::read(&request.into_parts().0)
    }

    #[test]
    fn the_language_of_the_address_comes_first() {
        let asked = asked("/help?lang=zh-Hant&q=+a%20%00b%0a&page=3", "ar,en;q=0.5");
        assert_eq!(asked.wanted, ["zh-Hant", "ar", "en"]);
        assert_eq!((asked.query.as_str(), asked.page, asked.html), ("a b", 3, false));
    }

    #[test]
    fn a_query_that_makes_no_sense_asks_for_nothing() {
        for uri in [
            "/help?page=-1&lang=&q=%20",
            "/help?page=0&page=x",
            "/help?&&=&q",
            "/help?part=99999999999999999999999",
        ] {
            let asked = asked(uri, "");
            assert_eq!((asked.language, asked.query.as_str(), asked.page), (None, "", 1), "{uri}");
        }
        assert_eq!(asked("/help?q=%ff%fe", "").query, "\u{fffd}\u{fffd}");
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_length_is_bounded() {
        assert_eq!(clean(" \u{202e}evil\u{202c}\0 \t\n x\u{feff} ", 100), "evil x");
        assert_eq!(clean("क्\u{200d}ष", 100), "क्\u{200d}ष");
        assert_eq!(clean("ééé", 5), "éé");
        let quoted = short(&"限额 ".repeat(200));
        assert!(quoted.len() <= limits::LINE_BYTES && quoted.ends_with('…'), "{quoted}");
        assert_eq!(short("a b"), "a b");
    }
}
