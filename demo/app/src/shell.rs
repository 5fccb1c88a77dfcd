//! The frame around the screens: brand, menu, language, and where failures show.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

use crate::api;
use crate::dialogs::{Modal, Notice, Overlay, Toast};
use crate::fixes;
use crate::icon::{self, Icon};
use crate::screens::{Cards, Home, RedPacket, Statements, Transfer, Withdraw};
use crate::store::{Store, Surface, store};
use crate::strings::{Language, Strings};

#[component]
pub(crate) fn Shell() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    fixes::register(store);
    // The page's own language is what screen readers, and whoever helps in this page, go by.
    Effect::new(move || {
        let tag = store.language.get().tag();
        if let Some(page) = document().document_element() {
            // `lang` is a name that every element takes.
            let _ = page.set_attribute("lang", tag);
        }
    });
    spawn_local(async move {
        if let Err(trouble) = api::refresh(store).await {
            store.fail(Surface::Toast, trouble);
        }
    });
    view! {
        <Router>
            <div class="app" inert=move || store.overlay.with(Option::is_some)>
                <header class="top">
                    <A href="/" attr:class="brand">
                        <svg viewBox="0 0 32 32" aria-hidden="true">
                            <path class="brand-cap" d="M12 4h8v3h-8zM12 25h8v3h-8z"></path>
                            <rect class="brand-body" x="6" y="7" width="20" height="18" rx="8"></rect>
                            <path class="brand-rib" d="M12 7.5c-2.5 5-2.5 12 0 17M20 7.5c2.5 5 2.5 12 0 17"></path>
                        </svg>
                        <span>"Lantern"</span>
                    </A>
                    <Menu/>
                    <LanguageChoice/>
                </header>
                <main>
                    <Routes fallback=move || view! { <p class="lead">{move || store.words().not_found}</p> }>
                        <Route path=path!("/") view=Home/>
                        <Route path=path!("/red-packet") view=RedPacket/>
                        <Route path=path!("/transfer") view=Transfer/>
                        <Route path=path!("/withdraw") view=Withdraw/>
                        <Route path=path!("/statements") view=Statements/>
                        <Route path=path!("/cards") view=Cards/>
                    </Routes>
                </main>
            </div>
            <Notice/>
            <Toast/>
            <Overlay/>
            <Modal/>
        </Router>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let store = store();
    let item = move |href: &'static str, path, label: fn(&'static Strings) -> &'static str| {
        view! { <li><A href=href exact=true><Icon path=path/><span>{move || label(store.words())}</span></A></li> }
    };
    view! {
        <nav class="menu" aria-label=move || store.words().main_menu>
            <ul>
                {item("/", icon::HOME, |words| words.home)}
                {item("/red-packet", icon::PACKET, |words| words.red_packet)}
                {item("/transfer", icon::TRANSFER, |words| words.transfer)}
                {item("/withdraw", icon::WITHDRAW, |words| words.withdraw)}
                {item("/statements", icon::STATEMENT, |words| words.statements)}
                {item("/cards", icon::CARD, |words| words.cards)}
            </ul>
        </nav>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let store = store();
    let choose = move |event| {
        let language = Language::of(&event_target_value(&event));
        language.keep();
        store.language.set(language);
    };
    let options = Language::ALL.map(|language| {
        let chosen = move || store.language.get() == language;
        view! { <option value=language.tag() lang=language.tag() prop:selected=chosen>{language.name()}</option> }
    });
    view! {
        <div class="language">
            <Icon path=icon::GLOBE/>
            <select aria-label=move || store.words().language on:change=choose>{options.collect_view()}</select>
        </div>
    }
}
