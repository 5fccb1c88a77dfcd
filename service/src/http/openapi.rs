//! `GET /openapi.json`. Kept by hand: deriving it would put a schema library into `protocol`, which pages download.

use axum::Json;
use serde_json::{Value, json};

fn post(body: &str, answer: &str, summary: &str) -> Value {
    let schema = json!({ "type": "object", "title": body, "required": ["v", "key"], "properties": { "v": { "const": 1 }, "key": { "type": "string" } } });
    json!({ "post": {
        "summary": summary,
        "requestBody": { "required": true, "content": { "application/json": { "schema": schema }, "text/plain": { "schema": { "type": "string" } } } },
        "responses": {
            "200": { "description": answer, "content": { "application/json": { "schema": { "type": "object", "title": answer } } } },
            "default": { "$ref": "#/components/responses/Fault" }
        }
    } })
}

fn get(names: &[(&str, &str)], kind: &str, summary: &str) -> Value {
    let parameters: Vec<Value> = names
        .iter()
        .map(|(name, place)| json!({ "name": name, "in": place, "required": *name != "locale", "schema": { "type": "string" } }))
        .collect();
    json!({ "get": {
        "summary": summary,
        "parameters": parameters,
        "responses": { "200": { "description": summary, "content": { kind: {} } }, "default": { "$ref": "#/components/responses/Fault" } }
    } })
}

pub(super) async fn document() -> Json<Value> {
    let text = json!({ "type": "string" });
    let json = "application/json";
    Json(json!({
        "openapi": "3.1.0",
        "info": { "title": "Unstuck", "version": env!("CARGO_PKG_VERSION") },
        "paths": {
            "/v1/resolve": post("ResolveRequest", "Resolution", "The answer to one report"),
            "/v1/reports": post("ReportsRequest", "Receipt", "Keeps a batch of reports"),
            "/v1/outcomes": post("OutcomesRequest", "Receipt", "Keeps a batch of outcomes"),
            "/v1/solutions/{id}": get(&[("id", "path"), ("key", "query"), ("locale", "query")], json, "One article; HTML where Accept prefers it"),
            "/v1/packs/{key}": get(&[("key", "path")], "application/octet-stream", "The current pack"),
            "/v1/packs/{key}/{name}": get(&[("key", "path"), ("name", "path")], "application/octet-stream", "The pack or the part of it that has this name, for ever"),
            "/article.css": get(&[], "text/css", "The style of an article's page"),
            "/unstuck.js": get(&[], "text/javascript", "The widget's loader"),
            "/healthz": get(&[], json, "Whether it lives"),
            "/readyz": get(&[], json, "Whether it can store, and what is wrong"),
            "/metrics": get(&[], "text/plain", "Counters for Prometheus"),
            "/openapi.json": get(&[], json, "This document")
        },
        "components": { "responses": { "Fault": { "description": "What went wrong", "content": { "application/problem+json": { "schema": {
            "type": "object",
            "required": ["type", "code", "status", "title", "help"],
            "properties": { "type": text, "code": text, "status": { "type": "integer" }, "title": text, "detail": text, "help": text }
        } } } } } }
    }))
}
