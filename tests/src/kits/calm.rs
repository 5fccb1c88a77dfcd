//! What is no error: nothing may come.

use std::time::Duration;

use super::{Seen, stage::Stage};
use crate::Walked;

/// So long a link has to come: kits animate in, and set classes and texts late.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows one calm kind after the other, with the WebAssembly warm, and counts the links of each.
///
/// # Errors
/// When the page can't be opened or warmed.
pub async fn walk(stage: &Stage<'_>, kinds: &[String]) -> Walked<Vec<(String, Seen)>> {
    let mut all = Vec::new();
    let mut clean = false;
    for kind in kinds {
        if !clean {
            stage.open().await?;
            stage.warm().await?;
        }
        let seen = match look(stage, kind).await {
            Ok(links) => Seen::Calm(links),
            Err(trouble) => Seen::Broken(trouble.to_string()),
        };
        // One page does for all, as long as it takes away what it showed.
        clean = matches!(seen, Seen::Calm(0)) && matches!(stage.hide(kind).await, Ok(true));
        all.push((kind.clone(), seen));
    }
    Ok(all)
}

async fn look(stage: &Stage<'_>, kind: &str) -> Walked<usize> {
    stage.show(kind).await?;
    tokio::time::sleep(PATIENCE).await;
    stage.links().await
}
