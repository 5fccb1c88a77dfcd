//! Whether the person agreed that errors are told.

use std::sync::atomic::Ordering;

use crate::{
    client::{Client, lock},
    delivery,
};

/// What the person said about telling errors.
///
/// ```
/// use unstuck::{Consent, Options};
/// let _guard = unstuck::init(Options::new("pk_dev_local").endpoint("http://127.0.0.1:9").consent(Consent::Pending));
/// let sighting = unstuck::capture(&std::io::Error::other("the disk is full"));
/// // Nothing was asked and nothing left: the report waits in memory for the person's word.
/// assert!(sighting.resolution_blocking(std::time::Duration::ZERO).answer.is_none());
/// unstuck::set_consent(Consent::Denied);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Consent {
    /// Reports leave, and may be stored on the device until they have.
    #[default]
    Granted,
    /// Nobody said anything yet: reports wait in memory, nothing leaves and nothing is stored. Errors that a pack on the
    /// device knows are answered all the same.
    Pending,
    /// Nothing is kept and nothing leaves; a pack on the device answers what it knows.
    Denied,
}

/// Says what the person decided: what waited leaves, or is forgotten.
pub fn set_consent(consent: Consent) {
    let Some(client) = Client::current() else { return };
    *lock(&client.consent) = consent;
    match consent {
        Consent::Granted => {
            delivery::agreed(&client);
            delivery::kick(&client);
        }
        Consent::Pending => {}
        Consent::Denied => {
            client.refusals.fetch_add(1, Ordering::Relaxed);
            lock(&client.queue).forget();
            delivery::wipe(&client);
        }
    }
}
