//! What stands around every page: its head, the search field, the way back, and the languages.

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use super::{
    address::{Address, whole},
    strings::Strings,
};
use crate::{http::tongue, product::Product};

/// What all pages of one help centre have in common.
pub(super) struct Frame<'a> {
    pub(super) words: &'static Strings,
    /// What a proxy has before every path.
    pub(super) prefix: &'a str,
    /// Whose help it is; of several products nobody's.
    pub(super) product: Option<&'a Product>,
    /// The language of the texts.
    pub(super) locale: &'a str,
    /// The language that the address chose.
    pub(super) chosen: Option<&'a str>,
    /// The languages on offer.
    pub(super) locales: &'a [String],
}

/// One page.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) title: String,
    /// What a search engine shows below the title.
    pub(super) about: String,
    /// Where it is.
    pub(super) address: Address,
    /// Where its content is at home, where that is elsewhere.
    pub(super) canonical: Option<Address>,
    /// The languages that it is there in; none, where no search engine should keep it.
    pub(super) languages: Vec<String>,
    /// What is in the search field.
    pub(super) query: String,
    pub(super) main: Markup,
}

impl Page {
    /// A page that search engines pass over, with an empty search field.
    pub(super) fn new(title: String, address: Address, main: Markup) -> Self {
        Self {
            status: StatusCode::OK,
            title,
            about: String::new(),
            address,
            canonical: None,
            languages: Vec::new(),
            query: String::new(),
            main,
        }
    }
}

/// The whole document.
pub(super) fn document(frame: &Frame<'_>, page: &Page) -> Markup {
    let words = frame.words;
    let name = frame.product.map_or(words.help, Product::name);
    html! {
        (DOCTYPE)
        html lang=(words.locale) dir=(tongue::direction(words.locale)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) @if page.title != name { " · " (name) } }
                (known(frame, page))
                link rel="stylesheet" href={ (frame.prefix) "/help.css" };
            }
            body {
                a.skip href="#content" { (words.skip) }
                header { div.wide { (masthead(frame, page, name)) } }
                main #content tabindex="-1" { div.wide { (page.main) } }
                @if frame.locales.len() > 1 { footer { div.wide { (switcher(frame, page)) } } }
            }
        }
    }
}

/// What search engines are told.
fn known(frame: &Frame<'_>, page: &Page) -> Markup {
    let Some(product) = frame.product.filter(|_| !page.languages.is_empty()) else {
        return html! { meta name="robots" content="noindex"; };
    };
    let home = page.canonical.as_ref().unwrap_or(&page.address);
    let link = |language: Option<&str>| whole(product, home.link(language));
    html! {
        @if !page.about.is_empty() { meta name="description" content=(page.about); }
        link rel="canonical" href=(link(frame.chosen));
        @if page.languages.len() > 1 {
            @for language in &page.languages {
                link rel="alternate" hreflang=(language) href=(link(Some(language)));
            }
            link rel="alternate" hreflang="x-default" href=(link(None));
        }
    }
}

/// The name, which leads to the first page, and the search field.
fn masthead(frame: &Frame<'_>, page: &Page, name: &str) -> Markup {
    let words = frame.words;
    let Some(product) = frame.product else {
        return html! { p.name { bdi { (name) } } };
    };
    let home = Address::home(product);
    let here = (page.status == StatusCode::OK && page.address == home).then_some("page");
    html! {
        p.name { a href=(home.link(frame.chosen)) aria-current=[here] { bdi { (name) } } }
        form role="search" action=(home.path()) {
            label for="q" { (words.field) }
            div.field {
                input #q type="search" name="q" value=(page.query) autocomplete="off" dir="auto";
                @if let Some(language) = frame.chosen { input type="hidden" name="lang" value=(language); }
                button { (words.search) }
            }
        }
    }
}

/// The same page in each language.
fn switcher(frame: &Frame<'_>, page: &Page) -> Markup {
    html! {
        nav aria-label=(frame.words.languages) {
            ul.languages {
                @for locale in frame.locales {
                    @let current = (locale == frame.locale).then_some("true");
                    li {
                        a href=(page.address.link(Some(locale))) hreflang=(locale) lang=(locale)
                            dir=(tongue::direction(locale)) aria-current=[current] { (tongue::name(locale)) }
                    }
                }
            }
        }
    }
}
