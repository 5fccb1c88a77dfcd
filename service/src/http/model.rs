//! What the language model adds to a reply that stands already: another order of what may be meant, or an article's gist.

use std::sync::Arc;

use unstuck_protocol::{Article, ProductId, Reply, ReplyKind, SolutionId};
use unstuck_resolver::dialogue::State;

use crate::{
    catalogue::Served,
    edge::asking::Model,
    language_model::{Candidate, Passages, Prompt, Use, Verdict, chosen, shortened},
};

/// A turn that was answered.
pub(super) struct Turned<'a> {
    pub(super) product: &'a ProductId,
    pub(super) served: &'a Served,
    /// The languages of the person.
    pub(super) locales: &'a [String],
    /// Where the conversation was left by this turn.
    pub(super) place: &'a mut State,
    /// Whether the person typed. Only then they may have to wait; else what is remembered is shown.
    pub(super) typed: bool,
}

impl Turned<'_> {
    /// The reply with what the model adds to it; the same where it adds nothing.
    pub(super) async fn with(mut self, model: &Arc<Model>, mut reply: Reply) -> Reply {
        match reply.kind {
            ReplyKind::Clarify if self.typed => self.choose(model, &mut reply).await,
            ReplyKind::Answer => {
                if let Some(article) = &reply.article {
                    reply.gist = self.gist(model, article).await;
                }
            }
            _ => {}
        }
        reply
    }

    /// Puts the one that the model chooses before the others. All are still asked about.
    async fn choose(&mut self, model: &Arc<Model>, reply: &mut Reply) {
        let Some(question) = self.place.asked().filter(|asked| !asked.is_empty()) else { return };
        let candidates: Vec<Candidate> =
            reply.chips.iter().filter_map(|chip| self.candidate(&chip.id, &chip.label)).collect();
        if candidates.len() < 2 {
            return;
        }
        let ids: Vec<&str> = candidates.iter().map(|one| one.id.as_str()).collect();
        let prompt = Prompt::choose(question, &candidates);
        let judge = |answer: &str| chosen(answer, &ids);
        let Some(id) = model.ask(self.product, Use::Choice, prompt, judge).await else { return };
        let Ok(solution) = SolutionId::new(id.as_str()) else { return };
        if self.place.prefer(&solution)
            && let Some(at) = reply.chips.iter().position(|chip| chip.id == id)
        {
            reply.chips[..=at].rotate_right(1);
        }
    }

    /// A chip of a solution or a flow, as the model is told of it.
    fn candidate(&self, id: &str, label: &str) -> Option<Candidate> {
        let label = (!label.is_empty()).then(|| label.to_owned())?;
        let solution = SolutionId::new(id).ok();
        let solution = solution.and_then(|id| self.served.resolver.catalogue().get(&id));
        let (title, text) = match solution.map(|solution| solution.article(self.locales)) {
            Some(article) => (article.title, article.body.plain()),
            None => (label, String::new()),
        };
        Some(Candidate { id: id.to_owned(), title, text })
    }

    /// An article in fewer words. Nothing that a person said goes into it, so that nobody is told that theirs is the case.
    async fn gist(&self, model: &Arc<Model>, article: &Article) -> Option<String> {
        let passages = Passages::of(&article.body, &article.locale)?;
        let prompt = Prompt::shorten(&article.title, &article.locale, &passages);
        if self.typed {
            return model.ask(self.product, Use::Gist, prompt, |answer| shortened(answer, &passages)).await;
        }
        match model.recall(Use::Gist, &prompt)? {
            Verdict::Kept(gist) => Some(gist),
            Verdict::Declined | Verdict::Strayed => None,
        }
    }
}
