//! An article as a page of its own. Every text is escaped; the page may load nothing but its style.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{Article, Node, Tag};

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
    nodes(&article.body.0, &mut out);
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

fn nodes(nodes: &[Node], out: &mut String) {
    nodes.iter().for_each(|one| node(one, out));
}

fn node(node: &Node, out: &mut String) {
    match node.tag {
        Tag::Text | Tag::Unknown => {
            escape(&node.text, out);
            nodes(&node.nodes, out);
        }
        Tag::Code => element("code", node, out),
        Tag::Em => element("em", node, out),
        Tag::Strong => element("strong", node, out),
        Tag::Link => match &node.href {
            Some(href) => {
                out.push_str("<a rel=\"noopener noreferrer\" href=\"");
                escape(href.as_str(), out);
                out.push_str("\">");
                nodes(&node.nodes, out);
                out.push_str("</a>");
            }
            None => nodes(&node.nodes, out),
        },
        Tag::Break => out.push_str("<br>"),
        // The title is the page's first heading, so a text's own start below it.
        Tag::Heading => element(&format!("h{}", node.number.clamp(2, 6)), node, out),
        Tag::Paragraph => element("p", node, out),
        Tag::Bullets => element("ul", node, out),
        Tag::Steps => element(&format!("ol start=\"{}\"", node.number), node, out),
        Tag::Item => element("li", node, out),
        Tag::Listing => {
            out.push_str("<pre>");
            element("code", node, out);
            out.push_str("</pre>");
        }
        Tag::Quote => element("blockquote", node, out),
        Tag::Table => {
            out.push_str("<table>");
            for (place, line) in node.nodes.iter().enumerate() {
                out.push_str("<tr>");
                let cell = if place == 0 { "th" } else { "td" };
                line.nodes.iter().for_each(|one| element(cell, one, out));
                out.push_str("</tr>");
            }
            out.push_str("</table>");
        }
        Tag::Row | Tag::Cell => nodes(&node.nodes, out),
        Tag::Rule => out.push_str("<hr>"),
    }
}

/// An element with what the node says and what is within it; `tag` may have attributes of our own.
fn element(tag: &str, node: &Node, out: &mut String) {
    *out += &format!("<{tag}>");
    escape(&node.text, out);
    nodes(&node.nodes, out);
    *out += &format!("</{}>", tag.split(' ').next().unwrap_or(tag));
}
