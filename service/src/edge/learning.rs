//! Learning from the log of votes, beside the answering: a thread a product.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags};
use unstuck_protocol::{ProductId, Revision, SolutionId};
use unstuck_resolver::learn::{Intent, Learner, Outcome};

use crate::{
    catalogue::Live,
    store::votes::{self, Kind, Vote},
};

/// How often the log is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How long new knowledge may wait while more of the log is read.
const PUBLISH: Duration = Duration::from_secs(2);
/// Entries read at once.
const ENTRIES: usize = 500;

/// Reads the log for as long as somebody serves the product. After its solutions have changed, all of it anew.
pub fn follow(live: &Arc<Live>, product: ProductId, data: &Path) {
    let live = Arc::downgrade(live);
    let file = data.join("unstuck.db");
    std::thread::spawn(move || {
        let mut follower = Follower { product, file, database: None, learner: None, read: 0, stale: None };
        loop {
            std::thread::sleep(LOOK);
            let Some(live) = live.upgrade() else { return };
            follower.look(&live);
        }
    });
}

struct Follower {
    product: ProductId,
    file: PathBuf,
    database: Option<Connection>,
    /// With the solutions it learns about.
    learner: Option<(Revision, Learner)>,
    /// The last entry that was read.
    read: i64,
    /// Since when something is known that does not serve yet.
    stale: Option<Instant>,
}

impl Follower {
    fn look(&mut self, live: &Live) {
        let served = live.current();
        let catalogue = served.resolver.catalogue();
        if self.learner.as_ref().is_none_or(|(revision, _)| revision != catalogue.revision()) {
            let cold = live.unlearned(catalogue.clone());
            self.learner = Some((catalogue.revision().clone(), Learner::over(cold)));
            self.read = 0;
        }
        loop {
            // What can't be read now is read later; the store itself says what is wrong with the disk.
            let Ok(entries) = self.entries() else {
                self.database = None;
                return;
            };
            let Some((_, learner)) = &mut self.learner else { return };
            for vote in &entries {
                self.read = vote.seq;
                let Ok(solution) = SolutionId::new(vote.solution.as_str()) else { continue };
                if learn(learner, vote, &solution) {
                    self.stale.get_or_insert_with(Instant::now);
                }
            }
            let done = entries.len() < ENTRIES;
            if self.stale.is_some_and(|since| done || since.elapsed() >= PUBLISH) {
                live.publish(learner.resolver());
                self.stale = None;
            }
            if done {
                return;
            }
        }
    }

    fn entries(&mut self) -> rusqlite::Result<Vec<Vote>> {
        let database = match self.database.take() {
            Some(database) => database,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let database = Connection::open_with_flags(&self.file, flags)?;
                database.busy_timeout(LOOK)?;
                database
            }
        };
        let entries = votes::read(&database, self.product.as_str(), self.read, ENTRIES)?;
        self.database = Some(database);
        Ok(entries)
    }
}

/// Whether it changed what is answered or predicted.
fn learn(learner: &mut Learner, vote: &Vote, solution: &SolutionId) -> bool {
    let Vote { text, scene, about, voices, day, .. } = vote;
    match vote.kind {
        Kind::Ended(kind) => {
            learner.outcome(&Outcome { text, scene, solution, kind, about: *about, voices, day: *day })
        }
        Kind::Chosen => learner.intent(&Intent { scene, solution, voices, day: *day }),
    }
}
