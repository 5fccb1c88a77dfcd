//! Every page of a product for crawlers, as sitemaps.org has it: in each language, with the others beside it.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use maud::{Markup, PreEscaped, html};
use unstuck_resolver::Solution;

use super::{
    address::{Address, whole},
    centre::Centre,
};
use crate::{
    fault::{self, Refused},
    product::Product,
};

/// Links in one file, about: a crawler takes 50,000 addresses and 50 MB, and each address repeats all languages.
const LINKS: usize = 20_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The one file, the list of several, or one of them.
pub(super) fn answer(centre: &Centre<'_>, part: Option<usize>) -> Result<Response, Refused> {
    if centre.product.public.is_none() {
        return Err(fault::public_url());
    }
    let solutions = centre.served.resolver.catalogue().solutions();
    let locales = centre.served.contents.locales(centre.served.resolver.catalogue());
    let each = solutions_each(locales.len());
    let parts: Vec<&[Solution]> = solutions.chunks(each).collect();
    let body = match part {
        None if parts.len() > 1 => list(centre.product, parts.len()),
        _ => {
            let part = part.unwrap_or(1);
            let solutions = part.checked_sub(1).and_then(|place| parts.get(place));
            let solutions = solutions.ok_or_else(|| fault::not_found("the sitemap has no such part"))?;
            file(centre.product, solutions, if part == 1 { locales } else { &[] })
        }
    };
    let mut response = body.into_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(response)
}

/// Where the lists of all products are, for crawlers that look for it at the root of an origin.
pub(super) fn robots(products: &[Product]) -> Response {
    let mut text = String::from("User-agent: *\nDisallow:\n");
    for product in products.iter().filter(|product| product.public.is_some()) {
        text += &format!("Sitemap: {}\n", whole(product, Address::sitemap(product, None).link(None)));
    }
    text.into_response()
}

/// Solutions in one file where each has this many languages.
fn solutions_each(languages: usize) -> usize {
    (LINKS / (languages.max(1) * (languages + 2))).max(1)
}

fn list(product: &Product, parts: usize) -> Markup {
    html! {
        (DECLARATION)
        sitemapindex xmlns=(NAMESPACE) {
            @for part in 1..=parts {
                sitemap { loc { (whole(product, Address::sitemap(product, Some(part)).link(None))) } }
            }
        }
    }
}

fn file(product: &Product, solutions: &[Solution], home: &[String]) -> Markup {
    html! {
        (DECLARATION)
        urlset xmlns=(NAMESPACE) xmlns:xhtml=(HTML) {
            (entries(product, &Address::home(product), home))
            @for solution in solutions {
                @let locales: Vec<String> = solution.texts.iter().map(|text| text.locale.clone()).collect();
                (entries(product, &Address::solution(product, &solution.id), &locales))
            }
        }
    }
}

/// One page in each of its languages.
fn entries(product: &Product, address: &Address, locales: &[String]) -> Markup {
    let link = |language: Option<&str>| whole(product, address.link(language));
    html! {
        @for locale in locales {
            url {
                loc { (link(Some(locale))) }
                @if locales.len() > 1 {
                    @for other in locales { (alternate(other, &link(Some(other)))) }
                    (alternate("x-default", &link(None)))
                }
            }
        }
    }
}

/// XML knows no elements that never end.
fn alternate(language: &str, link: &str) -> Markup {
    html! { xhtml:link rel="alternate" hreflang=(language) href=(link) {} }
}

const DECLARATION: PreEscaped<&str> = PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

#[cfg(test)]
mod tests {
    use super::solutions_each;

    #[test]
    fn many_languages_make_more_files() {
        assert_eq!([0, 1, 4, 40, 10_000].map(solutions_each), [10_000, 6_666, 833, 11, 1]);
    }
}
