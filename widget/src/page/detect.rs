//! Is this surface an error? Evidence is summed; no rule knows a named kit.

use unstuck_protocol::letters::lower;

/// What was seen of a surface.
#[derive(Debug, Default)]
pub(crate) struct Evidence<'a> {
    /// The app itself declared it.
    pub(crate) declared: bool,
    /// ARIA role, or `dialog` for the native element.
    pub(crate) role: &'a str,
    /// Class names of the surface and of its visible content.
    pub(crate) classes: &'a str,
    /// Title and message.
    pub(crate) text: &'a str,
    /// A token that looks like an error code stands in it.
    pub(crate) code: bool,
    /// The request that failed before it.
    pub(crate) cause: Cause,
}

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

/// From here on it is an error.
const ENOUGH: i32 = 3;

const CLASSES: &[&str] = &[
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
];

const FAILURE: &[&str] = &[
    "error",
    "fail",
    "invalid",
    "went wrong",
    "denied",
    "declined",
    "rejected",
    "expired",
    "unable to",
    "could not",
    "couldn't",
    "couldn’t",
    "cannot",
    "can't",
    "can’t",
    "not found",
    "not allowed",
    "not available",
    "unavailable",
    "limit",
    "timed out",
    "timeout",
    "offline",
    "problem",
    "frozen",
    "blocked",
    "exceed",
    "insufficient",
    "try again",
    "错误",
    "錯誤",
    "失败",
    "失敗",
    "无法",
    "無法",
    "异常",
    "異常",
    "不能",
    "超时",
    "逾時",
    "过期",
    "過期",
    "限额",
    "限額",
    "上限",
    "冻结",
    "凍結",
    "不足",
    "出错",
    "出錯",
    "出了点问题",
    "エラー",
    "できません",
    "오류",
    "실패",
    "erreur",
    "échec",
    "impossible",
    "fehler",
    "fehlgeschlagen",
    "ошибка",
    "не удалось",
    "erro ",
    "falha",
    "no se pudo",
    "errore",
];

const OTHERWISE: &[&str] = &[
    "are you sure",
    "do you want",
    "no errors",
    "0 errors",
    "without error",
    "success",
    "saved",
    "确定要",
    "確定要",
    "是否",
    "成功",
    "已保存",
    "已儲存",
    "cookie",
];

/// Whether the evidence is enough.
pub(crate) fn is_error(evidence: &Evidence<'_>) -> bool {
    evidence.declared || score(evidence) >= ENOUGH
}

fn score(evidence: &Evidence<'_>) -> i32 {
    let text = lower(evidence.text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let class = evidence
        .classes
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|token| CLASSES.iter().any(|known| token.eq_ignore_ascii_case(known)));
    let role = match evidence.role {
        "alertdialog" | "alert" => 2,
        "dialog" => 1,
        _ => 0,
    };
    let sum = role
        + 2 * i32::from(class)
        + 2 * i32::from(has(FAILURE))
        + match evidence.cause {
            Cause::None => 0,
            Cause::Recent => 1,
            Cause::Told => 2,
        }
        + i32::from(evidence.code);
    // A question or good news in words; a code or the class of an error still outweighs one of them.
    sum - 3 * i32::from(has(OTHERWISE) && !(class && evidence.code))
}

#[cfg(test)]
mod tests {
    use super::{Cause, Evidence, is_error};

    #[test]
    fn errors_are_told_from_what_looks_like_them() {
        let seen = |role, classes, text| is_error(&Evidence { role, classes, text, ..Evidence::default() });
        assert!(seen("dialog", "", "Withdrawal failed. Your card has expired."));
        assert!(seen("dialog", "swal2-popup swal2-icon-error", "Invariant in the router"));
        assert!(seen("alertdialog", "", "转账失败，请稍后重试"));
        assert!(seen("alert", "", "提現失敗：帳戶已凍結"));
        assert!(!seen("alertdialog", "", "Are you sure you want to delete this?"));
        assert!(!seen("dialog", "modal", "Send a red packet"));
        assert!(!seen("alert", "toast", "Transfer sent"));
        assert!(!seen("alert", "toast-success", "Import finished with no errors"));
        assert!(!seen("", "", "An error in an article about errors"));
    }

    #[test]
    fn a_declared_surface_needs_no_more() {
        assert!(is_error(&Evidence { declared: true, ..Evidence::default() }));
    }

    #[test]
    fn a_failed_request_speaks_for_neutral_words() {
        let neutral =
            |role, cause| Evidence { role, cause, text: "Please have a look", ..Evidence::default() };
        assert!(!is_error(&neutral("alertdialog", Cause::None)));
        assert!(is_error(&neutral("alertdialog", Cause::Recent)));
        assert!(is_error(&neutral("dialog", Cause::Told)));
    }

    #[test]
    fn a_form_that_opens_after_a_failed_request_is_no_error() {
        let form = Evidence {
            role: "dialog",
            text: "Send a red packet",
            cause: Cause::Recent,
            ..Evidence::default()
        };
        assert!(!is_error(&form));
    }
}
