//! Who is signed in: a bounded table of wallets by session token.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::failure::Failure;
use crate::seed;
use crate::wallet::Wallet;

/// The most sessions kept; the one unseen for longest makes room.
pub const MOST: usize = 2_000;
/// How long a session lives without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);

struct Session {
    wallet: Wallet,
    seen: Timestamp,
    signed_in: bool,
}

/// The sessions of this server.
#[derive(Default)]
pub struct Sessions(HashMap<String, Session>);

impl Sessions {
    /// Signs `token` in; a wallet it had before is still there.
    pub fn sign_in(&mut self, token: &str, now: Timestamp) {
        if !self.0.contains_key(token) && self.0.len() >= MOST {
            let oldest =
                self.0.iter().min_by_key(|(_, session)| session.seen).map(|(token, _)| token.clone());
            oldest.and_then(|token| self.0.remove(&token));
        }
        let fresh = || Session { wallet: seed::wallet(now), seen: now, signed_in: true };
        let session = self.0.entry(token.to_owned()).or_insert_with(fresh);
        session.seen = now;
        session.signed_in = true;
    }

    /// Ends the session; its wallet stays for the next sign-in.
    pub fn sign_out(&mut self, token: &str) {
        if let Some(session) = self.0.get_mut(token) {
            session.signed_in = false;
        }
    }

    /// Whether this token's wallet is kept here.
    #[must_use]
    pub fn knows(&self, token: &str) -> bool {
        self.0.contains_key(token)
    }

    /// The wallet of whoever is signed in with `token`.
    ///
    /// # Errors
    /// [`Failure::SessionExpired`] where nobody is, or nobody was for [`IDLE`].
    pub fn wallet(&mut self, token: &str, now: Timestamp) -> Result<&mut Wallet, Failure> {
        let session = self.0.get_mut(token).ok_or(Failure::SessionExpired {})?;
        session.signed_in &= now.duration_since(session.seen) < IDLE;
        if !session.signed_in {
            return Err(Failure::SessionExpired {});
        }
        session.seen = now;
        Ok(&mut session.wallet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_session_makes_room() {
        let mut sessions = Sessions::default();
        for n in 0..=MOST {
            sessions.sign_in(&n.to_string(), Timestamp::from_second(n as i64).unwrap());
        }
        assert_eq!(sessions.0.len(), MOST);
        assert!(!sessions.knows("0") && sessions.knows("1"));
    }

    #[test]
    fn an_idle_session_expires_and_keeps_its_wallet() {
        let mut sessions = Sessions::default();
        let then = Timestamp::from_second(1_000_000).unwrap();
        sessions.sign_in("a", then);
        sessions.wallet("a", then).unwrap().frozen = true;
        let later = then + IDLE;
        assert_eq!(sessions.wallet("a", later).unwrap_err(), Failure::SessionExpired {});
        sessions.sign_in("a", later);
        assert!(sessions.wallet("a", later).unwrap().frozen);
    }
}
