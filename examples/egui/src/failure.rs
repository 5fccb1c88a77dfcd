//! The error window: what went wrong, and in the same place the way out.

use eframe::egui::{self, Button, CollapsingHeader, Id, Modal, RichText, ScrollArea, Ui, accesskit::Role};
use unstuck::{Article, OutcomeKind, Sighting};

use crate::{article, awaited::Awaited};

/// An error that is being shown.
pub struct Failure {
    message: String,
    sighting: Sighting,
    awaited: Awaited,
    /// Whether the solution is open.
    open: bool,
    /// Whether the person said how it went.
    told: bool,
    /// What is drawn for the first time takes the focus, so that the keyboard is never lost.
    fresh: bool,
}

/// How the person left the error window.
pub enum Left {
    /// It was closed.
    Closed,
    /// A link of the solution leads to this path of the app.
    For(String),
}

impl Failure {
    /// Shows `message` and waits for the sighting's answer.
    #[must_use]
    pub fn new(message: String, sighting: Sighting, window: &egui::Context) -> Self {
        let awaited = Awaited::new(sighting.clone(), window.clone());
        Self { message, sighting, awaited, open: false, told: false, fresh: true }
    }

    /// Draws it over everything else.
    pub fn show(&mut self, ctx: &egui::Context) -> Option<Left> {
        let modal = Modal::new(Id::unique("failure")).show(ctx, |ui| {
            ui.set_width(400.0);
            let fresh = std::mem::take(&mut self.fresh);
            let answer = self.awaited.resolution().map(|resolution| resolution.answer.clone());
            let left = match answer {
                Some(Some(answer)) if self.open => self.solution(ui, &answer.article, fresh),
                answer => self.error(ui, answer.map(|answer| answer.map(|answer| answer.article)), fresh),
            };
            self.sent(ui);
            left
        });
        // Asked in any case: it takes the Escape key away from whatever is below.
        let closed = modal.should_close().then_some(Left::Closed);
        modal.inner.or(closed)
    }

    /// The message; `solution` is none while nobody answered, and `Some(None)` where nobody knows a solution.
    fn error(&mut self, ui: &mut Ui, solution: Option<Option<Article>>, fresh: bool) -> Option<Left> {
        let title = ui.label(RichText::new("That did not work").heading());
        article::read_as(ui, title.id, Role::Heading);
        let message = ui.label(&self.message);
        // Read out as it comes.
        article::read_as(ui, message.id, Role::Alert);
        match &solution {
            None => ui.weak("Looking for a solution…"),
            Some(None) => ui.weak("No solution is known yet."),
            Some(Some(_)) => ui.weak("A solution is known."),
        };
        ui.horizontal(|ui| {
            let solution = solution.flatten();
            if ui.add_enabled(solution.is_some(), Button::new("View solution")).clicked()
                && let Some(article) = solution
            {
                // It was seen. What is said of it later replaces this, and the operation's next success verifies it.
                self.sighting.outcome(&article.solution, OutcomeKind::Silent, None);
                self.open = true;
                self.fresh = true;
            }
            close(ui, fresh)
        })
        .inner
    }

    fn solution(&mut self, ui: &mut Ui, article: &Article, fresh: bool) -> Option<Left> {
        let scroll = ScrollArea::vertical().id_salt("article").max_height(300.0);
        let path = scroll.show(ui, |ui| article::show(ui, article)).inner;
        ui.separator();
        ui.horizontal(|ui| {
            if self.told {
                ui.label("Thank you.");
            } else {
                ui.label("Did this help?");
                for (word, kind) in [("Yes", OutcomeKind::Claimed), ("No", OutcomeKind::Failed)] {
                    if ui.button(word).clicked() {
                        self.sighting.outcome(&article.solution, kind, None);
                        self.told = true;
                        self.fresh = true;
                    }
                }
            }
            if ui.button("Back").clicked() {
                self.open = false;
                self.fresh = true;
            }
            close(ui, fresh)
        })
        .inner
        .or(path.map(Left::For))
    }

    /// Folded away, for whoever asks what leaves this machine.
    fn sent(&self, ui: &mut Ui) {
        CollapsingHeader::new("What is sent").show(ui, |ui| {
            ScrollArea::vertical().id_salt("sent").max_height(120.0).show(ui, |ui| {
                ui.monospace(self.sighting.payload().unwrap_or("Nothing."));
            });
        });
    }
}

fn close(ui: &mut Ui, fresh: bool) -> Option<Left> {
    let button = ui.button("Close");
    if fresh {
        button.request_focus();
    }
    button.clicked().then_some(Left::Closed)
}
