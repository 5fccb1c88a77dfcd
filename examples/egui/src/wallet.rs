//! The window: a form that pays, and over it the error where it could not.

use eframe::egui::{CentralPanel, Key, Response, RichText, TextEdit, Ui};
use unstuck::SurfaceKind;

use crate::{
    bank::{Money, Payment},
    failure::{Failure, Left},
};

/// The wallet as its owner sees it.
pub struct Wallet {
    balance: Money,
    payment: Payment,
    amount: String,
    /// What happened last.
    news: String,
    failure: Option<Failure>,
    /// Whether the amount takes the focus when it is drawn next.
    begin: bool,
}

impl Default for Wallet {
    fn default() -> Self {
        let (balance, payment) = (Money(25_000), Payment::Withdraw);
        unstuck::set_route(payment.route());
        Self { balance, payment, amount: String::new(), news: String::new(), failure: None, begin: true }
    }
}

impl eframe::App for Wallet {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }
}

impl Wallet {
    /// Draws everything once; it never waits.
    pub fn draw(&mut self, ui: &mut Ui) {
        CentralPanel::default().show(ui, |ui| self.form(ui));
        let Some(left) = self.failure.as_mut().and_then(|failure| failure.show(ui.ctx())) else { return };
        self.failure = None;
        self.begin = true;
        if let Left::For(path) = left {
            match Payment::at(&path) {
                Some(payment) => self.go(payment),
                None => self.news = format!("This small wallet has no {path}."),
            }
        }
    }

    fn form(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.horizontal(|ui| {
            for (payment, word) in [(Payment::Withdraw, "To my bank"), (Payment::Transfer, "To a contact")] {
                if ui.selectable_label(self.payment == payment, word).clicked() {
                    self.go(payment);
                }
            }
        });
        let (title, button) = match self.payment {
            Payment::Withdraw => ("Withdraw money", "Withdraw"),
            Payment::Transfer => ("Send money", "Send"),
        };
        ui.label(RichText::new(title).heading());
        ui.label(format!("Balance: {}", self.balance));
        let label = ui.label("Amount in ¥");
        let amount = ui.add(TextEdit::singleline(&mut self.amount)).labelled_by(label.id);
        if std::mem::take(&mut self.begin) {
            amount.request_focus();
        }
        if ui.button(button).clicked() || entered(&amount) {
            self.pay(ui);
        }
        ui.label(&self.news);
    }

    fn go(&mut self, payment: Payment) {
        self.payment = payment;
        self.news.clear();
        self.begin = true;
        unstuck::set_route(payment.route());
    }

    fn pay(&mut self, ui: &Ui) {
        let attempt = unstuck::operation(self.payment.operation());
        match self.payment.pay(self.balance, &self.amount) {
            Ok(left) => {
                self.balance = left;
                self.news = "Done.".into();
                self.begin = true;
                attempt.succeeded();
            }
            Err(refusal) => {
                self.news.clear();
                // Captured while the attempt lasts, so that it belongs to it.
                let sighting = unstuck::capture_problem(refusal.problem(), SurfaceKind::Dialog);
                self.failure = Some(Failure::new(refusal.to_string(), sighting, ui.ctx()));
            }
        }
    }
}

/// Whether the enter key ended the field.
fn entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|input| input.key_pressed(Key::Enter))
}
