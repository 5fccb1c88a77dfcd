//! Is this surface an error? Evidence is summed, for and against; no rule knows a named kit.

use super::sight::Sight;
use super::words::{self, Spoken};

/// What a failed request has to do with a surface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Cause {
    /// None failed of late.
    #[default]
    None,
    /// One failed a moment ago: a hint, for any dialog may open just then.
    Recent,
    /// The surface says what the request's answer said.
    Told,
}

/// One piece of evidence, and how much it weighs.
pub(crate) type Evidence = (&'static str, i32);

/// From this sum on it is an error.
pub(crate) const ENOUGH: i32 = 3;

const ERROR: &[&str] = &[
    "error",
    "errors",
    "danger",
    "destructive",
    "critical",
    "fail",
    "failed",
    "failure",
    "negative",
    "fatal",
    "invalid",
];
const SUCCESS: &[&str] = &["success", "succeeded", "positive"];
/// Harmless too, as far as the words do not speak against it: many a box is called so for no reason.
const HARMLESS: &[&str] = &["valid", "info"];
/// Parts of an icon's name; alone they may stand on a button that closes something.
const ICON: &[&str] =
    &["exclamation", "octagon", "circle-x", "x-circle", "close-circle", "times-circle", "cancel", "warn"];

/// All that speaks for and against.
pub(crate) fn evidence(sight: &Sight<'_>, code: bool, cause: Cause) -> Vec<Evidence> {
    let mut all = Vec::new();
    let mut put = |so: bool, name: &'static str, weight: i32| {
        if so {
            all.push((name, weight));
        }
    };
    let is = |flag| sight.flags.contains(flag);
    let spoken = words::spoken(&[sight.title, "\n", sight.message, " "].concat());
    let Spoken { failure, doubt, question, fine, notice } = spoken;
    let error = tokened(sight.tokens, ERROR);
    let headline = if sight.title.is_empty() { sight.message } else { sight.title };
    let asks = question || headline.trim_end().ends_with(['?', '？', '؟']);
    put(is('d'), "declared by the app", 9);
    match sight.role {
        "alertdialog" | "alert" => put(true, "role alert", 2),
        "dialog" | "status" => put(true, "role dialog or status", 1),
        _ => put(is('b') || is('m'), "floats above the page", 1),
    }
    put(is('f'), "tells what is wrong with a field", 3);
    put(error, "a class, attribute or icon of errors", 2);
    put(is('r'), "red", 1);
    let icon = !error
        && ICON.iter().any(|part| sight.tokens.split(' ').any(|t| t.contains("icon") && t.contains(part)));
    put(icon, "an icon of errors", 1);
    put(failure, "words of failure", 2);
    put(doubt && !failure, "words of doubt", 1);
    put(words::again(sight.labels), "a way to try again", 1);
    put(code, "an error code", 1);
    put(cause == Cause::Recent, "a request failed a moment ago", 1);
    put(cause == Cause::Told, "says what a failed request said", 2);
    put(asks && !is('f') && !(error && code), "asks before something is done", -3);
    put(fine, "good news", -3);
    let good = tokened(sight.tokens, SUCCESS) || !failure && tokened(sight.tokens, HARMLESS);
    put(!fine && !error && good, "a class or attribute of good news", -2);
    put(notice, "a notice", -3);
    put(is('c'), "a log, table, article or menu", -3);
    put(is('l') && sight.role != "alert" && !is('m'), "a list of links", -2);
    put(is('i'), "a form", -2);
    put(is('n') && is('i'), "the error is a part of it", -3);
    put(is('p'), "a sign-in", -2);
    put(is('e'), "the person is typing", -9);
    all
}

/// Whether a class, an attribute's value or an icon's name has one of these words as a part of its own: `btn-error`,
/// `MuiAlert-colorError`, `is_invalid`.
fn tokened(tokens: &str, words: &[&str]) -> bool {
    let mut from = 0;
    let bytes = tokens.as_bytes();
    let mut parts = (1..=bytes.len()).filter_map(move |at| {
        let ends = at == bytes.len()
            || !bytes[at].is_ascii_alphabetic()
            || bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase()
            || bytes[at].is_ascii_alphabetic() && !bytes[at - 1].is_ascii_alphabetic();
        ends.then(|| &tokens[std::mem::replace(&mut from, at)..at])
    });
    parts.any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::{Cause, ENOUGH, ERROR, evidence, tokened};
    use crate::page::sight::Sight;

    fn sum(sight: &Sight<'_>, cause: Cause) -> i32 {
        evidence(sight, false, cause).iter().map(|(_, weight)| weight).sum()
    }

    fn seen(role: &str, tokens: &str, message: &str) -> bool {
        sum(&Sight { role, tokens, message, ..Sight::default() }, Cause::None) >= ENOUGH
    }

    #[test]
    fn errors_are_told_from_what_looks_like_them() {
        assert!(seen("dialog", "", "Withdrawal failed. Your card has expired."));
        assert!(seen("dialog", "popup popup-icon-error", "Invariant in the router"));
        assert!(seen("alertdialog", "", "转账失败，请稍后重试"));
        assert!(seen("alert", "", "提現失敗：帳戶已凍結"));
        assert!(!seen("alertdialog", "", "Are you sure you want to delete this?"));
        assert!(!seen("dialog", "modal", "Send a red packet"));
        assert!(!seen("alert", "toast", "Transfer sent"));
        assert!(!seen("alert", "toast-success", "Import finished with no errors"));
        assert!(!seen("", "", "An error in an article about errors"));
        assert!(!seen("status", "", "Version 2.4 is available"));
    }

    #[test]
    fn looks_alone_are_enough_where_words_are_neutral() {
        let neutral =
            |flags, tokens| Sight { flags, tokens, message: "Please have a look", ..Sight::default() };
        assert!(sum(&neutral("r", "callout callout-danger"), Cause::None) >= ENOUGH);
        assert!(sum(&neutral("b", "toast_error"), Cause::None) >= ENOUGH);
        assert!(sum(&neutral("f", ""), Cause::None) >= ENOUGH);
        assert!(sum(&neutral("r", "callout"), Cause::None) < ENOUGH);
        assert!(sum(&neutral("fe", "error"), Cause::None) < ENOUGH, "a person is typing");
    }

    #[test]
    fn a_form_is_not_the_error_within_it() {
        let form = |flags| Sight {
            flags,
            role: "dialog",
            tokens: "modal has-error",
            title: "Send a red packet",
            ..Sight::default()
        };
        assert!(sum(&form("in"), Cause::Recent) < ENOUGH);
        assert!(sum(&form("i"), Cause::Recent) < ENOUGH);
    }

    #[test]
    fn a_declared_surface_needs_no_more() {
        assert!(sum(&Sight { flags: "d", ..Sight::default() }, Cause::None) >= ENOUGH);
    }

    #[test]
    fn a_failed_request_speaks_for_neutral_words() {
        let neutral = |role| Sight { role, message: "Please have a look", ..Sight::default() };
        assert!(sum(&neutral("alertdialog"), Cause::None) < ENOUGH);
        assert!(sum(&neutral("alertdialog"), Cause::Recent) >= ENOUGH);
        assert!(sum(&neutral("dialog"), Cause::Told) >= ENOUGH);
        assert!(sum(&neutral("dialog"), Cause::Recent) < ENOUGH);
    }

    #[test]
    fn tokens_are_parts_of_their_own() {
        for yes in [
            "btn-error",
            "MuiAlert-colorError",
            "is_invalid",
            "a b danger",
            "hasError",
            "toast--error__icon",
            "error2",
        ] {
            assert!(tokened(yes, ERROR), "{yes}");
        }
        for no in ["terror", "errorless", "unfailing", "", "-", "information"] {
            assert!(!tokened(no, ERROR), "{no}");
        }
    }
}
