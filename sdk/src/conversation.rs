//! A dialogue with the service: about an error, or about what a person looks for where they are.

use std::sync::Arc;

use unstuck_protocol::{ConversationId, Reply, Turn, json, limits};

use crate::{
    Error, Sighting, capture,
    client::Client,
    platform,
    predict::moment,
    request::{ask, read},
};

/// A dialogue. What was said before is known to the service, so that this holds its name alone; cloning it is cheap.
///
/// ```no_run
/// # async fn help(sighting: unstuck::Sighting) -> Result<(), unstuck::Error> {
/// use unstuck::protocol::Turn;
/// let conversation = sighting.conversation();
/// let reply = conversation.say(&Turn::text("where is my money?")).await?;
/// for chip in &reply.chips {
///     println!("[{}]", chip.label);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Conversation {
    id: ConversationId,
    /// What it is about, as JSON text with the name of its field before it.
    about: Arc<str>,
}

impl Sighting {
    /// Begins a dialogue about this error.
    #[must_use]
    pub fn conversation(&self) -> Conversation {
        let report = self.payload().map(|report| [",\"report\":", report].concat());
        Conversation { id: name(), about: report.unwrap_or_default().into() }
    }
}

/// Begins a dialogue about nothing in particular; what is going on goes along, scrubbed and shown to `before_send` as that of a
/// report without an error, and is not kept.
#[must_use]
pub fn conversation() -> Conversation {
    let moment = Client::current().and_then(|client| moment(&client).ok());
    let context = moment.map(|(_, context)| [",\"context\":", &json::text(&context)].concat());
    Conversation { id: name(), about: context.unwrap_or_default().into() }
}

fn name() -> ConversationId {
    ConversationId::new(capture::token("c")).expect("hexadecimal digits are an identifier")
}

impl Conversation {
    /// Its name; made here, and known to nobody but this process and the service.
    #[must_use]
    pub fn id(&self) -> &ConversationId {
        &self.id
    }

    /// Takes a turn, and waits for the reply.
    ///
    /// # Errors
    /// When the service can't be asked, or must not be.
    pub async fn say(&self, turn: &Turn) -> Result<Reply, Error> {
        read(&self.post(&json::text(turn)).await?)
    }

    /// The same for whoever draws the reply elsewhere: the turn and the reply as JSON.
    ///
    /// # Errors
    /// As [`Self::say`].
    pub async fn say_json(&self, turn: &str) -> Result<String, Error> {
        String::from_utf8(self.post(turn).await?).map_err(|_| Error::unreadable("the reply is no text"))
    }

    async fn post(&self, turn: &str) -> Result<Vec<u8>, Error> {
        let client = Client::current().ok_or_else(|| Error::new("the SDK is not started"))?;
        if !client.may_send() {
            return Err(Error::new("the person did not agree that anything is sent"));
        }
        let key = capture::key(&client).ok_or_else(|| Error::new("the public key is none"))?;
        let version = json::text(&limits::WIRE_VERSION);
        let (key, id) = (json::text(&key), json::text(&self.id));
        let body = [
            "{\"v\":",
            &version,
            ",\"key\":",
            &key,
            ",\"conversation\":",
            &id,
            ",\"turn\":",
            turn,
            &self.about,
            "}",
        ];
        let (body, url) = (body.concat(), [&client.options.endpoint, "/v1/conversations"].concat());
        platform::run(move || async move { ask(&client, url, Some(body)).await }).await
    }
}
