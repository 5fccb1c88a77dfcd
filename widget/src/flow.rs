//! From a surface to its link: each is read once, again when its words change, and forgotten when it goes.

use std::cell::RefCell;
use std::rc::Rc;

use unstuck::{Resolution, Sighting};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::read::{self, Reading};
use crate::{api, dom, link};

/// A host that takes the link out again and again has won after this many.
const PLACEMENTS: u32 = 20;

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
    message: Option<Element>,
    found: Option<Rc<Found>>,
    link: Option<Element>,
    placements: u32,
}

thread_local! {
    static TRACKED: RefCell<Vec<Tracked>> = const { RefCell::new(Vec::new()) };
}

/// Looks at a surface that appeared or changed.
pub(crate) fn meet(surface: &Element, failure: &JsValue) {
    if surface.closest("unstuck-link,unstuck-panel").ok().flatten().is_some() || api::ignored(surface) {
        return;
    }
    let nested = TRACKED.with_borrow(|all| {
        all.iter().any(|t| {
            t.surface != *surface
                && t.surface.is_connected()
                && (t.surface.contains(Some(surface)) || surface.contains(Some(&t.surface)))
        })
    });
    if nested {
        return;
    }
    let Some(reading) = read::read(surface, failure) else { return };
    let Reading { problem, kind, message } = reading;
    let said = format!("{}\n{}", problem.title.as_deref().unwrap_or_default(), problem.message);
    let known = TRACKED.with_borrow_mut(|all| {
        let at = all.iter().position(|t| t.surface == *surface)?;
        if all[at].said == said {
            all[at].message = message.clone();
            return Some(());
        }
        let old = all.remove(at);
        if let Some(link) = old.link {
            link.remove();
        }
        None
    });
    if known.is_some() {
        place(surface, &said);
        return;
    }
    let sighting = unstuck::capture_problem(problem, kind);
    TRACKED.with_borrow_mut(|all| {
        all.push(Tracked {
            surface: surface.clone(),
            said: said.clone(),
            message,
            found: None,
            link: None,
            placements: 0,
        });
    });
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
    TRACKED.with_borrow_mut(|all| {
        all.retain(|t| {
            let stays = if t.surface.local_name() == "unstuck-help" {
                t.surface.is_connected()
            } else {
                dom::visible(&t.surface)
            };
            if !stays && let Some(link) = &t.link {
                link.remove();
            }
            stays
        });
    });
}

/// What the link in question leads to.
pub(crate) fn behind(link: &Element) -> Option<Rc<Found>> {
    TRACKED.with_borrow(|all| all.iter().find(|t| t.link.as_ref() == Some(link))?.found.clone())
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
        if t.link.as_ref().is_some_and(|link| link.is_connected()) || t.placements >= PLACEMENTS {
            return;
        }
        let fresh = t.link.is_none();
        if fresh {
            t.link = link::make(found.resolution.answer.as_ref().map(|answer| answer.article.title.as_str()));
        }
        if let Some(element) = &t.link {
            link::attach(element, &t.surface, t.message.as_ref());
            t.placements += 1;
        }
    });
}
