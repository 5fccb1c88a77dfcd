//! A product: who may speak for it, and its solutions.

use std::{path::Path, sync::Arc};

use unstuck_protocol::{ProductId, PublicKey};
use unstuck_resolver::Encoder;

use crate::{
    catalogue::Live,
    config::Entry,
    edge::{packing::Packing, signing::Signer},
    origin::Allowed,
};

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
    /// Loads a configured product's solutions; what its reports in `data` ask for most is what devices download first.
    ///
    /// # Errors
    /// What is wrong with the solutions, a line each, or with the key that signs.
    pub fn open(entry: Entry, data: &Path, encoder: Option<Arc<dyn Encoder>>) -> Result<Self, String> {
        let signer = entry.signing_key.as_deref().map(Signer::read).transpose()?.map(Arc::new);
        if let Some(signer) = &signer {
            eprintln!("packs: those of `{}` are signed; data-pack-key=\"{}\"", entry.id, signer.public());
        }
        let reports = Some((data.to_owned(), entry.id.clone()));
        let packing = Packing { signer, reports, ..Packing::default() };
        let live = Arc::new(Live::open(entry.solutions, packing, encoder, entry.threshold)?);
        Ok(Self { id: entry.id, key: entry.key, origins: entry.origins, live })
    }

    /// Whether a page of this origin may speak for it.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed.admits(origin))
    }
}
