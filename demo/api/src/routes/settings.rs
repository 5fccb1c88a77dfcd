//! What the owner can change: limits, the freeze, a renewed card, a contact's verification.

use axum::Json;
use axum::extract::Path;
use serde::Deserialize;

use super::Reply;
use crate::failure::Failure;
use crate::money::Money;
use crate::rules::withdrawal;
use crate::visitor::{Order, Visitor};
use crate::wallet::Wallet;

/// The daily red-packet limits one can choose.
const RED_PACKET_DAILY: [Money; 3] = [Money::yuan(500), Money::yuan(1_000), Money::yuan(2_000)];
/// The monthly withdrawal limits one can choose.
const WITHDRAW_MONTHLY: [Money; 3] = [Money::yuan(10_000), Money::yuan(20_000), Money::yuan(50_000)];

#[derive(Deserialize)]
pub(super) struct NewLimits {
    red_packet_daily: Option<Money>,
    withdraw_monthly: Option<Money>,
}

pub(super) async fn limits(visitor: Visitor, Order(order): Order<NewLimits>) -> Reply<Wallet> {
    let offered = |limit: Option<Money>, choice: &[Money]| limit.is_none_or(|limit| choice.contains(&limit));
    let changed = visitor.act(|wallet, _| {
        if !offered(order.red_packet_daily, &RED_PACKET_DAILY)
            || !offered(order.withdraw_monthly, &WITHDRAW_MONTHLY)
        {
            return Err(Failure::AmountInvalid {});
        }
        wallet.limits.red_packet_daily = order.red_packet_daily.unwrap_or(wallet.limits.red_packet_daily);
        wallet.limits.withdraw_monthly = order.withdraw_monthly.unwrap_or(wallet.limits.withdraw_monthly);
        Ok(wallet.clone())
    })?;
    Ok(Json(changed))
}

#[derive(Deserialize)]
pub(super) struct Freeze {
    frozen: bool,
}

pub(super) async fn freeze(visitor: Visitor, Order(order): Order<Freeze>) -> Reply<Wallet> {
    let changed = visitor.act(|wallet, _| {
        wallet.frozen = order.frozen;
        Ok(wallet.clone())
    })?;
    Ok(Json(changed))
}

#[derive(Deserialize)]
pub(super) struct Expiry {
    expiry: String,
}

pub(super) async fn expiry(
    visitor: Visitor,
    Path(id): Path<String>,
    Order(order): Order<Expiry>,
) -> Reply<Wallet> {
    let changed = visitor.act(|wallet, now| {
        wallet.card(&id)?;
        if !withdrawal::plausible_expiry(&order.expiry, now) {
            return Err(Failure::Malformed {});
        }
        let expiry = order.expiry.clone();
        wallet.cards.iter_mut().filter(|card| card.id == id).for_each(|card| card.expiry.clone_from(&expiry));
        Ok(wallet.clone())
    })?;
    Ok(Json(changed))
}

/// Asks a contact to prove who they are; in the demo they do so at once.
pub(super) async fn verification(visitor: Visitor, Path(id): Path<String>) -> Reply<Wallet> {
    let changed = visitor.act(|wallet, _| {
        wallet.contact(&id)?;
        wallet
            .contacts
            .iter_mut()
            .filter(|contact| contact.id == id)
            .for_each(|contact| contact.verified = true);
        Ok(wallet.clone())
    })?;
    Ok(Json(changed))
}
