//! Solutions by the form of their messages.

use unstuck_protocol::{
    letters::lower,
    template::{HOLE, template},
};

use crate::{Solution, decide, names::Names, pattern, pattern::Pattern};

/// Templates that authors wrote, and the forms of the messages and questions they gave.
#[derive(Debug, Clone, Default)]
pub(crate) struct Templates {
    /// Each with its solution and as it was written.
    patterns: Vec<(u32, Pattern, String)>,
    words: Names,
    /// Patterns by the number of their longest literal word.
    by_word: Vec<Vec<u32>>,
    forms: Forms,
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
    pub(crate) fn new(solutions: &[Solution]) -> Self {
        let mut all = Self::default();
        for (at, solution) in solutions.iter().enumerate() {
            for message in &solution.messages {
                all.pattern(message, at as u32);
                if !pattern::has_hole(message) {
                    all.forms.add(message, at as u32);
                }
            }
            solution.questions.iter().for_each(|question| all.forms.add(question, at as u32));
        }
        all
    }

    /// Counts a message for a solution.
    #[cfg(feature = "learn")]
    pub(crate) fn form(&mut self, message: &str, solution: u32) {
        self.forms.add(message, solution);
    }

    /// Files a template for a solution.
    pub(crate) fn pattern(&mut self, message: &str, solution: u32) {
        let Some(pattern) = Pattern::new(message) else { return };
        let word = self.words.add(pattern.key()) as usize;
        if word == self.by_word.len() {
            self.by_word.push(Vec::new());
        }
        self.by_word[word].push(self.patterns.len() as u32);
        self.patterns.push((solution, pattern, message.to_owned()));
    }

    /// The best form of each solution that has one for this message, whose own form is told too.
    pub(crate) fn search(&self, message: &str, form: Option<&str>) -> Vec<Form> {
        let words = if self.patterns.is_empty() { Vec::new() } else { pattern::words(message) };
        // each solution's most specific pattern, by its place
        let mut fitting: Vec<u32> = Vec::new();
        for word in words.iter().filter_map(|word| self.words.get(word)) {
            for &at in &self.by_word[word as usize] {
                let (solution, pattern, _) = &self.patterns[at as usize];
                let same = fitting.iter().position(|other| self.patterns[*other as usize].0 == *solution);
                let better = same.is_none_or(|same| pattern.literals() > self.literals(fitting[same]));
                if better && pattern.fits(&words) {
                    match same {
                        Some(same) => fitting[same] = at,
                        None => fitting.push(at),
                    }
                }
            }
        }
        // The most specific template decides; those it contains say little, equal ones share.
        let most = fitting.iter().map(|at| self.literals(*at)).max().unwrap_or_default();
        let equal = fitting.iter().filter(|at| self.literals(**at) == most).count().max(1);
        let mut found: Vec<Form> = Vec::new();
        for at in fitting {
            let (solution, pattern, template) = &self.patterns[at as usize];
            let share = if pattern.literals() == most { 1.0 / equal as f32 } else { 0.2 };
            let sure = decide::by_template(pattern.literals()) * share;
            found.push(Form { solution: *solution, sure, template: template.clone() });
        }
        self.forms.search(form, &mut found);
        found
    }

    fn literals(&self, pattern: u32) -> usize {
        self.patterns[pattern as usize].1.literals()
    }
}

/// The forms of texts, with whom each was seen.
#[derive(Debug, Clone, Default)]
struct Forms {
    forms: Names,
    /// How often each form was seen with which solution.
    seen: Vec<Vec<(u32, f32)>>,
}

impl Forms {
    /// Counts a text for a solution.
    fn add(&mut self, text: &str, solution: u32) {
        let Some(form) = form(text) else { return };
        let number = self.forms.add(&form) as usize;
        if number == self.seen.len() {
            self.seen.push(Vec::new());
        }
        match self.seen[number].iter_mut().find(|(known, _)| *known == solution) {
            Some((_, times)) => *times += 1.0,
            None => self.seen[number].push((solution, 1.0)),
        }
    }

    /// Adds what a message's form was seen with.
    fn search(&self, form: Option<&str>, found: &mut Vec<Form>) {
        let Some(form) = form else { return };
        let Some(number) = self.forms.get(form) else { return };
        let seen = &self.seen[number as usize];
        let all: f32 = seen.iter().map(|(_, times)| times).sum();
        let alone = sure(form);
        for &(solution, times) in seen {
            // One case alone is a little less sure than many.
            let sure = alone * times / (all + 0.05);
            match found.iter_mut().find(|form| form.solution == solution) {
                Some(known) => known.sure = known.sure.max(sure),
                None => found.push(Form { solution, sure, template: form.to_owned() }),
            }
        }
    }
}

/// How sure a form makes that is one solution's own.
pub(crate) fn sure(form: &str) -> f32 {
    let words = if form.is_ascii() {
        form.split_ascii_whitespace().filter(|word| !word.contains(HOLE)).count()
    } else {
        form.chars().count() / 2
    };
    decide::by_template(words)
}

/// A text's form, compared without case; `None` where nothing but holes is left.
pub(crate) fn form(text: &str) -> Option<String> {
    bare(&template(text))
}

/// The form of the text with this template.
pub(crate) fn bare(template: &str) -> Option<String> {
    let form = lower(template);
    let form =
        form.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '。' | '！' | '？'));
    form.chars().any(char::is_alphanumeric).then(|| form.to_owned())
}
