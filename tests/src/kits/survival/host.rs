//! The page: its surface stays, comes again, and goes on working.

use serde_json::json;

use super::{SOON, WATCHED, link, told, unless};
use crate::{Walked, kits::stage::Stage};

pub(super) async fn stays(stage: &Stage<'_>, kind: &str) -> Walked<Option<String>> {
    tokio::time::sleep(WATCHED).await;
    let well = stage.ask(&format!("return {}", stage.reads(kind))).await? == true;
    Ok(unless(well, "the surface is gone while the panel is open"))
}

pub(super) async fn shown_again(stage: &Stage<'_>, kind: &str) -> Walked<Option<String>> {
    if !stage.hide(kind).await? {
        return Ok(Some("the page's `hide` leaves the surface".to_owned()));
    }
    if let Err(trouble) = stage.show(kind).await {
        return Ok(Some(format!("shown again, {trouble}")));
    }
    link::one(stage).await
}

/// The surface's own way out still works; where it has none, the page's button does. Nothing where neither can be clicked.
pub(super) async fn alive(stage: &Stage<'_>, kind: &str) -> Walked<Option<Option<String>>> {
    let words = json!(stage.texts.way_out(stage.language, kind));
    let ways_out = format!(
        "const out = {words}; const says = (e) => [e.textContent, e.getAttribute('aria-label'), e.title, e.value].some((said) => flat(said) === out); \
         const ways = out ? all(document).filter((e) => typeof e.title === 'string' && !ours(e) && says(e) && stands(e)) : [];"
    );
    if stage.ask(&format!("{ways_out} return ways.length > 0")).await? == true {
        if !stage.click(&format!("{ways_out} return ways.findLast(hit)")).await? {
            let over = told(stage, &format!("{ways_out} return called(at(spot(ways.at(-1))))")).await?;
            return Ok(Some(Some(format!("over its button lies {over}"))));
        }
        let well = stage.soon(&format!("return !{}", stage.reads(kind)), SOON).await?;
        return Ok(Some(unless(well, "its button does not close it")));
    }
    if !stage.click("const e = document.querySelector('#save'); return stands(e) && hit(e) && e").await? {
        return Ok(None);
    }
    let well = stage.soon("return saves === 1", SOON).await?;
    Ok(Some(unless(well, "the page's own button counts no click")))
}
