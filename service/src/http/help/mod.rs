//! The help centre: the solutions as pages, for who comes without an error on the screen, and for links that stay.

mod address;
mod asked;
mod centre;
mod code;
mod home;
mod list;
mod missing;
mod products;
mod search;
mod shell;
mod sitemap;
mod solution;
mod strings;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, RawQuery, State, rejection::PathRejection},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

pub(super) use self::address::{Address, whole};
use self::{
    asked::Asked,
    centre::Centre,
    shell::{Frame, Page},
};
use super::{Service, page};
use crate::{
    fault::{self, Refused},
    product::Product,
};

type Shared = State<Arc<Service>>;
/// A name of a product, and of something in it; nothing where it can't be read.
type Names<T> = Result<Path<T>, PathRejection>;

pub(super) fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/help", get(start))
        .route("/help/", get(without_slash))
        .route("/help/{product}", get(home))
        .route("/help/{product}/", get(without_slash))
        .route("/help/{product}/s/{*solution}", get(solution))
        .route("/help/{product}/e/{*code}", get(code))
        .route("/help/{product}/sitemap.xml", get(sitemap))
        .route("/help/{product}/{*rest}", get(elsewhere))
        .route("/robots.txt", get(robots))
}

async fn start(State(service): Shared, asked: Asked) -> Result<Response, Refused> {
    match service.products.as_slice() {
        [only] => first(only, &asked),
        products => {
            let (frame, page) = products::page(products, &asked, prefix(products));
            Ok(shown(&frame, &page, &asked))
        }
    }
}

async fn home(State(service): Shared, names: Names<String>, asked: Asked) -> Result<Response, Refused> {
    let names = names.map(|Path(product)| (product, String::new()));
    with(&service, names, &asked, |product, _| first(product, &asked))
}

/// The first page, or what a search finds.
fn first(product: &Product, asked: &Asked) -> Result<Response, Refused> {
    let centre = Centre::new(product, asked);
    if !asked.query.is_empty() {
        return told(&centre, &search::page(&centre));
    }
    let page = home::page(&centre).unwrap_or_else(|| missing::page(&centre, ""));
    told(&centre, &page)
}

async fn solution(
    State(service): Shared,
    names: Names<(String, String)>,
    asked: Asked,
) -> Result<Response, Refused> {
    with(&service, names.map(|Path(names)| names), &asked, |product, id| {
        let centre = Centre::new(product, &asked);
        let page = match centre.solution(id) {
            Some(solution) => solution::page(&centre, solution, Address::solution(product, &solution.id)),
            None => missing::page(&centre, id),
        };
        told(&centre, &page)
    })
}

async fn code(
    State(service): Shared,
    names: Names<(String, String)>,
    asked: Asked,
) -> Result<Response, Refused> {
    with(&service, names.map(|Path(names)| names), &asked, |product, code| {
        let centre = Centre::new(product, &asked);
        told(&centre, &code::page(&centre, code))
    })
}

async fn elsewhere(
    State(service): Shared,
    names: Names<(String, String)>,
    asked: Asked,
) -> Result<Response, Refused> {
    with(&service, names.map(|Path(names)| names), &asked, |product, _| {
        let centre = Centre::new(product, &asked);
        told(&centre, &missing::page(&centre, ""))
    })
}

async fn sitemap(State(service): Shared, names: Names<String>, asked: Asked) -> Result<Response, Refused> {
    let names = names.map(|Path(product)| (product, String::new()));
    with(&service, names, &asked, |product, _| sitemap::answer(&Centre::new(product, &asked), asked.part))
}

async fn robots(State(service): Shared) -> Response {
    sitemap::robots(&service.products)
}

/// Links and people write a slash at the end; every page has one address. It is told relatively, so that it holds behind any
/// proxy.
async fn without_slash(uri: Uri, RawQuery(query): RawQuery) -> Response {
    let path = uri.path().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    permanently(&format!("../{last}{query}"))
}

/// What a product of this id answers. Who knows its key alone, as the SDK does, is led there; without either there is a
/// page that says nothing but this.
fn with(
    service: &Service,
    names: Result<(String, String), PathRejection>,
    asked: &Asked,
    answer: impl FnOnce(&Product, &str) -> Result<Response, Refused>,
) -> Result<Response, Refused> {
    if let Ok((id, name)) = &names {
        if let Some(product) = service.products.iter().find(|product| product.id.as_str() == id) {
            return answer(product, name);
        }
        if let Ok(product) = service.product(id) {
            return Ok(moved(product, &asked.uri));
        }
    }
    if !asked.html {
        return Err(fault::not_found("no product has this id"));
    }
    let (frame, page) = missing::nowhere(asked, prefix(&service.products));
    Ok(shown(&frame, &page, asked))
}

/// To the same page under the product's id.
fn moved(product: &Product, uri: &Uri) -> Response {
    let named = uri.path().strip_prefix("/help/").unwrap_or_default();
    let below = named.find('/').map_or("", |end| &named[end..]);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    permanently(&format!("{}{below}{query}", Address::home(product).path()))
}

fn permanently(target: &str) -> Response {
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    // What came as an address has no character that a header refuses.
    let target = HeaderValue::from_str(target).ok();
    response.headers_mut().extend(target.map(|target| (header::LOCATION, target)));
    response
}

/// What a proxy has before every path, where it is the same for all products.
fn prefix(products: &[Product]) -> &str {
    let mut prefixes = products.iter().map(Product::prefix);
    let first = prefixes.next().unwrap_or_default();
    if prefixes.all(|other| other == first) { first } else { "" }
}

/// A page of a product; programs hear of what is missing as they hear of all that is wrong.
fn told(centre: &Centre<'_>, page: &Page) -> Result<Response, Refused> {
    if page.status == StatusCode::NOT_FOUND && !centre.asked.html {
        return Err(fault::not_found(format!("`{}` has no such page in its help centre", centre.product.id)));
    }
    Ok(shown(&centre.frame(), page, centre.asked))
}

fn shown(frame: &Frame<'_>, page: &Page, asked: &Asked) -> Response {
    let document = shell::document(frame, page).into_string();
    // What a person searched for is nobody else's, and what is missing may come.
    let kept = page.status == StatusCode::OK && asked.query.is_empty();
    page::answer(document, page.status, frame.words.locale, kept, &asked.headers)
}
