//! Solutions by the form of their messages.

use std::collections::BTreeMap;

use unstuck_protocol::template::{HOLE, template};

use crate::{Catalogue, decide, pattern, pattern::Pattern};

/// Templates that authors wrote, and the forms of all messages and questions known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Templates {
    patterns: Vec<(u32, Pattern, String)>,
    /// Patterns by their longest literal word.
    by_word: BTreeMap<String, Vec<u32>>,
    /// How often a form was seen with each solution.
    forms: BTreeMap<String, BTreeMap<u32, u32>>,
}

/// A form that fits.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// Where its solution stands in the catalogue.
    pub(crate) solution: u32,
    /// How sure it makes, 0 to 1.
    pub(crate) sure: f32,
    /// The template, to show as the reason.
    pub(crate) template: String,
}

impl Templates {
    pub(crate) fn new(catalogue: &Catalogue, learned: &[(String, u32)]) -> Self {
        let mut all = Self::default();
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            for message in &solution.messages {
                if let Some(pattern) = Pattern::new(message) {
                    all.by_word.entry(pattern.key().to_owned()).or_default().push(all.patterns.len() as u32);
                    all.patterns.push((at as u32, pattern, message.clone()));
                }
                if !pattern::has_hole(message) {
                    all.form(message, at as u32);
                }
            }
            solution.questions.iter().for_each(|question| all.form(question, at as u32));
        }
        learned.iter().for_each(|(text, at)| all.form(text, *at));
        all
    }

    fn form(&mut self, text: &str, solution: u32) {
        if let Some(form) = form(text) {
            *self.forms.entry(form).or_default().entry(solution).or_insert(0) += 1;
        }
    }

    /// The best form of each solution that has one for this message, in the catalogue's order.
    pub(crate) fn search(&self, message: &str) -> Vec<Form> {
        let words = pattern::words(message);
        let mut fitting: BTreeMap<u32, (usize, &str)> = BTreeMap::new();
        for &at in words.iter().filter_map(|word| self.by_word.get(word)).flatten() {
            let (solution, pattern, template) = &self.patterns[at as usize];
            let better = fitting.get(solution).is_none_or(|(literals, _)| pattern.literals() > *literals);
            if better && pattern.fits(&words) {
                fitting.insert(*solution, (pattern.literals(), template));
            }
        }
        // The most specific template decides; those it contains say little, equal ones share.
        let most = fitting.values().map(|(literals, _)| *literals).max().unwrap_or_default();
        let equal = fitting.values().filter(|(literals, _)| *literals == most).count().max(1);
        let mut found: BTreeMap<u32, Form> = BTreeMap::new();
        for (solution, (literals, template)) in fitting {
            let share = if literals == most { 1.0 / equal as f32 } else { 0.2 };
            let sure = decide::by_template(literals) * share;
            found.insert(solution, Form { solution, sure, template: template.to_owned() });
        }
        if let Some((form, seen)) = form(message).and_then(|form| self.forms.get_key_value(&form)) {
            let all: u32 = seen.values().sum();
            let literals = form.split_whitespace().filter(|word| !word.contains(HOLE)).count();
            let literals = if form.is_ascii() { literals } else { form.chars().count() / 2 };
            for (&solution, &times) in seen {
                // One case alone is a little less sure than many.
                let sure = decide::by_template(literals) * times as f32 / (all as f32 + 0.05);
                let entry =
                    found.entry(solution).or_insert_with(|| Form { solution, sure, template: form.clone() });
                entry.sure = entry.sure.max(sure);
            }
        }
        found.into_values().collect()
    }
}

/// A text's form, compared without case; `None` where nothing but holes is left.
fn form(text: &str) -> Option<String> {
    let form = template(text).to_lowercase();
    let form =
        form.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '。' | '！' | '？'));
    form.replace(HOLE, "").chars().any(char::is_alphanumeric).then(|| form.to_owned())
}
