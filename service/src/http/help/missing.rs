//! What is not here: said honestly, with a way on.

use axum::http::StatusCode;
use maud::html;

use super::{
    address::Address,
    asked::{Asked, clean},
    centre::Centre,
    list,
    shell::{Frame, Page},
    strings,
};
use unstuck_protocol::limits;

/// A page that a product lacks; what is close to the name that was asked for.
pub(super) fn page(centre: &Centre<'_>, name: &str) -> Page {
    let words = centre.words;
    let close = centre.near(&clean(name, limits::ID_BYTES));
    let main = html! {
        h1 { (words.missing) }
        p { (words.moved) }
        @if !close.is_empty() {
            section aria-labelledby="close" { h2 #close { (words.close) } (list::results(centre, &close)) }
        }
        p { a href=(centre.link(&Address::home(centre.product))) { (words.topics) } }
    };
    let home = Address::home(centre.product);
    Page { status: StatusCode::NOT_FOUND, ..Page::new(words.missing.to_owned(), home, main) }
}

/// The page where nobody's help is: nothing is told of the products that there are.
pub(super) fn nowhere<'a>(asked: &Asked, prefix: &'a str) -> (Frame<'a>, Page) {
    let words = strings::choose(&asked.wanted);
    let frame = Frame { words, prefix, product: None, locale: words.locale, chosen: None, locales: &[] };
    let main = html! { h1 { (words.missing) } };
    let page = Page::new(words.missing.to_owned(), Address::start(), main);
    (frame, Page { status: StatusCode::NOT_FOUND, ..page })
}
