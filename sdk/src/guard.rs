//! Starting and ending.

use std::{sync::Arc, time::Duration};

use crate::{
    Options,
    client::{Client, lock},
    delivery, flush, platform,
};

/// Keeps the SDK going. Dropping it delivers what waits, for two seconds at most, keeps the rest for the next start, and ends
/// the SDK.
#[must_use = "dropping the guard ends the SDK at once; keep it in a variable for as long as the app runs"]
pub struct Guard {
    client: Arc<Client>,
}

/// Starts the SDK for this process or page; a second call replaces the first.
pub fn init(options: Options) -> Guard {
    let client = Arc::new(Client::new(options));
    Client::replace(Some(Arc::clone(&client)));
    if client.options.transport.is_none() {
        platform::farewell();
    }
    if client.options.watch {
        platform::watch();
    }
    if client.store.is_on() {
        // What an earlier run left is looked for on the delivery thread.
        lock(&client.queue).more = true;
        delivery::kick(&client);
    }
    if !client.may_keep() {
        // A no of an earlier run holds for what that left too.
        delivery::wipe(&client);
    }
    Guard { client }
}

impl Drop for Guard {
    fn drop(&mut self) {
        flush::flush_of(&self.client, Duration::from_secs(2));
        if Client::current().is_some_and(|current| Arc::ptr_eq(&current, &self.client)) {
            Client::replace(None);
        }
    }
}
