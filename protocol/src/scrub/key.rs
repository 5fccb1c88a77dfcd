//! Names under which secrets stand.

use crate::letters::lower;

/// What such a name holds somewhere, in small letters without blanks and signs: English, German, Spanish, French,
/// Portuguese, as far as they are written in ASCII. One text, because a table costs a page more.
const PARTS: &str = "password|passwd|passphrase|passcode|secret|apikey|accesskey|privatekey|signingkey|authorization|\
credential|cookie|sessionid|sessionkey|cardnumber|cardno|securitycode|verificationcode|accountnumber|iban|mnemonic|\
seedphrase|passport|socialsecurity|onetimecode|idnumber|\
passwort|kennwort|geheim|sicherheitscode|kartennummer|\
contrasena|deverifica|numerodetarjeta|motdepasse|deverif|numerodecarte|segredo|numerodocart";
/// The rest of them, and Russian, Chinese, Japanese, Korean, Arabic; most names need not be compared with these.
const OTHER_PARTS: &str = "bestätigungscode|contraseña|númerodetarjeta|devérif|numérodecarte|númerodocart|\
парол|токен|секрет|кодподтвер|номеркарты|\
密码|密碼|口令|验证码|驗證碼|令牌|权杖|權杖|密钥|密鑰|金鑰|私钥|私鑰|安全码|安全碼|身份证|身分證|卡号|卡號|护照|護照|助记词|助記詞|\
パスワード|パスコード|暗証番号|認証コード|確認コード|カード番号|トークン|シークレット|\
비밀번호|암호|인증번호|인증코드|카드번호|토큰|비밀키|시크릿|\
كلمةالمرور|كلمةمرور|كلمةالسر|رمزالتحقق|رقمالبطاقة|الرقمالسري|الرمزالسري|الرمزالمميز";
/// What such a name holds as a word of its own; inside another word it means nothing.
const WORDS: &str = "token|otp|pin|pass|cvv|cvv2|cvc|ssn|pwd|jwt|sid|auth|csrf|xsrf|senha|jeton";

/// Whether a value under this name is a secret, whatever its shape; in the languages above, in any case and style.
///
/// ```
/// use unstuck_protocol::scrub::key;
/// assert!(key("newPassword") && key("X-Api-Key") && key("支付密码") && key("Mot de passe"));
/// assert!(!key("tokens_used") && !key("passenger") && !key("route"));
/// ```
#[must_use]
pub fn key(name: &str) -> bool {
    let folded = lower(&name.replace(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric(), ""));
    let holds = |part: &str| part.len() <= folded.len() && folded.contains(part);
    PARTS.split('|').any(holds)
        || !folded.is_ascii() && OTHER_PARTS.split('|').any(holds)
        || folded.ends_with("token")
        || words(name).any(|word| WORDS.split('|').any(|known| word.eq_ignore_ascii_case(known)))
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
