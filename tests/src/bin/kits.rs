//! The walk over real UI kits: `cargo run -p unstuck-tests --bin kits [NAME...] [--lang en,zh-CN,ar] [--open]`.
//!
//! With `--open` the pages stay up for a person to look at, and nothing is walked.
//!
//! It never stops at a failure; all are listed below the table, so that each can be mended.

use std::{process::ExitCode, sync::Arc, time::Instant};

use tokio::signal::unix::{SignalKind, signal};
use unstuck_tests::{
    Walked,
    kits::{
        pages, site, table,
        texts::{COMMON, Texts},
        walk,
    },
    service::Service,
};

#[tokio::main]
async fn main() -> Walked<ExitCode> {
    let texts = Texts::read()?;
    let (named, languages, open) = asked(&texts)?;
    let pages = pages::built(&named)?;
    let folder = tempfile::tempdir()?;
    let solutions = folder.path().join("solutions.jsonl");
    std::fs::write(&solutions, texts.catalogue()?)?;
    let service = Service::over(&solutions)?;
    let site = site::over(&service.url, pages.folder.clone()).await?;

    if open {
        for kit in &pages.kits {
            println!("{}/{kit}?lang={}", site.url, languages[0]);
        }
        told_to_stop().await;
        return Ok(ExitCode::SUCCESS);
    }
    let started = Instant::now();
    println!("{}", table::head());
    let walk = walk::all(&pages, &site.url, Arc::new(texts), &languages, |kit, seen| {
        println!("{}", table::line(kit, seen));
    });
    let seen = tokio::select! {
        seen = walk => seen?,
        // The browsers end with the walk, which ends here.
        () = told_to_stop() => return Err("stopped".into()),
    };
    let failures = table::failures(&seen);
    println!();
    failures.iter().for_each(|failure| println!("  {failure}"));
    let took = started.elapsed().as_secs();
    println!("{} failures, {} min {} s", failures.len(), took / 60, took % 60);
    let (figures, well) = table::figures(pages.kits.len(), languages.len(), &seen);
    println!("{figures}");
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn told_to_stop() {
    let Ok(mut terminated) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

/// The kits and languages that were asked for, the common languages where none was, and whether a person wants to look at them.
fn asked(texts: &Texts) -> Walked<(Vec<String>, Vec<String>, bool)> {
    let (mut named, mut languages, mut open) = (Vec::new(), Vec::new(), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--lang" => {
                let list = arguments.next().ok_or("`--lang` wants languages, such as `en,zh-CN`")?;
                languages.extend(list.split(',').map(str::to_owned));
            }
            "--open" => open = true,
            other if other.starts_with('-') => {
                return Err(format!("`{other}` is no option; there are `--lang` and `--open`").into());
            }
            name => named.push(name.to_owned()),
        }
    }
    let known: Vec<String> = texts.languages().map(str::to_owned).collect();
    if let Some(unknown) = languages.iter().find(|language| !known.contains(language)) {
        return Err(format!("no page speaks `{unknown}`; there are: {}", known.join(", ")).into());
    }
    Ok((named, if languages.is_empty() { COMMON.map(str::to_owned).to_vec() } else { languages }, open))
}
