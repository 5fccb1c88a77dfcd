//! The panel: a modal dialog of our own, over the host's, with the solution and the question whether it helped.

use std::cell::RefCell;
use std::rc::Rc;

use unstuck::{Article, OutcomeKind, SolutionId};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement, HtmlTextAreaElement};

use super::flow::{self, Found};
use super::strings::strings;
use super::{api, document, dom, eyes, fixes, link, style};

struct Panel {
    host: Element,
    dialog: HtmlDialogElement,
    content: Element,
    link: Element,
    found: Rc<Found>,
    solution: Option<SolutionId>,
    said: bool,
}

thread_local! {
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
}

/// Opens the panel of a link.
pub(crate) fn open(link: &Element) {
    if PANEL.with_borrow(Option::is_some) {
        return;
    }
    if let Some(found) = flow::behind(link) {
        let _ = build(link, found);
    }
}

fn build(link: &Element, found: Rc<Found>) -> Option<()> {
    let words = strings();
    // Not `body`: a page may have an image of that name.
    let page = dom::document()?.document_element()?;
    let root = eyes::host("unstuck-panel", style::PANEL, &page);
    let host = root.host();
    eyes::speak(&host, words.locale);
    eyes::dress(&host, link);
    let dialog: HtmlDialogElement =
        dom::make("dialog", &[("aria-labelledby", "title")], "")?.dyn_into().ok()?;
    let content = dom::make("div", &[("class", "content")], "")?;
    dialog.append_child(&content).ok()?;
    root.append_child(&dialog).ok()?;
    page.append_child(&host).ok()?;
    let closed = Closure::once_into_js(finish);
    dialog.add_event_listener_with_callback("close", closed.unchecked_ref()).ok()?;
    let article = found.resolution.answer.as_ref().map(|answer| answer.article.clone());
    PANEL.set(Some(Panel {
        host,
        dialog: dialog.clone(),
        content,
        link: link.clone(),
        found,
        solution: None,
        said: false,
    }));
    match article {
        Some(article) => show_article(&article)?,
        None => show_questions()?,
    }
    dialog.show_modal().ok()
}

/// Carries out what a control stands for.
pub(crate) fn act(name: &str) {
    match name {
        "close" => {
            if let Some(dialog) = PANEL.with_borrow(|panel| Some(panel.as_ref()?.dialog.clone())) {
                dialog.close();
            }
        }
        "yes" => said(OutcomeKind::Claimed, None),
        "no" => {
            said(OutcomeKind::Failed, None);
            let _ = ask_why();
        }
        "send" => {
            let reason = foot()
                .and_then(|foot| foot.query_selector("textarea").ok()?)
                .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok())
                .map(|area| area.value())
                .filter(|reason| !reason.trim().is_empty());
            said(OutcomeKind::Failed, reason);
        }
        _ if fixes::act(name) => {}
        _ => {
            if let Some(at) = name.strip_prefix("question-").and_then(|at| at.parse::<usize>().ok()) {
                read_question(at);
            }
        }
    }
}

fn show_article(article: &Article) -> Option<()> {
    let words = strings();
    let content = start(&article.title)?;
    let body = dom::put("div", &[("class", "body")], "", &content)?;
    eyes::speak(&body, &article.locale);
    document::draw(&article.body, &body);
    eyes::speak(&dom::put("div", &[("class", "others")], "", &body)?, words.locale);
    let (found, link) = PANEL.with_borrow(|panel| {
        let panel = panel.as_ref()?;
        Some((Rc::clone(&panel.found), panel.link.clone()))
    })?;
    fixes::offer(article, &found, &body, &link);
    show_sent(&body);
    let foot = dom::make("div", &[("class", "foot"), ("role", "group"), ("aria-labelledby", "ask")], "")?;
    for (tag, attributes, text) in [
        ("span", vec![("id", "ask")], words.solved),
        ("button", vec![("type", "button"), ("data-act", "yes")], words.yes),
        ("button", vec![("type", "button"), ("data-act", "no")], words.no),
    ] {
        dom::put(tag, &attributes, text, &foot)?;
    }
    content.append_child(&foot).ok()?;
    PANEL.with_borrow_mut(|panel| {
        if let Some(panel) = panel {
            panel.solution = Some(article.solution.clone());
            panel.said = false;
        }
    });
    api::emit_open(&article.solution);
    Some(())
}

/// The report as it leaves, for whoever asks; none where nothing does.
fn show_sent(body: &Element) -> Option<()> {
    let found = PANEL.with_borrow(|panel| Some(Rc::clone(&panel.as_ref()?.found)))?;
    let payload = found.sighting.payload()?;
    let details = dom::put("details", &[], "", body)?;
    eyes::speak(&details, strings().locale);
    dom::put("summary", &[], strings().sent, &details)?;
    dom::put("pre", &[("tabindex", "0")], payload, &details)?;
    Some(())
}

fn show_questions() -> Option<()> {
    let content = start(strings().closest)?;
    let body = dom::put("div", &[("class", "body")], "", &content)?;
    put_questions(&body)?;
    fixes::person(&body);
    Some(())
}

/// The closest questions but for the one that is open; none where there are no others.
fn put_questions(into: &Element) -> Option<()> {
    let titles: Vec<(usize, String)> = PANEL.with_borrow(|panel| {
        let panel = panel.as_ref()?;
        let closest = panel.found.resolution.closest.iter().take(3).enumerate();
        let others = closest.filter(|(_, one)| Some(&one.solution) != panel.solution.as_ref());
        Some(others.map(|(at, one)| (at, one.title.clone())).collect())
    })?;
    if titles.is_empty() {
        return None;
    }
    let list = dom::put("ul", &[("class", "questions")], "", into)?;
    for (at, title) in titles {
        let item = dom::put("li", &[], "", &list)?;
        let act = ["question-0", "question-1", "question-2"].get(at)?;
        dom::put("button", &[("type", "button"), ("data-act", act)], &title, &item)?;
    }
    Some(())
}

/// Where this one was not enough: other solutions, and a person.
pub(crate) fn lead_on() {
    let others = PANEL.with_borrow(|panel| panel.as_ref()?.content.query_selector(".others").ok()?);
    let Some(others) = others else { return };
    others.set_text_content(None);
    let title = dom::put("h3", &[], strings().others, &others);
    if let (None, Some(title)) = (put_questions(&others), title) {
        title.remove();
    }
    fixes::person(&others);
}

/// Empties the panel and puts the headline with its way out.
fn start(title: &str) -> Option<Element> {
    let content = PANEL.with_borrow(|panel| Some(panel.as_ref()?.content.clone()))?;
    content.set_text_content(None);
    let head = dom::make("div", &[("class", "head")], "")?;
    // Focus starts at the headline, so that a screen reader begins with what the panel is about.
    dom::put("h2", &[("id", "title"), ("tabindex", "-1"), ("autofocus", "")], title, &head)?;
    let close =
        [("type", "button"), ("class", "close"), ("data-act", "close"), ("aria-label", strings().close)];
    dom::put("button", &close, "×", &head)?;
    content.append_child(&head).ok()?;
    Some(content)
}

fn read_question(at: usize) {
    let chosen =
        PANEL.with_borrow(|panel| Some(panel.as_ref()?.found.resolution.closest.get(at)?.solution.clone()));
    let Some(solution) = chosen else { return };
    spawn_local(async move {
        let shown = match unstuck::article(&solution).await {
            Ok(article) => show_article(&article),
            Err(_) => start(strings().unreachable).map(|_| ()),
        };
        let title = PANEL.with_borrow(|panel| panel.as_ref()?.content.query_selector("h2").ok().flatten());
        if let (Some(()), Some(title)) = (shown, title) {
            dom::focus(&title);
        }
    });
}

fn foot() -> Option<Element> {
    PANEL.with_borrow(|panel| panel.as_ref()?.content.query_selector(".foot").ok().flatten())
}

fn ask_why() -> Option<()> {
    let words = strings();
    let foot = foot()?;
    foot.set_text_content(None);
    foot.remove_attribute("aria-labelledby").ok()?;
    let area = dom::make("textarea", &[("id", "why"), ("rows", "3"), ("maxlength", "1000")], "")?;
    dom::put("label", &[("for", "why")], words.why, &foot)?;
    foot.append_child(&area).ok()?;
    dom::put("button", &[("type", "button"), ("data-act", "send")], words.send, &foot)?;
    lead_on();
    dom::focus(&area);
    Some(())
}

/// Sends an outcome and thanks; a later one about the same solution replaces it.
fn said(kind: OutcomeKind, reason: Option<String>) {
    let told = PANEL.with_borrow_mut(|panel| {
        let panel = panel.as_mut()?;
        let solution = panel.solution.clone()?;
        panel.said = true;
        panel.found.sighting.outcome(&solution, kind, reason);
        Some(solution)
    });
    let Some(solution) = told else { return };
    api::emit_outcome(&solution, kind);
    if let (Some(foot), Some(thanks)) =
        (foot(), dom::make("p", &[("role", "status"), ("tabindex", "-1")], strings().thanks))
    {
        foot.set_text_content(None);
        let _ = foot.append_child(&thanks);
        dom::focus(&thanks);
    }
}

/// After the dialog closed: the panel goes, focus returns to the link.
fn finish() {
    let Some(panel) = PANEL.take() else { return };
    if let (Some(solution), false) = (&panel.solution, panel.said) {
        panel.found.sighting.outcome(solution, OutcomeKind::Silent, None);
    }
    panel.host.remove();
    if let Some(link) = flow::standing(panel.link) {
        link::focus(&link);
    }
}
