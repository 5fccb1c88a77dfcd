//! Flows as their authors write them: Markdown files beside the solutions.
//!
//! A heading of the second level begins a step. Below its words stand its ways, each a line that ends with an arrow and
//! where it leads: answers to choose from, facts to branch on, or a fix to run.

mod body;
mod graph;
mod translation;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unstuck_protocol::{Locale, SolutionId, limits};

use super::{
    Diagnostic, Source,
    assemble::unheld,
    front_matter::{FrontWhen, Head, head},
};
use crate::{
    Catalogue,
    dialogue::{Flow, FlowText, Flows, Step, Words},
};
use body::Raw;

const KNOWN: &str = "id, title, locale, codes, questions, when (release, route)";
/// What the name of a flow's file ends with, before its language.
const ENDING: &str = ".flow";

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Front {
    id: Option<String>,
    title: String,
    locale: Option<String>,
    codes: Vec<String>,
    questions: Vec<String>,
    when: FrontWhen,
}

/// One file of a flow.
struct Draft<'s> {
    source: &'s Source,
    lines: BTreeMap<String, u32>,
    front: Front,
    steps: Vec<Raw>,
}

impl Draft<'_> {
    fn wrong(&self, line: u32, code: &'static str, message: String, help: &str) -> Diagnostic {
        wrong(self.source, line, code, message, help)
    }

    fn field(&self, name: &str) -> u32 {
        self.lines.get(name).copied().unwrap_or(1)
    }
}

fn wrong(source: &Source, line: u32, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic { path: source.path.clone(), line, column: 1, code, message, help: help.to_owned() }
}

/// The name of a flow's file without its endings, and its language where it names one; nothing where it is no flow's.
fn parts(path: &str) -> Option<(&str, Option<&str>)> {
    let stem = path.strip_suffix(".md")?;
    if let Some(base) = stem.strip_suffix(ENDING) {
        return Some((base, None));
    }
    let (rest, tag) = stem.rsplit_once('.')?;
    Some((rest.strip_suffix(ENDING)?, Some(tag)))
}

/// Whether a path names a flow's file.
pub(super) fn is_flow(path: &str) -> bool {
    parts(path).is_some()
}

/// Reads the flows among sources, whatever order they come in; other files are passed over.
///
/// `name.flow.md` is a flow, `name.flow.zh-Hant.md` beside it the same one in another language.
///
/// ```
/// use unstuck_resolver::{Catalogue, author::{Source, read_flows}};
/// let text = "---\ntitle: Where is my money?\n---\n## balance\nDid your balance go down?\n\n- Yes → person\n- No → unknown\n";
/// let source = Source { path: "money.flow.md".into(), text: text.into() };
/// let flows = read_flows(&[source], &Catalogue::new(vec![])).unwrap();
/// assert_eq!((flows.all()[0].id.as_str(), flows.all()[0].steps.len()), ("money", 1));
/// ```
///
/// # Errors
/// Everything that is wrong in any of them, in the order of their paths and lines.
pub fn read_flows(sources: &[Source], catalogue: &Catalogue) -> Result<Flows, Vec<Diagnostic>> {
    let mut files: Vec<&Source> = sources.iter().filter(|source| is_flow(&source.path)).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let (mut found, mut flows, mut ids) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let (defaults, others): (Vec<&Source>, Vec<&Source>) =
        files.into_iter().partition(|source| parts(&source.path).is_some_and(|(_, tag)| tag.is_none()));
    for source in &defaults {
        if let Some(draft) = draft(source, &mut found)
            && let Some(flow) = flow(&draft, catalogue, &mut ids, &mut found)
        {
            flows.insert(parts(&source.path).map_or("", |(base, _)| base), flow);
        }
    }
    for source in others {
        let Some((base, Some(tag))) = parts(&source.path) else { continue };
        if !defaults.iter().any(|default| parts(&default.path).is_some_and(|(other, _)| other == base)) {
            let help = "write the default text too, under the same name without the language";
            found.push(wrong(
                source,
                1,
                "UNSTUCK-S008",
                "this language has no default text beside it".into(),
                help,
            ));
            continue;
        }
        let translated = draft(source, &mut found)
            .and_then(|draft| words(&draft, Some(tag), &mut found).map(|text| (draft, text)));
        if let Some((draft, text)) = translated
            && let Some((flow, steps)) = flows.get_mut(base)
        {
            translation::add(flow, steps, &draft, text, &mut found);
        }
    }
    if found.is_empty() {
        return Ok(Flows::new(flows.into_values().map(|(flow, _)| flow).collect(), catalogue));
    }
    found.sort_by(|a, b| (&a.path, a.line, a.column, a.code).cmp(&(&b.path, b.line, b.column, b.code)));
    Err(found)
}

fn draft<'s>(source: &'s Source, found: &mut Vec<Diagnostic>) -> Option<Draft<'s>> {
    match head::<Front>(source, KNOWN) {
        Ok(Head { front, body, first, lines }) => {
            Some(Draft { source, lines, front, steps: body::read(source, &body, first, found) })
        }
        Err(one) => {
            found.push(one);
            None
        }
    }
}

/// The flow of a default file, with the steps as they were written; nothing where they can't be put together.
fn flow(
    draft: &Draft<'_>,
    catalogue: &Catalogue,
    ids: &mut BTreeMap<String, String>,
    found: &mut Vec<Diagnostic>,
) -> Option<(Flow, Vec<Raw>)> {
    let before = found.len();
    let name = parts(&draft.source.path).map_or("", |(base, _)| base);
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let id = draft.front.id.clone().unwrap_or_else(|| name.to_owned());
    // Among solutions it stands behind a prefix.
    if let Err(error) = SolutionId::new(format!("{id}{ENDING}")) {
        found.push(draft.wrong(draft.field("id"), "UNSTUCK-S004", format!("`{id}` is {error}"), "rename it"));
    }
    if let Some(first) = ids.insert(id.clone(), draft.source.path.clone()) {
        let message = format!("there is a flow `{id}` already, in {first}");
        found.push(draft.wrong(
            draft.field("id"),
            "UNSTUCK-S005",
            message,
            "give it another id, or merge the two",
        ));
    }
    let when = draft.front.when.clone().into();
    for message in unheld(&when) {
        let help = "write `release` as in Cargo.toml, and `route` as a path with `*` and `**`";
        found.push(draft.wrong(draft.field("when"), "UNSTUCK-S009", message, help));
    }
    for (field, texts, most) in [
        ("codes", &draft.front.codes, limits::CODE_BYTES),
        ("questions", &draft.front.questions, limits::MESSAGE_BYTES),
    ] {
        if texts.iter().any(|text| text.trim().is_empty() || text.len() > most) {
            let message = format!("`{field}` has an entry that is empty or longer than {most} bytes");
            found.push(draft.wrong(draft.field(field), "UNSTUCK-S012", message, "remove or shorten it"));
        }
    }
    let text = words(draft, draft.front.locale.as_deref(), found);
    let steps: Vec<Step> = draft.steps.iter().filter_map(|raw| body::step(draft, raw, found)).collect();
    graph::check(draft, &steps, catalogue, found);
    if found.len() > before {
        return None;
    }
    let (codes, questions) = (draft.front.codes.clone(), draft.front.questions.clone());
    let flow = Flow { id, codes, questions, when, steps, texts: vec![text?] };
    Some((flow, draft.steps.clone()))
}

/// The words of a file, in its language.
fn words(draft: &Draft<'_>, tag: Option<&str>, found: &mut Vec<Diagnostic>) -> Option<FlowText> {
    let tag = tag.unwrap_or("en");
    let locale = Locale::new(tag);
    if locale.is_none() {
        let help = "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`";
        found.push(draft.wrong(
            draft.field("locale"),
            "UNSTUCK-S007",
            format!("`{tag}` is no language tag"),
            help,
        ));
    }
    let title = draft.front.title.trim();
    if title.is_empty() || title.len() > limits::LINE_BYTES {
        let message = format!("the title is missing, or longer than {} bytes", limits::LINE_BYTES);
        found.push(draft.wrong(
            draft.field("title"),
            "UNSTUCK-S006",
            message,
            "add `title: …`, what people call it",
        ));
    }
    let mut seen = BTreeSet::new();
    for raw in &draft.steps {
        for choice in raw.choices().filter(|choice| !seen.insert((&raw.name, choice.to_lowercase()))) {
            let message = format!("`{choice}` stands twice in the step `{}`", raw.name);
            found.push(draft.wrong(
                raw.line,
                "UNSTUCK-S025",
                message,
                "nobody can choose the second one: remove it",
            ));
        }
    }
    let step =
        |raw: &Raw| Words { text: raw.text.clone(), choices: raw.choices().map(str::to_owned).collect() };
    let steps = draft.steps.iter().map(step).collect();
    Some(FlowText { locale: locale?.as_str().to_owned(), title: title.to_owned(), steps })
}
