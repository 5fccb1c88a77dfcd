//! What a surface says: title, message, code, and the failed request behind it.

use js_sys::Reflect;
use unstuck_protocol::{Problem, SurfaceKind, dialect, limits};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use crate::detect::{self, Evidence};
use crate::dom;

/// A surface that is an error, as it was read.
pub(crate) struct Reading {
    /// What it said.
    pub(crate) problem: Problem,
    /// What it is.
    pub(crate) kind: SurfaceKind,
    /// The element after which the link belongs.
    pub(crate) message: Option<Element>,
}

/// A failed request is taken for the cause of what shows within this time, in milliseconds.
const FRESH: f64 = 5_000.0;
const TITLE: &str = "h1,h2,h3,h4,h5,[role=heading],[class*=title i],[class*=header i]";
const SKIPPED: &[&str] = &[
    "BUTTON",
    "SCRIPT",
    "STYLE",
    "INPUT",
    "SELECT",
    "TEXTAREA",
    "SVG",
    "UNSTUCK-LINK",
    "TEMPLATE",
    "NAV",
    "LABEL",
];
const INLINE: &[&str] = &["A", "B", "STRONG", "EM", "I", "SPAN", "CODE", "BR", "SMALL", "U", "MARK"];

/// Reads the surface; `None` when it is no error.
pub(crate) fn read(surface: &Element, failure: &JsValue) -> Option<Reading> {
    let declared = surface.local_name() == "unstuck-help" || surface.has_attribute("data-unstuck-code");
    let role = match surface.get_attribute("role") {
        Some(role) => role,
        None if surface.local_name() == "dialog" => "dialog".into(),
        None => String::new(),
    };
    let heading = dom::all(surface, TITLE).into_iter().find(|e| dom::visible(e) && !dom::text(e).is_empty());
    let mut blocks = Vec::new();
    collect(surface, heading.as_ref(), &mut blocks, 0);
    let told = surface.get_attribute("message").filter(|_| declared);
    let title = heading.as_ref().map(dom::text);
    let message = told.unwrap_or_else(|| {
        cut(
            &blocks.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "),
            limits::MESSAGE_BYTES,
        )
    });
    let said = format!("{} {message}", title.as_deref().unwrap_or_default());
    let printed = said.split_whitespace().find_map(code_in);
    let failed = request(failure);
    let code = surface
        .get_attribute("data-unstuck-code")
        .or_else(|| surface.get_attribute("code").filter(|_| declared))
        .or_else(|| {
            surface.query_selector("[data-unstuck-code]").ok().flatten()?.get_attribute("data-unstuck-code")
        })
        .filter(|code| !code.trim().is_empty());
    let mut classes = surface.class_name();
    for inner in dom::all(surface, "[class]").iter().take(120).filter(|e| dom::visible(e)) {
        classes.push(' ');
        classes.push_str(&inner.get_attribute("class").unwrap_or_default());
    }
    let evidence = Evidence {
        declared: declared || code.is_some(),
        role: &role,
        classes: &classes,
        text: &said,
        code: printed.is_some(),
        failure: failed.is_some(),
    };
    if !detect::is_error(&evidence) || said.trim().is_empty() && code.is_none() {
        return None;
    }
    let failed = failed.unwrap_or_default();
    let problem = Problem {
        code: code.or(printed).or(failed.code).map(|code| cut(&code, limits::CODE_BYTES)),
        kind: failed.kind,
        title: title.map(|title| cut(&title, limits::LINE_BYTES)),
        message: if message.is_empty() { failed.message } else { message },
        status: failed.status,
        ..Problem::default()
    };
    let kind = if evidence.declared {
        SurfaceKind::Declared
    } else if role == "alert" {
        SurfaceKind::Alert
    } else {
        SurfaceKind::Dialog
    };
    Some(Reading { problem, kind, message: blocks.pop().map(|(element, _)| element).or(heading) })
}

/// Gathers the elements that carry text of their own, in reading order.
fn collect(element: &Element, heading: Option<&Element>, out: &mut Vec<(Element, String)>, depth: u8) {
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(child) = children.item(at) else { continue };
        let Some(inner) = child.dyn_ref::<Element>() else {
            if child.node_type() == Node::TEXT_NODE
                && !child.text_content().unwrap_or_default().trim().is_empty()
            {
                // The element itself speaks: take it with its inline children, once.
                let text = spoken(element);
                out.push((element.clone(), text));
                return;
            }
            continue;
        };
        let skipped = SKIPPED.contains(&inner.tag_name().to_uppercase().as_str())
            || heading.is_some_and(|heading| heading == inner)
            || inner.get_attribute("role").as_deref() == Some("button")
            || !dom::visible(inner);
        if !skipped && depth < 24 && out.len() < 60 {
            collect(inner, heading, out, depth + 1);
        }
    }
}

/// Text of the element and its inline children.
fn spoken(element: &Element) -> String {
    let mut out = String::new();
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(child) = children.item(at) else { continue };
        let inline = child.dyn_ref::<Element>().is_none_or(|e| INLINE.contains(&e.tag_name().as_str()));
        if inline {
            out.push_str(&child.text_content().unwrap_or_default());
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The token as an error code, such as `RP_LIMIT_DAILY`, `E1234` or `PAY-402`.
fn code_in(token: &str) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let upper = token.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = token.get(letters..)?.trim_start_matches('-');
    let numbered = (1..=6).contains(&letters)
        && (3..=6).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_digit());
    let worded = letters > 0 && token.contains('_') && token.len() > 4;
    (upper && (numbered || worded)).then(|| token.to_owned())
}

/// The last failed request, if it is fresh.
fn request(failure: &JsValue) -> Option<Problem> {
    let get = |name: &str| Reflect::get(failure, &JsValue::from_str(name)).ok();
    let at = get("at")?.as_f64()?;
    if unstuck::age(at as u64) as f64 > FRESH {
        return None;
    }
    let status = get("status")?.as_f64().filter(|status| (100.0..600.0).contains(status));
    let body = get("body").and_then(|body| body.as_string()).unwrap_or_default();
    let mut problem = serde_json::from_str(&body).ok().map(|body| of_body(&body)).unwrap_or_default();
    problem.status = status.map(|status| status as u16);
    Some(problem)
}

fn of_body(body: &serde_json::Value) -> Problem {
    if let Some(problem) = dialect::from_json(body) {
        return problem;
    }
    let inner = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
    let word = |name: &str| inner.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    Problem {
        code: word("code").or_else(|| word("error")),
        kind: word("type"),
        title: word("title"),
        message: word("detail").or_else(|| word("message")).unwrap_or_default(),
        ..Problem::default()
    }
}

fn cut(text: &str, bytes: usize) -> String {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{code_in, cut, of_body};

    #[test]
    fn codes_are_told_from_words() {
        for code in ["RP_LIMIT_DAILY", "E1234", "PAY-402", "(ERR_TIMEOUT)"] {
            assert!(code_in(code).is_some(), "{code}");
        }
        for word in ["HTTP", "2024-01-02", "ERROR", "hello_world", "12345", "A1", "", "___"] {
            assert_eq!(code_in(word), None, "{word}");
        }
    }

    #[test]
    fn a_body_gives_its_code_and_a_hostile_one_nothing() {
        let body = serde_json::json!({ "type": "about:blank", "code": "CARD_EXPIRED", "detail": "Your card expired" });
        assert_eq!(of_body(&body).code.as_deref(), Some("CARD_EXPIRED"));
        assert_eq!(of_body(&serde_json::json!([1, { "code": {} }])).code, None);
    }

    #[test]
    fn cutting_keeps_characters_whole() {
        assert_eq!(cut("错误", 4), "错");
    }
}
