//! What is an error: exactly one link comes, leads to the right solution, and holds out.

use std::time::Duration;

use super::{Seen, stage::Stage, survival};
use crate::Walked;

/// So long the first link has to come; the WebAssembly is fetched in between, beside other browsers.
const COLD: Duration = Duration::from_secs(3);
/// So long a second one has to come, which would be one too many.
const MORE: Duration = Duration::from_millis(200);

/// Shows one kind of error on a fresh page, as a person meets it.
///
/// # Errors
/// When the page does not show it.
pub async fn walk(stage: &Stage<'_>, kind: &str) -> Walked<Seen> {
    stage.open().await?;
    stage.show(kind).await?;
    if !stage.soon("return linked().length > 0", COLD).await? {
        return Ok(Seen::Error { links: 0, found: Err("no link came".to_owned()), survived: Vec::new() });
    }
    tokio::time::sleep(MORE).await;
    let links = stage.links().await?;
    let (led, survived) = survival::walk(stage, kind).await?;
    let found = match links {
        1 => led,
        0 => Err("the link came and went".to_owned()),
        many => Err(format!("{many} links came")),
    };
    Ok(Seen::Error { links, found, survived })
}
