//! Answers on the device, from a downloaded pack.
//!
//! What comes is looked at before it is used, and kept once it was good; where nothing good comes, what was kept is looked
//! at in the same way.

use std::{pin::Pin, sync::Mutex};

use unstuck_protocol::{Article, Report, Resolution, SolutionId};
use unstuck_resolver::{
    Holding,
    holding::Lack,
    pack::{self, PackError},
};

use crate::{
    Error,
    client::{Client, lock},
    platform,
    request::ask,
};

/// The solutions at hand, once there are any.
pub(crate) type Device = Mutex<Option<Holding>>;

/// What the device can say at once.
pub(crate) fn resolve(device: &Device, report: &Report) -> Option<Resolution> {
    lock(device).as_ref()?.resolve(report).ok()
}

/// A solution's text, where it is here.
pub(crate) fn article(device: &Device, solution: &SolutionId, locales: &[String]) -> Option<Article> {
    lock(device).as_ref()?.article(solution, locales)
}

/// Fetches the pack and makes it searchable.
pub(crate) async fn load(client: &Client) -> Result<(), Error> {
    bring(client, None).await
}

/// Work for this device. Boxed, so that a page carries the code behind it once and not once for each caller.
type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// An answer out of what stands elsewhere, which is fetched for it; at most one shard for each code, and one for the message.
///
/// Before the service is asked, only who holds a part may know more than it said at once; `late`, when the service gave no
/// answer, also who had no pack yet.
pub(crate) fn fetched<'a>(
    client: &'a Client,
    report: &'a Report,
    late: bool,
) -> Work<'a, Option<Resolution>> {
    Box::pin(async move {
        let whole = lock(&client.device).as_ref().map(Holding::is_whole);
        if !late && whole != Some(false) {
            return None;
        }
        let mut next = if whole.is_none() { Some(None) } else { None };
        loop {
            if let Some(file) = next {
                // What can't be had is asked for once, and then left to the service.
                let _ = bring(client, file).await;
            }
            let mut device = lock(&client.device);
            let held = device.as_mut()?;
            match held.resolve(report) {
                Ok(resolution) => return Some(resolution).filter(|r| r.answer.is_some()),
                Err(Lack::Shard(shard)) => next = Some(Some((shard, held.claim(shard)?))),
                Err(Lack::Nothing) => return None,
            }
        }
    })
}

/// Brings the root, or a shard by its number and name.
fn bring(client: &Client, shard: Option<(usize, String)>) -> Work<'_, Result<(), Error>> {
    Box::pin(async move {
        let options = &client.options;
        let service = || [&options.endpoint, "/v1/packs/", &options.key].concat();
        let folder = options.packs.clone().unwrap_or_else(service);
        let (shard, name) = shard.map_or((None, pack::ROOT.to_owned()), |(shard, name)| (Some(shard), name));
        let mut came = ask(client, [&folder, "/", &name].concat(), None).await;
        let mut kept = false;
        loop {
            let error = match came {
                Ok(bytes) => match take(client, shard, &bytes).await {
                    Ok(()) => {
                        if !kept {
                            platform::keep(&folder, &name, &bytes);
                        }
                        return Ok(());
                    }
                    Err(error) => error,
                },
                Err(error) => error,
            };
            if kept {
                return Err(error);
            }
            kept = true;
            came = platform::kept(&folder, &name).await.ok_or(error);
        }
    })
}

/// Takes a file if it is good.
async fn take(client: &Client, shard: Option<usize>, bytes: &[u8]) -> Result<(), Error> {
    let taken = match (&client.options.pack_key, pack::signed(bytes)) {
        (Some(key), Some((message, signature))) if !platform::signed(key, message, signature).await => {
            Err(PackError::Unsigned)
        }
        _ => hold(&client.device, shard, bytes),
    };
    taken.map_err(|error| Error::unreadable([error.code(), ": ", error.says()].concat()))
}

fn hold(device: &Device, shard: Option<usize>, bytes: &[u8]) -> Result<(), PackError> {
    if let (Some(shard), Some(held)) = (shard, lock(device).as_mut()) {
        return held.hold(shard, bytes);
    }
    let held = Holding::new(pack::decode(bytes)?);
    *lock(device) = Some(held);
    Ok(())
}
