//! The question before it is asked: what a person who opens help now is likely to look for.

use std::sync::Arc;

use unstuck_protocol::{
    Context, IntentRequest, PredictRequest, Prediction, Problem, PublicKey, SolutionId, Suggestion,
    SurfaceKind, limits,
};

use crate::{
    Error, capture,
    client::Client,
    platform,
    request::{post, read},
};

/// The questions that are likely at this moment, likeliest first, at most [`limits::SUGGESTIONS`]: by where the person is in the
/// app, what they did last, who they are, and what many need now. None where nothing tells.
///
/// What is sent is the current scope's context, scrubbed and shown to `before_send` as that of a report without an error; it is
/// not kept.
///
/// ```no_run
/// # async fn help() -> Result<(), unstuck::Error> {
/// unstuck::set_route("/withdraw");
/// for question in unstuck::predict().await? {
///     println!("{}", question.title);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When the service can't be asked, or must not be.
pub async fn predict() -> Result<Vec<Suggestion>, Error> {
    let client = Client::current().ok_or_else(|| Error::new("the SDK is not started"))?;
    let (key, context) = moment(&client)?;
    platform::run(move || async move {
        let request = PredictRequest { v: limits::WIRE_VERSION, key, context };
        let prediction: Prediction = read(&post(&client, "/v1/predict", &request).await?)?;
        Ok(prediction.questions)
    })
    .await
}

/// Says that the person chose one of the predicted questions, which teaches what people want at such a moment. It is said
/// once, and lost where nobody hears it.
pub fn chosen(solution: &SolutionId) {
    let Some(client) = Client::current() else { return };
    let Ok((key, context)) = moment(&client) else { return };
    let solution = solution.clone();
    platform::spawn(move || async move {
        let request = IntentRequest { v: limits::WIRE_VERSION, key, solution, context };
        // One choice more or less teaches little; nothing is owed to the person by it.
        drop(post(&client, "/v1/intents", &request).await);
    });
}

/// What is known now, as it may leave.
pub(crate) fn moment(client: &Arc<Client>) -> Result<(PublicKey, Context), Error> {
    if !client.may_send() {
        return Err(Error::new("the person does not want it told"));
    }
    let key = capture::key(client).ok_or_else(|| Error::refused(401, "the public key is none", None))?;
    let seen = capture::seen(client, Problem::default(), SurfaceKind::None);
    let report = seen.map_err(|_| Error::new("before_send keeps it back"))?;
    Ok((key, report.context))
}
