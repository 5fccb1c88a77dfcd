//! What a page holds of its product's solutions: all of them, or those most asked for and the shards it fetched.
//!
//! Who holds a part never ranks by words, since the words of the right solution may stand elsewhere. It answers by a code or
//! by the form of a message, once everything that has that key is here and one solution alone holds; the service would then
//! give the same answer. Everything else it leaves to the service.

use unstuck_protocol::{
    Answer, Article, EvidenceKind, Reason, Report, Resolution, ResolvedBy, Revision, SolutionId, hex,
};

use crate::{
    Query, Resolver, Solution,
    code::{self, fold},
    decide, keys,
    names::Filed,
    pack::{self, Pack, PackError, Rest},
    templates,
    variants::Variants,
    when::{Circumstances, Fit},
};

/// How sure a form must make: one of few words is found in too much.
const LEAST: f32 = 0.8;

/// Most parts beside the root; who met errors of more ranges lets the service answer.
const PARTS: usize = 64;

/// The solutions at hand.
#[derive(Debug)]
pub struct Holding {
    /// Those of the root, then the shards' in the order in which they came.
    parts: Vec<Part>,
    rest: Option<(Rest, Vec<State>)>,
}

/// Why there is nothing to say of a report yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// This shard may know more.
    Shard(usize),
    /// The service has to be asked.
    Nothing,
}

#[derive(Debug)]
struct Part {
    resolver: Resolver,
    forms: Filed,
}

/// Where the solutions of a range are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Away,
    /// Asked for already, and not here.
    Asked,
    /// In the part of this number.
    Here(usize),
}

impl Part {
    fn new(catalogue: crate::Catalogue, variants: &Variants) -> Self {
        let mut forms = Filed::default();
        for (at, solution) in catalogue.solutions().iter().enumerate() {
            keys::forms(solution, variants, &mut |form| forms.add(form, at as u32));
        }
        Self { resolver: Resolver::new(catalogue), forms }
    }
}

impl Holding {
    /// Of what a page downloaded first.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let Some(rest) = pack.rest else {
            let resolver = Resolver::new(pack.catalogue);
            // Built now, so that the first error does not pay for it.
            resolver.warm();
            return Self { parts: vec![Part { resolver, forms: Filed::default() }], rest: None };
        };
        let states = vec![State::Away; rest.shards.len()];
        let variants = pack.catalogue.variants().clone();
        Self { parts: vec![Part::new(pack.catalogue, &variants)], rest: Some((rest, states)) }
    }

    /// Whether all solutions are here.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rest.is_none()
    }

    /// What there is to say of a report at once; an abstention only by who holds everything.
    ///
    /// # Errors
    /// What a part lacks to say it.
    pub fn resolve(&self, report: &Report) -> Result<Resolution, Lack> {
        match &self.rest {
            None => Ok(self.parts[0].resolver.resolve(report, ResolvedBy::Device)),
            Some((rest, states)) => self.decide(rest, states, report),
        }
    }

    /// A solution's text, where it is here.
    #[must_use]
    pub fn article(&self, solution: &SolutionId, locales: &[String]) -> Option<Article> {
        let found = self.parts.iter().find_map(|part| part.resolver.catalogue().get(solution))?;
        Some(found.article(locales))
    }

    /// The name of a shard's file, the first time it is asked for.
    pub fn claim(&mut self, shard: usize) -> Option<String> {
        let (rest, states) = self.rest.as_mut()?;
        if self.parts.len() > PARTS {
            return None;
        }
        let hash = (*rest.shards.get(shard)?)?;
        let state = states.get_mut(shard).filter(|state| **state == State::Away)?;
        *state = State::Asked;
        Some(hex::digits(hash))
    }

    /// Takes a shard's file.
    ///
    /// # Errors
    /// When it is not the one that the root names, or can't be read.
    pub fn hold(&mut self, shard: usize, bytes: &[u8]) -> Result<(), PackError> {
        let variants = self.parts[0].resolver.catalogue().variants().clone();
        let Some((rest, states)) = &mut self.rest else { return Err(PackError::Damaged) };
        let (Some(Some(hash)), Some(state)) = (rest.shards.get(shard), states.get_mut(shard)) else {
            return Err(PackError::Damaged);
        };
        let catalogue = pack::decode_shard(bytes, *hash)?;
        *state = State::Here(self.parts.len());
        self.parts.push(Part::new(catalogue, &variants));
        Ok(())
    }

    /// A code that anybody has decides, as it does with all solutions; without one, the form of the message.
    fn decide(&self, rest: &Rest, states: &[State], report: &Report) -> Result<Resolution, Lack> {
        let problem = &report.problem;
        let kind = problem.kind.as_deref().map(code::of_type);
        let codes = [problem.code.as_deref(), kind].map(|code| fold(code.unwrap_or_default()));
        for code in codes.iter().filter(|code| !code.is_empty()) {
            let found = self.look(rest, states, code, false)?;
            if !found.is_empty() {
                return self.answer(rest, report, &found, decide::CODE, EvidenceKind::Code, code.clone());
            }
        }
        let form = templates::form(&self.parts[0].resolver.catalogue().variants().fold(&problem.message));
        // A code that nobody has speaks against everyone, and how much is for all solutions to say; so it is for them
        // whether what the message prints is a code.
        let silent = codes[0].is_empty() && !code::prints(&problem.message);
        let Some(form) = form.filter(|_| silent) else { return Err(Lack::Nothing) };
        let sure = templates::sure(&form);
        if sure < LEAST || rest.unsure.have(keys::key(&form)) {
            return Err(Lack::Nothing);
        }
        let found = self.look(rest, states, &form, true)?;
        self.answer(rest, report, &found, sure, EvidenceKind::Template, form)
    }

    /// The solutions that have a code or a form; all of them, or what has to be done first.
    fn look(&self, rest: &Rest, states: &[State], text: &str, form: bool) -> Result<Vec<(&Part, u32)>, Lack> {
        let key = keys::key(text);
        let range = keys::range(key, rest.shards.len());
        let state = states.get(range).copied().unwrap_or(State::Asked);
        let mut found = Vec::new();
        for at in [Some(0), if let State::Here(at) = state { Some(at) } else { None }].into_iter().flatten() {
            let part = &self.parts[at];
            let places = if form { part.forms.get(text) } else { part.resolver.with_code(text) };
            found.extend(places.iter().map(|place| (part, *place)));
        }
        let elsewhere = rest.shards.get(range).is_some_and(Option::is_some) && (!form || rest.forms);
        let enough = !found.is_empty() && !rest.shared.have(key);
        match state {
            State::Away if elsewhere && !enough => Err(Lack::Shard(range)),
            State::Asked if elsewhere && !enough => Err(Lack::Nothing),
            _ => Ok(found),
        }
    }

    fn answer(
        &self,
        rest: &Rest,
        report: &Report,
        found: &[(&Part, u32)],
        confidence: f32,
        by: EvidenceKind,
        says: String,
    ) -> Result<Resolution, Lack> {
        // What is not sure enough for this product is the service's to say.
        if confidence < self.parts[0].resolver.catalogue().threshold() {
            return Err(Lack::Nothing);
        }
        let context = &report.context;
        let (route, release) = (context.route.as_deref(), context.release.as_deref());
        let now = Circumstances::of(&Query { route, release, ..Query::default() });
        let mut fitting = found.iter().filter(|(part, at)| part.resolver.holds(*at).judge(&now) != Fit::No);
        let (Some((part, at)), None) = (fitting.next(), fitting.next()) else { return Err(Lack::Nothing) };
        let solution: &Solution = &part.resolver.catalogue().solutions()[*at as usize];
        let article = solution.article(&context.locales);
        let reasons = vec![Reason { by, says: vec![says], weight: 1.0 }];
        Ok(Resolution {
            report: report.id.clone(),
            revision: Some(Revision::of(rest.revision)),
            by: ResolvedBy::Device,
            answer: Some(Answer { article, confidence, reasons }),
            abstention: None,
            closest: Vec::new(),
            recorded: false,
        })
    }
}
