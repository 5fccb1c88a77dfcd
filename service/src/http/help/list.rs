//! Solutions as lists show them.

use maud::{Markup, html};

use super::{
    asked::short,
    centre::{Centre, Entry},
};
use crate::http::tongue;

/// Titles alone.
pub(super) fn titles(centre: &Centre<'_>, entries: &[Entry]) -> Markup {
    html! { ul.topics { @for entry in entries { li { (title(centre, entry)) } } } }
}

/// Titles with how their texts begin.
pub(super) fn results(centre: &Centre<'_>, entries: &[Entry]) -> Markup {
    html! {
        ul.results {
            @for entry in entries {
                li {
                    h3 { (title(centre, entry)) }
                    @if let Some(release) = &entry.release {
                        p.small { (centre.words.versions) ": " bdi { (release) } }
                    }
                    p { (spoken(centre, &entry.article.locale, &beginning(entry))) }
                }
            }
        }
    }
}

/// How a solution's text begins.
pub(super) fn beginning(entry: &Entry) -> String {
    short(&entry.article.body.plain())
}

fn title(centre: &Centre<'_>, entry: &Entry) -> Markup {
    let title = spoken(centre, &entry.article.locale, &entry.article.title);
    html! { a href=(centre.link(&entry.address)) { (title) } }
}

/// A text with its language, where that is not the page's.
pub(super) fn spoken(centre: &Centre<'_>, locale: &str, text: &str) -> Markup {
    if locale == centre.words.locale {
        return html! { (text) };
    }
    html! { span lang=(locale) dir=(tongue::direction(locale)) { (text) } }
}
