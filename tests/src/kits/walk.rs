//! All kits, a few at a time, each in a browser of its own.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Semaphore, task::JoinSet, time::timeout};

use super::{Seen, Sighting, calm, error, pages::Pages, stage::Stage, texts::Texts};
use crate::{Walked, browser::Browser};

/// Browsers at a time: most of a walk is waiting for what must not happen, so more than there are cores.
const BROWSERS: usize = 3;
/// What takes longer hangs.
const LONGEST: Duration = Duration::from_secs(90);

/// Walks every kit in every language, and gives what was seen of each kit as soon as it is known, in the kits' order.
///
/// # Errors
/// When a kit's walk panics.
pub async fn all(
    pages: &Pages,
    site: &str,
    texts: Arc<Texts>,
    languages: &[String],
    mut each: impl FnMut(&str, &[Sighting]),
) -> Walked<Vec<Sighting>> {
    let turns = Arc::new(Semaphore::new(BROWSERS));
    let mut walks = JoinSet::new();
    for (at, kit) in pages.kits.iter().enumerate() {
        let (kit, languages, site) = (kit.clone(), languages.to_vec(), site.to_owned());
        let (texts, turns, built) = (texts.clone(), turns.clone(), pages.is_built(&kit));
        walks.spawn(async move {
            let _turn = turns.acquire_owned().await;
            let seen = if built {
                in_browser(&kit, &languages, &site, &texts).await
            } else {
                vec![broken(
                    &kit,
                    &languages.join(","),
                    "page",
                    "esbuild could not build it; its words stand above",
                )]
            };
            (at, seen)
        });
    }
    let mut seen: Vec<Option<Vec<Sighting>>> = vec![None; pages.kits.len()];
    let mut told = 0;
    while let Some(walk) = walks.join_next().await {
        let (at, sightings) = walk?;
        seen[at] = Some(sightings);
        while let Some(Some(sightings)) = seen.get(told) {
            each(&pages.kits[told], sightings);
            told += 1;
        }
    }
    Ok(seen.into_iter().flatten().flatten().collect())
}

async fn in_browser(kit: &str, languages: &[String], site: &str, texts: &Texts) -> Vec<Sighting> {
    let mut seen = Vec::new();
    let mut open: Option<Browser> = None;
    for language in languages {
        let browser = match open.take() {
            Some(browser) => browser,
            None => match Browser::start("en").await {
                Ok(browser) => browser,
                Err(trouble) => {
                    seen.push(broken(kit, language, "page", &trouble.to_string()));
                    continue;
                }
            },
        };
        let stage = Stage { browser: &browser, site, texts, kit, language };
        match one(&stage, &mut seen).await {
            Ok(()) => open = Some(browser),
            // What hangs would hang the next page too.
            Err(trouble) => {
                seen.push(broken(kit, language, "page", &trouble.to_string()));
                let _ = timeout(LONGEST, browser.quit()).await;
            }
        }
    }
    if let Some(browser) = open {
        let _ = browser.quit().await;
    }
    seen
}

/// Walks a kit in one language; fails where nothing more can be seen of it.
async fn one(stage: &Stage<'_>, all: &mut Vec<Sighting>) -> Walked {
    let mut tell = |kind: String, seen| {
        all.push(Sighting { kit: stage.kit.to_owned(), language: stage.language.to_owned(), kind, seen });
    };
    let (errors, calm) = within(stage.open()).await??;
    for kind in errors {
        let seen = match within(error::walk(stage, &kind)).await? {
            Ok(seen) => seen,
            Err(trouble) => Seen::Broken(trouble.to_string()),
        };
        tell(kind, seen);
    }
    for (kind, seen) in within(calm::walk(stage, &calm)).await?? {
        tell(kind, seen);
    }
    Ok(())
}

async fn within<T>(walk: impl Future<Output = T>) -> Walked<T> {
    timeout(LONGEST, walk)
        .await
        .map_err(|_| format!("it hangs, for more than {} s", LONGEST.as_secs()).into())
}

fn broken(kit: &str, language: &str, kind: &str, why: &str) -> Sighting {
    Sighting {
        kit: kit.to_owned(),
        language: language.to_owned(),
        kind: kind.to_owned(),
        seen: Seen::Broken(why.to_owned()),
    }
}
