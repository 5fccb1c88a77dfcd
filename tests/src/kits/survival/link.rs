//! The link: it is seen, reached and clicked, leads to the right place, and is there again afterwards.

use std::time::Duration;

use thirtyfour::Key;

use super::{OPEN, SOON, WATCHED, told, unless};
use crate::{
    Walked,
    kits::{stage::Stage, texts},
};

/// More than the stops of any page here.
const MOST_TABS: usize = 40;

const LINK: &str = "return linked()[0]";

pub(super) async fn visible(stage: &Stage<'_>) -> Walked<Option<String>> {
    if stage.soon("const l = linked()[0]; return !!l && stands(l) && hit(l)", SOON).await? {
        return Ok(None);
    }
    let over = told(
        stage,
        "const l = linked()[0]; return !l ? 'it is gone' : !stands(l) ? 'it is not in the window' : 'over it lies ' + called(at(spot(l)))",
    );
    Ok(Some(over.await?))
}

pub(super) async fn reached(stage: &Stage<'_>) -> Walked<Option<String>> {
    for _ in 0..MOST_TABS {
        stage.browser.press(Key::Tab).await?;
        if stage.ask("return linked().includes(focus())").await? == true {
            return Ok(None);
        }
    }
    let focus = told(stage, "return called(focus())").await?;
    Ok(Some(format!("not reached in {MOST_TABS} presses; the focus is on {focus}")))
}

pub(super) async fn opened(stage: &Stage<'_>) -> Walked<Option<String>> {
    if !stage.click(LINK).await.unwrap_or(false) {
        return Ok(Some("there is no link to click".to_owned()));
    }
    let well = stage.soon(OPEN, SOON).await?;
    Ok(unless(well, "no panel opens"))
}

/// Whether the panel shows the right solution; a script opens it where the mouse could not.
pub(super) async fn led(stage: &Stage<'_>, kind: &str) -> Walked<Result<(), String>> {
    if stage.ask(OPEN).await? != true {
        stage.ask("linked()[0]?.click()").await?;
        if !stage.soon(OPEN, SOON).await? {
            return Ok(Err("the link opens nothing".to_owned()));
        }
    }
    let title = told(stage, "return flat(panel().querySelector('h1,h2').textContent)").await?;
    Ok(if title == texts::title(kind) { Ok(()) } else { Err(format!("the link leads to {title}")) })
}

pub(super) async fn returned(stage: &Stage<'_>) -> Walked<Option<String>> {
    let well = stage.soon("return linked().includes(focus())", SOON).await?;
    let focus = told(stage, "return called(focus())").await?;
    Ok(unless(well, format!("the focus is on {focus}")))
}

/// Whether there is exactly one link, and stays so.
pub(super) async fn one(stage: &Stage<'_>) -> Walked<Option<String>> {
    stage.soon("return linked().length === 1", Duration::from_secs(2)).await?;
    tokio::time::sleep(WATCHED).await;
    let links = stage.links().await?;
    Ok(unless(links == 1, format!("{links} links afterwards")))
}
