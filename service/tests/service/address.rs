//! `/openapi.json` names every address, and nothing else is there.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::running::{KEY, Running};

/// Every route of the router's source, so that a new one cannot stay unnamed.
fn routes() -> BTreeSet<String> {
    let sources = [include_str!("../../src/http/mod.rs"), include_str!("../../src/http/help/mod.rs")];
    let parts = sources.iter().flat_map(|source| source.split(".route(\"").skip(1));
    let named = parts.filter_map(|rest| rest.split('"').next());
    // What only leads to the address without its slash, or says that nothing is there, is no address of its own.
    let named = named.filter(|route| !route.ends_with('/') && !route.ends_with("{*rest}"));
    named.map(|route| route.replace("{*", "{")).collect()
}

#[test]
fn the_document_names_every_route_of_the_router() {
    let service = Running::start();
    let document = service.ask("GET", "/openapi.json", "", "").2;
    let named: BTreeSet<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
    let mut routes = routes();
    // The one route of the widget's files; the document names the file that a page asks for.
    assert!(routes.remove("/{file}"));
    routes.insert("/unstuck.js".into());
    assert_eq!(named, routes);
}

#[test]
fn every_named_address_takes_its_method_and_refuses_others_with_a_problem() {
    let service = Running::start();
    let document = service.ask("GET", "/openapi.json", "", "").2;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.replace("{id}", "card-expired").replace("{key}", KEY).replace("{name}", "pack");
        let path = path
            .replace("{product}", "dev")
            .replace("{solution}", "card-expired")
            .replace("{code}", "CARD_EXPIRED");
        let path = format!("{path}?key={KEY}");
        let gets = methods.get("get").is_some();
        assert!(gets != methods.get("post").is_some(), "{path} has one method");
        let (own, other) = if gets { ("GET", "POST") } else { ("POST", "GET") };
        let (status, _, body) = service.raw(own, &path, "", b"{}");
        let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
        // A body of `{}` is malformed, a build may lack the widget, and this service was not told its public address; none of
        // them is an address without anything.
        let there = status == 200
            || ["UNSTUCK-P002", "UNSTUCK-P009", "UNSTUCK-P010"].iter().any(|code| problem["code"] == *code);
        assert!(there, "{own} {path}: {status} {problem}");
        let (status, _, problem) = service.ask(other, &path, "", "");
        assert_eq!((status, &problem["code"]), (405, &"UNSTUCK-P007".into()), "{other} {path}");
    }
}
