//! `POST /v1/conversations`: the reply to one turn of a conversation.
//!
//! The reply waits for nothing: where the conversation is then, and what the turn teaches, are handed to the writer. Of what
//! cannot be written the memory still knows, and the next turn brings it again.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{Extensions, HeaderMap},
    response::{IntoResponse, Response},
};
use unstuck_protocol::{ConversationRequest, Reply, SolutionId, TurnKind, UnixMillis, scrub};
use unstuck_resolver::{
    dialogue::{Dialogue, Heard, State as Place},
    predict::{Moment, predict},
};

use super::{Service, allow, body, model::Turned};
use crate::{
    catalogue::Served,
    conversation::lessons,
    dialogue::speak,
    edge::{address, clock},
    fault,
    product::Product,
    store::{Row, conversations::Spoken},
};

pub(super) async fn reply(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let (mut asked, product) = match body::admit::<ConversationRequest>(&service, &headers, body) {
        Ok(admitted) => admitted,
        Err(refused) => return refused.into_response(),
    };
    asked.report.iter_mut().for_each(body::clean);
    asked.context.iter_mut().for_each(scrub::context);
    // What is typed is kept with the conversation; a chip's id was made here.
    if asked.turn.by == TurnKind::Text {
        asked.turn.says = scrub::text(&asked.turn.says).into_owned();
    }
    let (now, id) = (clock::now(), &asked.conversation);
    let kept = service.conversations.of(&product.id, id.clone());
    let mut kept = kept.lock().await;
    // One that begins needs nothing of what was.
    if kept.is_none() && asked.turn.by != TurnKind::Start {
        *kept = match service.store.spoken(&product.id, id, now).await {
            Ok(None) => Some(Place::default()),
            // What can't be read any more is nowhere, and the dialogue says so.
            Ok(Some(text)) => serde_json::from_str(&text).ok(),
            // It is still on the disk: to begin anew would take its place.
            Err(why) => {
                let mut response = fault::store(why).into_response();
                allow(&headers, &mut response);
                return response;
            }
        };
    }
    let served = product.live.current();
    let (mut reply, heard) = step(product, &served, &asked, &mut kept, now);
    let around = asked.report.as_ref().map(|report| &report.context).or(asked.context.as_ref());
    let locales: &[String] = around.map_or(&[], |context| &context.locales);
    if let (Some(model), Some(place)) = (&service.model, kept.as_mut()) {
        let typed = asked.turn.by == TurnKind::Text;
        // The conversation's own next turn waits for it, and no other.
        let turned = Turned { product: &product.id, served: &served, locales, place, typed };
        reply = turned.with(model, reply).await;
    }
    speak(&mut reply, locales);
    let mut rows = lessons(heard, around, id, address::client(&extensions, &headers), now);
    let state = kept.as_ref().and_then(|place| serde_json::to_string(place).ok());
    rows.extend(state.map(|state| Row::Spoken(Spoken { conversation: id.clone(), state, at: now })));
    // Handed over before the next turn may begin, so that turns are written in their order.
    drop(service.store.submit(&product.id, rows));
    drop(kept);
    let mut response = Json(reply).into_response();
    allow(&headers, &mut response);
    response
}

/// Takes the turn where the conversation is, or begins anew where that is nowhere.
fn step(
    product: &Product,
    served: &Served,
    asked: &ConversationRequest,
    kept: &mut Option<Place>,
    now: UnixMillis,
) -> (Reply, Vec<Heard>) {
    let dialogue = Dialogue::new(&served.resolver, &served.flows);
    let dialogue = match (&asked.report, &asked.context) {
        (Some(report), _) => dialogue.about(report),
        (None, Some(context)) => dialogue.within(context),
        (None, None) => dialogue,
    };
    if asked.turn.by == TurnKind::Start {
        let likely = likely(product, served, asked, now);
        return dialogue.expecting(likely).hear(kept.get_or_insert_default(), &asked.turn);
    }
    match kept {
        Some(place) => dialogue.hear(place, &asked.turn),
        None => (dialogue.recover(kept.insert(Place::default())), Vec::new()),
    }
}

/// The questions that are likely at this moment.
fn likely(
    product: &Product,
    served: &Served,
    asked: &ConversationRequest,
    now: UnixMillis,
) -> Vec<SolutionId> {
    let moment = match (&asked.report, &asked.context) {
        (Some(report), _) => Moment::of(&report.context, report.at),
        (None, Some(context)) => Moment::of(context, now),
        (None, None) => Moment::default(),
    };
    let moment = Moment { surges: product.surges.now(now), ..moment };
    predict(&served.resolver, &moment).into_iter().map(|one| one.solution).collect()
}
