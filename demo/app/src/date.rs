//! Days, as the browser knows them.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// The day `back` days before today, `YYYY-MM-DD`; like the wallet's, it is a day of UTC.
pub(crate) fn days_ago(back: u32) -> String {
    let at = Date::now() - f64::from(back) * 86_400_000.0;
    let text: String = Date::new(&JsValue::from_f64(at)).to_iso_string().into();
    text.chars().take(10).collect()
}

/// An instant as a short day and time in `locale`.
pub(crate) fn short(instant: &str, locale: &str) -> String {
    let options = Object::new();
    for (key, value) in [
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ] {
        // Setting a plain property of a fresh object can't fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    Date::new(&instant.into()).to_locale_string(locale, &options).into()
}
