//! No secret gets through, whatever stands around it. `PROPTEST_CASES` sets how many cases each property takes.

use proptest::prelude::*;
use serde_json::json;
use unstuck_protocol::{
    Report,
    scrub::{self, text},
};

use super::secret::{any_kind, in_path};

/// What people and logs put before a secret.
const OPEN: [&str; 22] = [
    " ", "\n", "\t", "\"", " '", "`", "(", "[", "{", "<", ",", ":", "=", ": ", "|", "：", "，", "“", "「",
    "（", "为", "は",
];
/// What they put after it.
const CLOSE: [&str; 23] = [
    " ", "\n", "\t", "\"", "'", "`", ")", "]", "}", ">", ",", ":", ";", ". ", "|", "，", "。", "”", "」",
    "）", "的", "を", "!",
];
/// Words that are no names of secrets.
const WORDS: [&str; 12] = [
    "user",
    "failed for",
    "用户",
    "登录失败",
    "ip",
    "from",
    "x",
    "x-id",
    "não foi",
    "пользователь",
    "エラー",
    "user_1",
];
const NAMES: [&str; 40] = [
    "password",
    "newPassword",
    "PASSWD",
    "X-Api-Key",
    "api key",
    "access_token",
    "client_secret",
    "verification code",
    "card number",
    "Passwort",
    "Kennwort",
    "Bestätigungscode",
    "KARTENNUMMER",
    "contraseña",
    "Contrasena",
    "código de verificación",
    "número de tarjeta",
    "mot de passe",
    "MOT DE PASSE",
    "code de vérification",
    "numéro de carte",
    "jeton",
    "senha",
    "código de verificação",
    "número do cartão",
    "Пароль",
    "токен",
    "код подтверждения",
    "номер карты",
    "密码",
    "支付密碼",
    "验证码",
    "權杖",
    "パスワード",
    "認証コード",
    "비밀번호",
    "인증 번호",
    "كلمة المرور",
    "رمز التحقق",
    "رقم البطاقة",
];

fn one_of<const N: usize>(list: [&'static str; N]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(list.to_vec())
}

/// Letters and digits alone, so that a secret is found however its groups were parted.
fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}

fn shows(said: &str, secret: &str) -> bool {
    said.contains(secret) || (compact(secret).len() >= 9 && compact(said).contains(&compact(secret)))
}

proptest! {
    #[test]
    fn a_secret_between_words_becomes_its_marker_and_the_words_stay(
        head in one_of(WORDS), open in one_of(OPEN), (secret, marker) in any_kind(), close in one_of(CLOSE), tail in one_of(WORDS),
    ) {
        let clean = text(&format!("{head}{open}{secret}{close}{tail}")).into_owned();
        prop_assert_eq!(clean, format!("{head}{open}{marker}{close}{tail}"), "{}", secret);
    }

    #[test]
    fn no_secret_gets_through_among_numbers_and_signs(
        head in "([a-z0-9 \n，。(.@:=/_#?&-]{0,13}[a-z0-9 ，。])?", open in one_of(OPEN), (secret, _) in any_kind(),
        close in one_of(CLOSE), tail in "([^0-9$€£¥￥₹元円₫][a-z0-9 \n，。).@:=/_#?&-]{0,14})?",
    ) {
        let clean = text(&format!("{head}{open}{secret}{close}{tail}")).into_owned();
        prop_assert!(!shows(&clean, &secret), "{} in {}", secret, clean);
    }

    #[test]
    fn secrets_in_a_row_all_go(
        secrets in prop::collection::vec((any_kind(), one_of([" ", ", ", "\n", "; ", "\" \"", " - ", "，", "和"])), 2..6),
    ) {
        let said: String = secrets.iter().flat_map(|((secret, _), between)| [secret.as_str(), between]).collect();
        let clean = text(&said).into_owned();
        for ((secret, _), _) in &secrets {
            prop_assert!(!shows(&clean, secret), "{} in {}", secret, clean);
        }
    }

    #[test]
    fn what_stands_under_the_name_of_a_secret_goes(
        head in "[a-z ，。(]{0,8}", name in one_of(NAMES), value in "[A-Za-z0-9!#*._~-][A-Za-z0-9!#$%^*._~:@/?=+-]{5,20}",
        (open, close) in prop::sample::select(vec![
            (":", ""), (": ", " "), ("=", "&x=1"), (" = ", "\n"), ("：", "，"), ("：", "请重试"), ("\u{a0}: ", ";"), ("\":\"", "\""), ("=\"", "\""), (":「", "」"),
        ]),
    ) {
        let said = format!("{head} {name}{open}{value}{close}");
        let clean = text(&said).into_owned();
        prop_assert!(!clean.contains(&value), "{} in {}", value, clean);
        prop_assert!(scrub::key(name) && clean.contains(name), "{}", clean);
    }

    #[test]
    fn of_an_address_credentials_query_and_what_names_a_person_go(
        scheme in one_of(["https", "http", "postgres", "redis", "mongodb+srv"]), user in "[a-z]{6,9}", word in "[A-Za-z0-9!$._~*-]{6,16}",
        (secret, _) in in_path(), tail in one_of(CLOSE),
    ) {
        let query = "[A-Za-z]";
        let said = format!("at {scheme}://{user}:{word}@db.example.com/u/{secret}/x?token={word}&q={secret}{query}{tail}");
        let clean = text(&said).into_owned();
        for gone in [&user, &word, &secret] {
            prop_assert!(!shows(&clean, gone), "{} in {}", gone, clean);
        }
        prop_assert!(clean.contains("db.example.com/u/"), "{}", clean);
        let route = scrub::url(&format!("/u/{secret}/x?token={word}"));
        prop_assert!(!shows(&route, &secret) && !route.contains(&word), "{}", route);
    }

    #[test]
    fn no_secret_gets_through_any_field_of_a_report(
        open in one_of(OPEN), (secret, _) in any_kind(), close in one_of(CLOSE), (part, _) in in_path(), pad in 0..400_usize,
    ) {
        let said = format!("{}x{open}{secret}{close}y", "长".repeat(pad / 4));
        let json = json!({
            "id": "r1", "at": 1, "fingerprint": said, "sdk": said,
            "problem": {"code": said, "type": said, "title": said, "message": said, "severity": "error", "field": said, "help_url": said,
                "causes": [{"type": said, "message": said}]},
            "context": {"route": format!("/a/{part}/b?x={secret}"), "release": said, "environment": said, "locales": ["en", part, said],
                "user": {"id": null, "traits": {said.as_str(): said}}, "tags": {said.as_str(): said},
                "extra": {said.as_str(): said, "list": [said, {said.as_str(): said}]},
                "breadcrumbs": [{"kind": "click", "message": said, "at": 1}],
                "operation": {"method": said, "route": format!("https://jo:{part}@example.com/b/{part}")}}
        });
        let mut report: Report = serde_json::from_value(json).unwrap();
        scrub::report(&mut report);
        let fields = serde_json::to_string(&report).unwrap().replace("\\n", "\n").replace("\\t", "\t");
        prop_assert!(!shows(&fields, &secret) && !shows(&fields, &part), "{} or {} in {}", secret, part, fields);
        let once = report.clone();
        scrub::report(&mut report);
        prop_assert_eq!(once, report);
    }

    #[test]
    fn scrubbing_twice_is_scrubbing_once(
        pieces in prop::collection::vec(prop_oneof![
            any_kind().prop_map(|(secret, _)| secret),
            one_of(NAMES).prop_map(str::to_owned),
            one_of(OPEN).prop_map(str::to_owned),
            one_of(CLOSE).prop_map(str::to_owned),
            "[a-z0-9]{1,4}",
            one_of(["://", "?a=", "#", "%40", "@", "-", "[secret]", "[ip]", "Bearer ", "-----BEGIN PRIVATE KEY-----", "\u{200b}", "&"]).prop_map(str::to_owned),
        ], 0..12),
    ) {
        let said = pieces.concat();
        let once = text(&said).into_owned();
        prop_assert_eq!(text(&once).into_owned(), once);
        let route = scrub::url(&said);
        prop_assert_eq!(scrub::url(&route), route);
    }

    #[test]
    fn a_report_cut_to_its_limits_is_scrubbed_once_and_for_all(
        pieces in prop::collection::vec(prop_oneof![any_kind().prop_map(|(secret, _)| secret), "[a-z0-9/:@ .=-]{1,40}", "长{1,90}"], 1..24),
    ) {
        let said = pieces.concat();
        let json = json!({
            "id": "r1", "at": 1, "fingerprint": "", "problem": {"code": said, "title": said, "message": said.repeat(9)},
            "context": {"route": said, "tags": {said.as_str(): said}, "extra": {said.as_str(): {said.as_str(): said}}, "operation": {"method": said, "route": said}}
        });
        let mut report: Report = serde_json::from_value(json).unwrap();
        scrub::report(&mut report);
        let once = report.clone();
        scrub::report(&mut report);
        prop_assert_eq!(once, report);
    }
}
