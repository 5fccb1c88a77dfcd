//! A page as an answer: what it may load and who may keep it; and an article as the only thing on one.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, html};
use unstuck_protocol::Article;
use xxhash_rust::xxh3::xxh3_128;

use super::{
    bytes, document, held,
    help::{Address, whole},
    tongue,
};
use crate::product::Product;

/// A page loads its style, sends its form here, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const STYLE: &str = include_str!("style.css");

pub(super) async fn style(asked: HeaderMap) -> Response {
    let etag = etag(STYLE);
    let fresh = held(&asked, &etag);
    let body = if fresh { "" } else { STYLE };
    let mut response = bytes(body, "text/css; charset=utf-8", "public, max-age=300", &etag, None);
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    response
}

/// An article on a page of its own, which says where its home in the help centre is.
pub(super) fn of(article: &Article, product: &Product, asked: &HeaderMap) -> Response {
    let home = whole(product, Address::solution(product, &article.solution).link(None));
    let document = html! {
        (DOCTYPE)
        html lang=(article.locale) dir=(tongue::direction(&article.locale)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (article.title) }
                link rel="canonical" href=(home);
                link rel="stylesheet" href={ (product.prefix()) "/help.css" };
            }
            body { main { div.wide { article { h1 { (article.title) } (document::markup(&article.body, product.app())) } } } }
        }
    };
    answer(document.into_string(), StatusCode::OK, &article.locale, true, asked)
}

/// A whole document in this language; `kept` where it is the same for all who read that.
pub(super) fn answer(
    document: String,
    status: StatusCode,
    language: &str,
    kept: bool,
    asked: &HeaderMap,
) -> Response {
    let etag = etag(&document);
    let fresh = kept && held(asked, &etag);
    let mut response =
        if fresh { StatusCode::NOT_MODIFIED.into_response() } else { document.into_response() };
    if !fresh {
        *response.status_mut() = status;
    }
    let headers = response.headers_mut();
    let mut say = |name, value| drop(headers.insert(name, HeaderValue::from_static(value)));
    say(header::CONTENT_TYPE, "text/html; charset=utf-8");
    say(header::CONTENT_SECURITY_POLICY, POLICY);
    say(HeaderName::from_static("referrer-policy"), "no-referrer");
    say(header::VARY, "accept, accept-language");
    say(header::CACHE_CONTROL, if kept { "public, max-age=60" } else { "no-store" });
    let told = [(header::CONTENT_LANGUAGE, language), (header::ETAG, &etag)];
    for (name, value) in told.into_iter().filter(|(name, _)| kept || *name != header::ETAG) {
        // A language that an author wrote is a tag, and a hash is one word.
        headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
    }
    response
}

fn etag(text: &str) -> String {
    format!("\"{:032x}\"", xxh3_128(text.as_bytes()))
}
