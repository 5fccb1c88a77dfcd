//! What a link and its panel go through: the kit's focus traps, outside clicks, renders and keys.

mod host;
mod link;
mod panel;

use std::time::Duration;

use super::stage::Stage;
use crate::Walked;

/// The tests, in the order in which they are walked.
pub const TESTS: [&str; 10] = [
    "visible",
    "Tab",
    "click",
    "host stays",
    "Tab stays",
    "typing",
    "re-render",
    "Escape",
    "focus back",
    "host alive",
];

/// So long a page may take to react.
const SOON: Duration = Duration::from_millis(1500);

/// So long it is watched for what must not happen.
const WATCHED: Duration = Duration::from_millis(200);

const OPEN: &str = "const p = panel(); return !!p && !!p.querySelector('h1,h2')";

/// How a test went.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Its name, one of [`TESTS`].
    pub test: &'static str,
    /// What was seen where it failed.
    pub lost: Option<String>,
}

/// Walks all of them, and tells besides whether the link leads to the right solution.
///
/// # Errors
/// When the page is gone.
pub async fn walk(stage: &Stage<'_>, kind: &str) -> Walked<(Result<(), String>, Vec<Verdict>)> {
    let mut all = Vec::new();
    let mut tell = |test, lost| all.push(Verdict { test, lost });
    tell("visible", link::visible(stage).await?);
    tell("Tab", link::reached(stage).await?);
    tell("click", link::opened(stage).await?);
    let led = link::led(stage, kind).await?;
    if stage.ask(OPEN).await? == true {
        tell("host stays", host::stays(stage, kind).await?);
        tell("Tab stays", panel::held(stage).await?);
        tell("typing", panel::typed(stage).await?);
    } else {
        for test in ["host stays", "Tab stays", "typing"] {
            tell(test, Some("there is no open panel".to_owned()));
        }
    }
    let again = stage.ask("return !!window.kit.rerender").await? == true;
    let kept = if again { panel::kept(stage).await? } else { None };
    tell("Escape", panel::escaped(stage, kind).await?);
    tell("focus back", link::returned(stage).await?);
    let back = if again { link::one(stage).await? } else { host::shown_again(stage, kind).await? };
    tell("re-render", kept.or(back));
    if let Some(lost) = host::alive(stage, kind).await? {
        tell("host alive", lost);
    }
    Ok((led, all))
}

/// What a script says in words, such as the name of an element.
async fn told(stage: &Stage<'_>, script: &str) -> Walked<String> {
    let said = stage.ask(script).await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

fn unless(well: bool, lost: impl Into<String>) -> Option<String> {
    (!well).then(|| lost.into())
}
