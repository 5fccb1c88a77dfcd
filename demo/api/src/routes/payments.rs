//! Money in and out.

use axum::Json;
use serde::Deserialize;

use super::Reply;
use crate::bank;
use crate::failure::Failure;
use crate::money::Money;
use crate::rules::{funds, red_packet, transfer, withdrawal};
use crate::visitor::{Order, Visitor};
use crate::wallet::{Entry, Kind};

#[derive(Deserialize)]
pub(super) struct Payment {
    contact: String,
    amount: Money,
    /// Whether the same transfer is meant a second time.
    #[serde(default)]
    again: bool,
}

#[derive(Deserialize)]
pub(super) struct CardOrder {
    card: String,
    amount: Money,
}

pub(super) async fn red_packet(visitor: Visitor, Order(order): Order<Payment>) -> Reply<Entry> {
    let sent = visitor.act(|wallet, now| {
        let contact = wallet.contact(&order.contact)?;
        red_packet::check(wallet, contact, order.amount, now)?;
        let name = contact.name.clone();
        Ok(wallet.record(now, Kind::RedPacket, name, Money(-order.amount.0)))
    })?;
    Ok(Json(sent))
}

pub(super) async fn transfer(visitor: Visitor, Order(order): Order<Payment>) -> Reply<Entry> {
    let sent = visitor.act(|wallet, now| {
        let contact = wallet.contact(&order.contact)?;
        transfer::check(wallet, contact, order.amount, order.again, now)?;
        let name = contact.name.clone();
        Ok(wallet.record(now, Kind::Transfer, name, Money(-order.amount.0)))
    })?;
    Ok(Json(sent))
}

pub(super) async fn withdrawal(visitor: Visitor, Order(order): Order<CardOrder>) -> Reply<Entry> {
    let card = visitor.act(|wallet, now| {
        let card = wallet.card(&order.card)?;
        withdrawal::check(wallet, card, order.amount, now)?;
        Ok(card.clone())
    })?;
    // The bank is asked without holding the wallet; money leaves only once it said yes, and the rules are asked again.
    bank::accepts(&card, visitor.wallets.patience).await.map_err(|failure| visitor.refuse(failure))?;
    let sent = visitor.act(|wallet, now| {
        withdrawal::check(wallet, wallet.card(&order.card)?, order.amount, now)?;
        let party = format!("{} ··{}", card.bank, card.tail);
        Ok(wallet.record(now, Kind::Withdrawal, party, Money(-order.amount.0)))
    })?;
    Ok(Json(sent))
}

pub(super) async fn top_up(visitor: Visitor, Order(order): Order<CardOrder>) -> Reply<Entry> {
    let added = visitor.act(|wallet, now| {
        let card = wallet.card(&order.card)?;
        withdrawal::valid(card, now)?;
        funds::top_up(order.amount)?;
        if wallet.balance + order.amount > Money::MOST {
            return Err(Failure::AmountInvalid {});
        }
        let party = format!("{} ··{}", card.bank, card.tail);
        Ok(wallet.record(now, Kind::TopUp, party, order.amount))
    })?;
    Ok(Json(added))
}
