//! Names under which secrets stand.

const PARTS: [&str; 25] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "authorization",
    "credential",
    "cookie",
    "sessionid",
    "sessionkey",
    "cardnumber",
    "cardno",
    "securitycode",
    "accountnumber",
    "iban",
    "mnemonic",
    "seedphrase",
    "passport",
    "socialsecurity",
    "onetimecode",
    "idnumber",
];
const WORDS: [&str; 14] =
    ["token", "otp", "pin", "pass", "cvv", "cvv2", "cvc", "ssn", "pwd", "jwt", "sid", "auth", "csrf", "xsrf"];
const HAN: [&str; 19] = [
    "密码",
    "密碼",
    "口令",
    "验证码",
    "驗證碼",
    "令牌",
    "权杖",
    "密钥",
    "密鑰",
    "私钥",
    "私鑰",
    "身份证",
    "身分證",
    "卡号",
    "卡號",
    "护照",
    "護照",
    "助记词",
    "助記詞",
];

/// Whether a value under this name is a secret, whatever its shape; in English or Chinese, in any case and style.
///
/// ```
/// use unstuck_protocol::scrub::key;
/// assert!(key("newPassword") && key("X-Api-Key") && key("支付密码"));
/// assert!(!key("tokens_used") && !key("passenger") && !key("route"));
/// ```
#[must_use]
pub fn key(name: &str) -> bool {
    if HAN.iter().any(|part| name.contains(part)) {
        return true;
    }
    let folded: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    PARTS.iter().any(|part| folded.contains(part))
        || folded.ends_with("token")
        || words(name).any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The words of a name in snake, kebab or camel case.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let bytes = rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            let hump = (1..bytes.len())
                .find(|&at| bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase());
            let (word, left) = rest.split_at(hump.unwrap_or(bytes.len()));
            rest = left;
            Some(word)
        })
    })
}
