//! Keeps the panel's events from the page's listeners, which would close dialogs or pull focus back.
//!
//! Capture listeners on `window` run before all others. They end the event's way there, so the panel has no listeners of
//! its own: a click is read here and carried out by name (`data-act`). What the browser does by itself still happens.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, FocusEvent, KeyboardEvent, Window};

use super::panel;

const EVENTS: &[&str] = &[
    "click",
    "dblclick",
    "auxclick",
    "contextmenu",
    "pointerdown",
    "pointerup",
    "pointermove",
    "pointerover",
    "pointerout",
    "pointercancel",
    "mousedown",
    "mouseup",
    "mousemove",
    "mouseover",
    "mouseout",
    "touchstart",
    "touchmove",
    "touchend",
    "wheel",
    "focusin",
    "focusout",
    "focus",
    "blur",
    "keydown",
    "keyup",
    "keypress",
    "input",
    "beforeinput",
    "change",
];

/// Installs the listeners of a window.
pub(crate) fn install(window: &Window) {
    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| pass(&event));
    for name in EVENTS {
        let _ =
            window.add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true);
    }
    // The listeners live as long as the page.
    listener.forget();
}

fn pass(event: &Event) {
    let path = event.composed_path();
    let ours = path.iter().find_map(|step| {
        let element = step.dyn_into::<Element>().ok()?;
        matches!(element.local_name().as_str(), "unstuck-panel" | "unstuck-link").then_some(element)
    });
    let Some(ours) = ours else {
        // Focus that leaves the page's dialog for the panel is not the dialog's to take back.
        let to_panel = event
            .dyn_ref::<FocusEvent>()
            .and_then(|event| event.related_target()?.dyn_into::<Element>().ok())
            .is_some_and(|target| target.local_name() == "unstuck-panel");
        if to_panel {
            event.stop_immediate_propagation();
        }
        return;
    };
    let link = ours.local_name() == "unstuck-link";
    let kind = event.type_();
    if link {
        // The link is part of the host's dialog: its focus trap must see the focus and the Tab key.
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
        let activating = key.as_deref().is_some_and(|key| key == "Enter" || key == " ");
        if kind.contains("focus") || kind == "blur" || key.is_some() && !activating {
            return;
        }
    }
    event.stop_immediate_propagation();
    if kind != "click" {
        return;
    }
    if link {
        event.prevent_default();
        panel::open(&ours);
        return;
    }
    let first = path.get(0).dyn_into::<Element>().ok();
    let act = first.as_ref().and_then(|e| e.closest("[data-act],dialog").ok().flatten());
    match act.as_ref().and_then(|e| e.get_attribute("data-act")) {
        Some(act) => panel::act(&act),
        // The dialog's own box is only hit on its backdrop: its content fills it.
        None if first.is_some_and(|e| e.local_name() == "dialog") => panel::act("close"),
        None => {}
    }
}
