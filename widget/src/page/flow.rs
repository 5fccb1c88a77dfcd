//! From a surface to its link: each is read once, again when its words change, and forgotten when it goes.

use std::cell::RefCell;
use std::rc::Rc;

use unstuck::{Resolution, Sighting};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::failure::Failure;
use super::read::{self, Reading};
use super::sight::Sight;
use super::{api, eyes, link};

/// A page that takes the link out, or draws its error anew for it, this often and each time at once does not want it.
const PLACEMENTS: u32 = 20;
/// What comes later than this after the last time is a new time, milliseconds.
const AT_ONCE: u64 = 5_000;
/// Words of which the rounds are remembered.
const REMEMBERED: usize = 32;

/// What a link leads to.
pub(crate) struct Found {
    /// The error it belongs to.
    pub(crate) sighting: Sighting,
    /// Its answer, or the closest questions.
    pub(crate) resolution: Resolution,
}

struct Tracked {
    surface: Element,
    said: String,
    /// Whether it floated above the page, and whether it was a form.
    shape: (bool, bool),
    /// All its text when it was read, so that it is not read again for nothing.
    text: Option<String>,
    message: Option<Element>,
    found: Option<Rc<Found>>,
    link: Option<Element>,
}

/// How often a link came for the same words.
struct Rounds {
    said: String,
    count: u32,
    /// Milliseconds of the epoch.
    last: u64,
}

impl Tracked {
    /// Whether it has its link and says what it said.
    fn stands(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.is_connected()) && self.surface.text_content() == self.text
    }

    /// Takes the link out of the page.
    fn clear(&self) {
        if let Some(link) = &self.link {
            eyes::part(link);
        }
    }
}

thread_local! {
    static ROUNDS: RefCell<Vec<Rounds>> = const { RefCell::new(Vec::new()) };
    static TRACKED: RefCell<Vec<Tracked>> = const { RefCell::new(Vec::new()) };
}

/// Looks at a part of the page that appeared or changed; of a `large` one only at itself.
pub(crate) fn examine(part: &Element, large: bool, failure: &JsValue) {
    for surface in eyes::surfaces(part, large) {
        if !api::ignored(&surface) {
            meet(&surface, failure);
        }
    }
}

fn meet(surface: &Element, failure: &JsValue) {
    // The error is the innermost surface that is one: what it stands in was only its frame.
    let within = |t: &&Tracked| eyes::holds(surface, &t.surface);
    let stirred: Vec<Element> = TRACKED.with_borrow(|all| {
        all.iter().filter(within).filter(|t| !t.stands()).map(|t| t.surface.clone()).collect()
    });
    for inner in &stirred {
        look(inner, failure);
    }
    if TRACKED.with_borrow(|all| all.iter().any(|t| within(&t))) {
        return;
    }
    look(surface, failure);
}

fn look(surface: &Element, failure: &JsValue) {
    let seen = eyes::read(surface);
    let sight = Sight::of(&seen);
    let (said, message) = (sight.said(), eyes::place());
    let seen_as = |flag| sight.flags.contains(flag);
    let shape @ (floats, form) = (seen_as('b'), seen_as('i'));
    // What says the same is the same error, however long ago the request failed that told us so; but some kits put the
    // fields of a form into place a moment after its words.
    let known = TRACKED.with_borrow_mut(|all| {
        let known = all.iter_mut().find(|t| t.surface == *surface && t.said == said)?;
        if known.shape.0 && !floats || form && !known.shape.1 {
            return None;
        }
        known.message.clone_from(&message);
        known.text = surface.text_content();
        Some(())
    });
    if known.is_some() {
        place(surface, &said);
        return;
    }
    forget(|t| t.surface == *surface);
    if given_up(&said) {
        return;
    }
    let failure = Failure::read(failure);
    let Some(Reading { problem, operation, kind }) = read::judge(&sight, failure.as_ref()) else {
        return;
    };
    if problem.code.as_deref().is_some_and(api::silent) {
        return;
    }
    forget(|t| eyes::holds(&t.surface, surface));
    unstuck::set_operation(operation);
    let sighting = unstuck::capture_problem(problem, kind);
    TRACKED.with_borrow_mut(|all| {
        let (surface, text) = (surface.clone(), surface.text_content());
        all.push(Tracked { surface, said: said.clone(), shape, text, message, found: None, link: None });
    });
    // What the device knows shows within the same frame.
    if let Some(resolution) = sighting.on_device().filter(|resolution| resolution.answer.is_some()) {
        settle(surface, &said, sighting, resolution);
        return;
    }
    let surface = surface.clone();
    spawn_local(async move {
        let resolution = sighting.resolution().await;
        settle(&surface, &said, sighting, resolution);
    });
}

/// Forgets surfaces that are gone and takes their links along.
pub(crate) fn sweep() {
    forget(|t| !eyes::shown(&t.surface));
}

/// What the link in question leads to.
pub(crate) fn behind(link: &Element) -> Option<Rc<Found>> {
    TRACKED.with_borrow(|all| all.iter().find(|t| t.link.as_ref() == Some(link))?.found.clone())
}

/// The link where a panel's focus goes back to: its own, or the latest where the page drew its surface anew meanwhile.
pub(crate) fn standing(link: Element) -> Option<Element> {
    if link.is_connected() {
        return Some(link);
    }
    TRACKED.with_borrow(|all| all.last()?.link.clone())
}

fn forget(gone: impl Fn(&Tracked) -> bool) {
    TRACKED.with_borrow_mut(|all| {
        all.retain(|t| {
            let goes = gone(t);
            if goes {
                t.clear();
            }
            !goes
        });
    });
}

fn settle(surface: &Element, said: &str, sighting: Sighting, resolution: Resolution) {
    api::emit_resolution(&resolution);
    if resolution.answer.is_none() && (resolution.closest.is_empty() || !api::offers_help()) {
        return;
    }
    TRACKED.with_borrow_mut(|all| {
        if let Some(t) = all.iter_mut().find(|t| t.surface == *surface && t.said == said) {
            t.found = Some(Rc::new(Found { sighting, resolution }));
        }
    });
    place(surface, said);
}

fn place(surface: &Element, said: &str) {
    TRACKED.with_borrow_mut(|all| {
        let Some(t) = all.iter_mut().find(|t| t.surface == *surface && t.said == said) else { return };
        let Some(found) = &t.found else { return };
        if t.link.as_ref().is_some_and(|link| link.is_connected()) || given_up(said) {
            return;
        }
        if t.link.is_none() {
            let title = found.resolution.answer.as_ref().map(|answer| answer.article.title.as_str());
            t.link = link::make(title, &t.surface);
        }
        if let Some(element) = &t.link {
            eyes::attach(element, &t.surface, t.message.as_ref());
            count(said);
        }
    });
}

/// What speaks for and against an element's being an error: how much is enough, title, message, then each name and weight,
/// divided by U+001F.
pub(crate) fn explain(element: &Element, failure: &JsValue) -> String {
    let seen = eyes::read(element);
    let sight = Sight::of(&seen);
    let enough = super::detect::ENOUGH.to_string();
    let mut told = [enough.as_str(), "\u{1f}", sight.title, "\u{1f}", sight.message].concat();
    for (name, weight) in read::evidence(&sight, Failure::read(failure).as_ref()) {
        for part in ["\u{1f}", name, "\u{1f}", &weight.to_string()] {
            told.push_str(part);
        }
    }
    told
}

/// Whether the page does not want a link for these words; each further try makes that last.
fn given_up(said: &str) -> bool {
    let now = unstuck::age(0);
    ROUNDS.with_borrow_mut(|all| {
        let tired =
            |r: &&mut Rounds| r.said == said && r.count >= PLACEMENTS && now.saturating_sub(r.last) < AT_ONCE;
        all.iter_mut().find(tired).map(|r| r.last = now).is_some()
    })
}

/// Notes one more placement.
fn count(said: &str) {
    let now = unstuck::age(0);
    ROUNDS.with_borrow_mut(|all| {
        if let Some(r) = all.iter_mut().find(|r| r.said == said) {
            r.count = if now.saturating_sub(r.last) < AT_ONCE { r.count + 1 } else { 1 };
            r.last = now;
            return;
        }
        if all.len() >= REMEMBERED {
            all.remove(0);
        }
        all.push(Rounds { said: said.to_owned(), count: 1, last: now });
    });
}
