//! A small wallet with its solutions and a flow, and somebody who talks with it.

use unstuck_protocol::{
    Context, Fingerprint, PhraseKey, Problem, Reply, Report, ReportId, SolutionId, Turn, TurnKind, limits,
};
use unstuck_resolver::{
    Catalogue, Resolver,
    author::{Source, read, read_flows},
    dialogue::{Dialogue, Flows, Heard, State},
};

const SOLUTIONS: &[(&str, &str)] = &[
    (
        "daily-limit",
        "title: You have reached today's limit\ncodes: [LIMIT_DAILY]\nquestions: ['how do I raise my daily limit?']",
    ),
    (
        "monthly-limit",
        "title: You have reached this month's limit\nquestions: ['how do I raise my monthly limit?']",
    ),
    (
        "card-expired",
        "title: Your bank card has expired\ncodes: [CARD_EXPIRED]\nquestions: ['why was my card declined?', 'how do I renew my card?']",
    ),
    (
        "bank-timeout",
        "title: The bank did not answer in time\nquestions: ['why does my withdrawal time out?']",
    ),
    ("on-its-way", "title: Your money is on its way\nquestions: ['how long does a withdrawal take?']"),
    ("wallet-frozen", "title: You froze this wallet\nquestions: ['how do I unfreeze my wallet?']"),
];

pub(crate) const FLOW: &str = "---
title: Where is my money?
codes: [MONEY_GONE]
questions: ['where is my money?', 'the money has not arrived']
---
We find out together.

## balance

Did your balance go down?

- Yes, it went down → where
- No, it is the same → solution: bank-timeout

## where

- if route /withdraw/** → days
- else → unknown

## days

How many days ago was that?

- Less than three → wait
- Three or more → ask
- else → person

## wait

A bank takes up to three days.

→ solution: on-its-way

## ask

We can ask the bank.

- do ask-bank → solution: on-its-way
- else → person
";

/// The solutions.
pub(crate) fn catalogue() -> Catalogue {
    let page = |(id, front): &(&str, &str)| Source {
        path: format!("{id}.md"),
        text: format!("---\n{front}\n---\nDo what helps with {id}.\n"),
    };
    read(&SOLUTIONS.iter().map(page).collect::<Vec<_>>()).unwrap()
}

/// The flow of this text.
pub(crate) fn flows(text: &str) -> Flows {
    read_flows(&[Source { path: "money.flow.md".into(), text: text.into() }], &catalogue()).unwrap()
}

/// A report of an error with this code, at this route.
pub(crate) fn report(code: &str, message: &str, route: &str) -> Report {
    let problem = Problem::new(message).code(code);
    Report {
        id: ReportId::new("r1").unwrap(),
        at: 0,
        fingerprint: Fingerprint::of(&problem),
        problem,
        context: Context { route: Some(route.into()), ..Context::default() },
        surface: None,
        on_device: None,
        sdk: String::new(),
    }
}

/// Somebody who talks.
pub(crate) struct Talk {
    pub(crate) resolver: Resolver,
    pub(crate) flows: Flows,
    pub(crate) report: Option<Report>,
    pub(crate) context: Context,
    pub(crate) likely: Vec<SolutionId>,
    pub(crate) state: State,
    /// What the last turn said of solutions.
    pub(crate) heard: Vec<Heard>,
}

impl Talk {
    /// On the page of withdrawals, with nothing said yet.
    pub(crate) fn new() -> Self {
        let context = Context { route: Some("/withdraw/new".into()), ..Context::default() };
        let (resolver, flows) = (Resolver::new(catalogue()), flows(FLOW));
        Self {
            resolver,
            flows,
            report: None,
            context,
            likely: vec![],
            state: State::default(),
            heard: vec![],
        }
    }

    /// Under this error.
    pub(crate) fn about(report: Report) -> Self {
        Self { report: Some(report), ..Self::new() }
    }

    /// Takes a turn. Whatever it is, a person is offered, and the state stays small, data and readable.
    pub(crate) fn turn(&mut self, turn: &Turn) -> Reply {
        let dialogue = Dialogue::new(&self.resolver, &self.flows).expecting(self.likely.clone());
        let dialogue = match &self.report {
            Some(report) => dialogue.about(report),
            None => dialogue.within(&self.context),
        };
        let (reply, heard) = dialogue.hear(&mut self.state, turn);
        self.heard = heard;
        assert!(reply.person, "{reply:?}");
        assert!(reply.chips.len() <= limits::FLOW_CHOICES.max(limits::CHIPS + 3), "{reply:?}");
        let kept = serde_json::to_string(&self.state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&kept).unwrap(), self.state);
        let sent = serde_json::to_string(&reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply>(&sent).unwrap(), reply);
        reply
    }

    pub(crate) fn say(&mut self, text: &str) -> Reply {
        self.turn(&Turn::text(text))
    }

    pub(crate) fn choose(&mut self, chip: &str) -> Reply {
        self.turn(&Turn::chip(chip))
    }

    pub(crate) fn press(&mut self, key: TurnKind) -> Reply {
        self.turn(&Turn::of(key))
    }

    /// Begins the flow.
    pub(crate) fn walking() -> Self {
        let mut talk = Self::new();
        let reply = talk.say("where is my money?");
        let reply = if reply.chips.iter().any(|chip| chip.id == "flow:money") {
            talk.choose("flow:money")
        } else {
            reply
        };
        assert_eq!(asked(&reply), "We find out together.\nDid your balance go down?");
        talk
    }
}

/// What a flow says.
pub(crate) fn asked(reply: &Reply) -> String {
    reply.text.plain()
}

/// The solution that is shown.
pub(crate) fn shown(reply: &Reply) -> Option<&str> {
    reply.article.as_ref().map(|article| article.solution.as_str())
}

/// The phrases, in order.
pub(crate) fn keys(reply: &Reply) -> Vec<PhraseKey> {
    reply.says.iter().map(|phrase| phrase.key).collect()
}

/// The chips' ids.
pub(crate) fn chips(reply: &Reply) -> Vec<&str> {
    reply.chips.iter().map(|chip| chip.id.as_str()).collect()
}
