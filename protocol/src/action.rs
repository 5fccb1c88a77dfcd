//! Fixes that a solution offers to run in place, and where in the app something is.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Href,
    read::{exchanged, words},
};

/// What a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// The app runs what it registered under the name, with the arguments that its schema admits.
    App,
    /// Leads to a place in the app, and shows what to use there.
    Open,
    /// Puts values into fields, for the person to look at and to send.
    Fill,
    /// The app tries again what failed.
    Retry,
    /// Puts a text on the clipboard.
    Copy,
    /// The service calls what the product's owner configured under the name.
    Webhook,
    /// A fix that this version does not know; it is not offered.
    Unknown,
}

words!(ActionKind {
    App = "app",
    Open = "open",
    Fill = "fill",
    Retry = "retry",
    Copy = "copy",
    Webhook = "webhook",
} else Unknown);

impl ActionKind {
    /// The kind at this place in the list of all; it is how a pack writes it.
    #[must_use]
    pub fn at(place: u8) -> Self {
        Self::WORDS.get(usize::from(place)).map_or(Self::Unknown, |(_, kind)| *kind)
    }

    /// Its place in the list of all; see [`Self::at`].
    #[must_use]
    pub fn place(self) -> u8 {
        self as u8
    }
}

/// An element of the app's page: by its role and accessible name, or by a selector where it has neither.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The path of the page where it is, such as `/cards`; none for whichever page is open.
    pub open: Option<Href>,
    /// Its role, such as `button`.
    pub role: String,
    /// Its accessible name, such as `Raise limit`.
    pub name: String,
    /// A CSS selector, for what has no name of its own.
    pub selector: String,
}

exchanged!("place in a page", Target {} maybe { open, role, name, selector });

/// A fix that a solution offers. It names things; what they do is known to the app, the browser or the service alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What it is.
    pub kind: ActionKind,
    /// The name under which the app or the product's owner registered it.
    pub name: String,
    /// What its button says; empty where the app says it, or the widget.
    pub label: String,
    /// Where an [`ActionKind::Open`] or [`ActionKind::Fill`] leads.
    pub open: Option<Href>,
    /// What to use there.
    pub at: Option<Target>,
    /// The text of an [`ActionKind::Copy`].
    pub text: String,
    /// Arguments by name; of an [`ActionKind::Fill`] values by the field's accessible name.
    pub with: BTreeMap<String, Value>,
}

exchanged!("action", Action { kind } maybe { name, label, open, at, text, with });

impl Action {
    /// A fix of this kind and name, with nothing else to it.
    ///
    /// ```
    /// use unstuck_protocol::{Action, ActionKind};
    /// let raise = Action::new(ActionKind::App, "raise-limit");
    /// assert_eq!(serde_json::to_string(&raise).unwrap(), r#"{"kind":"app","name":"raise-limit"}"#);
    /// ```
    #[must_use]
    pub fn new(kind: ActionKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            label: String::new(),
            open: None,
            at: None,
            text: String::new(),
            with: BTreeMap::new(),
        }
    }
}
