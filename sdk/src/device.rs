//! Answers on the device, from a downloaded pack.

use std::sync::{Arc, PoisonError, RwLock};

use unstuck_protocol::{Article, Report, Resolution, ResolvedBy, SolutionId};
use unstuck_resolver::{Resolver, pack};

use crate::{Error, client::Client, request::ask};

/// The resolver over the pack, once there is one.
#[derive(Default)]
pub(crate) struct Device(RwLock<Option<Arc<Resolver>>>);

impl Device {
    fn resolver(&self) -> Option<Arc<Resolver>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn resolve(&self, report: &Report) -> Option<Resolution> {
        Some(self.resolver()?.resolve(report, ResolvedBy::Device))
    }

    pub(crate) fn article(&self, solution: &SolutionId, locales: &[String]) -> Option<Article> {
        Some(self.resolver()?.catalogue().get(solution)?.article(locales))
    }
}

/// Fetches the pack and makes it searchable.
pub(crate) async fn load(client: &Client) -> Result<(), Error> {
    let url = [client.options.endpoint.as_str(), "/v1/packs/", &client.options.key].concat();
    let bytes = ask(client, url, None).await?;
    let catalogue = pack::decode(&bytes).map_err(|error| Error::unreadable(error.to_string()))?;
    let resolver = Arc::new(Resolver::new(catalogue));
    // Built now, so that the first error does not pay for it.
    resolver.warm();
    *client.device.0.write().unwrap_or_else(PoisonError::into_inner) = Some(resolver);
    Ok(())
}
