//! Names under which secrets stand.

use crate::letters::lower;

/// What such a name holds somewhere, in small letters without blanks and signs, by its first letter: English, German, Spanish,
/// French, Portuguese, as far as they are written in ASCII.
const PARTS: [&str; 26] = [
    "accesskey|accountnumber|apikey|authorization",
    "",
    "cardno|cardnumber|contrasena|cookie|credential",
    "deverif",
    "",
    "",
    "geheim",
    "",
    "iban|idnumber",
    "",
    "kartennummer|kennwort",
    "",
    "mnemonic|motdepasse",
    "numerodecarte|numerodetarjeta|numerodocart",
    "onetimecode",
    "passcode|passphrase|passport|passwd|password|passwort|privatekey",
    "",
    "",
    "secret|securitycode|seedphrase|segredo|sessionid|sessionkey|sicherheitscode|signingkey|socialsecurity",
    "",
    "",
    "verificationcode",
    "",
    "",
    "",
    "",
];
/// Which letters come second in the parts that begin with each, a bit for each letter.
const SECOND: [u32; 26] = {
    let mut second = [0; 26];
    let mut letter = 0;
    while letter < 26 {
        second = seconds(PARTS[letter], second);
        letter += 1;
    }
    second
};

/// Adds the parts' second letters by their first.
const fn seconds(parts: &str, mut second: [u32; 26]) -> [u32; 26] {
    let parts = parts.as_bytes();
    let mut at = 1;
    while at < parts.len() {
        if at == 1 || parts[at - 2] == b'|' {
            second[(parts[at - 1] - b'a') as usize] |= 1 << (parts[at] - b'a');
        }
        at += 1;
    }
    second
}

/// False only where no part begins, as at nearly every place.
fn begins(rest: &[u8], second: &[u32; 26]) -> bool {
    let letter =
        |at: usize| usize::from(rest.get(at).map_or(0, |b| b.to_ascii_lowercase().wrapping_sub(b'a')));
    second.get(letter(0)).is_some_and(|letters| letters >> (letter(1) & 31) & 1 == 1)
}

/// The rest of them, and Russian, Chinese, Japanese, Korean, Arabic; most names need not be compared with these.
const OTHER_PARTS: &str = "bestätigungscode|contraseña|númerodetarjeta|devérif|numérodecarte|númerodocart|\
парол|токен|секрет|кодподтвер|номеркарты|\
密码|密碼|口令|验证码|驗證碼|令牌|权杖|權杖|密钥|密鑰|金鑰|私钥|私鑰|安全码|安全碼|身份证|身分證|卡号|卡號|护照|護照|助记词|助記詞|\
パスワード|パスコード|暗証番号|認証コード|確認コード|カード番号|トークン|シークレット|\
비밀번호|암호|인증번호|인증코드|카드번호|토큰|비밀키|시크릿|\
كلمةالمرور|كلمةمرور|كلمةالسر|رمزالتحقق|رقمالبطاقة|الرقمالسري|الرمزالسري|الرمزالمميز";
/// What such a name holds as a word of its own; inside another word it means nothing.
const WORDS: &str = "token|otp|pin|pass|cvv|cvv2|cvc|ssn|pwd|jwt|sid|auth|csrf|xsrf|senha|jeton";

const SECOND_OF_WORDS: [u32; 26] = seconds(WORDS, [0; 26]);
/// Letters of the longest of them.
const LONGEST: usize = 5;

/// Whether a value under this name is a secret, whatever its shape; in the languages above, in any case and style.
///
/// ```
/// use unstuck_protocol::scrub::key;
/// assert!(key("newPassword") && key("X-Api-Key") && key("支付密码") && key("Mot de passe"));
/// assert!(!key("tokens_used") && !key("passenger") && !key("route"));
/// ```
#[must_use]
pub fn key(name: &str) -> bool {
    if !name.is_ascii() {
        let folded = lower(&name.replace(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric(), ""));
        if OTHER_PARTS.split('|').any(|part| folded.contains(part)) || holds(folded.as_bytes()) {
            return true;
        }
    } else if holds(&folded(name)) {
        return true;
    }
    let known = |word: &str| WORDS.split('|').any(|known| word.eq_ignore_ascii_case(known));
    words(name).any(|word| word.len() <= LONGEST && begins(word.as_bytes(), &SECOND_OF_WORDS) && known(word))
}

/// An ASCII name in small letters, without blanks and signs.
fn folded(name: &str) -> Vec<u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()).collect()
}

/// Whether one of the parts stands in it, or it ends as tokens do.
fn holds(folded: &[u8]) -> bool {
    let at = |at: usize| {
        let rest = &folded[at..];
        let parts = || PARTS[usize::from(rest[0] - b'a')].split('|');
        begins(rest, &SECOND) && parts().any(|part| rest.starts_with(part.as_bytes()))
    };
    (0..folded.len()).any(at) || folded.ends_with(b"token")
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
