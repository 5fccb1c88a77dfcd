//! What a client says that it takes: pages or data, and which languages.

use axum::http::{HeaderMap, HeaderName, header};

/// Most languages that are looked at.
const LANGUAGES: usize = 20;

/// Whether it is a person's browser rather than a program: HTML is wanted more than JSON.
pub(super) fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = said(headers, header::ACCEPT);
    let weight = |kind: &str| parts(accept).find(|(one, _)| *one == kind).map_or(0.0, |(_, weight)| weight);
    weight("text/html") > weight("application/json")
}

/// The languages that the person reads, best first.
pub(super) fn languages(headers: &HeaderMap) -> Vec<String> {
    let named = parts(said(headers, header::ACCEPT_LANGUAGE)).filter(|(_, weight)| *weight > 0.0);
    let mut named: Vec<(&str, f32)> = named.take(LANGUAGES).collect();
    named.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    named.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}

fn said(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The parts of a list with their weights, 1 where none is said.
fn parts(list: &str) -> impl Iterator<Item = (&str, f32)> {
    list.split(',').filter_map(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
        Some((name, weight.unwrap_or(1.0)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn people_get_pages_and_programs_json() {
        let prefers = |accept| prefers_html(&headers(header::ACCEPT, accept));
        assert!(prefers("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(!prefers("*/*"));
        assert!(!prefers(""));
        assert!(!prefers("application/json, text/html;q=0.5"));
        assert!(!prefers("text/html;q=0"));
    }

    #[test]
    fn languages_come_in_the_order_of_their_weights() {
        let read = |list| languages(&headers(header::ACCEPT_LANGUAGE, list));
        assert_eq!(read("en;q=0.5, zh-TW, fr;q=0, ar;q=0.9,zh"), ["zh-TW", "zh", "ar", "en"]);
        assert!(read("").is_empty() && read(",;q=1,").is_empty());
        assert_eq!(read("a,b;q=nan,c"), ["a", "c"]);
    }
}
