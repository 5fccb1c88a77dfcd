//! What could not be delivered waits in a folder, one file an entry, so that it survives the end of the process.
//!
//! Several processes may share the folder. None locks it: each looks at what is there before it does anything, and a file that
//! is gone meanwhile was somebody else's turn. Two may load the same entry and send it twice, and the service stores it once.

mod entry;
mod folder;
mod name;
mod others;
mod plan;

use std::{
    collections::BTreeSet,
    io::ErrorKind,
    path::PathBuf,
    sync::{Arc, Mutex},
    thread,
};

use etcetera::BaseStrategy as _;
use unstuck_protocol::hex;
use xxhash_rust::xxh3::xxh3_128;

use self::{
    folder::{Folder, Listed},
    plan::{Found, Fresh, UNREADABLE},
};
use crate::{
    Options,
    client::{Client, lock},
    place::Place,
    platform,
    queue::{Queue, Unkept},
};

/// Disk and queue are never locked at once, so that whoever captures waits for no disk.
pub(crate) struct Store(Option<Mutex<Kept>>);

struct Kept {
    /// `None` where the system has no place for it.
    folder: Option<Folder>,
    /// Keys of files that nobody needs and that could not be removed: they are tried again, and not read.
    done: BTreeSet<u128>,
    /// The folders beside this one were looked at.
    swept: bool,
}

impl Store {
    pub(crate) fn new(options: &Options) -> Self {
        let base = match &options.place {
            Place::Memory => return Self(None),
            Place::At(folder) => Some(folder.clone()),
            Place::Usual => usual(),
        };
        let own = [options.key.as_str(), "\0", &options.endpoint].concat();
        let folder = base.map(|base| Folder(base.join(hex::digits(xxh3_128(own.as_bytes())))));
        Self(Some(Mutex::new(Kept { folder, done: BTreeSet::new(), swept: false })))
    }

    /// A process keeps what waits in any case, so that this is no news.
    pub(crate) fn agree(&self) -> bool {
        false
    }

    pub(crate) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Writes what is not written yet. What can't be stays in the queue and is tried again after the next failure.
    pub(crate) fn save(&self, queue: &Mutex<Queue>) {
        let Some(mut kept) = self.0.as_ref().map(lock) else { return };
        let unkept = lock(queue).unkept();
        if !unkept.is_empty() && kept.folder.as_ref().is_some_and(|folder| folder.make().is_ok()) {
            kept.tidy(queue, &unkept);
        }
    }

    /// Reads what is not in the queue, as far as there is room; false where nothing came.
    pub(crate) fn load(&self, queue: &Mutex<Queue>) -> bool {
        let Some(mut kept) = self.0.as_ref().map(lock) else { return false };
        lock(queue).more && kept.load(queue)
    }

    /// Removes everything of this product, also what an earlier run left.
    pub(crate) fn wipe(&self) {
        let Some(kept) = self.0.as_ref().map(lock) else { return };
        let Some(folder) = &kept.folder else { return };
        let found = folder.list().map(|listed| listed.found).unwrap_or_default();
        for one in found {
            // What can't be removed now is tried again when the person says so again.
            let _ = folder.remove(&one.name.text());
        }
    }

    /// Removes what the queue has settled.
    pub(crate) fn forget(&self, queue: &Mutex<Queue>) {
        let settled = lock(queue).settled();
        if let Some(kept) = self.0.as_ref().filter(|_| !settled.is_empty()) {
            let mut kept = lock(kept);
            kept.done.extend(settled);
            kept.clear();
        }
    }
}

impl Kept {
    /// Carries out a plan for what is there and what is new; gives the files that stay.
    fn tidy(&mut self, queue: &Mutex<Queue>, unkept: &[Unkept]) -> Vec<Found> {
        self.clear();
        let Some(folder) = &self.folder else { return Vec::new() };
        let Ok(listed) = folder.list() else { return Vec::new() };
        for name in &listed.garbage {
            if let Ok(true) = folder.remove(name) {
                lock(queue).lose(UNREADABLE, 1);
            }
        }
        let fresh = |one: &Unkept| Fresh {
            key: one.key,
            kind: one.kind,
            bytes: entry::write(&one.text).len() as u64,
        };
        let fresh: Vec<Fresh> = unkept.iter().map(fresh).collect();
        let plan = plan::plan(listed.found, &fresh, platform::now());
        for at in plan.there {
            lock(queue).set_kept(fresh[at].key, true);
        }
        for (name, reason) in plan.drop {
            let removed = folder.remove(&name.text());
            let Some(reason) = reason else { continue };
            let mut queue = lock(queue);
            // What is in memory is not lost yet, and what could not be removed is there still.
            if !queue.set_kept(name.key, false) && removed.is_ok_and(|ours| ours) {
                queue.lose(reason, 1);
            }
        }
        for (old, new) in &plan.rename {
            let _ = folder.rename(old, new);
        }
        for (at, name) in plan.write {
            if folder.write(&name, &unkept[at].text).is_err() {
                // The disk is full or not to be written: the others would fare no better.
                break;
            }
            if !lock(queue).set_kept(name.key, true) {
                // Delivered in the meantime.
                let _ = folder.remove(&name.text());
            }
        }
        if !fresh.is_empty() {
            folder.sync();
        }
        plan.stay
    }

    fn load(&mut self, queue: &Mutex<Queue>) -> bool {
        let stay = match &self.folder {
            Some(folder) if folder.check().is_ok() => self.tidy(queue, &[]),
            _ => Vec::new(),
        };
        let Some(folder) = &self.folder else { return false };
        if !std::mem::replace(&mut self.swept, true) {
            others::sweep(&folder.0, platform::now());
        }
        let held: BTreeSet<u128> = lock(queue).keys().into_iter().collect();
        let mut came = false;
        for Found { name, .. } in stay {
            if held.contains(&name.key) || self.done.contains(&name.key) {
                continue;
            }
            if !lock(queue).has_room() {
                return came;
            }
            match folder.read(&name) {
                Some(Ok(entry)) => {
                    let taken = lock(queue).take_back(entry);
                    came |= taken;
                    if !taken {
                        self.done.insert(name.key);
                    }
                }
                Some(Err(reason)) => {
                    if let Ok(true) = folder.remove(&name.text()) {
                        lock(queue).lose(reason, 1);
                        came = true;
                    }
                }
                None => {}
            }
        }
        lock(queue).more = false;
        self.clear();
        came
    }

    /// Removes what nobody needs.
    fn clear(&mut self) {
        let Some(folder) = self.folder.as_ref().filter(|_| !self.done.is_empty()) else { return };
        let listed = match folder.list() {
            Ok(listed) => listed,
            Err(error) if error.kind() == ErrorKind::NotFound => Listed::default(),
            Err(_) => return,
        };
        let mut stuck = BTreeSet::new();
        for Found { name, .. } in listed.found {
            if self.done.contains(&name.key) && folder.remove(&name.text()).is_err() {
                stuck.insert(name.key);
            }
        }
        self.done = stuck;
    }
}

/// Where a system keeps a user's state, or else what can be had again: neither is carried to other machines.
fn usual() -> Option<PathBuf> {
    let places = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(places.state_dir().unwrap_or_else(|| places.cache_dir()).join("unstuck"))
}

/// Writes what is not written yet on a thread of its own.
pub(crate) fn save_beside(client: &Arc<Client>) {
    let client = Arc::clone(client);
    // Without a thread the delivery thread may still come to it.
    let _ =
        thread::Builder::new().name("unstuck-save".into()).spawn(move || client.store.save(&client.queue));
}
