//! Exporting a statement.

use std::fmt::Write;

use axum::Json;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Reply;
use crate::rules::statement::{self, Form, Summary};
use crate::visitor::{Order, Visitor};
use crate::wallet::{Entry, day};

#[derive(Deserialize)]
pub(super) struct Period {
    from: Date,
    to: Date,
    form: Form,
}

#[derive(Serialize)]
pub(super) struct Statement {
    file_name: String,
    media_type: &'static str,
    content: String,
    summary: Summary,
}

pub(super) async fn export(visitor: Visitor, Order(period): Order<Period>) -> Reply<Statement> {
    let Period { from, to, form } = period;
    let entries = visitor.act(|wallet, _| statement::select(wallet, from, to, form))?;
    // After the wallet is let go: what goes wrong here must not hold up anybody else.
    let summary = statement::sum_up(&entries);
    let (extension, media_type, content) = match form {
        Form::Csv => ("csv", "text/csv", csv(&entries)),
        Form::Page => ("html", "text/html", page(&entries, from, to)),
    };
    Ok(Json(Statement {
        file_name: format!("lantern-{from}-{to}.{extension}"),
        media_type,
        content,
        summary,
    }))
}

fn csv(entries: &[Entry]) -> String {
    let mut out = String::from("date,party,amount\r\n");
    for entry in entries {
        let party = entry.party.replace('"', "\"\"");
        let (sign, fen) = (if entry.amount.0 < 0 { "-" } else { "" }, entry.amount.0.unsigned_abs());
        let _ = write!(out, "{},\"{party}\",{sign}{}.{:02}\r\n", day(entry.at), fen / 100, fen % 100);
    }
    out
}

fn page(entries: &[Entry], from: Date, to: Date) -> String {
    let mut rows = String::new();
    for entry in entries {
        let party = entry.party.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(rows, "<tr><td>{}<td>{party}<td>{}", day(entry.at), entry.amount);
    }
    format!(
        "<!doctype html><meta charset=utf-8><title>Lantern {from} – {to}</title>\
         <style>body{{font:14px sans-serif;margin:2cm}}td{{padding:4px 24px 4px 0}}td:last-child{{text-align:right}}</style>\
         <h1>Lantern</h1><p>{from} – {to}</p><table>{rows}</table>"
    )
}
