//! Bodies of requests, made of texts that wait as they leave.

use unstuck_protocol::{PublicKey, json, limits};

use crate::letter::Letter;

pub(super) fn append(texts: &mut String, text: &str) {
    if !texts.is_empty() {
        texts.push(',');
    }
    texts.push_str(text);
}

/// `ReportsRequest` and `OutcomesRequest` out of texts that are JSON already.
pub(super) fn request(key: &PublicKey, name: &str, items: &str, rest: &str) -> String {
    of(key, name, &["[", items, "]", rest])
}

/// `ResolveRequest` about a report.
pub(crate) fn question(key: &PublicKey, report: &Letter) -> String {
    of(key, "report", &[report.read()])
}

fn of(key: &PublicKey, name: &str, what: &[&str]) -> String {
    let version = json::text(&limits::WIRE_VERSION);
    ["{\"v\":", &version, ",\"key\":", &json::text(key), ",\"", name, "\":", &what.concat(), "}"].concat()
}

#[cfg(test)]
mod tests {
    use unstuck_protocol::ResolveRequest;

    use crate::queue::{question, tests};

    #[test]
    fn a_question_is_what_the_service_reads() {
        let report = tests::report(1, "it \"failed\"");
        let asked: ResolveRequest =
            serde_json::from_str(&question(&tests::key(), &tests::letter(1, "it \"failed\""))).unwrap();
        assert_eq!((asked.key, asked.report), (tests::key(), report));
    }
}
