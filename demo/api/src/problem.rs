//! Failures as RFC 9457 problem documents, in the reader's language.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::failure::Failure;
use crate::strings::{self, Language};

/// A failure on its way to a reader of `language`.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What was refused.
    pub(crate) failure: Failure,
    /// The language it is told in.
    pub(crate) language: Language,
}

#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    code: &'a str,
    /// The facts behind the words, amounts in fen.
    #[serde(flatten)]
    facts: &'a Failure,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (code, status) = (self.failure.code(), self.failure.status());
        let words = strings::wording(&self.failure, self.language);
        let r#type = format!("urn:lantern:problem:{}", code.to_lowercase().replace('_', "-"));
        let problem =
            Problem { r#type, title: words.title, status, detail: words.detail, code, facts: &self.failure };
        let body = serde_json::to_vec(&problem).expect("a problem of plain fields serialises");
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let language = HeaderValue::from_static(self.language.tag());
        (status, [(header::CONTENT_TYPE, KIND), (header::CONTENT_LANGUAGE, language)], body).into_response()
    }
}

const KIND: HeaderValue = HeaderValue::from_static("application/problem+json");

/// What a panic is answered with: no code, because nobody foresaw it.
pub(crate) fn bug() -> Response {
    let body = r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#;
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, KIND)], body).into_response()
}
