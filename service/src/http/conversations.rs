//! `POST /v1/conversations`: the reply to one turn of a conversation.

use std::sync::{Arc, PoisonError};

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use unstuck_protocol::{ConversationRequest, TurnKind, scrub};
use unstuck_resolver::dialogue::Dialogue;

use super::{Service, allow, body};

pub(super) async fn reply(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<ConversationRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    asked.report.iter_mut().for_each(body::clean);
    // What is typed is kept with the conversation; a chip's id was made here.
    if asked.turn.by == TurnKind::Text {
        asked.turn.says = scrub::text(&asked.turn.says).into_owned();
    }
    let served = product.live.current();
    let dialogue = Dialogue::new(&served.resolver, &served.flows);
    let dialogue = match &asked.report {
        Some(report) => dialogue.about(report),
        None => dialogue,
    };
    let state = service.conversations.of(&product.id, asked.conversation);
    let reply = dialogue.step(&mut state.lock().unwrap_or_else(PoisonError::into_inner), &asked.turn);
    let mut response = Json(reply).into_response();
    allow(&headers, &mut response);
    response
}
