//! The page of an error code: an address that stays, for `type` of a problem document and for links in error messages.

use axum::http::StatusCode;
use maud::html;
use unstuck_protocol::limits;
use unstuck_resolver::Solution;

use super::{address::Address, asked::clean, centre::Centre, list, missing, shell::Page, solution};

/// The solution where one has the code, a choice where several do; else what is close, and no success.
pub(super) fn page(centre: &Centre<'_>, code: &str) -> Page {
    // A longer one than the protocol takes is nobody's.
    let shown = clean(code, limits::CODE_BYTES);
    let found: Vec<&Solution> = centre.served.resolver.coded(code).collect();
    let address = Address::code(centre.product, &shown);
    match found.as_slice() {
        _ if shown.is_empty() => missing::page(centre, ""),
        [one] => solution::page(centre, one, address),
        [] => unknown(centre, &shown, address),
        several => choice(centre, &shown, several, address),
    }
}

fn choice(centre: &Centre<'_>, code: &str, solutions: &[&Solution], address: Address) -> Page {
    let words = centre.words;
    let entries: Vec<_> = solutions.iter().map(|solution| centre.entry(solution)).collect();
    let title = format!("{} {code}", words.code);
    let main = html! {
        (solution::trail(centre, &solution::verbatim(code)))
        h1 { (words.code) " " (solution::verbatim(code)) }
        h2 { (words.several) }
        (list::results(centre, &entries))
    };
    Page { languages: centre.frame().locales.to_vec(), ..Page::new(title, address, main) }
}

fn unknown(centre: &Centre<'_>, code: &str, address: Address) -> Page {
    let words = centre.words;
    let close = centre.near(code);
    let main = html! {
        (solution::trail(centre, &solution::verbatim(code)))
        h1 { (words.unknown) }
        p.asked { (solution::verbatim(code)) }
        p { (words.strange) " " (words.otherwise) }
        @if !close.is_empty() {
            section aria-labelledby="close" { h2 #close { (words.close) } (list::results(centre, &close)) }
        }
        p { a href=(centre.link(&Address::home(centre.product))) { (words.topics) } }
    };
    Page { status: StatusCode::NOT_FOUND, ..Page::new(words.unknown.to_owned(), address, main) }
}
