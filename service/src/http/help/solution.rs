//! The page of one solution.

use maud::{Markup, html};
use unstuck_resolver::Solution;

use super::{address::Address, centre::Centre, list, shell::Page};
use crate::http::{document, tongue};

/// Its page, under its own address or under that of a code of its own.
pub(super) fn page(centre: &Centre<'_>, solution: &Solution, address: Address) -> Page {
    let entry = centre.entry(solution);
    let article = &entry.article;
    let main = html! {
        (trail(centre, &list::spoken(centre, &article.locale, &article.title)))
        article lang=(article.locale) dir=(tongue::direction(&article.locale)) {
            h1 { (article.title) }
            (document::markup(&article.body, centre.product.app()))
        }
        @if article.locale != centre.locale { p.small { (centre.words.untold) } }
        (facts(centre, solution))
    };
    Page {
        about: list::beginning(&entry),
        canonical: Some(Address::solution(centre.product, &solution.id)),
        languages: solution.texts.iter().map(|text| text.locale.clone()).collect(),
        ..Page::new(article.title.clone(), address, main)
    }
}

/// The way back to the first page.
pub(super) fn trail(centre: &Centre<'_>, here: &Markup) -> Markup {
    let words = centre.words;
    html! {
        nav.trail aria-label=(words.path) {
            ol {
                li { a href=(centre.link(&Address::home(centre.product))) { (words.help) } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// A code as the app shows it, whatever is written around it.
pub(super) fn verbatim(code: &str) -> Markup {
    html! { code dir="ltr" translate="no" { (code) } }
}

/// The codes that lead here, and the releases that it holds for.
fn facts(centre: &Centre<'_>, solution: &Solution) -> Markup {
    let words = centre.words;
    html! {
        @if !solution.codes.is_empty() || solution.when.release.is_some() {
            dl.facts {
                @if !solution.codes.is_empty() {
                    dt { (words.codes) }
                    @for code in &solution.codes {
                        dd { a href=(centre.link(&Address::code(centre.product, code))) { (verbatim(code)) } }
                    }
                }
                @if let Some(release) = &solution.when.release { dt { (words.versions) } dd { bdi { (release) } } }
            }
        }
    }
}
