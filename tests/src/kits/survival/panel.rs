//! The panel: it keeps the focus, takes what is written, and closes alone.

use thirtyfour::Key;

use super::{SOON, WATCHED, unless};
use crate::{Walked, kits::stage::Stage};

pub(super) async fn held(stage: &Stage<'_>) -> Walked<Option<String>> {
    for press in 1..=8 {
        stage.browser.press(Key::Tab).await?;
        // The body has the focus while the browser's own controls have it.
        let strayed = stage
            .ask("const f = focus(); return f && f !== document.body && f !== document.documentElement && !ours(f) && called(f)")
            .await?;
        if let Some(place) = strayed.as_str() {
            return Ok(Some(format!("the focus is on {place} after {press} presses")));
        }
    }
    Ok(None)
}

pub(super) async fn typed(stage: &Stage<'_>) -> Walked<Option<String>> {
    // The panel asks why only those whom the solution did not help.
    stage.click("return panel()?.querySelector('[data-act=no]')").await?;
    if !stage.soon("return !!panel()?.querySelector('textarea,input')", SOON).await? {
        return Ok(Some("the panel shows no field".to_owned()));
    }
    stage.click("return panel().querySelector('textarea,input')").await?;
    stage.browser.write("Why?").await?;
    tokio::time::sleep(WATCHED).await;
    let seen = stage
        .ask("const f = panel()?.querySelector('textarea,input'); return [f?.value || '', focus() === f, called(focus())]")
        .await?;
    let well = seen[0] == "Why?" && seen[1] == true;
    Ok(unless(
        well,
        format!("the field holds {} and the focus is on {}", seen[0], seen[2].as_str().unwrap_or("nothing")),
    ))
}

/// The app renders below the open panel.
pub(super) async fn kept(stage: &Stage<'_>) -> Walked<Option<String>> {
    let open = stage.ask("return !!panel()").await? == true;
    stage.ask("window.kit.rerender()").await?;
    tokio::time::sleep(WATCHED).await;
    let well = !open || stage.ask("return !!panel()").await? == true;
    Ok(unless(well, "the panel is gone"))
}

pub(super) async fn escaped(stage: &Stage<'_>, kind: &str) -> Walked<Option<String>> {
    if stage.ask("return !!panel()").await? != true {
        return Ok(Some("there is no open panel".to_owned()));
    }
    stage.browser.press(Key::Escape).await?;
    if !stage.soon("return !panel()", SOON).await? {
        stage.ask("panel()?.close()").await?;
        return Ok(Some("the panel stays open".to_owned()));
    }
    tokio::time::sleep(WATCHED).await;
    let well = stage.ask(&format!("return {}", stage.reads(kind))).await? == true;
    Ok(unless(well, "the surface is gone too"))
}
