//! What the screens share.

use leptos::prelude::*;

use crate::api::{Trouble, Wallet};
use crate::strings::{Language, Strings};

/// Where a failure is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    /// The browser's own modal dialog.
    Dialog,
    /// An alert dialog over the page.
    Overlay,
    /// A toast that stays until it is closed.
    Toast,
}

/// The app's state; a handle that copies.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    pub(crate) wallet: RwSignal<Option<Wallet>>,
    pub(crate) language: RwSignal<Language>,
    /// Whether the visitor cut the connection to see what happens.
    pub(crate) unplugged: RwSignal<bool>,
    pub(crate) dialog: RwSignal<Option<Trouble>>,
    pub(crate) overlay: RwSignal<Option<Trouble>>,
    pub(crate) toast: RwSignal<Option<Trouble>>,
    /// What went well, most recently.
    pub(crate) notice: RwSignal<Option<String>>,
    /// What the overlay's second button does, where it has one.
    pub(crate) again: RwSignal<Option<Callback<()>>>,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self {
            wallet: RwSignal::new(None),
            language: RwSignal::new(Language::preferred()),
            unplugged: RwSignal::new(false),
            dialog: RwSignal::new(None),
            overlay: RwSignal::new(None),
            toast: RwSignal::new(None),
            notice: RwSignal::new(None),
            again: RwSignal::new(None),
        }
    }

    /// The words of the current language; read it where it is drawn, so that a switch redraws.
    pub(crate) fn words(&self) -> &'static Strings {
        self.language.get().strings()
    }

    /// Shows what went wrong. An ended session always asks in the modal dialog, because nothing else works until then.
    pub(crate) fn fail(&self, surface: Surface, trouble: Trouble) {
        self.notice.set(None);
        let ended = trouble.session_ended();
        match surface {
            Surface::Overlay if !ended => self.overlay.set(Some(trouble)),
            Surface::Toast if !ended => self.toast.set(Some(trouble)),
            _ => self.dialog.set(Some(trouble)),
        }
    }

    /// Says what went well; an older failure is no longer news.
    pub(crate) fn succeed(&self, message: String) {
        self.toast.set(None);
        self.notice.set(Some(message));
    }
}

/// The store of the app around this component.
pub(crate) fn store() -> Store {
    expect_context()
}
