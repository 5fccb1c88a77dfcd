//! No more than the limits, and nothing forever.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use unstuck_protocol::limits;

use super::{Folder, SOON, alone, capture, options, service::Service, until};

/// Writes an entry as a process before this one would have.
fn leave(product: &Path, stamp: u64, n: usize) -> String {
    let id = format!("r_left_{n}");
    let text = format!(r#"{{"id":"{id}","at":7,"problem":{{"message":"failure {n}"}},"fingerprint":"f"}}"#);
    let hash = |text: &str| format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes()));
    let name = format!("{stamp:016x}-{}.report", hash(&id));
    fs::write(product.join(name), format!("unstuck {} {}\n{text}", limits::WIRE_VERSION, hash(&text)))
        .unwrap();
    id
}

/// The folder of the product, with one entry, and the stamp of that one.
fn begun(folder: &Folder) -> (std::path::PathBuf, u64) {
    let guard = unstuck::init(options(folder, &Service::answering(503)));
    capture(1);
    drop(guard);
    let stamp = u64::from_str_radix(&folder.entries()[0].0[..16], 16).unwrap();
    (folder.product(), stamp)
}

#[test]
fn more_than_the_limit_is_cut_to_the_newest_and_counted() {
    let _alone = alone();
    let folder = Folder::new("bounds");
    let (product, now) = begun(&folder);
    let left: Vec<String> =
        (0..limits::STORE_ENTRIES + 100).map(|n| leave(&product, now - 5_000 + n as u64, n)).collect();
    let service = Service::answering(503);
    let guard = unstuck::init(options(&folder, &service));
    let last = capture(1);
    until("the oldest are gone", || folder.names().len() == limits::STORE_ENTRIES);
    assert!(!unstuck::flush(SOON));
    let there = folder.ids();
    assert!(there.contains(&last[0]), "the newest went");
    assert!(!there.contains(&left[50]), "an old one stayed");
    service.answer(200);
    assert!(unstuck::flush(SOON));
    let mut delivered = service.delivered();
    delivered.sort();
    delivered.dedup();
    drop(guard);
    // One of them was in memory all the time, and so is not lost: what is lost and what arrived is all there was.
    let lost = usize::try_from(service.lost("store-full")).unwrap();
    assert_eq!(delivered.len() + lost, limits::STORE_ENTRIES + 102);
    assert!(lost > 0 && folder.names().is_empty());
}

#[test]
fn what_another_product_left_goes_when_nobody_comes_for_it() {
    let _alone = alone();
    let folder = Folder::new("forsaken");
    let (product, now) = begun(&folder);
    leave(&product, now, 1);
    let names = || fs::read_dir(&product).into_iter().flatten().count();
    let age = |name: String, millis: u64| {
        let file = fs::File::options().write(true).open(product.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_millis(millis)).unwrap();
    };
    fs::write(product.join("notes.txt"), "somebody else's").unwrap();
    age(folder.names()[0].0.clone(), limits::STORE_AGE_MILLIS * 2 + 60_000);
    age(folder.names()[1].0.clone(), limits::STORE_AGE_MILLIS);
    age("notes.txt".into(), limits::STORE_AGE_MILLIS * 9);
    let other =
        || drop(unstuck::init(options(&folder, &Service::answering(200)).endpoint("https://x.example.com")));
    other();
    assert_eq!(names(), 2, "the older entry goes alone");
    age(folder.names()[0].0.clone(), limits::STORE_AGE_MILLIS * 3);
    fs::remove_file(product.join("notes.txt")).unwrap();
    other();
    assert!(!product.exists(), "an empty folder stays");
}

#[test]
fn an_entry_of_the_future_is_delivered_and_does_not_hold_up_the_others() {
    let _alone = alone();
    let folder = Folder::new("future");
    let (product, now) = begun(&folder);
    let year = 365 * 24 * 60 * 60 * 1000;
    let future = leave(&product, now + 70 * year, 1);
    let end_of_time = leave(&product, u64::MAX, 2);
    let guard = unstuck::init(options(&folder, &Service::answering(503)));
    until("it has a name of the present", || {
        folder.entries().iter().all(|(name, _)| u64::from_str_radix(&name[..16], 16).unwrap() < now + year)
    });
    drop(guard);
    let service = Service::answering(200);
    drop(unstuck::init(options(&folder, &service)));
    assert_eq!(service.delivered()[1..], [future, end_of_time]);
}
