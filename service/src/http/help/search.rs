//! What the resolver says to somebody's words.

use maud::html;

use super::{address::Address, asked::short, centre::Centre, list, shell::Page};

/// The results, or an honest word that there are none.
pub(super) fn page(centre: &Centre<'_>) -> Page {
    let (words, query) = (centre.words, &centre.asked.query);
    let (answer, close) = centre.search(query);
    let main = html! {
        h1 { (words.results) }
        p.asked { bdi { (short(query)) } }
        @if let Some(answer) = &answer {
            section aria-labelledby="fits" {
                h2 #fits { (words.fits) }
                (list::results(centre, std::slice::from_ref(answer)))
            }
        } @else if close.is_empty() {
            p { (words.nothing) " " (words.otherwise) }
            p { a href=(centre.link(&Address::home(centre.product))) { (words.topics) } }
        }
        @if !close.is_empty() {
            section aria-labelledby="close" {
                h2 #close { @if answer.is_some() { (words.close) } @else { (words.unsure) } }
                (list::results(centre, &close))
            }
            @if answer.is_none() { p { (words.otherwise) } }
        }
    };
    let title = format!("{} · {}", short(query), words.results);
    let address = Address::home(centre.product).with("q", query.clone());
    Page { query: query.clone(), ..Page::new(title, address, main) }
}
