//! The products that there is help for.

use maud::html;

use super::{
    address::Address,
    asked::Asked,
    shell::{Frame, Page},
    strings,
};
use crate::product::Product;

pub(super) fn page<'a>(products: &[Product], asked: &Asked, prefix: &'a str) -> (Frame<'a>, Page) {
    let words = strings::choose(&asked.wanted);
    let frame = Frame { words, prefix, product: None, locale: words.locale, chosen: None, locales: &[] };
    // What was asked for goes on; each product looks what it can make of it.
    let chosen = asked.language.as_ref().map(|_| words.locale);
    let main = html! {
        h1 { (words.help) }
        ul.topics {
            @for product in products {
                li { a href=(Address::home(product).link(chosen)) { bdi { (product.name()) } } }
            }
        }
    };
    (frame, Page::new(words.help.to_owned(), Address::start(), main))
}
