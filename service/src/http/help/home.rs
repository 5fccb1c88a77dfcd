//! A product's first page: what is asked for most, and everything by title.

use maud::{Markup, html};

use super::{
    address::Address,
    centre::{Centre, Entry},
    list,
    shell::Page,
};

/// Solutions on one page of the list.
const PAGE: usize = 50;
/// Most solutions that stand before the others because they are asked for.
const POPULAR: usize = 8;

/// The page of the list that is asked for; `None` past its end.
pub(super) fn page(centre: &Centre<'_>) -> Option<Page> {
    let (words, number) = (centre.words, centre.asked.page);
    let catalogue = centre.served.resolver.catalogue();
    let order = centre.served.contents.by_title(catalogue, &centre.locale);
    let all = order.len().div_ceil(PAGE).max(1);
    if number > all {
        return None;
    }
    let popular = if number == 1 { popular(centre) } else { Vec::new() };
    let topics = order.iter().skip((number - 1) * PAGE).take(PAGE);
    let topics: Vec<Entry> = topics.map(|at| centre.entry(&catalogue.solutions()[*at as usize])).collect();
    let main = html! {
        h1 { (words.help) }
        @if !popular.is_empty() {
            section aria-labelledby="popular" { h2 #popular { (words.popular) } (list::titles(centre, &popular)) }
        }
        section aria-labelledby="topics" {
            h2 #topics { (words.topics) }
            (list::titles(centre, &topics))
            @if all > 1 { (pages(centre, number, all)) }
        }
    };
    let mut title = words.help.to_owned();
    if number > 1 {
        title = format!("{title} · {}", place(centre, number, all));
    }
    let languages = centre.frame().locales.to_vec();
    Some(Page { languages, ..Page::new(title, address(centre, number), main) })
}

/// What is asked for most, as far as reports tell; at most half of what there is, since all of it would tell nothing.
fn popular(centre: &Centre<'_>) -> Vec<Entry> {
    let catalogue = centre.served.resolver.catalogue();
    let demand = centre.product.live.demand();
    let mut asked: Vec<_> = demand.iter().collect();
    asked.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let known = asked.into_iter().filter_map(|(id, _)| catalogue.get(id));
    known.take(POPULAR.min(catalogue.solutions().len() / 2)).map(|solution| centre.entry(solution)).collect()
}

/// The way through the pages of the list.
fn pages(centre: &Centre<'_>, number: usize, all: usize) -> Markup {
    let words = centre.words;
    let link = |number| centre.link(&address(centre, number));
    html! {
        nav.pages aria-label=(words.pages) {
            @if number > 1 { a rel="prev" href=(link(number - 1)) { (words.previous) } }
            span { (place(centre, number, all)) }
            @if number < all { a rel="next" href=(link(number + 1)) { (words.next) } }
        }
    }
}

fn place(centre: &Centre<'_>, number: usize, all: usize) -> String {
    centre.words.page.replace("{n}", &number.to_string()).replace("{all}", &all.to_string())
}

fn address(centre: &Centre<'_>, number: usize) -> Address {
    let home = Address::home(centre.product);
    if number > 1 { home.with("page", number.to_string()) } else { home }
}
