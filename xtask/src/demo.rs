//! `cargo xtask demo`: the service and the demo app on this machine, ready to be opened.

mod child;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use self::child::Child;
use crate::fault::Fault;
use crate::{Outcome, build, place, process, setup};

/// How long the two programs may take to answer, seconds.
const PATIENCE: u64 = 60;

#[derive(Args)]
pub(crate) struct Options {
    /// Port of the demo app on 127.0.0.1; 0 lets the system choose.
    #[arg(long, default_value_t = 7300, value_name = "N")]
    port: u16,
}

pub(crate) fn command(options: &Options) -> Outcome {
    // Looked at before anything is built: nobody should wait minutes to hear this.
    drop(listen(options.port)?);
    setup::ensure(false)?;
    build::all()?;
    println!("build   the service and the demo's API");
    process::run(
        process::cargo("target").args([
            "build",
            "--package",
            "unstuck-service",
            "--package",
            "unstuck-demo-api",
        ]),
        "UNSTUCK-X301",
        "The compiler's words stand above; mend the code and run the command again.",
    )?;

    let stop = Arc::new(AtomicBool::new(false));
    let signalled = Arc::clone(&stop);
    ctrlc::set_handler(move || signalled.store(true, Ordering::SeqCst)).map_err(|error| {
        Fault::new(
            "UNSTUCK-X302",
            format!("signals can't be handled: {error}"),
            "Run the command from a plain terminal.",
        )
    })?;

    // Both are held until just before the programs start, so that they can't be the same.
    let (demo_socket, service_socket) = (listen(options.port)?, listen(0)?);
    let (demo, service) = (address(&demo_socket)?, address(&service_socket)?);
    drop((demo_socket, service_socket));
    let mut children = start(demo, service)?;
    let outcome = watch(&mut children, [service, demo], &stop, demo);
    Child::end(&mut children);
    outcome
}

fn start(demo: SocketAddr, service: SocketAddr) -> Outcome<[Child; 2]> {
    let mut serve = Command::new(place::at("target/debug/unstuck"));
    serve.current_dir(place::at("")).arg("serve");
    serve.args([
        "--solutions",
        "demo/solutions",
        "--data",
        "target/demo-data",
        "--listen",
        &service.to_string(),
    ]);
    let mut api = Command::new(place::at("target/debug/unstuck-demo-api"));
    api.current_dir(place::at("")).args(["--listen", &demo.to_string(), "--static", "target/demo"]);
    api.args(["--service", &format!("http://{service}")]);
    // Were the second not to start, the first is ended by its handle's drop.
    let first = Child::start("service", serve)?;
    Ok([first, Child::start("demo", api)?])
}

/// Waits until both answer, says where to go, and then until a signal or the end of one of them.
fn watch(children: &mut [Child; 2], doors: [SocketAddr; 2], stop: &AtomicBool, demo: SocketAddr) -> Outcome {
    let start = Instant::now();
    let mut ready = [false, false];
    let mut told = false;
    while !stop.load(Ordering::SeqCst) {
        for child in children.iter_mut() {
            if let Some(status) = child.ended()? {
                // A signal from the terminal reaches the children too, and they may be quicker than we are.
                thread::sleep(Duration::from_millis(200));
                if stop.load(Ordering::SeqCst) {
                    return Ok(());
                }
                return Err(Fault::new(
                    "UNSTUCK-X303",
                    format!(
                        "the {} ended by itself with {status}; its last lines:\n{}",
                        child.name(),
                        child.last_lines()
                    ),
                    "Its own words above say why; mend that and run `cargo xtask demo` again.",
                ));
            }
        }
        if !told {
            for (at, path) in ["/readyz", "/"].into_iter().enumerate() {
                ready[at] = ready[at] || child::answers(doors[at], path);
            }
            if ready == [true, true] {
                told = true;
                children.iter().for_each(Child::hush);
                println!("open http://{demo}/");
            } else if start.elapsed() > Duration::from_secs(PATIENCE) {
                let slow = &children[usize::from(ready[0])];
                return Err(Fault::new(
                    "UNSTUCK-X304",
                    format!(
                        "the {} did not answer within {PATIENCE} s; its last lines:\n{}",
                        slow.name(),
                        slow.last_lines()
                    ),
                    "If the machine is busy, try again; else its own words above say why.",
                ));
            }
        }
        thread::sleep(Duration::from_millis(if told { 250 } else { 50 }));
    }
    Ok(())
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let next = if error.kind() == std::io::ErrorKind::PermissionDenied {
            "Ports below 1024 belong to root: choose one above, such as `cargo xtask demo --port 7300`.".to_owned()
        } else {
            format!("End what listens there (`ss -ltnp 'sport = :{port}'` names it), or choose another: `cargo xtask demo --port {}`.", port.saturating_add(1))
        };
        Fault::new("UNSTUCK-X305", format!("port {port} of 127.0.0.1 can't be used: {error}"), next)
    })
}

fn address(listener: &TcpListener) -> Outcome<SocketAddr> {
    listener.local_addr().map_err(|error| {
        Fault::new("UNSTUCK-X306", format!("a socket has no address: {error}"), "Run the command again.")
    })
}
