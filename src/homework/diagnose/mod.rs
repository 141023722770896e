//! Which mistake gives the numbers that somebody wrote: each that is known is made on purpose, and
//! kept where it reproduces every one of them.

mod around;
pub mod catalogue;
mod pairs;
mod replay;
mod shape;
mod slip;
mod step;

use std::collections::HashMap;

use super::judge::item::Item;
use super::judge::own::Own;
use super::judge::run::Run;
use super::judge::shown::Shown;
use super::judge::target::Target;
use super::verdict::Cause;
use crate::lesson::Lesson;
use crate::math::expr::Ball;
use crate::worksheet::op::Wrong;
use crate::worksheet::quantity::{Id, Role};
use replay::Replays;

/// How uncertain a hypothesis may be, as a share of its largest number.
const COARSE: f64 = 0.25;

/// How many half units a number is away from the right one that rounding alone does not explain.
const FAR: f64 = 20.0;

/// A wrong quantity, with everything it may be explained by.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a, 'b> {
    /// What was written.
    pub item: &'b Item<'b>,
    /// What is right.
    pub exact: &'b [Ball],
    /// What is right with the document's own numbers.
    pub own: &'b [Ball],
    /// The document's own numbers.
    pub known: Known<'a, 'b>,
}

/// The numbers a document has before a quantity.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a, 'b> {
    /// Of this iteration.
    pub own: &'b Own<'a>,
    /// Of the one before.
    pub previous: Option<&'b Own<'a>>,
}

/// Something that explains a case.
#[derive(Clone, Debug)]
struct Found {
    codes: Vec<&'static str>,
    said: Vec<String>,
    /// 0 from the document's own numbers, more for what is further away.
    level: usize,
}

/// What somebody who looks for mistakes remembers of a document.
#[derive(Debug)]
pub struct Clinic<'a> {
    run: &'a Run,
    lesson: Option<&'a Lesson>,
    /// The parameters that iterations started from: the first, and the one before this.
    starts: Vec<(u64, Vec<Vec<f64>>)>,
    /// What was written last for a quantity, and in which iteration.
    seen: HashMap<(String, Option<usize>), (u64, Vec<Shown>)>,
    replays: Replays,
}

impl<'a> Clinic<'a> {
    /// Nothing seen yet.
    pub fn new(run: &'a Run, lesson: Option<&'a Lesson>) -> Self {
        let (starts, seen) = (Vec::new(), HashMap::new());
        Self { run, lesson, starts, seen, replays: Replays::default() }
    }

    /// An iteration begins; `ended` is the one before it.
    pub fn started(&mut self, iteration: u64, ended: &Own) {
        if self.lesson.is_none() {
            return;
        }
        let slots = ended.sheet.parameters().iter();
        let values = slots.map(|slots| ended.standing_at(slots.before).to_vec()).collect();
        self.starts.truncate(1);
        self.starts.push((iteration - 1, values));
    }

    /// Remembers what was written.
    pub fn seen(&mut self, iteration: u64, item: &Item) {
        if self.lesson.is_some() {
            self.seen.insert(item.key(), (iteration, item.shown.clone()));
        }
    }

    /// What explains a wrong quantity, best first; never nothing.
    pub fn causes(&mut self, case: &Case<'a, '_>) -> Vec<Cause> {
        let found = self.found(case);
        let ranked = ranked(found);
        ranked.iter().map(Found::cause).collect()
    }

    /// Whether numbers that are too coarse to be compared are just what a mistake gives from the
    /// right ones.
    pub fn is_surely_wrong(&mut self, case: &Case<'a, '_>) -> bool {
        let far = |shown: &Shown| {
            [case.own, case.exact].iter().all(|balls| {
                let right = balls.get(shown.at).map_or(f64::NAN, |ball| ball.mid);
                (shown.value - right).abs() > FAR * shown.half
            })
        };
        case.item.shown.iter().any(far) && !step::from_exact(case, self.run).is_empty()
    }

    fn found(&mut self, case: &Case<'a, '_>) -> Vec<Found> {
        let mut found = step::singles(case, self.run);
        found.extend(around::all(self, case));
        if found.is_empty() {
            found = replay::of_unprinted(case);
        }
        if found.is_empty() {
            found.extend(slip::named(self, case));
        }
        if found.is_empty() {
            found = self.of_whole_runs(case);
        }
        if found.is_empty() {
            found = pairs::of_step(case);
        }
        if found.is_empty() {
            found = replay::pairs(case);
        }
        if found.is_empty() {
            found.push(slip::unnamed(case));
        }
        found
    }

    fn of_whole_runs(&mut self, case: &Case) -> Vec<Found> {
        let Some(lesson) = self.lesson else { return Vec::new() };
        self.replays.of_case(lesson, self.run, case)
    }
}

impl Case<'_, '_> {
    /// Whether a hypothesis gives every number, and is not only so vague that it gives any.
    fn is_explained(&self, balls: &[Ball]) -> bool {
        self.item.is(balls) && !self.item.is_vaguely(balls, COARSE)
    }

    fn target(&self) -> Target {
        self.item.target.unwrap_or(Target::Loss { penalised: true })
    }

    /// The quantity whose mistakes these are: that of the losses for the loss of the iteration.
    fn id(&self) -> Option<Id> {
        match self.target() {
            Target::Quantity(id) => Some(id),
            Target::Loss { .. } => self.known.own.sheet.find(Role::Loss),
        }
    }
}

impl Found {
    fn new(code: &'static str, detail: &str, level: usize) -> Self {
        let said = catalogue::find(code).map(|row| catalogue::said(row, detail));
        Self { codes: vec![code], said: said.into_iter().collect(), level }
    }

    fn of(wrong: &Wrong, level: usize) -> Self {
        Self { codes: vec![wrong.code], said: vec![wrong.said()], level }
    }

    /// Both made together.
    fn and(mut self, other: Self) -> Self {
        self.codes.extend(other.codes);
        self.said.extend(other.said);
        self
    }

    fn cause(&self) -> Cause {
        let why = self.codes.iter().filter_map(|code| catalogue::find(code)).map(|row| row.why);
        Cause {
            codes: self.codes.clone(),
            said: self.said.join("; and "),
            why: why.collect::<Vec<_>>().join("; "),
            again: false,
        }
    }

    fn rank(&self) -> (usize, usize, Vec<(usize, usize)>) {
        let priors = self.codes.iter().map(|code| catalogue::prior(code)).collect();
        (self.codes.len(), self.level, priors)
    }
}

/// The best explanations, each code once.
fn ranked(mut found: Vec<Found>) -> Vec<Found> {
    const MOST: usize = 8;
    found.sort_by_key(Found::rank);
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let mut codes = one.codes.clone();
        codes.sort_unstable();
        let is_same = |other: &Found| {
            let mut others = other.codes.clone();
            others.sort_unstable();
            others == codes
        };
        if !kept.iter().any(is_same) && kept.len() < MOST {
            kept.push(one);
        }
    }
    kept
}
