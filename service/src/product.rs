//! A product: who may speak for it, and its solutions.

use std::sync::Arc;

use unstuck_protocol::{ProductId, PublicKey};
use unstuck_resolver::Encoder;

use crate::{catalogue::Live, config::Entry, origin::Allowed};

/// A product that the service speaks for.
#[derive(Debug)]
pub struct Product {
    /// Its name in the database.
    pub id: ProductId,
    /// Its public key.
    pub key: PublicKey,
    /// Who may speak for it.
    pub origins: Vec<Allowed>,
    /// Its solutions, as they are now.
    pub live: Arc<Live>,
}

impl Product {
    /// Loads a configured product's solutions.
    ///
    /// # Errors
    /// What is wrong with the solutions, a line each.
    pub fn open(entry: Entry, encoder: Option<Arc<dyn Encoder>>) -> Result<Self, String> {
        let live = Arc::new(Live::open(entry.solutions, encoder)?);
        Ok(Self { id: entry.id, key: entry.key, origins: entry.origins, live })
    }

    /// Whether a page of this origin may speak for it.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed.admits(origin))
    }
}
