//! An article as a page of its own. Every text is escaped; the page may load nothing but its style.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Article, Block, Inline};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STYLE: &str = ":root{color-scheme:light dark;font:1.05rem/1.6 system-ui,sans-serif}
body{margin:0 auto;max-width:42rem;padding:2rem 1.25rem;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.25}
pre{overflow:auto;padding:.9rem;border-radius:.5rem;background:color-mix(in srgb,currentColor 8%,transparent)}
code{font-family:ui-monospace,monospace;font-size:.92em}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:.25rem solid color-mix(in srgb,currentColor 25%,transparent)}
table{border-collapse:collapse;display:block;overflow:auto}
th,td{padding:.4rem .7rem;border:1px solid color-mix(in srgb,currentColor 25%,transparent);text-align:start}
";

pub(super) async fn style() -> Response {
    let mut response = STYLE.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}

/// The article as an HTML answer.
pub(super) fn of(article: &Article) -> Response {
    let mut response = html(article).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    response
}

fn html(article: &Article) -> String {
    let mut out = String::from("<!doctype html><html lang=\"");
    escape(&article.locale, &mut out);
    out += "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/article.css\"><title>";
    escape(&article.title, &mut out);
    out += "</title></head><body><main><h1>";
    escape(&article.title, &mut out);
    out += "</h1>";
    blocks(&article.body.0, &mut out);
    out += "</main></body></html>";
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

fn tag(name: &str, out: &mut String, inner: impl FnOnce(&mut String)) {
    *out += &format!("<{name}>");
    inner(out);
    *out += &format!("</{}>", name.split(' ').next().unwrap_or(name));
}

fn blocks(nodes: &[Block], out: &mut String) {
    for node in nodes {
        match node {
            // The title is the page's first heading, so a text's own start below it.
            Block::Heading(level, text) => {
                tag(&format!("h{}", level.clamp(&2, &6)), out, |out| inlines(text, out))
            }
            Block::Paragraph(text) => tag("p", out, |out| inlines(text, out)),
            Block::Bullets(list) => tag("ul", out, |out| items(list, out)),
            Block::Steps(start, list) => tag(&format!("ol start=\"{start}\""), out, |out| items(list, out)),
            Block::Code(_, text) => tag("pre", out, |out| tag("code", out, |out| escape(text, out))),
            Block::Quote(inner) => tag("blockquote", out, |out| blocks(inner, out)),
            Block::Table(head, rows) => tag("table", out, |out| {
                row("th", head, out);
                rows.iter().for_each(|cells| row("td", cells, out));
            }),
            Block::Rule => out.push_str("<hr>"),
        }
    }
}

fn items(list: &[Vec<Block>], out: &mut String) {
    list.iter().for_each(|item| tag("li", out, |out| blocks(item, out)));
}

fn row(cell: &str, cells: &[Vec<Inline>], out: &mut String) {
    tag("tr", out, |out| cells.iter().for_each(|text| tag(cell, out, |out| inlines(text, out))));
}

fn inlines(nodes: &[Inline], out: &mut String) {
    for node in nodes {
        match node {
            Inline::Text(text) => escape(text, out),
            Inline::Code(text) => tag("code", out, |out| escape(text, out)),
            Inline::Em(inner) => tag("em", out, |out| inlines(inner, out)),
            Inline::Strong(inner) => tag("strong", out, |out| inlines(inner, out)),
            Inline::Link(href, inner) => {
                out.push_str("<a rel=\"noopener noreferrer\" href=\"");
                escape(href.as_str(), out);
                out.push_str("\">");
                inlines(inner, out);
                out.push_str("</a>");
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
}
