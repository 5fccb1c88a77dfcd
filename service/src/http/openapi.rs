//! `GET /openapi.json`. Kept by hand: deriving it would put a schema library into `protocol`, which pages download.

use axum::Json;
use serde_json::{Value, json};
use unstuck_protocol::TurnKind;

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

/// Parts of a query that may be left out.
const OPTIONAL: [&str; 5] = ["lang", "locale", "page", "part", "q"];
/// What is said in a conversation, both ways.
fn conversations() -> Value {
    let mut told = post("ConversationRequest", "Reply", "The reply to one turn of a conversation");
    let (text, fields) = (json!({ "type": "string" }), json!({ "type": "object" }));
    let kinds: Vec<&str> = TURNS.iter().map(|kind| kind.word()).collect();
    let schema = &mut told["post"]["requestBody"]["content"]["application/json"]["schema"];
    schema["properties"]["conversation"] = text.clone();
    schema["properties"]["turn"] = json!({ "type": "object", "required": ["by"], "properties": { "by": { "enum": kinds }, "says": text } });
    for name in ["report", "context"] {
        schema["properties"][name] = fields.clone();
    }
    schema["required"] = json!(["v", "key", "conversation", "turn"]);
    let list = |required: [&str; 1], names: &[&str]| {
        let properties: serde_json::Map<String, Value> =
            names.iter().map(|name| ((*name).to_owned(), text.clone())).collect();
        json!({ "type": "array", "items": { "type": "object", "required": required, "properties": properties } })
    };
    told["post"]["responses"]["200"]["content"]["application/json"]["schema"] = json!({
        "type": "object", "title": "Reply", "required": ["kind", "person"],
        "properties": {
            "kind": text, "says": list(["key"], &["key", "about", "says"]), "text": { "type": "array" }, "article": fields,
            "action": text, "chips": list(["id"], &["id", "label"]), "person": { "type": "boolean" }
        }
    });
    told
}

/// What a person does in a turn.
const TURNS: [TurnKind; 10] = [
    TurnKind::Start,
    TurnKind::Text,
    TurnKind::Chip,
    TurnKind::Back,
    TurnKind::Repeat,
    TurnKind::Cancel,
    TurnKind::Skip,
    TurnKind::NotThat,
    TurnKind::Person,
    TurnKind::Silence,
];

/// The one request that has another do something: all of it is told, and how it is refused.
fn webhooks() -> Value {
    let mut told = post(
        "WebhookRequest",
        "WebhookReceipt",
        "Carries out a webhook that a solution offers, once for each run",
    );
    let text = json!({ "type": "string" });
    let schema = &mut told["post"]["requestBody"]["content"]["application/json"]["schema"];
    for name in ["run", "report", "solution", "name"] {
        schema["properties"][name] = text.clone();
    }
    schema["required"] = json!(["v", "key", "run", "report", "solution", "name"]);
    let responses = &mut told["post"]["responses"];
    responses["200"]["content"]["application/json"]["schema"]["properties"] = json!({ "message": text });
    for status in ["404", "409", "429", "502", "503", "504"] {
        responses[status] = json!({ "$ref": "#/components/responses/Fault" });
    }
    told
}

fn get(names: &[(&str, &str)], kind: &str, summary: &str) -> Value {
    let parameters: Vec<Value> = names
        .iter()
        .map(|(name, place)| json!({ "name": name, "in": place, "required": !OPTIONAL.contains(name), "schema": { "type": "string" } }))
        .collect();
    json!({ "get": {
        "summary": summary,
        "parameters": parameters,
        "responses": { "200": { "description": summary, "content": { kind: {} } }, "default": { "$ref": "#/components/responses/Fault" } }
    } })
}

pub(super) async fn document() -> Json<Value> {
    let text = json!({ "type": "string" });
    let (json, html) = ("application/json", "text/html");
    Json(json!({
        "openapi": "3.1.0",
        "info": { "title": "Unstuck", "version": env!("CARGO_PKG_VERSION") },
        "paths": {
            "/v1/resolve": post("ResolveRequest", "Resolution", "The answer to one report"),
            "/v1/reports": post("ReportsRequest", "Receipt", "Keeps a batch of reports"),
            "/v1/outcomes": post("OutcomesRequest", "Receipt", "Keeps a batch of outcomes"),
            "/v1/conversations": conversations(),
            "/v1/webhooks": webhooks(),
            "/v1/predict": post("PredictRequest", "Prediction", "The questions that are likely at this moment"),
            "/v1/intents": post("IntentRequest", "Receipt", "Keeps which of them was chosen"),
            "/v1/solutions/{id}": get(&[("id", "path"), ("key", "query"), ("locale", "query")], json, "One article; HTML where Accept prefers it"),
            "/v1/packs/{key}": get(&[("key", "path")], "application/octet-stream", "The current pack"),
            "/v1/packs/{key}/{name}": get(&[("key", "path"), ("name", "path")], "application/octet-stream", "The pack or the part of it that has this name, for ever"),
            "/help": get(&[("lang", "query")], html, "The products that there is help for, or the only one's help centre"),
            "/help/{product}": get(&[("product", "path"), ("q", "query"), ("page", "query"), ("lang", "query")], html, "A product's help centre: all solutions by title, or what fits the words of `q`"),
            "/help/{product}/s/{solution}": get(&[("product", "path"), ("solution", "path"), ("lang", "query")], html, "The page of one solution"),
            "/help/{product}/e/{code}": get(&[("product", "path"), ("code", "path"), ("lang", "query")], html, "The page of an error code, an address that stays: for `type` of a problem document"),
            "/help/{product}/sitemap.xml": get(&[("product", "path"), ("part", "query")], "application/xml", "All pages of a help centre, or a list of several such lists"),
            "/robots.txt": get(&[], "text/plain", "Where the lists of pages are"),
            "/help.css": get(&[], "text/css", "The style of pages"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_turn_that_is_understood_is_told() {
        let words: Vec<Value> = TURNS.iter().map(|kind| json!(kind.word())).collect();
        let known =
            |word: &&Value| serde_json::from_value::<TurnKind>((*word).clone()).unwrap() != TurnKind::Unknown;
        assert_eq!(words.iter().filter(known).count(), words.len());
        let told = conversations();
        let schema = &told["post"]["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(schema["properties"]["turn"]["properties"]["by"]["enum"], json!(words));
    }
}
