//! What a check tells, in words or as one object.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use unstuck_protocol::{ActionKind, limits};
use unstuck_resolver::{Catalogue, author::Finding, dialogue::Flows, pack};

use crate::{config::Webhooks, sources::Survey};

/// Everything that a check found.
#[derive(Debug, Default)]
pub(super) struct Told {
    solutions: usize,
    flows: usize,
    revision: String,
    pack_bytes: usize,
    findings: Vec<One>,
    sources: Option<usize>,
}

/// A finding: whether it warns, its words with the code first, and its facts.
#[derive(Debug)]
struct One {
    warns: bool,
    code: &'static str,
    words: String,
    facts: Value,
}

impl Told {
    /// Of these solutions and flows, before anything was found.
    pub(super) fn new(catalogue: &Catalogue, flows: &Flows) -> Self {
        let (solutions, revision) = (catalogue.solutions().len(), catalogue.revision().to_string());
        let (flows, pack_bytes) = (flows.all().len(), pack::encode(catalogue).len());
        Self { solutions, flows, revision, pack_bytes, ..Self::default() }
    }

    /// What the review of the solutions found.
    pub(super) fn review(&mut self, found: Vec<Finding>) {
        for finding in found {
            let facts = match &finding {
                Finding::Ambiguous { solution, instead, text } => {
                    json!({ "solution": solution, "instead": instead, "text": text })
                }
                Finding::Dead { solution } => json!({ "solution": solution }),
            };
            let (code, words) = (finding.code(), finding.to_string());
            self.findings.push(One { warns: true, code, words, facts });
        }
    }

    /// What the app's sources say.
    pub(super) fn survey(&mut self, survey: &Survey) {
        self.sources = Some(survey.files());
        for found in survey.unanswered() {
            let more = match found.places {
                1 => String::new(),
                2 => ", and on one more line".to_owned(),
                places => format!(", and on {} more lines", places - 1),
            };
            let words = format!(
                "UNSTUCK-S017: no solution names `{}`, which stands in {}:{}{more}\n  help: write a solution with `codes: [{}]`, or leave it out with --ignore-code",
                found.code, found.file, found.line, found.code
            );
            self.findings.push(One { warns: true, code: "UNSTUCK-S017", words, facts: json!(found) });
        }
        for found in survey.unmentioned() {
            let words = format!(
                "UNSTUCK-S018: no source mentions `{}`, which `{}` names\n  help: take it out, unless it comes from elsewhere",
                found.code, found.solution
            );
            self.findings.push(One { warns: false, code: "UNSTUCK-S018", words, facts: json!(found) });
        }
    }

    /// What solutions offer and their product does not have.
    pub(super) fn webhooks(&mut self, catalogue: &Catalogue, products: &[Webhooks]) {
        for solution in catalogue.solutions() {
            let actions = solution.texts.iter().flat_map(|text| &text.actions);
            let offered: BTreeSet<&str> = actions
                .filter(|action| action.kind == ActionKind::Webhook)
                .map(|action| action.name.as_str())
                .collect();
            for (name, Webhooks { product, names }) in
                offered.into_iter().flat_map(|name| products.iter().map(move |one| (name, one)))
            {
                if names.iter().any(|known| known == name) {
                    continue;
                }
                let words = format!(
                    "UNSTUCK-S031: `{}` offers the webhook `{name}`, which the product `{product}` does not have\n  help: add [[product.webhook]] with this name to the configuration, or mend the name",
                    solution.id
                );
                let facts = json!({ "solution": solution.id, "webhook": name, "product": product });
                self.findings.push(One { warns: true, code: "UNSTUCK-S031", words, facts });
            }
        }
    }

    /// How many findings warn.
    pub(super) fn warnings(&self) -> usize {
        self.findings.iter().filter(|one| one.warns).count()
    }

    /// Prints all of it.
    pub(super) fn print(&self, json: bool) {
        if json {
            println!("{}", self.object());
            return;
        }
        for one in &self.findings {
            println!("{} {}", one.level(), one.words);
        }
        if self.pack_bytes > limits::PACK_BYTES {
            println!(
                "the pack has {} bytes and devices take {} at once: those most asked for come first, others by parts",
                self.pack_bytes,
                limits::PACK_BYTES
            );
        }
        let sources = self.sources.map(|files| format!("{files} source files, ")).unwrap_or_default();
        let flows = match self.flows {
            0 => String::new(),
            1 => "1 flow, ".to_owned(),
            flows => format!("{flows} flows, "),
        };
        println!(
            "{} solutions, {flows}revision {}, pack {} bytes, {sources}{} warnings, 0 faults",
            self.solutions,
            self.revision,
            self.pack_bytes,
            self.warnings()
        );
    }

    fn object(&self) -> Value {
        let findings = self.findings.iter().map(|one| {
            let mut object = Map::new();
            object.insert("level".into(), one.level().into());
            object.insert("rule".into(), one.code.into());
            object.extend(one.facts.as_object().cloned().unwrap_or_default());
            Value::Object(object)
        });
        json!({
            "solutions": self.solutions, "flows": self.flows, "revision": self.revision, "pack_bytes": self.pack_bytes,
            "source_files": self.sources, "warnings": self.warnings(), "findings": findings.collect::<Vec<_>>(),
        })
    }
}

impl One {
    fn level(&self) -> &'static str {
        if self.warns { "warning" } else { "note" }
    }
}
