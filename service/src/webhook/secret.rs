//! What signs a webhook, as Standard Webhooks says.

use std::fmt;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use ring::hmac;

/// What a secret begins with.
const MARK: &str = "whsec_";
/// How many bytes the specification asks for.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// The secrets of one webhook: one, or several while one takes the place of another.
#[derive(Clone)]
pub struct Secrets(Vec<hmac::Key>);

impl Secrets {
    /// Reads secrets with white space between them.
    ///
    /// # Errors
    /// What is wrong, without the text itself.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let secrets = text.split_whitespace().map(|one| {
            let coded = one.strip_prefix(MARK)?;
            let secret = STANDARD.decode(coded).or_else(|_| STANDARD_NO_PAD.decode(coded)).ok()?;
            BYTES.contains(&secret.len()).then(|| hmac::Key::new(hmac::HMAC_SHA256, &secret))
        });
        match secrets.collect::<Option<Vec<_>>>() {
            Some(keys) if !keys.is_empty() => Ok(Self(keys)),
            _ => Err("has a secret that is none: write `whsec_` and 24 to 64 random bytes in base64"),
        }
    }

    /// The value of `webhook-signature`: a signature of each secret, the first one first.
    ///
    /// ```
    /// use unstuck_service::webhook::Secrets;
    /// let secrets = Secrets::read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
    /// let signed = secrets.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
    /// assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    /// ```
    #[must_use]
    pub fn sign(&self, id: &str, seconds: u64, body: &str) -> String {
        let content = format!("{id}.{seconds}.{body}");
        let sign = |key| format!("v1,{}", STANDARD.encode(hmac::sign(key, content.as_bytes())));
        self.0.iter().map(sign).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn coded(bytes: usize) -> String {
        format!("{MARK}{}", STANDARD.encode(vec![7; bytes]))
    }

    #[test]
    fn a_secret_has_its_mark_and_enough_bytes() {
        for (text, read) in [
            (coded(24), true),
            (coded(64), true),
            (coded(25).trim_end_matches('=').to_owned(), true),
            (coded(23), false),
            (coded(65), false),
            (coded(32).replace(MARK, ""), false),
            (format!("{MARK}not base64!"), false),
            (format!("{} {MARK}short", coded(32)), false),
            (String::new(), false),
        ] {
            assert_eq!(Secrets::read(&text).is_ok(), read, "{text}");
        }
    }

    #[test]
    fn while_a_secret_changes_both_sign() {
        let (old, new) = (coded(24), coded(32));
        let [old_signed, new_signed] = [&old, &new].map(|one| Secrets::read(one).unwrap().sign("a", 1, "{}"));
        assert_eq!(
            Secrets::read(&format!("{new}\n{old}\n")).unwrap().sign("a", 1, "{}"),
            format!("{new_signed} {old_signed}")
        );
        assert_ne!(old_signed, new_signed);
    }
}
