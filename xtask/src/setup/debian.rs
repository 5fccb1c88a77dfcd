//! Packages of Debian and Ubuntu, as root or with sudo.

use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::fault::Fault;
use crate::{Outcome, process};

/// Installs packages with apt-get; says first what and why.
pub(super) fn install(packages: &[&str], why: &str) -> Outcome {
    let by_hand = format!("By hand, as root: apt-get update && apt-get install {}", packages.join(" "));
    if process::on_path(&["apt-get"]).is_none() {
        return Err(Fault::new(
            "UNSTUCK-X150",
            format!("{} must be installed ({why}), and this system has no apt-get", packages.join(" and ")),
            "Install the same with your system's package manager, then run the command again.",
        ));
    }
    let prefix = rights().ok_or_else(|| {
        Fault::new(
            "UNSTUCK-X151",
            format!(
                "{} must be installed ({why}), and you are neither root nor allowed to use sudo",
                packages.join(" and ")
            ),
            format!("{by_hand}\nThen run the command again."),
        )
    })?;
    println!("        apt-get install {} ({why})", packages.join(" "));
    let lists_empty = std::fs::read_dir("/var/lib/apt/lists")
        .map(|mut entries| {
            !entries
                .any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().contains("_dists_")))
        })
        .unwrap_or(true);
    if !lists_empty
        && get(prefix, &[&["install", "-y", "--no-install-recommends"], packages].concat()).is_ok()
    {
        return Ok(());
    }
    // Absent or old package lists are the usual reason for a first failure.
    let next = format!("Check that your Debian mirror can be reached (`apt-get update` shows it). {by_hand}");
    get(prefix, &["update"]).map_err(|what| Fault::new("UNSTUCK-X152", what, next.clone()))?;
    get(prefix, &[&["install", "-y", "--no-install-recommends"], packages].concat())
        .map_err(|what| Fault::new("UNSTUCK-X153", what, next))
}

fn get(prefix: &[&str], arguments: &[&str]) -> Result<(), String> {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"], arguments].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    process::run(&mut command, "UNSTUCK-X152", "")
        .map_err(|_| format!("`{}` failed; its words stand above", process::shown(&command)))
}

/// What has to stand before a command that needs root: nothing, sudo, or no way.
fn rights() -> Option<&'static [&'static str]> {
    let user = process::output(Command::new("id").arg("-u"), "UNSTUCK-X151", "").unwrap_or_default();
    if user.trim() == "0" {
        return Some(&[]);
    }
    process::on_path(&["sudo"])?;
    if process::output(Command::new("sudo").args(["-n", "true"]), "UNSTUCK-X151", "").is_ok() {
        return Some(&["sudo", "-n"]);
    }
    // Only a person at a terminal can type a password.
    std::io::stdin().is_terminal().then_some(&["sudo"])
}

/// Whether this is Ubuntu, whose `chromium` package is only a pointer to a snap.
pub(super) fn is_ubuntu() -> bool {
    std::fs::read_to_string(Path::new("/etc/os-release")).is_ok_and(|text| says_ubuntu(&text))
}

fn says_ubuntu(os_release: &str) -> bool {
    os_release.lines().any(|line| line.trim() == "ID=ubuntu" || line.trim() == "ID=\"ubuntu\"")
}

#[cfg(test)]
mod tests {
    use super::says_ubuntu;

    #[test]
    fn tells_ubuntu_from_debian() {
        assert!(says_ubuntu("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n"));
        assert!(!says_ubuntu("NAME=\"Debian\"\nID=debian\n"));
    }
}
