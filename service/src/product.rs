//! A product: who may speak for it, and its solutions.

use std::{path::Path, sync::Arc};

use unstuck_protocol::{ProductId, PublicKey};
use unstuck_resolver::Encoder;

use crate::{
    catalogue::Live,
    config::Entry,
    edge::{carrying::Fixes, packing::Packing, signing::Signer},
    origin::{Allowed, is_origin},
    public::PublicUrl,
    surges::Surges,
};

/// A product that the service speaks for.
#[derive(Debug)]
pub struct Product {
    /// Its name in the database.
    pub id: ProductId,
    /// What people call it, where that is not its id.
    pub title: Option<String>,
    /// Its public key.
    pub key: PublicKey,
    /// Who may speak for it.
    pub origins: Vec<Allowed>,
    /// Where people reach its help centre, where that is known.
    pub public: Option<PublicUrl>,
    /// Its solutions, as they are now.
    pub live: Arc<Live>,
    /// What the service may carry out for it.
    pub fixes: Fixes,
    /// What many need now.
    pub surges: Surges,
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
        let Entry { id, title, key, origins, public_url: public, webhooks, .. } = entry;
        let fixes = Fixes::new(webhooks);
        Ok(Self { id, title, key, origins, public, live, fixes, surges: Surges::default() })
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }

    /// What a proxy has before every path of the service; mostly nothing.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.public.as_ref().map_or("", PublicUrl::path)
    }

    /// The app itself, to which paths in its solutions belong: the first origin of the web that is named.
    #[must_use]
    pub fn app(&self) -> Option<&str> {
        self.origins.iter().filter_map(Allowed::exact).find(|origin| is_origin(origin))
    }

    /// Whether a page of this origin may speak for it.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| allowed.admits(origin))
    }
}
