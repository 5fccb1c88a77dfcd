//! The parts that other processes play: this test's own program, started once more.

use std::{
    env,
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use unstuck::{Options, OutcomeKind, Problem, SolutionId, SurfaceKind};

use super::{
    capture,
    service::{HANGS, Service},
};

const PART: &str = "UNSTUCK_TEST_PART";
const FOLDER: &str = "UNSTUCK_TEST_FOLDER";

/// Starts another process that plays a part with a folder.
pub(crate) fn start(part: &str, folder: &Path) -> Child {
    command(&env::current_exe().unwrap(), part, folder).spawn().unwrap()
}

pub(crate) fn command(program: &Path, part: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--ignored", "--exact", "child::plays_its_part", "--nocapture"]);
    command.env(PART, part).env(FOLDER, folder).stdout(Stdio::piped());
    command
}

/// Waits for the end, which must be a good one, and gives the ids that the process told.
pub(crate) fn told(child: Child) -> Vec<String> {
    let ended = child.wait_with_output().unwrap();
    let out = String::from_utf8(ended.stdout).unwrap();
    assert!(ended.status.success(), "{out}");
    out.lines().filter_map(|line| line.strip_prefix("id ")).map(str::to_owned).collect()
}

#[test]
#[ignore = "other tests start it as another process"]
fn plays_its_part() {
    let folder = env::var_os(FOLDER).expect("started by another test");
    let service = Service::answering(503);
    let options = Options::new("pk_test").store(&folder).transport(Box::new(service.clone()));
    let mut out = std::io::stdout();
    // The harness leaves its own line open.
    writeln!(out).unwrap();
    let mut tell = |ids: Vec<String>| ids.iter().for_each(|id| writeln!(out, "id {id}").unwrap());
    match env::var(PART).unwrap().as_str() {
        "offline" => {
            let _guard = unstuck::init(options);
            unstuck::set_tag("contact", "mei.lin@example.com");
            let problem = Problem::new("no mail for mei.lin@example.com");
            let sighting = unstuck::capture_problem(problem, SurfaceKind::None);
            sighting.outcome(&SolutionId::new("the-fix").unwrap(), OutcomeKind::Silent, None);
            sighting.outcome(&SolutionId::new("the-fix").unwrap(), OutcomeKind::Claimed, None);
            tell(vec![sighting.id().as_str().to_owned()]);
            tell(capture(40));
        }
        // Without a folder named, and without any.
        "usual" | "in memory" => {
            let options = Options::new("pk_test").transport(Box::new(service.clone()));
            let usual = env::var(PART).unwrap() == "usual";
            let _guard = unstuck::init(if usual { options } else { options.in_memory() });
            tell(capture(3));
        }
        "hanging" => {
            service.answer(HANGS);
            let _guard = unstuck::init(options);
            tell(capture(3));
        }
        "flood" => {
            let _guard = unstuck::init(options);
            capture(5_000);
            // Until it is killed.
            std::thread::sleep(Duration::from_secs(600));
        }
        "deliver" => {
            service.answer(200);
            let guard = unstuck::init(options);
            assert!(unstuck::flush(Duration::from_secs(30)));
            drop(guard);
            tell(service.delivered());
        }
        "full disk" => super::trouble::on_a_full_disk(Path::new(&folder), &service),
        other => panic!("nobody plays {other}"),
    }
}
