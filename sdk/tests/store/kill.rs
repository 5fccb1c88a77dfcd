//! A process is killed while it writes, again and again.

use std::collections::BTreeSet;

use super::{Folder, alone, child, id, options, service::Service, text, until};

#[test]
fn a_process_that_is_killed_while_it_writes_leaves_whole_entries_or_none() {
    let _alone = alone();
    let folder = Folder::new("kill");
    for round in 0..10 {
        let before: BTreeSet<String> = folder.names().into_iter().map(|(name, _)| name).collect();
        let mut child = child::start("flood", &folder.0);
        until("the child writes", || {
            let names = folder.names();
            // Also while it is written, nothing half written is to be seen.
            if let Some((name, Some(text))) = names.last().map(|(name, path)| (name, text(path))) {
                id(name, &text);
            }
            names.iter().filter(|(name, _)| !before.contains(name)).count() > 1 + round * 9
        });
        child.kill().unwrap();
        child.wait().unwrap();
        folder.ids();
    }
    let there: BTreeSet<String> = folder.ids().into_iter().collect();
    assert!(there.len() > 100, "{}", there.len());

    let service = Service::answering(200);
    let guard = unstuck::init(options(&folder, &service));
    assert!(unstuck::flush(super::SOON));
    drop(guard);
    let delivered: BTreeSet<String> = service.delivered().into_iter().collect();
    assert_eq!(delivered, there);
    assert!(folder.names().is_empty());
    assert_eq!(service.lost("unreadable"), 0);
}
