//! Disks that are full, folders that are gone or not to be written, and files that are none of ours.

use std::{
    env, fs,
    io::Write as _,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use unstuck::{Options, Problem, SurfaceKind};

use super::{Folder, SOON, alone, capture, child, options, service::Service, until};

/// What the process on a disk of 128 KB lives through.
pub(super) fn on_a_full_disk(folder: &Path, service: &Arc<Service>) {
    let lost = Arc::new(Mutex::new(Vec::new()));
    let heard = lost.clone();
    let options = Options::new("pk_test").store(folder).transport(Box::new(service.clone()));
    let guard =
        unstuck::init(options.on_loss(move |why, count| heard.lock().unwrap().push((why.to_owned(), count))));
    let large = |n: usize| Problem::new(format!("{n} {}", "word ".repeat(700))).code(format!("LARGE_{n}"));
    let captured: Vec<_> = (0..60).map(|n| unstuck::capture_problem(large(n), SurfaceKind::None)).collect();
    assert!(!unstuck::flush(SOON));
    let product = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let names: Vec<_> = fs::read_dir(product).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!((5..55).contains(&names.len()), "the disk was not full: {}", names.len());
    assert!(names.iter().all(|name| name.to_string_lossy().ends_with(".report")), "{names:?}");
    service.answer(200);
    assert!(unstuck::flush(SOON));
    let delivered = service.delivered();
    assert!(captured.iter().all(|one| delivered.contains(&one.id().as_str().to_owned())));
    drop(guard);
    assert!(lost.lock().unwrap().is_empty(), "{lost:?}");
}

#[test]
fn a_full_disk_costs_nothing_that_is_in_memory() {
    let _alone = alone();
    let folder = Folder::new("full");
    // A disk of its own, that no other process sees and that goes with the process.
    let ways: [&[&str]; 2] = [&["-m"], &["-U", "-r", "-m"]];
    let script = "mount -t tmpfs -o size=128k tmpfs \"$UNSTUCK_TEST_FOLDER\" || exit 77; exec \"$0\" \"$@\"";
    for way in ways {
        let program = env::current_exe().unwrap();
        let played = child::command(&program, "full disk", &folder.0);
        let mut command = Command::new("unshare");
        command.args(way).args(["sh", "-c", script]).arg(program).args(played.get_args());
        command.envs(played.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let Ok(ended) = command.output() else { break };
        let text =
            String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        if ended.status.success() {
            assert!(text.contains("1 passed"), "{text}");
            return;
        }
        // Whoever may not have a namespace of its own never comes as far as the test.
        assert!(!text.contains("running 1 test"), "{text}");
    }
    // Past the harness, which would show it for a failure only.
    let _ = writeln!(std::io::stderr(), "NOT RUN: a full disk, since this user may not mount a small one");
}

#[test]
fn without_a_folder_all_goes_on_in_memory() {
    let _alone = alone();
    let folder = Folder::new("nowhere");
    let file = folder.0.join("file");
    fs::write(&file, "no folder").unwrap();
    let service = Service::answering(503);
    let guard = unstuck::init(options(&folder, &service).store(&file));
    let captured = capture(5);
    assert!(!unstuck::flush(SOON));
    service.answer(200);
    assert!(unstuck::flush(SOON));
    assert_eq!(service.delivered(), captured);
    drop(guard);
    assert_eq!(fs::read_to_string(&file).unwrap(), "no folder");
}

#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let _alone = alone();
    let (folder, other) = (Folder::new("link"), Folder::new("elsewhere"));
    let service = Service::answering(503);
    drop(unstuck::init(options(&folder, &service)));
    let guard = unstuck::init(options(&folder, &service));
    capture(1);
    until("it is kept", || folder.names().len() == 1);
    let product = folder.product();
    fs::remove_dir_all(&product).unwrap();
    std::os::unix::fs::symlink(&other.0, &product).unwrap();
    capture(3);
    assert!(!unstuck::flush(SOON));
    drop(guard);
    assert_eq!(fs::read_dir(&other.0).unwrap().count(), 0);
}

#[test]
fn a_folder_that_is_removed_meanwhile_costs_nothing_and_comes_back() {
    let _alone = alone();
    let folder = Folder::new("removed");
    let service = Service::answering(503);
    let guard = unstuck::init(options(&folder, &service));
    let mut captured = capture(3);
    until("all of it is kept", || folder.names().len() == 3);
    fs::remove_dir_all(folder.product()).unwrap();
    captured.extend(capture(2));
    until("the folder is back", || folder.names().len() >= 2);
    service.answer(200);
    assert!(unstuck::flush(SOON));
    let mut delivered = service.delivered();
    delivered.sort();
    captured.sort();
    assert_eq!(delivered, captured);
    drop(guard);
    assert!(folder.names().is_empty());
}

#[test]
fn what_is_no_entry_is_removed_and_counted_and_never_in_the_way() {
    let _alone = alone();
    let folder = Folder::new("garbage");
    let guard = unstuck::init(options(&folder, &Service::answering(503)));
    let captured = capture(4);
    drop(guard);
    let product = folder.product();
    let (name, good) = folder.entries().remove(0);
    // Other keys under good stamps: the place of the key is after the 16 digits of time.
    let other = |n: usize| product.join(format!("{}-{n:032x}.report", &name[..16]));
    fs::write(other(1), &good.as_bytes()[..good.len() / 2]).unwrap();
    fs::write(other(2), b"\xff\xfe\x00 no text").unwrap();
    fs::write(other(3), "").unwrap();
    fs::write(other(4), &good).unwrap();
    fs::write(other(5), "x".repeat(1 << 20)).unwrap();
    fs::write(other(6), good.replacen("unstuck 1 ", "unstuck 2 ", 1)).unwrap();
    fs::write(product.join("notes.report"), &good).unwrap();
    fs::create_dir(other(7)).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", other(8)).unwrap();
    assert!(Command::new("mkfifo").arg(other(9)).status().unwrap().success());
    let age = format!("{:016x}-{:032x}.report", 1_000_000_000_000_u64, 10);
    fs::write(product.join(age), &good).unwrap();
    // What others leave is left alone, as is what is being written now.
    fs::write(product.join(".DS_Store"), "theirs").unwrap();
    fs::write(product.join("new.report.part"), "half").unwrap();
    fs::write(product.join("old.report.part"), "half").unwrap();
    let old = fs::File::options().write(true).open(product.join("old.report.part")).unwrap();
    old.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();

    let service = Service::answering(200);
    let guard = unstuck::init(options(&folder, &service));
    assert!(unstuck::flush(SOON));
    drop(guard);
    assert_eq!(service.delivered(), captured);
    let lost = ["unreadable", "too-large", "another-version", "expired"].map(|reason| service.lost(reason));
    assert_eq!(lost, [8, 1, 1, 1]);
    let mut left: Vec<_> =
        fs::read_dir(product).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, [".DS_Store", "new.report.part"]);
}
