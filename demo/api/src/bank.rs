//! The banks' gateway, which does not always answer.

use std::future::pending;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::failure::Failure;
use crate::wallet::{Card, Gateway};

/// How long a bank that answers takes over it.
const USUAL: Duration = Duration::from_millis(350);

/// Asks the card's bank to take a payment.
///
/// # Errors
/// [`Failure::UpstreamTimeout`] where it says nothing for `patience`.
pub(crate) async fn accepts(card: &Card, patience: Duration) -> Result<(), Failure> {
    let answer = async {
        match card.gateway {
            Gateway::Silent => pending::<()>().await,
            Gateway::Open | Gateway::Closed(_) => sleep(USUAL.min(patience / 2)).await,
        }
    };
    let late = |_| Failure::UpstreamTimeout { bank: card.bank.clone(), seconds: patience.as_secs() };
    timeout(patience, answer).await.map_err(late)
}
