//! A process ends, and the next one delivers what it left.

use std::{fs, os::unix::fs::PermissionsExt as _, time::Instant};

use super::{Folder, alone, capture, child, options, service::Service, until};

#[test]
fn what_a_process_could_not_deliver_is_delivered_by_the_next_one() {
    let _alone = alone();
    let folder = Folder::new("restart");
    let captured = child::told(child::start("offline", &folder.0));
    let entries = folder.entries();
    assert_eq!(captured.len(), 41);
    // 41 reports, and of two words about one solution the last.
    assert_eq!(entries.len(), 42, "{entries:?}");
    let words: Vec<_> = entries.iter().filter(|(name, _)| name.ends_with(".outcome")).collect();
    assert!(words.len() == 1 && words[0].1.contains("claimed"), "{words:?}");
    assert!(entries.iter().any(|(_, text)| text.contains("no mail for")));
    assert!(!entries.iter().any(|(_, text)| text.contains("mei.lin")), "something private is at rest");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.product()), 0o700);
    for file in fs::read_dir(folder.product()).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }

    let service = Service::answering(200);
    let guard = unstuck::init(options(&folder, &service));
    until("all of it is delivered", || service.delivered().len() == 42);
    until("its files are gone", || folder.names().is_empty());
    drop(guard);
    let mut delivered = service.delivered();
    delivered.retain(|id| id.starts_with("r_"));
    delivered.sort();
    let mut captured = captured;
    captured.sort();
    assert_eq!(delivered, captured);
    assert_eq!(service.lost("unreadable"), 0);
}

#[test]
fn a_process_whose_requests_hang_keeps_its_reports_before_it_ends() {
    let _alone = alone();
    let folder = Folder::new("hanging");
    let started = Instant::now();
    let mut captured = child::told(child::start("hanging", &folder.0));
    assert!(started.elapsed().as_secs() < 20, "the end waited for the network");
    let mut kept = folder.ids();
    captured.sort();
    kept.sort();
    assert_eq!(kept, captured);
}

#[test]
fn another_key_or_endpoint_has_a_folder_of_its_own() {
    let _alone = alone();
    let folder = Folder::new("apart");
    let away = Service::answering(503);
    let guard = unstuck::init(options(&folder, &away));
    let captured = capture(1);
    drop(guard);
    let service = Service::answering(200);
    drop(unstuck::init(options(&folder, &service).endpoint("https://other.example.com")));
    assert!(service.delivered().is_empty(), "it went to another service");
    drop(unstuck::init(options(&folder, &service)));
    assert_eq!(service.delivered(), captured);
}

#[test]
fn the_usual_place_is_the_users_and_in_memory_nothing_is_kept() {
    let _alone = alone();
    let folder = Folder::new("home");
    let at_home = |part: &str| {
        let mut command = child::command(&std::env::current_exe().unwrap(), part, &folder.0);
        let child = command.env("HOME", &folder.0).env_remove("XDG_STATE_HOME").spawn().unwrap();
        assert_eq!(child::told(child).len(), 3);
    };
    at_home("in memory");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
    at_home("usual");
    let places = [".local/state/unstuck", "Library/Caches/unstuck"].map(|place| folder.0.join(place));
    let products = places.iter().filter_map(|place| fs::read_dir(place).ok()).flatten();
    let files: usize = products.map(|product| fs::read_dir(product.unwrap().path()).unwrap().count()).sum();
    assert_eq!(files, 3);
}

#[test]
fn what_is_refused_for_good_is_not_kept() {
    let _alone = alone();
    let folder = Folder::new("refused");
    let service = Service::answering(503);
    let guard = unstuck::init(options(&folder, &service));
    capture(3);
    until("all of it is kept", || folder.names().len() == 3);
    service.answer(400);
    assert!(unstuck::flush(super::SOON));
    assert!(folder.names().is_empty());
    drop(guard);
}

#[test]
fn two_processes_share_a_folder_and_neither_loses_anything() {
    let _alone = alone();
    let folder = Folder::new("shared");
    let pair = |part: &str| [child::start(part, &folder.0), child::start(part, &folder.0)].map(child::told);
    let mut captured = pair("offline").concat();
    captured.sort();
    let mut kept = folder.ids();
    kept.retain(|id| id.starts_with("r_"));
    kept.sort();
    assert_eq!(kept, captured);
    // One more comes while two deliver.
    let writer = child::start("offline", &folder.0);
    let mut delivered = pair("deliver").concat();
    let late = child::told(writer);
    delivered.extend(child::told(child::start("deliver", &folder.0)));
    for id in captured.iter().chain(&late) {
        assert!(delivered.contains(id), "{id} was lost between two");
    }
    assert!(folder.names().is_empty());
}
