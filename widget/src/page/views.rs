//! What the panel shows: an article, the questions that may be meant, or the dialogue.

use unstuck::{Article, OutcomeKind};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::panel::{Subject, with};
use super::strings::strings;
use super::{api, document, dom, eyes, fixes, talk};

pub(crate) fn show_article(article: &Article) -> Option<()> {
    let words = strings();
    let content = start(&article.title)?;
    let body = dom::put("div", &[("class", "body"), ("part", "body")], "", &content)?;
    eyes::speak(&body, &article.locale);
    document::draw(&article.body, &body);
    eyes::speak(&dom::put("div", &[("class", "others")], "", &body)?, words.locale);
    let (subject, link, talking) = with(|panel| {
        panel.solution = Some(article.solution.clone());
        panel.said = false;
        Some((panel.subject.clone(), panel.link.clone(), panel.talking))
    })?;
    fixes::offer(article, &subject, &body, link.as_ref());
    if let Subject::Error(sighting) = &subject {
        show_sent(sighting.payload(), &body);
    }
    let foot = dom::put(
        "div",
        &[("class", "foot"), ("part", "foot"), ("role", "group"), ("aria-labelledby", "ask")],
        "",
        &content,
    )?;
    dom::put("span", &[("id", "ask")], words.solved, &foot)?;
    button("yes", words.yes, &foot)?;
    button("no", words.no, &foot)?;
    if talking {
        button("talk", words.conversation, &foot)?;
    }
    api::emit_open(&article.solution);
    Some(())
}

fn button(act: &str, text: &str, into: &Element) -> Option<Element> {
    dom::put("button", &[("type", "button"), ("data-act", act)], text, into)
}

/// The report as it leaves, for whoever asks; none where nothing does.
fn show_sent(payload: Option<&str>, body: &Element) -> Option<()> {
    let details = dom::put("details", &[], "", body)?;
    eyes::speak(&details, strings().locale);
    dom::put("summary", &[], strings().sent, &details)?;
    dom::put("pre", &[("tabindex", "0")], payload?, &details)?;
    Some(())
}

/// Questions that may be meant, and a field to ask in one's own words.
pub(crate) fn show_questions() -> Option<()> {
    let words = strings();
    let told = with(|panel| Some(!panel.closest.is_empty()))?;
    let content = start(if told { words.closest } else { words.ask_us })?;
    let body = dom::put("div", &[("class", "body"), ("part", "body")], "", &content)?;
    dom::put("div", &[("class", "likely")], "", &body)?;
    fill_questions();
    put_talk(&body)
}

/// The dialogue about what the panel was opened for, begun where it has not been yet.
fn put_talk(into: &Element) -> Option<()> {
    let (subject, begun) =
        with(|panel| Some((panel.subject.clone(), std::mem::replace(&mut panel.begun, true))))?;
    if begun {
        talk::resume(into);
    } else {
        talk::begin(subject.conversation(), into);
    }
    Some(())
}

/// Puts the questions where there is a place for them.
pub(crate) fn fill_questions() {
    let place = with(|panel| panel.content.query_selector(".likely").ok()?);
    if let Some(place) = place {
        place.set_text_content(None);
        put_questions(&place);
    }
}

/// The dialogue alone.
pub(crate) fn show_talk() -> Option<()> {
    let content = start(strings().ask_us)?;
    let body = dom::put("div", &[("class", "body"), ("part", "body")], "", &content)?;
    with(|panel| {
        (panel.solution, panel.offer) = (None, None);
        Some(())
    });
    put_talk(&body)?;
    focus_title();
    Some(())
}

/// The closest questions but for the one that is open; `None` where there are no others.
fn put_questions(into: &Element) -> Option<()> {
    let titles: Vec<(usize, String)> = with(|panel| {
        let closest = panel.closest.iter().take(3).enumerate();
        let others = closest.filter(|(_, one)| Some(&one.solution) != panel.solution.as_ref());
        Some(others.map(|(at, one)| (at, one.title.clone())).collect())
    })?;
    if titles.is_empty() {
        return None;
    }
    let list = dom::put("ul", &[("class", "questions")], "", into)?;
    for (at, title) in titles {
        let item = dom::put("li", &[], "", &list)?;
        button(["question-0", "question-1", "question-2"].get(at)?, &title, &item)?;
    }
    Some(())
}

/// Where this one was not enough: other solutions, one's own words, and a person.
pub(crate) fn lead_on() {
    let others = with(|panel| panel.content.query_selector(".others").ok()?);
    let Some(others) = others else { return };
    others.set_text_content(None);
    let title = dom::put("h3", &[], strings().others, &others);
    if let (None, Some(title)) = (put_questions(&others), title) {
        title.remove();
    }
    let row = dom::put("div", &[("class", "fixes")], "", &others);
    if let Some(row) = row {
        let _ = button("talk", strings().ask, &row);
        fixes::person(&row, with(|panel| panel.offer));
    }
    others.scroll_into_view();
}

/// Empties the panel and puts the headline with its way out.
fn start(title: &str) -> Option<Element> {
    let content = with(|panel| Some(panel.content.clone()))?;
    content.set_text_content(None);
    let head = dom::put("div", &[("class", "head"), ("part", "head")], "", &content)?;
    // Focus starts at the headline, so that a screen reader begins with what the panel is about.
    dom::put("h2", &[("id", "title"), ("tabindex", "-1"), ("autofocus", "")], title, &head)?;
    let close =
        [("type", "button"), ("class", "close"), ("data-act", "close"), ("aria-label", strings().close)];
    dom::put("button", &close, "×", &head)?;
    Some(content)
}

pub(crate) fn focus_title() {
    let title = with(|panel| panel.content.query_selector("h2").ok().flatten());
    if let Some(title) = title {
        dom::focus(&title);
    }
}

/// Opens one of the questions, which tells what people want at such a moment.
pub(crate) fn read_question(at: usize) {
    let chosen = with(|panel| {
        // Of two that were chosen one after the other the later one is wanted.
        panel.asked += 1;
        Some((panel.closest.get(at)?.solution.clone(), (panel.number, panel.asked)))
    });
    let Some((solution, asked)) = chosen else { return };
    unstuck::chosen(&solution);
    spawn_local(async move {
        let article = unstuck::article(&solution).await;
        if with(|panel| Some((panel.number, panel.asked))) != Some(asked) {
            return;
        }
        match article {
            Ok(article) => show_article(&article),
            Err(_) => start(strings().unreachable).map(|_| ()),
        };
        focus_title();
    });
}

pub(crate) fn foot() -> Option<Element> {
    with(|panel| panel.content.query_selector(".foot").ok().flatten())
}

/// It did not help: the dialogue goes on where there is one, else the person is asked why.
pub(crate) fn refused() {
    if with(|panel| Some(panel.talking)) == Some(true) {
        tell(OutcomeKind::Failed, None);
        show_talk();
        talk::act("talk-not-that");
        return;
    }
    said(OutcomeKind::Failed, None);
    let _ = ask_why();
}

fn ask_why() -> Option<()> {
    let words = strings();
    let foot = foot()?;
    foot.set_text_content(None);
    foot.remove_attribute("aria-labelledby").ok()?;
    let area = dom::make("textarea", &[("id", "why"), ("rows", "3"), ("maxlength", "1000")], "")?;
    dom::put("label", &[("for", "why")], words.why, &foot)?;
    foot.append_child(&area).ok()?;
    button("send", words.send, &foot)?;
    lead_on();
    dom::focus(&area);
    Some(())
}

/// Tells how the open solution helped; a later word about the same one replaces it.
fn tell(kind: OutcomeKind, reason: Option<String>) -> Option<()> {
    let (subject, solution, talking) = with(|panel| {
        panel.said = true;
        Some((panel.subject.clone(), panel.solution.clone()?, panel.talking))
    })?;
    if let Subject::Error(sighting) = &subject {
        sighting.outcome(&solution, kind, reason);
    }
    if talking && kind == OutcomeKind::Claimed {
        talk::act("talk-helped");
    }
    api::emit_outcome(&solution, kind);
    Some(())
}

/// Sends an outcome and thanks.
pub(crate) fn said(kind: OutcomeKind, reason: Option<String>) {
    if tell(kind, reason).is_none() {
        return;
    }
    if let (Some(foot), Some(thanks)) =
        (foot(), dom::make("p", &[("role", "status"), ("tabindex", "-1")], strings().thanks))
    {
        foot.set_text_content(None);
        let _ = foot.append_child(&thanks);
        dom::focus(&thanks);
    }
}
