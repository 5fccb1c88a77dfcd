//! The panel: a modal dialog of our own, over the host's. It is opened by an error's link, or to look for help.

use std::cell::{Cell, RefCell};

use unstuck::protocol::Suggestion;
use unstuck::{Article, Conversation, OutcomeKind, ReportId, Sighting, SolutionId};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlDialogElement, HtmlTextAreaElement};

use super::strings::strings;
use super::{dom, eyes, fixes, flow, link, style, talk, views};

/// What the panel was opened for.
#[derive(Clone)]
pub(crate) enum Subject {
    /// An error.
    Error(Sighting),
    /// Nothing that went wrong: whatever the person looks for.
    Help(Conversation),
}

impl Subject {
    /// Under which name fixes that are run are told.
    pub(crate) fn id(&self) -> Option<ReportId> {
        match self {
            Self::Error(sighting) => Some(sighting.id().clone()),
            Self::Help(conversation) => ReportId::new(conversation.id().as_str()).ok(),
        }
    }

    pub(crate) fn conversation(&self) -> Conversation {
        match self {
            Self::Error(sighting) => sighting.conversation(),
            Self::Help(conversation) => conversation.clone(),
        }
    }
}

pub(crate) struct Panel {
    host: Element,
    dialog: HtmlDialogElement,
    pub(crate) content: Element,
    /// What opened it, where the focus goes back to.
    pub(crate) link: Option<Element>,
    pub(crate) subject: Subject,
    /// Questions that may be meant, best first.
    pub(crate) closest: Vec<Suggestion>,
    /// The solution that is shown.
    pub(crate) solution: Option<SolutionId>,
    /// Whether the person said how it helped.
    pub(crate) said: bool,
    /// Whether the dialogue was begun.
    pub(crate) begun: bool,
    /// Whether it waits behind what is shown.
    pub(crate) talking: bool,
    /// The number of what the open solution offers.
    pub(crate) offer: Option<u32>,
    /// How many questions were chosen in it.
    pub(crate) asked: u32,
    /// Its own number: an answer that comes late is not for the panel after it.
    pub(crate) number: u32,
}

thread_local! {
    static OPENED: Cell<u32> = const { Cell::new(0) };
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
}

/// Looks at the open panel.
pub(crate) fn with<T>(look: impl FnOnce(&mut Panel) -> Option<T>) -> Option<T> {
    PANEL.with_borrow_mut(|panel| look(panel.as_mut()?))
}

/// Opens the panel of a link; one that belongs to no error is the way to help.
pub(crate) fn open(link: &Element) {
    let Some(found) = flow::behind(link) else { return open_help(Some(link.clone())) };
    let closest = found.resolution.closest.clone();
    let article = found.resolution.answer.as_ref().map(|answer| &answer.article);
    let _ = build(Some(link.clone()), Subject::Error(found.sighting.clone()), closest, article);
}

/// Opens the panel for whatever the person looks for, with the questions that are likely where they are.
pub(crate) fn open_help(link: Option<Element>) {
    if build(link, Subject::Help(unstuck::conversation()), Vec::new(), None).is_none() {
        return;
    }
    let opened = OPENED.get();
    spawn_local(async move {
        // Nobody there to ask is no fault of the person's: the field is there all the same.
        let Ok(questions) = unstuck::predict().await else { return };
        let told = with(|panel| (panel.number == opened).then(|| panel.closest = questions));
        if told.is_some() {
            views::fill_questions();
        }
    });
}

fn build(
    link: Option<Element>,
    subject: Subject,
    closest: Vec<Suggestion>,
    article: Option<&Article>,
) -> Option<()> {
    // A page that draws itself anew may have thrown ours out, and nobody heard of it.
    let gone = with(|panel| (!panel.host.is_connected() || !panel.dialog.open()).then_some(panel.number));
    if let Some(number) = gone {
        finish(number);
    }
    if PANEL.with_borrow(Option::is_some) {
        return None;
    }
    fixes::end_way();
    // Not `body`: a page may have an image of that name.
    let page = dom::document()?.document_element()?;
    let root = eyes::host("unstuck-panel", style::PANEL, &page);
    let host = root.host();
    eyes::speak(&host, strings().locale);
    eyes::dress(&host, link.as_ref().unwrap_or(&page));
    let labelled = [("aria-labelledby", "title"), ("part", "panel")];
    let dialog: HtmlDialogElement = dom::make("dialog", &labelled, "")?.dyn_into().ok()?;
    let content = dom::make("div", &[("class", "content")], "")?;
    dialog.append_child(&content).ok()?;
    root.append_child(&dialog).ok()?;
    page.append_child(&host).ok()?;
    OPENED.set(OPENED.get() + 1);
    let number = OPENED.get();
    let closed = Closure::once_into_js(move || finish(number));
    dialog.add_event_listener_with_callback("close", closed.unchecked_ref()).ok()?;
    let (solution, said, begun, talking, offer) = (None, false, false, false, None);
    let (opened, content) = (dialog.clone(), content.clone());
    PANEL.set(Some(Panel {
        host,
        dialog,
        content,
        link,
        subject,
        closest,
        solution,
        said,
        begun,
        talking,
        offer,
        asked: 0,
        number,
    }));
    match article {
        Some(article) => views::show_article(article)?,
        None => views::show_questions()?,
    }
    opened.show_modal().ok()
}

/// Closes the panel; the focus goes back to its link unless it is wanted `elsewhere`.
pub(crate) fn close(elsewhere: bool) {
    if let Some(dialog) = with(|panel| {
        if elsewhere {
            panel.link = None;
        }
        Some(panel.dialog.clone())
    }) {
        dialog.close();
    }
}

/// Shows what the dialogue answered; one that belongs to a panel before says nothing here.
pub(crate) fn show_from_talk(article: &Article) {
    let ours = with(|panel| {
        panel.talking = panel.begun;
        panel.begun.then_some(())
    });
    if ours.is_none() {
        return;
    }
    let _ = views::show_article(article);
    views::focus_title();
}

/// Carries out what a control stands for.
pub(crate) fn act(name: &str) {
    match name {
        "close" => close(false),
        "yes" => views::said(OutcomeKind::Claimed, None),
        "no" => views::refused(),
        "talk" => drop(views::show_talk()),
        "send" => {
            let reason = views::foot()
                .and_then(|foot| foot.query_selector("textarea").ok()?)
                .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok())
                .map(|area| area.value())
                .filter(|reason| !reason.trim().is_empty());
            views::said(OutcomeKind::Failed, reason);
        }
        _ if fixes::act(name) || talk::act(name) => {}
        _ => {
            if let Some(at) = name.strip_prefix("question-").and_then(|at| at.parse::<usize>().ok()) {
                views::read_question(at);
            }
        }
    }
}

/// After the dialog closed: the panel goes, focus returns to the link.
fn finish(number: u32) {
    let Some(panel) = PANEL.with_borrow_mut(|panel| panel.take_if(|panel| panel.number == number)) else {
        return;
    };
    if let (Subject::Error(sighting), Some(solution), false) = (&panel.subject, &panel.solution, panel.said) {
        sighting.outcome(solution, OutcomeKind::Silent, None);
    }
    panel.host.remove();
    if let Some(link) = panel.link.and_then(flow::standing) {
        link::focus(&link);
    }
}
