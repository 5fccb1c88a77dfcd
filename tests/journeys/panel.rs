//! The panel where there is little room, and over pages that hold on to everything.

use unstuck_tests::{Walked, browser::Browser, root, service::Service, site::Site};

const DAILY: &str = "You have reached today's red packet limit";

/// A window within the window: a phone's, and that of a page at four times its size, as WCAG's reflow has it.
const SMALL: [(u32, u32); 2] = [(320, 568), (320, 256)];

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_and_on_a_zoomed_page_all_of_the_panel_can_be_read() -> Walked {
    let app = "<dialog id=d role=alertdialog><h2>Red packet not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>\
               You have reached the daily limit.</p><button>OK</button></dialog>";
    let frame = |(width, height): (u32, u32)| {
        format!("<iframe id=f src=/red-packet width={width} height={height} style=border:0></iframe>")
    };
    let pages = SMALL.map(frame);
    let service = Service::over(&root().join("demo/solutions"))?;
    let site =
        Site::of(&service.url, "", &[("red-packet", app), ("phone", &pages[0]), ("zoomed", &pages[1])])
            .await?;
    let browser = Browser::start("en").await?;
    for (page, (width, height)) in ["phone", "zoomed"].into_iter().zip(SMALL) {
        browser.open(&format!("{}/{page}", site.url)).await?;
        browser
            .until("the app", "return !!f.contentWindow.unstuck && !!f.contentDocument.querySelector('#d')")
            .await?;
        browser.ask("f.contentDocument.querySelector('#d').showModal()").await?;
        let panel = browser.follow_link().await?;
        assert!(panel.contains(DAILY), "on the {page} the panel says {panel:?}");
        let within = format!(
            "const r = panel().getBoundingClientRect(); return r.left >= 0 && r.top >= 0 && r.right <= {width} && r.bottom <= {height}"
        );
        browser
            .until(
                "the panel at rest",
                "return panel().getAnimations().every((a) => a.playState === 'finished')",
            )
            .await?;
        assert_eq!(browser.ask(&within).await?, true, "on the {page} it goes past the window");
        // What scrolls shows enough of itself for several lines, and nothing scrolls sideways.
        let room = browser
            .ask(
                "const parts = [panel(), ...panel().querySelectorAll('*')]; \
                 const scrolls = parts.find((e) => e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY)); \
                 return [parts.some((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && getComputedStyle(e).overflowX !== 'visible'), scrolls ? scrolls.clientHeight : 999]",
            )
            .await?;
        assert_eq!(room[0], false, "on the {page} it scrolls sideways");
        assert!(
            room[1].as_u64().is_some_and(|room| room >= 150),
            "on the {page} {} px are left to read",
            room[1]
        );
        // The last button is reached by scrolling.
        browser.ask("panel().querySelector('[data-act=no]').scrollIntoView(); return 0").await?;
        let seen = format!(
            "const r = panel().querySelector('[data-act=no]').getBoundingClientRect(); return r.bottom <= {height} + 1 && r.top >= 0"
        );
        assert_eq!(browser.ask(&seen).await?, true, "on the {page} its last button can't be seen");
    }
    browser.quit().await
}

/// A page that holds its focus, closes what is clicked beside or escaped from, locks scrolling, and makes the rest inert.
const GRASPING: &str = r"<main inert aria-hidden=true><button>Elsewhere</button></main>
    <div id=d role=alertdialog aria-modal=true tabindex=-1 hidden><p data-unstuck-code=RP_LIMIT_DAILY>You have reached the daily limit.</p><button id=ok>OK</button></div>
    <script>
    window.ended = []; window.locked = 0;
    const close = (why) => { ended.push(why); d.hidden = true; };
    for (const name of ['keydown', 'keyup']) document.addEventListener(name, (e) => { if (e.key === 'Escape') close(name); }, true);
    for (const name of ['pointerdown', 'mousedown', 'click', 'focusin']) document.addEventListener(name, (e) => {
        if (!d.hidden && !d.contains(e.target)) { if (name === 'focusin') ok.focus(); else close(name); }
    }, true);
    for (const name of ['wheel', 'touchmove']) document.addEventListener(name, (e) => { locked += 1; e.preventDefault(); }, { capture: true, passive: false });
    window.fail = () => { document.body.style.overflow = 'hidden'; d.hidden = false; ok.focus(); };
    </script>";

#[tokio::test(flavor = "multi_thread")]
async fn over_a_page_that_holds_on_to_everything_the_panel_is_used_and_the_page_stays_as_it_was() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", GRASPING)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.ask("window.fail()").await?;
    browser.link().await?;
    browser.click("return links()[0]").await?;
    browser.panel().await?;
    assert_eq!(browser.ask("return panel().contains(focus())").await?, true, "the page took the focus back");
    let wheel = "const e = new WheelEvent('wheel', { bubbles: true, composed: true, cancelable: true, deltaY: 50 }); \
                 panel().querySelector('.body').dispatchEvent(e); return e.defaultPrevented";
    assert_eq!(browser.ask(wheel).await?, false, "the page's scroll lock holds the panel too");
    browser.click("return panel().querySelector('[data-act=no]')").await?;
    browser.until("the field", "return panel().querySelector('textarea')").await?;
    browser.click("return panel().querySelector('textarea')").await?;
    browser.write("Still no").await?;
    assert_eq!(browser.ask("return panel().querySelector('textarea').value").await?, "Still no");
    browser.press(thirtyfour::Key::Escape).await?;
    browser.until("the closed panel", "return !panel()").await?;
    assert_eq!(browser.ask("return ended.join()").await?, "", "the page closed its dialog");
    browser.until("the focus on the link", "return links().includes(focus())").await?;
    // And its own Escape works as before.
    browser.press(thirtyfour::Key::Escape).await?;
    browser.until("the page's own end", "return ended.includes('keydown') && d.hidden").await?;
    // A regression: the key that closed the panel was waited for again, and the page missed its own.
    browser.until("the key's end", "return ended.join() === 'keydown,keyup'").await?;
    browser.quit().await
}

/// A dialog that was answered once, so that pack and WebAssembly are there.
const WARM: &str = "<main><h1>Pay</h1><p>Below</p></main><dialog id=d role=alertdialog><h2>Not sent</h2><p data-unstuck-code=RP_LIMIT_DAILY>You have reached the daily limit.</p><button>OK</button></dialog>
    <script>
    window.shifts = [];
    try { new PerformanceObserver((list) => { for (const e of list.getEntries()) shifts.push(e.value); }).observe({ type: 'layout-shift', buffered: true }); } catch { shifts = null; }
    window.painted = (link) => new Promise((done) => {
        const began = performance.now();
        link.click();
        // The first frame with the panel in it is on its way when the one after it begins.
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
    });
    </script>";

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_is_painted_within_fifty_milliseconds_of_the_click_and_moves_nothing() -> Walked {
    let service = Service::over(&root().join("demo/solutions"))?;
    let site = Site::of(&service.url, "", &[("red-packet", WARM)]).await?;
    let browser = Browser::start("en").await?;
    browser.open(&format!("{}/red-packet", site.url)).await?;
    browser.ask("d.showModal()").await?;
    browser.link().await?;
    // The link takes room in the app's own dialog once; from here on nothing moves.
    browser.ask("if (shifts) shifts.length = 0").await?;
    let mut times = Vec::new();
    for _ in 0..7 {
        let time = browser.ask("return painted(links()[0])").await?.as_f64().ok_or("no time was told")?;
        browser.until("the panel", "return !!panel()").await?;
        browser.ask("panel().close()").await?;
        browser.until("its end", "return !panel()").await?;
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    println!("from the click to the panel's first frame: {:.1} ms, the median of {:?}", times[3], times);
    // Shared machines stall now and then: half of them must be quick, not each.
    assert!(times[3] < 50.0, "{times:?}");
    let moved = browser.ask("return shifts && shifts.reduce((all, one) => all + one, 0)").await?;
    assert!(moved.is_null() || moved == 0 || moved == 0.0, "the app's page moved by {moved}");
    browser.quit().await
}
